//! The pages, as text: what a browser does with them is in `tests/browser`.

use cruscotto::diff::diff;
use cruscotto::plan::Plan;
use cruscotto::read::ReadOptions;
use cruscotto::source::Source;
use cruscotto::write::diff::Comparison;
use cruscotto::write::html::{artifact, difference};
use cruscotto::write::{Content, Lang, WriteOptions};

use crate::sample;

fn page(plan: &Plan, lang: Lang) -> String {
    let options = WriteOptions { lang, name: "piano".to_owned() };
    String::from_utf8(artifact(&Content::new(plan), &options).expect("the templates are sound").bytes).expect("UTF-8")
}

fn real_annex() -> Plan {
    let bytes = include_bytes!("../../fixtures/giunta-92-2020/annex.txt");
    cruscotto::plan_of(Source { name: "annex.txt", bytes }, &ReadOptions::default()).expect("an annex")
}

/// The page without its style and its script.
fn body(page: &str) -> &str {
    let (_, rest) = page.split_once("</style>").expect("a style");
    rest.split_once("<script>").expect("a script").0
}

#[test]
fn the_real_annex_is_there_whole_and_small() {
    let plan = real_annex();
    let page = page(&plan, Lang::It);
    for row in plan.rows() {
        let id = format!("<tbody class=\"r\" id=\"{}\"", row.id);
        let gone = id.replace("\"r\"", "\"r gone\"");
        assert!(page.contains(&id) || page.contains(&gone), "{} is missing", row.id);
    }
    assert!(page.len() < 400_000, "{} bytes", page.len());
}

#[test]
fn the_same_plan_gives_the_same_page() {
    assert!(page(&sample::plan(), Lang::It) == page(&sample::plan(), Lang::It));
}

#[test]
fn a_page_may_load_nothing_but_its_own_style_and_script() {
    let page = page(&sample::plan(), Lang::It);
    let (_, policy) = page.split_once("Content-Security-Policy\" content=\"").expect("a policy");
    let (policy, _) = policy.split_once('"').expect("it ends");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    for remote in ["http://", "https://", "src=", "@import", "url("] {
        assert!(!page.contains(remote), "{remote}");
    }
    assert!(!body(&page).contains(" style="), "the policy forbids styles of elements");
}

#[test]
fn text_of_the_source_is_text() {
    let mut plan = sample::plan();
    let evil = "</th></style><script>alert(1)</script>\"' onload='x' javascript:alert(1) {{ 7*7 }}";
    let set = |text: &mut String| evil.clone_into(text);
    for o in &mut plan.objectives {
        set(&mut o.title.value);
    }
    for p in &mut plan.perspectives {
        set(&mut p.name.value);
    }
    for m in &mut plan.missions {
        set(&mut m.name.value);
    }
    for u in &mut plan.units {
        set(&mut u.name);
    }
    for r in &mut plan.resolutions {
        set(&mut r.body);
    }
    for d in &mut plan.diagnostics {
        set(&mut d.message);
    }
    set(&mut plan.source.file);
    for row in &mut plan.strategic {
        set(&mut row.base.id);
        set(&mut row.base.indicator.value);
        for unit in &mut row.owners {
            set(&mut unit.value.unit);
        }
        for note in &mut row.base.notes {
            set(&mut note.value.raw);
        }
        for target in &mut row.targets {
            set(&mut target.target.value.raw);
        }
    }
    for text in plan.operational.iter_mut().filter_map(|r| r.programme.as_mut()) {
        set(&mut text.value);
    }
    for text in plan.executive.iter_mut().filter_map(|r| r.role.as_mut()) {
        set(&mut text.value);
    }
    let comparison = Comparison { old: &sample::plan(), new: &plan, diff: &diff(&sample::plan(), &plan) };
    let change = String::from_utf8(difference(&comparison, Lang::It).expect("a page")).expect("UTF-8");
    for page in [page(&plan, Lang::It), change] {
        assert_eq!(page.matches("<script").count(), 1);
        assert_eq!(page.matches("</style").count(), 1);
        assert!(!body(&page).contains("\"' onload"), "a quote ends no attribute");
        assert!(body(&page).contains("&lt;script&gt;alert(1)"), "and is there to be read");
        assert!(page.contains("{{ 7*7 }}"), "no template is made of it");
        for (at, _) in page.match_indices("href=\"") {
            let link = &page[at + 6..];
            assert!(link.starts_with('#') || link.starts_with("data:,"), "{}", &link[..40]);
        }
    }
}

#[test]
fn marks_say_why_in_the_language_of_the_page() {
    let page = page(&real_annex(), Lang::It);
    assert!(page.contains("cella unita staccata in fondo alla pagina"));
    assert!(!body(&page).contains("lang=\"en\""), "no sentence of the program is left in English");
}

#[test]
fn words_follow_the_language_and_the_source_does_not() {
    let page = page(&sample::plan(), Lang::En);
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
    for word in ["Strategic dashboard", "Search the rows", "Eliminato in sede di rolling annuale 2020"] {
        assert!(page.contains(word), "{word}");
    }
    for word in ["Cerca nelle righe", "Obiettivo strategico</label>", "righe cambiate"] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn a_plan_without_rows_has_a_page() {
    let mut plan = sample::plan();
    plan.objectives.clear();
    plan.strategic.clear();
    plan.operational.clear();
    plan.executive.clear();
    plan.officer.clear();
    plan.totals.clear();
    plan.annex = cruscotto::plan::Annex::default();
    assert!(page(&plan, Lang::It).contains("<h1>Piano della performance</h1>"));
}

#[test]
fn equal_plans_have_no_difference() {
    let plan = sample::plan();
    let comparison = Comparison { old: &plan, new: &plan, diff: &diff(&plan, &plan) };
    let page = String::from_utf8(difference(&comparison, Lang::It).expect("a page")).expect("UTF-8");
    assert!(page.contains("Nessuna differenza fra i due documenti."));
    assert_eq!(page.matches("<tbody class=\"r\"").count(), 0);
}

#[test]
fn a_change_shows_both_sides_and_the_words_that_differ() {
    let (old, mut new) = (sample::plan(), sample::plan());
    new.operational[1].target.as_mut().expect("it has one").value = cruscotto::grammar::target::parse("≥ 95%");
    let comparison = Comparison { old: &old, new: &new, diff: &diff(&old, &new) };
    let page = String::from_utf8(difference(&comparison, Lang::It).expect("a page")).expect("UTF-8");
    assert!(page.contains("≥ <del>90%</del>") && page.contains("≥ <ins>95%</ins>"), "{}", body(&page));
    assert!(page.contains("più impegnativo"));
}
