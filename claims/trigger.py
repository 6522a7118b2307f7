"""The words of claims, one data file per language in claims/triggers: loaded when first needed, checked and kept.

What each table means stands in claims/triggers/en.toml. A new language is one new TOML file there; nothing else names
the languages. Phrases of all tables form one tree of words, so that a text is matched in one pass.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from claims.errors import BadTriggers
from claims.trigger_grammar import Grammar, read_grammar
from claims.trigger_states import State, States
from claims.trigger_tokens import Word, folded_copy, words_of
from claims.trigger_tree import ANY, EXACTLY, NOTHING, Found, Sense, Step

FORMS = ("noun", "verb", "before", "after", "label", "heads")
"""How a phrase of a measure stands to its figure; `idioms` has the figure between its two halves."""

WORDS = (
    "things", "adjectives", "joint", "link", "and", "clause", "that", "stop", "articles", "relative", "not_after",
    "not_before", "age_of", "history", "denied", "hypothetical", "projected", "increase", "from", "to", "change",
    "earlier", "against", "accompanied", "question", "negation", "void", "idle", "fraction", "counters", "partitive",
    "including", "fiction", "damage", "scene", "clinic", "taken_up", "none_of",
    "either", "being", "for", "singular", "plural", "total", "respectively", "places", "per", "sentenced",
    "dying", "rates", "acting", "refuted", "hearsay", "blame",
)  # fmt: skip
ATTRIBUTION = (
    "verbs", "according", "postposed", "put", "continued", "pronouns", "quoting", "nobody",
    "backward", "impersonal", "agent", "told", "preceded", "own", "registering", "standing", "tallies", "papers",
)  # fmt: skip
SOURCES = ("names", "wires", "nouns", "titles", "outlets", "tails", "statements")
DATES = ("today", "yesterday", "as_of")
_TABLES = {"words": WORDS, "attribution": ATTRIBUTION, "sources": SOURCES, "dates": DATES}
_WRITING = {
    "prefixes": list,
    "abbreviations": list,
    "capitals": bool,
    "nouns_capital": bool,
    "said": str,
    "compounds": bool,
    "romance": bool,
    "whole_first": bool,
    "joined_numbers": bool,
    "number_marks": str,
}
_SAID = ("before", "after", "both", "quoted")
_JOINER = "\u200c"
_REMEMBERED = 200_000
_ARTICLE, _TO_THE = "ال", "لل"
_LONGEST_WORD = 60
_SHORTEST_BARE = 3
_PARTICLES = frozenset(
    {"words.stop", "words.to", "words.from", "words.that", "words.clause", "words.link", "words.negation", "words.and"}
    | {"attribution"}
)
"""Lists of words that take no article: "العلي" is a name and not "على"."""


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """How a measure's triggers are used: weak gives way to any other; things needs one of its own head nouns."""

    weak: bool = False
    things: bool = False


