"""Kinds of edit that a rolling update makes, each with what `cruscotto diff` has to say of it.

An edit is a function of the older plan, the newer plan (a copy) and a `Pick` that chooses rows; it changes the newer
plan, or both where it needs certain values to start from, and gives a list of expected changes. What it expects
of the remarks it notes with `pick.silent` (changed without a remark) and `pick.idle` (a remark without a change).
"""

import copy

KEYS = {"strategic_indicators": "strategic_indicators", "operational": "operational_indicators",
        "executives": "executive_objectives", "officers": "officer_objectives"}
NUMBER, DAY, WORDS = 7, "2031-03-18", "18 marzo 2031"
ACT = f"giunta-{DAY}-{NUMBER}"
UPDATED = f"Aggiornato in sede di rolling annuale con deliberazione della Giunta n. {NUMBER} del {WORDS}"
EDITS = []


def edit(function):
    EDITS.append(function)
    return function


def change(section, row, field, before, after, **more):
    said = {"kind": "changed", "section": section, "indicator": row["indicator"], "field": field, "year": None,
            "before": before or None, "after": after or None, "direction": None, "resolution": None}
    return said | more


class Pick:
    """Chooses rows whose words stand once in their table."""

    def __init__(self, old, new, rng):
        self.old, self.new, self.rng = old, new, rng
        self.disagreements = []

    def at(self, section, fits=lambda r: True):
        rows = self.old[section]
        words = [r["indicator"] for r in rows]
        good = [i for i, r in enumerate(rows) if words.count(r["indicator"]) == 1 and fits(r)]
        return self.rng.choice(good)

    def row(self, section, fits=lambda r: True):
        """A row in both plans."""
        at = self.at(section, fits)
        return self.old[section][at], self.new[section][at]

    def silent(self, section, row):
        self.disagreements.append(("change-without-remark", KEYS[section], row["indicator"]))

    def idle(self, section, row):
        self.disagreements.append(("remark-without-change", KEYS[section], row["indicator"]))


def remark(row, text=UPDATED):
    """Adds a remark; gives the change that it is."""
    row["notes"] = [*row["notes"], text]
    return text


def alive(r):
    return not any(n.startswith("Eliminato") for n in r["notes"])


def value(field, before, after, direction, noted, section="operational", words=None):
    """An edit of one target."""
    def function(old, new, pick):
        was, now = pick.row(section, lambda r: alive(r) and r["target"])
        if words:
            was["indicator"] = now["indicator"] = words
        was["target"], now["target"] = before, after
        act = None
        found = []
        if noted:
            act = ACT
            found.append(change(KEYS[section], now, "notes", None, remark(now), resolution=act))
        else:
            pick.silent(section, now)
        return [change(KEYS[section], now, "target", before, after, direction=direction, resolution=act), *found]
    function.__name__ = field
    EDITS.append(function)


@edit
def nothing(old, new, pick):
    return []


@edit
def row_inserted_with_its_remark(old, new, pick):
    at = pick.at("strategic_indicators", alive)
    row = copy.deepcopy(new["strategic_indicators"][at])
    row["indicator"] = "Nuove imprese accompagnate verso la quotazione in borsa"
    row["notes"] = [f"Inserito in sede di rolling annuale con deliberazione della Giunta n. {NUMBER} del {WORDS}"]
    row["targets"] = {year: "12" for year in list(row["targets"])[-2:]}
    new["strategic_indicators"].insert(at + 1, row)
    return [change("strategic_indicators", row, None, None, None, kind="inserted", resolution=ACT)]


@edit
def row_inserted_without_remark(old, new, pick):
    at = pick.at("operational")
    row = copy.deepcopy(new["operational"][at])
    row |= {"indicator": "Domande di contributo istruite in una settimana", "notes": [], "target": "65%"}
    new["operational"].insert(at, row)
    pick.silent("operational", row)
    return [change("operational_indicators", row, None, None, None, kind="inserted")]


