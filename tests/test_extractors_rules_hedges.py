"""Every hedge that may stand before a number is read in a sentence as it is read alone."""

import tomllib
from importlib.resources import files

import pytest

from claims.errors import ClaimsError
from claims.extractors import Known
from claims.extractors.rules import Rules, say
from claims.figure import parse
from claims.model import Document

SENTENCES = {
    "ar": "أسفر الهجوم عن مقتل {} شخصا بحسب الوزارة.",
    "de": "Bei dem Angriff wurden {} Menschen getötet, teilte das Ministerium mit.",
    "en": "The ministry said {} people were killed in the attack.",
    "es": "El ataque dejó {} muertos, según el ministerio.",
    "fa": "در این حمله {} نفر کشته شدند.",
    "fr": "L'attaque a fait {} morts, selon le ministère.",
    "ru": "В результате атаки погибли {} человек, сообщило министерство.",
}
DOUBTFUL = {("de", "ab"), ("ru", "с")}
"""Before a figure by itself they are hedges; in a sentence they may be prepositions."""


def alone(phrase: str, language: str) -> str | None:
    try:
        return say(parse(phrase, language=language))
    except ClaimsError:
        return None


@pytest.mark.parametrize("language", SENTENCES)
def test_a_hedge_before_a_number_is_read_in_a_sentence_as_it_is_alone(language: str):
    lexicon = tomllib.loads((files("claims") / "lexicons" / f"{language}.toml").read_text(encoding="utf-8"))
    hedges = [word for words in lexicon["before"].values() if isinstance(words, list) for word in words]
    wrong = []
    for hedge in hedges:
        phrase = f"{hedge} 120"
        wanted = alone(phrase, language)
        if wanted is None or (language, hedge) in DOUBTFUL:
            continue
        text = SENTENCES[language].format(phrase)
        found = [one.says for one in Rules().propose(Document(id="d", text=text, language=language), Known())]
        if found != [wanted]:
            wrong.append(f"“{phrase}” says {wanted}, and {found} in “{text}”")

    assert len(hedges) > 50
    assert wrong == []
