"""The page of a document: in parts that fit a page, each with its text, its quotes and the claims that rest on it."""

import re

from builders import Clock
from hypothesis import given
from hypothesis import strategies as st
from web_database import BY
from web_site import get, plugin, serve  # noqa: F401 - fixtures

from claims import mapping
from claims.model import Appearance, Document, Draft, Event, Measure, Source
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest
from claims.web.evidence import LONGEST_PART, MOST_PLACES, parts, pieces


def place_of(claim, start, end):
    return Appearance(claim, "d", quote="x", quote_start=start, quote_end=end)


def test_a_part_of_a_text_marks_what_of_a_quote_stands_in_it():
    places = [place_of("a", 8, 13), place_of("b", 18, 25), place_of("c", 0, 3)]
    found = pieces("0123456789", places, begin=10)
    assert [(piece.text, piece.claims) for piece in found] == [("012", ("a",)), ("34567", ()), ("89", ("b",))]


@given(
    st.text(alphabet="ab \nم", max_size=400).map(lambda text: text * 90),
    st.lists(st.floats(0, 1), max_size=150),
    st.integers(0, 200),
)
def test_the_parts_of_a_document_are_the_document(text, places, without):
    starts = sorted(int(place * len(text)) for place in places if text)
    found = parts(text, starts, without)
    assert "".join(text[part.start : part.end] for part in found) == text
    assert all(part.end - part.start <= LONGEST_PART for part in found)
    inside = [sum(part.start <= start < part.end for start in set(starts)) for part in found]
    assert max(inside) <= MOST_PLACES
    assert sum(part.number for part in found) == without
    assert max(part.number for part in found) <= MOST_PLACES
    assert [part.first for part in found] == [index * MOST_PLACES for index in range(len(found))]


async def test_a_long_document_comes_in_parts_and_a_claim_leads_to_its_own(serve, tmp_path):  # noqa: F811
    path = tmp_path / "figures.db"
    sentences = [
        f"In place {number} at least {number} were killed. {'Nothing else is known. ' * 9}" for number in range(2, 122)
    ]
    text = "\n".join(sentences)
    with ClaimStore.create(path, clock=Clock()) as store:
        for slug in ("report", "table"):
            store.add_event(Event(slug, slug), by=BY)
        store.add_measure(Measure("killed", "Killed"), by=BY)
        store.add_source(Source("police", "Police"), by=BY)
        document = store.add_document(Document("", "Report", text=text), by=BY)
        table = store.add_document(Document("", "Table"), by=BY)
        with store.transaction():
            made = []
            for number in range(2, 122):
                quote = f"In place {number} at least {number} were killed"
                told = {"place": f"place {number}", "language": "en"}
                draft = Draft("report", "killed", "police", f"at least {number}", quote=quote, **told)
                made.append(store.add_claim(draft, by=BY, document=document).claim.id)
                draft = Draft("table", "killed", "police", str(number), locator=f"row {number}", **told)
                made.append(store.add_claim(draft, by=BY, document=table).claim.id)
    site = await serve(str(path))
    for key, last in ((document, made[-2]), (table, made[-1])):
        address = f"/figures/-/document/{key}"
        first = await get(site, address)
        number = int(re.search(r"part 1 of (\d+), 120 places", first.text)[1])
        assert number >= 3
        assert "the part before" not in first.text
        seen = [
            set(re.findall(r'id="([0-9a-f]{20})"', (await get(site, f"{address}?part={part}")).text))
            for part in range(1, number + 1)
        ]
        assert sum(map(len, seen)) == len(set().union(*seen)) == 120
        found = await get(site, f"{address}?claim={last}")
        assert f'id="{last}"' in found.text
        assert "the next part" not in found.text
        assert all(len(page.content) < 60_000 for page in (first, found))
        assert (await get(site, f"{address}?part=999")).text == (await get(site, f"{address}?part={number}")).text


async def test_a_claim_of_a_table_says_which_row_and_column_gave_it(serve, tmp_path):  # noqa: F811
    (tmp_path / "tolls.csv").write_text("قتلى,Hurt\n4,9\n", encoding="utf-8")
    how = mapping.from_toml('[set]\nevent = "e"\nsource = "s"\n[[wide]]\nheader = "measure"\n', name="how.toml")
    create = frozenset({"event", "source", "measure"})
    with ClaimStore.create(tmp_path / "t.db") as store:
        ingest(store, str(tmp_path / "tolls.csv"), by="A", options=IngestOptions(mapping=how, create=create))
        claim = next(claim for claim in store.reader.claims() if claim.says == "4")
    page = await get(await serve(str(tmp_path / "t.db")), f"/t/-/claim/{claim.id}")
    assert "<span><bdi>row 2</bdi></span><span>column <bdi>قتلى</bdi></span>" in page.text
