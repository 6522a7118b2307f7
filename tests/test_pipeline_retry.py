"""Refused rows taken again: what now goes in is recorded as if it had gone in the first time, the rest stays."""

import json

import pytest

from claims import mapping
from claims.errors import Refused
from claims.model import Alias, CountKind, Event, Measure, Source, ValueKind
from claims.pipeline.batch import view_batch
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.merge import merge_file
from claims.pipeline.retry import retry
from claims.reading.batches import BatchReader

BY = "M. Rahimi"
HEADER = "event,measure,source,says,as_of\n"
ROWS = HEADER + (
    "Flood,killed,Red Cross,12,2020-05-01\n"
    "Flood,killed,Amnesty Intl,at least 9,2020-05-02\n"
    "Flood,killed,Nobody,many,2020-05-03\n"
)


@pytest.fixture
def store(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db") as store:
        store.add_event(Event("flood", "Flood"), by=BY)
        store.add_measure(Measure("killed", "Killed"), by=BY)
        store.add_measure(Measure("killed-in-week", "Killed in the week", count_kind=CountKind.PERIOD), by=BY)
        store.add_source(Source("red-cross", "Red Cross"), by=BY)
        store.add_source(Source("amnesty-international", "Amnesty International"), by=BY)
        yield store


def take(store, folder, text, *, name="file.csv", made=None, create=frozenset()):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return ingest(store, str(path), by=BY, options=IngestOptions(mapping=made, create=create))


def again(store, batch=1, **options):
    return retry(store, batch, by=BY, options=IngestOptions(**options))


def rejects(store):
    return store.connection.execute('select "row", reason, batch, retried_in from reject order by number').fetchall()


def test_a_row_goes_in_after_its_alias_was_given_and_the_others_stay(store, tmp_path):
    assert take(store, tmp_path, ROWS).refused == 2
    store.add_alias(Alias("Amnesty Intl", "source", "amnesty-international"), by=BY)
    done = again(store)
    assert (done.batch, done.retry_of, done.read, done.added, done.refused) == (2, 1, 2, 1, 1)
    claim = next(claim for claim in store.reader.claims() if claim.source == "amnesty-international")
    (place,) = store.reader.appearances([claim.id])
    assert (place.batch, place.batch_row, place.locator) == (2, 3, "row 3")
    assert store.reader.document(place.document).title == "file.csv"
    assert rejects(store) == [
        (3, "there is no source “Amnesty Intl”", 1, 2),
        (4, "there is no source “Nobody”", 1, None),
    ]


def test_the_outcome_is_that_of_a_file_that_went_in_at_once(store, tmp_path):
    take(store, tmp_path, ROWS)
    store.add_alias(Alias("Amnesty Intl", "source", "amnesty-international"), by=BY)
    again(store)
    whole = take(store, tmp_path, ROWS)
    assert (whole.added, whole.known, whole.appearances) == (0, 2, 0)


def test_nothing_changes_where_every_row_is_refused_as_before(store, tmp_path):
    take(store, tmp_path, ROWS)
    before = list(store.connection.iterdump())
    done = again(store)
    assert (done.batch, done.added, done.refused) == (None, 0, 2)
    assert list(store.connection.iterdump()) == before


def test_a_row_that_is_refused_for_another_reason_is_kept_with_that_reason_too(store, tmp_path):
    take(store, tmp_path, ROWS)
    done = again(store, create=frozenset({"source"}))
    assert (done.added, done.refused) == (1, 1)
    assert [(row, retried) for row, _, batch, retried in rejects(store) if batch == 1] == [(3, 2), (4, 2)]
    assert [(row, retried) for row, _, batch, retried in rejects(store) if batch == 2] == [(4, None)]


def test_a_dry_run_stores_nothing(store, tmp_path):
    take(store, tmp_path, ROWS)
    before = list(store.connection.iterdump())
    assert again(store, create=frozenset({"source"}), dry_run=True).added == 1
    assert list(store.connection.iterdump()) == before


def test_a_mended_mapping_reads_the_cells_again(store, tmp_path):
    text = "what,who,n,also\nFlood,Red Cross,,7\nFlood,Red Cross,5,\n"
    made = mapping.from_flags(["what=event", "who=source", "n=says"], ["measure=killed"])
    assert take(store, tmp_path, text, made=made).refused == 1
    better = mapping.from_flags(["what=event", "who=source", "also=says"], ["measure=killed"])
    assert again(store, mapping=better).added == 1
    assert sorted(claim.says for claim in store.reader.claims()) == ["5", "7"]


def test_a_row_with_missing_cells_is_divided_again(store, tmp_path):
    take(store, tmp_path, HEADER + "Flood,killed,Red Cross,12,2020-05-01\nFlood,killed,Red Cross,14\n")
    assert store.connection.execute("select cells from reject").fetchall() == [(None,)]
    assert again(store).batch is None
    stored = mapping.from_json(store.reader.batches()[0].mapping)
    filled = stored.overridden_by(mapping.from_flags([], ["short_rows=fill"]))
    assert again(store, mapping=filled).added == 1
    assert sorted(claim.says for claim in store.reader.claims()) == ["12", "14"]


def test_a_row_with_a_letter_that_is_not_known_is_refused_again(store, tmp_path):
    (tmp_path / "file.csv").write_bytes(f"{HEADER}Flood,killed,Red Cross,12,2020-05-01".encode() + b"\xe4\n")
    options = IngestOptions(encoding="utf-8")
    assert ingest(store, str(tmp_path / "file.csv"), by=BY, options=options).refused == 1
    assert again(store).batch is None
    assert store.connection.execute("select raw from reject").fetchone()[0].endswith(r"2020-05-01\xe4")


def test_nested_records_are_taken_again_with_their_exact_numbers(store, tmp_path):
    text = json.dumps(
        [{"e": "Flood", "by": {"name": "UN"}, "n": 12}, {"e": "Flood", "by": {"name": "Red Cross"}, "n": 3}]
    )
    made = mapping.from_toml('[set]\nmeasure="killed"\n[columns]\nevent="e"\nsource="by.name"\nsays="n"\n', name="m")
    assert take(store, tmp_path, text, name="a.json", made=made).refused == 1
    assert again(store, create=frozenset({"source"})).added == 1
    assert sorted(claim.says for claim in store.reader.claims()) == ["12", "3"]


def test_a_row_of_many_claims_is_taken_once_though_several_of_them_were_refused(store, tmp_path):
    made = mapping.from_toml(
        '[set]\nevent="Flood"\nmeasure="killed"\n[columns]\nas_of="day"\n[wide]\nheader="source"\n', name="m"
    )
    first = take(store, tmp_path, "day,Red Cross,UN,WHO\n2020-05-01,1,2,3\n", made=made)
    assert (first.added, first.refused) == (1, 2)
    done = again(store, create=frozenset({"source"}))
    assert (done.read, done.added, done.known, done.refused) == (3, 2, 1, 0)


def test_cells_are_kept_by_column_also_where_columns_share_a_name_or_have_none(store, tmp_path):
    take(store, tmp_path, "event,measure,source,says,,x,x\nFlood,killed,Nobody,1,a,b,c\n")
    (cells,) = store.connection.execute("select cells from reject").fetchone()
    assert json.loads(cells) == {
        "event": "Flood",
        "measure": "killed",
        "source": "Nobody",
        "says": "1",
        "column 5": "a",
        "x": "b",
        "x (2)": "c",
    }
    assert again(store, create=frozenset({"source"})).added == 1


def test_a_batch_without_refused_rows_and_one_that_is_none_are_told(store, tmp_path):
    take(store, tmp_path, HEADER + "Flood,killed,Red Cross,12,2020-05-01\n")
    with pytest.raises(Refused, match="batch 1 has no refused row left"):
        again(store)
    with pytest.raises(Refused, match="there is no batch 9"):
        again(store, 9)


def test_the_retry_is_in_the_log_and_with_its_batch(store, tmp_path):
    take(store, tmp_path, ROWS)
    again(store, create=frozenset({"source"}))
    entry = next(entry for entry in store.reader.log() if entry["act"] == "ingest" and "retry_of" in entry["after"])
    assert (entry["subject"], json.loads(entry["after"])["retry_of"]) == ("batch 2", 1)
    shown = view_batch(store, 1)
    assert (shown.retries, shown.claims) == ((2,), 2)
    assert [(count, left) for _, count, left in shown.reasons] == [(1, 0), (1, 0)]
    assert BatchReader(store.connection).open_rejects(1) == []


def test_another_database_takes_batches_over_with_what_became_of_their_rows(store, tmp_path):
    with ClaimStore.create(tmp_path / "other.db") as other:
        other.add_event(Event("storm", "Storm"), by=BY)
        other.add_measure(Measure("killed", "Killed"), by=BY)
        other.add_source(Source("un", "UN"), by=BY)
        take(other, tmp_path, HEADER + "Storm,killed,UN,1,2020\n", name="own.csv")
        take(store, tmp_path, ROWS)
        again(store, create=frozenset({"source"}))
        merge_file(other, str(tmp_path / "claims.db"), by=BY)
        assert [(batch.number, batch.retry_of) for batch in other.reader.batches()] == [(1, None), (2, None), (3, 2)]
        assert [(row, batch, retried) for row, _, batch, retried in rejects(other)] == [
            (3, 2, 3),
            (4, 2, 3),
            (4, 3, None),
        ]
        assert BatchReader(other.connection).asserted(2) == BatchReader(store.connection).asserted(1)


AMBIGUOUS = HEADER + (
    'Flood,killed,Red Cross,"1.234,5",13/05/2020\n'
    "Flood,killed,Amnesty Intl,1.500,02/05/2020\n"
    "Flood,killed,Nobody,many,2020-05-03\n"
)


def test_what_the_whole_file_proved_holds_for_rows_that_are_taken_again(store, tmp_path):
    store.add_measure(Measure("aid", "Aid", value_kind=ValueKind.QUANTITY), by=BY)
    first = take(store, tmp_path, AMBIGUOUS.replace("killed", "aid"))
    assert (first.added, first.refused) == (1, 2)
    store.add_alias(Alias("Amnesty Intl", "source", "amnesty-international"), by=BY)
    assert again(store).added == 1
    claim = next(claim for claim in store.reader.claims() if claim.source == "amnesty-international")
    assert (claim.says, claim.as_of) == ("1,500", "2020-05-02")


def test_an_ambiguous_row_goes_in_when_its_language_is_said(store, tmp_path):
    first = take(store, tmp_path, HEADER + "Flood,killed,Red Cross,1.500,2020-05-02\n")
    assert (first.refused, rejects(store)[0][1].startswith("“1.500” is ambiguous")) == (1, True)
    assert again(store, language="de").added == 1
    assert [claim.says for claim in store.reader.claims()] == ["1,500"]


def test_dates_are_read_in_the_order_that_is_said(store, tmp_path):
    take(store, tmp_path, HEADER + "Flood,killed,Red Cross,12,02/05/2020\n")
    assert again(store, order="dmy").added == 1
    assert [claim.as_of for claim in store.reader.claims()] == ["2020-05-02"]


def test_a_record_with_a_key_twice_stays_refused(store, tmp_path):
    record = '{"event": "Flood", "measure": "killed", "source": "Red Cross", "says": %s, "as_of": "2020-05-01"}'
    twice = record % '12, "says": 21'
    done = take(store, tmp_path, f"[{twice}, {record % 5}]", name="file.json")
    assert (done.added, done.refused) == (1, 1)
    assert (again(store).added, rejects(store)[0][3]) == (0, None)


def test_a_measure_with_decimals_is_made_as_if_the_file_had_gone_in_at_once(store, tmp_path):
    text = HEADER + "".join(f"Flood,Area burnt,Red Cross,{n},2020-05-0{n[0]}\n" for n in ("1", "2.5", "3.25"))
    assert take(store, tmp_path, text).refused == 3
    assert again(store, create=frozenset({"measure"})).added == 3
    assert sorted(claim.says for claim in store.reader.claims()) == ["1", "2.5", "3.25"]


def test_rows_that_are_refused_for_another_reason_are_found_again(store, tmp_path):
    take(store, tmp_path, ROWS)
    wrong = mapping.from_flags(["event=source", "says=says"], ["event=Flood", "measure=killed"])
    done = again(store, mapping=wrong)
    assert (done.batch, done.refused, done.kept_in) == (2, 2, (2,))
    with pytest.raises(Refused, match="batch 1 has no refused row left") as told:
        again(store)
    assert told.value.hint == "those of its file that are still refused stand elsewhere: claims ingest --retry 2"
    store.add_alias(Alias("Amnesty Intl", "source", "amnesty-international"), by=BY)
    right = again(store, 2, mapping=mapping.from_json(store.reader.batches()[0].mapping))
    assert (right.added, right.kept_in) == (1, (3,))


def test_rows_of_a_retry_stand_where_they_were_first_refused(store, tmp_path):
    take(store, tmp_path, ROWS)
    store.add_alias(Alias("Amnesty Intl", "source", "amnesty-international"), by=BY)
    assert again(store).kept_in == (1,)
    with pytest.raises(Refused) as told:
        again(store, 2)
    assert told.value.hint == "those of its file that are still refused stand elsewhere: claims ingest --retry 1"


def test_a_file_that_is_taken_again_names_no_rows_that_were_settled(store, tmp_path):
    assert take(store, tmp_path, ROWS).kept_in == (1,)
    to_one = mapping.from_flags([], ["source=Red Cross", "says=dozens"])
    again(store, mapping=mapping.from_json(store.reader.batches()[0].mapping).overridden_by(to_one))
    repeated = take(store, tmp_path, ROWS)
    assert (repeated.refused, repeated.kept_in) == (2, ())
    with pytest.raises(Refused) as told:
        again(store)
    assert told.value.hint == "`claims batch show 1` tells what became of it"


def test_a_refused_row_keeps_what_stood_above_its_ditto_mark(store, tmp_path):
    done = take(store, tmp_path, HEADER + "Flood,killed,Red Cross,12,2020-05-01\n〃,ditto,Amnesty Intl,9,2020-05-02\n")
    assert (done.added, done.refused) == (1, 1)
    store.add_alias(Alias("Amnesty Intl", "source", "amnesty-international"), by=BY)
    assert again(store).added == 1
    assert {(claim.event, claim.measure) for claim in store.reader.claims()} == {("flood", "killed")}
