"""Text as people write it, in any script: digits and names made comparable, quotes found, terminal lines kept in order.

Nothing here alters what is stored: folded text is for matching only, and a `Shadow` leads back to the original.
"""

# Types are not quoted by a __future__ import: each would be compiled by itself when a record's class is made.

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

# Letters that one name is written with in Arabic and Persian and that no decomposition joins. Hamza on alef, waw and
# ya needs no entry: it decomposes into the bare letter and a mark.
_VARIANTS = str.maketrans(
    {
        "ى": "ي", "ی": "ي", "ے": "ي", "ې": "ي", "ک": "ك", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
        "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه", "ـ": None, "ٴ": None,
    }
)  # fmt: skip
_QUOTES_AND_DASHES = str.maketrans(
    {**dict.fromkeys("‘’‚‛ʼ`", "'"), **dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‐‑‒–—−", "-")}
)
_LATIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h"})
# Combining classes below this are part of the letter (nukta, kana voicing, virama), not an accent on it.
_FIRST_ACCENT_CLASS = 10
_THOUSANDS_AND_DECIMAL_MARKS = ",.'’٬٫،\u00a0\u202f"
TAKEN_BACK = "\x1f"
"""How a name that was taken back begins as matching sees it, which no name does; unicode() of it is 31 in SQL."""
_OPENING_ISOLATES = "\u2066\u2067\u2068"
_CLOSING_ISOLATE = "\u2069"
_EMBEDDINGS_AND_OVERRIDES = "[\u202a-\u202e]"
_HARMFUL_CONTROLS = "[\x00-\x08\x0b-\x1f\x7f-\x9f]"
_LONG_TEXT = 1000
_LEAST_LIKENESS = 0.7
_LIKENESS_OF_SHARED_WORDS = 0.8
LONGEST_SLUG = 120
_FAR_LESS = 0.2
_LONGER_WORD = 4
_FARTHEST_BESIDE = 8


def ascii_digits(text: str) -> str:
    """Return the text with every decimal digit of any script as an ASCII digit; the length stays the same."""
    if text.isascii():
        return text
    return text.translate(_digit_table())


class _DigitTable(dict[int, int]):
    """What each code point becomes where digits are made ASCII, found when it is first met."""

    def __missing__(self, code: int) -> int:
        self[code] = ord("0") + unicodedata.decimal(chr(code), code - ord("0"))
        return self[code]


@cache
def _digit_table() -> _DigitTable:
    return _DigitTable()


def fold(text: str) -> str:
    """Return the text as names are matched: without case, accents, Arabic letter variants, marks and punctuation.

    Digits are ASCII, white space is single and trimmed. Folding twice changes nothing.
    """
    return " ".join(text.translate(_fold_table()).split())


class _FoldTable(dict[int, str]):
    """What each code point becomes when a name is folded, found when it is first met."""

    def __missing__(self, code: int) -> str:
        kept = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in _folded_character(chr(code)))
        self[code] = "".join(kept)
        return self[code]


@cache
def _fold_table() -> _FoldTable:
    return _FoldTable()


class Shadow(NamedTuple):
    """A folded copy of a text with the way back: offsets[i] is where character i of the shadow begins in the original.

    Case, accents, letter variants, digits, quotation marks and dashes are made one; each white space is a blank;
    punctuation stays. offsets has one entry more than text and never falls; ends[i] is where character i ends.
    """

    original: str
    text: str
    offsets: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original of text[start:end], widened to whole characters with their marks."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.ends[end - 1]


def as_text(name: str) -> str:
    """Return the name of a file as text that can be kept: bytes that are not UTF-8 are written out."""
    return name.encode("utf-8", "backslashreplace").decode()


def shadow(text: str) -> Shadow:
    """Return the folded copy of a text for finding quotes in it; those of the last long texts are remembered."""
    return _remembered_shadow(text) if len(text) > _LONG_TEXT else _make_shadow(text)


def find_quote(quote: str, text: str) -> tuple[int, int] | None:
    """Return where a quote stands in a text, as offsets into that text, or None.

    The verbatim quote comes first; then one that differs only in case, accents, letter variants, digits, quotation
    marks or white space. A place that would cut a number in two ("600 killed" in "1,600 killed") is no place.
    """
    return next(_places(quote, text), None)


