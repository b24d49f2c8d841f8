//! Reasons of what is deduced from running text.

/// English and Italian, with the same holes in the same order.
pub(super) const TEXTS: &[(&str, &str)] = &[
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
        "the rows around it print nothing but a cell of this column",
        "le righe vicine stampano soltanto una cella di questa colonna",
    ),
    (
        "the row lacks a cell that others have: its text may stand in this one",
        "alla riga manca una cella che le altre hanno: il suo testo può essere finito in questa",
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
    ("a remark below may be merged over this row", "una nota più in basso può essere unita anche su questa riga"),
    (
        "the remark stands between the last row and the cells detached from theirs",
        "la nota sta fra l’ultima riga e le celle staccate dalle loro",
    ),
    (
        "the text ends as the next column's cells do, which the row otherwise lacks",
        "il testo finisce come le celle della colonna accanto, che alla riga mancano",
    ),
    (
        "a text of the row begins in the middle; the rest may stand in another cell",
        "un testo della riga comincia a metà: il resto può stare in un’altra cella",
    ),
    ("one text holds the programme and the objective", "un solo testo contiene il programma e l’obiettivo"),
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
    ("only {} has this row", "solo {} ha questa riga"),
];
