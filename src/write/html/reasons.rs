//! The program's own sentences in Italian: reasons of deductions and kinds of findings.
//!
//! The plan holds them in English. One that is not here stays English, and the page says so.

use crate::diag::Code;
use crate::write::Lang;

/// Reasons with their Italian; `{}` stands for whatever stands there: the name of a field, which the
/// Italian need not repeat, or what else is named.
const REASONS: &[(&str, &str)] = &[
    (
        "the cell stands apart at the end of its page and covers rows that print no {}",
        "cella unita staccata in fondo alla pagina: copre le righe che non la stampano",
    ),
    (
        "nothing is printed at the row, and no detached {} is left",
        "accanto alla riga non è stampato nulla, e non restano celle staccate per questo campo",
    ),
    (
        "nothing is printed at the row, and the detached cells seem to be others'",
        "accanto alla riga non è stampato nulla, e le celle staccate sembrano di altre righe",
    ),
    (
        "nothing is printed at the row; the cell above is taken to cover it",
        "accanto alla riga non è stampato nulla: si intende che la copra la cella di sopra",
    ),
    ("nothing is printed at the row or above it", "accanto alla riga e sopra di essa non è stampato nulla"),
    (
        "where this cell begins and ends was deduced from its words",
        "dove la cella comincia e finisce è dedotto dalle sue parole",
    ),
    (
        "where the title begins and ends was deduced from its words",
        "dove il titolo comincia e finisce è dedotto dalle sue parole",
    ),
    (
        "the order of the text does not tell for certain which cells make a row",
        "l’ordine del testo non dice con certezza quali celle formano una riga",
    ),
    (
        "the page prints wrapped cells after all others; they were laid along the rows in order",
        "la pagina stampa le celle di più righe dopo tutte le altre: sono state distribuite in ordine",
    ),
    (
        "the row lacks a cell that others have: its text may stand in this one",
        "alla riga manca una cella che le altre hanno: il suo testo può essere finito in questa",
    ),
    (
        "the text does not show which cell of the map it stands in",
        "il testo non mostra in quale casella della mappa sta",
    ),
    (
        "the heading stands at the end of its page; headings go to the tables in the order of their numbers",
        "il titolo sta in fondo alla pagina: i titoli vanno alle tabelle nell’ordine dei loro numeri",
    ),
    (
        "the table repeats its header without a heading of its own",
        "la tabella ripete l’intestazione senza un titolo proprio",
    ),
    (
        "the one objective of the page heads all its tables",
        "l’unico obiettivo della pagina vale per tutte le sue tabelle",
    ),
    ("the name stands at the end of its page", "il nome sta in fondo alla pagina"),
    (
        "several names stand at the end of the page; they were taken in their order",
        "in fondo alla pagina stanno più nomi: sono stati presi nel loro ordine",
    ),
    ("the name shares its line with others", "il nome sta sulla stessa riga di altri"),
    (
        "the text ends like a value, which may be the next cell's",
        "il testo finisce come un valore, che può essere della cella accanto",
    ),
    ("the first value may be the end of the indicator", "il primo valore può essere la fine dell’indicatore"),
    ("one mark stands for two columns of marks", "un solo segno sta per due colonne di segni"),
    ("the page's table shows no such column", "la tabella della pagina non mostra questa colonna"),
    (
        "fewer values than years, and nothing says which years are empty",
        "meno valori che anni, e nulla dice quali anni sono vuoti",
    ),
    (
        "fewer values than years; a remark says that the row was inserted later",
        "meno valori che anni: una nota dice che la riga è stata inserita dopo",
    ),
    (
        "fewer values than years; a remark says that the row was removed",
        "meno valori che anni: una nota dice che la riga è stata eliminata",
    ),
    (
        "fewer values than years; remarks say that the row was inserted and removed",
        "meno valori che anni: le note dicono che la riga è stata inserita e poi eliminata",
    ),
    (
        "as many values as there are columns that any row of the document fills",
        "tanti valori quante sono le colonne che qualche riga del documento riempie",
    ),
    ("the values name their years", "i valori stessi nominano l’anno"),
    (
        "the pages of the objective's rows are headed by this perspective",
        "le pagine delle righe dell’obiettivo sono intestate a questa prospettiva",
    ),
    ("the perspective stands before the objective on the map", "sulla mappa la prospettiva sta prima dell’obiettivo"),
    ("the name stands before the objective on the map", "sulla mappa il nome sta prima dell’obiettivo"),
    (
        "perspectives run down the map in the usual order, from users to resources",
        "le prospettive scendono lungo la mappa nell’ordine consueto, dagli utenti alle risorse",
    ),
    (
        "objectives are numbered down the map's columns; this column's mission",
        "gli obiettivi sono numerati lungo le colonne della mappa: è la missione di questa colonna",
    ),
    (
        "not printed here; the perspective of the objective on the strategy map",
        "qui non è stampata: è la prospettiva dell’obiettivo sulla mappa strategica",
    ),
    (
        "the last word stands alone on its line and may be no part of the title",
        "l’ultima parola sta da sola sulla riga e può non far parte del titolo",
    ),
    (
        "no table repeats the title, so where it ends is open",
        "nessuna tabella ripete il titolo, perciò dove finisce resta aperto",
    ),
    ("a remark below may be merged over this row", "una nota più in basso può essere unita anche su questa riga"),
    (
        "the remark stands between the last row and the cells detached from theirs",
        "la nota sta fra l’ultima riga e le celle staccate dalle loro",
    ),
    ("the remark is centred on these rows", "la nota è centrata su queste righe"),
    (
        "the remark leaves out a part of the reference; only {} fits in this annex",
        "la nota tralascia una parte del riferimento: in questo allegato corrisponde solo {}",
    ),
    ("a remark in a line of its own, right below the row", "una nota su una riga a sé, subito sotto la riga"),
    (
        "no text of this row was recognised as its indicator",
        "nessun testo della riga è stato riconosciuto come indicatore",
    ),
    ("a shortened name: the beginning of one other name only", "un nome abbreviato: è l’inizio di un solo altro nome"),
    ("initials that fit the words of one other name", "iniziali che corrispondono alle parole di un solo altro nome"),
    ("the number is another objective's; the title was followed", "il numero è di un altro obiettivo: vale il titolo"),
    ("the title differs from the map's; the number was followed", "il titolo non è quello della mappa: vale il numero"),
    ("no objective has this number; the title was followed", "nessun obiettivo ha questo numero: vale il titolo"),
    ("two texts stand in one place", "due testi stanno nello stesso punto"),
    (
        "no lines frame the text; its row and column are where it stands",
        "nessuna linea racchiude il testo: riga e colonna sono quelle del punto in cui sta",
    ),
    ("the text stands between rows", "il testo sta fra due righe"),
];

