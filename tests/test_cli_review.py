"""`claims review` at a pseudo-terminal: one candidate a screen, one key a decision, each stored at once."""

from dataclasses import replace

import pytest
from builders import EVENT
from cli_program import run
from extracting import EDITOR, Words, article, filled, read
from pseudo_terminal import Terminal, plain

from claims.cli.reviewing import REASONS
from claims.model_candidate import Candidate, Flag, State
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.extract import ExtractOptions, extract
from claims.pipeline.review import Signed, reject
from claims.reading.candidates import CandidateReader, Wanted

BY = "T. Editor"
ARABIC = "قالت منظمة العفو الدولية إن 161 متظاهراً على الأقل قُتلوا في إيران، منهم 12 في شيراز."


@pytest.fixture
def db(tmp_path):
    """A database in which four candidates wait."""
    with filled(tmp_path / "a.db") as store:
        read(store, article(tmp_path), Words(source="Amnesty International"))
    return tmp_path / "a.db"


def states(db):
    with ClaimStore.open(db, write=False) as store:
        found = CandidateReader(store.connection).of_document(store.reader.documents()[0].id)
        return [(one.says, str(one.state), one.decided_by, one.reason) for one in found]


def claims(db):
    with ClaimStore.open(db, write=False) as store:
        return sorted((claim.says, claim.source, str(claim.rank)) for claim in store.reader.claims())


def test_accepts_rejects_skips_and_quits_with_a_key_each(db):
    terminal = Terminal("review", "--db", db)
    shown = plain(terminal.expect(" quit"))
    assert "1 of 4 · article.txt · en" in shown
    assert "Amnesty International" in shown
    terminal.key("a")
    terminal.expect("New claim: amnesty-international says “at least 161”")
    terminal.expect("2 of 4")
    terminal.key("r")
    terminal.expect("Why?")
    terminal.line("2")
    terminal.expect("3 of 4")
    terminal.key("s")
    terminal.expect("4 of 4")
    terminal.key("q")
    code, said = terminal.end()
    assert (code, said.strip().splitlines()[-1]) == (
        0,
        f"Signed by {BY}: 1 accepted, 1 rejected, 1 skipped. 1 left.",
    )
    assert states(db) == [
        ("at least 161", "accepted", BY, None),
        ("600", "rejected", BY, REASONS[1]),
        ("300", "skipped", BY, None),
        ("41", "proposed", None, None),
    ]
    assert claims(db) == [("at least 161", "amnesty-international", "normal")]


def test_the_quote_is_marked_in_its_context(db):
    terminal = Terminal("review", "--db", db)
    shown = terminal.expect("q\x1b[0m quit")
    assert "\x1b[30;43mat least 161 people were killed\x1b[0m." in shown
    terminal.key("q")
    terminal.end()
    terminal = Terminal("review", "--db", db, NO_COLOR="1")
    assert "said ⟦at least 161 people were killed⟧." in terminal.expect("q quit")
    terminal.key("q")
    assert terminal.end()[0] == 0


def test_a_right_to_left_passage_keeps_its_direction_line_by_line(tmp_path):
    with filled(tmp_path / "a.db") as store:
        text = f"{ARABIC} " * 6
        quote = "161 متظاهراً على الأقل قُتلوا"

        class Arabic(Words):
            def propose(self, document, _known):
                start = text.index(quote)
                end = start + len(quote)
                yield Candidate(
                    document.id, quote, start, end, "at least 161", "161 متظاهراً على الأقل", measure="killed"
                )

        read(store, article(tmp_path, text), Arabic())
    terminal = Terminal("review", "--db", tmp_path / "a.db", NO_COLOR="1", columns=60)
    shown = terminal.expect("q quit").replace("\r", "")
    terminal.key("q")
    terminal.end()
    lines = [line for line in shown.splitlines() if line.startswith("  \u2067")]
    assert len(lines) > 2
    assert all(line.endswith("\u2069") and line.count("\u2067") == 1 for line in lines)
    assert f"⟦{quote}⟧" in " ".join(line.strip(" \u2067\u2069") for line in lines)


def test_undo_goes_back_to_what_was_decided_last(db):
    terminal = Terminal("review", "--db", db)
    terminal.expect("1 of 4")
    terminal.key("a")
    terminal.expect("2 of 4")
    terminal.key("u")
    terminal.expect("Taken back: it was accepted. Its claim is deprecated.")
    terminal.expect("1 of 4")
    terminal.key("u")
    terminal.expect("Nothing was decided in this session yet.")
    terminal.expect("1 of 4")
    terminal.key("a")
    terminal.expect("2 of 4")
    terminal.key("q")
    terminal.end()
    assert claims(db) == [("at least 161", "amnesty-international", "normal")]
    assert [state for _, state, _, _ in states(db)] == ["accepted", "proposed", "proposed", "proposed"]


