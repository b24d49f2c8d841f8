//! The fields of the rows, section by section.

use std::cmp::Ordering;

use super::value::Work;
use crate::diff::same_text;
use crate::plan::{
    ExecutiveObjective, OfficerObjective, OperationalIndicator, Plan, RowBase, StrategicIndicator, Total,
};

/// A row of any section.
pub trait Fields: Clone {
    fn base(&self) -> &RowBase;
    fn base_mut(&mut self) -> &mut RowBase;
    /// Joins the fields that only rows of its section have.
    fn join(&mut self, other: &Self, work: &mut Work);
}

macro_rules! based {
    () => {
        fn base(&self) -> &RowBase {
            &self.base
        }
        fn base_mut(&mut self) -> &mut RowBase {
            &mut self.base
        }
    };
}

impl Fields for StrategicIndicator {
    based!();
    fn join(&mut self, other: &Self, work: &mut Work) {
        work.list("owners", &mut self.owners, &other.owners);
        work.years(&mut self.targets, &other.targets);
        if work.list("notes", &mut self.base.notes, &other.base.notes) {
            self.status = other.status;
        }
    }
}

impl Fields for OperationalIndicator {
    based!();
    fn join(&mut self, other: &Self, work: &mut Work) {
        work.option("programme", &mut self.programme, other.programme.as_ref());
        work.option("operational_objective", &mut self.operational_objective, other.operational_objective.as_ref());
        work.option("target", &mut self.target, other.target.as_ref());
        work.list("services", &mut self.services, &other.services);
        work.list("areas", &mut self.areas, &other.areas);
        work.list("notes", &mut self.base.notes, &other.base.notes);
    }
}

impl Fields for ExecutiveObjective {
    based!();
    fn join(&mut self, other: &Self, work: &mut Work) {
        work.option("role", &mut self.role, other.role.as_ref());
        work.option("perspective", &mut self.perspective, other.perspective.as_ref());
        work.option("action", &mut self.action, other.action.as_ref());
        work.option("target", &mut self.target, other.target.as_ref());
        work.option("weight", &mut self.weight, other.weight.as_ref());
        work.option("actual", &mut self.actual, other.actual.as_ref());
        work.option("progress", &mut self.progress, other.progress.as_ref());
        work.option("weight_assessed", &mut self.weight_assessed, other.weight_assessed.as_ref());
        work.list("notes", &mut self.base.notes, &other.base.notes);
    }
}

impl Fields for OfficerObjective {
    based!();
    fn join(&mut self, other: &Self, work: &mut Work) {
        work.option("role", &mut self.role, other.role.as_ref());
        work.option("operational_objective", &mut self.operational_objective, other.operational_objective.as_ref());
        work.option("target", &mut self.target, other.target.as_ref());
        work.option("weight", &mut self.weight, other.weight.as_ref());
        work.option("area", &mut self.area, other.area.as_ref());
        work.option("in_tree", &mut self.in_tree, other.in_tree.as_ref());
        work.option("productivity", &mut self.productivity, other.productivity.as_ref());
        work.list("notes", &mut self.base.notes, &other.base.notes);
    }
}

impl Work {
    /// The fields that every row has, remarks left out.
    pub fn base(&mut self, mine: &mut RowBase, theirs: &RowBase) {
        self.option("objective", &mut mine.objective, theirs.objective.as_ref());
        self.one("indicator", &mut mine.indicator, &theirs.indicator);
    }

    /// The annex itself and its strategic objectives.
    pub fn heads(&mut self, plan: &mut Plan, other: &Plan) {
        self.option("label", &mut plan.annex.label, other.annex.label.as_ref());
        self.option("organisation", &mut plan.annex.organisation, other.annex.organisation.as_ref());
        self.option("resolution", &mut plan.annex.resolution, other.annex.resolution.as_ref());
        for mine in &mut plan.missions {
            if let Some(theirs) = other.missions.iter().find(|theirs| theirs.code.value == mine.code.value) {
                self.one("mission", &mut mine.name, &theirs.name);
            }
        }
        for mine in &mut plan.objectives {
            let Some(theirs) = other.objectives.iter().find(|theirs| theirs.id == mine.id) else { continue };
            self.open("strategic_objectives", mine.id.clone(), &mut mine.doubts, &theirs.doubts);
            mine.number = mine.number.or(theirs.number);
            self.one("title", &mut mine.title, &theirs.title);
            self.option("perspective", &mut mine.perspective, theirs.perspective.as_ref());
            self.option("mission", &mut mine.mission, theirs.mission.as_ref());
            mine.doubts = self.close(Some(mine.title.places()));
        }
    }

    /// The printed totals, paired by role.
    pub fn totals(&mut self, mine: &mut Vec<Total>, theirs: &[Total]) {
        if mine.is_empty() || self.first_is == Ordering::Less {
            *mine = theirs.to_vec();
            return;
        }
        let role = |total: &Total| total.role.as_ref().map(|role| role.value.clone()).unwrap_or_default();
        for known in mine {
            let Some(total) = theirs.iter().find(|total| same_text(&role(known), &role(total))) else { continue };
            self.open("totals", String::new(), &mut Vec::new(), &Vec::new());
            self.option("weight", &mut known.weight, total.weight.as_ref());
            self.option("weight_assessed", &mut known.weight_assessed, total.weight_assessed.as_ref());
            self.close(None);
        }
    }
}
