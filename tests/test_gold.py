"""Figures that a person read from a document in German, found in its Markdown and in its HTML: none lost, none bent."""

import csv

import pytest

from claims import mapping
from claims.model import Hedge
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest

FILES = {"markdown": "iran_knowledge_de/IRAN_KNOWLEDGE.md", "html": "derived/iran_knowledge_de.html"}

EVENTS = """
[names.event]
"1988: Massaker an politischen Gefangenen" = "Iran, 1988 prison massacre"
"2009: Grüne Bewegung" = "Iran, Green Movement 2009"
"2019: Aban-Proteste (\\"Blutiger November\\")" = "Iran, Aban protests 2019"
"2025–2026: Neue Protestwelle" = "Iran, protests 2025-2026"
Opferzahlen = "Iran, Woman Life Freedom 2022-2023"
"""

SECTIONS = (
    """
language = "de"
[columns]
event = "section"
measure = "Kennzahl"
says = "Wert"
source = "Quelle"
locator = "locator"
[skip]
Quelle = ["Reuters Special Report (Dez. 2019)", "Mike Pompeo, 2019", "—"]
[take]
measure = '^([^(,]*[^(, ])'
[names.measure]
Tote = "killed"
"Geschätzt" = "killed"
Verhaftete = "detained"
[split]
source = ", "
[names.source]
Verschiedene = "various"
UN-Sonderberichterstatter = "UN Special Rapporteur"
"""
    + EVENTS
)

DATED_SOURCES = (
    """
language = "de"
table = "Aban-Proteste"
[set]
measure = "killed"
[columns]
event = "section"
says = "Wert"
source = "Quelle"
as_of = "Quelle"
locator = "locator"
[only]
Quelle = ["Reuters Special Report (Dez. 2019)", "Mike Pompeo, 2019"]
[take]
as_of = '((?:Dez\\. )?\\d{4})\\)?$'
[names.source]
"Reuters Special Report (Dez. 2019)" = "Reuters"
"Mike Pompeo, 2019" = "US State Department (Mike Pompeo)"
"""
    + EVENTS
)

VICTIMS = (
    """
language = "de"
table = "Opferzahlen"
[set]
measure = "killed"
[columns]
event = "section"
says = "Zahl"
source = "Quelle"
as_of = "Stand"
note = "Methode"
locator = "locator"
[names.source]
"Interne Quellen (Leaks)" = "internal sources (leaks)"
[names.as_of]
Laufend = ""
"Nicht verifizierbar" = ""
"""
    + EVENTS
)

NEW_PROTESTS = (
    """
language = "de"
table = "Neue Protestwelle"
[columns]
event = "section"
says = "Opferzahl"
source = "Quelle"
as_of = "Stand"
locator = "locator"
[names.source]
"HRANA (verifiziert)" = "HRANA"
"Iran International (namentlich + Foto)" = "Iran International"
"Iranische Regierung" = "Iranian government"
"Iran International (klassifizierte Dokumente)" = "Iran International (classified documents)"
"TIME (zwei Beamte des Gesundheitsministeriums)" = "TIME (two health ministry officials)"
"Ärztenetzwerk (Sky News)" = "Doctors' network (Sky News)"
"KHRN (nur kurdische Opfer)" = "KHRN"
"""
    + EVENTS
)
SEVERAL_IN_A_CELL = """
[only]
Quelle = "HRANA (verifiziert)"
[split.says]
by = ", "
measures = {"getötet" = "killed", "verletzt" = "injured", "inhaftiert" = "detained"}
"""
ONE_IN_A_CELL = """
[set]
measure = "killed"
[skip]
Quelle = "HRANA (verifiziert)"
[take]
says = '^([^,(]*[^,( ])'
"""

MAPPINGS = {
    "sections": SECTIONS,
    "dated sources": DATED_SOURCES,
    "victims": VICTIMS,
    "several in a cell": NEW_PROTESTS + SEVERAL_IN_A_CELL,
    "one in a cell": NEW_PROTESTS + ONE_IN_A_CELL,
}
CREATE = frozenset({"event", "source"})


TABLES = {"1988": 4, "2009": 7, "2019": 9, "2022": 10, "2026": 14}
"""The gold file calls tables by their year."""


@pytest.fixture(scope="module", params=FILES.values(), ids=FILES)
def store(request, tmp_path_factory, shared):
    with ClaimStore.create(tmp_path_factory.mktemp("gold") / "gold.db") as store:
        load_measures(store, by="M. Rahimi")
        for name, text in MAPPINGS.items():
            options = IngestOptions(mapping=mapping.from_toml(text, name=name), create=CREATE)
            ingest(store, str(shared / "data" / request.param), by="M. Rahimi", options=options)
        yield store


@pytest.fixture(scope="module")
def gold(shared):
    with (shared / "data" / "gold" / "iran_knowledge_de.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 21
    return rows


@pytest.fixture
def found(store):
    """What the database holds, by place in the document, measure and source."""
    sql = """select appearance.locator, claim.measure, source.name,
        event.name, claim.hedge, claim.low, claim.best, claim.high, claim.as_of
      from claim
      join event on event.id = claim.event
      join source on source.id = claim.source
      join appearance on appearance.claim = claim.id"""
    return {tuple(row[:3]): tuple(row[3:]) for row in store.connection.execute(sql)}


def figure(row):
    """Return hedge, low, best and high as our model writes what a gold row says."""
    value = int(row["value"] or 0)
    low, high = (int(row[bound]) if row[bound] else None for bound in ("low", "high"))
    return {
        "at_least": (Hedge.AT_LEAST, value, None, None),
        "about": (Hedge.ABOUT, None, value, None),
        "exact": (Hedge.EXACT, value, value, value),
        "up_to": (Hedge.AT_MOST, None, None, value),
        "range": (Hedge.BETWEEN, low, None, high),
        "none": (Hedge.VAGUE, None, None, None),
    }[row["modifier"]]


def expected(gold):
    for row in gold:
        year, _, _, number = row["locator"].split()
        measure = {"detained": "arrested"}.get(row["measure"], row["measure"])
        as_of = None if row["as_of"] in {"", "ongoing"} else row["as_of"]
        for source in row["source"].split(", "):
            place = f"table {TABLES[year]}, row {number}"
            yield (place, measure, source), (row["event"], *figure(row), as_of)


def test_each_figure_is_found_with_its_source_hedge_bounds_event_and_date(gold, found):
    wanted = dict(expected(gold))
    assert len(wanted) == 23
    assert {key: found.get(key) for key in wanted} == wanted


def test_nothing_else_is_read_from_the_cells_of_the_gold_figures(gold, found):
    places = {place for (place, _, _), _ in expected(gold)}
    assert {key for key in found if key[0] in places} == {key for key, _ in expected(gold)}


def test_the_wording_of_each_figure_is_kept_as_the_cell_has_it(gold, store):
    sql = "select appearance.locator, stated_as from claim join appearance on appearance.claim = claim.id"
    wordings = {}
    for place, words in store.connection.execute(sql):
        wordings.setdefault(place, []).append(words)
    for row in gold:
        if row["raw"] == "(same cell)":
            continue
        year, _, _, number = row["locator"].split()
        for words in wordings[f"table {TABLES[year]}, row {number}"]:
            assert words
            assert words in row["raw"].replace("**", "")
