//! What the plan states: indicators, their targets, units and remarks, and what is odd.

use super::{
    ANNEX_ID, BECAUSE, CONFIDENCE, Column, ForeignKey, IS_INFERRED, OF_ANNEX, PLACE, Table, boolean, date, integer,
    key, number, text, year,
};

const INDICATOR: Column = text("indicator_key", "The indicator to which it belongs").required();

const OF_INDICATOR: ForeignKey = ForeignKey { column: "indicator_key", table: "indicators" };

/// *Indicatori.*
pub const INDICATORS: Table = Table {
    name: "indicators",
    description: "One row an indicator (indicatore, KPI) of any level",
    columns: &[
        ANNEX_ID,
        key("indicator_key"),
        text("indicator_id", "Id of the row in `plan.json`; the same in all updates of a plan that hold the row")
            .required(),
        text(
            "level",
            "The table of the plan: strategic dashboard, operational objectives, executives' or officers' objectives",
        )
        .required()
        .one_of(&["strategic", "operational", "executive", "officer"]),
        integer("position", "Place in the order of its level, from 1").required(),
        text("objective_key", "The strategic objective that it serves"),
        text("perspective_key", "The perspective under which an executive's objective stands"),
        text("programme", "Programme (programma di intervento); operational level"),
        text("operational_objective", "Operational objective; operational and officer level"),
        text("role", "The executive or officer; executive and officer level"),
        text("action", "Action (azione); executive level"),
        text("indicator", "The indicator as printed").required(),
        text(
            "status",
            "Whether it is in force. Of the dashboard as the plan says; of other levels: removed if a remark says so",
        )
        .required()
        .one_of(&["active", "removed"]),
        text("areas", "Areas (aree dirigenziali) as printed, parted by ` | `; operational and officer level"),
        number("weight", "Weight (peso) as printed: `50%` is 50, `0,5` is 0.5; executive and officer level"),
        number("weight_assessed", "Weight again, the last column; executive level"),
        boolean("in_tree", "In the performance tree (albero); null if the table has no such column; officer level"),
        boolean(
            "productivity",
            "Counts for productivity (produttività); null if the table has no such column; officer level",
        ),
        IS_INFERRED,
        CONFIDENCE,
        BECAUSE,
        text("inferred_fields", "The fields that were deduced, parted by ` | `; null where nothing was deduced"),
        PLACE,
    ],
    primary_key: &["indicator_key"],
    foreign_keys: &[
        OF_ANNEX,
        ForeignKey { column: "objective_key", table: "objectives" },
        ForeignKey { column: "perspective_key", table: "perspectives" },
    ],
};

/// *Target, consuntivi, stati di avanzamento.*
pub const TARGETS: Table = Table {
    name: "targets",
    description: "One row an indicator and year: what is to be reached (role `target`), what was reached at a date \
                  (`actual`), how far it has come (`progress`)",
    columns: &[
        ANNEX_ID,
        key("target_key"),
        INDICATOR,
        text("role", "What the value is").required().one_of(&["target", "actual", "progress"]),
        year("year", "The year to which it belongs"),
        text(
            "year_from",
            "Where the year is from: the `column` of the dashboard, or the `resolution` of the annex for tables without \
             year columns; null without a year",
        )
        .one_of(&["column", "resolution"]),
        text("raw", "The value as printed").required(),
        text("kind", "How it was read").required().one_of(&[
            "quantity",
            "deadline",
            "duration",
            "baseline",
            "relative",
            "benchmark",
            "qualitative",
            "text",
        ]),
        text("comparator", "How an actual value is to compare with it; `=` too where nothing is printed")
            .one_of(&["=", "<", "<=", ">", ">="]),
        number(
            "value",
            "The number of a quantity or duration, in the unit of the column `unit`. A percent is the number before \
             the sign: `85%` is 85 with unit `%`, never 0.85",
        ),
        text("unit", "`%`, `days`, `months` … or the noun printed; null where none is"),
        text("metric", "The measure that the target names, as in `ITP < -10`"),
        date("date", "The day of a deadline: done by that day"),
        text("from_event", "The event from which a duration runs, as printed"),
        integer("offset_years", "Years back to the value that a relative target compares with").unit("years"),
        text("reference", "What a benchmark compares with, as printed"),
        number("tolerance", "The distance allowed from the reference"),
        text("level_name", "The level that a qualitative target names, as printed"),
        number(
            "value_low",
            "Least value that reaches the target, in the unit of the column `unit`; null: no lower bound. Quantities \
             and durations of role target only; `=` gives both bounds",
        ),
        boolean("low_included", "Whether `value_low` itself reaches the target; null without a lower bound"),
        number(
            "value_high",
            "Greatest value that reaches the target, in the unit of the column `unit`; null: no upper bound",
        ),
        boolean("high_included", "Whether `value_high` itself reaches the target; null without an upper bound"),
        IS_INFERRED,
        CONFIDENCE,
        BECAUSE,
    ],
    primary_key: &["target_key"],
    foreign_keys: &[OF_ANNEX, OF_INDICATOR],
};

