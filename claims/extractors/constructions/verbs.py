"""Verbs of saying in languages that split them, as German does, and compounds that say whose figures they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extractors.constructions.name_edges import is_one_who
from claims.extractors.constructions.names import Name
from claims.extractors.constructions.sentence import opens_number

if TYPE_CHECKING:
    from claims.extractors.constructions.names import Names
    from claims.extractors.constructions.sentence import Mark, Sentence

_REACH, _LONGEST_SUBJECT, _SHORTEST_OWNER = 24, 12, 2
_COUNTED = frozenset({"noun", "people"})
_BREAKS = frozenset(',;:"()')
_JOINING = frozenset({"words.articles", "words.and", "words.from", "words.link"})
_SOURCES = frozenset({"sources.names", "sources.nouns", "sources.titles", "sources.outlets", "sources.wires"})
_ISSUE_WORDS = 5
_NAMES = _SOURCES | {"attribution.pronouns"}
_LONGEST_JOIN, _BEFORE_AUXILIARY, _LONGEST_PERSON = 2, 3, 3
_PREPOSITION, _QUOTED_WITHIN = 3, 12
_TOLLS = frozenset({"noun", "label", "before", "attribution.tallies", "words.things"})
_NEAR_FIGURE = 4
_OPENS = frozenset({"opens"})
_BOUND = frozenset({"words.articles", "words.link", "words.adjectives"})
_NOUN_OR_VERB = frozenset({"words.things", "sources.nouns"})
_AUXILIARY = frozenset({"words.stop", "attribution.verbs", "words.adjectives"})
_BEFORE_NOUNS = frozenset({"words.articles", "words.fraction", "words.from", "words.partitive"})
_BLAME_WORDS = 3
_AUXILIARIES = frozenset({"opens", "attribution.continued", "attribution.preceded"})


def is_no_saying(sentence: Sentence, mark: Mark) -> bool:
    """Say whether what looks like a verb of saying is none.

    It is part of a longer name of a source ("porte-parole"), describes the dead that it stands before ("zwölf
    bestätigten Toten"), is a noun ("in our records"), has no subject, or stands in a longer phrase that names nobody
    ("es gab").
    """
    if "words.adjectives" in sentence.kinds(mark.first) and sentence.kinds(mark.end) & _COUNTED:
        return True
    if "words.denied" in sentence.kinds(mark.first) and is_blame(sentence, mark.end):
        return True
    if _is_noun(sentence, mark) or _is_impersonal(sentence, mark.first) or _only_goes(sentence, mark):
        return True
    if "attribution.continued" in sentence.kinds(mark.first - 1) and "words.relative" in sentence.kinds(mark.first - 2):
        return True  # "a report which | it said"
    if is_passed_on(sentence, mark.first) or _is_no_speech(sentence, mark):
        return True
    if sentence.grammar.to_infinitive and _is_joined_form(sentence, mark.first):
        return True
    grammar = sentence.grammar
    if sentence.text(mark.first - 1) in grammar.never:
        return True  # "لم يعلن النظام عن عددهم"
    if sentence.text(mark.first) in grammar.issues and any(
        sentence.text(index) in grammar.orders for index in range(mark.end, mark.end + _ISSUE_WORDS)
    ):
        return True  # "أصدر القضاء أوامر اعتقال"
    if sentence.text(mark.first) in grammar.counting_participles and _is_passive(sentence, mark.first):
        return True
    kinds, marks = sentence.kinds(mark.first), sentence.at(mark.first)
    nobody = "attribution.nobody" in kinds
    if nobody and any("attribution.nobody" in one.kinds and one.end - one.first > 1 for one in marks):
        return not is_one_who(sentence, mark.first)
    if kinds.isdisjoint(_NAMES):
        return False
    return any((one.end > mark.end or one.first < mark.first) and one.kinds & _NAMES for one in marks)


def _is_no_speech(sentence: Sentence, mark: Mark) -> bool:
    """Say whether a verb of saying only tells in English what someone does: "claimed responsibility", "40 lives"."""
    grammar = sentence.grammar
    text, behind = sentence.text(mark.end - 1), sentence.text(mark.end)
    if text.endswith(grammar.past_endings) and "attribution.agent" in sentence.kinds(mark.end):
        return True  # "raids claimed | by the rebels"
    if text in grammar.adding:
        return behind in grammar.added_to  # "added to its losses"
    if text in grammar.declaring:  # "declared a truce", not "announced the deaths of nine"
        tolls = sentence.holds(range(mark.end, mark.end + _NEAR_FIGURE), _TOLLS)
        return behind in grammar.declared and not tolls
    if text not in grammar.claiming:
        return False
    lives = (sentence.text(index) in grammar.lives for index in range(mark.end, mark.end + _REACH // 2))
    return behind in grammar.credit or any(lives)


def is_before_figure(sentence: Sentence, mark: Mark, name: Name) -> bool:
    """Say whether a German noun that names no source tells when it was counted: "seit dem Putsch 9 gezählt"."""
    led = name.first - 1 - ("words.articles" in sentence.kinds(name.first - 1))
    known = any(sentence.kinds(index) & _SOURCES for index in range(name.first, name.end))
    return (
        not known
        and sentence.text(led) in sentence.grammar.counted_since
        and any(sentence.text(index)[0].isdecimal() for index in range(name.end, mark.first))
    )


def _is_joined_form(sentence: Sentence, first: int) -> bool:
    """Say whether a German word is an infinitive or describes a noun: "zu | befürchten", "der | bestätigten Fälle"."""
    if sentence.text(first - 1) in sentence.grammar.to_infinitive:
        return True
    led = "words.articles" in sentence.kinds(first - 1) and sentence.text(first - 2) != ","
    confirmed = sentence.text(first).endswith(sentence.grammar.confirmed_endings)
    return led and confirmed and sentence.text(first + 1).isalpha()


def is_passed_on(sentence: Sentence, first: int) -> bool:
    """Say whether a word tells in English who only passes on what another says: "the mayor, | quoted by Orr, said"."""
    return sentence.text(first) in sentence.grammar.quoted and "attribution.agent" in sentence.kinds(first + 1)


def _is_passive(sentence: Sentence, first: int) -> bool:
    """Say whether something was only counted in German, by no one who is named: "Das Beben wurde | erfasst"."""
    passive, by = False, sentence.grammar.doer_prepositions
    for index in range(first - 1, max(-1, first - _REACH), -1):
        text = sentence.text(index)
        if text in _BREAKS or text in by:
            break
        passive = passive or text in sentence.grammar.passive
    return passive and sentence.text(index) not in by


def _only_goes(sentence: Sentence, mark: Mark) -> bool:
    """Say whether a German verb of going is no "geht … von 12 Toten … aus", with both in its clause."""
    grammar = sentence.grammar
    if sentence.text(mark.first) not in grammar.goes or mark.end > mark.first + 1:
        return False
    begun = False
    for index in range(mark.end, min(sentence.size, mark.end + _REACH)):
        text = sentence.text(index)
        if text in _BREAKS:
            break
        begun = begun or text in grammar.thereof or "words.from" in sentence.kinds(index)
        if begun and text in grammar.out:
            return False
    return True


def _is_noun(sentence: Sentence, mark: Mark) -> bool:
    """Say whether a word that is a noun or a verb of saying is a noun in English: "in our records", "the reports"."""
    if sentence.triggers.said != "quoted" or mark.end > mark.first + 1:
        return False
    before = sentence.kinds(mark.first - 1)
    if "words.articles" in before and sentence.text(mark.first - 1) in sentence.grammar.noun_articles:
        return True  # "an estimated 8,000"
    return bool(sentence.kinds(mark.first) & _NOUN_OR_VERB) and bool(before & _BEFORE_NOUNS) and not before & _SOURCES


def is_named_apart(sentence: Sentence, mark: Mark, name: Name) -> bool:
    """Say whether words stand in English between a name and what is then a noun: "the court in an updated | report"."""
    if sentence.triggers.said != "quoted" or not sentence.kinds(mark.first) & _NOUN_OR_VERB:
        return False
    between = range(name.end, mark.first)
    if sentence.text(name.end) == "(" or "words.that" in sentence.kinds(mark.end):
        return False
    return any(sentence.text(index).isalpha() and not sentence.kinds(index) & _AUXILIARY for index in between)


def _is_impersonal(sentence: Sentence, first: int) -> bool:
    """Say whether a verb of saying names no one by its subject: "se registraron 12 muertos", "is also accused"."""
    before = first - 1
    if sentence.text(before) in sentence.grammar.also:
        before -= 1
    return "attribution.impersonal" in sentence.kinds(before)


def is_doing(sentence: Sentence, mark: Mark) -> bool:
    """Say whether "by" tells in English by what something was done, and not who did it: "informed … by filing"."""
    return sentence.text(mark.end).endswith(sentence.grammar.doing_endings)


def behind_auxiliary(sentence: Sentence, names: Names, high: int) -> Name | None:
    """Return the subject behind the auxiliary of a verb at the end: "hatte die Opposition von 12 Toten | gesprochen".

    None where no auxiliary stands before the verb in its clause, or no one is named behind it.
    """
    for index in range(high - 1, max(-1, high - _REACH), -1):
        following = sentence.text(index + 1)
        counts = following.isdecimal() or opens_number(sentence.triggers.code, following)
        listed = sentence.text(index) == "," and counts
        if sentence.text(index) in _BREAKS and not listed:  # "hatte von 12 Toten, 9 Vermissten | gesprochen"
            return None
        if "attribution.preceded" in sentence.kinds(index):
            end = min(high, index + _LONGEST_SUBJECT)
            figure = next((i for i in range(index + 1, end) if _opens_figure(sentence, i)), end)
            alone = 0 < figure - index - 1 <= _LONGEST_PERSON and _is_person(sentence, names, range(index + 1, figure))
            name = names.pick(sentence, index + 1, figure, anything=alone)  # "hatte Honea von 12 Toten gesprochen"
            if name is None:  # "Staatsmedien hatten von 12 Toten gesprochen"
                first = _before_relative(sentence, index)
                name = names.pick(sentence, max(0, first - _BEFORE_AUXILIARY), first)
            return None if name is None or name.pronoun else name
    return None


def _opens_figure(sentence: Sentence, index: int) -> bool:
    """Say whether what was counted begins at a word: "von 12 Toten", "9 Tote"."""
    return "words.from" in sentence.kinds(index) or sentence.text(index)[0].isdecimal()


def _before_relative(sentence: Sentence, index: int) -> int:
    """Return the comma before a relative clause that ends at a word, else the word: "Berg|, der hilft, hatte"."""
    if sentence.text(index - 1) != ",":
        return index
    commas = [place for place in range(max(0, index - _REACH), index - 1) if sentence.text(place) == ","]
    return commas[-1] if commas and "words.relative" in sentence.kinds(commas[-1] + 1) else index


def _is_person(sentence: Sentence, names: Names, words: range) -> bool:
    """Say whether only unknown words with capitals stand in a row, as in a name without an article."""
    return all(names.is_capital(sentence, index) and not sentence.kinds(index) for index in words)


def is_before_noun(sentence: Sentence, names: Names, mark: Mark) -> bool:
    """Say whether a word that may stand behind its noun stands before one: "suchten die Retter nach 50 Menschen".

    No noun before it has the article of a subject, and no noun follows it: "der Polizei nach sind es 50".
    """
    end = mark.end
    if "words.stop" not in sentence.kinds(mark.first) or end >= sentence.size:
        return False
    if names.is_capital(sentence, end) or "words.articles" in sentence.kinds(end):
        return True
    first = mark.first
    while first > 0 and "words.stop" in sentence.kinds(first - 1) and not names.is_capital(sentence, first - 1):
        first -= 1
    while first > 0 and names.is_capital(sentence, first - 1) and "words.articles" not in sentence.kinds(first - 1):
        first -= 1
    articles = sentence.grammar.subject_articles
    if sentence.text(first - 1).endswith(sentence.grammar.weak_endings) and sentence.text(first - 2) in articles:
        first -= 1  # "sucht die italienische Küstenwache nach"
    return sentence.text(first - 1) in articles


def opens_clause(sentence: Sentence, first: int, end: int) -> bool:
    """Say whether who is named behind a comma says in German only what follows: ", nach Angaben der Stadt starben 12".

    So it is where a figure follows before the next mark, and no figure stands directly before the comma.
    """
    if not sentence.triggers.nouns_capital or first < 2 or sentence.text(first - 1) != ",":
        return False
    for index in range(end, min(sentence.size, end + _REACH)):
        text = sentence.text(index)
        if text in _BREAKS:
            return False
        if (text[0].isdecimal() or opens_number(sentence.triggers.code, text)) and index > end:
            before = range(max(0, first - _NEAR_FIGURE), first - 1)
            return any("verb" in sentence.kinds(place) for place in before)
    return False


def tells_at_end(sentence: Sentence, mark: Mark) -> bool:
    """Say whether a verb of saying ends the passive clause of "by": "wurde von der Polizei mit 12 | angegeben"."""
    near = range(max(0, mark.first - _NEAR_FIGURE - 1), mark.first)
    passive = any(sentence.text(index) in sentence.grammar.passive for index in near)
    for index in range(mark.end, min(sentence.size, mark.end + _REACH)):
        if sentence.text(index) in _BREAKS or sentence.kinds(index) & {"verb", "noun"}:
            return False
        if "attribution.verbs" in sentence.kinds(index):
            return passive
    return False


def noun_before(sentence: Sentence, names: Names, high: int, *, low: int) -> int:
    """Return where the last noun phrase before a word begins: "Die Zahl lag | Behörden zufolge", no earlier than low.

    It is a row of words with capitals, and small ones that join them ("Behörden in der Stadt").
    """
    first = high
    for index in range(high - 1, low - 1, -1):
        kinds = sentence.kinds(index)
        if names.is_capital(sentence, index):
            if first < high and kinds & _COUNTED and not kinds & _SOURCES:
                break
            first = index
        elif sentence.text(index) == "-" and sentence.touches(index) and index == first - 1:
            continue  # "dem Oxfam-|Bericht zufolge"
        elif not kinds & _JOINING or first - index > _LONGEST_JOIN:
            break
    return first if first < high else low


def person_before(sentence: Sentence, names: Names, high: int) -> Name | None:
    """Return the bare name of a person before "zufolge": "| Ada Orr zufolge"; no noun in the plural stands for one."""
    grammar = sentence.grammar
    if sentence.text(high) not in grammar.following:
        return None
    if names.is_acronym(sentence, high - 1) and len(sentence.text(high - 1)) > _SHORTEST_OWNER:
        return Name(high - 1, high)  # "der AAPP | zufolge"
    first = high
    while first > 0 and names.is_capital(sentence, first - 1) and not sentence.kinds(first - 1) - _OPENS:
        first -= 1
    plural = sentence.text(first).endswith(grammar.plural_noun_endings)
    bare = sentence.kinds(first - 1).isdisjoint(_BOUND) and 0 < high - first <= _LONGEST_PERSON
    owned = plural and sentence.text(high - 1).endswith(grammar.genitive_endings)  # "Berechnungen Orrs zufolge"
    if not bare or owned or (high == first + 1 and (plural or len(sentence.text(first)) <= _SHORTEST_OWNER)):
        return None
    return Name(first, high)


def owner_end(sentence: Sentence, index: int, end: int) -> int:
    """Return the offset where the owner ends in a compound of statements that ends at an offset: "Polizei|angaben".

    That is end for any other word. The letter that links a compound goes: "Regierung|sangaben".
    """
    mark, grammar = sentence.mark(index, "sources.statements"), sentence.grammar
    if mark is None:
        owned = sentence.text(index + 1) in grammar.words_of and sentence.text(index).endswith(grammar.genitive_endings)
        return end - owned  # "nach Lehmanns Worten"
    ending = mark.meaning.names("sources.statements")[0]
    owner = sentence.text(index).removesuffix(ending)
    if len(owner) < _SHORTEST_OWNER:
        dashed = sentence.text(index - 1) == "-" and sentence.touches(index)  # "UN-Angaben"
        return end - len(ending) if dashed else end
    return end - len(ending) - owner.endswith(grammar.linked_endings)


def tells_genitive(sentence: Sentence, names: Names, index: int) -> bool:
    """Say whether a name in the genitive and a word for words stand at an index: "nach | Lehmanns Worten"."""
    grammar = sentence.grammar
    owned = sentence.text(index).endswith(grammar.genitive_endings) and sentence.text(index + 1) in grammar.words_of
    return owned and names.is_capital(sentence, index) and "words.stop" not in sentence.kinds(index)


def owns_statements(sentence: Sentence, mark: Mark) -> bool:
    """Say whether a compound of statements names whose they are, as "Angaben" alone does not."""
    ending = mark.meaning.names("sources.statements")[0]
    before = mark.first > 0 and sentence.text(mark.first - 1) == "-" and sentence.touches(mark.first)
    return before or len(sentence.text(mark.first)) >= len(ending) + _SHORTEST_OWNER


def is_inside(sentence: Sentence, mark: Mark) -> bool:
    """Say whether "according to" is the end of a phrase that names nobody: "با اشاره | به تایید", by pointing to."""
    nobody = any(
        "attribution.nobody" in one.kinds and (one.first < mark.first or one.end > mark.end)
        for one in sentence.at(mark.first)
    )  # "نقل المصابين"
    return nobody or is_passed_on(sentence, mark.first)


def is_preposition(sentence: Sentence, mark: Mark) -> bool:
    """Say whether a quoting word is only a preposition: "عن" quotes behind "نقلت", in "لا يقل عن" it does not.

    Or only an adverb before its verb in German: "So | hätten die Behörden 12 verhaftet".
    """
    if sentence.text(mark.first) in sentence.grammar.so and mark.end == mark.first + 1:
        return not sentence.kinds(mark.end).isdisjoint(_AUXILIARIES)
    plain = "attribution.according" not in mark.kinds and len(sentence.text(mark.first)) <= _PREPOSITION
    if mark.end > mark.first + 1 or not plain:
        return False
    before = range(max(0, mark.first - _QUOTED_WITHIN), mark.first)
    return "words.stop" in sentence.kinds(mark.first) and not any(
        "attribution.quoting" in sentence.kinds(index) and len(sentence.text(index)) > _PREPOSITION for index in before
    )


def is_reporting(sentence: Sentence, names: Names, mark: Mark) -> bool:
    """Say whether a phrase of reports is a German verb, written small: "Medien | berichten von 12 Toten"."""
    small = sentence.text(mark.first) in sentence.grammar.report_verb
    return small and not names.is_capital(sentence, mark.first)


def is_paper_of(sentence: Sentence, name: Name | None) -> bool:
    """Say whether a name is only a German paper whose author follows: "heißt es in einem | Bericht von Oxfam"."""
    if name is None or name.end - name.first > 1 or not sentence.triggers.nouns_capital:
        return False
    mark = sentence.mark(name.first, "attribution.according")
    return mark is not None and mark.first == name.first and mark.end > name.end


def is_blame(sentence: Sentence, first: int) -> bool:
    """Say whether a denial, which ends at a word, is only of who did it: "denied responsibility"."""
    blamed = "words.blame" in sentence.present
    return blamed and any("words.blame" in sentence.kinds(index) for index in range(first, first + _BLAME_WORDS))
