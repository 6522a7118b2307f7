"""Where "un" before people is the number one in French and Spanish, since it stands in a row with other figures."""

from __future__ import annotations

from claims.extractors.constructions.sentence import Sentence, opens_number

_ARTICLE, _AND, _PEOPLE = "words.articles", "words.and", "people"
_TELLING = frozenset({"verb", "after", "noun"})
_LONGEST_CAUSE = 5
_LEADING = frozenset({"verb", "before", "opens"})
_WHO = frozenset({"people", "noun"})
_BREAKS = frozenset(';:()"')
_ENDS = frozenset(("", ".", ",", ";"))
_REACH, _BACK, _VERB = 12, 5, 4


def stands_in_row(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether "un" before people counts one: "un policier et deux passants ont été tués".

    first and end enclose the article. Another figure stands beside it, joined by "and"; "dont un enfant" is no figure.
    """
    if is_itself(sentence, end):
        return True
    if not sentence.triggers.romance or _PEOPLE not in sentence.kinds(end):
        return False
    return _is_cost(sentence, first) or _closes_row(sentence, first) or _opens_row(sentence, end)


def _is_cost(sentence: Sentence, first: int) -> bool:
    """Say whether an event took the life of one: "a causé la mort d'un enfant", "le costó la vida a un niño"."""
    end = first - (sentence.text(first - 1) == "'")
    if "before" not in sentence.kinds(end - 1):
        return False
    opening = range(max(0, end - _LONGEST_CAUSE), end - 1)
    causing = sentence.grammar.causing_stems
    caused = next((index for index in opening if sentence.text(index).startswith(causing)), None)
    return caused is not None and not any(sentence.text(index) in _BREAKS for index in range(caused, end))


def is_described_pair(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether a dual of Arabic only describes the two named before it: "قتل مدنيان | سوريان"."""
    dual = sentence.grammar.dual_endings
    if not dual or end != first + 1 or first < 1:
        return False
    words = (sentence.text(first - 1), sentence.text(first))
    duals = all(word.endswith(dual) and opens_number(sentence.triggers.code, word) for word in words)
    if not duals or sentence.triggers.joins(words[1]):
        return False
    return _PEOPLE in sentence.kinds(first - 1) and _PEOPLE in sentence.kinds(first)


def is_itself(sentence: Sentence, end: int) -> bool:
    """Say whether what became of one stands right behind "une", with nobody named: "une a été tuée", "una murió"."""
    if sentence.text(end) in sentence.grammar.itself_auxiliaries:
        return any("verb" in sentence.kinds(index) for index in (end + 1, end + 2))
    return sentence.text(end) in sentence.grammar.befell


def _closes_row(sentence: Sentence, first: int) -> bool:
    """Say whether people whom a number counts stand before "and" and "un": "trois soldats et un policier".

    So too where "un" has a verb of its own behind it: "trois sont arrêtés et un agent a été blessé".
    """
    if _AND not in sentence.kinds(first - 1):
        return False
    if _PEOPLE not in sentence.kinds(first - 2):
        told = any(not sentence.kinds(index).isdisjoint(_TELLING) for index in range(first + 2, first + 2 + _VERB))
        return told and any(_counts(sentence, index) for index in range(max(0, first - 2 * _REACH), first - 2))
    return any(_is_number(sentence, index) for index in range(first - _BACK, first - 2))


def _opens_row(sentence: Sentence, end: int) -> bool:
    """Say whether "and" with a number follows the people behind "un", with no more than what became of them between."""
    told = False
    for index in range(end + 1, min(end + _REACH, sentence.size)):
        kinds = sentence.kinds(index)
        if _AND in kinds:
            following = index + 1 + ("words.from" in sentence.kinds(index + 1))
            following += sentence.text(following) == "'"
            near = told or index <= end + 2
            if near and (_is_number(sentence, following) or _is_round(sentence, following)):
                return True
            leads = (place for place in range(following, following + _VERB) if _ends_or_counts(sentence, place))
            counted = next(leads, None)  # "la mort d'un soldat et fait deux blessés"
            return near and counted is not None and sentence.holds(range(following, counted), _LEADING)
        if sentence.text(index) in _BREAKS or _is_number(sentence, index):
            return False
        told = told or not kinds.isdisjoint(_TELLING)
    return False


def _counts(sentence: Sentence, index: int) -> bool:
    """Say whether a number counts people: "trois personnes", not "12 heures"."""
    behind = sentence.kinds(index + 1) | sentence.kinds(index + 2)
    return _is_number(sentence, index) and not behind.isdisjoint(_WHO)


def _is_round(sentence: Sentence, index: int) -> bool:
    """Say whether an article opens a round number: "une douzaine"."""
    text = sentence.text(index + 1)
    return _ARTICLE in sentence.kinds(index) and _ends_round(sentence, text)


def _ends_round(sentence: Sentence, text: str) -> bool:
    return text.endswith(sentence.grammar.round_endings) and text not in sentence.grammar.no_round


def _ends_or_counts(sentence: Sentence, index: int) -> bool:
    """Say whether a number counts people, or ends what is said of them: "e hirió a otros tres."."""
    return _counts(sentence, index) or (_is_number(sentence, index) and sentence.text(index + 1) in _ENDS)


def _is_number(sentence: Sentence, index: int) -> bool:
    text = sentence.text(index)
    spelled = text.isalpha() and opens_number(sentence.triggers.code, text) and _ARTICLE not in sentence.kinds(index)
    return text[:1].isdecimal() or spelled