def find_all(quote: str, text: str) -> list[tuple[int, int]]:
    """Return every place of a quote in a text in order, found like `find_quote` but verbatim and folded together."""
    return sorted(set(_places(quote, text)))


def slug(name: str) -> str:
    """Return a key of a to z, 0 to 9 and hyphens for a name: "Amnesty International" gives "amnesty-international".

    A name that is not all Latin ends in its `slug_digits`, after its letters as `claims.romanization` writes them, "x-"
    where it knows none: the same name has the same slug whatever other names there are, and no other name has it. So
    does one of more than LONGEST_SLUG characters, cut to these: slugs stand in addresses and names of files.
    """
    latin = fold(name).translate(_LATIN)
    key = "-".join(re.findall("[a-z0-9]+", latin))
    if key and latin.isascii() and len(key) <= LONGEST_SLUG:
        return key
    from claims.romanization import romanized  # most names are Latin

    digits = slug_digits(name)
    key = "-".join(re.findall("[a-z0-9]+", romanized(latin)))[: LONGEST_SLUG - len(digits) - 1].rstrip("-")
    return f"{key}-{digits}" if re.search("[a-z]", key) else f"x-{digits}"


def slug_digits(name: str) -> str:
    """Return what ends a slug that is not all of a name: eight hexadecimal digits of its folded form's SHA-256."""
    from hashlib import sha256  # takes long to import, and most names are Latin

    return sha256((fold(name) or name).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def close_matches(name: str, candidates: Iterable[str], *, limit: int = 3, least: float = _LEAST_LIKENESS) -> list[str]:
    """Return the candidates that a mistyped name may have meant, most alike first, then by alphabet.

    Those that are far less alike than the best, or less than least (0 to 1), are left out.
    """
    wanted = fold(name)
    scored = ((_likeness(wanted, fold(candidate)), candidate) for candidate in set(candidates))
    best = sorted((-likeness, candidate) for likeness, candidate in scored if likeness >= least)
    return [candidate for likeness, candidate in best[:limit] if likeness - best[0][0] < _FAR_LESS]


def first_of(names: Sequence[str], most: int, *, joint: str = ", ") -> str:
    """Return names in a row, or the first of them and how many more there are: "a, b and 3 more"."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return joint.join(names[:most]) + more


def width(text: str) -> int:
    """Return how many terminal columns a text takes: two for wide East Asian characters, none for marks."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_columns, text))


def clip(text: str, columns: int) -> str:
    """Return the text in at most so many columns, ending in "…" if it was cut; open isolates are closed."""
    if width(text) <= columns:
        return text
    if columns < 1:
        return ""
    used, end = 1, 0
    for end, character in enumerate(text):  # noqa: B007 -- the place of the cut is what is wanted
        used += _columns(character)
        if used > columns:
            break
    return _with_balanced_isolates(text[:end] + "…")


def pad(text: str, columns: int, *, align: Literal["left", "right"] = "left") -> str:
    """Return the text filled with blanks to so many columns; a wider text is returned as it is."""
    blanks = " " * (columns - width(text))
    return blanks + text if align == "right" else text + blanks


def isolate(text: str) -> str:
    """Return the text between U+2068 and U+2069 if it holds right-to-left characters.

    A line that holds it stays ordered. Isolates inside it are balanced, so that it cannot reach out of its own.
    """
    if text.isascii() or not any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in text):
        return text
    return f"\u2068{_with_balanced_isolates(text)}\u2069"


