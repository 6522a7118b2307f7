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
_COMMON = {
    "ar": "في من على أن إلى عن التي الذي هذا هذه مع كان قد لم ما بعد بين قال وقال كما أو لا ذلك عدد خلال حتى",
    "fa": "و در به از که این را با است برای آن شد شده بود یک می کرد های خود تا بر نیز اند گفت آنها هم پس",
    "ur": "کے میں کی ہے اور سے کا کو نے پر ہیں کہ اس یہ بھی تھا گئے ایک",
    "ru": "и в не на что с по из для как это от его к был были но а также за он они до при было о у все лет",
    "bg": "на и в се от да за е са с по че не като при това или беше бяха ще той след във към",
    "sr": "је у и да се на су за од са који не што о како али није био ће",
    "uk": "і в у на що та з не до за є від як це про але було які під був або також",
    "en": "the of and to in a is was that for on with as by at from had have were been said it he his they not but",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus",
    "fr": "de la le et les des en un une du dans est que pour qui a au par sur plus ne pas ce se avec ont été sont",
    "es": "de la que el en y los del se las por un con una para su al no es lo como más fue han pero sus este",
    "it": "di e il la che in un per è una del della sono con non si da le dei al come nel ha gli più anche alla",
    "pt": "de e o a que do da em um para os no com uma na por as dos se não mais foi ao das são pelo pela",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als bij door naar werden heeft",
}
_OWN_LETTERS = {"cyrillic": ("ru", re.compile("[ыэёЫЭЁ]")), "arabic": ("fa", re.compile("[پچژگ]"))}
_NOTICES = {
    "ar": "قتيل قتيلا قتلى مقتل جريح جريحا جرحى شهيد شهيدا شهداء إصابة اصابة مصاب مصابا مصابين مصرع شخصا أشخاص وفاة",
    "fa": "کشته کشتند زخمی‌ها مصدوم مصدومان نفر جان‌باخته جان‌باختگان باختند شدند دست‌کم",
    "ru": "погиб погибла погибли погибших погибший погибшие человек человека ранен ранены раненых пострадал пострадали "
    "пострадавших убиты убитых пропали пропавших задержаны задержали эвакуировали эвакуированы скончались скончался",
    "en": "killed dead died injured wounded people missing hurt arrested displaced deaths",
    "de": "tote toten toter verletzte verletzten menschen getötet vermisste vermissten festgenommen todesopfer",
    "fr": "morts blessés personnes tués tuées disparus blessées arrêtées arrêtés déplacés",
    "es": "muertos heridos personas muertas desaparecidos detenidos heridas desplazados fallecidos",
}
"""Words of a notice that none of the neighbours writes so, by language."""
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
    return {language: frozenset(_COMMON[language].split()) for language in _BY_SCRIPT[script]}


@cache
def _notices() -> Mapping[str, frozenset[str]]:
    spelt = {language: words.replace("ي", "ی").replace("ك", "ک") for language, words in _NOTICES.items()}
    return {language: frozenset(_WORD.findall(words)) for language, words in spelt.items()}


@cache
def _model() -> Any:
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return None
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
