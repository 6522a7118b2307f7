"""`claims.exporters.terminal_review`: a candidate on a screen, in order and in width whatever its text is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pseudo_terminal import plain

from claims.exporters.terminal import Style
from claims.exporters.terminal_review import CLOSE_QUOTE, OPEN_QUOTE, Card, draw_card, draw_passage
from claims.model import Document
from claims.model_candidate import Candidate, Flag, Passage, State
from claims.text import width

ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
PASSAGE = Passage("Amnesty said ", "161 people were killed", ". More followed.")


def candidate(**fields):
    told = {"measure": "killed", "source": "mek", "event": "flood", "stated_as": "161", **fields}
    return Candidate("d", PASSAGE.quote, 13, 35, "161", **told)


def lines_of(one=None, *, passage=PASSAGE, style=None, **fields):
    card = Card(one or candidate(), passage, Document("d", title="News"), 2, 7, **fields)
    return draw_card(card, style=style or Style()).splitlines()


def field(lines, label):
    return next(line.removeprefix(f"  {label}").strip() for line in lines if line.startswith(f"  {label}"))


def test_says_where_it_is_and_what_is_proposed():
    lines = lines_of(candidate(population="women", place="Shiraz", as_of="2019-12", as_of_inferred=True))
    assert lines[0] == "2 of 7 · News"
    assert lines[2] == f"  Amnesty said {OPEN_QUOTE}161 people were killed{CLOSE_QUOTE}. More followed."
    assert field(lines, "says") == "161"
    assert field(lines, "measure") == "killed, women, Shiraz"
    assert field(lines, "as of") == "2019-12 (the date of the document)"
    assert field(lines, "event") == "flood"


SOURCES = {
    "none": (candidate(source=None), None, "none found: who says so? "),
    "a known one": (candidate(), "MEK", "MEK"),
    "a new one": (candidate(source="Red Cross"), None, "Red Cross (not among the sources yet)"),
    "an inferred one": (candidate(source_inferred=True), "MEK", "MEK (inferred)"),
}


@pytest.mark.parametrize(("one", "name", "said"), SOURCES.values(), ids=SOURCES)
def test_tells_a_source_that_is(one, name, said):
    assert field(lines_of(one, source_name=name), "source").startswith(said.strip())


def test_shows_why_it_is_no_plain_claim_and_what_is_beside_it():
    other = candidate(source=None)
    skipped = candidate(flags=(Flag.DENIED,), qualifiers="aged 10 to 14", state=State.SKIPPED, decided_by="N. K.")
    lines = lines_of(skipped, others=(other,))
    assert field(lines, "flags") == "denied: no plain claim"
    assert field(lines, "beside") == "aged 10 to 14"
    assert field(lines, "put off") == "by N. K."
    assert field(lines, "also read") == "161, killed, no source: proposed"


def test_a_passage_that_goes_on_says_so():
    lines = draw_passage(Passage("a ", "161", " b", cut_before=True, cut_after=True), style=Style())
    assert lines == [f"  … a {OPEN_QUOTE}161{CLOSE_QUOTE} b …"]


def test_without_unicode_the_marks_are_brackets():
    text = draw_card(Card(candidate(), PASSAGE, Document("d", title="News"), 1, 1), style=Style(unicode=False))
    assert "said [161 people were killed]. More" in text


@pytest.mark.parametrize("colour", [False, True])
def test_a_quote_over_several_lines_is_marked_on_each(colour):
    quote = "one two three four five six seven eight nine ten eleven twelve"
    lines = draw_passage(Passage("before ", quote, " after"), style=Style(columns=24, colour=colour))
    assert len(lines) > 2
    if colour:
        marked = re.findall("\x1b\\[30;43m(.*?)\x1b\\[0m", "\n".join(lines), re.DOTALL)
        assert " ".join(marked) == quote
    else:
        assert (
            " ".join(line.strip(" \u2066\u2069") for line in lines) == f"before {OPEN_QUOTE}{quote}{CLOSE_QUOTE} after"
        )


TEXT = st.text(st.sampled_from("ab ç中يق161 \n\u2067\u2069\u200f\x1b\u202e."), max_size=60)


@given(before=TEXT, quote=TEXT, after=TEXT, columns=st.integers(20, 60), colour=st.booleans())
def test_a_passage_fits_keeps_its_letters_and_steers_nothing(before, quote, after, columns, colour):
    lines = draw_passage(Passage(before, quote, after), style=Style(columns=columns, colour=colour))
    for line in lines:
        bare = plain(line)
        longest = max((width(word) for word in bare.split()), default=0)
        assert width(bare.translate(ISOLATES)) <= max(columns, longest + 2)
        assert line.count("\u2066") + line.count("\u2067") == line.count("\u2069") <= 1
        assert not set(bare) & set("\x1b\u202e\u200f")
    shown = "".join(plain("".join(lines)).translate(ISOLATES | {ord(OPEN_QUOTE): None, ord(CLOSE_QUOTE): None}).split())
    kept = before + quote + after
    gone = dict.fromkeys(map(ord, "\u2067\u2069\u200f\u202e")) | {0x1B: "␛"}
    assert shown == "".join(kept.translate(gone).split())
