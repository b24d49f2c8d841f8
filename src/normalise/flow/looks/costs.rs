//! What a text costs in a column, as a heading, and apart from its rows.

use super::texts::is_year;
use super::{Glance, Seen, Vocabulary};
use crate::normalise::flow::columns::{Column, Look};
use crate::normalise::flow::{headings, kinds, map};

/// Characters that running text seldom has fewer than.
const SHORT: usize = 9;

impl Glance {
    /// What it costs to read the text in a column.
    pub fn cost(&self, column: &Column, vocabulary: &Vocabulary) -> f32 {
        self.cost_if(column, vocabulary.seen(&self.folded))
    }

    /// The same where it is known already where the text was seen.
    pub fn cost_if(&self, column: &Column, seen: Seen<'_>) -> f32 {
        let base = self.base(column.look);
        let (here, there) = seen.counts(column);
        if here > 0 && base < 2.5 && !matches!(column.look, Look::Value | Look::Weight | Look::Tick) {
            return (base.min(1.5) - if here > 1 { 1.2 } else { 0.7 }).max(-0.6) + if there > here { 0.6 } else { 0.0 };
        }
        if there > 1
            && matches!(
                column.look,
                Look::Text | Look::Indicator | Look::Word | Look::Unit | Look::Area | Look::Name | Look::Role
            )
        {
            return base + 1.6;
        }
        base
    }

    /// What it costs on top to take an indicator with its value, or a row's end, on one line for one text. On pages of two
    /// passes lines are parted by their rows, and this would only get in the way.
    pub fn two_cells_cost(&self, column: &Column) -> f32 {
        match column.look {
            Look::Text | Look::Indicator | Look::Unit if self.valued_unit || self.ends_in_values => 4.0,
            Look::Text if self.measured => 3.0,
            // Values of the columns behind it.
            Look::Word if self.starts_in_value && !self.value && !self.text.contains('*') => 2.5,
            _ => 0.0,
        }
    }

    fn base(&self, look: Look) -> f32 {
        match look {
            Look::Objective if self.heading => {
                0.1 + if self.note_inside || self.two_headings { 6.0 } else { 0.0 } + if self.open { 2.0 } else { 0.0 }
            }
            Look::Objective => 5.0 + self.prose(),
            Look::Mission => {
                if self.mission {
                    0.1
                } else {
                    5.0 + self.prose()
                }
            }
            Look::Name => {
                self.name_cost()
                    + if self.is_role() {
                        2.5
                    } else if self.is_side() {
                        -0.4
                    } else {
                        0.0
                    }
            }
            Look::Role => {
                self.name_cost()
                    + if self.is_role() {
                        -0.4
                    } else if self.is_side() {
                        3.0
                    } else {
                        0.0
                    }
            }
            Look::Text => self.prose() + if self.indicator { 0.5 } else { 0.0 } + if self.short() { 2.5 } else { 0.2 },
            Look::Indicator => {
                self.prose() + if self.indicator { 0.0 } else { 0.6 } + if self.chars < SHORT { 2.5 } else { 0.0 }
            }
            Look::Unit => self.unit_cost(),
            Look::Area => self.area_cost(),
            Look::Value => self.value_cost(),
            Look::Weight => match (self.weight, self.full) {
                (true, false) => 0.1,
                (true, true) => 1.4,
                _ => 8.0,
            },
            Look::Tick => {
                if self.tick {
                    0.0
                } else {
                    9.0
                }
            }
            Look::Note => match (self.note, self.whole_note) {
                (true, true) if self.note_run => 1.0,
                (true, true) => 0.0,
                (true, false) => 6.0,
                _ => 9.0,
            },
            Look::Code => {
                if self.code {
                    -0.5
                } else {
                    9.0
                }
            }
            Look::Measure => {
                if self.measure {
                    0.0
                } else {
                    6.0
                }
            }
            Look::Word => match (self.value && !self.text.contains('*'), self.words) {
                (true, _) => 3.0,
                (false, 0..=6) if !self.area && !self.unit && !self.note && !self.open => 0.5,
                (false, 0..=6) => 2.5,
                (false, 7..=9) => 1.5,
                (false, _) => 4.0 + self.prose(),
            },
        }
    }

