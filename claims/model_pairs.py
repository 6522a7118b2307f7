"""What is worked out of a comparison when it is looked at: its pairs, the worst few of them, what stands beside it."""

# Types are not quoted by a __future__ import: each would be compiled by itself when the class is made.

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar, overload

from claims.model_kinds import Relation

_Item = TypeVar("_Item")

WORST_FIRST = (
    Relation.CONTRADICTS,
    Relation.DIVERGES,
    Relation.NOT_COMPARABLE,
    Relation.COMPATIBLE,
    Relation.AGREES,
)
"""Relations in the order in which a reader needs to know of them."""


class Pair(NamedTuple):
    """Two claims of one comparison and how they relate; ratio is None where it has no meaning (a zero, a text).

    reason is a short name from a fixed list (basis, later information, growth ...), explanation says it with figures.
    """

    a: str
    b: str
    relation: Relation
    ratio: Decimal | None
    reason: str
    explanation: str = ""


class Pairs(Sequence[Pair]):
    """Pairs that are known. Those of a comparison are worked out when they are looked at (claims.compare.pairs)."""

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


class Late(Sequence[_Item]):
    """Things in their order that are worked out when they are looked at, once."""

    __slots__ = ("_found", "_given", "_work")

    def __init__(self, work: Callable[..., tuple[_Item, ...]], *given: Any) -> None:
        """Take what works them out, and what that is given."""
        self._work = work
        self._given = given
        self._found: tuple[_Item, ...] | None = None

    def _all(self) -> tuple[_Item, ...]:
        if self._found is None:
            self._found = self._work(*self._given)
        return self._found

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, place: int) -> _Item: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[_Item]: ...
    def __getitem__(self, place: int | slice) -> _Item | Sequence[_Item]:
        return self._all()[place]

    def __eq__(self, other: object) -> bool:
        return self._all() == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


class LateMapping(Mapping[str, _Item]):
    """Things by their keys that are worked out when they are looked at, once.

    first gives some of them at less cost: a key is looked for among them before all are worked out.
    """

    __slots__ = ("_first", "_found", "_given", "_some", "_work")

    def __init__(
        self,
        work: Callable[..., Mapping[str, _Item]],
        *given: Any,
        first: Callable[..., Mapping[str, _Item]] | None = None,
    ) -> None:
        """Take what works them out, and what that is given."""
        self._work = work
        self._given = given
        self._first = first
        self._some: Mapping[str, _Item] | None = None
        self._found: Mapping[str, _Item] | None = None

    def _all(self) -> Mapping[str, _Item]:
        if self._found is None:
            self._found = self._work(*self._given)
        return self._found

    def __getitem__(self, key: str) -> _Item:
        if self._found is None and self._first is not None:
            if self._some is None:
                self._some = self._first(*self._given)
            if key in self._some:
                return self._some[key]
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(dict(self._all()))


def badness(pair: Pair) -> tuple[int, object]:
    """Return what pairs are sorted by, so that the worst comes first."""
    return WORST_FIRST.index(pair.relation), -(pair.ratio or 0)
