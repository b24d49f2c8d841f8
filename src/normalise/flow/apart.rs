//! Columns that are merged across and stand apart from their rows, all their cells.
//!
//! The header of such a dashboard names years and owner, and no indicator. So does one whose indicators
//! stand in their rows under the title of an objective. Of other tables such names are printed apart
//! from the header's line. The rows tell: of both readings the cheaper one holds. A row that has no
//! indicator takes some other text for it, so how many have one tells little.

use super::columns::{Column, Slot};
use super::decode::{self, Glances, Piece};
use super::kinds;
use super::lines::Stream;
use super::segments::Segment;
use super::tables::Table;
use crate::normalise::draft::{Field, Section};

/// How much cheaper, of the whole, the reading must be in which the indicators stand apart.
const BETTER: f32 = 0.2;
/// Rows that have an indicator of three, where nobody need ask.
const USUAL: usize = 2;
/// Segments that tell it.
const ENOUGH: usize = 12;

/// Sets the columns apart that stand apart, section by section: where it reads better so.
pub fn settle(tables: &[Table], segments: &mut [Segment<'_>], streams: &[Stream<'_>]) {
    for section in [Section::Strategic, Section::Operational, Section::Executive, Section::Officer] {
        let asks = |s: &Segment<'_>| s.section == Some(section) && s.columns.iter().any(may_stand_apart);
        if !segments.iter().any(asks) || are_usual(tables, section) {
            continue;
        }
        let (mut here, mut apart) = (0.0, 0.0);
        for (segment, stream) in segments.iter().zip(streams).filter(|(s, _)| asks(s)).take(ENOUGH) {
            let mut glances = Glances::new();
            let mut price =
                |columns: &[_]| decode::price(stream, columns, segment.tail(), segment.takes_role(), &mut glances);
            here += price(&segment.columns);
            apart += price(&parted(&segment.columns));
        }
        if apart < here * (1.0 - BETTER) {
            for segment in segments.iter_mut().filter(|s| asks(s)) {
                segment.columns = parted(&segment.columns);
            }
        }
    }
}

/// Tells which column of a table is printed in every row though those beside it are merged: nothing else
/// of such a row may stand in its place.
pub fn settle_printed(segments: &mut [Segment<'_>], streams: &[Stream<'_>]) {
    let wide = |s: &Segment<'_>| {
        s.section == Some(Section::Operational) && s.columns.iter().any(|c| c.is(Field::Indicator) && c.apart)
    };
    let sample: Vec<(&Segment<'_>, &Stream<'_>)> =
        segments.iter().zip(streams).filter(|(s, _)| wide(s)).take(ENOUGH).collect();
    let mut glances = vec![Glances::new(); sample.len()];
    let mut price = |change: &dyn Fn(&[Column]) -> Vec<Column>| -> f32 {
        let prices = sample.iter().zip(&mut glances).map(|((segment, stream), glances)| {
            decode::price(stream, &change(&segment.columns), segment.tail(), segment.takes_role(), glances)
        });
        prices.sum()
    };
    let plain = price(&<[Column]>::to_vec);
    let tried = [Field::Area, Field::Services].map(|field| (price(&|columns| with_printed(columns, field)), field));
    let Some((best, field)) = tried.into_iter().min_by(|a, b| a.0.total_cmp(&b.0)) else { return };
    if best < plain {
        for segment in segments.iter_mut().filter(|s| wide(s)) {
            segment.columns = with_printed(&segment.columns, field);
        }
    }
}

/// Columns of which one is printed in every row, and the others may be merged.
fn with_printed(columns: &[Column], printed: Field) -> Vec<Column> {
    const MERGED: f32 = 0.15;
    let mut columns = columns.to_vec();
    for column in columns.iter_mut().filter(|c| !c.apart && c.slot != Slot::Notes) {
        column.skip = if column.is(printed) { Column::PRINTED } else { column.skip.min(MERGED) };
    }
    columns
}

/// Whether no name in the header's line says that rows print the column in its place.
const fn may_stand_apart(column: &Column) -> bool {
    !column.apart && (column.loose || column.unnamed)
}

fn parted(columns: &[Column]) -> Vec<Column> {
    let mut columns = columns.to_vec();
    columns.iter_mut().filter(|c| may_stand_apart(c)).for_each(Column::set_apart);
    columns
}

/// Whether most rows of a section have an indicator that looks like one.
fn are_usual(tables: &[Table], section: Section) -> bool {
    let (mut rows, mut filled) = (0, 0);
    for table in tables.iter().filter(|t| t.section == Some(section)) {
        for piece in &table.pieces {
            let Piece::Row(cells) = piece else { continue };
            rows += 1;
            let own = |c: usize| table.columns[c].slot == Slot::Field(Field::Indicator);
            let text = cells.iter().find(|(c, _)| own(*c)).map(|(_, cell)| cell.flat());
            filled += usize::from(text.is_some_and(|text| kinds::is_indicator(&text)));
        }
    }
    filled * 3 >= rows * USUAL
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Line, Page};
    use crate::normalise::flow::columns::{Name, add_loose, columns_of};
    use crate::normalise::flow::decode::Tail;
    use crate::normalise::flow::lines::{self, Habits};
    use crate::normalise::flow::looks::Vocabulary;
    use crate::normalise::flow::phrases;

    #[test]
    fn a_cell_that_every_row_prints_makes_a_row_alone() {
        let texts = [
            "Area A",
            "",
            "Area A",
            "",
            "Area B",
            "",
            "Area B",
            "",
            "Vigilanza sui ",
            "prodotti",
            "",
            "N. visite guidate / N. visite previste",
            "",
            "> 80%",
        ];
        let lines = (1..).zip(texts).map(|(number, text)| Line { number, text: text.to_owned() }).collect();
        let page = Page { number: 1, lines };
        let lines = lines::of_page(&page);
        let habits = Habits { trailing_blanks: true, gaps_part_cells: true };
        let stream = Stream::new(lines.clone(), habits, &phrases::of(&[lines]), false);
        let named = [Field::Objective, Field::Programme, Field::OperationalObjective, Field::Services, Field::Area];
        let mut columns = columns_of(&named.map(Name::Field)).expect("a header").columns;
        add_loose(&mut columns, Section::Operational, &[Field::Indicator, Field::Target]);
        let apart = parted(&columns);
        assert_eq!(apart.iter().filter(|c| c.apart).count(), 2);
        let printed = with_printed(&apart, Field::Area);
        let price = |columns: &[Column]| decode::price(&stream, columns, Tail::Cells, false, &mut Glances::new());
        assert!(price(&printed) < price(&apart));
        let none = Vocabulary::default();
        let pieces = decode::decode(&stream, &printed, &none, &|_| false, Tail::Cells, false, &mut Glances::new());
        assert_eq!(pieces.iter().filter(|piece| matches!(piece, Piece::Row(_))).count(), 4, "{pieces:?}");
    }
}
