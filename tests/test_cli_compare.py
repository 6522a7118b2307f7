"""`claims compare`: the words, the table and the plot of an event, and the same as JSON."""

import pytest
from cli_program import EVENT, run, worked_example

from claims.model import CountKind, Draft, LinkRelation, Measure
from claims.pipeline.claim_store import ClaimStore


@pytest.fixture
def db(tmp_path):
    worked_example(tmp_path / "a.db")
    return tmp_path / "a.db"


def test_prints_the_worked_example(db):
    with ClaimStore.open(db, write=False) as store:
        ids = {claim.source: claim.id[:8] for claim in store.reader.claims()}
    shown = run("compare", EVENT, db=db)
    assert (shown.code, shown.err) == (0, "")
    lines = shown.out.splitlines()
    assert lines[0] == "2019 Iranian protests — Killed" + " " * 40 + "≉ diverges"
    assert "Every source says at least 161." in " ".join(lines)
    start = next(number for number, line in enumerate(lines) if line.startswith("claim"))
    assert lines[start : start + 7] == [
        "claim     source                 says          basis       as of",
        f"{ids['amnesty-international']}  Amnesty International  at least 161  documented  2019-11-29",
        f"{ids['mek']}  MEK                    at least 600  reported    2019-12-02",
        "",
        "Amnesty International  ●" + "─" * 55 + "▸",
        "MEK                    " + " " * 54 + "●─▸",
        " " * 23 + "┬" + lines[start + 6][24:],
    ]
    assert "161" in lines[start + 7]
    assert "600" in lines[start + 7]
    assert "diverges ×3.73 (basis)" in " ".join(" ".join(lines).split())


def test_json_is_the_event_with_its_comparisons(db):
    data = run("compare", EVENT, "--json", db=db).data
    assert data["event"] == EVENT
    (comparison,) = data["comparisons"]
    numbers = {name: comparison[name] for name in ("status", "agreed_minimum", "highest_floor", "spread", "ratio")}
    assert numbers == {"status": "diverges", "agreed_minimum": 161, "highest_floor": 600, "spread": 439, "ratio": 3.73}
    assert [claim["says"] for claim in comparison["claims"]] == ["at least 161", "at least 600"]
    assert [(pair["relation"], pair["ratio"], pair["reason"]) for pair in comparison["pairs"]] == [
        ("diverges", 3.73, "basis")
    ]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--without", "منظمة العفو الدولية"), ["at least 600"]),
        (("--as-of", "30 November 2019"), ["at least 161"]),
        (("--measure", "KILLED", "--population", "all"), ["at least 161", "at least 600"]),
        (("--population", "women"), []),
        (("--place", "Tehran"), []),
        (("--known-on", "2019-12-31"), []),
    ],
    ids=["without", "as_of", "measure", "population", "place", "known_on"],
)
def test_questions_narrow_the_answer(db, options, says):
    data = run("compare", EVENT, "--json", *options, db=db).data
    assert [claim["says"] for comparison in data["comparisons"] for claim in comparison["claims"]] == says


def test_the_ratio_decides_what_diverges(db):
    assert run("compare", EVENT, "--json", "--ratio", "4", db=db).data["comparisons"][0]["status"] == "compatible"


@pytest.mark.parametrize("ratio", ["0.5", "much", "nan", "-2"])
def test_a_ratio_below_one_is_a_usage_error(db, ratio):
    shown = run("compare", EVENT, f"--ratio={ratio}", db=db)
    assert shown.code == 2
    assert f"“{ratio}” is no number of 1 or more" in shown.err


def test_an_event_without_claims_says_so(db):
    run("event", "add", "Floods in Derna", db=db)
    shown = run("compare", "floods in derna", db=db)
    assert (shown.code, shown.out) == (0, "")
    assert shown.err == "No claim of floods-in-derna is recorded yet.\n"
    assert run("compare", "Floods in Derna", "--json", db=db).data == {"event": "floods-in-derna", "comparisons": []}


def test_an_event_of_which_no_claim_counts_any_more_says_so(db, tmp_path):
    (tmp_path / "rows.csv").write_text("event,measure,source,says\nFlood,killed,A,3\nFlood,killed,B,4\n")
    run("ingest", tmp_path / "rows.csv", "--create", "event,source", db=db)
    run("batch", "withdraw", "1", "--reason", "another file was meant", db=db)
    shown = run("compare", "flood", db=db)
    assert shown.err == "No claim of flood counts: all 2 are deprecated or withheld; claims export flood\n"
    assert len(run("export", "flood", db=db).out.splitlines()) == 3


def test_a_question_without_an_answer_says_so(db):
    nothing = f"No claim of {EVENT} answers this question."
    told = run("compare", EVENT, "--population", "women", db=db).err
    assert told == f"{nothing} It has no population “women”: there are “all”.\n"
    told = run("compare", EVENT, "--population", "all", "--place", "Paris", db=db).err
    assert told == f"{nothing} It has no place “Paris”.\n"
    known = run("compare", EVENT, "--known-on", "2019-01-01", db=db).err
    assert known.startswith(f"{nothing} It is known since ")