/// Kinds of findings: code, what it means, what to do.
const FINDINGS: &[(&str, &str, &str)] = &[
    (
        "unplaced-text",
        "un pezzo del documento è stato letto ma non ha posto nel piano",
        "guardare il punto indicato; se è di una riga, fissare il campo in corrections.toml",
    ),
    (
        "hidden",
        "una riga, colonna o foglio nascosto è stato lasciato fuori, come nella stampa",
        "--include-hidden lo comprende",
    ),
    (
        "unknown-table",
        "una tabella non ha nessuna delle intestazioni da cui si riconosce una sezione del piano",
        "controllare le intestazioni",
    ),
    (
        "extra-column",
        "una colonna non corrisponde a nessun campo del piano ed è stata messa da parte",
        "nulla, a meno che la colonna non contenga sotto altro nome ciò che un campo del piano chiede",
    ),
    (
        "foreign",
        "il file contiene un’anomalia di un tipo che questa versione non conosce",
        "leggere il messaggio; riconvertire l’originale per farlo esaminare da questa versione",
    ),
    (
        "objective-not-on-map",
        "una riga nomina un obiettivo strategico che sulla mappa non c’è",
        "aggiungere l’obiettivo alla mappa, o correggere la riga",
    ),
    (
        "objective-mismatch",
        "numero e titolo dell’obiettivo di una riga non sono quelli di uno stesso obiettivo della mappa",
        "correggere nel documento quello dei due che è sbagliato",
    ),
    (
        "objective-retitled",
        "una tabella abbrevia o cambia il titolo di un obiettivo rispetto alla mappa",
        "usare un solo titolo; il piano tiene quello della mappa",
    ),
    (
        "numbering-slip",
        "dopo il numero di un obiettivo c’è una virgola invece del punto",
        "correggere il titolo nel documento",
    ),
    (
        "doubtful-unit",
        "nomi diversi di unità organizzative sono stati presi per una sola unità",
        "controllare che indichino la stessa unità; usare una sola grafia",
    ),
    (
        "corrected",
        "un valore è stato fissato da una persona al posto di quello letto dal programma",
        "nulla: la correzione e il suo motivo stanno in corrections.toml",
    ),
    (
        "correction-stale",
        "una correzione non vale più: la riga non c’è, o il documento dice altro rispetto ad allora",
        "guardare la riga nel documento, poi cambiare o togliere la correzione",
    ),
    (
        "resolution-without-number",
        "delle note nominano una delibera con la sola data: il numero manca",
        "aggiungere il numero alle note nel documento",
    ),
    (
        "resolution-without-date",
        "una nota dice che la riga è cambiata, ma non con quale delibera di quale giorno",
        "aggiungere alla nota numero e data della delibera",
    ),
    (
        "date-with-two-numbers",
        "le note danno due numeri a quella che sembra una sola delibera: stesso organo, stesso giorno",
        "confrontare i due numeri con le delibere di quel giorno: uno è probabilmente una svista",
    ),
    (
        "resolution-after-annex",
        "una nota nomina una delibera successiva a quella a cui l’allegato appartiene",
        "controllare la data della nota e quella dell’allegato",
    ),
    (
        "footnote-missing",
        "le note a piè di pagina sono numerate di seguito, e un numero manca",
        "cercare una nota che ha perso il suo numero, o una riga rimasta fuori",
    ),
    ("footnote-repeated", "più note rimandano alla stessa nota a piè di pagina", "controllare che valga per tutte"),
    (
        "weights-do-not-add-up",
        "i pesi di un dirigente o responsabile non danno il totale stampato",
        "correggere il peso o il totale; un peso unito su più righe conta una volta",
    ),
    (
        "total-missing",
        "un dirigente o responsabile non ha il totale dei pesi, mentre altri della stessa tabella lo hanno",
        "aggiungere il totale, o controllare che la sua riga non sia stata tagliata",
    ),
    (
        "unit-changes",
        "i target di un indicatore sono in un’unità di misura in un anno e in un’altra l’anno dopo",
        "controllare se manca un segno di percentuale o un’unità",
    ),
    (
        "target-gets-easier",
        "un target chiede meno di quello dell’anno prima",
        "nulla se è voluto; la Giunta dovrebbe averne detto il motivo",
    ),
    (
        "deadline-before-resolution",
        "una scadenza è anteriore alla delibera che, secondo la nota, l’ha fissata",
        "controllare scadenza e nota: l’aggiornamento può aver dimenticato di spostarla",
    ),
    (
        "comparator-contradicts-words",
        "l’indicatore chiede qualcosa entro un tempo, il target almeno quel tempo",
        "invertire il segno di confronto nel documento",
    ),
    (
        "target-after-removal",
        "una riga eliminata ha target per anni successivi alla sua eliminazione",
        "non contare questi target dove conta solo ciò che è in vigore",
    ),
    (
        "indicator-without-owner",
        "per un indicatore non è nominato nessun responsabile, mentre altri della tabella lo hanno",
        "aggiungere l’unità responsabile al documento",
    ),
    (
        "indicator-without-target",
        "un indicatore in vigore e con un peso diverso da zero non ha target",
        "aggiungere il target al documento",
    ),
    (
        "duplicate-indicator",
        "un indicatore sta due volte sotto lo stesso obiettivo, programma e incaricato",
        "togliere uno dei due, o dire nelle parole che cosa li distingue",
    ),
    (
        "unit-spellings",
        "un’unità organizzativa è scritta in più modi",
        "usare una sola grafia, perché anche altri possano contare per unità",
    ),
    (
        "comparator-changes",
        "il segno di confronto di un target cambia negli anni, o in alcuni manca",
        "controllare se un segno è stato dimenticato",
    ),
    (
        "deadline-before-annex",
        "una scadenza era già passata quando l’allegato è stato approvato",
        "nulla se è stata rispettata: l’allegato non lo dice",
    ),
    (
        "forms-disagree",
        "due forme dell’allegato lette insieme dicono valori diversi",
        "guardare entrambi i punti; fissare il valore in corrections.toml, o correggere la forma sbagliata",
    ),
    (
        "named-year-is-past",
        "un indicatore nomina un anno e ha target per anni successivi",
        "controllare se l’anno nelle parole dell’indicatore andava aggiornato",
    ),
    (
        "only-in-one-form",
        "di due forme dell’allegato lette insieme solo una ha questa riga",
        "controllare che siano forme della stessa versione",
    ),
    ("read-beside", "una seconda forma dell’allegato è stata letta insieme alla prima", "nulla"),
    (
        "reference-year-moves",
        "un target si confronta con un anno per alcuni anni, poi con un altro",
        "controllare quanti anni indietro guardano gli ultimi target",
    ),
    (
        "remark-differs-between-sheets",
        "la stessa azione con lo stesso indicatore sta sui fogli di più dirigenti, e solo alcuni hanno la nota",
        "controllare se la delibera l’ha cambiata per tutti",
    ),
    (
        "remark-missing",
        "quasi tutte le righe in vigore del cruscotto hanno la nota di una delibera, e questa no",
        "controllare se la delibera l’ha lasciata com’era o se la nota è stata dimenticata",
    ),
    (
        "taken-from-other-form",
        "dei campi di una riga vengono dalla seconda forma dell’allegato, e così i loro punti",
        "nulla: i punti di questi campi vanno cercati nella seconda forma",
    ),
    (
        "target-before-insertion",
        "una nota dice che la riga è stata inserita, e la riga ha target per anni precedenti",
        "controllare la nota: la riga può essere stata aggiornata, o i target stanno sotto gli anni sbagliati",
    ),
    (
        "target-stands-elsewhere",
        "al posto di un target c’è il rinvio a un altro documento",
        "cercare là il target: il piano da solo non si può misurare",
    ),
    (
        "targets-differ-between-tables",
        "un indicatore sta in due punti sotto lo stesso obiettivo, e i suoi target per l’anno sono diversi",
        "controllare quale dei due vale",
    ),
    (
        "total-is-not-100",
        "i pesi di un dirigente o responsabile danno il totale stampato, che però non è 100",
        "nulla se il resto è valutato altrove; altrimenti completare i pesi",
    ),
    (
        "unbalanced-parenthesis",
        "un indicatore apre una parentesi che non chiude, o il contrario: può essere tagliato",
        "confrontare con il documento; se è tagliato lì, completarlo",
    ),
    (
        "updated-before-inserted",
        "secondo le note una riga è stata aggiornata o eliminata da una delibera anteriore a quella che l’ha inserita",
        "controllare le date delle due note e quale delle due dice «Inserito»",
    ),
    (
        "value-not-found",
        "in un campo che altre righe riempiono non è stampato nulla, e da un testo estratto non si può dire se il documento lo lasci vuoto",
        "confrontare con il documento: il valore può mancare anche lì; altrimenti fissarlo in corrections.toml",
    ),
];