@dataclass(frozen=True, slots=True)
class Triggers:
    """One language. tree holds the phrases by keys: a folded word, a stem with "*" behind, or "*" for any word.

    said tells where a source stands against its verb, compounds that the last of two nouns is the one that is counted
    ("police cars"), romance that "un" is article and number and that words which describe stand behind their noun,
    whole_first that the number of all may open a sentence ("Из 15 пассажиров пострадали трое"), joined_numbers that
    words of numbers are joined to what they count; number_marks are marks in numbers that other languages do not have.
    keys_of gives the keys that a folded word can be found by; start is where phrases begin. grammar
    are the words that rules ask for one by one.
    """

    code: str
    prefixes: tuple[str, ...]
    abbreviations: frozenset[str]
    capitals: bool
    nouns_capital: bool
    compounds: bool
    romance: bool
    whole_first: bool
    joined_numbers: bool
    number_marks: frozenset[str]
    said: str
    measures: Mapping[str, MeasureRule]
    tree: Step
    literals: frozenset[str]
    stems: Mapping[int, frozenset[str]]
    endings: Mapping[int, frozenset[str]]
    particles: frozenset[str]
    grammar: Grammar
    memory: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    joining: dict[str, bool] = field(default_factory=dict, compare=False)
    start: State = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Make the first state."""
        object.__setattr__(self, "start", States(self.tree, self.keys_of, self.without).start)

    def keys_of(self, word: str) -> tuple[str, ...]:
        """Return the keys of a folded word, most exact first: as it stands, its stems, without particles before it."""
        known = self.memory.get(word)
        if known is None:
            known = tuple(dict.fromkeys(self._keys(word)))
            if len(self.memory) < _REMEMBERED:
                self.memory[word] = known
        return known

    def phrases(self, words: Sequence[Word], first: int) -> Found:
        """Return the longest phrase of each group that begins at a word: the index after it and what it means."""
        state = self.start[words[first].text]
        return NOTHING if state is None else state.longest([word.text for word in words], first)[0]

    def particle(self, word: str) -> int:
        """Return how many letters of a word are particles before a word that is known only without them: 1 of "لمنظمة".

        An article among them stays with the word.
        """
        keys = self.keys_of(word) if self.prefixes else ()
        if not keys or word.startswith(keys[0].rstrip(ANY)) or keys[0].startswith(ANY):
            return 0
        if len(keys[0].rstrip(ANY)) < _SHORTEST_BARE:  # "فيروس" is no "ف" before a stem "ي*"
            return 0
        if word.startswith(_TO_THE) and keys[0].startswith(_ARTICLE):
            return len(_TO_THE)
        for particle in self.prefixes:
            if word.startswith(particle + keys[0].rstrip(ANY)):
                return len(particle) - (len(_ARTICLE) if particle.endswith(_ARTICLE) else 0)
        return 0

    def joins(self, word: str) -> bool:
        """Say whether "and" is written onto a word that is known only without it ("وأصيب")."""
        if not self.prefixes:
            return False
        known = self.joining.get(word)
        if known is None:
            known = self._joins(word)
            if len(self.joining) < _REMEMBERED:
                self.joining[word] = known
        return known

    def _joins(self, word: str) -> bool:
        for particle in self.particles:
            if particle in self.prefixes and word.startswith(particle) and len(word) > len(particle):
                return any(word.startswith(particle + key.rstrip(ANY)) for key in self.keys_of(word) if key[0] != ANY)
        return False

    def without(self, word: str) -> frozenset[str]:
        """Return the groups of lists in which no phrase begins with a word, because of its article."""
        return _PARTICLES if word.startswith(_ARTICLE) and word not in self.literals else frozenset()

    def _keys(self, word: str) -> Iterator[str]:
        if len(word) > _LONGEST_WORD:
            return
        bare = [word[len(one) :] for one in self.prefixes if word.startswith(one)]
        if word.startswith(_TO_THE) and self.prefixes:
            bare.append(_ARTICLE + word[len(_TO_THE) :])  # "للمنظمة" is "ل" and "المنظمة"
        for form in (word, *(form for form in bare if len(form) >= _SHORTEST_BARE)):
            if form in self.literals:
                yield form
            for length, stems in self.stems.items():
                if form[:length] in stems and len(form) >= length:
                    yield form[:length] + ANY
            for length, endings in self.endings.items():
                if form[-length:] in endings:
                    yield ANY + form[-length:]


@cache
def trigger_languages() -> tuple[str, ...]:
    """Return the codes of all languages that have triggers, sorted."""
    folder = resources.files("claims").joinpath("triggers")
    return tuple(sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def triggers(code: str) -> Triggers:
    """Return the triggers of a language that trigger_languages() lists; raises BadTriggers where its file is wrong."""
    text = resources.files("claims").joinpath("triggers", f"{code}.toml").read_text(encoding="utf-8")
    return read_triggers(code, tomllib.loads(text))


def read_triggers(code: str, data: Mapping[str, Any]) -> Triggers:
    """Return the triggers that a parsed file holds; raises BadTriggers with the table and the word that is wrong."""
    unknown = set(data) - {"writing", "measures", "people", "grammar", *_TABLES}
    if unknown:
        raise BadTriggers(code, table=min(unknown), reason="there is no such table")
    writing = _writing(code, data.get("writing", {}))
    phrases = list(_phrases(code, data))
    things = {slug for slug, table in data.get("measures", {}).items() if table.get("heads")}
    _refuse_contradictions(code, phrases, things=things)
    tree = Step()
    keys: set[str] = set()
    for words, sense in phrases:
        tree.follow(words).means(sense)
        keys.update(words)
    stems: dict[int, set[str]] = {}
    endings: dict[int, set[str]] = {}
    for key in keys - {ANY}:
        if key.endswith(ANY):
            stems.setdefault(len(key) - 1, set()).add(key[:-1])
        elif key.startswith(ANY):
            endings.setdefault(len(key) - 1, set()).add(key[1:])
    return Triggers(
        code=code,
        prefixes=tuple(sorted((_only_word(one) for one in writing["prefixes"]), key=len)),
        abbreviations=frozenset(_only_word(one.rstrip(".")) for one in writing["abbreviations"]),
        capitals=writing["capitals"],
        nouns_capital=writing["nouns_capital"],
        compounds=writing["compounds"],
        romance=writing["romance"],
        whole_first=writing["whole_first"],
        joined_numbers=writing["joined_numbers"],
        number_marks=frozenset(writing["number_marks"]),
        said=writing["said"],
        measures={
            slug: MeasureRule(weak=table.get("weak", False), things=bool(table.get("heads")))
            for slug, table in data.get("measures", {}).items()
        },
        tree=tree,
        literals=frozenset(key for key in keys if ANY not in key),
        stems={length: frozenset(found) for length, found in sorted(stems.items())},
        endings={length: frozenset(found) for length, found in sorted(endings.items())},
        particles=frozenset(keys[0] for keys, sense in phrases if sense.kind == "words.and" and len(keys) == 1),
        grammar=read_grammar(code, data.get("grammar", {}), keys_in=keys_in),
    )


def _writing(code: str, table: Mapping[str, Any]) -> dict[str, Any]:
    defaults: dict[str, Any] = {
        "prefixes": [], "abbreviations": [], "capitals": True, "nouns_capital": False, "said": "both",
        "compounds": False, "romance": False, "whole_first": False, "joined_numbers": False, "number_marks": "",
    }  # fmt: skip
    for name, value in table.items():
        if name not in _WRITING or not isinstance(value, _WRITING[name]):
            raise BadTriggers(code, table=f"writing.{name}", reason="it is unknown or of another type")
    if table.get("said", "both") not in _SAID:
        raise BadTriggers(code, table="writing.said", reason=f"it is none of {', '.join(_SAID)}")
    return defaults | dict(table)


def _phrases(code: str, data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Sense]]:
    """Yield every phrase of a file as keys with its sense."""
    for slug, table in data.get("measures", {}).items():
        unknown = set(table) - {*FORMS, "idioms", "people", "weak"}
        if unknown:
            raise BadTriggers(code, table=f"measures.{slug}.{min(unknown)}", reason="there is no such list")
        for form in FORMS:
            yield from _list(code, table.get(form, []), table=f"measures.{slug}.{form}", sense=Sense(form, slug))
        for number, pair in enumerate(table.get("idioms", [])):
            if not isinstance(pair, list) or len(pair) != 2:
                raise BadTriggers(code, table=f"measures.{slug}.idioms", reason=f"entry {number + 1} is no pair")
            for half, kind in zip(pair, ("opens", "closes"), strict=True):
                table_name = f"measures.{slug}.idioms"
                yield from _list(code, [half], table=table_name, sense=Sense(kind, f"{slug} {number}"))
    for population, words in data.get("people", {}).items():
        yield from _list(code, words, table=f"people.{population}", sense=Sense("people", population))
    for table_name, lists in _TABLES.items():
        unknown = set(data.get(table_name, {})) - set(lists)
        if unknown:
            raise BadTriggers(code, table=f"{table_name}.{min(unknown)}", reason="there is no such list")
        for name in lists:
            words = data.get(table_name, {}).get(name, [])
            kind = f"{table_name}.{name}"
            for sense, part in _senses(kind, words):
                yield from _list(code, part, table=kind, sense=sense)


def _senses(kind: str, words: Any) -> Iterator[tuple[Sense, Any]]:
    """Yield the phrases of a list with their sense; compounds of statements one by one, each with its ending."""
    if kind != "sources.statements" or not isinstance(words, list):
        yield Sense(kind), words
        return
    yield from ((Sense(kind, str(one).strip(ANY).lower()), [one]) for one in words)


def _list(code: str, written: object, *, table: str, sense: Sense) -> Iterator[tuple[tuple[str, ...], Sense]]:
    """Yield the phrases of one list; "=würde" is found only with its accents, kept as the sense's name."""
    if not isinstance(written, list) or not all(isinstance(one, str) for one in written):
        raise BadTriggers(code, table=table, reason="it is no list of phrases")
    for phrase in written:
        if phrase.startswith(EXACTLY) and not sense.name:
            yield keys_in(phrase), sense._replace(name=phrase.lower())
            continue
        for spelling in dict.fromkeys((phrase, phrase.replace(_JOINER, " "))):
            keys = keys_in(spelling)
            if not keys or all(key == ANY for key in keys):
                raise BadTriggers(code, table=table, reason=f"“{phrase}” holds no word")
            yield keys, sense


