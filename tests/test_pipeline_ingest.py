"""Ingest as a whole: what goes in, what is refused, and that a file is taken whole or not at all."""

import gc
import gzip
import shlex
import textwrap

import pytest
from cli_program import run

from claims import dates, mapping
from claims.cli.ingested import report
from claims.errors import BadFile, BadMapping, InField
from claims.model import Alias, CountKind, Document, Event, Problem, Source, ValueKind
from claims.pipeline import find
from claims.pipeline import ingest as pipeline_ingest
from claims.pipeline.batch import Summary
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.nobody import is_nobody
from claims.pipeline.retry import retry

CREATE = frozenset({"event", "source", "measure"})
HEADER = "event,measure,source,says,as_of\n"
ROWS = HEADER + "Flood,killed,Red Cross,at least 12,2020-05-01\nFlood,killed,Ministry,9,2020-05-01\n"


@pytest.fixture
def store(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db") as store:
        load_measures(store, by="M. Rahimi")
        yield store


def write(folder, text, name="file.csv"):
    path = folder / name
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return str(path)


def take(store, file, **options):
    return ingest(store, file, by="M. Rahimi", options=IngestOptions(**{"create": CREATE, **options}))


def counts(summary):
    return summary.read, summary.added, summary.known, summary.appearances, summary.refused


def says(store):
    return sorted(claim.says for claim in store.reader.claims())


def dump(store):
    return list(store.connection.iterdump())


@pytest.mark.parametrize(
    ("text", "how", "columns"),
    [
        (ROWS, "[columns]\n", {"at least 12": "says", "9": "says"}),
        (
            "Town,Dead,Hurt\nHoms,4,9\n",
            (
                '[set]\nevent = "e"\nsource = "s"\n[columns]\nplace = "Town"\n[[wide]]\nheader = "measure"\n'
                'columns = ["Dead", "Hurt"]\n'
            ),
            {"4": "Dead", "9": "Hurt"},
        ),
        (
            "Town,Min,Max\nHoms,4,9\n",
            '[set]\nevent = "e"\nsource = "s"\nmeasure = "killed"\n[columns]\nlow = "Min"\nhigh = "Max"\n',
            {"between 4 and 9": "Min, Max"},
        ),
        (
            "Town,Note\nHoms,4 dead\n",
            '[set]\nevent = "e"\nsource = "s"\nmeasure = "killed"\nsays = "4"\n[columns]\nplace = "Town"\n',
            {"4": None},
        ),
        (
            '[{"toll": 4.0}]',
            'format = "json"\n[set]\nevent = "e"\nsource = "s"\nmeasure = "killed"\n[columns]\nsays = "toll"\n',
            {"4": "toll"},
        ),
    ],
    ids=["a claim a row", "a column a measure", "bounds", "the same for every row", "a JSON number with a fraction"],
)
def test_a_claim_knows_the_column_of_its_figure(store, tmp_path, text, how, columns):
    given = mapping.from_toml(how, name="how.toml")
    take(store, write(tmp_path, text), mapping=given)
    found = {claim.says: store.reader.appearances([claim.id])[0].batch_column for claim in store.reader.claims()}
    assert found == columns


def test_words_that_name_no_date_are_answered_by_a_flag(store, tmp_path):
    (problem,) = take(store, write(tmp_path, "event,measure,source,date,says\ne,killed,s,ongoing,4\n")).problems
    assert problem.hint.endswith("where it names no date: claims ingest --retry 1 --create --set 'not_stated=ongoing'")


def test_a_flag_that_takes_refused_rows_again_may_make_what_the_ingest_might(store, tmp_path):
    text = "event,measure,source,says,basis\ne,killed,s,4,hospital lists\n"
    hints = [
        take(store, write(tmp_path, text, f"{n}.csv"), create=kinds).problems[0].hint
        for n, kinds in enumerate((CREATE, frozenset(("event", "source"))), start=1)
    ]
    means, without = "--set 'names.basis.hospital lists=documented' says which", "--map 'basis=' leaves the column out"
    for retried, hint in zip(("1 --create", "1 --create event,source"), hints, strict=True):
        assert f": claims ingest --retry {retried} {means}; in place of that flag {without}" in hint


@pytest.mark.parametrize(
    ("cell", "what", "flag"),
    [
        ("27.12.24", "say how such dates are written", "--set 'written.as_of=%d.%m.%y'"),
        (
            "4 août",
            "say the year of such dates, in place of YEAR",
            "--map '{as_of} YEAR=as_of'",
        ),
        ("May", "say the year of such dates, in place of YEAR", "--map '{as_of} YEAR=as_of'"),
        ("14.8", "say the year of such dates, in place of YEAR", "--map '{as_of}.YEAR=as_of'"),
    ],
)
def test_a_date_without_its_whole_year_names_the_line_that_says_it(store, tmp_path, cell, what, flag):
    (problem,) = take(store, write(tmp_path, f"event,measure,source,says,as_of\ne,killed,s,3,{cell}\n")).problems
    assert problem.hint == f"write the year in full; or {what}: claims ingest --retry 1 --create {flag}"
    added = flag.partition("}")[2].partition("=")[0].replace("YEAR", "2024")
    assert not added or dates.parse(f"{cell}{added}").iso.startswith("2024-"), "the line gives no date"


def test_the_column_of_a_figure_is_told_beside_its_row(store, tmp_path):
    given = mapping.from_toml('[set]\nevent = "e"\nsource = "s"\n[[wide]]\nheader = "measure"\n', name="how.toml")
    take(store, write(tmp_path, "Dead,Hurt\n4,9\n"), mapping=given)
    claim = next(claim for claim in store.reader.claims() if claim.says == "9")
    shown = run("show", claim.id, db=tmp_path / "claims.db").out
    assert "row 2, column “Hurt” of batch 1" in shown


def test_the_file_is_the_document_and_the_row_its_locator(store, tmp_path):
    summary = take(store, write(tmp_path, ROWS))
    assert counts(summary) == (2, 2, 0, 2, 0)
    claim = next(claim for claim in store.reader.claims() if claim.source == "ministry")
    (place,) = store.reader.appearances([claim.id])
    assert (place.locator, place.batch, place.batch_row) == ("row 3", 1, 3)
    assert store.reader.document(place.document).title == "file.csv"


@pytest.mark.parametrize(
    "name", ["Total", "TOTAL:", "Summe", "Sous-total", "Итого", "المجموع", "جمع کل", "Unknown", "#REF!", "Err:502"]
)
def test_a_row_of_totals_makes_no_source_of_itself(store, tmp_path, name):
    file = write(tmp_path, f"{ROWS}Flood,killed,{name},21,2020-05-01\n")
    summary = take(store, file)
    assert counts(summary) == (3, 2, 0, 2, 1)
    assert [(one.row, one.column) for one in summary.problems] == [(4, "source")]
    assert {source.id for source in store.reader.sources()} == {"ministry", "red-cross"}


@pytest.mark.parametrize("name", ["Total", "Summe", "المجموع", "Unknown", "#REF!", "Err:502"])
def test_a_row_of_totals_makes_no_event_of_itself(store, tmp_path, name):
    summary = take(store, write(tmp_path, f"{ROWS}{name},killed,Red Cross,21,2020-05-01\n"))
    assert (counts(summary), [(one.row, one.column) for one in summary.problems]) == ((3, 2, 0, 2, 1), [(4, "event")])
    assert "claims event add" in summary.problems[0].hint


def test_names_that_cells_wrap_are_recorded_in_one_line(store, tmp_path):
    text = (
        'event,measure,source,says\n"Flood of\n 2011","Deaths in\n clinics",Police,5\nFlood of 2011,killed,Police,6\n'
    )
    assert take(store, write(tmp_path, text), create=frozenset({"event", "measure", "source"})).added == 2
    assert "Flood of 2011" in {one.name for one in store.reader.events()}
    assert "Deaths in clinics" in {one.label for one in store.reader.measures()}


@pytest.mark.parametrize("name", ["300380", "https://example.org/flood", "[3]"])
def test_an_event_may_be_called_by_a_number_or_an_address(store, tmp_path, name):
    summary = take(store, write(tmp_path, f"{ROWS}{name},killed,Red Cross,21,2020-05-01\n"))
    assert counts(summary) == (3, 3, 0, 3, 0)


WORDS = [("sept", "fr", "7"), ("elf Tote", "de", "11"), ("al menos once", "es", "at least 11"), ("دو", "fa", "2")]


@pytest.mark.parametrize(("word", "language", "said"), WORDS)
def test_a_word_that_is_a_number_in_one_language_only_is_read_in_that_of_its_row(store, tmp_path, word, language, said):
    header = "event,measure,source,says,language\n"
    summary = take(store, write(tmp_path, f"{header}Flood,killed,Red Cross,{word},{language}\n"))
    assert (counts(summary), says(store)) == ((1, 1, 0, 1, 0), [said])
    other = take(store, write(tmp_path, f"{header}Fire,killed,Red Cross,sept,en\n", name="other.csv"))
    assert [one.column for one in other.problems] == ["says"]


@pytest.mark.parametrize("name", ["[3]", "12", "*", "†", "[a]", "[note 2]", "1,234", "٣"])
def test_a_mark_or_a_number_makes_no_source_of_itself(store, tmp_path, name):
    file = write(tmp_path, f'{ROWS}Flood,killed,"{name}",21,2020-05-01\n')
    (problem,) = take(store, file).problems
    assert (problem.row, problem.column) == (4, "source")
    assert problem.reason.startswith(f"“{name}” names nobody: it looks like a mark of a footnote")
    assert f"add it first: claims source add {shlex.quote(name)}" in problem.hint
    assert {source.id for source in store.reader.sources()} == {"ministry", "red-cross"}


def test_a_source_that_is_called_total_is_taken_once_it_is_on_record(store, tmp_path):
    store.add_source(Source("total", "Total"), by="M. Rahimi")
    assert counts(take(store, write(tmp_path, f"{HEADER}Leak,killed,Total,2,2020-05-01\n"))) == (1, 1, 0, 1, 0)


def test_the_same_file_again_adds_nothing(store, tmp_path):
    file = write(tmp_path, ROWS)
    take(store, file)
    before = dump(store)
    assert counts(take(store, file)) == (2, 0, 2, 0, 0)
    assert dump(store) == before


LONGER = (
    "event,measure,source,says,as_of,place,note\nFlood,killed,Médecins,at least 12,2020-05-01,Köln,a\n"
    "Flood,killed,Ministry,9,2020-05-01,,\nFlood,killed,Ministry,-3,2020-05-02,,b\nFlood,killed,Ministry,9,2020-05-01,,\n"
)


def in_another_order(text):
    head, *rows = text.splitlines(keepends=True)
    return "".join((head, *reversed(rows))).encode()


def columns_turned(text):
    return "".join(",".join(reversed(line.split(","))) + "\n" for line in text.splitlines()).encode()


@pytest.mark.parametrize(
    "form",
    [
        in_another_order,
        columns_turned,
        lambda text: gzip.compress(text.encode()),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace(",", ";").replace("\n", "\r\n").encode(),
    ],
    ids=["rows", "columns", "gzip", "utf-16", "utf-8 with its mark", "semicolons and other line ends"],
)
def test_the_same_file_in_another_form_adds_nothing(store, tmp_path, form):
    first = write(tmp_path, LONGER)
    assert counts(take(store, first)) == (4, 2, 1, 3, 1)
    before = dump(store)
    (tmp_path / "other.csv").write_bytes(form(LONGER))
    done = take(store, str(tmp_path / "other.csv"))
    assert (*counts(done), done.batch) == (4, 0, 3, 0, 1, 1)
    assert "it states just what file.csv does (batch 1), in another order or form: nothing is added" in done.notes[-1]
    assert dump(store) == before
    assert counts(take(store, str(tmp_path / "other.csv"), dry_run=True)) == counts(done)


def test_a_file_that_says_where_its_figures_stand_is_known_in_another_order(store, tmp_path):
    rows = "".join(f"Flood,killed,Ministry {n},9,page {n}\n" for n in range(2, 6))
    text = "event,measure,source,says,locator\n" + rows
    take(store, write(tmp_path, text))
    (tmp_path / "other.csv").write_bytes(in_another_order(text))
    assert (take(store, str(tmp_path / "other.csv")).batch, len(store.reader.documents())) == (1, 1)
    moved = take(store, write(tmp_path, text.replace("page 5", "page 6"), "moved.csv"))
    assert (moved.batch, moved.appearances) == (2, 4)


def test_a_table_of_a_page_is_known_in_another_order(store, tmp_path):
    head, *rows = LONGER.splitlines()
    for name, order in (("one.md", rows), ("other.md", rows[::-1])):
        lines = [f"|{line.replace(',', '|')}|" for line in (head, ",".join("-" * len(head.split(","))), *order)]
        done = take(store, write(tmp_path, "\n".join(lines) + "\n", name))
    assert (*counts(done), done.batch) == (4, 0, 3, 0, 1, 1)


def test_a_file_whose_rows_name_their_pages_is_known_in_another_order(store, tmp_path):
    head, *rows = LONGER.splitlines()
    pages = "\n".join((f"{head},url", *(f"{row},https://example.org/{n}" for n, row in enumerate(rows)), ""))
    assert take(store, write(tmp_path, pages)).appearances == 3
    before = dump(store)
    (tmp_path / "other.csv").write_bytes(in_another_order(pages))
    done = take(store, str(tmp_path / "other.csv"))
    assert (*counts(done), done.batch) == (4, 0, 3, 0, 1, 1)
    assert dump(store) == before
    fewer = take(store, write(tmp_path, pages.replace(rows[2], rows[1]), "fewer.csv"))
    assert (fewer.batch, fewer.added) == (2, 0)


def test_the_same_figures_on_other_pages_are_reports_of_their_own(store, tmp_path):
    head, *rows = ROWS.splitlines()
    pages = "\n".join((f"{head},url", *(f"{row},https://example.org/a" for row in rows), ""))
    take(store, write(tmp_path, pages))
    done = take(store, write(tmp_path, pages.replace("org/a", "org/b"), "other.csv"))
    assert (*counts(done), done.batch) == (2, 0, 2, 2, 0, 2)
    assert {one.url for one in store.reader.documents()} == {"https://example.org/a", "https://example.org/b"}


def test_what_a_file_of_the_same_figures_says_more_of_their_pages_is_kept(store, tmp_path):
    head, *rows = ROWS.splitlines()
    pages = [f"{head},url", *(f"{row},https://example.org/a" for row in rows)]
    file = write(tmp_path, "\n".join((*pages, "")))
    take(store, file)
    more = "\n".join((f"{pages[0]},archive_url", *(f"{row},https://example.org/kept" for row in pages[1:]), ""))
    assert take(store, write(tmp_path, more, "more.csv")).batch == 2
    said = mapping.from_flags([], ["title=Floods kill"])
    assert [take(store, file, mapping=said).batch for _ in range(2)] == [3, 1]
    (page,) = store.reader.documents()
    assert (page.archive_url, page.title) == ("https://example.org/kept", "Floods kill")


@pytest.mark.parametrize(
    ("old", "new"),
    [(",9,", ",10,"), ("-3", "-4"), ("2020-05-02,,b\n", "2020-05-02,,b\nFlood,killed,Ministry,9,2020-05-01,,\n")],
    ids=["another figure", "another refused row", "a row more"],
)
def test_a_file_that_states_anything_else_is_a_document_of_its_own(store, tmp_path, old, new):
    take(store, write(tmp_path, LONGER))
    done = take(store, write(tmp_path, LONGER.replace(old, new, 1), "other.csv"))
    assert (done.batch, done.appearances) == (2, done.read - 1)
    assert len(store.reader.documents()) == 2


def test_a_file_whose_refused_rows_were_taken_again_is_known_in_another_order(store, tmp_path):
    text = HEADER + "Flood,killed,Red Cross,12,2020-05-01\nFlood,killed,Nobody,7,2020-05-01\n"
    assert take(store, write(tmp_path, text), create=frozenset({"event", "measure"})).refused == 2
    assert retry(store, 1, by="M. Rahimi", options=IngestOptions(create=CREATE)).added == 2
    (tmp_path / "other.csv").write_bytes(in_another_order(text))
    done = take(store, str(tmp_path / "other.csv"))
    assert (*counts(done), done.batch) == (2, 0, 2, 0, 0, 1)


def test_known_bytes_that_are_refused_for_a_new_reason_keep_their_rows(store, tmp_path):
    file = write(tmp_path, ROWS)
    take(store, file)
    made = mapping.from_flags(["as_of=source"], [])
    for _ in range(2):
        done = take(store, file, mapping=made, create=frozenset())
        assert (done.refused, done.kept_in) == (2, (2,))
    rows = store.connection.execute('select batch, "row", "column" from reject order by number').fetchall()
    assert [tuple(row) for row in rows] == [(2, 2, "as_of"), (2, 3, "as_of")]


def test_the_order_of_rows_changes_no_claim(tmp_path):
    head, first, second = ROWS.splitlines(keepends=True)
    ids = []
    for number, text in enumerate((head + first + second, head + second + first)):
        with ClaimStore.create(tmp_path / f"{number}.db") as store:
            load_measures(store, by="M. Rahimi")
            take(store, write(tmp_path, text, f"{number}.csv"))
            ids.append({claim.id for claim in store.reader.claims()})
    assert ids[0] == ids[1]


def test_refused_rows_are_located_and_kept_verbatim(store, tmp_path):
    file = write(tmp_path, ROWS + "Flood,killed,Red Cross,many or so,2020-05-02\nFlood,killed,,5,2020-05-02\n")
    summary = take(store, file)
    assert counts(summary) == (4, 2, 0, 2, 2)
    assert [(problem.row, problem.column) for problem in summary.problems] == [(4, "says"), (5, "source")]
    kept = store.reader.rejects(1)
    assert [row["raw"] for row in kept] == [
        "Flood,killed,Red Cross,many or so,2020-05-02",
        "Flood,killed,,5,2020-05-02",
    ]
    assert all(row["reason"] and row["hint"] for row in kept)


def test_unknown_names_are_refused_with_what_is_similar_unless_they_may_be_made(store, tmp_path):
    take(store, write(tmp_path, ROWS))
    file = write(tmp_path, HEADER + "Flood,killed,Red Crss,8,2020-05-03\n", "more.csv")
    (problem,) = take(store, file, create=frozenset()).problems
    assert "Red Crss" in problem.reason
    assert "Red Cross" in problem.hint


def test_a_dry_run_changes_nothing(store, tmp_path):
    before = dump(store)
    summary = take(store, write(tmp_path, ROWS), dry_run=True)
    assert counts(summary) == (2, 2, 0, 2, 0)
    assert summary.batch is None
    assert dump(store) == before


def test_quotes_refer_to_the_document_named(store, tmp_path):
    article = write(tmp_path, "The Red Cross said at least 12 people were killed.", "article.txt")
    file = write(tmp_path, "event,measure,source,says,quote\nFlood,killed,Red Cross,at least 12,at least 12 people\n")
    take(store, file, document=article)
    (claim,) = store.reader.claims()
    (place,) = store.reader.appearances([claim.id])
    assert (place.quote, place.quote_start, place.quote_end) == ("at least 12 people", 19, 37)
    assert store.reader.document(place.document).text == "The Red Cross said at least 12 people were killed."


def test_a_quote_that_is_not_in_the_document_is_refused(store, tmp_path):
    article = write(tmp_path, "Nobody said anything about 12 people.", "article.txt")
    file = write(tmp_path, "event,measure,source,says,quote\nFlood,killed,Red Cross,at least 12,at least 12 people\n")
    (problem,) = take(store, file, document=article).problems
    assert problem.column == "quote"
    assert store.reader.claims() == []


def test_a_number_that_is_not_in_the_quote_is_refused(store, tmp_path):
    file = write(tmp_path, "event,measure,source,says,quote\nFlood,killed,Red Cross,at least 13,at least 12 people\n")
    (problem,) = take(store, file).problems
    assert (problem.row, problem.column) == (2, "quote")
    assert problem.hint.endswith("claims ingest --retry 1 --create --map 'quote=' takes such rows without their quote")
    without = mapping.from_json(store.reader.batches()[0].mapping).overridden_by(mapping.from_flags(["quote="], []))
    again = retry(store, 1, by="M. Rahimi", options=IngestOptions(mapping=without, create=CREATE))
    assert (again.added, again.refused) == (1, 0)


def test_offsets_without_a_document_are_left_out_and_said_to_be(store, tmp_path):
    file = write(tmp_path, "event,measure,source,says,quote,start,end\nFlood,killed,Red Cross,12,12 people,100,109\n")
    summary = take(store, file)
    assert any("--document" in note for note in summary.notes)
    (claim,) = store.reader.claims()
    assert store.reader.appearances([claim.id])[0].quote_start is None


def test_rows_with_a_url_have_their_own_documents(store, tmp_path):
    file = write(
        tmp_path,
        """\
        event,measure,source,says,url,title,publisher,published
        Flood,killed,Red Cross,12,https://example.org/1,,,
        Flood,injured,Red Cross,30,https://example.org/1,Report,Gazette,2020-05-02
        Flood,killed,Ministry,9,https://example.org/2,,,
        """,
    )
    assert counts(take(store, file)) == (3, 3, 0, 3, 0)
    documents = {document.url: document for document in store.reader.documents()}
    assert set(documents) == {"https://example.org/1", "https://example.org/2"}
    assert documents["https://example.org/1"].title == "Report"
    assert documents["https://example.org/1"].publisher == "gazette"


def test_the_same_claim_in_another_file_is_one_more_appearance(store, tmp_path):
    take(store, write(tmp_path, ROWS))
    newer = write(tmp_path, ROWS + "Flood,killed,UN,14,2020-05-01\n", "newer.csv")
    assert counts(take(store, newer)) == (3, 1, 2, 3, 0)
    (view,) = store.compare("Flood")
    assert (view.comparison.reports, view.comparison.sources) == (5, 3)


def test_a_known_document_is_completed_and_not_changed(store, tmp_path):
    store.add_document(Document("", title="First title", url="https://example.org/1"), by="M. Rahimi")
    file = write(
        tmp_path,
        "event,measure,source,says,url,title,published\nFlood,killed,Red Cross,12,https://example.org/1,Other,2020-05-02\n",
    )
    take(store, file)
    (document,) = store.reader.documents()
    assert (document.title, document.published_on) == ("First title", "2020-05-02")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(("1.500", "2.345.678"), ["1,500", "2,345,678"], id="points mark thousands"),
        pytest.param(("1,500", "2,345,678"), ["1,500", "2,345,678"], id="commas mark thousands"),
        pytest.param(("12,000", "1,234,567"), ["1,234,567", "12,000"], id="as in English"),
    ],
)
def test_ambiguous_marks_are_decided_by_the_column(store, tmp_path, cells, expected):
    lines = [f'Flood,killed,Source {number},"{cell}",2020-05-01' for number, cell in enumerate(cells)]
    summary = take(store, write(tmp_path, HEADER + "\n".join(lines) + "\n"))
    assert says(store) == expected
    assert any("evidence" in note for note in summary.notes)