def test_undo_is_offered_after_the_last_one(db):
    with ClaimStore.open(db) as store:
        for one in CandidateReader(store.connection).queue(Wanted())[1:]:
            reject(store, one.id, signed=Signed(EDITOR, "no"))
    terminal = Terminal("review", "--db", db)
    terminal.expect("1 of 1")
    terminal.key("s")
    terminal.expect("That was the last one.")
    terminal.key("u")
    terminal.expect("1 of 1")
    terminal.key("a")
    terminal.expect("That was the last one.")
    terminal.key("q")
    code, said = terminal.end()
    assert (code, "1 accepted, 0 rejected, 0 skipped. All seen." in said) == (0, True)


def test_editing_is_shown_before_it_is_signed(db):
    terminal = Terminal("review", "--db", db, NO_COLOR="1")
    terminal.expect("1 of 4")
    fields = (("6", "As of", "2019-11-29"), ("4", "Whom it counts", "civilians"), ("7", "Basis", "documented"))
    for field, label, value in fields:
        terminal.key("e")
        terminal.expect("Which?")
        terminal.line(field)
        terminal.expect(label)
        terminal.line(value)
    terminal.expect("1 of 4")
    shown = plain(terminal.expect(" quit"))
    terminal.key("a")
    terminal.expect("2 of 4")
    terminal.key("q")
    terminal.end()
    assert "killed, civilians" in shown
    with ClaimStore.open(db, write=False) as store:
        (claim,) = store.reader.claims()
        assert (claim.as_of, claim.population, claim.basis) == ("2019-11-29", "civilians", "documented")
        assert "corrected" in store.reader.log(subject=f"candidate {states_id(store)}")[0]["after"]


def states_id(store):
    return CandidateReader(store.connection).queue(Wanted(states=("accepted",)))[0].id


def test_a_missing_source_is_asked_for_and_an_unknown_one_settled(tmp_path):
    with filled(tmp_path / "a.db") as store:
        read(store, article(tmp_path))
    terminal = Terminal("review", "--db", tmp_path / "a.db", "--event", EVENT.name)
    terminal.expect("none found: who says so?")
    terminal.key("a")
    terminal.expect("Who says so:")
    terminal.line("Amnesty Internation")
    terminal.expect("There is no source “Amnesty Internation”.")
    terminal.expect("another name, or “new” to add it")
    terminal.line("1")
    terminal.expect("New claim: amnesty-international")
    terminal.expect("2 of 4")
    terminal.key("a")
    terminal.expect("Who says so:")
    terminal.line("")
    terminal.expect("2 of 4")
    terminal.key("a")
    terminal.expect("Who says so:")
    terminal.line("Hospital staff")
    terminal.expect("“new” to add it")
    terminal.line("new")
    terminal.expect("New claim: hospital-staff")
    terminal.key("q")
    assert terminal.end()[0] == 0
    assert [source for _, source, _ in claims(tmp_path / "a.db")] == ["hospital-staff", "amnesty-international"]


def test_an_event_that_was_not_named_is_asked_for_in_words(tmp_path):
    with filled(tmp_path / "a.db"):
        pass
    (tmp_path / "text.txt").write_text("At least 163 people were killed, Amnesty International said.", encoding="utf-8")
    assert run("extract", tmp_path / "text.txt", db=tmp_path / "a.db").code == 0
    terminal = Terminal("review", "--db", tmp_path / "a.db")
    terminal.expect(" quit")
    terminal.key("a")
    shown = plain(terminal.expect("Event:"))
    assert "It is of no event yet: give one that is on record, or a name for a new one." in shown
    assert "--event" not in shown
    terminal.line(EVENT.id)
    terminal.expect("New claim: amnesty-international says “at least 163”")
    terminal.key("q")
    code, said = terminal.end()
    assert (code, said.strip().splitlines()[-1]) == (0, f"Signed by {BY}: 1 accepted, 0 rejected, 0 skipped. All seen.")


