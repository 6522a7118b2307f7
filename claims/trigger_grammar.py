"""The small words and endings of one language that single turns of speech hang on: the table [grammar] of its triggers.

What a list is for stands above it in the files of claims/triggers; a turn that a language does not have is an empty
list. Unlike phrases of the other tables, these words are not looked for in a text: a rule asks for them at its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from claims.errors import BadTriggers
from claims.trigger_tree import ANY

Words: TypeAlias = frozenset[str]
"""Folded words."""
Phrases: TypeAlias = frozenset[tuple[str, ...]]
"""Phrases as their folded words."""
Parts: TypeAlias = tuple[str, ...]
"""What words begin with (lists of stems) or end with (lists of endings), folded."""

NONE: frozenset[Any] = frozenset()
_STEMS, _ENDINGS = "_stems", "_endings"
_PHRASES = frozenset({"crowds", "done_by", "in_all", "no_hedges", "one_of", "only", "to_death", "to_up_to", "up_to"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """The lists of one language, folded."""

    of: Words = NONE
    noun_preposition: Words = NONE
    genitives: Words = NONE
    indefinite: Words = NONE
    noun_articles: Words = NONE
    subject_articles: Words = NONE
    by: Words = NONE
    done_by: Phrases = NONE
    doer_prepositions: Words = NONE
    attribute_agent: Words = NONE
    attribute_openers: Words = NONE
    dative: Words = NONE
    attribute_leads: Words = NONE
    among: Words = NONE
    amid: Words = NONE
    of_which: Words = NONE
    whole_preposition: Words = NONE
    on_day: Words = NONE
    office_place: Words = NONE
    place_prepositions: Words = NONE
    to_the: Words = NONE
    told_to: Words = NONE
    to: Words = NONE
    asks_to: Words = NONE
    who: Words = NONE
    who_speaks: Words = NONE
    of_whom: Words = NONE
    themselves: Words = NONE
    no_place: Words = NONE
    also: Words = NONE
    person_pronouns: Words = NONE
    people_pronouns: Words = NONE
    body_pronouns: Words = NONE
    we: Words = NONE
    subject_pronouns: Words = NONE
    owners: Words = NONE
    them: Words = NONE
    thereof: Words = NONE
    one: Words = NONE
    single: Words = NONE
    one_of: Phrases = NONE
    one_who: Words = NONE
    ones: Words = NONE
    one_object: Words = NONE
    of_many: Words = NONE
    glued_one: Words = NONE
    dual_endings: Parts = ()
    round_endings: Parts = ()
    no_round: Words = NONE
    round_stems: Parts = ()
    each: Words = NONE
    nominatives: Words = NONE
    collective: Words = NONE
    crowds: Phrases = NONE
    that_is: Words = NONE
    in_all: Phrases = NONE
    percent_stems: Parts = ()
    most_of_them: Words = NONE
    no_hedges: Phrases = NONE
    up_to: Phrases = NONE
    only: Phrases = NONE
    together: Words = NONE
    about: Words = NONE
    itself: Words = NONE
    mourning_stems: Parts = ()
    over: Words = NONE
    told_over: Words = NONE
    to_up_to: Phrases = NONE
    placed: Words = NONE
    compared_with: Words = NONE
    hours: Words = NONE
    clock: Words = NONE
    periods: Words = NONE
    spans: Words = NONE
    next_time: Words = NONE
    counted_since: Words = NONE
    during: Words = NONE
    during_time: Words = NONE
    ordinal_joins: Words = NONE
    no_initials: Words = NONE
    passive: Words = NONE
    been: Words = NONE
    past_endings: Parts = ()
    doing_endings: Parts = ()
    participle_stems: Parts = ()
    participle_endings: Parts = ()
    attribute_endings: Parts = ()
    adjective_endings: Parts = ()
    inflected_endings: Parts = ()
    name_endings: Parts = ()
    confirmed_endings: Parts = ()
    weak_endings: Parts = ()
    passive_endings: Parts = ()
    plural_endings: Parts = ()
    done_by_many_endings: Parts = ()
    plural_noun_endings: Parts = ()
    genitive_endings: Parts = ()
    linked_endings: Parts = ()
    feminine_endings: Parts = ()
    superlative_endings: Parts = ()
    adverb_endings: Parts = ()
    auxiliaries: Words = NONE
    plural_auxiliaries: Words = NONE
    itself_auxiliaries: Words = NONE
    has: Words = NONE
    becomes: Words = NONE
    one_becomes: Words = NONE
    clause_closers: Words = NONE
    said_to: Words = NONE
    said_to_have: Words = NONE
    is_to_be: Words = NONE
    are: Words = NONE
    include: Words = NONE
    to_infinitive: Words = NONE
    dies: Words = NONE
    ended: Words = NONE
    came: Words = NONE
    to_death: Phrases = NONE
    befell: Words = NONE
    befell_stems: Parts = ()
    befell_one: Words = NONE
    befell_many: Words = NONE
    did: Words = NONE
    left_behind: Words = NONE
    object_mark: Words = NONE
    that: Words = NONE
    became_stems: Parts = ()
    leaving: Words = NONE
    causing_stems: Parts = ()
    fell: Words = NONE
    falls_to: Words = NONE
    how_badly: Words = NONE
    victims: Words = NONE
    patients: Words = NONE
    caring_stems: Parts = ()
    illnesses: Words = NONE
    in_bed_stems: Parts = ()
    wanted_stems: Parts = ()
    conditions: Words = NONE
    other_stems: Parts = ()
    deed_objects: Words = NONE
    told: Words = NONE
    said: Words = NONE
    claimed: Words = NONE
    claiming: Words = NONE
    credit: Words = NONE
    lives: Words = NONE
    declaring: Words = NONE
    declared: Words = NONE
    adding: Words = NONE
    added_to: Words = NONE
    issues: Words = NONE
    orders: Words = NONE
    never: Words = NONE
    counting_participles: Words = NONE
    goes: Words = NONE
    out: Words = NONE
    report_verb: Words = NONE
    so: Words = NONE
    quoted: Words = NONE
    quoted_from: Words = NONE
    known_to: Words = NONE
    accused_stems: Parts = ()
    charge: Words = NONE
    by_words: Words = NONE
    words_of: Words = NONE
    following: Words = NONE
    according_nouns: Words = NONE
    anonymous: Words = NONE
    unnamed: Words = NONE
    behind_persons: Words = NONE
    no_groups: Words = NONE
    daily: Words = NONE
    issued_papers: Words = NONE
    paper_prepositions: Words = NONE
    tally_prepositions: Words = NONE
    genitive: Words = NONE
    degrees: Words = NONE
    again: Words = NONE
    media: Words = NONE


def read_grammar(code: str, table: Mapping[str, Any], *, keys_in: Callable[[str], Sequence[str]]) -> Grammar:
    """Return the lists of a parsed table; keys_in folds a phrase. Raises BadTriggers with the list that is wrong."""
    names = {one.name for one in fields(Grammar)}
    lists: dict[str, Any] = {}
    for name, written in table.items():
        place = f"grammar.{name}"
        if name not in names:
            raise BadTriggers(code, table=place, reason="there is no such list")
        if not isinstance(written, list) or not all(isinstance(one, str) for one in written):
            raise BadTriggers(code, table=place, reason="it is no list of phrases")
        folded = [tuple(keys_in(one)) for one in written]
        if name.endswith((_STEMS, _ENDINGS)):
            lists[name] = tuple(_part(code, name, keys) for keys in folded)
        elif name in _PHRASES:
            lists[name] = frozenset(_phrase(code, name, keys) for keys in folded)
        else:
            lists[name] = frozenset(_word(code, name, keys) for keys in folded)
    return Grammar(**lists)


def _word(code: str, name: str, keys: Sequence[str]) -> str:
    """Return one word."""
    word = "".join(keys)
    if len(keys) != 1 or ANY in word:
        raise BadTriggers(code, table=f"grammar.{name}", reason=f"“{' '.join(keys)}” is not one word")
    return word


def _phrase(code: str, name: str, keys: Sequence[str]) -> tuple[str, ...]:
    if len(keys) < 2 or any(ANY in key for key in keys):
        raise BadTriggers(code, table=f"grammar.{name}", reason=f"“{' '.join(keys)}” is no phrase of several words")
    return tuple(keys)


def _part(code: str, name: str, keys: Sequence[str]) -> str:
    """Return the letters of "begin*" or "*end"."""
    word = "".join(keys)
    bare = word.removesuffix(ANY) if name.endswith(_STEMS) else word.removeprefix(ANY)
    if len(keys) != 1 or bare == word or ANY in bare or not bare:
        shape = "begin*" if name.endswith(_STEMS) else "*end"
        raise BadTriggers(code, table=f"grammar.{name}", reason=f"“{word}” is not written as “{shape}”")
    return bare
