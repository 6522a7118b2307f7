"""What an ingest tells beside what it refuses: odd figures that went in, names that may be others."""

import pytest
from builders import BY, Clock

from claims.errors import REASON
from claims.model import Draft, Source
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.notices import may_be_the_same
from claims.reading.batches import DIFFERING, BatchReader

HEADER = "event,measure,source,says,as_of,basis\n"


@pytest.fixture
def store(tmp_path):
    """A database in which it is 2 December 2019."""
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        load_measures(store, by=BY)
        store.add_source(Source("amnesty-international", "Amnesty International"), by=BY)
        yield store


def take(store, folder, text, *, create=("event",), **options):
    path = folder / "file.csv"
    path.write_text(text, encoding="utf-8")
    return ingest(store, str(path), by=BY, options=IngestOptions(create=frozenset(create), **options))


def row(says, as_of, *, source="Amnesty International", basis="", measure="killed"):
    return f"Flood,{measure},{source},{says},{as_of},{basis}\n"


def test_a_day_to_come_goes_in_and_is_flagged(store, tmp_path):
    text = HEADER + row(5, "2019-12-02") + row(9, "2019-12-03") + row(9, "2020", basis="projected")
    done = take(store, tmp_path, text)
    assert (done.added, done.refused) == (3, 0)
    (flag,) = done.flags
    assert (flag.row, flag.column, flag.reason) == (3, "as_of", "it is as of 2019-12-03, which is still to come")


def test_a_day_decades_ahead_is_refused_as_one_of_another_calendar_unless_it_is_a_projection(store, tmp_path):
    text = HEADER + row(5, "2077-01-30") + row(9, "2077", basis="projected")
    done = take(store, tmp_path, text)
    assert (done.added, done.refused) == (1, 1)
    (problem,) = done.problems
    assert (problem.row, problem.column) == (2, "as_of")
    assert problem.hint.endswith("claims ingest --retry 1 --create event --set 'basis=projected'")


def test_a_total_that_falls_goes_in_and_is_flagged_at_the_row_of_the_lower_one(store, tmp_path):
    text = HEADER + row(3, "2019-11-03") + row(5, "2019-11-01") + row(4, "2019-11-02")
    done = take(store, tmp_path, text)
    assert done.added == 3
    assert [(flag.row, flag.reason.partition(":")[0]) for flag in done.flags] == [
        (2, "a total that falls"),
        (4, "a total that falls"),
    ]


def test_to_look_at_one_total_does_not_go_through_the_whole_batch(store, tmp_path):
    others = "".join(f"Storm {n % 9},killed,Amnesty International,{n},2019-11-{n % 28 + 1:02},\n" for n in range(2_000))
    take(store, tmp_path, HEADER + row(5, "2019-11-01") + row(4, "2019-11-02") + others)
    select = "select distinct comparison, source, basis from claim where event = 'flood'"
    series = store.connection.execute(select).fetchone()
    steps = []
    store.connection.set_progress_handler(lambda: steps.append(1), 10)
    found = BatchReader(store.connection).series_of(*series)
    store.connection.set_progress_handler(None, 0)
    assert [claim.figure.best for claim in found] == [5, 4]
    assert len(steps) < 100, "SQLite looked at far more than two claims"


def test_a_total_that_falls_below_an_earlier_file_is_flagged_once(store, tmp_path):
    take(store, tmp_path, HEADER + row(5, "2019-11-01"))
    assert len(take(store, tmp_path, HEADER + row(4, "2019-11-02")).flags) == 1
    assert take(store, tmp_path, HEADER + row(6, "2019-11-03")).flags == ()


@pytest.mark.parametrize(
    "rows",
    [
        row(5, "2019-11-01") + row("at least 4", "2019-11-02"),
        row(5, "2019-11-01") + row(4, "2019-11-02", basis="documented"),
        row(5, "2019-11-01") + row(4, "2019-11-01"),
        row("at least 5", "2019-11-01") + row("unknown", "2019-11-02"),
    ],
    ids=["a floor", "another basis", "the same day", "unknown"],
)
def test_what_may_be_is_not_flagged(store, tmp_path, rows):
    assert take(store, tmp_path, HEADER + rows).flags == ()


def test_a_name_near_to_a_known_one_is_proposed_once_with_its_count_and_command(store, tmp_path):
    text = HEADER + row(1, "2019", source="Amnesty Intl") * 2 + row(1, "2019", source="Something else")
    done = take(store, tmp_path, text)
    (near,) = done.names
    assert (near.kind, near.name, near.count, near.made) == ("source", "Amnesty Intl", 2, None)
    assert near.near == ("amnesty-international",)
    assert near.command == 'claims source alias amnesty-international "Amnesty Intl"'
    assert {alias.name for alias in store.reader.aliases()} & {"Amnesty Intl"} == set()


