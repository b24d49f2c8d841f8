use super::name::Name;
use super::{Splitter, cluster};
use crate::document::Format;
use crate::normalise::draft::{DraftRow, Field, Section};
use crate::trace::{Place, Traced};

/// The clusters of some spellings, a doubtful one with `?`.
fn clusters(spellings: &[&str]) -> Vec<String> {
    let names: Vec<Name> = spellings.iter().map(|raw| Name::new(raw, 1)).collect();
    let shown = cluster(&names).into_iter().map(|cluster| {
        let mut members: Vec<usize> = cluster.classes.iter().flat_map(|class| class.members.clone()).collect();
        members.sort_unstable();
        let members: Vec<&str> = members.into_iter().map(|at| spellings[at]).collect();
        let clash = cluster.names(&names).any(|a| cluster.names(&names).any(|b| a.contradicts(b)));
        let doubtful = clash || cluster.classes.iter().any(|class| class.joined.is_some());
        format!("{}{}", members.join(" = "), if doubtful { " ?" } else { "" })
    });
    shown.collect()
}

#[test]
fn abbreviations_particles_and_endings_are_one_unit() {
    assert_eq!(clusters(&["S. Staff", "S.Staff", "Servizio Staff", "Servizio di Staff", "SERVIZI DI STAFF"]).len(), 1);
    assert_eq!(
        clusters(&["S.Anagrafico Certificativo", "S Anagrafico Certificativo", "Servizi anagrafico certificativi"])
            .len(),
        1
    );
    assert_eq!(clusters(&["Legale", "Ufficio Legale", "Uff. Legale"]).len(), 1);
    assert_eq!(clusters(&["U.O. Legale", "Unità Operativa Legale", "Legale"]).len(), 1);
    assert!(!clusters(&["S. Staff", "Servizio di Staff"])[0].ends_with('?'));
}

#[test]
fn other_names_stay_apart() {
    let names =
        ["Ufficio Legale", "Ufficio Legale e Arbitrato", "Registro Imprese", "Risorse Umane", "Risorse Finanziarie"];
    assert_eq!(clusters(&names).len(), names.len());
    assert_eq!(clusters(&["AREA I", "AREA II", "AREA A", "Servizio I", "Servizio A"]).len(), 5);
    assert_eq!(clusters(&["Servizio Albi", "Servizio Alba"]).len(), 1, "singular and plural");
    assert_eq!(clusters(&["Servizio Metrico", "Servizio Medico"]).len(), 2, "two letters of a short word are no slip");
}

#[test]
fn doubtful_likenesses_are_marked() {
    let doubtful = [
        ["Innovazione Digitalizzazione", "Innovazione Digitalizzazzione"],
        ["Servizio Gestione RR.FF.PP.", "S.Gestione Risorse Finanziarie e Patrimoni"],
        ["S.G.RR.FF", "S.Gestione Risorse Finanziarie e Patrimoni"],
        ["Regolazione del Mercato", "Servizio Regolazione Mercato Tutela Consumatore"],
        ["Servizio Tutela", "Ufficio Tutela"],
    ];
    for pair in doubtful {
        assert_eq!(clusters(&pair), [format!("{} = {} ?", pair[0], pair[1])]);
    }
    let ambiguous = ["Promozione Imprese", "Promozione Imprese Estere", "Promozione Imprese Giovani"];
    assert_eq!(clusters(&ambiguous).len(), 3, "the short name fits two");
}

fn split(format: Format, cells: &[&str]) -> Vec<String> {
    let place = || Place::Lines { page: 1, first: 1, last: 1 };
    let rows: Vec<DraftRow> = cells
        .iter()
        .map(|cell| {
            let mut row = DraftRow::new(Section::Operational, place());
            row.set(Field::Services, Traced::read((*cell).to_owned(), place()));
            row
        })
        .collect();
    let mut splitter = Splitter::new(&rows, format);
    splitter.split(rows[0].get(Field::Services)).into_iter().map(|unit| unit.value.raw).collect()
}

#[test]
fn cells_that_name_several_units() {
    let flow = |cells: &[&str]| split(Format::FlowText, cells);
    assert_eq!(
        flow(&["Servizio di Staff \nServizio Gestione RR.FF.PP."]),
        ["Servizio di Staff", "Servizio Gestione RR.FF.PP."]
    );
    assert_eq!(flow(&["Segreteria Generale/S.G.RR.FF"]), ["Segreteria Generale", "S.G.RR.FF"]);
    assert_eq!(
        flow(&["S.promozione Sviluppo Economico e Sevizio Innovazione e Digitalizzazione"]),
        ["S.promozione Sviluppo Economico", "Sevizio Innovazione e Digitalizzazione"]
    );
    assert_eq!(flow(&["Affari Generali e Ragioneria e Bilancio", "Affari Generali", "Ragioneria e Bilancio"]).len(), 2);
    assert_eq!(flow(&["Studi / Statistica"]).len(), 2);
    assert_eq!(flow(&["Comunicazione e URP e Legale e Arbitrato", "Settore Comunicazione e URP"]).len(), 2);
    assert_eq!(
        flow(&["Registro \nImprese \nRisorse Umane", "Risorse Umane", "Registro Imprese"]),
        ["Registro Imprese", "Risorse Umane"]
    );
    assert_eq!(
        split(Format::Xlsx, &["Orientamento e Lavoro\nRegistro Imprese"]),
        ["Orientamento e Lavoro", "Registro Imprese"]
    );
}

#[test]
fn in_doubt_a_cell_is_one_unit() {
    for cell in [
        "Legale e Arbitrato",
        "Marchi, Brevetti e Sanzioni",
        "Studi/Statistica",
        "Ufficio Gestione Servizi Interni",
        "Servizi anagrafico certificativi",
    ] {
        assert_eq!(split(Format::FlowText, &[cell, "Legale"]), [cell]);
    }
    assert_eq!(split(Format::FlowText, &["Promozione \nSviluppo"]), ["Promozione Sviluppo"]);
    assert_eq!(split(Format::Xlsx, &["Promozione e\nSviluppo"]), ["Promozione e Sviluppo"]);
}

#[test]
fn areas_are_parted_where_one_begins() {
    let place = || Place::Lines { page: 1, first: 1, last: 1 };
    let areas = |cell: &str| {
        let splitter = Splitter::new(&[], Format::Xlsx);
        splitter.areas(&Traced::read(cell.to_owned(), place())).into_iter().map(|area| area.value).collect::<Vec<_>>()
    };
    assert_eq!(areas("AREA II AREA I"), ["AREA II", "AREA I"]);
    assert_eq!(areas("STAFF\nAREA B"), ["STAFF", "AREA B"]);
    assert_eq!(areas("AREA SEGRETERIA GENERALE/AREA III"), ["AREA SEGRETERIA GENERALE/AREA III"]);
    assert_eq!(areas("Area Segreteria e Affari Generali"), ["Area Segreteria e Affari Generali"]);
}
