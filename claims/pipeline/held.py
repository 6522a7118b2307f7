"""The names of a file's rows: what a row makes is recorded with the row, and forgotten where the row is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.model import Event, Measure, Source
from claims.pipeline.find import Names
from claims.text import fold

if TYPE_CHECKING:
    from claims.reading.reader import Reader
    from claims.store.writer import Store


class HeldNames(Names):
    """Names that hold what they make: `keep` records it, and `forget` is as if it had never been asked for.

    One of the two follows on each row for which something is held.
    """

    def __init__(
        self,
        reader: Reader,
        store: Store,
        *,
        by: str,
        create: frozenset[str] = frozenset(),
        quantities: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(reader, store, by=by, create=create, quantities=quantities)
        self.held: list[Event | Source | Measure] = []
        self._asked: list[tuple[str, str]] = []

    def find(self, kind: str, name: str) -> str:
        """Return the slug of a name as `Names.find` does; what it makes is held."""
        found = super().find(kind, name)
        if self.held:
            self._asked.append((kind, name))
        return found

    def keep(self) -> None:
        """Record what is held."""
        for record in self.held:
            if self.store is not None:
                super()._add(self.store, record)
        self.held.clear()
        self._asked.clear()

    def forget(self) -> None:
        """Make nothing of what is held."""
        for kind, name in self._asked:
            self._found.pop((kind, name), None)
            self._both[kind].pop(name, None)
            self.bared.pop(name, None)
        for record in self.held:
            key = (_kind(record), record.id)
            self._canonical.pop(key, None)
            self._measures.pop(record.id, None)
            self._count[key[0]] -= 1
            name = self.made.pop(key, "")
            if name in self.periodic:
                self.periodic.remove(name)
        self.held.clear()
        self._asked.clear()

    def _known(self, kind: str, folded: str) -> str | None:
        held = (one.id for one in self.held if _kind(one) == kind and folded in {fold(_name(one)), fold(one.id)})
        return next(held, None) or super()._known(kind, folded)

    def _is_taken(self, kind: str, slug: str) -> bool:
        return any(one.id == slug and _kind(one) == kind for one in self.held) or super()._is_taken(kind, slug)

    def _add(self, store: Store, record: Event | Source | Measure) -> None:
        del store
        if isinstance(record, Measure):
            self._measures[record.id] = record
        self.held.append(record)


def _kind(record: Event | Source | Measure) -> str:
    return "event" if isinstance(record, Event) else "source" if isinstance(record, Source) else "measure"


def _name(record: Event | Source | Measure) -> str:
    return record.label if isinstance(record, Measure) else record.name