def test_who_passes_it_on_may_be_nobody(tmp_path):
    class Relayed(Words):
        def propose(self, document, known):
            for one in super().propose(document, known):
                yield replace(one, relayed_by="Hospitals")

    with filled(tmp_path / "a.db") as store:
        read(store, article(tmp_path), Relayed(source="MEK"))
    terminal = Terminal("review", "--db", tmp_path / "a.db")
    terminal.expect("1 of 4")
    terminal.key("a")
    terminal.expect("There is no source “Hospitals”.")
    terminal.expect("“-” for nobody")
    terminal.line("-")
    terminal.expect("New claim: mek")
    terminal.expect("2 of 4")
    terminal.key("q")
    assert terminal.end()[0] == 0
    with ClaimStore.open(tmp_path / "a.db", write=False) as store:
        assert [place.relayed_by for place in store.reader.appearances([store.reader.claims()[0].id])] == [None]


def test_what_the_text_denies_is_accepted_only_with_a_reason(tmp_path):
    with filled(tmp_path / "a.db") as store:
        read(store, article(tmp_path), Words(source="MEK", flags=(Flag.DENIED,)))
    terminal = Terminal("review", "--db", tmp_path / "a.db")
    terminal.expect("denied: no plain claim")
    terminal.key("a")
    terminal.expect("say why the text does not mean that")
    terminal.line("")
    terminal.expect("1 of 4")
    terminal.key("a")
    terminal.expect("say why the text does not mean that")
    terminal.line("the denial is of another figure")
    terminal.expect("New claim: mek")
    terminal.key("q")
    terminal.end()
    assert states(tmp_path / "a.db")[0] == ("at least 161", "accepted", BY, "the denial is of another figure")


def test_a_candidate_that_somebody_else_decided_meanwhile_is_passed_over(db):
    terminal = Terminal("review", "--db", db)
    terminal.expect("1 of 4")
    with ClaimStore.open(db) as store:
        second = CandidateReader(store.connection).queue(Wanted())[1]
        reject(store, second.id, signed=Signed(EDITOR, "no"))
    terminal.key("s")
    terminal.expect("3 of 4")
    terminal.key("q")
    assert terminal.end()[0] == 0
    assert states(db)[1] == ("600", "rejected", EDITOR, "no")


def test_without_a_terminal_those_that_wait_are_listed(db):
    listed = run("review", db=db)
    assert listed.code == 0
    assert [line.split()[-1] for line in listed.out.splitlines()] == ["says", "161", "600", "300", "41"]
    data = run("review", "--json", "--event", EVENT.name, db=db).data
    assert [one["says"] for one in data] == ["at least 161", "600", "300", "41"]
    assert data[0]["extractor"] == "words"
    assert run("review", "--no-source", db=db).err.startswith("Nothing waits for review.")
    assert run("review", "--list", "--state", "rejected", db=db).err == "There are none.\n"


@pytest.mark.parametrize("name", ["killed", "Killed", "KILLED"])
def test_candidates_are_found_by_any_name_of_their_measure(db, name):
    found = run("review", "--json", "--measure", name, db=db).data
    assert {one["measure"] for one in found} == {"killed"}


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("--measure", "Error: there is no measure “nosuch”\nHint: `claims measure list` shows those there are\n"),
        ("--extractor", "Error: extractor nosuch: there is no such extractor\nHint: there are: llm, rules, words\n"),
    ],
)
def test_what_is_asked_for_and_is_not_there_is_not_taken_for_nothing_that_waits(db, option, told):
    shown = run("review", option, "nosuch", db=db)
    assert (shown.code, shown.out, shown.err) == (1, "", told)


def test_an_extractor_that_proposed_nothing_leaves_nothing_to_wait(db):
    assert run("review", "--extractor", "rules", db=db).err.startswith("Nothing waits for review.")
    assert len(run("review", "--json", "--extractor", "words", db=db).data) == 4


def test_text_from_an_article_cannot_steer_the_terminal(tmp_path):
    with filled(tmp_path / "a.db") as store:
        text = "\x1b[2J\u202eevil\u2069 The MEK said 600 people were killed \x07 on Monday."
        (made,) = extract(store, article(tmp_path, text), ExtractOptions(extractor=Words(), by=EDITOR, event=EVENT.id))
        assert made.new[0].state is State.PROPOSED
    terminal = Terminal("review", "--db", tmp_path / "a.db", NO_COLOR="1")
    shown = terminal.expect("q quit")
    terminal.key("q")
    terminal.end()
    assert "\x1b[2J" not in shown
    assert "\u202e" not in shown
    assert "\x07" not in shown
    assert "␛[2Jevil" in shown
