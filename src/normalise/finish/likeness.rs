//! How alike two names are, whatever their case, punctuation and particles.

use crate::grammar::text::letters;

/// Words that tell no two names apart.
const PARTICLES: [&str; 40] = [
    "e", "ed", "o", "di", "d", "del", "dello", "della", "dell", "dei", "degli", "delle", "a", "ad", "al", "allo",
    "alla", "all", "ai", "agli", "alle", "da", "dal", "dalla", "in", "nel", "nella", "nell", "con", "per", "su", "sul",
    "sulla", "il", "lo", "la", "l", "i", "gli", "le",
];

/// Whether a lower-case word is an article, a preposition or a conjunction.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// The lower-case words of a text without particles. A single capital at either end is a name:
/// `Area A`, `Fase I`.
pub(super) fn words(text: &str) -> Vec<String> {
    let pieces: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()).collect();
    let last = pieces.len().saturating_sub(1);
    let telling = |(at, piece): (usize, &&str)| {
        let word = piece.to_lowercase();
        let letter = (at == 0 || at == last) && is_capital(piece);
        (letter || !is_particle(&word)).then_some(word)
    };
    pieces.iter().enumerate().filter_map(telling).collect()
}

/// Whether a word is a capital that would be a particle in lower case.
pub(super) fn is_capital(word: &str) -> bool {
    matches!(word, "A" | "E" | "I" | "O")
}

/// How alike two texts are, 0 to 1. A text that is the beginning of the other is alike by nine
/// tenths at least: tables shorten titles.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    let (x, y) = (words(a), words(b));
    if x == y {
        return 1.0;
    }
    let shorter = x.len().min(y.len());
    let shortened = shorter >= 2 && x[..shorter] == y[..shorter];
    let by_letters = strsim::sorensen_dice(&letters(a), &letters(b));
    if shortened { by_letters.max(0.9) } else { by_letters }
}

#[cfg(test)]
mod tests {
    use super::likeness;

    #[test]
    fn form_does_not_make_texts_different() {
        let near = |a, b| likeness(a, b) > 0.999;
        assert!(near("Imprese Territorio Consumatori", "Imprese, Territorio e Consumatori"));
        assert!(
            likeness(
                "Valorizzazione del Patrimonio Culturale",
                "Valorizzazione del Patrimonio Culturale Sviluppo e Promozione del Turismo"
            ) >= 0.9
        );
        assert!(likeness("Accountability e Trasparenza", "Promozione integrata del territorio") < 0.5);
    }
}