def keys_in(phrase: str) -> tuple[str, ...]:
    """Return a phrase of a trigger file as keys: folded words, "*" after a stem, before an ending, or for a word."""
    keys: list[str] = []
    end = -1
    for word in words_of(folded_copy(phrase)):
        if word.text == ANY and word.start == end and keys:
            keys[-1] += ANY
        elif keys and keys[-1] == ANY and word.start == end and word.text[0].isalnum():
            keys[-1] += word.text
        elif word.text == ANY or word.text[0].isalnum():
            keys.append(word.text)
        end = word.end
    return tuple(keys)


def _only_word(written: str) -> str:
    return "".join(keys_in(written))


_MEASURED = ("noun", "verb", "before", "after", "label")


def _refuse_contradictions(code: str, phrases: Sequence[tuple[tuple[str, ...], Sense]], *, things: set[str]) -> None:
    """Refuse a phrase that belongs to two measures of people, or counts things as well as people or a measure."""
    found: dict[tuple[str, ...], set[Sense]] = {}
    for words, sense in phrases:
        found.setdefault(words, set()).add(sense)
    for words, senses in found.items():
        kinds = {sense.kind for sense in senses}
        measures = {sense.name for sense in senses if sense.kind in _MEASURED and sense.name not in things}
        written = " ".join(words)
        if len(measures) > 1:
            raise BadTriggers(code, table="measures", reason=f"“{written}” stands for {' and '.join(sorted(measures))}")
        if "words.things" in kinds and (kinds & {"people"} or ("noun" in kinds and measures)):
            raise BadTriggers(code, table="words.things", reason=f"“{written}” also stands for people or a measure")
        if len({sense.name for sense in senses if sense.kind == "people"}) > 1:
            raise BadTriggers(code, table="people", reason=f"“{written}” stands for two populations")