def test_one_period_or_date_of_many_is_shown(db):
    with ClaimStore.open(db) as store:
        store.add_measure(Measure("displaced", "Displaced", count_kind=CountKind.POINT), by="Editor")
        for year in ("2018", "2019"):
            start, end = f"{year}-01-01", f"{year}-12-31"
            store.add_claim(Draft(EVENT, "killed", "mek", "7", period_start=start, as_of=end), by="Editor")
            store.add_claim(Draft(EVENT, "displaced", "mek", "8", as_of=end), by="Editor")

    def scopes(*options):
        found = run("compare", EVENT, *options, "--json", db=db).data["comparisons"]
        return [(one["measure"], one["period_start"], one["as_of"]) for one in found]

    assert scopes("--period-start", "2018") == [("killed", "2018-01-01", None)]
    assert scopes("--period-start", "2019-01-01") == [("killed", "2019-01-01", None)]
    assert scopes("--on", "2018-12") == [("displaced", None, "2018-12-31")]
    assert scopes("--on", "2017") == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("iran-protest-2019",), "there is no event “iran-protest-2019”"),
        ((EVENT, "--measure", "kild"), "there is no measure “kild”"),
        ((EVENT, "--without", "MEKK"), "there is no source “MEKK”"),
    ],
    ids=["event", "measure", "source"],
)
def test_an_unknown_name_is_told_what_it_may_mean(db, options, said):
    shown = run("compare", *options, db=db)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith(f"Error: {said}\nHint: did you mean “")
    assert "--create" not in shown.err


def test_a_date_that_cannot_be_read_is_refused_by_its_option(db):
    shown = run("compare", EVENT, "--known-on", "02/12/2019", db=db)
    assert shown.code == 1
    assert shown.err.startswith("Error: --known-on: “02/12/2019” can be ")


def test_copies_and_replaced_claims_are_marked(db):
    with ClaimStore.open(db) as store:
        mek = next(claim for claim in store.reader.claims() if claim.source == "mek")
        store.add_claim(
            Draft(EVENT, "killed", "mek", "at least 700", as_of="2019-12-05", basis="reported"), by="Editor"
        )
        draft = Draft(EVENT, "killed", "Wire", "at least 600", as_of="2019-12-03")
        wire = store.add_claim(draft, by="Editor", create=frozenset({"source"})).claim
        store.link(wire.id, LinkRelation.DERIVED_FROM, mek.id, reason="the wire says so", by="Editor")
    out = run("compare", EVENT, db=db, COLUMNS="100").out
    assert "at least 600 (replaced)" in out
    assert f"at least 600 (copy of {mek.id[:8]})" in out


@pytest.mark.parametrize(
    ("environment", "is_coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
    ids=["no_terminal", "forced", "forbidden"],
)
def test_colours_only_where_they_are_wanted(db, environment, is_coloured):
    assert ("\x1b[" in run("compare", EVENT, db=db, **environment).out) is is_coloured


def test_the_width_is_that_of_the_terminal(db):
    for columns in (62, 80, 140):
        lines = run("compare", EVENT, db=db, COLUMNS=str(columns)).out.splitlines()
        assert columns - 4 <= max(map(len, lines)) <= columns


def test_of_many_comparisons_the_most_contested_are_shown_and_the_rest_is_counted(db):
    with ClaimStore.open(db) as store:
        for number in range(40):
            store.add_claim(Draft(EVENT, "killed", "MEK", "5", place=f"Town {number}"), by="M. Rahimi")
    shown = run("compare", EVENT, db=db)
    assert shown.out.count("2019 Iranian protests — ") == 30
    assert "— Killed  " in shown.out
    assert "more comparisons answer this: --all shows them" in shown.err
    everything = run("compare", EVENT, "--all", db=db)
    assert everything.out.count("2019 Iranian protests — ") > 40
    assert everything.err == ""


def test_of_many_claims_those_that_stand_are_shown_and_the_others_counted(db):
    with ClaimStore.open(db) as store:
        for day in range(1, 29):
            for source in ("MEK", "Amnesty International"):
                draft = Draft(EVENT, "killed", source, f"at least {100 + day}", as_of=f"2020-01-{day:02}")
                store.add_claim(draft, by="M. Rahimi")
        standing = list(store.compare(EVENT)[0].comparison.current)
    shown = run("compare", EVENT, db=db)
    assert all(key[:8] in shown.out for key in standing)
    assert "and 18 more claims, none of them stands; --all shows them" in shown.out
    assert shown.out.count("(replaced)") == 40 - len(standing)
    everything = run("compare", EVENT, "--all", db=db)
    assert everything.out.count("(replaced)") == 58 - len(standing)
    assert "more claims" not in everything.out


def test_only_claims_of_one_basis_are_compared_and_explained(db):
    asked = ("compare", EVENT, "--measure", "killed", "--json")
    (every,), (found,) = (run(*asked, *more, db=db).data["comparisons"] for more in ((), ("--basis", "documented")))
    assert [{claim["basis"] for claim in one["claims"]} for one in (every, found)] == [
        {"documented", "reported"},
        {"documented"},
    ]
    assert "its basis is reported" in run("compare", EVENT, "--basis", "documented", "--explain", db=db).out