def test_ambiguous_marks_that_nothing_decides_are_refused(store, tmp_path):
    (problem,) = take(store, write(tmp_path, HEADER + 'Flood,killed,Red Cross,"1,500",2020-05-01\n')).problems
    assert "ambiguous" in problem.reason
    assert "language" in problem.hint


def test_the_language_of_a_file_decides_ambiguous_marks(store, tmp_path):
    take(store, write(tmp_path, HEADER + "Flood,killed,Red Cross,1.500,2020-05-01\n"), language="de")
    assert says(store) == ["1,500"]


def test_the_order_of_dates_is_decided_by_the_column(store, tmp_path):
    take(store, write(tmp_path, HEADER + "Flood,killed,A,5,02/03/2020\nFlood,killed,B,6,25/03/2020\n"))
    assert sorted(claim.as_of for claim in store.reader.claims()) == ["2020-03-02", "2020-03-25"]


def test_dates_that_nothing_decides_are_refused(store, tmp_path):
    (problem,) = take(store, write(tmp_path, HEADER + "Flood,killed,A,5,02/03/2020\n")).problems
    assert problem.column == "as_of"
    assert "2020-02-03" in problem.reason


def test_bounds_and_wording_that_differ_are_refused(store, tmp_path):
    file = write(
        tmp_path,
        """\
        event,measure,source,says,hedge,low,high
        Flood,killed,A,at least 12,at_least,12,
        Flood,killed,B,at least 12,at_least,13,
        """,
    )
    summary = take(store, file)
    assert counts(summary) == (2, 1, 0, 1, 1)
    assert summary.problems[0].row == 3


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("-5,,", id="negative"),
        pytest.param(",20,10", id="low above high"),
    ],
)
def test_what_cannot_be_true_of_a_figure_is_refused(store, tmp_path, row):
    best, low, high = row.split(",")
    file = write(tmp_path, f"event,measure,source,best,low,high\nFlood,killed,A,{best},{low},{high}\n")
    assert counts(take(store, file)) == (1, 0, 0, 0, 1)


