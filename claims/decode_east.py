"""Whether bytes that are not UTF-8 are Chinese, Japanese or Korean, written with two bytes a sign.

Each of their encodings keeps its usual signs in rows of their own, named by the first byte: what is read in the wrong
one falls into other rows, or breaks off. Letters of languages with one byte a letter stand beside ASCII letters, or in
words of odd lengths, which no pairs fit. Only long material, which fits one encoding alone, is taken for sure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_FEWEST, _MOST = 30, 5000
_LATIN_BESIDE = 0.1
_USUAL = 0.9
_NO_SIGN = re.compile("[^\0-\x7f\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff60]")
"""What is neither ASCII nor a sign of Chinese, Japanese or Korean; half-width kana are, which any letters fit."""
_SHIFTS = re.compile(rb"\x1b\$[@B]")
"""What begins signs of two bytes in ISO-2022-JP, which has ASCII bytes alone."""


def _share(leads: Sequence[int], *rows: range) -> float:
    return sum(any(lead in row for row in rows) for lead in leads) / len(leads)


def _row(first: int, last: int) -> range:
    return range(first, last + 1)


_CHECKS: dict[str, Callable[[Sequence[int]], bool]] = {
    "euc_jp": lambda leads: _share(leads, _row(0xA4, 0xA5)) > 0.15 and _share(leads, _row(0xA1, 0xCF)) > _USUAL,
    "cp949": lambda leads: _share(leads, _row(0xB0, 0xC8)) > 0.97,
    "gb18030": lambda leads: (
        _share(leads, _row(0xB0, 0xD7), _row(0xA1, 0xA3)) > _USUAL and _share(leads, _row(0xD0, 0xD7)) > 0.08
    ),
    "cp932": lambda leads: _share(leads, _row(0x81, 0x83), _row(0x88, 0x98)) > _USUAL,
    "big5": lambda leads: _share(leads, _row(0xA4, 0xC6), _row(0xA1, 0xA1)) > _USUAL,
}
"""What the first bytes of usual signs are: kana, syllables, signs of the first level (GB 2312, JIS X 0208, Big5)."""


def shifts(head: bytes) -> bool:
    """Return whether bytes switch between ASCII and Japanese, as mail of old does (ISO-2022-JP)."""
    return head.isascii() and _SHIFTS.search(head) is not None


def guess_east(data: bytes) -> str | None:
    """Return the only encoding of two bytes a sign in which nearly all signs of some lines are usual ones, or None."""
    fitting = [encoding for encoding, is_usual in _CHECKS.items() if _fits(data, encoding, is_usual)]
    return fitting[0] if len(fitting) == 1 else None


def may_be_east(data: bytes) -> bool:
    """Return whether bytes can be signs of the East alone: then they do not prove letters of another language."""
    for encoding in _CHECKS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _NO_SIGN.search(text) is None and _beside_latin(text, _places(text)) < _LATIN_BESIDE:
            return True
    return False


def _fits(data: bytes, encoding: str, is_usual: Callable[[Sequence[int]], bool]) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    places = _places(text)
    if len(places) < _FEWEST:
        return False
    usual = is_usual([text[at].encode(encoding)[0] for at in places])
    return usual and _beside_latin(text, places) < _LATIN_BESIDE


def _places(text: str) -> list[int]:
    """Return where the first signs stand that are not ASCII."""
    return [at for at, sign in enumerate(text) if not sign.isascii()][:_MOST]


def _beside_latin(text: str, places: Sequence[int]) -> float:
    """Return the share of some signs beside which a letter of ASCII stands."""
    beside = sum(_is_latin(text[at - 1 : at]) or _is_latin(text[at + 1 : at + 2]) for at in places)
    return beside / max(len(places), 1)


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