@edit
def row_removed(old, new, pick):
    at = pick.at("operational")
    row = new["operational"].pop(at)
    return [change("operational_indicators", row, None, None, None, kind="removed")]


@edit
def dashboard_row_removed(old, new, pick):
    at = pick.at("strategic_indicators", lambda r: sum(o["objective"] == r["objective"] for o in old["strategic_indicators"]) > 1)
    row = new["strategic_indicators"].pop(at)
    return [change("strategic_indicators", row, None, None, None, kind="removed")]


def titled(plan, number):
    return next(o["title"] for o in plan["strategic_objectives"] if o["number"] == number)


@edit
def row_moved_to_another_objective(old, new, pick):
    rows = new["strategic_indicators"]
    at = pick.at("strategic_indicators", lambda r: sum(o["objective"] == r["objective"] for o in rows) > 1)
    row = rows.pop(at)
    was = row["objective"]
    host = pick.rng.choice([i for i, r in enumerate(rows) if r["objective"] != was])
    row["objective"] = rows[host]["objective"]
    rows.insert(host + 1, row)
    added = remark(row)
    before, after = titled(old, was), titled(new, row["objective"])
    return [change("strategic_indicators", row, "objective", before, after, kind="moved", resolution=ACT),
            change("strategic_indicators", row, "notes", None, added, resolution=ACT)]


def regroup(new, at, host, field):
    """Takes a row out and puts it under the heads of another, as far in as `field`."""
    rows = new["operational"]
    row = rows.pop(at)
    host = rows.index(host)
    for key in ("objective", "programme", "operational_objective"):
        row[key] = rows[host][key]
        if key == field:
            break
    rows.insert(host + 1, row)
    return row


def host_of(pick, at, *same, other):
    rows = pick.new["operational"]
    row = rows[at]
    hosts = [r for r in rows if all(r[k] == row[k] for k in same) and r[other] != row[other]]
    return pick.rng.choice(hosts) if hosts else None


@edit
def operational_row_moved_to_another_objective(old, new, pick):
    at = pick.at("operational", lambda r: sum(o["objective"] == r["objective"] for o in old["operational"]) > 1)
    was = old["operational"][at]
    row = regroup(new, at, host_of(pick, at, other="objective"), "operational_objective")
    pick.silent("operational", row)
    before, after = titled(old, was["objective"]), titled(new, row["objective"])
    return [change("operational_indicators", row, "objective", before, after, kind="moved")]


def has_host(old, same, other, r):
    return any(all(o[k] == r[k] for k in same) and o[other] != r[other] for o in old["operational"])


def shared(old, field, r):
    return sum(o[field] == r[field] and o["objective"] == r["objective"] for o in old["operational"]) > 1


@edit
def row_moved_to_another_programme(old, new, pick):
    same = ("objective",)
    at = pick.at("operational", lambda r: has_host(old, same, "programme", r) and shared(old, "programme", r))
    was = old["operational"][at]
    row = regroup(new, at, host_of(pick, at, *same, other="programme"), "operational_objective")
    added = remark(row)
    return [change("operational_indicators", row, "programme", was["programme"], row["programme"], kind="moved", resolution=ACT),
            change("operational_indicators", row, "notes", None, added, resolution=ACT)]


@edit
def row_moved_to_another_operational_objective(old, new, pick):
    same = ("objective", "programme")
    at = pick.at("operational", lambda r: has_host(old, same, "operational_objective", r))
    was = old["operational"][at]
    host = host_of(pick, at, *same, other="operational_objective")
    if sum(r["operational_objective"] == was["operational_objective"] for r in old["operational"]) < 2:
        # Alone in its group: a second row keeps the old head in use.
        twin = {**copy.deepcopy(was), "indicator": "Quota di adempimenti evasi in via telematica", "target": "77%"}
        old["operational"].insert(at + 1, twin)
        new["operational"].insert(at + 1, copy.deepcopy(twin))
    row = regroup(new, at, host, "operational_objective")
    pick.silent("operational", row)
    return [change("operational_indicators", row, "operational_objective", was["operational_objective"],
                   row["operational_objective"], kind="moved")]