    /// What it costs to read the text as running text of any kind.
    fn prose(&self) -> f32 {
        let mut cost = 0.2;
        cost += if self.value { 4.5 } else { 0.0 };
        cost += if self.note { 9.0 } else { 0.0 };
        cost += if self.note_inside { 5.0 } else { 0.0 };
        cost += if self.mission { 6.0 } else { 0.0 };
        cost += if self.heading { 4.5 } else { 0.0 };
        cost += if self.area && self.words < 8 && !self.acronym { 3.0 } else { 0.0 };
        cost += if self.unit { 2.0 } else { 0.0 };
        cost += if self.aside { 2.5 } else { 0.0 };
        cost += if self.lower { 1.8 } else { 0.0 };
        cost += if self.open { 2.5 } else { 0.0 };
        cost += if self.ends_in_value { 1.2 } else { 0.0 };
        cost += if self.across { 4.0 } else { 0.0 };
        cost += if self.starts_in_value { 4.0 } else { 0.0 };
        cost += if self.with_area { 2.5 } else { 0.0 };
        cost += if self.value_inside || self.compares { 4.0 } else { 0.0 };
        cost += if self.value_line { 3.5 } else { 0.0 };
        cost
    }

    /// Whether the text is too short for a title, unless it is the initials of one.
    const fn short(&self) -> bool {
        self.chars < SHORT && !self.acronym
    }

    fn name_cost(&self) -> f32 {
        let mut cost = 0.6;
        cost += if self.words > 9 { 2.5 } else { 0.0 };
        cost += if self.lower { 1.8 } else { 0.0 };
        cost += if self.open { 2.5 } else { 0.0 };
        cost += if self.value || self.starts_in_value { 4.5 } else { 0.0 };
        cost += if self.note || self.note_inside { 9.0 } else { 0.0 };
        cost += if self.heading || self.mission { 3.0 } else { 0.0 };
        // The beginning of the next cell: its number follows.
        cost += if self.text.ends_with("strategico") || self.text.ends_with(" OS") { 4.0 } else { 0.0 };
        cost
    }

    /// Whether the text names an executive or officer.
    pub fn is_role(&self) -> bool {
        headings::is_role(&self.text)
    }

    /// Whether the text names a side of a balanced scorecard.
    fn is_side(&self) -> bool {
        const LONGEST: usize = 8;
        self.words <= LONGEST && map::is_side(&self.text)
    }

    fn unit_cost(&self) -> f32 {
        if self.unit {
            let valued = self.value_inside || self.value_line || self.ends_in_value || self.compares;
            return if valued { 4.0 } else { 0.0 }
                + 0.1
                + if self.with_area || self.across { 3.0 } else { 0.0 }
                // A sector with a code is an area where the table has such a column.
                + if self.area && self.words > 1 { 1.2 } else { 0.0 }
                + if self.bare_unit { 2.5 } else { 0.0 }
                + if self.words > 16 { 2.0 } else { 0.0 }
                + if self.open { 2.0 } else { 0.0 };
        }
        self.prose() + if self.words > 10 || self.digits { 3.0 } else { 0.9 }
    }

    fn area_cost(&self) -> f32 {
        match (self.area, self.words) {
            (true, _) => 0.1 + if self.open { 2.0 } else { 0.0 },
            (false, 0..=6) => self.prose() + if self.value { 1.0 } else { 1.6 },
            (false, _) => self.prose() + 4.0,
        }
    }

    fn value_cost(&self) -> f32 {
        if self.value {
            return if self.year || self.things { 1.6 } else { 0.1 };
        }
        let timed = self.digits
            && (self.text.to_lowercase().contains("entro")
                || self.text.contains("giorni")
                || self.text.contains("mesi"));
        match (timed, self.words) {
            (true, 0..=25) => 2.6 + if self.note || self.note_inside { 9.0 } else { 0.0 },
            _ => 5.0 + self.prose(),
        }
    }

    /// What it costs to take the text for a heading that spans the table; `roles` tells whether one may
    /// name an executive or officer.
    pub fn band_cost(&self, known: bool, roles: bool) -> f32 {
        const LONGEST_NAME: usize = 16;
        if known {
            return -1.0;
        }
        if roles && self.words < LONGEST_NAME && self.is_role() {
            return 0.5 + if self.ends_in_value || self.is_row() { 4.0 } else { 0.0 };
        }
        if self.note || self.value || self.note_inside {
            return 9.0;
        }
        match (self.mission, self.heading) {
            (true, _) => 0.3 + self.crowded(),
            (_, true) => 0.9 + self.crowded(),
            _ => 2.9 + self.prose() + if self.valued() { 2.5 } else { 0.0 },
        }
    }

