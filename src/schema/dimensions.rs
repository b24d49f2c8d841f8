//! What the facts are about: annexes, the strategy map, units, resolutions.

use super::{
    ANNEX_ID, BECAUSE, CONFIDENCE, Column, ForeignKey, IS_INFERRED, OF_ANNEX, PLACE, Table, date, integer, key, text,
    year,
};

/// *Allegati.*
pub const ANNEXES: Table = Table {
    name: "annexes",
    description: "One row an annex: a performance plan as one resolution approved it",
    columns: &[
        ANNEX_ID,
        text("label", "Label of the annex as printed, as in `All. 2.1`"),
        text("organisation", "The organisation, as printed"),
        text("organisation_id", "Slug of the organisation, the same in all of its annexes that print its name alike"),
        text("resolution_body", "The body that took the resolution to which the annex belongs: Giunta, Consiglio"),
        integer("resolution_number", "Number of that resolution"),
        date("resolution_date", "Date of that resolution"),
        year("resolution_year", "Year of that resolution"),
        year("first_year", "First year column of the strategic dashboard"),
        year("last_year", "Last year column of the strategic dashboard"),
        text("source_file", "Name of the file that was read").required(),
        text("source_format", "Its form, as in `xlsx`, `pdf`, `flow-text`").required(),
        text("source_sha", "SHA-256 of its bytes, hexadecimal").required(),
        integer("source_pages", "Its pages, where the form has them"),
        text("schema_version", "Version of the output's schema").required(),
        text("generator_version", "Version of the program that wrote the row").required(),
    ],
    primary_key: &["annex_id"],
    foreign_keys: &[],
};

const POSITION: Column = integer("position", "Place in the order of the document, from 1").required();

/// *Prospettive.*
pub const PERSPECTIVES: Table = Table {
    name: "perspectives",
    description: "One row a perspective (prospettiva) of the strategy map",
    columns: &[
        ANNEX_ID,
        key("perspective_key"),
        text("perspective_id", "Slug of the name").required(),
        POSITION,
        text("name", "Name as printed").required(),
    ],
    primary_key: &["perspective_key"],
    foreign_keys: &[OF_ANNEX],
};

/// *Missioni.*
pub const MISSIONS: Table = Table {
    name: "missions",
    description: "One row a mission (missione) of the budget classification on the strategy map",
    columns: &[
        ANNEX_ID,
        key("mission_key"),
        text("mission_code", "Code of three digits; a text: the zeros in front count").required(),
        POSITION,
        text("name", "Name without the code").required(),
    ],
    primary_key: &["mission_key"],
    foreign_keys: &[OF_ANNEX],
};

/// *Unità organizzative.*
pub const UNITS: Table = Table {
    name: "units",
    description: "One row an organisational unit (servizio, ufficio, area), its spellings reconciled",
    columns: &[
        ANNEX_ID,
        key("unit_key"),
        text("unit_id", "Slug of the words that tell the unit from others").required(),
        POSITION,
        text("name", "Its fullest spelling").required(),
        text("aliases", "All spellings met, in order of appearance, parted by ` | `"),
    ],
    primary_key: &["unit_key"],
    foreign_keys: &[OF_ANNEX],
};

/// *Deliberazioni.*
pub const RESOLUTIONS: Table = Table {
    name: "resolutions",
    description: "One row a resolution (deliberazione) named anywhere in the annex",
    columns: &[
        ANNEX_ID,
        key("resolution_key"),
        text("resolution_id", "Body, date and number, as in `giunta-2019-12-02-129`; what is not known is left out")
            .required(),
        POSITION,
        text("body", "The body that took it").required(),
        integer("number", "Its number"),
        date("date", "Its date"),
    ],
    primary_key: &["resolution_key"],
    foreign_keys: &[OF_ANNEX],
};

/// *Obiettivi strategici.*
pub const OBJECTIVES: Table = Table {
    name: "objectives",
    description: "One row a strategic objective (obiettivo strategico)",
    columns: &[
        ANNEX_ID,
        key("objective_key"),
        text("objective_id", "As in `os-01`").required(),
        POSITION,
        integer("number", "Its printed number"),
        text("title", "Its title without the number").required(),
        text("perspective_key", "The perspective in which it stands on the strategy map"),
        text("mission_key", "The mission under which it stands on the strategy map"),
        IS_INFERRED,
        CONFIDENCE,
        BECAUSE,
        PLACE,
    ],
    primary_key: &["objective_key"],
    foreign_keys: &[
        OF_ANNEX,
        ForeignKey { column: "perspective_key", table: "perspectives" },
        ForeignKey { column: "mission_key", table: "missions" },
    ],
};
