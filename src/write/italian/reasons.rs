//! Reasons of deductions.

/// English and Italian, with the same holes in the same order.
pub(super) const REASONS: &[(&str, &str)] = &[
    (
        "the cell stands apart at the end of its page and covers rows that print none of their own",
        "cella unita staccata in fondo alla pagina: copre le righe che non ne stampano una propria",
    ),
    (
        "nothing is printed at the row, and no detached cell is left for it",
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
    ("no heading of an objective was found for the row", "nessun titolo di obiettivo trovato per la riga"),
    (
        "no name of an executive or officer was found for the row",
        "nessun nome di dirigente o responsabile trovato per la riga",
    ),
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
        "the rows around it print nothing but a cell of this column",
        "le righe vicine stampano soltanto una cella di questa colonna",
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
        "the names of the page's tables stand together; they go to the tables in order",
        "i nomi delle tabelle della pagina stanno insieme; vanno alle tabelle nell'ordine",
    ),
    (
        "the next number has no heading; the row may be that objective's",
        "il numero successivo non ha intestazione; la riga può essere di quell'obiettivo",
    ),
    ("the text in its place names no perspective", "il testo al suo posto non nomina una prospettiva"),
    (
        "several names stand above the rows, and nothing tells whose they are",
        "sopra le righe stanno più nomi, e nulla dice di chi siano",
    ),
    (
        "several names stand at the end of the page; they were taken in their order",
        "in fondo alla pagina stanno più nomi: sono stati presi nel loro ordine",
    ),
    (
        "the headings stand together; they go to the tables below in order",
        "i titoli stanno insieme: vanno alle tabelle sottostanti nell’ordine",
    ),
    (
        "the headings stand together above rows of all; which rows are whose was deduced",
        "i titoli stanno insieme sopra le righe di tutti: quali righe siano di quale titolo è dedotto",
    ),
    (
        "the name of a unit stands beside the row's others, where other cells are expected",
        "il nome di un'unità sta accanto alle altre della riga, dove ci si attendono altre celle",
    ),
    (
        "a role and a perspective stand on one line, and the row lacks one of both",
        "un ruolo e una prospettiva stanno su una riga, e alla riga della tabella manca uno dei due",
    ),
    ("the sum stands below the rows of this name", "la somma sta sotto le righe con questo nome"),
    (
        "the text ends in the name of a unit, which the row otherwise lacks",
        "il testo finisce con il nome di una struttura, che altrimenti mancherebbe alla riga",
    ),
    (
        "the numbers of the objectives go on from the page before, whose name it is; they fall below",
        "i numeri degli obiettivi proseguono dalla pagina precedente, di cui è il nome; più sotto ricominciano",
    ),
    (
        "the numbers of the objectives go on from the page before: the rows may be of its last name",
        "i numeri degli obiettivi proseguono dalla pagina precedente: le righe possono essere del suo ultimo nome",
    ),
    (
        "what most rows of executives name with the objective",
        "la prospettiva che la maggior parte delle righe dei dirigenti indica con l’obiettivo",
    ),
    (
        "the names stand together; a new one begins where the numbers of the objectives fall",
        "i nomi stanno insieme; uno nuovo comincia dove i numeri degli obiettivi scendono",
    ),
    (
        "the name stands above rows that may go on from the page before",
        "il nome sta sopra righe che possono continuare dalla pagina precedente",
    ),
    (
        "the text above the table seems to say whose objectives they are",
        "il testo sopra la tabella sembra dire di chi siano gli obiettivi",
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
        "the order of the map's cells and the other tables tell where the objective stands",
        "il posto dell’obiettivo sulla mappa si ricava dall’ordine delle celle e dalle altre tabelle",
    ),
    (
        "not printed here; the perspective of the objective on the strategy map",
        "qui non è stampata: è la prospettiva dell’obiettivo sulla mappa strategica",
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
    (
        "the text ends as the next column's cells do, which the row otherwise lacks",
        "il testo finisce come le celle della colonna accanto, che alla riga mancano",
    ),
    (
        "a text of the row begins in the middle; the rest may stand in another cell",
        "un testo della riga comincia a metà: il resto può stare in un’altra cella",
    ),
    ("one text holds the programme and the objective", "un solo testo contiene il programma e l’obiettivo"),
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
    (
        "fewer values than years; the order of the blocks tells which are empty",
        "meno valori che anni: l’ordine dei blocchi dice quali sono vuoti",
    ),
    (
        "which column this detached cell belongs to was deduced",
        "a quale colonna appartiene questa cella staccata è dedotto",
    ),
    (
        "no cell of either pass of the page seems to belong here",
        "nessuna cella delle due passate della pagina sembra stare qui",
    ),
    (
        "the heading stands at the end of its page; headings go to tables by their order and their words",
        "il titolo sta in fondo alla pagina: i titoli vanno alle tabelle secondo il loro ordine e le loro parole",
    ),
    ("nothing is printed that is surely the row's", "non è stampato nulla che sia di certo di questa riga"),
    (
        "which rows the cell covers was deduced from order and words",
        "quali righe la cella copre è dedotto dall’ordine e dalle parole",
    ),
    (
        "the cell was laid into its row by the order of the blocks and its words",
        "la cella è stata messa nella sua riga secondo l’ordine dei blocchi e le sue parole",
    ),
    ("the headings were handed to the tables in their order", "i titoli sono stati dati alle tabelle nel loro ordine"),
    (
        "the heading printed before the row, or the only one of the page",
        "il titolo stampato prima della riga, o l’unico della pagina",
    ),
    ("the table goes on from the page before", "la tabella continua dalla pagina precedente"),
    ("the perspective of the row's strategic objective", "è la prospettiva dell’obiettivo strategico della riga"),
    (
        "no objective is printed for the row; this one's number is missing before the next",
        "nessun obiettivo è stampato per la riga; il numero di questo manca prima del successivo",
    ),
    ("a remark of the page found no place", "una nota della pagina non ha trovato posto"),
    (
        "the heading stands at the end of an earlier page, where no table lacks one",
        "il titolo sta in fondo a una pagina precedente, dove a nessuna tabella manca",
    ),
    ("the name stands at the end of an earlier page", "il nome sta in fondo a una pagina precedente"),
    (
        "the page prints one-line and wrapped cells apart; which row a remark stands at was deduced from their order",
        "la pagina stampa a parte le celle di una riga e quelle di più righe: a quale riga sta una nota è dedotto dal loro ordine",
    ),
    (
        "the page prints one-line and wrapped cells apart; they were joined to rows in their order",
        "la pagina stampa a parte le celle di una riga e quelle di più righe: sono state unite alle righe nel loro ordine",
    ),
    ("`{}` is taken for `{}`, the only perspective like it", "`{}` è presa per `{}`, la sola prospettiva simile"),
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
    ("only {} has this row", "solo {} ha questa riga"),
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
    (
        "no lines frame the text; its cell is the part of the page in which it is drawn",
        "nessuna linea incornicia il testo: la sua cella è la parte di pagina in cui è disegnato",
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