/// A reason in the page's language, and whether it had to stay in English.
pub fn reason(because: &str, lang: Lang) -> (String, bool) {
    if lang == Lang::En {
        return (because.to_owned(), false);
    }
    let found = REASONS.iter().find_map(|(english, italian)| {
        let held = match english.split_once("{}") {
            None => (because == *english).then_some(""),
            Some((before, after)) => because.strip_prefix(before)?.strip_suffix(after),
        }?;
        Some(italian.replace("{}", held))
    });
    found.map_or_else(|| (because.to_owned(), true), |italian| (italian, false))
}

/// What a kind of finding means, what to do, and whether they had to stay in English.
pub fn finding(code: &Code, lang: Lang) -> (&'static str, &'static str, bool) {
    match FINDINGS.iter().find(|(id, ..)| lang == Lang::It && *id == code.id) {
        Some((_, says, help)) => (says, help, false),
        None => (code.says, code.help, lang == Lang::It),
    }
}

#[cfg(test)]
mod tests {
    use super::{FINDINGS, Lang, finding, reason};

    #[test]
    fn every_kind_of_finding_has_its_italian() {
        for code in crate::check::codes() {
            assert!(!finding(code, Lang::It).2, "{} has none", code.id);
        }
        for (id, ..) in FINDINGS {
            assert!(crate::check::code(id).is_some(), "{id} is no code");
        }
    }

    #[test]
    fn a_reason_keeps_what_it_names() {
        let (italian, foreign) =
            reason("the remark leaves out a part of the reference; only giunta-92 fits in this annex", Lang::It);
        assert!(italian.ends_with(" giunta-92") && !foreign, "{italian}");
        assert_eq!(reason("because I say so", Lang::It), ("because I say so".to_owned(), true));
    }
}
