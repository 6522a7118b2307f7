from datetime import date

import pytest

from claims.errors import AlreadyExists
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import build, load_measures


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    build(path)
    with ClaimStore.open(path, write=False) as store:
        yield store


def rows(store, sql):
    return store.connection.execute(sql).fetchall()


def test_the_demo_is_as_large_as_promised(demo):
    counts = demo.reader.counts()
    assert counts["event"] >= 2
    assert counts["claim"] >= 40
    assert rows(demo, "select count(distinct source) from claim")[0][0] >= 8
    languages = {row[0] for row in rows(demo, "select distinct language from appearance where quote is not null")}
    assert len(languages) >= 3


def test_every_claim_of_the_demo_has_its_source_and_a_document(demo):
    assert rows(demo, "select id from claim where id not in (select claim from appearance)") == []
    assert rows(demo, "select count(*) from document where url is not null")[0][0] > 40


def test_every_quote_of_the_demo_stands_at_its_offsets(demo):
    wrong = rows(
        demo,
        """select appearance.id from appearance join document on document.id = appearance.document
           where quote is not null
             and quote is not substr(document.text, quote_start + 1, quote_end - quote_start)""",
    )
    assert wrong == []


def test_no_figure_of_the_demo_was_forced(demo):
    assert rows(demo, "select id from appearance where forced is not null") == []


def test_the_seed_claims_are_in_the_demo(demo):
    found = rows(
        demo,
        """select measure, says from claim where event = 'iran-protests-2019' and id in (
             select claim from appearance join document on document.id = document where title like '%Paris march%')
           order by measure, says""",
    )
    assert found == [
        ("arrested", "more than 10,000"),
        ("arrested", "more than 12,000"),
        ("cities-affected", "at least 187"),
        ("injured", "more than 4,000"),
        ("killed", "at least 161"),
        ("killed", "at least 600"),
    ]


def test_the_demo_shows_what_the_tool_is_for(demo):
    killed = next(v for v in demo.compare("iran-protests-2019") if v.comparison.measure == "killed")
    assert killed.comparison.status == "contradicts"
    assert killed.comparison.independent_sources < killed.comparison.reports
    assert killed.decision is not None
    assert not killed.stale


def test_no_document_of_the_demo_is_from_the_future(demo):
    today = date(2026, 11, 24).isoformat()
    assert rows(demo, f"select id from document where published_on > '{today}'") == []


def test_the_demo_does_not_overwrite_a_file(tmp_path):
    path = tmp_path / "mine.db"
    path.write_bytes(b"mine")
    with pytest.raises(AlreadyExists):
        build(path)
    assert path.read_bytes() == b"mine"


def test_a_failed_build_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("claims.pipeline.demo._load_decisions", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        build(tmp_path / "demo.db")
    assert list(tmp_path.iterdir()) == []


def test_starter_measures_are_found_in_seven_languages(tmp_path):
    with ClaimStore.create(tmp_path / "new.db") as store:
        load_measures(store, by="M. Rahimi")
        names = ("deaths", "قتلى", "کشته‌شدگان", "tués", "muertos", "погибшие", "Tote")
        assert {store.find("measure", name) for name in names} == {"killed"}
