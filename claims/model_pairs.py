"""What is worked out of a comparison when it is looked at: its pairs, the worst few by themselves, and its outcomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from claims.model_kinds import Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from claims.model import Pair, RuleOutcome

WORST_FIRST = (
    Relation.CONTRADICTS,
    Relation.DIVERGES,
    Relation.NOT_COMPARABLE,
    Relation.COMPATIBLE,
    Relation.AGREES,
)
"""Relations in the order in which a reader needs to know of them."""


class Pairs(Sequence["Pair"]):
    """Pairs that are known. Those of a comparison are worked out when they are looked at (claims.compare_pairs)."""

    def __init__(self, pairs: Iterable[Pair] = ()) -> None:
        """Take pairs in their order."""
        self._pairs: tuple[Pair, ...] | None = tuple(pairs)

    def _all(self) -> tuple[Pair, ...]:
        return self._pairs or ()

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, place: int) -> Pair: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Pair]: ...
    def __getitem__(self, place: int | slice) -> Pair | Sequence[Pair]:
        return self._all()[place]

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return f"<{len(self)} pairs>"

    @property
    def counts(self) -> Mapping[Relation, int]:
        """How many pairs there are of each relation; a relation without pairs may be missing."""
        return Counter(pair.relation for pair in self)

    @property
    def all_are_looked_at(self) -> bool:
        """Whether the worst are the worst of all, or of those looked at where they are too many."""
        return True

    @property
    def worst_is_known(self) -> bool:
        """Whether the first of `worst` is the worst of all, where any contradicts."""
        return True

    def worst(self, limit: int) -> list[Pair]:
        """Return the worst so many pairs: by relation (WORST_FIRST), then by ratio, the largest first."""
        return sorted(self, key=badness)[:limit]


class Outcomes(Sequence["RuleOutcome"]):
    """What each rule of reconciling would give, worked out when it is looked at."""

    def __init__(self, work: Callable[[], tuple[RuleOutcome, ...]]) -> None:
        """Take what works them out."""
        self._work = work
        self._found: tuple[RuleOutcome, ...] | None = None

    def _all(self) -> tuple[RuleOutcome, ...]:
        if self._found is None:
            self._found = self._work()
        return self._found

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, place: int) -> RuleOutcome: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[RuleOutcome]: ...
    def __getitem__(self, place: int | slice) -> RuleOutcome | Sequence[RuleOutcome]:
        return self._all()[place]

    def __eq__(self, other: object) -> bool:
        return self._all() == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


def badness(pair: Pair) -> tuple[int, object]:
    """Return what pairs are sorted by, so that the worst comes first."""
    return WORST_FIRST.index(pair.relation), -(pair.ratio or 0)
