//! The workbook's fixed words: sheets, tables and column headings. The writer puts them there and
//! the way back finds them again, so both read this table.

use crate::write::label::Label;

/// A sheet that holds one table.
#[derive(Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the tab, at most 31 characters.
    pub name: Label,
    /// Name of the table, the same in every language: queries rely on it.
    pub table: &'static str,
    /// What it holds, for the first sheet.
    pub says: Label,
}

const fn sheet(table: &'static str, it: &'static str, en: &'static str, says: Label) -> Sheet {
    Sheet { name: Label::new(it, en), table, says }
}

/// The first sheet, which says what the workbook is.
pub const SUMMARY: Label = Label::new("Leggimi", "Read me");

/// What stands before the schema's version in the cell that tells our workbooks from others.
pub const MARKER: &str = "cruscotto-workbook/";

pub const OBJECTIVES: Sheet = sheet(
    "tbl_mappa",
    "Mappa strategica",
    "Strategy map",
    Label::new("un obiettivo strategico per riga", "one strategic objective a row"),
);
pub const FRAME: Sheet = sheet(
    "tbl_prospettive_missioni",
    "Prospettive e missioni",
    "Perspectives and missions",
    Label::new("righe e colonne della mappa strategica", "rows and columns of the strategy map"),
);
pub const STRATEGIC: Sheet = sheet(
    "tbl_cruscotto",
    "Cruscotto strategico",
    "Strategic dashboard",
    Label::new("indicatori strategici, una colonna per anno", "strategic indicators, a column a year"),
);
pub const OPERATIONAL: Sheet = sheet(
    "tbl_operativi",
    "Obiettivi operativi",
    "Operational objectives",
    Label::new("programmi, obiettivi operativi e loro indicatori", "programmes, operational objectives, indicators"),
);
pub const EXECUTIVE: Sheet = sheet(
    "tbl_dirigenti",
    "Obiettivi dirigenti",
    "Executives' objectives",
    Label::new(
        "obiettivi del segretario generale e dei dirigenti",
        "objectives of the secretary general and executives",
    ),
);
pub const OFFICER: Sheet = sheet(
    "tbl_po",
    "Obiettivi PO",
    "Officers' objectives",
    Label::new("obiettivi delle posizioni organizzative", "objectives of the officers"),
);
pub const TOTALS: Sheet = sheet(
    "tbl_totali",
    "Totali",
    "Totals",
    Label::new("totali dei pesi stampati nell'allegato", "totals of weights as printed"),
);
pub const TARGETS: Sheet = sheet(
    "tbl_target",
    "Target",
    "Targets",
    Label::new("un target per riga, scomposto in confronto, valore e unità", "one target a row, taken apart"),
);
pub const NOTES: Sheet =
    sheet("tbl_note", "Note", "Notes", Label::new("una nota deliberativa per riga", "one remark a row"));
pub const UNITS: Sheet = sheet(
    "tbl_unita",
    "Unità",
    "Units",
    Label::new("unità organizzative con tutte le grafie incontrate", "organisational units with all spellings met"),
);
pub const RESOLUTIONS: Sheet = sheet(
    "tbl_delibere",
    "Delibere",
    "Resolutions",
    Label::new("delibere citate e righe che hanno toccato", "resolutions named and the rows they touched"),
);
pub const INFERRED: Sheet = sheet(
    "tbl_deduzioni",
    "Deduzioni",
    "Deductions",
    Label::new("ogni valore dedotto, con motivo e alternative", "every deduced value, with reason and alternatives"),
);
pub const DIAGNOSTICS: Sheet = sheet(
    "tbl_anomalie",
    "Anomalie",
    "Findings",
    Label::new("che cosa non torna nel documento", "what is odd in the document"),
);

/// All sheets with a table, in the order of the tabs.
pub const SHEETS: [&Sheet; 13] = [
    &OBJECTIVES,
    &FRAME,
    &STRATEGIC,
    &OPERATIONAL,
    &EXECUTIVE,
    &OFFICER,
    &TOTALS,
    &TARGETS,
    &NOTES,
    &UNITS,
    &RESOLUTIONS,
    &INFERRED,
    &DIAGNOSTICS,
];

/// Column headings.
pub mod head {
    use crate::write::label::Label;

