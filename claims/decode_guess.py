"""Which encoding bytes are in, by the letters that they make: a language writes é often and Ž never.

For each encoding the words with non-ASCII bytes are decoded and weighed: how likely is it that somebody who writes one
of the languages of that encoding writes these letters? Only a great distance counts as sure. The shares of letters are
rough counts of running text, in hundredths of all letters that are not ASCII.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log
from unicodedata import category, name

_SHARES = {
    "fr": "é60 à14 è11 ê6 ç4 ù1 â2 ô2 î1.5 û1 ï1 œ1 ë.3 ü.2 À1 É1 Ê.2 Ç.2",
    "de": "ü36 ä30 ö17 ß14 Ü1.5 Ä1 Ö1 é.6",
    "es": "ó25 í20 á17 é13 ñ10 ú6 ü1 ¿2 ¡1 Á.5 É.5 Í.3 Ó.3 Ú.3 Ñ.3 º.3 ª.3",
    "pt": "ã20 ç17 á13 é14 í9 ó8 õ5 ê5 â3 ú3 à3 ô2 É.5 Á.4 Ó.3 Í.2 º.5 ª.5",
    "it": "à30 è30 ù10 ò13 é6 ì8 È2 À.3 É.2",
    "ca": "é20 è13 à18 ó20 ò7 í9 ç5 ü2 ï3 ú3 ·1",
    "nl": "ë55 é25 ï10 ö3 ü2 è3 ê1",
    "scandinavian": "ä25 å22 ö22 ø12 æ8 é2 Å2 Ö1 Ä1 Ø1 Æ.3",
    "is": "ð18 á15 í13 þ6 ó11 é6 ú7 ö9 ý4 æ8 Þ2 Á1 Í1",
    "pl": "ł21 ą14 ę16 ó11 ś9 ż10 ć5 ń4 ź1 Ś1 Ż.5 Ł1",
    "cs": "í20 á15 é8 ě11 ř8 č7 š6 ž7 ý7 ů4 ú1 ň.6 ť.4 ď.3 ó.3 Č1 Š.6 Ž.6 Ř.4 Ú.5",
    "sk": "á17 í9 é7 č9 š7 ž8 ý9 ú8 ľ3 ť6 ô2 ň1 ä1 ď1 ĺ.2 ŕ.1 ó1 Č.5 Š.5 Ž.3",
    "hu": "á30 é29 ö9 ó9 ő7 ü5 í5 ú2 ű2 Á.6 É.6 Ö.5 Ú.3",
    "ro": "ă32 î10 â10 ș15 ţ14 ş15 ț14 Ș.5 Î.7 Ţ.3 Ş.5",
    "hr": "š26 č26 ž20 ć19 đ6 Š1 Č.5 Ž.7",
    "tr": "ı40 ü15 ş14 ğ9 ç9 ö7 İ3 Ş.7 Ö.7 Ç.7 Ü.5 â.5 î.2",
    "el": "α12 ο9 ι8 ε8 τ8 σ6 ν7 ς5 ρ4 κ4 π4 μ3 λ3 η4 ά2 ό2 έ2 ί3 ή2 ύ1.5 ώ1 δ2 γ2 υ3 ω2 χ1 θ1 φ1 β.6 ξ.4 ζ.4 ψ.2",
    "ru": "о11 е8.5 а8 и7.4 н6.7 т6.3 с5.5 р4.7 в4.5 л4.3 к3.5 м3.2 д3 п2.8 у2.6 я2 ы1.9 ь1.7 г1.7 з1.7 б1.6 ч1.4 й1.2 "
    "х1 ж.9 ш.7 ю.6 ц.5 щ.4 э.3 ф.3 ъ.1 ё.1",
    "uk": "о9.3 а8.3 и6 н6.8 і5.7 т5.3 в5.3 р4.7 е4.7 с4.1 к4 л3.7 у3.4 д3.3 м3.2 п2.9 я2.4 з2.3 ь1.9 г1.6 б1.7 "
    "ч1.5 х1.2 "
    "й1.3 ц.9 ж.8 ш.8 ю.9 є.6 ї.7 щ.6 ф.3 ґ.05",
    "ar": "ا12.5 ل12 ي6.5 م6.5 و6 ن6 ر5 ت4.5 ب3.8 ع3.7 د3.2 ه3.4 ة3 س2.9 ف2.8 أ2.5 ق2.4 ك2.3 ح2 ج1.5 ش1.2 ص1.1 "
    "ض.8 ط1.1 خ1 "
    "ى1 ء.5 إ1.2 ث.7 ذ.7 ز.8 غ.6 ظ.2 ئ.5 ؤ.2 آ.2 ،.6 ؛.1 ؟.1 ـ.2 ً.2 ُ.1 َ.1 ِ.1 ّ.2",
    "fa": "ا14 ي10 ر8 ن7.5 د7 م6 و6 ه6 ت5 ب4.5 س4 ش3 ل3 ز2.5 ك3 گ1.3 خ1.5 ف1.3 ق1 ع1.5 ح1 ج1.2 پ1.2 چ.5 ژ.1 آ1 "
    "ط.8 ص.7 غ.4 ض.4 "
    "ذ.2 ث.2 ظ.3 ئ.3 ء.1 ،.5 ‌2",
    "he": "י11 ו10 ה9 ל7.4 א6.3 ר6 ת5.5 ב5 מ5.5 ש5 נ4 ם3 ד2.8 ח2.5 ע3.2 ק2.2 פ2 כ2.3 ט1.3 צ1.2 ס1.5 ג1.2 ז1.2 "
    "ן1.5 ך.8 ץ.1 ף.2",
}
_WESTERN = ("fr", "de", "es", "pt", "it", "ca", "nl", "scandinavian", "is")
_CENTRAL = ("pl", "cs", "sk", "hu", "ro", "hr", "de")
_LANGUAGES = {
    "windows-1252": _WESTERN,
    "windows-1256": ("ar", "fa", "fr"),
    "windows-1251": ("ru", "uk"),
    "windows-1250": _CENTRAL,
    "windows-1254": ("tr", "fr", "de"),
    "windows-1253": ("el",),
    "windows-1255": ("he",),
    "iso-8859-2": _CENTRAL,
    "iso-8859-6": ("ar",),
    "koi8-r": ("ru",),
    "koi8-u": ("uk",),
    "mac-roman": _WESTERN,
    "cp850": _WESTERN,
    "cp866": ("ru",),
    "cp862": ("he",),
    "iso-8859-5": ("ru", "uk"),
    "mac-cyrillic": ("ru", "uk"),
    "cp852": _CENTRAL,
}
"""The encodings considered, the likeliest first, each with the languages that people write in it."""

_NOT_THE_FIRST = log(0.3)
_RARE = {"mac-cyrillic": log(0.0001), "cp862": log(0.03)}
"""What has nearly all letters where another encoding has them, and is seldom used."""
_SIGNS = frozenset("«»“”„‘’–—…€£°©®™§±×½º·•\xa0")
_SIGN, _STRANGER, _STRANGE_SIGN = log(0.01), log(0.0005), log(0.0002)
_CAPITAL = 0.1
"""How likely a letter is a capital, and that somebody writes words all in capitals."""
_MIXED, _WRONG_CASE, _INSIDE, _ALONE = log(0.01), log(0.02), log(0.05), log(0.02)
_ALONE_LATIN, _CONTROL, _UNHEARD = log(0.0003), log(0.00001), log(0.001)
_WORDS_OF_ONE = frozenset("àáâèéêìíîòóôùúõåæøöюяиоуаеквсзіїєоюو")
"""Letters beyond ASCII that are a word by themselves, or an abbreviation."""
_NEVER = re.compile(r"(?i)(?<![aeiouyäöü])ß|ń[aeiouy]|(?<![aeiouyó])ń|ă[oe]|õ(?!e)|ã[^oeis]|(?<!l)·|·(?!l)|±")
"""Letters and signs within a word beside others where no language of theirs has them: "Bogotß", "Mõnner", "N·mero"."""
_SURE = log(1000.0)
_LEAST_LIKELY = log(0.004)
_WORD = re.compile(rb"[^\x00-\x40\x5b-\x60\x7b-\x7f]*[\x80-\xff][^\x00-\x40\x5b-\x60\x7b-\x7f]*")
_MOST_WORDS = 500
_LATIN_BEFORE = re.compile(
    rb"\xc3[\x82\x83\x90\x91\x98\x99\x9b](?:[\xc2\xc5\xc6\xcb]|\xe2[\x80\x82\x84])|\xc3\xa2\xe2\x82\xac"
)
_CYRILLIC_BEFORE = re.compile(rb"\xd0[\xa0\xa1](?:\xc2|\xe2[\x80\x82\x84]|\xd0[\x80-\x8f]|\xd1[\x90-\x9f])")
"""What bytes of UTF-8 become that are read as another encoding; two patterns: a common beginning is found quicker."""
_WRONG = re.compile(rb"[\w.'-]*(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2})(?:[\w.'-]|[\x80-\xf4])*")


_LOST = re.compile(rb"[^\s,;:|\"'<>]{0,40}(?:\xef\xbf\xbd|\xc3\xaf\xc2\xbf\xc2\xbd)[^\s,;:|\"'<>]{0,40}")
_LOST_SIGNS = (b"\xef\xbf\xbd", b"\xc3\xaf\xc2\xbf\xc2\xbd")


@dataclass(frozen=True, slots=True)
class Guess:
    """The two likeliest encodings, the likelier first (one, if no other can decode it), and whether that is sure."""

    encodings: tuple[str, ...]
    is_sure: bool


def guess(data: bytes) -> Guess:
    """Return the likeliest encodings of bytes that are not UTF-8, judged by their words that are not ASCII."""
    words = list(dict.fromkeys(_WORD.findall(data)))[:_MOST_WORDS]
    found: dict[tuple[str, ...], tuple[float, str]] = {}
    letters = max(1, sum(byte >= 0x80 for word in words for byte in word))
    for place, encoding in enumerate(_LANGUAGES):
        try:
            texts = tuple(word.decode(encoding) for word in words)
        except UnicodeDecodeError:
            continue
        weight = max(_weight(texts, language) for language in _LANGUAGES[encoding])
        weight += _RARE.get(encoding, _NOT_THE_FIRST) if place else 0.0
        if texts not in found or weight > found[texts][0]:
            found[texts] = (weight, found[texts][1] if texts in found else encoding)
    best = sorted(found.values(), reverse=True)
    if not best:
        return Guess(("windows-1252", "windows-1256"), is_sure=False)
    likely = best[0][0] / letters > _LEAST_LIKELY
    distance = best[0][0] - best[1][0] if len(best) > 1 else _SURE + 1
    return Guess(tuple(encoding for _, encoding in best[:2]), is_sure=likely and distance > _SURE)


def read_wrongly(data: bytes) -> tuple[str, str] | None:
    """Return a word of UTF-8 that was UTF-8 before and read as another encoding when it was saved, and what it was.

    “tuÃ©s” was “tués”. Such a word has to be UTF-8 again wherever it is not ASCII; of letters that may stand side by
    side in some language (“É»”, “Р°”) two pairs are asked for.
    """
    if not _LATIN_BEFORE.search(data) and not _CYRILLIC_BEFORE.search(data):
        return None
    for found in _WRONG.finditer(data):
        word = found[0].decode("utf-8", "replace")
        for encoding in ("windows-1252", "windows-1251", "iso-8859-1"):
            try:
                right = word.encode(encoding).decode()
            except UnicodeError:
                continue
            letters = [letter for letter in right if not letter.isascii()]
            telling = word[0] in "ÃÂâ" or any(sign in word for sign in ("Ã", "â€"))
            if all(_is_usual(letter) for letter in letters) and (telling or len(letters) > 1):
                return word, right
    return None


def lost(data: bytes) -> str | None:
    """Return a word of UTF-8 in which a program has put U+FFFD, or “ï¿½”, for a letter that it could not read."""
    found = _LOST.search(data) if any(sign in data for sign in _LOST_SIGNS) else None
    return found and found[0].decode("utf-8", "replace")


def _is_usual(letter: str) -> bool:
    is_of_ours = letter.isalpha() and letter < "\u06e0" and _script(letter) in {"LATIN", "CYRILLIC", "ARABIC"}
    return is_of_ours or letter in _SIGNS


def _weight(words: tuple[str, ...], language: str) -> float:
    """Return the logarithm of how likely it is that somebody who writes a language writes these words."""
    shares = _shares(language)
    whole = sum(shares.values())
    weight = log(_CAPITAL) if any(len(word) > 1 and word.isupper() for word in words) else 0.0
    for word in words:
        before = ""
        if len(word) == 1 and word.isalpha() and word.lower() not in _WORDS_OF_ONE:
            weight += _ALONE_LATIN if _script(word) == "LATIN" else _ALONE
        elif len(word) == 1 and not word.isalnum() and word not in _SIGNS:
            weight += _ALONE
        elif len(word) > 1:
            weight += _UNHEARD * len(_NEVER.findall(word))
        in_capitals = len(word) > 1 and word.isupper()
        for at, character in enumerate(word):
            if not character.isascii():
                share = shares.get(character) or shares.get(character.lower(), 0.0) * (1.0 if in_capitals else _CAPITAL)
                if share:
                    weight += log(share / whole)
                elif character in _SIGNS:
                    weight += _SIGN
                elif category(character) == "Cc":
                    weight += _CONTROL
                else:
                    weight += _STRANGER if character.isalpha() else _STRANGE_SIGN
                if not character.isalnum() and character not in "’·\u200c" and 0 < at < len(word) - 1:
                    weight += _INSIDE if category(character) != "Mn" else 0.0
            weight += _join(before, character)
            if not in_capitals and before.isupper() and character.isupper() and word[at + 1 : at + 2].islower():
                weight += 0.0 if before.isascii() and character.isascii() else _WRONG_CASE  # "RÈgion"
            before = character
    return weight


def _join(before: str, character: str) -> float:
    """Return the malus of two neighbours in a word that do not go together."""
    if before.isascii() and character.isascii():
        return 0.0
    if before.islower() and character.isupper():
        return _WRONG_CASE
    if before.isalpha() and (character.isalpha() or category(character) == "Mn"):
        return _MIXED if _script(before) != _script(character) else 0.0
    return 0.0


def _script(character: str) -> str:
    script = name(character, "").split(" ", 1)[0]
    return "LATIN" if script in {"FEMININE", "MASCULINE"} else script


def _shares(language: str) -> dict[str, float]:
    return {pair[0]: float(pair[1:]) for pair in _SHARES[language].split()}
