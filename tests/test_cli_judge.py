"""`claims show`, `log`, `rank`, `link`, `withdraw`: what is on record about a claim, and signed judgements on it."""

import pytest
from cli_program import CLOCK, EVENT, QUOTE, run, worked_example


@pytest.fixture
def example(tmp_path):
    ids = worked_example(tmp_path / "a.db")
    return {**ids, "db": tmp_path / "a.db"}


def test_shows_everything_about_a_claim(example):
    shown = run("show", example["mek"][:8], db=example["db"])
    assert shown.code == 0
    lines = shown.out.splitlines()
    assert lines[0] == "MEK: at least 600"
    for expected in (
        f"  claim        {example['mek']}",
        f"  event        2019 Iranian protests ({EVENT})",
        "  source       MEK (mek), opposition, reliability F, a party to the event",
        "  as of        2019-12-02",
        "  basis        reported",
        "  credibility  6 (not judged)",
        f"  recorded     Editor, {CLOCK}",
        "Read in: Article of 2 December",
        "  url          https://example.org/a",
        "  stated as    at least 600",
    ):
        assert expected in lines, f"{expected}\n{shown.out}"
    assert f"  {CLOCK} Editor: add claim" in lines


def test_a_quote_of_any_direction_stands_in_its_own_isolate(example):
    options = ("--event", EVENT, "--measure", "killed", "--source", "mek", "--says", "600")
    added = run(
        "add", *options, "--url", "https://example.org/a", "--language", "ar", "--quote", QUOTE, db=example["db"]
    )
    out = run("show", added.out.strip(), db=example["db"]).out
    assert f"“\u2068{QUOTE}\u2069”" in out
    assert f"characters 0–{len(QUOTE)}" in out


def test_json_holds_the_evidence_and_the_log(example):
    data = run("show", example["mek"], "--json", db=example["db"]).data
    assert (data["id"], data["says"], data["low"], data["hedge"]) == (example["mek"], "at least 600", 600, "at_least")
    assert data["appearances"][0]["document"]["url"] == "https://example.org/a"
    assert data["log"][0]["after"]["says"] == "at least 600"
    assert data["links"] == data["decisions"] == []


@pytest.mark.parametrize(
    ("prefix", "said"),
    [("zzz", "there is no claim “zzz”"), ("", "there is no claim “”")],
    ids=["unknown", "empty"],
)
def test_a_claim_that_is_not_there_is_refused(example, prefix, said):
    shown = run("show", prefix, db=example["db"])
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith(f"Error: {said}\nHint: ")


def test_first_digits_of_several_claims_are_refused(tmp_path):
    worked_example(tmp_path / "a.db")
    said = ["add", "--event", EVENT, "--measure", "killed", "--source", "mek", "--says"]
    ids = [run(*said, number, db=tmp_path / "a.db").out.strip() for number in range(700, 717)]
    first = next(digit for digit in "0123456789abcdef" if sum(one[0] == digit for one in ids) > 1)
    shown = run("show", first, db=tmp_path / "a.db")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith(f"Error: more than one claim begins with “{first}”\nHint: give more of its digits; ")


def test_links_are_recorded_shown_from_both_ends_and_withdrawn(example):
    reason = "the article says so"
    linked = run("link", example["amnesty"][:8], "confirms", example["mek"], "--reason", reason, db=example["db"])
    assert (linked.code, linked.out) == (0, "1\n")
    here = run("show", example["amnesty"], db=example["db"]).out
    there = run("show", example["mek"], db=example["db"]).out
    assert f"  1. this confirms {example['mek'][:8]} (mek: at least 600): the article says so" in here
    assert f"  1. {example['amnesty'][:8]} (amnesty-international: at least 161) confirms this:" in there
    assert run("withdraw", "1", "--reason", "a misreading", db=example["db"]).code == 0
    assert "withdrawn by Tester: a misreading" in " ".join(run("show", example["mek"], db=example["db"]).out.split())
    assert run("withdraw", "1", "--reason", "again", db=example["db"]).code == 1


def test_a_rank_is_signed_and_explained(example):
    shown = run("rank", example["mek"][:8], "deprecated", "--reason", "taken down", db=example["db"])
    assert (shown.code, shown.err) == (0, f"{example['mek']} (mek: at least 600) is now deprecated.\n")
    (act, *_) = run("log", "--subject", f"claim {example['mek']}", "--json", db=example["db"]).data
    assert (act["by"], act["act"], act["reason"]) == ("Tester", "judge claim", "taken down")
    assert act["before"] == {"rank": "normal", "rank_reason": None}
    assert "rank         deprecated: taken down" in run("show", example["mek"], db=example["db"]).out