    const fn head(it: &'static str, en: &'static str) -> Label {
        Label::new(it, en)
    }

    pub const ACTION: Label = head("Azione", "Action");
    pub const ACTUAL: Label = head("Valore rilevato", "Actual");
    pub const ALIASES: Label = head("Grafie", "Spellings");
    pub const ALTERNATIVES: Label = head("Alternative", "Alternatives");
    pub const AREA: Label = head("Area", "Area");
    pub const BECAUSE: Label = head("Motivo", "Reason");
    pub const BODY: Label = head("Organo", "Body");
    pub const CODE: Label = head("Codice", "Code");
    pub const COMPARATOR: Label = head("Confronto", "Comparator");
    pub const CONFIDENCE: Label = head("Confidenza", "Confidence");
    pub const DATE: Label = head("Data", "Date");
    pub const FIELD: Label = head("Campo", "Field");
    pub const FOOTNOTE: Label = head("Nota a piè", "Footnote");
    pub const FROM: Label = head("Decorrenza", "From");
    pub const ID: Label = head("Id", "Id");
    pub const INDICATOR: Label = head("Indicatore", "Indicator");
    pub const INSERTED: Label = head("Inserite", "Inserted");
    pub const IN_TREE: Label = head("Albero", "In tree");
    pub const KIND: Label = head("Tipo", "Kind");
    pub const LEVEL: Label = head("Livello", "Level");
    pub const MESSAGE: Label = head("Descrizione", "Message");
    pub const METRIC: Label = head("Grandezza", "Metric");
    pub const MISSION: Label = head("Missione", "Mission");
    pub const MISSION_NAME: Label = head("Nome missione", "Mission name");
    pub const NAME: Label = head("Nome", "Name");
    pub const NOTE_ACTION: Label = head("Effetto", "Effect");
    pub const NOTES: Label = head("Note", "Notes");
    pub const NUMBER: Label = head("Numero", "Number");
    pub const OBJECTIVE: Label = head("Ob.", "Obj.");
    pub const OBJECTIVE_TITLE: Label = head("Obiettivo strategico", "Strategic objective");
    pub const OCCASION: Label = head("Occasione", "Occasion");
    pub const OFFSET: Label = head("Anni indietro", "Years back");
    pub const OPERATIONAL_OBJECTIVE: Label = head("Obiettivo operativo", "Operational objective");
    pub const OWNERS: Label = head("Responsabili", "Owners");
    pub const PERSPECTIVE: Label = head("Prospettiva", "Perspective");
    pub const PRODUCTIVITY: Label = head("Produttività", "Productivity");
    pub const PROGRAMME: Label = head("Programma", "Programme");
    pub const PROGRESS: Label = head("SAL", "Progress");
    pub const RAW: Label = head("Testo", "Text");
    pub const REFERENCE: Label = head("Riferimento", "Reference");
    pub const REMOVED: Label = head("Eliminate", "Removed");
    pub const RESOLUTION: Label = head("Delibera", "Resolution");
    pub const ROLE: Label = head("Ruolo", "Role");
    pub const ROW: Label = head("Riga", "Row");
    pub const ROWS: Label = head("Righe", "Rows");
    pub const SECTION: Label = head("Sezione", "Section");
    pub const SERVICES: Label = head("Servizi coinvolti", "Services involved");
    pub const SEVERITY: Label = head("Gravità", "Severity");
    pub const SOURCE: Label = head("Fonte", "Source");
    pub const STATUS: Label = head("Stato", "Status");
    pub const SUBJECT: Label = head("Oggetto", "Subject");
    pub const TARGET: Label = head("Target", "Target");
    pub const TOLERANCE: Label = head("Tolleranza", "Tolerance");
    pub const TREND: Label = head("Andamento", "Trend");
    pub const UNIT: Label = head("Unità di misura", "Unit");
    pub const UPDATED: Label = head("Aggiornate", "Updated");
    pub const VALUE: Label = head("Valore", "Value");
    pub const WEIGHT: Label = head("Peso", "Weight");
    pub const WEIGHT_ASSESSED: Label = head("Peso valutato", "Weight assessed");
    pub const YEAR: Label = head("Anno", "Year");
}

/// Labels of the first sheet's facts that are read back.
pub mod fact {
    use crate::write::label::Label;