/// *Responsabili e servizi coinvolti.*
pub const INDICATOR_UNITS: Table = Table {
    name: "indicator_units",
    description: "One row a unit that an indicator names: its owner (strategic) or a service involved (operational)",
    columns: &[
        ANNEX_ID,
        INDICATOR,
        integer("position", "Place among the units of the indicator, from 1").required(),
        text("role", "In what part").required().one_of(&["owner", "service"]),
        text("unit_key", "The unit; null if it could not be told"),
        text("raw", "The unit as printed").required(),
        IS_INFERRED,
        CONFIDENCE,
        BECAUSE,
    ],
    primary_key: &["indicator_key", "position"],
    foreign_keys: &[OF_ANNEX, OF_INDICATOR, ForeignKey { column: "unit_key", table: "units" }],
};

/// *Note deliberative.*
pub const NOTES: Table = Table {
    name: "notes",
    description: "One row a remark (nota deliberativa): which resolution updated, inserted or removed an indicator",
    columns: &[
        ANNEX_ID,
        INDICATOR,
        integer("position", "Place among the remarks of the indicator, from 1").required(),
        text("raw", "The remark as printed").required(),
        text("action", "What was done; null for a remark of another kind").one_of(&["updated", "inserted", "removed"]),
        text("subject", "To what").required().one_of(&["row", "project-plan"]),
        text("occasion", "At the annual rolling update, where the remark says so").one_of(&["annual-rolling"]),
        year("occasion_year", "Its year, where the remark gives only that"),
        text("resolution_key", "The resolution that the remark names or must mean"),
        text("body", "The body, as far as the remark states it"),
        integer("number", "The number of the resolution, as far as the remark states it"),
        date("date", "The date of the resolution, as far as the remark states it"),
        integer("footnote", "The number of the footnote in parentheses"),
        IS_INFERRED,
        CONFIDENCE,
        BECAUSE,
    ],
    primary_key: &["indicator_key", "position"],
    foreign_keys: &[OF_ANNEX, OF_INDICATOR, ForeignKey { column: "resolution_key", table: "resolutions" }],
};

/// *Segnalazioni.*
pub const DIAGNOSTICS: Table = Table {
    name: "diagnostics",
    description: "One row a finding: what is odd in the source or found no place in the plan",
    columns: &[
        ANNEX_ID,
        integer("position", "Place in the list of findings, from 1").required(),
        text("code", "Stable code of the kind of finding, as in `unplaced-text`").required(),
        text("severity", "How grave it is").required().one_of(&["info", "warning", "error"]),
        text("message", "The finding in words").required(),
        text("indicator_key", "The indicator concerned, if one is"),
        text("objective_key", "The strategic objective concerned, if one is"),
        PLACE,
    ],
    primary_key: &["annex_id", "position"],
    foreign_keys: &[OF_ANNEX, OF_INDICATOR, ForeignKey { column: "objective_key", table: "objectives" }],
};
