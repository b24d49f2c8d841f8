//! Reasons of what is deduced from grids and from rows.

/// English and Italian, with the same holes in the same order.
pub(super) const GRIDS: &[(&str, &str)] = &[
    (
        "the page prints wrapped cells after all others; they were laid along the rows in order",
        "la pagina stampa le celle di più righe dopo tutte le altre: sono state distribuite in ordine",
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
        "several names stand at the end of the page; they were taken in their order",
        "in fondo alla pagina stanno più nomi: sono stati presi nel loro ordine",
    ),
    ("the sum stands below the rows of this name", "la somma sta sotto le righe con questo nome"),
    (
        "what most rows of executives name with the objective",
        "la prospettiva che la maggior parte delle righe dei dirigenti indica con l’obiettivo",
    ),
    (
        "not printed here; the perspective of the objective on the strategy map",
        "qui non è stampata: è la prospettiva dell’obiettivo sulla mappa strategica",
    ),
    (
        "no table repeats the title, so where it ends is open",
        "nessuna tabella ripete il titolo, perciò dove finisce resta aperto",
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
    (
        "no lines frame the text; its cell is the part of the page in which it is drawn",
        "nessuna linea racchiude il testo: la sua cella è la parte di pagina in cui è disegnato",
    ),
    ("the text stands between rows", "il testo sta fra due righe"),
    ("no number is printed; the title is nearly `{}`", "nessun numero è stampato: il titolo è quasi `{}`"),
    ("what stands in its column is no number", "ciò che sta nella sua colonna non è un numero"),
    (
        "what stands in its column is neither yes nor no, at least not alone",
        "ciò che sta nella sua colonna non è né sì né no, o non da solo",
    ),
    (
        "no column is known to give it, and what the column `{}` gives is not known",
        "nessuna colonna nota lo contiene, e che cosa contenga la colonna `{}` non si sa",
    ),
    (
        "blank, in a table without lines; a text that stands nearby may belong here",
        "vuoto, in una tabella senza linee: un testo vicino può stare qui",
    ),
    (
        "blank in a row that shares the objective of the row above, in a table that merges nothing",
        "vuoto in una riga con lo stesso obiettivo di quella sopra, in una tabella senza celle unite",
    ),
    (
        "no remark, in a table that merges nothing; the one above may hold for this row too",
        "nessuna nota, in una tabella senza celle unite: quella sopra può valere anche per questa riga",
    ),
    (
        "the sheet is called so, and nothing on it says otherwise",
        "il foglio si chiama così, e nulla in esso dice altro",
    ),
    ("by its looks; the column's header is not known", "dal suo aspetto: l’intestazione della colonna non è nota"),
    ("a heading right below the total of another role", "un titolo subito sotto il totale di un altro incarico"),
    (
        "a heading above rows that have no column for what it may be",
        "un titolo sopra righe che non hanno una colonna per ciò che può essere",
    ),
    (
        "a heading right above a mission or an objective, which no strategy map names",
        "un titolo subito sopra una missione o un obiettivo, che nessuna mappa strategica nomina",
    ),
    (
        "a heading in the words of a perspective, which no strategy map names",
        "un titolo con le parole di una prospettiva, che nessuna mappa strategica nomina",
    ),
    (
        "the column's header is not known; what is missing is this",
        "l’intestazione della colonna non è nota: quello che manca è questo",
    ),
    (
        "the column names no year; a title above it or the sheet's name does",
        "la colonna non nomina un anno: lo fa un titolo sopra di essa o il nome del foglio",
    ),
    (
        "the column counts the plan's years and does not name its own",
        "la colonna conta gli anni del piano e non nomina il suo",
    ),
    (
        "the column names a year and not that its values are targets; no other column has targets",
        "la colonna nomina un anno ma non dice che i valori siano target; nessun’altra colonna ne ha",
    ),
    ("the column names its year by two digits", "la colonna nomina il suo anno con due cifre"),
    (
        "one of the columns under the year or the targets; its own words do not say so",
        "una delle colonne sotto l’anno o i target: le sue parole non lo dicono",
    ),
    (
        "several cells stand under the header of this one target",
        "sotto l’intestazione di quest’unico target stanno più celle",
    ),
    ("the first of several columns of weights", "la prima di più colonne di pesi"),
    (
        "a unit's name right above the heading of an objective",
        "il nome di un’unità subito sopra il titolo di un obiettivo",
    ),
    (
        "the table has targets for several years, and no title says which is the plan's",
        "la tabella ha target per più anni, e nessun titolo dice qual è quello del piano",
    ),
    (
        "the table has no column of indicators; its objectives stand for them",
        "la tabella non ha una colonna di indicatori: i suoi obiettivi ne fanno le veci",
    ),
    (
        "a heading that was not understood stands between this one and the row",
        "fra questo titolo e la riga ne sta uno che non è stato capito",
    ),
    (
        "it stands alone in a row above, as if for all columns",
        "sta da solo in una riga sopra, come per tutte le colonne",
    ),
    (
        "nothing stands beside it; the map names the last row of a group only",
        "accanto non sta nulla: la mappa nomina solo l’ultima riga di un gruppo",
    ),
    (
        "nothing stands beside it; the map names the first row of a group only",
        "accanto non sta nulla: la mappa nomina solo la prima riga di un gruppo",
    ),
    (
        "this export leaves out the blank between single characters; written as the other values are",
        "questo testo tralascia lo spazio fra caratteri isolati: scritto come gli altri valori",
    ),
    (
        "a text alone on its line, taken for a heading across the table",
        "un testo solo sulla sua riga, preso per un titolo attraverso la tabella",
    ),
    (
        "it runs on into the text of the next column; where it ends is a guess",
        "continua nel testo della colonna accanto: dove finisce è un’ipotesi",
    ),
    ("the text stands in the middle of these rows", "il testo sta a metà di queste righe"),
    (
        "its lines do not stand evenly about its row's",
        "le sue righe di testo non stanno regolarmente attorno alla riga",
    ),
    (
        "blanks alone part the columns and nothing the rows; they are where the text stands",
        "solo spazi dividono le colonne e nulla le righe: sono dove sta il testo",
    ),
    ("the text stands between the rows", "il testo sta fra le righe"),
    (
        "where the title's lines end is open; the tables print it so",
        "non è certo dove finiscano le righe del titolo: le tabelle lo riportano così",
    ),
    (
        "one half of a cell over two pages is empty, as no other of its column",
        "metà di una cella su due pagine è vuota, come nessun’altra della sua colonna",
    ),
    ("the remark's lines stand beside several rows", "le righe della nota stanno accanto a più righe"),
    (
        "the remark is centred on a row, and on the rows of a merged cell around it",
        "la nota è centrata su una riga, e anche sulle righe di una cella unita attorno",
    ),
    ("the names differ by a letter or two", "i nomi differiscono per una o due lettere"),
    ("one name under two kinds of unit", "un nome solo sotto due tipi di unità"),
    ("{} says {word}, {} says {word}", "{} dice {word}, {} dice {word}"),
    (
        "the number beside the title; no objective has two rows to show that it does not count them",
        "numero accanto al titolo; nessun obiettivo ha due righe che mostrino che non conta le righe",
    ),
    (
        "it stands once in its form, below several indicators; it may be the last one's alone",
        "sta una volta sola nella scheda, sotto più indicatori; potrebbe essere solo dell’ultimo",
    ),
    (
        "one cell lists several; this is the part with the row's number in the list",
        "una sola cella ne elenca più di uno: questa è la parte con il numero della riga nell’elenco",
    ),
    (
        "one value beside a cell that lists several indicators; it may be of one of them only",
        "un solo valore accanto a una cella che elenca più indicatori: potrebbe essere di uno solo",
    ),
    (
        "blank under the text of the row above; the table fills the first row of a group and merges nothing in this column",
        "vuoto sotto il testo della riga di sopra: la tabella riempie la prima riga di un gruppo e in questa colonna non unisce celle",
    ),
    ("a text is drawn over the line between two cells", "un testo è disegnato sopra la linea fra due celle"),
    (
        "blank, where other rows of the table share merged cells; a page's end may cut one of them",
        "vuoto, dove altre righe della tabella condividono celle unite: la fine di una pagina può averne tagliata una",
    ),
    (
        "nothing names whose row it is, as the other rows of the section do",
        "nulla dice di chi è la riga, come fanno le altre righe della sezione",
    ),
];
