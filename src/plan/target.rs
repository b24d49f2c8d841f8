//! What an indicator is to reach (target, valore atteso).

use std::fmt;

use super::Date;

/// How an actual value is to compare with the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// `=`, or nothing printed.
    Equal,
    /// `<`
    Less,
    /// `<=`, `≤`, `=<`
    AtMost,
    /// `>`
    Greater,
    /// `>=`, `≥`, `=>`
    AtLeast,
}

impl Comparator {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Equal, Self::Less, Self::AtMost, Self::Greater, Self::AtLeast];

    /// The sign used in `plan.json`.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }
}

impl fmt::Display for Comparator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sign())
    }
}

/// A target, an actual value (valore, consuntivo) or a progress (SAL): the text and its reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// As printed, white space normalised.
    pub raw: String,
    /// What it means.
    pub kind: TargetKind,
}

/// The kinds of the contract.
#[derive(Debug, Clone, PartialEq)]
pub enum TargetKind {
    /// `≥ 90%`, `< 2`, `1 open day`, `ITP < -10`
    Quantity {
        /// How to compare.
        comparator: Comparator,
        /// In the unit named; a percent stays a percent: `85%` is 85.
        value: f64,
        /// `%`, `days`, `months` … or the noun printed.
        unit: Option<String>,
        /// The measure named: `ITP`.
        metric: Option<String>,
    },
    /// `31/12/2020`: done by that day.
    Deadline {
        /// The day; the comparator is always `<=`.
        date: Date,
    },
    /// `<=40 gg`, `Entro 30 gg. dall'assegnazione`
    Duration {
        /// How to compare.
        comparator: Comparator,
        /// In the unit named.
        value: f64,
        /// `hours`, `days`, `weeks`, `months`, `years`.
        unit: String,
        /// The event from which it runs.
        from: Option<String>,
    },
    /// `Anno di rilevazione`: the year in which the indicator is first measured.
    Baseline,
    /// `x < x-1`
    Relative {
        /// How this year's value is to compare with the earlier one.
        comparator: Comparator,
        /// Years back.
        offset: u32,
    },
    /// `> media cluster`, `scostamento max 0,02 da media cluster`
    Benchmark {
        /// How to compare.
        comparator: Comparator,
        /// With what: `media cluster`.
        reference: String,
        /// The distance allowed.
        tolerance: Option<f64>,
    },
    /// `> a medio`
    Qualitative {
        /// How to compare.
        comparator: Comparator,
        /// The level named.
        level: String,
    },
    /// Anything else.
    Text,
}

impl TargetKind {
    /// The names of all kinds.
    pub const NAMES: [&str; 8] =
        ["quantity", "deadline", "duration", "baseline", "relative", "benchmark", "qualitative", "text"];

    /// The name used in `plan.json`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Quantity { .. } => "quantity",
            Self::Deadline { .. } => "deadline",
            Self::Duration { .. } => "duration",
            Self::Baseline => "baseline",
            Self::Relative { .. } => "relative",
            Self::Benchmark { .. } => "benchmark",
            Self::Qualitative { .. } => "qualitative",
            Self::Text => "text",
        }
    }
}
