"""The history of a comparison: for each source the figures that it gave, step by step, and which still stand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.compare.explain import why_not_current

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.compare.explain import Standing
    from claims.model import Claim, Link


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One figure of one source.

    date is the as_of of the claim, or the day from which it could be known where it states none (dated is then False);
    known is that day; until is the date of the step of the same source and basis that comes next, None for the last;
    why tells why the claim does not stand any more, None if it does.
    """

    date: str
    claim: Claim
    known: str | None
    is_dated: bool
    until: str | None
    why: Standing | None

    @property
    def is_current(self) -> bool:
        """Whether the claim still stands."""
        return self.why is None


@dataclass(frozen=True, slots=True)
class SourceHistory:
    """The steps of one source, oldest first."""

    source: str
    steps: tuple[HistoryStep, ...]


def steps(
    claims: Sequence[Claim], *, links: Iterable[Link] = (), known: Mapping[str, str | None] | None = None
) -> tuple[SourceHistory, ...]:
    """Return the history of the counted claims of one comparison by source, the source that spoke first in front.

    known gives for each claim id the first publication of a document in which it stands, None where that is not known;
    then the day of recording counts, as it does for `comparison.narrow`.
    """
    live = tuple(links)
    since = {claim.id: (known or {}).get(claim.id) or (claim.recorded_at or "")[:10] or None for claim in claims}
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda one: (one.as_of or since[one.id] or "", since[one.id] or "", one.id)):
        by_source[claim.source].append(claim)
    found = [
        SourceHistory(
            source,
            tuple(
                HistoryStep(
                    date=claim.as_of or since[claim.id] or "",
                    claim=claim,
                    known=since[claim.id],
                    is_dated=claim.as_of is not None,
                    until=_next(own[place + 1 :], after=claim, since=since),
                    why=why_not_current(claim, claims=claims, links=live),
                )
                for place, claim in enumerate(own)
            ),
        )
        for source, own in by_source.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.steps[0].date, one.source)))


def _next(rest: Iterable[Claim], *, after: Claim, since: Mapping[str, str | None]) -> str | None:
    """Return the date of the next step on the same basis that is not of the same date; None if there is none."""
    own = after.as_of or since[after.id]
    dates = ((claim.as_of or since[claim.id]) for claim in rest if claim.basis is after.basis)
    return next((date for date in dates if date is not None and date != own), None)