def test_zero_none_and_unknown_stay_three_things(store, tmp_path):
    file = write(tmp_path, HEADER + "Flood,killed,A,0,\nFlood,killed,B,none,\nFlood,killed,C,unknown,\n")
    take(store, file)
    found = {claim.source: (claim.figure.value_type.value, claim.figure.best) for claim in store.reader.claims()}
    assert found == {"a": ("value", 0), "b": ("novalue", None), "c": ("somevalue", None)}


def test_a_missing_file_is_named(store, tmp_path):
    with pytest.raises(BadFile, match="no such file"):
        take(store, str(tmp_path / "none.csv"))


def test_columns_that_nobody_knows_are_named(store, tmp_path):
    with pytest.raises(BadMapping, match="measure"):
        take(store, write(tmp_path, "who,what\nRed Cross,12\n"))


def test_a_mapping_is_kept_with_its_batch(store, tmp_path):
    given = mapping.from_flags(["n=says"], ["event=Flood", "measure=killed", "source=Red Cross"])
    take(store, write(tmp_path, "n\n12\n"), mapping=given)
    (batch,) = store.reader.batches()
    assert batch.mapping is not None
    assert mapping.from_json(batch.mapping).columns["says"] == "n"


def test_comparisons_are_up_to_date_after_an_ingest(store, tmp_path):
    take(store, write(tmp_path, ROWS))
    stored = store.reader.comparisons()
    store.rebuild()
    assert store.reader.comparisons() == stored
    assert [(item.status.value, item.contradictions) for item in stored] == [("contradicts", 1)]


