"""The names of a file's rows: what a row makes is recorded with its block, and forgotten where the row is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.model import Event, Measure, Source
from claims.pipeline.find import Names
from claims.text import fold

if TYPE_CHECKING:
    from claims.reading.reader import Reader
    from claims.store.writer import Store


class HeldNames(Names):
    """Names that hold what they make: `keep` lets it wait for `write`, `forget` is as if it had never been asked for.

    One of the two follows on each row for which something is held. What waits is found as what is recorded. A measure
    waits for nothing: what its name means in other rows is on record from then on.
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
        self._waiting: dict[tuple[str, str], Event | Source | Measure] = {}
        self._named: dict[tuple[str, str], str] = {}

    def find(self, kind: str, name: str) -> str:
        """Return the slug of a name as `Names.find` does; what it makes is held."""
        found = super().find(kind, name)
        if self.held:
            self._asked.append((kind, name))
        return found

    def keep(self) -> None:
        """Let what is held wait to be recorded."""
        for record in self.held:
            kind = _kind(record)
            self._waiting[kind, record.id] = record
            for text in (_name(record), record.id):
                self._named.setdefault((kind, fold(text)), record.id)
        if any(isinstance(record, Measure) for record in self.held):
            self.write()
        self.held.clear()
        self._asked.clear()

    def write(self) -> None:
        """Record what waits."""
        if self._waiting and self.store is not None:
            self.store.add_names(list(self._waiting.values()), by=self.by)
        self._waiting.clear()
        self._named.clear()

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
        return next(held, None) or self._named.get((kind, folded)) or super()._known(kind, folded)

    def _add(self, store: Store, record: Event | Source | Measure) -> None:
        del store
        if isinstance(record, Measure):
            self._measures[record.id] = record
        self.held.append(record)


def _kind(record: Event | Source | Measure) -> str:
    return "event" if isinstance(record, Event) else "source" if isinstance(record, Source) else "measure"


def _name(record: Event | Source | Measure) -> str:
    return record.label if isinstance(record, Measure) else record.name