def reword(function_name, section, words, noted):
    def function(old, new, pick):
        was, now = pick.row(section, alive)
        now["indicator"] = words(was["indicator"])
        found = [change(KEYS[section], now, "indicator", was["indicator"], now["indicator"], resolution=ACT if noted else None)]
        if noted:
            found.append(change(KEYS[section], now, "notes", None, remark(now), resolution=ACT))
        else:
            pick.silent(section, now)
        return found
    function.__name__ = function_name
    EDITS.append(function)


reword("dashboard_row_reworded_lightly", "strategic_indicators", lambda t: f"{t} nell'anno di riferimento", True)
reword("dashboard_row_reworded_heavily", "strategic_indicators", lambda t: "Esito delle verifiche periodiche sul campo", False)
reword("operational_row_reworded_lightly", "operational", lambda t: f"Monitoraggio: {t}", False)
reword("operational_row_reworded_heavily", "operational", lambda t: "Copertura del fabbisogno formativo interno", True)
reword("executive_row_reworded", "executives", lambda t: f"{t} (a cura dell'area)", True)
reword("officer_row_reworded_heavily", "officers", lambda t: "Schede informative diffuse tra gli utenti", True)


def yearly(name, before, after, direction, noted=True, words=None):
    """An edit of the target of one year of the dashboard."""
    def function(old, new, pick):
        was, now = pick.row("strategic_indicators", lambda r: alive(r) and len(r["targets"]) > 1)
        if words:
            was["indicator"] = now["indicator"] = words
        year = sorted(now["targets"])[-1]
        now["targets"] = dict(now["targets"])
        for row, text in ((was, before), (now, after)):
            row["targets"].pop(year, None)
            if text:
                row["targets"][year] = text
        found = [change("strategic_indicators", now, "targets", before, after, year=int(year), direction=direction,
                        resolution=ACT if noted else None)]
        if noted:
            found.append(change("strategic_indicators", now, "notes", None, remark(now), resolution=ACT))
        else:
            pick.silent("strategic_indicators", now)
        return found
    function.__name__ = name
    EDITS.append(function)


yearly("year_raised", ">= 80%", ">= 85%", "tightened")
yearly("year_lowered", "90%", "85%", "relaxed", noted=False, words="Quota delle imprese servite allo sportello")
yearly("year_added", None, "60%", None)
yearly("year_emptied", "60%", None, None)
yearly("year_of_a_ceiling", "< 10%", "< 12%", "relaxed")
yearly("year_of_a_bare_time", "20", "18", "tightened", words="Tempo medio di rilascio dei certificati (giorni)")
yearly("year_of_a_cost", "1500", "1700", "relaxed", words="Costo medio per evento promozionale")
yearly("year_of_a_bare_count", "20", "18", "relaxed", words="N. convegni di settore organizzati in provincia")
yearly("year_of_measuring", "Anno di rilevazione", "> 50%", None)
yearly("year_of_another_unit", "12", "12%", None)
yearly("year_relative", "x < x-1", "x < x-2", None, words="Riduzione dei reclami degli utenti allo sportello")

value("comparator_strict", ">= 80%", "> 80%", "tightened", True)
value("comparator_turned", ">= 80%", "<= 80%", None, False)
value("unit_changed", "30 gg", "30%", None, True)
value("deadline_earlier", "31/12/2031", "30/09/2031", "tightened", True)
value("deadline_later_unnoted", "30/06/2031", "31/12/2031", "relaxed", False)
value("duration_shorter", "Entro 30 giorni", "Entro 20 giorni", "tightened", True)
value("duration_of_other_unit", "<= 2 mesi", "<= 45 gg", "tightened", True)
value("level_raised", "> Medio", "> Alto", None, True)
value("benchmark_nearer", "scostamento max 0,04 da media cluster", "scostamento max 0,02 da media cluster", "tightened", True)
value("executive_target", "80%", "90%", "tightened", True, section="executives")
value("officer_target_relaxed", ">= 5", ">= 4", "relaxed", False, section="officers")