def test_a_measure_that_is_made_and_has_decimals_is_made_as_a_quantity(store, tmp_path):
    rows = "World,deaths per 100,A,5,2001\nWorld,deaths per 100,A,5.62,2002\nWorld,deaths per 100,A,0.39,2003\n"
    done = take(store, write(tmp_path, HEADER + rows), create=frozenset({"event", "source", "measure"}))
    assert (done.added, done.refused) == (3, 0)
    assert done.notes[0].startswith("the measure “deaths per 100” has decimals, and was made as a quantity")
    measure = store.reader.measure("deaths-per-100")
    assert (measure.value_kind, measure.count_kind) == (ValueKind.QUANTITY, CountKind.POINT)
    assert says(store) == ["0.39", "5", "5.62"]
    assert len(store.reader.batches()) == 1


def test_decimals_of_a_count_that_is_on_record_are_refused_with_what_to_do(store, tmp_path):
    done = take(store, write(tmp_path, HEADER + "Flood,killed,A,5.62,2002\n"))
    assert (done.added, done.refused) == (0, 1)
    assert "claims measure add NAME --value-kind quantity" in done.problems[0].hint


@pytest.mark.parametrize("large", [10**9, 1], ids=["row_by_row", "filling"])
def test_a_file_that_is_read_again_for_its_decimals_leaves_nothing_of_the_first_reading(
    store, tmp_path, monkeypatch, large
):
    monkeypatch.setattr(pipeline_ingest, "LARGE", large)
    rows = "".join(f"World {n % 50},rate,Source {n % 3},{n},{2000 + n % 20}\n" for n in range(2500))
    file = write(tmp_path, HEADER + rows + "World 1,rate,A,0.5,2030\n")
    done = take(store, file, create=frozenset({"event", "source", "measure"}))
    assert (done.added, done.refused, done.batch) == (2501, 0, 1)
    assert store.reader.measure("rate").value_kind is ValueKind.QUANTITY
    stored = store.reader.comparisons()
    store.rebuild()
    assert store.reader.comparisons() == stored
    assert [entry["act"] for entry in store.reader.log(subject="measure rate")] == ["add measure"]


