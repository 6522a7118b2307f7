"""A cell that says more than a number: another measure is refused, other words beside the figure are pointed out."""

from __future__ import annotations

import pytest
from builders import BY, Clock

from claims.mapping import from_flags, plan
from claims.model import Measure, Source
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.table import Row


@pytest.fixture
def store(tmp_path):
    """A database that knows the usual measures and one source."""
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        load_measures(store, by=BY)
        store.add_source(Source("amnesty-international", "Amnesty International"), by=BY)
        yield store


def take(store, folder, *rows, create=("event", "source", "measure")):
    path = folder / "file.csv"
    path.write_text("\n".join(("event,measure,source,says", *(f"Flood,{row}" for row in rows))), encoding="utf-8")
    return ingest(store, str(path), by=BY, options=IngestOptions(create=frozenset(create)))


@pytest.mark.parametrize(
    ("measure", "says", "other"),
    [
        ("killed", "45 injured", "injured"),
        ("killed", "at least 45 people wounded", "injured"),
        ("killed", "1500+ Verletzte", "injured"),
        ("killed", "3 missing (2 children)", "missing"),
        ("killed", "45 houses destroyed", "homes-destroyed"),
        ("killed", "5 children killed", "children-killed"),
        ("injured", "12 قتلى", "killed"),
        ("killed", "12 раненых", "injured"),
        ("killed", "12 feriti", "injured"),
        ("killed", "12 yaralı", "injured"),
        ("killed", "12人受伤", "injured"),
        *(
            ("killed", says, "injured")
            for says in ("Injured: 12", "Wounded 12", "раненых: 12", "- Injured: 12", "(injured) 12")
        ),
        ("killed", "40 casualties", "casualties"),
        ("killed", "More than 700 persons are reported as missing", "missing"),
    ],
)
def test_a_figure_of_another_measure_is_refused_at_its_row(store, tmp_path, measure, says, other):
    done = take(store, tmp_path, f"{measure},A,{says}")
    assert (done.added, done.refused) == (0, 1)
    assert f"which is {other}, and the measure is {measure}" in done.problems[0].reason
    assert "[split.says]" in done.problems[0].hint


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        ("604 (injured)", "which is injured"),
        ("at least 604 (killed and injured)", "it counts killed and injured together"),
        ("не менше 604 (убито і поранено)", "it counts killed and injured together"),
        ("604 (casualties)", "which is casualties"),
    ],
)
def test_a_figure_that_brackets_give_to_another_measure_is_refused(store, tmp_path, says, reason):
    done = take(store, tmp_path, f"killed,A,{says}", "killed,B,604 (dead)", "killed,C,604 (confirmed)")
    assert ([one.row for one in done.problems], done.added) == ([2], 2)
    assert reason in done.problems[0].reason


@pytest.mark.parametrize("says", ["12 more", "12 additional", "about 12 new", "12 /day", "12 weitere", "12 más"])
def test_a_change_is_no_running_total(store, tmp_path, says):
    done = take(store, tmp_path, f"killed,A,{says}", f"missing,B,{says}")
    assert [problem.row for problem in done.problems] == [2], "who is missing is no running total"
    assert "and killed is a running total" in done.problems[0].reason
    assert "--count-kind period" in done.problems[0].hint


@pytest.mark.parametrize(
    ("measure", "says"),
    [
        ("killed", "12 or more"),
        ("killed", "12 more or less"),
        ("killed", "45 dead"),
        ("killed", "at least 45 people killed"),
        ("killed", "45 (12 injured)"),
        ("killed", "45 Tote"),
        ("killed", "12 injured people died"),
        ("children-killed", "5 killed"),
        ("injured", "45 wounded"),
        ("Deaths in custody", "45 deaths"),
    ],
)
def test_a_figure_of_its_own_measure_goes_in(store, tmp_path, measure, says):
    done = take(store, tmp_path, f"{measure},A,{says}")
    assert (done.added, [problem.reason for problem in done.problems]) == (1, [])


def test_a_wording_that_one_measure_may_have_is_refused_under_another_of_the_same_file(store, tmp_path):
    done = take(store, tmp_path, "injured,A,45 injured", "killed,A,45 injured")
    assert (done.added, [problem.row for problem in done.problems]) == (1, [3])


