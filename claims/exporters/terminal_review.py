"""A candidate as a terminal shows it to whoever decides: the quote marked in its context, and what is proposed.

Pure text, as in claims.exporters.terminal. A passage keeps the direction of its own script, line by line, and the quote
is marked by colour, or by brackets where there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.exporters.terminal import BOLD, DIM, GREEN, ID_DIGITS, RED, YELLOW, clean, wrap
from claims.text import direction, isolate, pad, strip_controls, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.exporters.terminal import Style
    from claims.model import Claim, Document
    from claims.model_candidate import Candidate, Passage

MARKED = "30;43"  # black on yellow
OPEN_QUOTE, CLOSE_QUOTE = "⟦", "⟧"
PLAIN_MARKS = str.maketrans({OPEN_QUOTE: "[", CLOSE_QUOTE: "]"})
RIGHT_TO_LEFT, LEFT_TO_RIGHT, END = "\u2067", "\u2066", "\u2069"
ISOLATES = str.maketrans(dict.fromkeys("\u2066\u2067\u2068\u2069\u200e\u200f"))
LABELS = 11
INDENT = "  "
Token = list[tuple[str, bool]]
"""A word in pieces that are, or are not, of the quote: a full stop may follow the quote without a blank."""


@dataclass(frozen=True, slots=True)
class Card:
    """One candidate with what a person needs beside it.

    source_name is the name on record of its source, None where it has none there. known are claims on record that say
    the same, others are further readings of the same number. place and total count the queue from 1.
    """

    candidate: Candidate
    passage: Passage
    document: Document
    place: int
    total: int
    source_name: str | None = None
    known: tuple[Claim, ...] = ()
    others: tuple[Candidate, ...] = ()
    changed: frozenset[str] = frozenset()


def draw_card(card: Card, *, style: Style) -> str:
    """Return a candidate in its context, then what is proposed field by field."""
    lines = [*_heading(card, style), "", *draw_passage(card.passage, style=style), ""]
    for label, text, colour in _fields(card):
        first, *more = wrap(text, style.columns - LABELS - len(INDENT))
        shown = (style.paint(line, colour) for line in (first, *more))
        lines += [
            f"{INDENT}{style.paint(pad(label if number == 0 else '', LABELS), DIM)}{line}"
            for number, line in enumerate(shown)
        ]
    text = "\n".join(lines)
    return style.finish(text if style.unicode else text.translate(PLAIN_MARKS))


def _heading(card: Card, style: Style) -> list[str]:
    document = card.document
    told = [f"{card.place} of {card.total}", clean(document.title or document.url or document.id)]
    beside = (document.published_on, card.candidate.language, card.candidate.id[:ID_DIGITS])
    told += [clean(part) for part in beside if part]
    return [style.paint(line, BOLD) for line in wrap(" · ".join(told), style.columns)]


def _fields(card: Card) -> Iterator[tuple[str, str, str | None]]:
    """Yield label, text and colour of each line below the passage; what is missing or doubtful is coloured."""
    one, changed = card.candidate, card.changed

    def mark(*names: str, colour: str | None = None) -> str | None:
        return GREEN if changed.intersection(names) else colour

    words = f" (“{clean(one.stated_as)}”)" if one.stated_as and one.stated_as != one.says else ""
    scope = [part for part in (one.population if one.population != "all" else "", one.place) if part]
    counted = clean(", ".join((one.measure or "?", *scope)))
    yield "says", f"{clean(one.says)}{words}", mark("says", colour=BOLD)
    yield "measure", counted, mark("measure", "population", "place", colour=None if one.measure else YELLOW)
    yield "source", _source(card), mark("source", colour=None if one.source and not one.source_inferred else YELLOW)
    if one.relayed_by:
        yield "relayed by", clean(one.relayed_by), mark("relayed_by")
    if one.as_of:
        inferred = " (the date of the document)" if one.as_of_inferred else ""
        yield "as of", f"{clean(one.as_of)}{inferred}", mark("as_of")
    if one.basis != "unstated":
        yield "basis", clean(one.basis), mark("basis")
    yield "event", clean(one.event or "?"), mark("event", colour=None if one.event else YELLOW)
    if one.qualifiers:
        yield "beside", clean(one.qualifiers), None
    if one.flags:
        yield "flags", f"{', '.join(one.flags)}: no plain claim", RED
    if one.state == "skipped":
        yield "put off", clean(f"by {one.decided_by}{f': {one.reason}' if one.reason else ''}"), None
    if card.known:
        shown = ", ".join(f"{clean(claim.source)} ({_dated(claim)})" for claim in card.known[:3])
        yield "on record", f"the same figure by {shown}", YELLOW
    for other in card.others[:3]:
        yield "also read", clean(f"{other.says}, {other.measure}, {other.source or 'no source'}: {other.state}"), DIM


def _dated(claim: Claim) -> str:
    date = f"as of {clean(claim.as_of)}" if claim.as_of else "no date"
    return f"{claim.id[:ID_DIGITS]}, {date}"


def _source(card: Card) -> str:
    one = card.candidate
    if one.source is None:
        return "none found: who says so? (the publisher only where the text itself asserts it)"
    name = clean(card.source_name or one.source)
    new = "" if card.source_name else " (not among the sources yet)"
    return f"{name}{' (inferred)' if one.source_inferred else ''}{new}"


def draw_passage(passage: Passage, *, style: Style) -> list[str]:
    """Return a passage in lines that fit, its quote marked, each line in the direction of the passage."""
    quote = _tokens(passage.quote, is_quote=True)
    if not style.colour and quote:
        quote = [[(OPEN_QUOTE, True), *quote[0]], *quote[1:]]
        quote[-1] = [*quote[-1], (CLOSE_QUOTE, True)]
    tokens = _joined(_tokens(passage.before), quote, touch=_touch(passage.before, passage.quote))
    tokens = _joined(tokens, _tokens(passage.after), touch=_touch(passage.quote, passage.after))
    if passage.cut_before:
        tokens = [[("…", False)], *tokens]
    if passage.cut_after:
        tokens = [*tokens, [("…", False)]]
    whole = passage.before + passage.quote + passage.after
    opening = ""
    if isolate(whole) != whole:
        opening = RIGHT_TO_LEFT if direction(whole) == "rtl" else LEFT_TO_RIGHT
    lines = _lines(tokens, style.columns - 2 * len(INDENT))
    return [f"{INDENT}{opening}{_painted(line, style)}{END if opening else ''}" for line in lines]


def _tokens(text: str, *, is_quote: bool = False) -> list[Token]:
    """Return the words of a stored text, safe for a terminal."""
    return [[(word, is_quote)] for word in strip_controls(text).translate(ISOLATES).split()]


def _touch(first: str, second: str) -> bool:
    """Return whether two texts meet within a word."""
    return bool(first and second) and not first[-1].isspace() and not second[0].isspace()


def _joined(first: list[Token], second: list[Token], *, touch: bool) -> list[Token]:
    if touch and first and second:
        return [*first[:-1], [*first[-1], *second[0]], *second[1:]]
    return [*first, *second]


def _lines(tokens: Sequence[Token], columns: int) -> Iterator[list[Token]]:
    """Yield words line by line; one that is wider than a line stands alone."""
    line: list[Token] = []
    used = 0
    for token in tokens:
        taken = sum(width(text) for text, _ in token)
        if line and used + 1 + taken > columns:
            yield line
            line, used = [], 0
        used += taken + (1 if line else 0)
        line.append(token)
    if line:
        yield line


def _painted(line: Sequence[Token], style: Style) -> str:
    """Return one line with the pieces of the quote marked, blanks between two of them too."""
    pieces: list[tuple[str, bool]] = []
    for number, token in enumerate(line):
        if number:
            pieces.append((" ", pieces[-1][1] and token[0][1]))
        pieces += token
    runs: list[tuple[str, bool]] = []
    for text, is_quote in pieces:
        if runs and runs[-1][1] is is_quote:
            runs[-1] = (runs[-1][0] + text, is_quote)
        else:
            runs.append((text, is_quote))
    return "".join(style.paint(text, MARKED if is_quote else None) for text, is_quote in runs)