@pytest.mark.parametrize("mark", [".", "/", "-"])
def test_the_order_of_dates_is_read_by_another_cell_that_proves_it(store, tmp_path, mark):
    rows = "Flood,killed,UN,3,01.12.2019\nFlood,killed,UN,5,24.12.2019\n".replace(".", mark)
    summary = take(store, write(tmp_path, HEADER + rows))
    assert (summary.refused, sorted(claim.as_of for claim in store.reader.claims())) == (
        0,
        ["2019-12-01", "2019-12-24"],
    )


@pytest.mark.parametrize("mark", [".", "/", "-"])
def test_dates_without_a_proof_of_their_order_are_refused(store, tmp_path, mark):
    rows = "Flood,killed,UN,3,01.12.2019\nFlood,killed,UN,5,02.12.2019\n".replace(".", mark)
    assert take(store, write(tmp_path, HEADER + rows)).refused == 2


def test_what_only_refused_rows_name_is_not_made(store, tmp_path):
    rows = (
        "Flood,killed,Ministry,nine,2020\nQuake,injured by quake,Gossip,about ,2020\nFlood,killed,Red Cross,12,2020\n"
    )
    summary = take(store, write(tmp_path, HEADER + rows.replace("nine", "see note")))
    assert [problem.row for problem in summary.problems] == [2, 3]
    assert [source.id for source in store.reader.sources()] == ["red-cross"]
    assert [event.id for event in store.reader.events()] == ["flood"]
    assert "injured-by-quake" not in {measure.id for measure in store.reader.measures()}
    assert not store.reader.log(subject="source ministry")


