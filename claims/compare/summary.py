"""What follows from a comparison, in plain sentences: what all say, what is highest, what cannot both be true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.figure_say import say
from claims.interval import NUMERIC, is_below, rounded
from claims.model import Figure, Hedge, Relation
from claims.text import isolate, strip_controls

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claims.model import Claim, Comparison, Measure, Pair, Source, Value

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def sentences(comparison: Comparison, *, measure: Measure, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the summary of a comparison, one sentence an item, in the order in which a reader needs them."""
    standing = [claim for claim in comparison.claims if claim.id in comparison.current]
    return tuple(
        sentence
        for sentence in (
            _who(comparison),
            _minimum(comparison, standing),
            _floor(comparison, standing, sources=sources),
            _ceiling(comparison, measure=measure),
            _about(standing, sources=sources),
            _status(comparison, sources=sources),
        )
        if sentence
    )


def stored_sentences(comparison: Comparison) -> tuple[str, ...]:
    """Return what a stored summary says by itself, without its claims and names."""
    floor, minimum, status = comparison.highest_floor, comparison.agreed_minimum, comparison.status
    pairs = f"{count(comparison.contradictions, 'pair')} of claims cannot both be true."
    ends = {
        Relation.CONTRADICTS: f"{pairs[0].upper()}{pairs[1:]}",
        Relation.DIVERGES: "The figures do not contradict each other but differ.",
        Relation.AGREES: "All sources say the same.",
        Relation.COMPATIBLE: "The figures are compatible: none excludes another.",
    }
    ceiling = comparison.highest_ceiling
    return tuple(
        sentence
        for sentence in (
            _who(comparison),
            "" if minimum is None or comparison.sources < 2 else f"Every source says at least {_said(minimum)}.",
            "" if floor is None or floor == minimum else f"The highest floor is {_said(floor)}.",
            "" if ceiling is None else f"No source says more than {_said(ceiling)}.",
            ends.get(status, ""),
        )
        if sentence
    )


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: "no source", "one source", "five sources", "12 sources"."""
    word = WORDS[number] if number < len(WORDS) else f"{number:,}"
    return f"{word} {noun if number == 1 else plural or noun + 's'}"


def _who(comparison: Comparison) -> str:
    text = count(comparison.sources, "source")
    if comparison.sources > 1:
        independent = comparison.independent_sources
        same = independent == comparison.sources
        number = ("none", *WORDS[1:])[independent] if independent < len(WORDS) else f"{independent:,}"
        text += ", all independent" if same else f", {number} of them independent"
    text += f", in {count(comparison.reports, 'report')}"
    return f"{text[0].upper()}{text[1:]}."


def _said(value: Value) -> str:
    return say(Figure(Hedge.EXACT, low=value, best=value, high=value))


def _minimum(comparison: Comparison, standing: Sequence[Claim]) -> str:
    if comparison.agreed_minimum is None or len({claim.source for claim in standing}) < 2:
        return ""
    return f"Every source says at least {_said(comparison.agreed_minimum)}."


def _floor(comparison: Comparison, standing: Sequence[Claim], *, sources: Mapping[str, Source]) -> str:
    floor = comparison.highest_floor
    if floor is None or len(standing) < 2 or floor == comparison.agreed_minimum:
        return ""
    highest = [claim for claim in standing if claim.figure.low == floor]
    who = dict.fromkeys(_name(claim, sources) for claim in highest)
    more = all(claim.figure.hedge is Hedge.MORE_THAN for claim in highest)
    said = highest[0].says if more and highest[0].says else _said(floor)
    return f"The highest floor is {said} ({', '.join(who)})."


def _ceiling(comparison: Comparison, *, measure: Measure) -> str:
    if measure.value_kind not in NUMERIC or len(comparison.current) < 2:
        return ""
    if comparison.highest_ceiling is None:
        return "There is no upper figure that every source states."
    return f"No source says more than {_said(comparison.highest_ceiling)}."


def _about(standing: Sequence[Claim], *, sources: Mapping[str, Source]) -> str:
    """Name the highest figure that is stated without bounds, when it lies above every floor."""
    loose = [claim for claim in standing if claim.figure.hedge in {Hedge.ABOUT, Hedge.NEARLY}]
    if not loose or len(standing) < 2:
        return ""
    top = loose[0]
    for claim in loose:
        if is_below(top.figure.best, claim.figure.best):
            top = claim
    if any(not is_below(claim.figure.low, top.figure.best) for claim in standing if claim.figure.low is not None):
        return ""
    return f"The highest figure is “{say(top.figure)}” ({_name(top, sources)}), stated without bounds."


def _status(comparison: Comparison, *, sources: Mapping[str, Source]) -> str:
    by_id = {claim.id: claim for claim in comparison.claims}
    if comparison.status is Relation.CONTRADICTS:
        number = f"{count(comparison.contradictions, 'pair')} of claims cannot both be true"
        such = "; the widest apart: " if comparison.pairs.worst_is_known else "; among them: "
        such = ": " if comparison.contradictions == 1 else such
        return f"{number[0].upper()}{number[1:]}{such}{_example(comparison.pairs.worst(1)[0], by_id, sources)}."
    if comparison.status is Relation.DIVERGES:
        top = comparison.pairs.worst(1)[0]
        times = f" by a factor of {rounded(top.ratio)}" if top.ratio is not None else ""
        return f"The figures do not contradict each other but differ{times}: {_example(top, by_id, sources)}."
    if comparison.status is Relation.AGREES:
        return "All sources say the same."
    if comparison.status is Relation.COMPATIBLE:
        return "The figures are compatible: none excludes another."
    return ""


def _apart(text: str) -> str:
    """Return a name or a figure in its own direction: those around it stay in their order, whatever it holds."""
    return isolate(strip_controls(text))


def _example(pair: Pair, by_id: Mapping[str, Claim], sources: Mapping[str, Source]) -> str:
    first, second = by_id[pair.a], by_id[pair.b]
    reason = f" ({pair.reason})" if pair.reason != "unexplained" else ""
    said = [f"{_name(claim, sources)} “{_apart(claim.says)}”" for claim in (first, second)]
    return f"{', '.join(said)}{reason}"


def _name(claim: Claim, sources: Mapping[str, Source]) -> str:
    return _apart(sources[claim.source].name if claim.source in sources else claim.source)