    pub const ORGANISATION: Label = Label::new("Ente", "Organisation");
    pub const LABEL: Label = Label::new("Allegato", "Annex");
    pub const BODY: Label = Label::new("Organo deliberante", "Resolving body");
    pub const NUMBER: Label = Label::new("Numero della delibera", "Number of the resolution");
    pub const DATE: Label = Label::new("Data della delibera", "Date of the resolution");
    pub const YEARS: Label = Label::new("Anni del cruscotto", "Years of the dashboard");
    pub const FILE: Label = Label::new("File di origine", "Source file");
    pub const FORMAT: Label = Label::new("Formato", "Format");
    pub const PAGES: Label = Label::new("Pagine", "Pages");
    pub const HASH: Label = Label::new("Impronta SHA-256", "SHA-256");
    pub const COVERAGE: Label = Label::new("Contenuto collocato", "Content placed");
    pub const WRITTEN_BY: Label = Label::new("Scritto da", "Written by");
    pub const SCHEMA: Label = Label::new("Struttura della cartella", "Workbook structure");
}

/// Names of values that come from closed lists.
pub mod name {
    use crate::diag::Severity;
    use crate::plan::{Action, Status, Subject};
    use crate::write::label::Label;

    pub const YES: Label = Label::new("sì", "yes");
    pub const NO: Label = Label::new("no", "no");
    pub const ANNUAL_ROLLING: Label = Label::new("rolling annuale", "annual rolling");

    pub const fn status(status: Status) -> Label {
        match status {
            Status::Active => Label::new("attivo", "active"),
            Status::Removed => Label::new("eliminato", "removed"),
        }
    }

    pub const fn action(action: Action) -> Label {
        match action {
            Action::Updated => Label::new("aggiornato", "updated"),
            Action::Inserted => Label::new("inserito", "inserted"),
            Action::Removed => Label::new("eliminato", "removed"),
        }
    }

    pub const fn subject(subject: Subject) -> Label {
        match subject {
            Subject::Row => Label::new("riga", "row"),
            Subject::ProjectPlan => Label::new("piano di progetto", "project plan"),
        }
    }

    pub const fn severity(severity: Severity) -> Label {
        match severity {
            Severity::Info => Label::new("informazione", "info"),
            Severity::Warning => Label::new("avviso", "warning"),
            Severity::Error => Label::new("errore", "error"),
        }
    }

    /// The kinds of target, by their name in `plan.json`.
    pub const KINDS: [(&str, Label); 8] = [
        ("quantity", Label::new("quantità", "quantity")),
        ("deadline", Label::new("scadenza", "deadline")),
        ("duration", Label::new("durata", "duration")),
        ("baseline", Label::new("anno di rilevazione", "baseline")),
        ("relative", Label::new("relativo", "relative")),
        ("benchmark", Label::new("confronto esterno", "benchmark")),
        ("qualitative", Label::new("qualitativo", "qualitative")),
        ("text", Label::new("testo", "text")),
    ];

    /// The fields that can carry a mark, by their name in `plan.json`.
    pub const FIELDS: [(&str, Label); 23] = [
        ("title", Label::new("Titolo", "Title")),
        ("role", super::head::ROLE),
        ("perspective", super::head::PERSPECTIVE),
        ("mission", super::head::MISSION),
        ("objective", super::head::OBJECTIVE_TITLE),
        ("programme", super::head::PROGRAMME),
        ("operational_objective", super::head::OPERATIONAL_OBJECTIVE),
        ("weight", super::head::WEIGHT),
        ("action", super::head::ACTION),
        ("indicator", super::head::INDICATOR),
        ("status", super::head::STATUS),
        ("owners", super::head::OWNERS),
        ("targets", Label::new("Target degli anni", "Targets of the years")),
        ("target", super::head::TARGET),
        ("actual", super::head::ACTUAL),
        ("progress", super::head::PROGRESS),
        ("weight_assessed", super::head::WEIGHT_ASSESSED),
        ("services", super::head::SERVICES),
        ("areas", Label::new("Aree", "Areas")),
        ("area", super::head::AREA),
        ("in_tree", super::head::IN_TREE),
        ("productivity", super::head::PRODUCTIVITY),
        ("notes", super::head::NOTES),
    ];
}