def test_what_a_refused_row_names_first_is_made_by_the_row_that_goes_in(store, tmp_path):
    header = HEADER.replace("as_of", "as_of,url,publisher,quote")
    rows = (
        "Flood,killed,Ministry,12,2020,https://example.org/a,Daily News,thirteen dead\n"
        "Flood,killed,MINISTRY,12,2020,https://example.org/b,ministry,12 dead\n"
    )
    summary = take(store, write(tmp_path, header + rows))
    assert [(problem.row, problem.column) for problem in summary.problems] == [(2, "quote")]
    assert [(source.id, source.name) for source in store.reader.sources()] == [("ministry", "MINISTRY")]
    assert {document.url for document in store.reader.documents()} == {"https://example.org/b"}


@pytest.mark.parametrize("remembered", [1, 20_000])
def test_what_rows_of_one_block_name_is_one_thing_however_much_is_remembered(store, tmp_path, monkeypatch, remembered):
    monkeypatch.setattr(find, "REMEMBERED", remembered)
    names = ("Łódź flood", "Storm", "łódź  FLOOD", "Lodz flood", "lodz-flood", "Storm.", "Łódź flood")
    rows = "".join(f"{name},killed,{name} office,{number},2020-05-01\n" for number, name in enumerate(names, 10))
    done = take(store, write(tmp_path, HEADER + rows))
    assert (done.added, done.refused) == (7, 0)
    events = {claim.says: claim.event for claim in store.reader.claims()}
    assert [events[str(number)] for number in range(10, 17)] == [
        *("lodz-flood", "storm", "lodz-flood", "lodz-flood", "lodz-flood", "storm", "lodz-flood"),
    ]
    assert sorted(event.name for event in store.reader.events()) == ["Storm", "Łódź flood"]
    made = [entry["subject"] for entry in store.reader.log() if entry["act"] == "add event"]
    assert sorted(made) == ["event lodz-flood", "event storm"]


