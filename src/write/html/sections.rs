//! The sections of rows: a table each, its rows in the order of the source under their headings.

use std::collections::BTreeMap;

use super::chart::chart;
use super::map::Share;
use super::matrix::{role_token, unit_token};
use super::page::encoded;
use super::rows::{self, Maker, Row, marked};
use super::table::{Column, Heading, Table, column};
use super::words::{self, Section};
use crate::json::{InferredJson, PlanJson};
use crate::plan::{
    Date, ExecutiveObjective, OfficerObjective, OperationalIndicator, Plan, RowBase, RowView, Status,
    StrategicIndicator, Target, TargetKind, UnitRef,
};
use crate::trace::Traced;
use crate::write::Lang;
use crate::write::label::Label;
use crate::write::workbook::layout::{head, name};

/// What the sections are made from.
pub struct Sections<'a> {
    plan: &'a Plan,
    json: &'a PlanJson,
    maker: Maker<'a>,
    views: BTreeMap<&'static str, BTreeMap<&'a str, RowView<'a>>>,
    /// The year of the plan: that of rows without year columns.
    year: Option<i32>,
}

impl<'a> Sections<'a> {
    /// The sections of a plan, whose `plan.json` is also given.
    pub fn new(plan: &'a Plan, json: &'a PlanJson, lang: Lang) -> Self {
        let mut views: BTreeMap<&str, BTreeMap<&str, RowView<'_>>> = BTreeMap::new();
        for view in plan.rows() {
            views.entry(view.section).or_default().insert(view.id, view);
        }
        Self {
            plan,
            json,
            maker: Maker::new(plan, lang),
            views,
            year: plan.annex.resolution.as_ref().and_then(|r| r.value.date).map(Date::year),
        }
    }

    /// All that have rows, in the order of the page.
    pub fn tables(&self, shares: &BTreeMap<&str, Share>) -> Vec<Table> {
        let all = [self.objectives(shares), self.strategic(), self.operational(), self.executive(), self.officer()];
        all.into_iter().filter(|table| !table.lines.is_empty()).collect()
    }

    fn lang(&self) -> Lang {
        self.maker.lang
    }

