"""In which of the languages that can be read a text is written, found offline.

With the package py3langid (extra "articles"; its model is inside) every language of the text counts; without it, the
letters and the commonest words of the seven languages do. A line or two, such as a headline, is told by words that
notices of harm use, and by letters that no neighbour has. What is written in another language, or too short to tell, is
unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from claims.wordlists import wordlist

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "ru")
UNKNOWN = "unknown"

_LOOKED_AT = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_SCRIPTS = {"arabic": _ARABIC, "cyrillic": _CYRILLIC, "latin": _LATIN}
_OTHER_ARABIC = re.compile("[ٹڈڑںےھہڤێۆڕڵەټډړږښڼۍېګ]")  # Urdu, Kurdish, Pashto
_OTHER_CYRILLIC = re.compile("[іїєґўќѓљњћђџјѕәғқңөұүһӘҒҚҢӨҰҮҺІЇЄҐЎ]")
_BY_SCRIPT = {
    "arabic": ("ar", "fa", "ur"),
    "cyrillic": ("ru", "bg", "sr", "uk"),
    "latin": ("en", "de", "fr", "es", "it", "pt", "nl"),
}
"""The languages with a list of words; those that are not ours keep their neighbours from being taken for ours."""
_OWN_LETTERS = {"cyrillic": ("ru", re.compile("[ыэёЫЭЁ]")), "arabic": ("fa", re.compile("[پچژگ]"))}
_DISTINCT = {
    "arabic": (("fa", re.compile("[پچژگ]")), ("ar", re.compile("[ةإ]"))),
    "cyrillic": (("ru", re.compile("[ыэё]")),),
}
_DIALECTS = {"arz": "ar", "ary": "ar", "prs": "fa", "arb": "ar"}
_NOTICE = 12
_LEAST_SHARE = 0.08
_LEAST_LEAD = 1.25
_LEAST_PROBABILITY = 0.5
_LEAST_LETTERS = 12


def identify(text: str) -> str:
    """Return the language of a text: one of LANGUAGES, or UNKNOWN. The beginning of a long text counts."""
    part = normalize("NFKC", text[:_LOOKED_AT])  # PDF files may hold Arabic in presentation forms
    if sum(map(len, _WORD.findall(part[:1000]))) < _LEAST_LETTERS:
        return UNKNOWN
    model = _model()
    return by_words(part) if model is None else by_model(part, model)


def identify_document(text: str) -> str:
    """Return the language of a document as identify() does, and that of a headline or a line of news by its words."""
    found = identify(text)
    return found if found != UNKNOWN else by_notice(normalize("NFKC", text[:_LOOKED_AT]))


def by_model(text: str, model: Any) -> str:
    """Return what a model makes of a text; UNKNOWN where it is not of our languages, or the model is not sure."""
    scores = dict(model.rank(text))
    best = max(scores, key=lambda language: scores[language])
    language = _DIALECTS.get(best, best)
    return str(language) if language in LANGUAGES and scores[best] >= _LEAST_PROBABILITY else UNKNOWN


def by_notice(text: str) -> str:
    """Return the language of a line or two by words of notices and letters; UNKNOWN for a longer text."""
    words = [word.casefold() for word in _WORD.findall(text.replace("ي", "ی").replace("ك", "ک"))]
    if not 0 < len(words) <= _NOTICE or _OTHER_ARABIC.search(text) or _OTHER_CYRILLIC.search(text):
        return UNKNOWN
    told = {language for language, known in _notices().items() if not known.isdisjoint(words)}
    if len(told) == 1:
        return told.pop()
    script = max(_SCRIPTS, key=lambda name: len(_SCRIPTS[name].findall(text)))
    distinct = (language for language, own in _DISTINCT.get(script, ()) if own.search(text))
    return next(distinct, UNKNOWN) if not told else UNKNOWN


def by_words(text: str) -> str:
    """Return the language by its letters and commonest words, without any package."""
    letters = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    script = max(letters, key=lambda name: letters[name])
    if letters[script] < _LEAST_LETTERS:
        return UNKNOWN
    if script == "arabic" and len(_OTHER_ARABIC.findall(text)) * 50 > letters[script]:
        return UNKNOWN
    if script == "cyrillic" and len(_OTHER_CYRILLIC.findall(text)) * 50 > letters[script]:
        return UNKNOWN
    words = Counter(word.casefold() for word in _WORD.findall(text))
    shares = {
        language: sum(words[word] for word in common) / words.total() for language, common in _common(script).items()
    }
    best, second = sorted(shares, key=lambda language: -shares[language])[:2]
    if shares[best] < _LEAST_SHARE or shares[best] < _LEAST_LEAD * shares[second]:
        language, own = _OWN_LETTERS.get(script, (UNKNOWN, _WORD))
        return language if own.search(text) else UNKNOWN
    return best if best in LANGUAGES else UNKNOWN


@cache
def _common(script: str) -> Mapping[str, frozenset[str]]:
    common = wordlist("languages")["common"]
    return {language: frozenset(common[language].split()) for language in _BY_SCRIPT[script]}


@cache
def _notices() -> Mapping[str, frozenset[str]]:
    notices = wordlist("languages")["notices"]
    spelt = {language: words.replace("ي", "ی").replace("ك", "ک") for language, words in notices.items()}
    return {language: frozenset(_WORD.findall(words)) for language, words in spelt.items()}


@cache
def _model() -> Any:
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return None
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
