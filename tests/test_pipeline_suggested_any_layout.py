"""Known claims, written as a file in any of many layouts, are recorded as they were drawn, or told as left out.

What the mapping that is suggested for a file records is compared with what the file was written from: nothing else may
be recorded, and what is missing must be named.
"""

import csv
import json
from dataclasses import dataclass
from io import StringIO

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from claims.errors import BadMapping
from claims.mapping import from_flags
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest

MEASURES = {
    "killed": ("Killed", "No. of deaths", "people_killed", "Todesopfer", "Nombre de morts", "Погибшие", "عدد القتلى"),
    "injured": ("Injured", "Number of injured", "n_injured", "Verletzte", "Heridos", "Раненые", "الجرحى"),
    "displaced": ("Displaced", "IDPs", "Total displaced", "Personnes déplacées", "Desplazados", "النازحين", "آوارگان"),
}
SOURCES = ("UNHCR", "Ministry of Health", "Amnesty International", "Police")
PLACES = ("Homs", "Kabul", "Cox's Bazar", "Congo, Dem. Rep.", "حلب", "Chocó")
DAYS = ("2019-03-17", "2019-04-18", "2019-05-19")
SOURCE_HEADERS = ("Source", "Organisation", "Reported by", "Quelle", "Fuente", "المصدر")
PLACE_HEADERS = ("Place", "Province", "Area", "Kreis", "Municipio", "Город", "المحافظة")
DAY_HEADERS = ("Date", "As of", "Report date", "Datum", "Fecha", "Дата", "التاريخ")
BOUNDS = (("{} low", "{} high"), ("Lowest {}", "Highest {}"), ("{}_min", "{}_max"), ("{} (from)", "{} (to)"))
WRITTEN = {
    "iso": lambda day: day,
    "dots": lambda day: ".".join(reversed(day.split("-"))),
    "spanish": lambda day: (
        f"{int(day[8:])} de {dict(zip('345', ('marzo', 'abril', 'mayo'), strict=True))[day[6]]} de 2019"
    ),
    "levantine": lambda day: f"{int(day[8:])} {dict(zip('345', ('آذار', 'نيسان', 'أيار'), strict=True))[day[6]]} 2019",
}


@dataclass(frozen=True)
class Drawn:
    """Claims by measure, source, place and day, each with its low, best and high, and the words of a file."""

    claims: dict[tuple[str, str, str, str], tuple[int, int, int]]
    headers: dict[str, str]
    names: dict[str, str]
    bounds: tuple[str, str] | None
    day: str


@st.composite
def drawn(draw):
    """Draw all claims of some sources, places and days: running totals, which grow from day to day."""
    one = lambda options: draw(st.sampled_from(options))  # noqa: E731  short beside its uses
    some = lambda options: draw(st.permutations(options))[: draw(st.integers(2, 3))]  # noqa: E731
    measures, sources, places = some(list(MEASURES))[:2], some(SOURCES), some(PLACES)
    bounds = one((None, *BOUNDS))
    claims = {}
    for at, (measure, source, place) in enumerate((m, s, p) for m in measures for s in sources for p in places):
        for number, day in enumerate(DAYS):
            low = 10 + 7 * at + 3 * number
            claims[measure, source, place, day] = (low, low + 2, low + 5) if bounds else (low, low, low)
    headers = {"source": one(SOURCE_HEADERS), "place": one(PLACE_HEADERS), "day": one(DAY_HEADERS)}
    return Drawn(claims, headers, {name: one(MEASURES[name]) for name in measures}, bounds, one(list(WRITTEN)))


def rows_of(what: Drawn, across: str) -> list[list[str]]:
    """Write claims as rows below a header, one of their dimensions (or none) across the columns."""
    fields = ("measure", "source", "place", "day")
    shown = {"measure": what.names.__getitem__, "day": WRITTEN[what.day]}
    keys = [name for name in fields if name != across]
    values = dict.fromkeys(key[fields.index(across)] for key in what.claims) if across else {"": None}
    figures = {"measure": "Indicator", **what.headers}
    best = tuple(f"{{}} {name}" for name in ("number",)) if not across else ("{}",)
    forms = ((what.bounds[0], "{}", what.bounds[1]) if what.bounds else best) if across in {"measure", ""} else ("{}",)
    words = [shown.get(across, str)(value) if across else "Killed" for value in values]
    header = [figures[name] for name in keys] + [form.format(word) for word in words for form in forms]
    if not across:
        header = [figures[name] for name in keys] + (["Low", "Best", "High"] if what.bounds else ["Value"])
    rows: dict[tuple[str, ...], list[str]] = {}
    for key, (low, best_one, high) in what.claims.items():
        said = dict(zip(fields, key, strict=True))
        row = rows.setdefault(tuple(said[name] for name in keys), [shown.get(name, str)(said[name]) for name in keys])
        row += map(str, (low, best_one, high) if len(forms) > 1 or (not across and what.bounds) else (best_one,))
    return [header, *rows.values()]


def as_file(rows: list[list[str]], form: str) -> tuple[str, str]:
    """Return rows as the text of a file and its name."""
    if form == "json":
        header, *others = rows
        return json.dumps([dict(zip(header, row, strict=True)) for row in others]), "figures.json"
    text = StringIO()
    csv.writer(text, delimiter=form).writerows(rows)
    return text.getvalue(), "figures.csv"


@settings(max_examples=40, derandomize=True, phases=[Phase.generate])
@given(what=drawn(), across=st.sampled_from(["", "measure", "source", "place", "day"]),
       form=st.sampled_from([",", ";", "\t", "json"]), order=st.randoms(use_true_random=False))  # fmt: skip
def test_what_is_recorded_is_what_was_drawn_or_it_is_told(tmp_path_factory, what, across, form, order):
    if across in {"source", "place", "day"}:  # one measure, said by a person, and figures without bounds
        first = next(iter(what.names))
        claims = {key: (best, best, best) for key, (_, best, _) in what.claims.items() if key[0] == first}
        what = Drawn(claims, what.headers, {first: what.names[first]}, None, what.day)
    header, *rows = rows_of(what, across)
    order.shuffle(rows)
    folder = tmp_path_factory.mktemp("any")
    text, name = as_file([header, *rows], form)
    (folder / name).write_text(text, encoding="utf-8")
    said = ["event=war", *([f"measure={next(iter(what.names))}"] if len(what.names) == 1 else [])]
    with ClaimStore.create(folder / "a.db") as store:
        load_measures(store, by="m")
        options = IngestOptions(
            mapping=from_flags([], said), is_suggested=True, create=frozenset(("event", "source", "measure"))
        )
        try:
            done = ingest(store, str(folder / name), by="m", options=options)
        except BadMapping:
            return  # it is asked
        sql = """select measure, source.name, place, as_of, low, best, high
          from claim join source on source.id = claim.source"""
        recorded = {tuple(row) for row in store.connection.execute(sql)}
    asserted = {(*key, *figure) for key, figure in what.claims.items()}
    assert recorded <= asserted, text
    assert recorded == asserted or done.refused or any("not read" in note for note in done.notes), text