def test_an_id_that_is_another_name_of_something_is_made_of_no_other_name(store, tmp_path):
    store.add_source(Source("oersted-group", "Oersted Group"), by="M. Rahimi")
    store.add_alias(Alias("Orsted", "source", "oersted-group"), by="M. Rahimi")
    done = take(store, write(tmp_path, HEADER + "Flood,killed,Ørsted,12,2020\nFlood,killed,AFP,9,2020\n"))
    assert (done.added, done.refused) == (2, 0)
    assert [(one.id, one.name) for one in store.reader.sources() if "rsted" in one.name][1:] == [("orsted-2", "Ørsted")]


def test_a_measure_that_rows_make_is_known_to_the_rows_below(store, tmp_path):
    rows = "Storm,evacuated homes,UN,12,2020-05-01\nStorm,killed,UN,40 evacuated homes,2020-05-01\n"
    done = take(store, write(tmp_path, HEADER + rows))
    assert (done.added, done.refused) == (1, 1)
    assert "which is evacuated-homes" in done.problems[0].reason


def test_a_retry_makes_what_only_the_refused_row_named(store, tmp_path):
    rows = "Flood,killed,Ministry,9,2020\nFlood,killed,Gossip,9,sometime\n"
    first = take(store, write(tmp_path, HEADER + rows))
    mended = mapping.from_flags(["event=event", "measure=measure", "source=source", "says=says"], ["as_of=2020"])
    again = retry(store, first.batch, by="M. Rahimi", options=IngestOptions(mapping=mended, create=CREATE))
    assert (again.added, [source.id for source in store.reader.sources()]) == (1, ["gossip", "ministry"])


@pytest.mark.parametrize(
    "says",
    [
        "227,898 dead/missing",
        "12 killed and missing",
        "12 killed & injured",
        "79 dead or missing, presumed dead",
        "150 people killed or wounded",
    ],
)
def test_a_figure_that_counts_two_measures_together_is_that_of_neither(store, tmp_path, says):
    summary = take(store, write(tmp_path, HEADER + f'Flood,killed,A,"{says}",2020\n'), language="en")
    assert (summary.added, summary.refused) == (0, 1)
    assert "together, and the measure is killed" in summary.problems[0].reason


def test_words_beside_a_figure_that_are_joined_and_no_measures_are_left_alone(store, tmp_path):
    assert take(store, write(tmp_path, HEADER + "Flood,killed,A,12 poets and monks,2020\n"), language="en").added == 1


