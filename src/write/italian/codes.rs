//! What each kind of finding means, and what to do about it.

/// Code, what it means, what to do.
pub(super) const CODES: &[(&str, &str, &str)] = &[
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
        "not-calculated",
        "delle celle contengono formule di cui il file non ha i valori: nessun foglio di calcolo le ha calcolate",
        "aprire il file in un foglio di calcolo, salvarlo e convertirlo di nuovo",
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