    /// Whether the text is a sentence that a number or a day ends: a row on one line. A title may end
    /// in a year.
    fn valued(&self) -> bool {
        const SHORTEST: usize = 6;
        let last = self.text.rsplit(' ').next().unwrap_or_default();
        self.words >= SHORTEST && kinds::value_word(last) && !is_year(last)
    }

    /// Whether the text is a row of values rather than a heading; a role's name holds none.
    pub fn is_row(&self) -> bool {
        self.valued() || self.value_line || (self.value_inside && self.is_role())
    }

    /// What speaks against a heading: values and areas inside, too many words.
    fn crowded(&self) -> f32 {
        let mut cost =
            if self.value_inside || self.ends_in_value || self.with_area || self.value_line { 4.0 } else { 0.0 };
        cost += if self.words > 24 { 3.0 } else { 0.0 };
        cost += if self.two_headings { 5.0 } else { 0.0 };
        cost
    }

    /// What it costs to take the text for a cell that stands apart from its rows.
    /// `costs` are those of the columns.
    pub fn detached_cost(&self, columns: &[Column], costs: &[f32]) -> f32 {
        if self.words < 16 && headings::is_role(&self.text) {
            return 0.6;
        }
        // Where cells are merged across columns, those of one row stand apart, too.
        let wide = columns.iter().any(|c| c.apart);
        let best = columns.iter().zip(costs).map(|(c, cost)| {
            cost + match c.look {
                _ if c.apart => 0.4,
                Look::Note if wide => 1.5,
                Look::Value => 3.2,
                Look::Weight => 2.6,
                Look::Area if self.weight => 3.2,
                Look::Area | Look::Unit if wide && c.skip >= Column::PRINTED => 3.2,
                Look::Note => 6.0,
                Look::Indicator => 1.6,
                Look::Tick => 0.9,
                Look::Code | Look::Measure => 4.0,
                _ => 1.2,
            }
        });
        best.fold(f32::INFINITY, f32::min)
    }
}

#[cfg(test)]
mod tests {
    use super::{Glance, Look};
    use crate::normalise::draft::Field;
    use crate::normalise::flow::columns::{Name, columns_of};

    #[test]
    fn the_name_of_an_executive_is_a_heading_though_it_ends_in_an_area() {
        let cost = |text: &str, roles: bool| Glance::of(text).band_cost(false, roles);
        assert!(cost("Obiettivi 2019 - Dirigente AREA II", true) < 1.0);
        assert!(cost("Obiettivi 2019 - Dirigente AREA II", false) > 2.0);
        assert!(cost("Tariffario della camera arbitrale", true) > 2.0);
    }

    #[test]
    fn a_row_on_one_line_is_no_heading() {
        let cost = |text: &str| Glance::of(text).band_cost(false, false);
        assert!(
            cost("Ridurre le giacenze Tempo massimo di risposta 15") > cost("Tab. 2 - Obiettivi operativi per il 2022")
        );
        assert!(cost("3. Turismo e cultura\n4. Porti e strade") > cost("3. Turismo e cultura\ndelle isole"));
    }

    #[test]
    fn a_sector_with_a_code_is_an_area_rather_than_a_unit() {
        let cost = |text: &str, look: Look| Glance::of(text).base(look);
        for text in ["Settore B", "Settore D Settore B"] {
            assert!(cost(text, Look::Area) + 1.0 < cost(text, Look::Unit), "{text}");
        }
        assert!(cost("Settore Anagrafe", Look::Unit) < cost("Settore Anagrafe", Look::Area));
        assert!(cost("Settore", Look::Unit) > 2.0);
    }

    #[test]
    fn several_values_are_no_word_out_of_a_list() {
        let source = Name::Extra("Fonte".to_owned());
        let names = [source, Name::Field(Field::Indicator), Name::Year(2021), Name::Year(2022)];
        let columns = columns_of(&names).expect("these are columns of a table").columns;
        let cost = |text: &str| Glance::of(text).two_cells_cost(&columns[0]);
        assert!(cost("1 1") > 2.0 && cost("< 59 giorni < 58 giorni") > 2.0);
        assert!(cost("Registro dei moli") == 0.0 && cost("100 * A / B") == 0.0);
    }

    #[test]
    fn initials_of_a_name_may_be_a_text() {
        let prose = |text: &str| Glance::of(text).base(Look::Text);
        for (initials, word) in [("SUAP", "II"), ("MIMIT", "STAFF"), ("PNRR", "XVII")] {
            assert!(prose(initials) + 2.0 < prose(word), "{initials} {word}");
        }
    }
}
