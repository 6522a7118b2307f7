"""Words for thousands, millions and more in languages whose numbers are not read: "5 тис." is not five.

A number with one of them behind it is refused, as its digits alone would be a thousandth of what is said.
"""

from __future__ import annotations

import re

from claims.text import fold

_SPANISH = "es"
_APART = re.compile(r".*\d\s+(?P<scale>[kKmMbB]|mm|MM|[bB]n)\.?", re.DOTALL)
"""A letter apart from the number, which may count thousands or say what is counted: "13 k", "3 M"."""
_DISTANCE = re.compile(r"\d\s+(?P<scale>miles)\b", re.IGNORECASE)
"""Thousands in Spanish, a distance in English."""
_BEHIND = re.compile(r"\d\s*(?P<word>[^\W\d_][^\s\d.,;:()\[\]]*)")
_WRITTEN = """bin milyon milyar тис тисяч тисячі тисяча мільйон мільйони мільйонів мільярд мільярди мільярдів
хил хиляди хиляда милион милиона милиард милиарда tys tysiąc tysiące tysięcy milion miliony milionów miliard miliardy
miliardów tis tisíc tisíce milión milióny miliónů milionů miliarda mila milione milioni miliardo miliardi milhão milhões
bilhão bilhões bilhoes ezer millió milliárd tuhat tuhatta miljoona miljoonaa miljardi miljardia tusen miljon miljoner
miljard miljarder tusind millioner milliarder duizend miljoen mie mii milioane miliarde hiljada hiljade tisuća
tisuće milijun milijuna milijarda milijarde milijardi хиљада хиљаде милијарда tūkst mln. mld mlrd tūkstančių
tūkstoši miljonit ribu juta nghìn ngàn triệu tỷ elfu χιλ χιλιάδες εκατ εκατομμύρια אלף אלפים מיליון हज़ार हजार लाख
करोड़ হাজার লাখ কোটি ஆயிரம் لاکھ کروڑ"""
_WORDS = frozenset(map(fold, _WRITTEN.split()))
_SIGNS = frozenset("万萬만億亿억千천兆조")
"""Signs for ten thousands and more, before which no blank stands."""
_SPACELESS = ("พัน", "หมื่น", "แสน", "ล้าน")


def scale_apart(phrase: str, *, language: str | None) -> str | None:
    """Return what stands apart from a number and may be its scale or what is counted, None if there is none.

    That is a letter behind the last number, and "miles" unless the language is Spanish.
    """
    match = _APART.fullmatch(phrase.strip()) or (None if language == _SPANISH else _DISTANCE.search(phrase))
    return match["scale"] if match else None


def foreign_scale(phrase: str) -> str | None:
    """Return the word or sign behind a number that is a scale in a language whose numbers are not read."""
    for match in _BEHIND.finditer(phrase):
        word = match["word"]
        if word[0] in _SIGNS or word.startswith(_SPACELESS) or fold(word) in _WORDS:
            return word
    return None