def test_a_name_that_was_made_beside_a_near_one_is_proposed_for_a_merge(store, tmp_path):
    text = HEADER + row(1, "2019", source="Amnesty Intl")
    done = take(store, tmp_path, text, create=("event", "source"))
    (near,) = done.names
    assert near.command == 'claims source merge amnesty-intl amnesty-international --reason "..."'
    assert {claim.source for claim in store.reader.claims()} == {"amnesty-intl"}


def test_names_that_differ_in_digits_are_not_proposed(store, tmp_path):
    rows = row(1, "2019", source="Study 2005") + row(1, "2019", source="Study 2006")
    assert take(store, tmp_path, HEADER + rows, create=("event", "source")).names == ()


def test_of_several_figures_that_changed_the_note_says_what_prints_the_link_of_each(store, tmp_path):
    first = take(store, tmp_path, HEADER + row(5, "2019-11-01") + row(6, "2019-11-02"))
    second = take(store, tmp_path, HEADER + row(7, "2019-11-01") + row(8, "2019-11-02"))
    (note,) = [note for note in second.notes if "figures are such" in note]
    assert f"`claims batch diff {first.batch} {second.batch}` prints it for each" in note


def test_no_merge_is_proposed_that_would_be_refused(store, tmp_path):
    measures = {name: store.reader.measure(name).count_kind for name in ("displaced", "affected")}
    assert len(set(measures.values())) == 2, measures
    text = HEADER + "".join(row(1, "2019", measure=f"{name}; overall") for name in measures)
    done = take(store, tmp_path, text, create=("event", "source", "measure"))
    assert [one.near for one in done.names if one.kind == "measure"] == [("affected",)]


@pytest.mark.parametrize(("measure", "near"), [("affected households", []), ("affected, overall", ["affected"])])
def test_a_measure_of_households_is_not_proposed_as_one_of_people(store, tmp_path, measure, near):
    text = f'event,measure,source,says\nE,"{measure}",OCHA,340\n'
    done = take(store, tmp_path, text, create=("event", "source", "measure"))
    assert [slug for name in done.names for slug in name.near] == near


def test_a_dry_run_tells_the_same(store, tmp_path):
    text = HEADER + row(9, "2020-01-01") + row(1, "2019", source="Amnesty Intl")
    done = take(store, tmp_path, text, dry_run=True)
    assert (len(done.flags), len(done.names), done.batch) == (1, 1, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [("FE", "FE_NV"), ("Red Cross", "Red Cross of Iran"), ("WHO (2005a)", "WHO (2005b)"), ("Model A", "Model B")],
)
def test_names_of_one_file_that_are_told_apart_on_purpose_are_not_proposed(store, tmp_path, one, other):
    rows = row(1, "2019", source=one) + row(2, "2019", source=other)
    assert take(store, tmp_path, HEADER + rows, create=("event", "source")).names == ()


def test_a_longer_name_than_a_known_one_is_proposed(store, tmp_path):
    done = take(store, tmp_path, HEADER + row(1, "2019", source="Amnesty International UK"))
    assert [near.near for near in done.names] == [("amnesty-international",)]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Amnesty Intl", "Amnesty International", True),
        ("Amnesty Internatoinal", "Amnesty International", True),
        ("Human Rights Wotch", "Human Rights Watch", True),
        ("Ministry of Health", "Ministery of Health", True),
        ("People targeted", "People arrested", False),
        ("Ministry of Health", "Ministry of Defence", False),
        ("Study 2005", "Study 2006", False),
        ("Study 2005a", "Study 2005b", False),
    ],
)
def test_words_that_two_names_share_do_not_make_them_one(one, other, said):
    assert may_be_the_same(one, other) is may_be_the_same(other, one) is said


def test_measures_are_words_and_only_a_slip_makes_them_one():
    assert may_be_the_same("arrested", "arrestd", slips_only=True)
    assert not may_be_the_same("arrested", "targeted", slips_only=True)
    assert not may_be_the_same("c", "column c")


def test_rows_that_state_one_claim_are_told_with_what_may_be_missing(store, tmp_path):
    text = HEADER + "".join(row(number, "2019-11-01") for number in (1, 1, 2, 3, 2))
    done = take(store, tmp_path, text)
    assert (done.added, done.known, done.appearances) == (3, 2, 5)
    (note,) = [note for note in done.notes if "state one claim" in note]
    assert note.startswith("rows 2 and 3 state one claim, recorded once with both rows (2 claims are such);")
    again = take(store, tmp_path, text)
    assert not [note for note in again.notes if "state one claim" in note], "the same file again states nothing new"


