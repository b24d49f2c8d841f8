//! Any plan comes back from its workbook and from plan.json, whatever its texts hold.

use cruscotto::grammar::{note, target};
use cruscotto::plan::{OperationalIndicator, Plan, RowBase, StrategicIndicator, Unit, UnitRef, YearTarget};
use cruscotto::trace::{How, Inference, Traced};
use cruscotto::write::Lang;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use crate::restore::{assert_same, content, through_a_workbook, through_plan_json};
use crate::sample;

const UNITS: [&str; 3] = ["S. Staff", "Uff. =Promozione", "<Servizio> & \"Sviluppo\""];

/// Text as a plan holds it: white space normalised, never empty.
fn text() -> impl Strategy<Value = String> {
    let any = prop_oneof![
        4 => "\\PC{1,30}",
        1 => "[=+@'-][A-Z]{1,3}[0-9(!:]{1,6}",
        1 => "(_x[0-9A-F]{4}_|&[a-z]{2,4};|</?[a-z]{1,5}>|85%|31/12/2020|1,45){1,3}",
    ];
    any.prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .prop_filter("a text is never empty", |text| !text.is_empty())
}

/// A text as a target prints it.
fn printed() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?[0-9]{1,9}(,[0-9]{1,6})?%?",
        "[0-9]{1,3}(\\.[0-9]{3}){0,3}(,[0-9]{1,3})?",
        "(>|<|>=|<=|≥|≤|=>) ?[0-9]{1,4}(,[0-9]{1,2})?(%| gg| mesi)?",
        "[0-3][0-9]/[01][0-9]/20[12][0-9]",
        text(),
    ]
}

fn inference() -> impl Strategy<Value = Inference> {
    (text(), 0_u8..=100, vec(text(), 0..3))
        .prop_map(|(because, percent, or)| Inference::new(because, f64::from(percent) / 100.0).or(or))
}

/// A value that was read or deduced.
fn traced<T: std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Traced<T>> {
    (value, prop::option::weighted(0.2, inference()))
        .prop_map(|(value, why)| Traced::new(value, sample::line(9), why.map_or(How::Read, How::Inferred)))
}

fn base() -> impl Strategy<Value = RowBase> {
    let remark = prop_oneof![
        Just("Inserito con delibera di Giunta n. 129 del 02/12/2019 (3)".to_owned()),
        Just("Eliminato in sede di rolling annuale 2020".to_owned()),
        text(),
    ];
    let notes = vec(remark, 0..3).prop_map(|remarks| {
        remarks.iter().flat_map(|text| note::parse_all(text)).map(|note| Traced::read(note, sample::line(9))).collect()
    });
    let objective = prop::option::of(traced(Just("os-01".to_owned())));
    (traced(text()), objective, notes).prop_map(|(indicator, objective, notes)| RowBase {
        id: String::new(),
        places: sample::line(9).into(),
        objective,
        indicator,
        notes,
        doubts: Vec::new(),
    })
}

fn units() -> impl Strategy<Value = Vec<Traced<UnitRef>>> {
    let unit = (0..UNITS.len()).prop_map(|at| UnitRef { unit: format!("unit-{at}"), raw: UNITS[at].to_owned() });
    vec(traced(unit), 0..3)
}

fn strategic() -> impl Strategy<Value = StrategicIndicator> {
    let targets = btree_map(2016..2022, traced(printed().prop_map(|text| target::parse(&text))), 0..5);
    (base(), units(), targets).prop_map(|(base, owners, targets)| StrategicIndicator {
        base,
        status: cruscotto::plan::Status::default(),
        owners,
        targets: targets.into_iter().map(|(year, target)| YearTarget { year, target }).collect(),
    })
}

fn operational() -> impl Strategy<Value = OperationalIndicator> {
    let target = prop::option::of(traced(printed().prop_map(|text| target::parse(&text))));
    let field = || prop::option::of(traced(text()));
    (base(), field(), field(), target, units(), vec(traced(text()), 0..3)).prop_map(
        |(base, programme, operational_objective, target, services, areas)| OperationalIndicator {
            base,
            programme,
            operational_objective,
            target,
            services,
            areas,
        },
    )
}

fn plan() -> impl Strategy<Value = Plan> {
    (vec(strategic(), 0..4), vec(operational(), 0..4)).prop_map(|(strategic, operational)| {
        let mut plan = Plan { strategic, operational, ..sample::plan() };
        for (at, row) in plan.strategic.iter_mut().enumerate() {
            row.base.id = format!("si-{at}");
        }
        for (at, row) in plan.operational.iter_mut().enumerate() {
            row.base.id = format!("oi-{at}");
        }
        let unit = |(at, name): (usize, &&str)| Unit {
            id: format!("unit-{at}"),
            name: (*name).to_owned(),
            aliases: vec![(*name).to_owned()],
            doubt: None,
        };
        plan.units = UNITS.iter().enumerate().map(unit).collect();
        plan
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn comes_back_from_its_workbook(plan in plan()) {
        assert_same(&content(&through_a_workbook(&plan, Lang::It)), &content(&plan));
    }

    #[test]
    fn comes_back_from_plan_json(plan in plan()) {
        assert_same(&content(&through_plan_json(&plan)), &content(&plan));
        prop_assert_eq!(crate::schema::faults_of(&plan), Vec::<String>::new());
    }
}