    fn view(&self, section: &Section, id: &str) -> &RowView<'a> {
        self.views.get(section.key).and_then(|views| views.get(id)).expect("every row of the plan is one of its rows")
    }

    /// A row of the four sections with what all of them have.
    fn base(&self, section: &Section, base: &RowBase, inferred: &[InferredJson]) -> Row {
        let mut row = self.maker.row(self.view(section, &base.id), inferred, &base.notes);
        row.objective = base.objective.as_ref().map(|o| encoded(&o.value)).unwrap_or_default();
        row
    }

    /// `1. Title`, and whether it was deduced that the row belongs there.
    fn objective_heading(&self, base: &RowBase) -> Heading {
        const NONE: Label = Label::new("Senza obiettivo strategico", "No strategic objective");
        let Some(id) = &base.objective else {
            return Heading { title: NONE.text(self.lang()).to_owned(), ..Heading::default() };
        };
        let known = self.plan.objectives.iter().find(|o| o.id == id.value);
        let title = known.map_or_else(|| id.value.clone(), |o| numbered(o.number, &o.title.value));
        Heading { title, ..Heading::default() }
    }

    /// The number of a row's objective.
    fn number_cell(&self, row: &mut Row, base: &RowBase, inferred: &[InferredJson], view: &RowView<'_>) {
        let text = base.objective.as_ref().map(|id| {
            let known = self.plan.objectives.iter().find(|o| o.id == id.value);
            known.and_then(|o| o.number).map_or_else(|| id.value.clone(), |n| n.to_string())
        });
        row.cell(marked(inferred, view, "objective"), "v", text.unwrap_or_default());
    }

    fn objectives(&self, shares: &BTreeMap<&str, Share>) -> Table {
        let lang = self.lang();
        let section = &words::SECTIONS[0];
        let columns = vec![
            column(head::NUMBER.text(lang), "v", "4rem"),
            column(head::OBJECTIVE_TITLE.text(lang), "", "minmax(16rem,2.4fr)"),
            column(head::PERSPECTIVE.text(lang), "", "minmax(8rem,1.2fr)"),
            column(head::MISSION.text(lang), "", "minmax(8rem,1.5fr)"),
            column(head::ROWS.text(lang), "n", "3.5rem"),
            column(CHANGED.text(lang), "n", "5rem"),
        ];
        let mut lines = Vec::new();
        for (o, json) in self.plan.objectives.iter().zip(&self.json.strategic_objectives) {
            let view = self.view(section, &o.id);
            let mut row = self.maker.row(view, &json.inferred, &[]);
            row.objective = encoded(&o.id);
            let share = shares.get(o.id.as_str()).copied().unwrap_or_default();
            row.cell("", "v", o.number.map(|n| n.to_string()).unwrap_or_default());
            row.cell(marked(&json.inferred, view, "title"), "", o.title.value.as_str()).head = true;
            let perspective = o.perspective.as_ref().map(|id| {
                let known = self.plan.perspectives.iter().find(|p| p.id == id.value);
                known.map_or(id.value.as_str(), |p| p.name.value.as_str())
            });
            row.cell(marked(&json.inferred, view, "perspective"), "", perspective.unwrap_or_default());
            let mission = o.mission.as_ref().map(|code| {
                let known = self.plan.missions.iter().find(|m| m.code.value == code.value);
                known.map_or_else(|| code.value.clone(), |m| format!("{} {}", code.value, m.name.value))
            });
            row.cell(marked(&json.inferred, view, "mission"), "", mission.unwrap_or_default());
            row.cell("", "n", share.rows.to_string()).link = Some(format!("ob={}", encoded(&encoded(&o.id))));
            row.cell("", "n", share.changed.to_string());
            lines.push((None, row));
        }
        Table { section, columns, lines }
    }

    fn strategic(&self) -> Table {
        let lang = self.lang();
        let section = &words::SECTIONS[1];
        let years = crate::write::workbook::rows::years(self.plan);
        let mut columns = vec![
            column(head::INDICATOR.text(lang), "", "minmax(12rem,3fr)"),
            Column { sort: false, ..column(head::TREND.text(lang), "", "minmax(5rem,6.5rem)") },
        ];
        let filled = |year: &i32| self.plan.strategic.iter().any(|r| r.targets.iter().any(|t| t.year == *year));
        columns.extend(years.iter().map(|year| {
            let track = if filled(year) { "minmax(3.5rem,1fr)" } else { "2.75rem" };
            column(year.to_string(), "v y", track)
        }));
        columns.push(column(head::OWNERS.text(lang), "", "minmax(7rem,1.5fr)"));
        let mut lines = Vec::new();
        for (r, json) in self.plan.strategic.iter().zip(&self.json.strategic_indicators) {
            lines.push((Some(self.objective_heading(&r.base)), self.strategic_row(section, r, &json.inferred, &years)));
        }
        Table { section, columns, lines }
    }

    fn strategic_row(
        &self,
        section: &Section,
        r: &StrategicIndicator,
        inferred: &[InferredJson],
        years: &[i32],
    ) -> Row {
        let view = self.view(section, &r.base.id);
        let mut row = self.base(section, &r.base, inferred);
        row.cell(marked(inferred, view, "indicator"), "", r.base.indicator.value.as_str()).head = true;
        let svg = if r.targets.is_empty() { String::new() } else { chart(r, years, self.lang()) };
        row.cell("", "", "").svg = svg;
        for year in years {
            let target = r.targets.iter().find(|t| t.year == *year);
            let mark = target.map_or("", |_| marked(inferred, view, &format!("targets.{year}")));
            row.cell(mark, "v y", target.map(|t| t.target.value.raw.as_str()).unwrap_or_default());
        }
        row.cell(marked(inferred, view, "owners"), "", units(&r.owners));
        row.units = tokens(&r.owners);
        row.years = r.targets.iter().map(|t| t.year.to_string()).collect::<Vec<_>>().join(" ");
        for t in &r.targets {
            row.reading(t.year.to_string(), &t.target.value, self.lang());
        }
        if r.status == Status::Removed {
            row.class = " gone";
            row.changed = true;
        }
        row
    }

    fn operational(&self) -> Table {
        let lang = self.lang();
        let section = &words::SECTIONS[2];
        let columns = vec![
            column(head::OBJECTIVE.text(lang), "v", "2.5rem"),
            column(head::PROGRAMME.text(lang), "", "minmax(8rem,1.9fr)"),
            column(head::OPERATIONAL_OBJECTIVE.text(lang), "", "minmax(9rem,1.6fr)"),
            column(head::INDICATOR.text(lang), "", "minmax(13rem,2.2fr)"),
            column(head::TARGET.text(lang), "v", "minmax(5rem,.9fr)"),
            column(head::SERVICES.text(lang), "", "minmax(8rem,1.4fr)"),
            column(head::AREA.text(lang), "", "minmax(4rem,.6fr)"),
        ];
        let mut lines: Vec<(Option<Heading>, Row)> = Vec::new();
        let mut above: Option<&OperationalIndicator> = None;
        for (r, json) in self.plan.operational.iter().zip(&self.json.operational_indicators) {
            let inferred = json.inferred.as_slice();
            let view = self.view(section, &r.base.id);
            let mut row = self.base(section, &r.base, inferred);
            self.number_cell(&mut row, &r.base, inferred, view);
            // What a merged cell repeats is written lighter.
            let same = above.is_some_and(|a| value(a.programme.as_ref()) == value(r.programme.as_ref()));
            let class = |same| if same { "same" } else { "long" };
            row.cell(marked(inferred, view, "programme"), class(same), text(r.programme.as_ref()));
            let objective = r.operational_objective.as_ref();
            let same = same && above.is_some_and(|a| value(a.operational_objective.as_ref()) == value(objective));
            row.cell(marked(inferred, view, "operational_objective"), class(same), text(objective));
            row.cell(marked(inferred, view, "indicator"), "", r.base.indicator.value.as_str()).head = true;
            self.target_cell(&mut row, "target", r.target.as_ref(), inferred, view);
            row.cell(marked(inferred, view, "services"), "", units(&r.services));
            let areas: Vec<&str> = r.areas.iter().map(|a| a.value.as_str()).collect();
            row.cell(marked(inferred, view, "areas"), "", areas.join("\n"));
            row.units = tokens(&r.services);
            row.years = self.years_of(r.target.as_ref());
            above = Some(r);
            lines.push((Some(self.objective_heading(&r.base)), row));
        }
        Table { section, columns, lines }
    }

    fn executive(&self) -> Table {
        let lang = self.lang();
        let section = &words::SECTIONS[3];
        let mut columns = vec![
            column(head::OBJECTIVE.text(lang), "v", "2.5rem"),
            column(head::WEIGHT.text(lang), "v", "4rem"),
            column(head::ACTION.text(lang), "", "minmax(9rem,1.6fr)"),
            column(head::INDICATOR.text(lang), "", "minmax(13rem,2.2fr)"),
            column(head::TARGET.text(lang), "v", "minmax(5rem,.9fr)"),
        ];
        // Columns that no row fills would only narrow the others.
        let has = [
            self.plan.executive.iter().any(|r| r.actual.is_some()),
            self.plan.executive.iter().any(|r| r.progress.is_some()),
            self.plan.executive.iter().any(|r| r.weight_assessed.is_some()),
        ];
        for (label, has) in [head::ACTUAL, head::PROGRESS, head::WEIGHT_ASSESSED].iter().zip(has) {
            if has {
                columns.push(column(label.text(lang), "v", "minmax(5rem,.8fr)"));
            }
        }
        let mut lines = Vec::new();
        for (r, json) in self.plan.executive.iter().zip(&self.json.executive_objectives) {
            lines.push((Some(self.role_heading(r.role.as_ref())), self.executive_row(section, r, &json.inferred, has)));
        }
        Table { section, columns, lines }
    }

    fn executive_row(
        &self,
        section: &Section,
        r: &ExecutiveObjective,
        inferred: &[InferredJson],
        [actual, progress, assessed]: [bool; 3],
    ) -> Row {
        let view = self.view(section, &r.base.id);
        let mut row = self.base(section, &r.base, inferred);
        self.number_cell(&mut row, &r.base, inferred, view);
        let (raw, bar) = rows::weight(r.weight.as_ref());
        row.cell(marked(inferred, view, "weight"), "v", raw).svg = bar;
        row.cell(marked(inferred, view, "action"), "", text(r.action.as_ref()));
        row.cell(marked(inferred, view, "indicator"), "", r.base.indicator.value.as_str()).head = true;
        self.target_cell(&mut row, "target", r.target.as_ref(), inferred, view);
        if actual {
            self.target_cell(&mut row, "actual", r.actual.as_ref(), inferred, view);
        }
        if progress {
            self.target_cell(&mut row, "progress", r.progress.as_ref(), inferred, view);
        }
        if assessed {
            let (raw, bar) = rows::weight(r.weight_assessed.as_ref());
            row.cell(marked(inferred, view, "weight_assessed"), "v", raw).svg = bar;
        }
        row.units = r.role.as_ref().map(|role| role_token(&role.value)).unwrap_or_default();
        row.years = self.years_of(r.target.as_ref());
        row
    }

    fn officer(&self) -> Table {
        let lang = self.lang();
        let section = &words::SECTIONS[4];
        let columns = vec![
            column(head::OBJECTIVE.text(lang), "v", "2.5rem"),
            column(head::WEIGHT.text(lang), "v", "4rem"),
            column(head::OPERATIONAL_OBJECTIVE.text(lang), "", "minmax(9rem,1.6fr)"),
            column(head::INDICATOR.text(lang), "", "minmax(13rem,2.2fr)"),
            column(head::TARGET.text(lang), "v", "minmax(5rem,.9fr)"),
            column(head::AREA.text(lang), "", "minmax(4rem,.6fr)"),
            column(head::IN_TREE.text(lang), "", "4rem"),
            column(head::PRODUCTIVITY.text(lang), "", "6.5rem"),
        ];
        let mut lines = Vec::new();
        for (r, json) in self.plan.officer.iter().zip(&self.json.officer_objectives) {
            lines.push((Some(self.role_heading(r.role.as_ref())), self.officer_row(section, r, &json.inferred)));
        }
        Table { section, columns, lines }
    }

    fn officer_row(&self, section: &Section, r: &OfficerObjective, inferred: &[InferredJson]) -> Row {
        let view = self.view(section, &r.base.id);
        let mut row = self.base(section, &r.base, inferred);
        self.number_cell(&mut row, &r.base, inferred, view);
        let (raw, bar) = rows::weight(r.weight.as_ref());
        row.cell(marked(inferred, view, "weight"), "v", raw).svg = bar;
        let objective = text(r.operational_objective.as_ref());
        row.cell(marked(inferred, view, "operational_objective"), "", objective);
        row.cell(marked(inferred, view, "indicator"), "", r.base.indicator.value.as_str()).head = true;
        self.target_cell(&mut row, "target", r.target.as_ref(), inferred, view);
        row.cell(marked(inferred, view, "area"), "", text(r.area.as_ref()));
        for (field, tick) in [("in_tree", &r.in_tree), ("productivity", &r.productivity)] {
            let word = tick.as_ref().map(|t| if t.value { name::YES } else { name::NO }.text(self.lang()));
            row.cell(marked(inferred, view, field), "", word.unwrap_or_default());
        }
        row.units = r.role.as_ref().map(|role| role_token(&role.value)).unwrap_or_default();
        row.years = self.years_of(r.target.as_ref());
        row
    }

    fn target_cell(
        &self,
        row: &mut Row,
        field: &str,
        target: Option<&Traced<Target>>,
        inferred: &[InferredJson],
        view: &RowView<'_>,
    ) {
        row.cell(marked(inferred, view, field), "v", target.map(|t| t.value.raw.as_str()).unwrap_or_default());
        if let Some(t) = target {
            row.reading(rows::field(field, self.lang()), &t.value, self.lang());
        }
    }

    /// A person, and the printed totals of their weights.
    fn role_heading(&self, role: Option<&Traced<String>>) -> Heading {
        const NONE: Label = Label::new("Senza incaricato", "No role");
        const TOTAL: Label = Label::new("totale dei pesi stampato", "total of weights as printed");
        let Some(role) = role else {
            return Heading { title: NONE.text(self.lang()).to_owned(), ..Heading::default() };
        };
        let total = self.plan.totals.iter().find(|t| t.role.as_ref().is_some_and(|r| r.value == role.value));
        let weights: Vec<&str> = total
            .iter()
            .flat_map(|t| [&t.weight, &t.weight_assessed])
            .flatten()
            .map(|w| w.value.raw.as_str())
            .collect();
        let more = if weights.is_empty() {
            String::new()
        } else {
            format!("{}: {}", TOTAL.text(self.lang()), weights.join(" · "))
        };
        Heading { title: role.value.clone(), more, id: None }
    }

    /// The years of a row without year columns: the plan's, and that of its deadline.
    fn years_of(&self, target: Option<&Traced<Target>>) -> String {
        let deadline = target.and_then(|t| match t.value.kind {
            TargetKind::Deadline { date } => Some(date.year()),
            _ => None,
        });
        let mut years: Vec<i32> = match self.year {
            Some(year) => vec![year],
            None => self.plan.annex.years.clone(),
        };
        years.extend(deadline.filter(|year| !years.contains(year)));
        years.iter().map(i32::to_string).collect::<Vec<_>>().join(" ")
    }
}

const CHANGED: Label = Label::new("Cambiate", "Changed");

/// `1. Title`.
pub fn numbered(number: Option<u32>, title: &str) -> String {
    number.map_or_else(|| title.to_owned(), |n| format!("{n}. {title}"))
}

fn value(text: Option<&Traced<String>>) -> Option<&str> {
    text.map(|t| t.value.as_str())
}

fn text(text: Option<&Traced<String>>) -> &str {
    value(text).unwrap_or_default()
}

fn units(units: &[Traced<UnitRef>]) -> String {
    units.iter().map(|u| u.value.raw.as_str()).collect::<Vec<_>>().join("\n")
}

fn tokens(units: &[Traced<UnitRef>]) -> String {
    let mut tokens: Vec<String> = Vec::new();
    for token in units.iter().map(|u| unit_token(&u.value.unit)) {
        if !tokens.contains(&token) {
            tokens.push(token);
        }
    }
    tokens.join(" ")
}
