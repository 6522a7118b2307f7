"""Two versions of a file: what changed, disappeared and appeared, and that only that is added."""

import pytest
from builders import BY, Clock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import mapping
from claims.errors import Refused
from claims.pipeline.batch import diff_batches
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.retry import retry

CREATE = frozenset({"event", "source"})
MEASURES = {"dead": "killed", "hurt": "injured"}
HEADER = "event,measure,source,says,place,as_of\n"
OLD = HEADER + "Flood,killed,UN,12,A,2020-05-01\nFlood,killed,UN,14,A,2020-05-02\nFlood,killed,UN,3,B,2020-05-02\n"
NEW = HEADER + "Flood,killed,UN,15,A,2020-05-02\nFlood,killed,UN,12,A,2020-05-01\nFlood,killed,UN,20,A,2020-05-03\n"


@pytest.fixture
def store(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        load_measures(store, by=BY)
        yield store


def take(store, folder, text, name="file.csv"):
    (folder / name).write_text(text, encoding="utf-8")
    return ingest(store, str(folder / name), by=BY, options=IngestOptions(create=CREATE))


def shown(claims):
    return [(claim.place, claim.as_of, claim.says) for claim in claims]


def test_a_newer_version_adds_what_changed_and_the_difference_says_what(store, tmp_path):
    take(store, tmp_path, OLD)
    newer = take(store, tmp_path, NEW)
    assert (newer.added, newer.known) == (2, 1)
    found = diff_batches(store, 1, 2)
    assert [(shown(one.before), shown(one.after)) for one in found.changed] == [
        ([("A", "2020-05-02", "14")], [("A", "2020-05-02", "15")])
    ]
    assert shown(found.disappeared) == [("B", "2020-05-02", "3")]
    assert shown(found.appeared) == [("A", "2020-05-03", "20")]
    assert found.same == 1


def test_backwards_the_difference_is_the_other_way_round(store, tmp_path):
    take(store, tmp_path, OLD)
    take(store, tmp_path, NEW)
    there, back = diff_batches(store, 1, 2), diff_batches(store, 2, 1)
    assert (shown(back.appeared), shown(back.disappeared)) == (shown(there.disappeared), shown(there.appeared))
    assert [(one.after, one.before) for one in back.changed] == [(one.before, one.after) for one in there.changed]


def test_rows_that_are_refused_still_are_named_beside_what_disappeared(store, tmp_path):
    take(store, tmp_path, OLD)
    assert take(store, tmp_path, OLD.replace("UN,3,B", "UN,many,B")).refused == 1
    found = diff_batches(store, 1, 2)
    assert (shown(found.disappeared), found.refused) == ([("B", "2020-05-02", "3")], ((2, 1),))
    names = mapping.from_flags([], ["names.says.many=4"])
    retry(store, 2, by=BY, options=IngestOptions(mapping=names))
    assert diff_batches(store, 1, 2).refused == ()


def test_tables_of_two_days_are_held_against_each_other_whatever_the_date(store, tmp_path):
    head = "event,measure,source,says,place,as_of\n"
    take(
        store,
        tmp_path,
        f"{head}Flood,killed,UN,12,A,2020-05-01\nFlood,killed,UN,3,B,2020-05-01\nFlood,killed,UN,7,C,2020-05-01\n",
    )
    take(
        store,
        tmp_path,
        f"{head}Flood,killed,UN,12,A,2020-05-02\nFlood,killed,UN,5,B,2020-05-02\nFlood,killed,UN,1,D,2020-05-02\n",
    )
    found = diff_batches(store, 1, 2)
    assert [(shown(one.before), shown(one.after)) for one in found.changed] == [
        ([("B", "2020-05-01", "3")], [("B", "2020-05-02", "5")])
    ]
    assert (shown(found.disappeared), shown(found.appeared)) == ([("C", "2020-05-01", "7")], [("D", "2020-05-02", "1")])
    assert (found.same, found.redated) == (0, 1)


@pytest.mark.parametrize(
    "later", ["A,2020-05-03\nFlood,killed,UN,15,A,2020-05-04", "A,2020-05-03\nFlood,killed,UN,9,B,2020-05-02"]
)
def test_what_has_several_dates_or_shares_one_is_held_against_that_date_only(store, tmp_path, later: str):
    take(store, tmp_path, f"{HEADER}Flood,killed,UN,12,A,2020-05-01\nFlood,killed,UN,9,B,2020-05-02\n")
    take(store, tmp_path, f"{HEADER}Flood,killed,UN,14,{later}\n")
    found = diff_batches(store, 1, 2)
    assert (found.changed, found.redated) == ((), 0)
    assert ("A", "2020-05-01", "12") in shown(found.disappeared)
    assert ("A", "2020-05-03", "14") in shown(found.appeared)


def test_rows_that_name_their_own_document_are_remembered_though_they_add_nothing(store, tmp_path):
    text = "event,measure,source,says,url\nFlood,killed,UN,12,https://e.org/a\nFlood,killed,UN,9,https://e.org/b\n"
    take(store, tmp_path, text)
    newer = take(store, tmp_path, text + "Flood,killed,UN,13,https://e.org/c\n")
    assert (newer.added, newer.appearances) == (1, 1)
    found = diff_batches(store, 1, 2)
    assert (len(found.disappeared), len(found.changed), found.same) == (0, 0, 2)


def test_the_same_bytes_by_another_mapping_differ_in_what_the_mapping_changed(store, tmp_path):
    text = "event,source,dead,hurt\nFlood,UN,12,30\n"
    (tmp_path / "file.csv").write_text(text, encoding="utf-8")
    for measures in (("dead",), ("dead", "hurt")):
        blocks = "".join(
            f'[[claim]]\nset = {{measure = "{MEASURES[name]}"}}\ncolumns = {{says = "{name}"}}\n' for name in measures
        )
        made = mapping.from_toml(f'[columns]\nevent = "event"\nsource = "source"\n{blocks}', name="m")
        ingest(store, str(tmp_path / "file.csv"), by=BY, options=IngestOptions(mapping=made, create=CREATE))
    found = diff_batches(store, 1, 2)
    assert ([claim.says for claim in found.appeared], found.disappeared, found.same) == (["30"], (), 1)


def test_a_batch_that_is_none_is_told(store):
    with pytest.raises(Refused, match="there is no batch 1"):
        diff_batches(store, 1, 2)


def test_nothing_is_taken_out_of_the_database(store, tmp_path):
    take(store, tmp_path, OLD)
    take(store, tmp_path, HEADER)
    assert len(store.reader.claims()) == 3


rows = st.lists(
    st.tuples(st.sampled_from("AB"), st.integers(1, 3), st.integers(0, 4)), min_size=1, max_size=6, unique=True
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)
@given(rows, st.randoms(use_true_random=False))
def test_a_file_in_another_order_adds_no_claim(tmp_path_factory, made, random):
    folder = tmp_path_factory.mktemp("order")
    lines = [f"Flood,killed,UN,{number},{place},2020-05-{day:02d}\n" for place, day, number in made]
    other = random.sample(lines, len(lines))
    with ClaimStore.create(folder / "claims.db") as store:
        load_measures(store, by=BY)
        take(store, folder, HEADER + "".join(lines))
        again = take(store, folder, HEADER + "".join(other))
        assert (again.added, again.known) == (0, len(lines))
        found = diff_batches(store, 1, again.batch)
        assert (found.changed, found.appeared, found.disappeared) == ((), (), ())
