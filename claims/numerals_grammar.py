"""How the parts of a number add up: hundreds, tens and units in a group, groups times thousand, million and so on."""

from __future__ import annotations

from typing import NamedTuple

from claims.numerals_words import Atom, Vocabulary

_LARGEST = 10**15


class Sum(NamedTuple):
    """A number as far as it has been read.

    used are its multipliers from a thousand on; factor is the last one where it multiplied a number ("three thousand").
    open says that an article or a half still waits for its multiplier, closed that nothing can follow; dual is what
    the number is worth more if its last word is the dual of a thousand or a million. about says that it is rounded.
    """

    value: int = 0
    used: tuple[int, ...] = ()
    factor: int = 1
    empty: bool = True
    open: bool = False
    half: bool = False
    closed: bool = False
    dual: int = 0
    about: bool = False

    def with_atoms(self, atoms: tuple[Atom, ...], *, joined: bool, vocabulary: Vocabulary) -> Sum | None:
        """Return the number with the parts of one word more, None where they cannot follow."""
        found: Sum | None = self
        for atom in atoms:
            if found is None:
                return None
            if atom.kind == "and":
                if joined or found.empty:
                    return None
                joined = True
                continue
            found = found.with_atom(atom, joined=joined, vocabulary=vocabulary)
            joined = False
        if found is None or joined:
            return None
        return found if len(atoms) == 1 else found._replace(factor=1)

    def with_atom(self, atom: Atom, *, joined: bool, vocabulary: Vocabulary) -> Sum | None:
        """Return the number with one part more, None where it cannot follow."""
        if self.closed or atom.kind == "nothing":
            return None
        if atom.kind == "article":
            return self._replace(value=1, empty=False, open=True) if self.empty else None
        if atom.kind == "round":
            return self._replace(value=atom.value, empty=False, closed=True, about=True) if self.empty else None
        if atom.kind == "half":
            return self._replace(value=atom.value, empty=False, open=True, half=True) if self.empty else None
        if atom.kind == "and_half":
            return self._and_half()
        if atom.kind == "add":
            return None if self.open else self._plus(atom.value, joined=joined, vocabulary=vocabulary)
        return self._times(atom, joined=joined, vocabulary=vocabulary)

    def _plus(self, value: int, *, joined: bool, vocabulary: Vocabulary) -> Sum | None:
        if self.empty:
            return None if joined else self._replace(value=value, empty=False, closed=value == 0, used=_scales(value))
        part = self.value % min(self.used) if self.used else self.value
        gap = _gap(part, value, joined=joined, vocabulary=vocabulary)
        allowed = {"no": not joined, "must": joined, "may": True}
        if self.used and value >= min(self.used):
            return None
        if gap != "teens" and not allowed.get(vocabulary.link.get(gap, ""), False):
            return None
        if joined and vocabulary.and_before and value not in vocabulary.and_before:
            return None
        total = self.value + value
        return self._replace(value=total, used=self.used + _scales(value), factor=1, dual=0)

    def _and_half(self) -> Sum | None:
        """Return "two million" with its half million, or "two" waiting for the "million" behind "and a half"."""
        if self.empty or self.open or self.dual:
            return None
        if not self.used:
            return self._replace(open=True, half=True) if self.value < 1000 else None
        last = min(self.used)
        return self._replace(value=self.value + last // 2, closed=True) if self.value % last == 0 else None

    def _times(self, atom: Atom, *, joined: bool, vocabulary: Vocabulary) -> Sum | None:
        scale = atom.value
        larger = [used for used in self.used if used > scale]
        part = self.value % min(larger) if larger else self.value
        if self.half and scale >= 10:
            value = self.value * scale + scale // 2
            return Sum(value, used=(scale,), empty=False, closed=True)
        if part == 0 or joined or self.empty:
            if atom.kind == "times" or self.open:
                return None
            found = self._plus(scale, joined=joined, vocabulary=vocabulary)
            return found and found._replace(dual=(atom.dual or scale) - scale)
        if scale < 1000:
            fits = part < 100 and (part % 10 != 0 or self.open or scale != 100)
        else:
            fits = part < scale and (part < 1000 or part % 1000 == 0)
        if not fits or self.dual or part * scale >= _LARGEST:
            return None
        return Sum(
            value=self.value - part + part * scale,
            used=(*self.used, scale) if scale >= 1000 else self.used,
            factor=1 if self.open else scale,
            empty=False,
            closed=scale < 100,
        )


NOTHING = Sum()
"""What is read before the first word."""


def _scales(value: int) -> tuple[int, ...]:
    """Return the multiplier that a word holds by itself, such as an Arabic dual of a thousand."""
    scale = 1
    while value >= scale * 1000:
        scale *= 1000
    return (scale,) if scale > 1 else ()


def _gap(part: int, value: int, *, joined: bool, vocabulary: Vocabulary) -> str:
    """Return the place where a smaller number is added: after tens, units, hundreds or thousands; "" where it is not.

    Ten after a unit makes the teens where they are two words ("ثلاثة عشر").
    """
    low = part % 100
    if low == 0 and value < (100 if part else 1000):
        return "hundreds" if part else "thousands"
    if part == 0:
        return "thousands"
    if value < 10:
        return "tens" if low >= 20 and low % 10 == 0 else ""
    if value < 20 and low in vocabulary.tens_and_teens:
        return "tens"
    if value == 10 and vocabulary.teens and low < 10 and not joined:
        return "teens"
    return "units" if 20 <= value < 100 and low < 10 else ""
