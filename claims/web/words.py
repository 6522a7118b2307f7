"""Words and signs in which pages say relations, rules, links and kinds; never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.dates import say as say_date
from claims.errors import ClaimsError
from claims.figure import sign, write_number
from claims.model import LinkRelation, Relation

if TYPE_CHECKING:
    from claims.model import Comparison, Figure, Value, ValueKind


@dataclass(frozen=True, slots=True)
class Status:
    """How figures stand to each other: the word, a sign that needs no colour, and what it means."""

    word: str
    sign: str
    meaning: str


STATUSES = {
    Relation.CONTRADICTS: Status("contradicts", "✕", "some figures cannot both be true"),
    Relation.DIVERGES: Status("diverges", "≉", "all can be true, but they lie far apart"),
    Relation.COMPATIBLE: Status("compatible", "≈", "no figure excludes another"),
    Relation.AGREES: Status("agrees", "=", "all say the same"),
    Relation.SINGLE: Status("one claim", "•", "only one claim stands, so there is nothing to compare it with"),
    Relation.NOT_COMPARABLE: Status("not comparable", "∥", "an editor keeps them apart"),
}
RULES = {
    "lowest": "lowest",
    "highest-floor": "highest floor",
    "latest": "latest",
    "most-reliable-source": "most reliable source",
    "preferred-source": "preferred source",
    "documented-only": "documented only",
    "range": "range of claims",
    "analyst": "the editor's own judgement",
}
REASONS = {"same as_of": "same date", "unexplained": ""}
RELATIONS = {
    LinkRelation.DERIVED_FROM: "derives from",
    LinkRelation.SUPERSEDES: "supersedes",
    LinkRelation.CORRECTS: "corrects",
    LinkRelation.RETRACTS: "retracts",
    LinkRelation.DUPLICATE_OF: "repeats",
    LinkRelation.DISPUTES: "disputes",
    LinkRelation.CONFIRMS: "confirms",
    LinkRelation.NOT_COMPARABLE: "is not comparable with",
}
CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "not judged",
}


def status_of(relation: Relation) -> Status:
    """Return the words for a relation."""
    return STATUSES[relation]


def rule_name(rule: str) -> str:
    """Return the name of a rule for people."""
    return RULES.get(rule, rule.replace("-", " "))


def reason_words(reason: str) -> str:
    """Return why two figures relate as they do, for people; "" where nothing explains it."""
    return REASONS.get(reason, reason)


def plain(word: str) -> str:
    """Return a word of the model as people write it: armed_group is "armed group", ngo is "NGO"."""
    return word.upper() if word in {"ngo", "igo"} else word.replace("_", " ")


def date_words(iso: str | None) -> str:
    """Return a date or a time for people, "" for none, and what is no date as it stands."""
    if not iso:
        return ""
    try:
        return say_date(iso[:10] if iso[10:11] == "T" else iso)
    except ClaimsError:
        return iso


def number_words(value: Value | None) -> str:
    """Return a bound for people: "10,001", a date in words, "–" for none."""
    if value is None:
        return "–"
    return date_words(value) if isinstance(value, str) else write_number(value)


def figure_words(figure: Figure | None, *, kind: ValueKind) -> str:
    """Return a figure in signs ("≥304"), or "none" where there is no figure."""
    return "none" if figure is None else sign(figure, kind=kind)


def scope_words(item: Comparison, *, with_usual: bool = True) -> str:
    """Return of whom, where and when a comparison speaks: "everyone, everywhere"; the usual can be left out."""
    parts = []
    if item.population != "all" or with_usual:
        parts.append("everyone" if item.population == "all" else item.population)
    if item.place or with_usual:
        parts.append(item.place or "everywhere")
    if item.period_start:
        parts.append(f"from {date_words(item.period_start)}")
    if item.as_of:
        parts.append(f"on {date_words(item.as_of)}")
    return ", ".join(parts)