def cell(name, section, field, key, text, noted=True, fits=alive, quiet=False):
    """An edit of one field."""
    def function(old, new, pick):
        was, now = pick.row(section, fits)
        now[field] = text(was[field]) if callable(text) else text
        flat = lambda x: "\n".join(x) if isinstance(x, list) else x
        before, after = flat(was[field]), flat(now[field])
        if field in ("weight",):
            before, after = before.removesuffix("%").removesuffix(",00"), after.removesuffix("%")
        if field in ("tree", "productivity"):
            before, after = ("true" if t == "X" else "false" for t in (before, after))
        found = [change(KEYS[section], now, key, before, after, resolution=ACT if noted else None)]
        if noted:
            found.append(change(KEYS[section], now, "notes", None, remark(now), resolution=ACT))
        elif not quiet:
            pick.silent(section, now)
        return found
    function.__name__ = name
    EDITS.append(function)


cell("owner_changed", "strategic_indicators", "owners", "owners", ["Uff. Affari Internazionali"])
cell("owner_dropped", "strategic_indicators", "owners", "owners", [], fits=lambda r: alive(r) and r["owners"])
cell("services_changed", "operational", "services", "services", "Ufficio Affari Internazionali")
cell("area_changed", "operational", "area", "areas", "AREA 9", noted=False)
cell("action_changed", "executives", "action", "action", "Piano straordinario di rientro dei crediti fiscali")
cell("weight_changed", "executives", "weight", "weight", "17", noted=False)
cell("actual_filled_in", "executives", "actual", "actual", "45%", noted=False, quiet=True)
cell("officer_weight", "officers", "weight", "weight", "37%", fits=lambda r: r["weight"])
cell("officer_area", "officers", "area", "area", "ZZ", noted=False, fits=lambda r: r["area"])
cell("officer_tick", "officers", "productivity", "productivity", lambda t: "" if t == "X" else "X", noted=False)


@edit
def owner_added(old, new, pick):
    was, now = pick.row("strategic_indicators", lambda r: alive(r) and len(r["owners"]) == 1)
    now["owners"] = [*was["owners"], "Uff. Affari Internazionali"]
    added = remark(now)
    return [change("strategic_indicators", now, "owners", "\n".join(was["owners"]), "\n".join(now["owners"]), resolution=ACT),
            change("strategic_indicators", now, "notes", None, added, resolution=ACT)]


@edit
def remark_without_a_change(old, new, pick):
    _, now = pick.row("strategic_indicators", alive)
    added = remark(now)
    pick.idle("strategic_indicators", now)
    return [change("strategic_indicators", now, "notes", None, added, resolution=ACT)]


@edit
def remark_on_the_project_plan(old, new, pick):
    _, now = pick.row("executives")
    added = remark(now, UPDATED.replace("Aggiornato", "Aggiornato piano di progetto"))
    return [change("executive_objectives", now, "notes", None, added, resolution=ACT)]


@edit
def remark_dropped(old, new, pick):
    was, now = pick.row("operational", lambda r: len(r["notes"]) == 1)
    now["notes"] = []
    return [change("operational_indicators", now, "notes", was["notes"][0], None)]


@edit
def row_marked_as_removed(old, new, pick):
    _, now = pick.row("strategic_indicators", alive)
    added = remark(now, UPDATED.replace("Aggiornato", "Eliminato"))
    return [change("strategic_indicators", now, "status", "active", "removed", resolution=ACT),
            change("strategic_indicators", now, "notes", None, added, resolution=ACT)]


@edit
def objective_retitled(old, new, pick):
    at = pick.rng.randrange(len(new["strategic_objectives"]))
    now = new["strategic_objectives"][at]
    before = now["title"]
    now["title"] = f"{before} al servizio delle comunità locali"
    row = {"indicator": now["title"]}
    return [change("strategic_objectives", row, "title", before, now["title"])]