def test_rows_that_earlier_files_stated_too_are_no_repetition(store, tmp_path):
    take(store, tmp_path, HEADER + row(1, "2019-11-01"))
    done = take(store, tmp_path, HEADER + row(1, "2019-11-01") + row(2, "2019-11-02"))
    assert (done.added, done.known) == (1, 1)
    assert not [note for note in done.notes if "state one claim" in note]


def of(done, words):
    return [note for note in done.notes if words in note]


def test_rows_with_other_figures_of_what_seems_the_same_are_told(store, tmp_path):
    text = HEADER + row(7, "2019-11-01") + row(4, "2019-11-02") + row(9, "2019-11-01") + row(5, "2019-11-02")
    done = take(store, tmp_path, text)
    assert done.added == 4
    (note,) = of(done, "both are recorded")
    same = "for the same event, measure, place, source and date (2 times)"
    assert note.startswith(f"rows 2 and 4 give 7 and 9 {same}"), note


def test_figures_that_differ_are_looked_for_in_their_own_batch_and_not_among_all_exact_ones(store):
    given = {"batch": 2, "limit": 10}
    plan = [row[3] for row in store.connection.execute(f"explain query plan {DIFFERING}", given)]
    searched = [step for step in plan if " claim " in step]
    assert searched == ["SEARCH claim USING INDEX claim_batch (batch=?)"], "\n".join(plan)
    behind = plan[plan.index(searched[0]) + 1]
    assert behind == "SCAN own", "the rows of the batch are sorted"


@pytest.mark.parametrize(
    "other",
    [
        row(9, "2019-11-01", basis="documented"),
        row(9, "2019-11-01", measure="injured"),
        row("at least 9", "2019-11-01"),
        row(9, "2019-11-02"),
        row(7, "2019-11-01"),
    ],
)
def test_rows_that_say_what_differs_or_do_not_differ_are_none(store, tmp_path, other):
    done = take(store, tmp_path, HEADER + row(7, "2019-11-01") + other)
    assert not of(done, "both are recorded")


def test_figures_that_mostly_fall_are_told_to_be_no_running_totals(store, tmp_path):
    days = [row(20 - number, f"2019-11-{number:02}") for number in range(1, 8)]
    done = take(store, tmp_path, HEADER + "".join(days))
    (note,) = of(done, "as running totals seldom do")
    assert note.startswith("6 totals fall")
    assert "period_start" in note


def test_a_correction_downwards_among_many_figures_is_no_sign_of_that(store, tmp_path):
    days = [row(number if number != 15 else 3, f"2019-11-{number:02}") for number in range(1, 28)]
    done = take(store, tmp_path, HEADER + "".join(days))
    assert done.flags
    assert not of(done, "as running totals seldom do")


PLACES = "event,measure,source,says,as_of,place\n"


def killed_in(place, says, event="Protests"):
    return f'{event},killed,Amnesty International,{says},2019-11-01,"{place}"\n'


def test_places_that_differ_in_letters_only_are_told_and_kept_as_written(store, tmp_path):
    text = PLACES + killed_in("Tehran", 3) + killed_in("tehran", 4) + killed_in("TEHRAN", 5) + killed_in("Shiraz", 1)
    done = take(store, tmp_path, text)
    (note,) = [note for note in done.notes if "letters only" in note]
    assert note.startswith("“TEHRAN” and “Tehran” differ in letters only, and are two places that are not compared")
    assert '(2 places are such): `claims place merge Tehran TEHRAN --reason "..."` makes one of them' in note
    places = [row[0] for row in store.connection.execute("select place from claim order by place")]
    assert places == ["Shiraz", "TEHRAN", "Tehran", "tehran"]


def test_a_place_is_held_against_those_that_the_event_had_before(store, tmp_path):
    take(store, tmp_path, PLACES + killed_in("Zürich", 3))
    done = take(store, tmp_path, PLACES + killed_in("Zurich", 4))
    assert [note for note in done.notes if note.startswith("“Zurich” and “Zürich” differ in letters only")]


@pytest.mark.parametrize("other", [killed_in("tehran", 4, event="Flood"), killed_in("Tehran Province", 4)])
def test_places_of_other_events_and_other_names_are_no_matter(store, tmp_path, other):
    done = take(store, tmp_path, PLACES + killed_in("Tehran", 3) + other)
    assert not [note for note in done.notes if "letters only" in note]