def test_words_beside_a_figure_that_nothing_reads_are_pointed_out(store, tmp_path):
    done = take(store, tmp_path, "killed,A,5 fishermen", "killed,B,6 fishermen", "killed,D,4 dead", "killed,E,7人",
                "killed,F,8명", "killed,G,9 osób")  # fmt: skip
    assert done.added == 6
    assert [note for note in done.notes if "words beside" in note] == [
        "of these cells the figure is recorded, not the words beside it: “5 fishermen”; see what it counts"
    ]


def test_marks_of_footnotes_make_no_other_source(store, tmp_path):
    rows = ("Amnesty International[1]", "Amnesty International [note 2]", "Reuters*", "Reuters", "FE_NV", "Group (b)")
    done = take(store, tmp_path, *(f"killed,{source},{number}" for number, source in enumerate(rows)))
    sources = [source for (source,) in store.connection.execute("select source from claim order by low")]
    assert sources == [*("amnesty-international",) * 2, *("reuters",) * 2, "fe-nv", "group-b"]
    (note,) = [note for note in done.notes if "footnotes" in note]
    assert note.endswith("behind them: “Amnesty International[1]”, “Amnesty International [note 2]”, “Reuters*”")


def test_marks_behind_figures_are_told_with_what_the_file_says_of_them(store, tmp_path):
    path = tmp_path / "file.csv"
    path.write_text("event,measure,source,says\nFlood,killed,A,20*\n* provisional,,,\n", encoding="utf-8")
    done = ingest(store, str(path), by=BY, options=IngestOptions(create=frozenset(("event", "source"))))
    (note,) = [note for note in done.notes if "marks behind" in note]
    assert note.endswith(": “20*”; the file says “* provisional”")


def test_an_address_is_no_source(store, tmp_path):
    done = take(store, tmp_path, "killed,https://example.org/report.pdf,5")
    assert (done.added, done.refused) == (0, 1)
    assert "the address of a page" in done.problems[0].reason
    assert "map its column to url" in done.problems[0].hint


def test_a_measure_that_says_new_or_daily_is_made_for_a_period(store, tmp_path):
    names = ("Newly reported cases", "daily cases", "cases", "Новые случаи", "Renewable plants hit")
    done = take(store, tmp_path, *(f"{name},A,{number}" for number, name in enumerate(names)))
    made = dict(store.connection.execute("select label, count_kind from measure where label in (?, ?, ?, ?, ?)", names))
    assert [made[name] for name in names] == ["period", "period", "cumulative", "period", "cumulative"]
    (note,) = [note for note in done.notes if "of a period" in note]
    assert note.endswith("by their names: “Newly reported cases”, “daily cases”, “Новые случаи”")


@pytest.mark.parametrize("says", ["8 Überlebende nach drei Tagen", "30 rescued", "12 sobrevivientes", "5 выживших"])
@pytest.mark.parametrize("measure", ["killed", "injured"])
def test_those_who_survived_are_not_counted_among_the_dead_or_injured(store, tmp_path, measure, says):
    result = take(store, tmp_path, f"{measure},Amnesty International,{says}")
    (problem,) = result.problems
    assert f"is not counted as {measure}" in problem.reason
    assert result.added == 0


def test_words_of_a_cell_that_is_refused_are_no_words_beside_a_figure_on_record(store, tmp_path):
    done = take(store, tmp_path, "killed,Amnesty International,RSF: 7")
    assert (done.added, [note for note in done.notes if "RSF" in note]) == (0, [])


def test_survivors_are_counted_as_survivors(store, tmp_path):
    store.add_measure(Measure("survivors", "Survivors"), by=BY)
    assert take(store, tmp_path, "survivors,Amnesty International,8 survivors").added == 1


def test_a_number_that_a_cell_adds_to_its_figure_is_pointed_out(store, tmp_path):
    rows = ("killed,Amnesty International,37 (+1 later)", "injured,Amnesty International,12 (+4)")
    told = [note for note in take(store, tmp_path, *rows).notes if "not the words beside it" in note]
    assert told == [
        "of these cells the figure is recorded, not the words beside it: “37 (+1 later)”, “12 (+4)”; see what it counts"
    ]


@pytest.mark.parametrize("when", ["as of 25 Nov", "7 января", "25/11", "on 25.11.2019", "2019"])
def test_a_time_in_brackets_behind_a_figure_is_pointed_out(store, tmp_path, when):
    notes = take(store, tmp_path, f"killed,Amnesty International,161 ({when})").notes
    assert [note for note in notes if f"not the words beside it: “161 ({when})”" in note]