@edit
def objective_of_another_perspective(old, new, pick):
    at = pick.rng.randrange(1, len(new["strategic_objectives"]))
    now = new["strategic_objectives"][at]
    before = now["perspective"]
    now["perspective"] = next(p for p in new["perspectives"] if p != before)
    for row in new["executives"]:
        if row["objective"] == now["number"]:
            row["perspective"] = now["perspective"]
    return [change("strategic_objectives", {"indicator": now["title"]}, "perspective", before, now["perspective"])]


def renamed(name, field, text):
    def function(old, new, pick):
        was, _ = pick.row("operational")
        found = []
        for row in new["operational"]:
            if row[field] == was[field]:
                row[field] = text
                pick.silent("operational", row)
                found.append(change("operational_indicators", row, field, was[field], text))
        return found
    function.__name__ = name
    EDITS.append(function)


renamed("programme_renamed", "programme", "Un ecosistema per la crescita delle imprese minori")
renamed("operational_objective_renamed", "operational_objective", "Semplificare gli adempimenti a carico degli iscritti")


@edit
def rows_in_another_order(old, new, pick):
    for section in ("strategic_indicators", "operational"):
        keys = ("objective", "programme", "operational_objective") if section == "operational" else ("objective",)
        rows = new[section]
        pairs = [i for i in range(len(rows) - 1) if all(rows[i][k] == rows[i + 1][k] for k in keys)]
        for at in pairs[::2]:
            rows[at], rows[at + 1] = rows[at + 1], rows[at]
    return []


@edit
def form_alone(old, new, pick):
    """Signs, spacing, decimals and hyphens as another hand would set them."""
    signs = str.maketrans({"’": "'", "–": "-"})
    spelt = {">= ": "≥", "=> ": "≥ ", "=>": ">=", "<= ": "≤", "≥": ">=", "100,00%": "100%", "100%": "100,00%", "3,0": "3"}

    def again(text):
        for was, now in spelt.items():
            if was in text:
                return text.replace(was, now)
        return text
    for row in new["strategic_indicators"]:
        row["targets"] = {year: again(text) for year, text in row["targets"].items()}
        row["indicator"] = row["indicator"].translate(signs).replace(" / ", "/").replace("n. ", "n.")
    for section in ("operational", "executives", "officers"):
        for row in new[section]:
            row["target"] = again(row["target"])
            row["indicator"] = row["indicator"].replace(" ", "  ", 1)
            row["notes"] = [note.replace("n. ", "n.") for note in row["notes"]]
    return []


@edit
def objective_inserted_before_others(old, new, pick):
    """The objectives after it get another number; none of them, and none of their rows, has changed."""
    first = new["strategic_objectives"][0]
    second = {**first, "number": 2, "title": "Vicini alle imprese nella transizione verso nuovi mercati"}
    expected = [change("strategic_objectives", {"indicator": second["title"]}, None, None, None, kind="inserted")]
    for o in new["strategic_objectives"][1:]:
        o["number"] += 1
        row = {"indicator": o["title"]}
        expected.append(change("strategic_objectives", row, "number", str(o["number"] - 1), str(o["number"])))
    new["strategic_objectives"].insert(1, second)
    for section in KEYS:
        for row in new[section]:
            row["objective"] += row["objective"] > 1
    return expected


@edit
def a_new_year(old, new, pick):
    """The rolling update: a year more in every row that lives, with its remark."""
    new["years"] = [*new["years"], str(int(new["years"][-1]) + 1)]
    found = []
    for row in new["strategic_indicators"]:
        if alive(row):
            row["targets"] = {**row["targets"], new["years"][-1]: "33%"}
            found.append(change("strategic_indicators", row, "targets", None, "33%", year=int(new["years"][-1]), resolution=ACT))
            found.append(change("strategic_indicators", row, "notes", None, remark(row), resolution=ACT))
    return found