def test_figures_that_a_source_gave_otherwise_before_are_told_with_the_link_that_corrects(store, tmp_path):
    take(store, tmp_path, HEADER + row(24, "2019-11-18") + row(30, "2019-11-19"))
    done = take(store, tmp_path, HEADER + row(43, "2019-11-18") + row(30, "2019-11-19") + row(50, "2019-11-20"))
    (note,) = of(done, "before and")
    ids = {claim.says: claim.id[:8] for claim in store.reader.claims()}
    assert "said “24” before and “43” now for killed as of 2019-11-18: " in note
    assert f"`claims link {ids['43']} corrects {ids['24']} {REASON}` says so" in note
    assert not of(take(store, tmp_path, HEADER + row(43, "2019-11-18")), "before and")


def test_sources_in_other_letters_are_told_by_their_names_too(store, tmp_path):
    old = HEADER + row(24, "2019-11-18", source="منظمة الصحة العالمية")
    take(store, tmp_path, old, create=("event", "source"))
    new = HEADER + row(43, "2019-11-18", source="منظمة الصحة العالمية") + row(43, "2019-11-18", source="WHO")
    done = take(store, tmp_path, new, create=("event", "source"))
    (note,) = of(done, "before and")
    assert " (“منظمة الصحة العالمية”) said “24” before" in note
    (near,) = done.names
    assert near.called == (f"{near.near[0]} (“منظمة الصحة العالمية”)",)
    assert near.near[0] in near.command


def test_many_figures_of_one_date_are_not_held_against_each_other(store, tmp_path):
    steps = []
    for times in (1, 2):
        event = f"Storm {times}"
        texts = [
            HEADER + "".join(row(start + n, "").replace("Flood", event) for n in range(400 * times))
            for start in (1, 5_000)
        ]
        take(store, tmp_path, texts[0])
        batch = take(store, tmp_path, texts[1]).batch
        count = []
        store.connection.set_progress_handler(lambda: count.append(1), 10)  # noqa: B023 - taken away below
        found = BatchReader(store.connection).revised(batch, limit=20_000)
        store.connection.set_progress_handler(None, 0)
        assert found is not None
        assert found[0] == 400 * times
        steps.append(len(count))
    assert steps[1] < 3 * steps[0], steps


def test_what_was_recorded_by_hand_before_counts_too(store, tmp_path):
    take(store, tmp_path, HEADER + row(24, "2019-11-18"))
    store.add_claim(Draft("flood", "killed", "amnesty-international", "30", as_of="2019-11-19"), by=BY)
    (note,) = of(take(store, tmp_path, HEADER + row(31, "2019-11-19")), "before and")
    assert "said “30” before and “31” now" in note


def test_another_basis_source_or_date_is_no_correction(store, tmp_path):
    take(store, tmp_path, HEADER + row(24, "2019-11-18"))
    assert not of(take(store, tmp_path, HEADER + row(43, "2019-11-19")), "before and")
    for fields in ({"source": "MEK"}, {"basis": "documented"}):
        done = take(store, tmp_path, HEADER + row(44, "2019-11-18", **fields), create=("event", "source"))
        assert (done.added, of(done, "before and")) == (1, [])


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (("2020-05-01", "", "n/a"), ["2 claims have no date, the first in row 3: its cell of as_of states none"]),
        (("2020-05-01", "2020-05-02", ""), ["1 claim has no date, the first in row 4: its cell of as_of states none"]),
        (("2020-05-01", "2020-05-02", "2020-05-03"), []),
    ],
    ids=["two", "one", "none"],
)
def test_claims_whose_cell_states_no_date_are_told(store, tmp_path, dates, told):
    rows = "".join(f"Flood,killed,UN,{number},{date}\n" for number, date in enumerate(dates))
    done = take(store, tmp_path, "event,measure,source,says,as_of\n" + rows, create=("event", "source"))
    assert done.added == 3
    assert [note.partition(";")[0] for note in done.notes if "no date" in note] == told


def test_a_file_without_dates_is_not_told_row_by_row(store, tmp_path):
    done = take(store, tmp_path, "event,measure,source,says\nFlood,killed,UN,5\n", create=("event", "source"))
    assert not [note for note in done.notes if "no date" in note]


def test_of_two_names_that_were_made_the_shorter_may_be_the_longer(store, tmp_path):
    names = ("World Health Organization", "World Health Org")
    rows = "".join(f"Flood,killed,{name},5,2019-11-0{n}\n" for n, name in enumerate(names, start=1))
    done = take(store, tmp_path, "event,measure,source,says,as_of\n" + rows, create=("event", "source"))
    assert [(near.made, near.near) for near in done.names] == [("world-health-org", ("world-health-organization",))]
