"""QuickStatements: known by its content, and each statement read as what it asserts."""

from io import BytesIO

import pytest

from claims import registry
from claims.importers import quickstatements
from claims.model import Event, Problem
from claims.pipeline import find
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.propose import propose
from claims.pipeline.starters import load_measures
from claims.reading.wikidata import by_wikidata
from claims.table import ReadOptions

LINE = "Q75020\tP1120\t{}\tS248\tQ42970"


def rows(text):
    """Return what each row says, as fields; of a problem its column and reason."""
    table = quickstatements.read(BytesIO(text.encode()), name="batch.txt", options=ReadOptions())
    return [
        (row.column, row.reason)
        if isinstance(row, Problem)
        else {column: cell for column, cell in zip(table.columns, row.cells, strict=True) if cell}
        for row in table.rows
    ]


def notes(text):
    return quickstatements.read(BytesIO(text.encode()), name="batch.txt", options=ReadOptions()).notes


def value(text):
    (row,) = rows(LINE.format(text))
    return {name: row[name] for name in ("says", "low", "best", "high") if name in row}


@pytest.mark.parametrize(
    "text",
    [
        "Q75020\tP1120\t161",
        "q75020|P1120|161|S248|Q42970",
        'CREATE\nLAST\tLen\t"A flood"\n',
        'CREATE||LAST|Len|"A flood"||LAST|P1120|5',
        "\ufeff-Q75020\tP1120\t161\r\n",
        'LAST\tP1120\t5 /* "a" */',
        "M123\tP180\tQ5",
        "qid,P1120,qal585\n",
        "qid,Lde,P31,s248,#\n",
    ],
    ids=["tabs", "pipes", "create", "one_line", "taken_out", "comment", "media", "table", "labels"],
)
@pytest.mark.parametrize("name", ["batch.txt", "batch.tsv", "standard input", "batch.csv"])
def test_it_is_known_by_its_content(text, name):
    assert registry.importer_for(name, text.encode()) == "quickstatements"


@pytest.mark.parametrize(
    "text",
    [
        "CREATE\n",
        "qid,killed\nQ1,5\n",
        "item\tP1120\tsource\nQ1\t5\tQ2\n",
        "Q1 P1120 5\n",
        "qid\n",
        "event,P1120,S248\nQ1,5,Q2\n",
    ],
    ids=["word", "own_table", "own_header", "blanks", "one_column", "other_first"],
)
def test_another_table_is_not_taken_for_it(text):
    assert registry.importer_for("batch.csv", text.encode()) == "csv"


def test_a_cut_off_last_line_is_not_looked_at():
    assert quickstatements.sniff(LINE.format(5).encode() + b"\nQ75020\tP11") == 3


def test_a_few_broken_lines_are_problems_of_theirs():
    text = "\n".join([LINE.format(number) for number in range(9)] + ["Q75020 P1120 5"])
    assert quickstatements.sniff(text.encode()) == 3
    assert rows(text)[-1] == (None, "it is no command of QuickStatements")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("161", {"says": "161"}),
        ("+161", {"says": "161"}),
        ("161~10", {"low": "151", "best": "161", "high": "171"}),
        ("161[150,170]", {"low": "150", "best": "161", "high": "170"}),
        ("161[150, 170]U5", {"low": "150", "best": "161", "high": "170"}),
        ("9.5~0.1", {"low": "9.4", "best": "9.5", "high": "9.6"}),
        ("12U11229", {"says": "12 %"}),
        ("somevalue", {"says": "unknown"}),
        ("novalue", {"says": "none"}),
        ("+2019-12-02T00:00:00Z/11", {"says": "2019-12-02"}),
        ("+2019-12-02T13:00:00Z/14", {"says": "2019-12-02"}),
        ("+2019-12-00T00:00:00Z/10", {"says": "2019-12"}),
        ("+00000002019-00-00T00:00:00Z/9", {"says": "2019"}),
        ("+2019-12-02T00:00:00Z", {"says": "2019"}),
    ],
)
def test_a_value_is_read_with_its_bounds_and_as_precisely_as_it_is(text, found):
    assert value(text) == found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("3,000", "“3,000” is no value of QuickStatements"),
        ("12U11573", "“12U11573” is in the unit Q11573"),
        ("5~1U4917", "“5~1U4917” has bounds in the unit USD"),
        ("+1900-00-00T00:00:00Z/7", "“+1900-00-00T00:00:00Z/7” (the value) is less exact than a year"),
        ("-0044-03-15T00:00:00Z/11", "“-0044-03-15T00:00:00Z/11” (the value) is not such a date"),
        ("+1752-09-02T00:00:00Z/11/J", "“+1752-09-02T00:00:00Z/11/J” (the value) is not such a date"),
    ],
)
def test_what_cannot_be_read_as_a_value_is_refused(text, reason):
    assert rows(LINE.format(text)) == [("says", reason)]


def test_a_qualifier_that_narrows_a_figure_is_whom_it_counts_and_another_is_told():
    (row,) = rows("Q1\tP1120\t5\tP518\tQ7569\tP828\tQ84263196\tP459\tQ2\tP276\tQ90\tP580\t+2020-01-01T00:00:00Z/11")
    assert (row["population"], row["note"], row["place"]) == ("Q7569; P828 Q84263196", "P459: Q2", "Q90")
    assert (row["period_start"], row.get("as_of")) == ("2020-01-01", None)