def test_bounds_in_brackets_are_read_and_not_pointed_out(store, tmp_path):
    notes = take(store, tmp_path, "killed,Amnesty International,161 (120-200)").notes
    assert not [note for note in notes if "not the words beside it" in note]


def test_what_brackets_say_of_a_figure_is_not_pointed_out(store, tmp_path):
    notes = take(store, tmp_path, "killed,Amnesty International,37 (including 4 children)").notes
    assert not [note for note in notes if "not the words beside it" in note]


@pytest.mark.parametrize(
    "says",
    [
        *(
            "20 u.m.",
            "20 m.fl.",
            "20 w.",
            "k.l. 20",
            "ugf. 20",
            "20 und drunter",
            "20 og sådan",
            "20 et des poussières",
        ),
        *("no pasa de 20", "no supera 20", "zaledwie 20", "δεν φτάνει τους 20", "20'yi aşıyor", "20 ou +", "au + 20"),
        *(
            "20 (upper bound)",
            "20 (Obergrenze)",
            "20人台",
            "20명대",
            "20 to",
            "from 20",
            "desde 20",
            "از 20 گذشته",
            "Table 3",
        ),
    ],
)
def test_a_number_beside_words_that_may_make_a_bound_of_it_is_never_exact(store, tmp_path, says):
    done = take(store, tmp_path, f"killed,A,{says}", "killed,B,20")
    assert (done.added, done.refused) == (1, 1)
    assert (
        f"claims ingest --retry 1 --create --set 'names.says.{says}=".replace("20'yi", "20'\\''yi")
        in done.problems[0].hint
    )


@pytest.mark.parametrize(
    "says",
    [
        *("Killed: 20", "KIA 20", "20 fishermen", "20 чел.", "20 (in Gaza)", "20 U.S. climbers"),
        *("12 en Alepo", "20 i Oslo", "20 of Hezbollah", "5 of whom children", "1 Lt. Colonel"),
        *("only 20", "officially 20", "20 os.", "총 20명", "استشهد 20"),
        *("in totaal 20", "i alt 20", "وستة"),
    ],
)
def test_a_number_beside_what_is_counted_goes_in(store, tmp_path, says):
    done = take(store, tmp_path, f"killed,A,{says}")
    assert (done.added, [problem.reason for problem in done.problems]) == (1, [])


def test_a_bound_in_another_language_than_the_one_that_is_read_is_not_exact(store, tmp_path):
    path = tmp_path / "file.csv"
    path.write_text("event,measure,source,says\nFlood,killed,A,20 en meer", encoding="utf-8")
    options = IngestOptions(create=frozenset(("event", "source", "measure")), language="en")
    assert "a bound in another language" in ingest(store, str(path), by=BY, options=options).problems[0].reason


@pytest.mark.parametrize(("says", "way"), [("a few", "unknown"), ("zaledwie 20", "20")])
def test_what_a_cell_without_a_figure_means_is_said_once_by_the_flag_in_its_hint(store, tmp_path, says, way):
    done = take(store, tmp_path, f"killed,A,{says}")
    assert f"claims ingest --retry 1 --create --set 'names.says.{says}={way}'" in done.problems[0].hint


@pytest.mark.parametrize(("says", "sign"), [("52 (police); 54 (court filing)", ";"), ("5 (HRW) / over 6 (UN)", "/")])
def test_figures_with_their_sources_in_brackets_behind_them_are_parted_by_the_flag_in_the_hint(
    store, tmp_path, says, sign
):
    done = take(store, tmp_path, f"killed,A,{says}")
    assert done.problems[0].hint.endswith(f"claims ingest --retry 1 --create --set 'split.says={sign}'")
    assert "names.says" not in done.problems[0].hint, "both figures remain without the first name"
    assert "split" not in take(store, tmp_path, "killed,A,5 (HRW); 6").problems[0].hint, "nobody says the second"


def test_the_flag_that_parts_figures_reads_who_says_each():
    mapping = from_flags(["killed=says"], ["event=e", "measure=killed", "source=Press", "split.says=;"])
    made = plan(mapping, ("killed",), file="f.csv")
    rows = (Row(2, ["52 (police); 54 (court filing)"], ""), Row(3, ["12"], ""))
    said = [(one.source, one.says) for row in rows for one in made.drafts(row)]
    assert said == [("police", "52"), ("court filing", "54"), ("Press", "12")]