def test_judges_credibility_and_note_with_the_reason_and_keeps_what_was(example):
    given = ("--credibility", "2", "--note", "by phone", "--reason", "two of ours heard it")
    shown = run("judge", example["mek"][:8], *given, db=example["db"])
    assert shown.code == 0, shown.err
    assert shown.err == f"{example['mek']} (mek: at least 600): credibility 2, note “by phone”.\n"
    (act, *_) = run("log", "--subject", f"claim {example['mek']}", "--json", db=example["db"]).data
    assert (act["before"], act["reason"]) == ({"credibility": 6, "note": None}, "two of ours heard it")
    run("judge", example["mek"], "--note", "", "--reason", "no longer so", db=example["db"])
    assert run("show", example["mek"], "--json", db=example["db"]).data["note"] is None


def test_the_history_of_a_claim_says_what_each_act_changed(example):
    run("rank", example["mek"], "preferred", "--reason", "read twice", db=example["db"])
    run("judge", example["mek"], "--credibility", "2", "--note", "by phone", "--reason", "heard it", db=example["db"])
    history = run("show", example["mek"], db=example["db"], COLUMNS="200").out.partition("\nHistory\n")[2].splitlines()
    assert history[0].endswith("Tester: judge claim: credibility 6 → 2, note – → by phone (heard it)")
    assert history[1].endswith("Tester: judge claim: rank normal → preferred (read twice)")
    assert " → " not in "".join(history[2:])


def test_judging_nothing_is_a_mistake(example):
    shown = run("judge", example["mek"], "--reason", "x", db=example["db"])
    assert (shown.code, shown.out) == (2, "")
    assert "give --credibility or --note" in shown.err


@pytest.mark.parametrize("verb", [("rank", "x", "preferred"), ("link", "x", "confirms", "y"), ("withdraw", "1")])
def test_no_judgement_without_a_reason(example, verb):
    shown = run(*verb, db=example["db"])
    assert shown.code == 2
    assert "Missing option '--reason'" in shown.err
    assert run(*verb, "--reason", " ", db=example["db"]).code == 1


def test_the_log_lists_the_newest_acts_first(example):
    shown = run("log", "--limit", "2", db=example["db"])
    assert [line.split()[:4] for line in shown.out.splitlines()[1:]] == [[CLOCK, "Editor", "add", "claim"]] * 2
    numbers = [act["number"] for act in run("log", "--json", db=example["db"]).data]
    assert numbers == sorted(numbers, reverse=True)


def test_the_acts_on_a_claim_are_found_by_the_first_digits_of_its_id(example):
    whole = run("log", "--subject", f"claim {example['mek']}", "--json", db=example["db"]).data
    assert run("log", "--subject", f"claim {example['mek'][:8]}", "--json", db=example["db"]).data == whole != []
    assert run("log", "--subject", "claim ", db=example["db"]).err == "Nothing is on record for “claim ”.\n"
    assert [act["subject"] for act in run("log", "--subject", "source mek", "--json", db=example["db"]).data] == [
        "source mek"
    ]


def test_the_log_says_in_words_what_an_act_is_about(example):
    run("rank", example["mek"], "preferred", "--reason", "its method is known", db=example["db"])
    run("reconcile", EVENT, "killed", "--rule", "lowest", "--reason", "so", db=example["db"])
    decided, ranked = run("log", "--limit", "2", db=example["db"], COLUMNS="200").out.splitlines()[1:]
    assert f"  killed of {EVENT}  " in decided
    assert f"  MEK “at least 600”: killed of {EVENT}  " in ranked
    assert "about" not in run("log", "--limit", "2", db=example["db"], COLUMNS="80").out


def test_the_seals_of_rows_are_listed_only_when_asked_for(example):
    assert "seal" not in run("log", "--limit", "500", db=example["db"]).out
    shown = run("log", "--subject", "rows", "--json", db=example["db"]).data
    assert {act["act"] for act in shown} == {"seal"}
    assert shown[0]["after"].keys() == {"new", "changed"}


def test_a_log_of_nothing_says_so(example):
    shown = run("log", "--subject", "batch 7", db=example["db"])
    assert (shown.code, shown.out, shown.err) == (0, "", "Nothing is on record for “batch 7”.\n")


@pytest.mark.parametrize("reason", ["...", "…", " - "])
def test_what_stands_for_a_reason_in_hints_is_none(example, reason):
    ranked = run("rank", example["mek"], "deprecated", "--reason", reason, db=example["db"])
    assert ranked.code == 2
    assert f"Invalid value for '--reason': “{reason}” says nothing; write why in words" in ranked.err
    assert run("show", example["mek"], "--json", db=example["db"]).data["rank"] == "normal"