def test_sourcing_circumstances_are_the_hedge_but_of_a_figure_with_bounds_a_note():
    assert rows("Q1\tP1120\t5\tP1480\tQ5727902")[0]["hedge"] == "about"
    (bounded,) = rows("Q1\tP1120\t5~1\tP1480\tQ5727902")
    assert (bounded.get("hedge"), bounded["note"]) == (None, "P1480: Q5727902")


def test_each_reference_is_a_row_with_its_own_source_and_address():
    text = 'Q1\tP1120\t5\tS248\tQ2\tS854\t"http://a"\t!S854\t"http://b"\tS248\tQ3'
    assert [(row["source"], row["url"]) for row in rows(text)] == [("Q2", "http://a"), ("Q3", "http://b")]


def test_a_second_address_of_one_reference_has_the_source_of_the_first():
    text = 'Q1\tP1120\t5\tS248\tQ2\tS854\t"http://a"\tS854\t"http://b"'
    assert [(row["source"], row["url"]) for row in rows(text)] == [("Q2", "http://a"), ("Q2", "http://b")]


def test_last_is_the_item_made_before_by_its_english_label_wherever_it_stands():
    text = 'CREATE\nLAST\tP1120\t5\nLAST\tLde\t"Flut"\nLAST\tLen\t"Flood"\nCREATE\nLAST\tLde\t"Beben"\nLAST\tP1120\t6'
    assert [row["event"] for row in rows(text)] == ["Flood", "Beben"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("CREATE\nLAST\tP1120\t5", "the item that CREATE makes has no label"),
        ("LAST\tP1120\t5", "nothing was made before LAST"),
    ],
)
def test_an_item_without_a_label_is_refused(text, reason):
    assert rows(text) == [("event", reason)]


@pytest.mark.parametrize("text", ["-Q1\tP1120\t5", "-STATEMENT\tQ1$a-b", "REMOVE_QUAL\tQ1\tP1120\t5\tP585\tsomevalue"])
def test_what_takes_out_is_refused_and_no_claim(text):
    assert rows(text) == [(None, "it takes a statement out of Wikidata, and asserts nothing")]


def test_what_states_no_figure_is_counted_in_notes():
    text = 'CREATE\nLAST\tLen\t"A"\nLAST\tAen\t"B"\nLAST\tP31\tQ5\nLAST\tP625\t@43.2/10.9\nMERGE\tQ2\tQ1'
    assert rows(text) == []
    assert notes(text) == (
        "not read, as they state no figure: 1 new items, 1 labels, 1 aliases",
        "statements not read, as their values are no figures and no dates: P31 (1), P625 (1)",
        "the file says of items that two are one (Q2 and Q1): claims merge",
    )


def test_its_measures_events_and_sources_are_those_on_record_with_these_items(tmp_path):
    path = tmp_path / "batch.txt"
    path.write_text(LINE.format("161~10") + "\n" + LINE.format("5").replace("P1120", "P1339") + "\n", encoding="utf-8")
    with ClaimStore.create(tmp_path / "a.db") as store:
        load_measures(store, by="test")
        create = frozenset({"event", "source"})
        summary = ingest(store, str(path), by="test", options=IngestOptions(create=create))
        claims = store.connection.execute("select event, measure, source, low, best, high from claim order by best")
        found = [tuple(row) for row in claims]
        made = store.connection.execute("select wikidata from event union all select wikidata from source").fetchall()
        again = ingest(store, str(path), by="test", options=IngestOptions())
    assert found == [("q75020", "injured", "q42970", 5, 5, 5), ("q75020", "killed", "q42970", 151, 161, 171)]
    assert [tuple(row) for row in made] == [("Q75020",), ("Q42970",)]
    assert (summary.added, again.added, again.known) == (2, 0, 2)


def test_items_of_a_file_are_looked_up_among_all_records_once_however_many_they_are(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(find, "by_wikidata", lambda at, kind: [asked.append(kind), by_wikidata(at, kind)][1])
    path = tmp_path / "batch.txt"
    path.write_text("\n".join(LINE.format(5).replace("75020", f"9{n}") for n in range(30)), encoding="utf-8")
    with ClaimStore.create(tmp_path / "a.db") as store:
        load_measures(store, by="test")
        with store.transaction():
            store.store.add_event(Event("flood", "Flood", wikidata="Q97"), by="test")
        done = ingest(store, str(path), by="test", options=IngestOptions(create=frozenset({"event", "source"})))
        events = {claim.event for claim in store.reader.claims()}
    assert (done.added, "flood" in events, "q97" in events) == (30, True, False)
    assert sorted(asked) == ["event", "measure", "source"]


def test_two_things_with_one_item_are_not_chosen_between(tmp_path):
    path = tmp_path / "batch.txt"
    path.write_text(LINE.format(5), encoding="utf-8")
    with ClaimStore.create(tmp_path / "a.db") as store:
        load_measures(store, by="test")
        with store.transaction():
            for key in ("one", "two"):
                store.store.add_event(Event(key, key, wikidata="Q75020"), by="test")
        summary = ingest(store, str(path), by="test", options=IngestOptions(create=frozenset({"source"})))
    assert (summary.added, [one.column for one in summary.problems]) == (0, ["event"])


def test_a_proposal_for_it_is_the_mapping_that_comes_with_the_program(tmp_path):
    path = tmp_path / "batch.txt"
    path.write_text(LINE.format("161"), encoding="utf-8")
    found = propose(str(path))
    assert (found.mapping.format, found.mapping.columns["source"], len(found.first)) == ("quickstatements", "source", 1)
    assert found.unsure == (
        "these are the columns of a mapping that comes with the program: --mapping quickstatements",
    )
