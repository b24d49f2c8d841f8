//! Texts that break off or send the reader elsewhere.

use super::{short, sure};
use crate::diag::{Code, Diagnostic, Severity};
use crate::plan::{Plan, RowBase, Target};
use crate::trace::Traced;

/// A parenthesis without its partner.
pub const PARENTHESIS: Code = Code {
    id: "unbalanced-parenthesis",
    severity: Severity::Info,
    says: "an indicator opens a parenthesis that it does not close, or the other way about: it may be cut off",
    help: "compare with the source; if the source cuts the text off, complete it there",
};

/// A target that is written elsewhere.
pub const ELSEWHERE: Code = Code {
    id: "target-stands-elsewhere",
    severity: Severity::Info,
    says: "instead of a target stands a reference to another document",
    help: "look the target up there; the plan cannot be measured by itself",
};

fn bases(plan: &Plan) -> impl Iterator<Item = &RowBase> {
    let strategic = plan.strategic.iter().map(|r| &r.base);
    let operational = plan.operational.iter().map(|r| &r.base);
    let executive = plan.executive.iter().map(|r| &r.base);
    strategic.chain(operational).chain(executive).chain(plan.officer.iter().map(|r| &r.base))
}

/// Whether a parenthesis has no partner. The numbers of a list close what they do not open: `1) … 2) …`.
fn is_unbalanced(text: &str) -> bool {
    let mut open = 0_u32;
    let mut listed = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open > 0 => open -= 1,
            ')' => {
                let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
                listed += 1;
                let letter = char::from_digit(9 + listed, 36).map(String::from);
                if word != listed.to_string() && Some(word.to_lowercase()) != letter {
                    return true;
                }
            }
            _ => {}
        }
    }
    open > 0
}

pub(super) fn parenthesis(plan: &Plan) -> Vec<Diagnostic> {
    let lone = |base: &&RowBase| sure(&base.indicator) && is_unbalanced(&base.indicator.value);
    let said = bases(plan).filter(lone).map(|base| {
        let at = base.indicator.places().clone();
        Diagnostic::new(&PARENTHESIS, format!("`{}`", base.indicator.value)).about(&*base.id).at(at)
    });
    said.collect()
}

/// What sends the reader elsewhere, word by word; a word that ends in `*` may go on.
const SAYS: [&[&str]; 10] = [
    &["vedi"],
    &["v."],
    &["vd"],
    &["vd."],
    &["cfr"],
    &["cfr."],
    &["secondo"],
    &["come", "da"],
    &["si", "rinvia", "a*"],
    &["si", "rimanda", "a*"],
];
/// What may stand there.
const NAMES: [&str; 6] = ["allegat", "scheda", "tabella", "documento", "prospetto", "piano"];

/// Whether a text names a document to look in: `vedi la scheda 3`, `(cfr. l'allegato tecnico)`.
fn refers(text: &str) -> bool {
    /// Words between saying so and the name: an article, `quanto previsto`.
    const BETWEEN: usize = 3;
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| c.is_whitespace() || matches!(c, '\'' | '’')).collect();
    let words: Vec<&str> = words.into_iter().map(|w| w.trim_start_matches(['(', '"', '“', '«'])).collect();
    let after = |at: usize, said: &[&str]| {
        let rest = words.get(at..at + said.len())?;
        let same = rest.iter().zip(said).all(|(word, said)| match said.strip_suffix('*') {
            Some(start) => word.starts_with(start),
            None => word == said,
        });
        same.then_some(at + said.len())
    };
    let ends = (0..words.len()).flat_map(|at| SAYS.into_iter().filter_map(move |said| after(at, said)));
    ends.into_iter().any(|end| {
        words[end..].iter().filter(|w| !w.is_empty()).take(BETWEEN + 1).any(|w| NAMES.iter().any(|n| w.starts_with(n)))
    })
}

pub(super) fn elsewhere(plan: &Plan) -> Vec<Diagnostic> {
    let single = |base, target: &'_ Option<Traced<Target>>| target.clone().map(|t| (base, t));
    let dashboard = plan.strategic.iter().flat_map(|r| r.targets.iter().map(|t| (&r.base, t.target.clone())));
    let operational = plan.operational.iter().filter_map(|r| single(&r.base, &r.target));
    let executive = plan.executive.iter().filter_map(|r| single(&r.base, &r.target));
    let officer = plan.officer.iter().filter_map(|r| single(&r.base, &r.target));
    let all = dashboard.chain(operational).chain(executive).chain(officer);
    let said = all.filter(|(_, target)| sure(target) && refers(&target.value.raw)).map(|(base, target)| {
        let message = format!("`{}`: the target is `{}`", short(&base.indicator.value), target.value.raw);
        Diagnostic::new(&ELSEWHERE, message).about(&*base.id).at(target.places().clone())
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::{is_unbalanced, refers};

    #[test]
    fn a_reference_says_where_to_look() {
        for text in ["vedi allegato 3", "Vedi l'allegato", "(cfr. la scheda tecnica)", "secondo il «Piano» triennale"]
        {
            assert!(refers(text), "{text}");
        }
        for text in ["secondo semestre 2020", "provvedi allegati", "vedi sopra", "approvazione del piano"] {
            assert!(!refers(text), "{text}");
        }
    }

    #[test]
    fn a_parenthesis_needs_its_partner() {
        for text in ["n. (anno x)/n. (anno x-1)", "1) imprese 2) eventi", "a) entro (30) giorni", "tempo"] {
            assert!(!is_unbalanced(text), "{text}");
        }
        for text in ["n. (anno x", "n. eventi anno x)", "quota (%", ")("] {
            assert!(is_unbalanced(text), "{text}");
        }
    }
}
