"""How much work the rules do: twice the text is twice the work, counted in calls and copied characters, not in time."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Self, SupportsIndex

import pytest

from claims.extractors import Known
from claims.extractors.constructions import sentence
from claims.extractors.rules import Rules
from claims.model import Document
from claims.trigger_tokens import folded_copy

HOSTILE = {
    "figures in a row": ("en", "12 killed, "),
    "figures without a mark": ("en", "12 killed "),
    "figures that “and” joins": ("en", "12 killed and 3 wounded and "),
    "a list": ("en", "3 killed; 4 injured; 5 missing; "),
    "wholes": ("en", "12 of the 150 killed, "),
    "growth": ("en", "rose from 12 to 15 killed "),
    "words for numbers": ("en", "twelve killed, "),
    "numbers without words": ("en", "12345 "),
    "a table made flat": ("en", "Homs | 12 | 3 | killed\n"),
    "names and figures": ("en", "Killed: 12\nInjured: 3\n"),
    "brackets": ("en", "12 killed ("),
    "quotations": ("en", '"12 killed" said police, '),
    "long lines": ("en", "the roads were closed " * 20 + "\n"),
    "one sentence": ("en", "the roads were closed and nobody counted "),
    "lines of one word": ("en", "killed\n"),
    "Arabic": ("ar", "قتل 12 وأصيب 3 "),
    "German": ("de", "12 Tote, 3 Verletzte, "),
    "French": ("fr", "12 morts, 3 blessés, "),
    "Persian": ("fa", "۱۲ کشته و ۳ زخمی، "),
    "Russian": ("ru", "погибли 12, ранены 3, "),
    "Spanish": ("es", "12 muertos, 3 heridos, "),
}
ALMOST = 1.03
WITHIN, BEYOND = 900, 3000
"""So many characters are a part of a sentence, and a sentence at least, since none is longer."""


class Copied(str):
    """A text that counts how many of its characters are copied out of it."""

    __slots__ = ("characters",)
    characters: int

    def __new__(cls, text: str) -> Self:
        """Begin at none."""
        one = super().__new__(cls, text)
        one.characters = 0
        return one

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        found = super().__getitem__(key)
        self.characters += len(found)
        return found


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], tuple[int, int]]:
    """Return what tells how many functions are called, and how many characters are copied, while a text is read."""

    def of(written: str, code: str) -> tuple[int, int]:
        text, copy = Copied(written), Copied(folded_copy(written))
        monkeypatch.setattr(sentence, "folded_copy", lambda _: copy)
        called = 0

        def count(_: FrameType, event: str, __: object) -> None:
            nonlocal called
            called += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            assert all(Rules().propose(Document(id="d", text=text, language=code), Known()))
        finally:
            sys.setprofile(before)
        return called, text.characters + copy.characters

    return of


@pytest.mark.parametrize("length", [WITHIN, BEYOND])
@pytest.mark.parametrize(("code", "piece"), HOSTILE.values(), ids=HOSTILE)
def test_work_grows_with_the_text(code: str, piece: str, length: int, work: Callable[[str, str], tuple[int, int]]):
    size = length // len(piece)
    assert all(Rules().propose(Document(id="d", text=piece * size, language=code), Known()))  # reads the wordings
    once, twice, thrice = (work(piece * times, code) for times in (size, 2 * size, 3 * size))
    for what, first, second, third in zip(("calls", "copied characters"), once, twice, thrice, strict=True):
        assert third - second <= ALMOST * (second - first) + 100, f"{what}: {first:,}, {second:,}, {third:,}"