def test_the_address_of_a_page_is_no_figure(store, tmp_path):
    summary = take(store, write(tmp_path, HEADER + "Flood,killed,A,https://example.org/3700461,2020\n"))
    assert (summary.added, summary.problems[0].column) == (0, "says")
    assert "it is the address of a page" in summary.problems[0].reason


def test_cells_that_name_no_page_are_kept_as_written_and_told(store, tmp_path):
    addresses = ("page 3", "www.example.org/a", "https://example.org/a", "HTTPS://EXAMPLE.ORG/B", "n/a", "")
    rows = "".join(f"Flood,killed,Red Cross,{n},2020-05-01,{url}\n" for n, url in enumerate(addresses))
    done = take(store, write(tmp_path, "event,measure,source,says,as_of,url\n" + rows))
    (note,) = [note for note in done.notes if "addresses of the web" in note]
    assert "web: “page 3”, “www.example.org/a”; if they name no page" in note
    assert {one.url for one in store.reader.documents()} >= {*addresses[:4]}


@pytest.mark.parametrize("is_suggested", [False, True])
def test_a_name_in_a_mapping_that_no_cell_has_is_told(store, tmp_path, is_suggested):
    file = write(tmp_path, "event,source,measure,says\nQ1,BBC,killed,12\nQ1,AFP,killed,13\n")
    given = mapping.from_flags([], ["names.source.BBCC=BBC World"])
    summary = take(store, file, mapping=given, is_suggested=is_suggested, create=frozenset(("event", "source")))
    assert "[names.source] fits no cell that was read: BBCC" in summary.notes


def test_a_row_is_refused_for_its_first_trouble_and_told_with_all_that_is_wrong(store, tmp_path):
    rows = "Storm,killed,Nobody,many,2020-13-45\nStorm,slain,Nobody,12,2020-05-01\nFlood,killed,UN,9,2020-05-01\n"
    store.add_event(Event("flood", "Flood"), by="M. Rahimi")
    store.add_source(Source("un", "UN"), by="M. Rahimi")
    done = take(store, write(tmp_path, HEADER + rows), create=frozenset())
    assert counts(done) == (3, 1, 0, 1, 2)
    told = [[(one.column, one.reason.partition(":")[0]) for one in (first, *first.also)] for first in done.problems]
    assert told == [
        [
            ("event", "there is no event “Storm”"),
            ("source", "there is no source “Nobody”"),
            ("says", "cannot read a figure from “many”"),
            ("as_of", "cannot read a date from “2020-13-45”"),
        ],
        [
            ("event", "there is no event “Storm”"),
            ("measure", "there is no measure “slain”"),
            ("source", "there is no source “Nobody”"),
        ],
    ]
    kept = store.connection.execute('select distinct "column", reason from reject').fetchall()
    assert [tuple(row) for row in kept] == [("event", "there is no event “Storm”")]
    assert [event.id for event in store.reader.events()] == ["flood"]


def test_a_refused_row_leaves_nothing_in_memory_that_only_a_search_for_garbage_finds(store, tmp_path):
    gc.collect()
    gc.disable()
    try:
        take(store, write(tmp_path, HEADER + "Storm,killed,Nobody,many,2020-13-45\n"), create=frozenset())
        assert not [one for one in gc.get_objects() if isinstance(one, InField)]
    finally:
        gc.enable()


def test_what_is_wrong_besides_is_told_once_for_all_rows_behind_what_rows_were_refused_for(capsys):
    source = Problem("a.csv", 2, "source", "no UN", "add it")
    first = Problem("a.csv", 2, "event", "no Flood", also=(source,))
    summary = Summary("a.csv", 1, 3, 0, 0, 0, 3, (first, source._replace(row=3), first._replace(row=4, also=())))
    report(summary, is_dry=False, limit=20)
    assert capsys.readouterr().err.splitlines() == [
        "a.csv, row 2, column event: no Flood (and in row 4)",
        "a.csv, row 3, column source: no UN (and in row 2)",
        "  Hint: add it",
    ]
    report(summary, is_dry=False, limit=1)
    assert "and 1 more refused" in capsys.readouterr().err


def test_a_bound_that_says_something_else_goes_in_by_the_flag_that_its_refusal_names(store, tmp_path):
    file = write(tmp_path, "event,measure,source,low,high\nFlood,killed,Red Cross,100,>900\n")
    (problem,) = take(store, file).problems
    assert "--retry 1 --create --set 'names.high.>900='" in problem.hint
    said = mapping.from_json(store.reader.batches()[0].mapping).overridden_by(
        mapping.from_flags([], ["names.high.>900="])
    )
    again = retry(store, 1, by="M. Rahimi", options=IngestOptions(mapping=said, create=CREATE))
    (claim,) = store.reader.claims()
    assert (again.notes, str(claim.figure.hedge), claim.figure.low, claim.figure.high) == ((), "at_least", 100, None)


@pytest.mark.parametrize("name", ["fill", "carried forward", "Imputed"])
def test_a_figure_that_is_carried_forward_names_no_source(name):
    assert is_nobody(name)