def direction(text: str) -> Literal["rtl", "ltr"]:
    """Return the direction of the first letter that has one (Unicode annex 9, rule P2); "ltr" if none has."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return "ltr"


def strip_controls(text: str) -> str:
    """Return untrusted text fit for a terminal: control characters are shown instead of obeyed.

    Tab and newline stay. C0 controls become their pictures (ESC is "␛"), C1 controls their code; embeddings and
    overrides of direction, which can make a line read other than it is, are left out. Comes before `isolate`.
    """
    if text.isprintable():
        return text
    return re.sub(_EMBEDDINGS_AND_OVERRIDES, "", re.sub(_HARMFUL_CONTROLS, _picture, text))


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"\\x{code:02x}"


@lru_cache(maxsize=8192)
def _folded_character(character: str) -> str:
    """Return what one character contributes to folded text: nothing, itself, another or several."""
    before, after = "", character
    while before != after:  # a decomposition may give capitals again ("℡")
        before, after = after, unicodedata.normalize("NFKD", after.casefold())
    return ascii_digits("".join(c for c in after.translate(_VARIANTS) if not _is_dropped(c)))


def _is_dropped(character: str) -> bool:
    category = unicodedata.category(character)
    if category in ("Cf", "Me") or "\ufe00" <= character <= "\ufe0f":
        return True
    return unicodedata.combining(character) >= _FIRST_ACCENT_CLASS


@lru_cache(maxsize=4)
def _remembered_shadow(text: str) -> Shadow:
    return _make_shadow(text)


def _make_shadow(text: str) -> Shadow:
    if text.isascii():
        plain = "".join(map(_shadow_of, text))
        return Shadow(text, plain, range(len(text) + 1), range(1, len(text) + 1))
    pieces: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    for position, character in enumerate(text):
        piece = _shadow_of(character)
        if piece:
            pieces.append(piece)
            offsets.extend([position] * len(piece))
            ends.extend([position + 1] * len(piece))
        elif ends and ends[-1] == position and unicodedata.category(character) != "Cf":
            width_of_last = len(pieces[-1])
            ends[-width_of_last:] = [position + 1] * width_of_last
    offsets.append(len(text))
    return Shadow(text, "".join(pieces), tuple(offsets), tuple(ends))


@lru_cache(maxsize=8192)
def _shadow_of(character: str) -> str:
    if character.isspace():
        return " "
    return _folded_character(character).translate(_QUOTES_AND_DASHES)


def _places(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of a quote, verbatim ones first; a place may come twice."""
    if not quote.strip():
        return
    for match in re.finditer(re.escape(quote), text):
        if not cuts_a_number(text, match.start(), match.end()):
            yield match.span()
    words = shadow(quote).text.split()
    if not words:
        return
    folded = shadow(text)
    for match in re.finditer(" +".join(map(re.escape, words)), folded.text):
        start, end = folded.span(*match.span())
        if not cuts_a_number(text, start, end):
            yield start, end


def cuts_a_number(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] begins or ends inside a number, also behind what has no width ("11\u200b,300")."""
    return _is_joined(_beside(text, start - 1, step=-1), text[start]) or _is_joined(
        _beside(text, end, step=1), text[end - 1]
    )


def _beside(text: str, place: int, *, step: int) -> str:
    """Return the two characters from a place on in one direction, without those that folding drops."""
    found = ""
    for at in range(place, place + _FARTHEST_BESIDE * step, step):
        if not 0 <= at < len(text) or len(found) > 1:
            break
        if text[at].isascii() or not _is_dropped(text[at]):
            found += text[at]
    return found


def _is_joined(neighbours: str, digit: str) -> bool:
    if not digit.isdecimal() or not neighbours:
        return False
    if neighbours[0] in _THOUSANDS_AND_DECIMAL_MARKS:
        return neighbours[1:].isdecimal()
    return neighbours[0].isdecimal()


def _likeness(wanted: str, candidate: str) -> float:
    if not wanted or not candidate:
        return 0.0
    words, others = set(wanted.split()), set(candidate.split())
    is_short = _is_shortened(wanted.split(), candidate.split()) or _is_shortened(candidate.split(), wanted.split())
    shared = _LIKENESS_OF_SHARED_WORDS if is_short or words <= others or others <= words else 0.0
    from difflib import SequenceMatcher  # needed only after a mistyped name

    matcher = SequenceMatcher(None, wanted, candidate, autojunk=False)
    if matcher.real_quick_ratio() < _LEAST_LIKENESS or matcher.quick_ratio() < _LEAST_LIKENESS:
        return shared
    return max(matcher.ratio(), shared)


def _is_shortened(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Return whether words begin the words of a name one by one, one of them whole: "amnesty int"."""
    if len(short) != len(whole) or len(short) < 2:
        return False
    begun = all(word.startswith(part) for part, word in zip(short, whole, strict=True))
    return begun and any(part == word and len(part) >= _LONGER_WORD for part, word in zip(short, whole, strict=True))


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _with_balanced_isolates(text: str) -> str:
    """Return the text with isolates that it leaves open closed and closings of none left out."""
    kept: list[str] = []
    depth = 0
    for character in text:
        if character in _OPENING_ISOLATES:
            depth += 1
        elif character == _CLOSING_ISOLATE:
            if not depth:
                continue
            depth -= 1
        kept.append(character)
    return "".join(kept) + _CLOSING_ISOLATE * depth
