"""Find events, sources and measures by any of their names, remember what was found, and make what may be made."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from claims.errors import ClaimsError, InField, Missing, Refused, UnknownName
from claims.model import CountKind, Event, Measure, Source, ValueKind
from claims.pipeline.memory import remember
from claims.reading.wikidata import by_wikidata, entity
from claims.text import close_matches, fold, slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.reading.reader import Reader
    from claims.store.writer import Store


REMEMBERED = 20_000
"""As many names are kept in mind; a file that has more of them in turn looks them up again."""
LISTED = 1000
"""As many names of each kind are listed as made."""


class Names:
    """Finds events, sources and measures by slug, name or alias, folded by `claims.text.fold`; remembers what it found.

    "Q42970" and "P1120" also find what is on record with this item or property of Wikidata.

    With create a name that is not known is made (a measure as a count, one of quantities as a level with decimals),
    but for what is nobody's name, a source "Total" or "[3]", an event "Total" (NobodysName);
    otherwise UnknownName tells what is similar. What was merged is found under what it was merged into, and `recorded`
    still gives the slug that was first recorded. made holds the names of the first LISTED of each kind that were made,
    by kind and slug; bared those that were taken without the marks of footnotes behind them; periodic the measures that
    were made as counts of a period, because their names say "new" or "daily".
    """

    def __init__(
        self,
        reader: Reader,
        store: Store | None = None,
        *,
        by: str = "",
        create: frozenset[str] = frozenset(),
        quantities: frozenset[str] = frozenset(),
    ) -> None:
        self.reader = reader
        self.store = store
        self.by = by
        self.create = create
        self.quantities = quantities
        self.made: dict[tuple[str, str], str] = {}
        self._count: Counter[str] = Counter()
        self._found: dict[tuple[str, str], str] = {}
        self._canonical: dict[tuple[str, str], str] = {}
        self._measures: dict[str, Measure] = {}
        self._places: Mapping[str, str] | None = None
        self._both: dict[str, dict[str, tuple[str, str]]] = {"event": {}, "measure": {}, "source": {}}
        self._near: dict[tuple[str, str], tuple[str, ...]] = {}
        self._names: dict[str, list[str]] = {}
        self._items: dict[str, dict[str, str]] = {}
        self._measures_by_name: dict[str, str] | None = None
        self.bared: dict[str, str] = {}
        self.periodic: list[str] = []

    def find(self, kind: str, name: str) -> str:
        """Return the slug that a name was recorded under; raises UnknownName, or Missing for an empty name."""
        found = self._found.get((kind, name))
        if found is not None:
            return found
        if not name.strip():
            raise Missing(f"the {kind}", hint=f"name the {kind}; `claims {kind} list` shows those there are")
        folded = fold(name)
        if not folded:
            if kind == "source":
                from claims.pipeline.nobody import refuse_nobody  # its patterns take long to make ready

                refuse_nobody(name, kind)
            hint = f"give its name; an ingest takes it from the file, the mapping or --set {kind}=NAME"
            raise Refused(f"“{name}” names no {kind}", hint=hint)
        target = self._known(kind, folded)
        if target is None:
            target = self._without_notes(kind, name) or self._make(kind, name)
        remember(self._found, (kind, name), target, most=REMEMBERED)
        return target

    def _without_notes(self, kind: str, name: str) -> str | None:
        """Return the slug of a name without the marks of footnotes behind it, None if it has none; it may be made."""
        from claims.pipeline.nobody import without_notes

        bare = without_notes(name)
        if bare == name.strip():
            return None
        found = self._known(kind, fold(bare)) if fold(bare) else None
        found = found or self._make(kind, bare)
        if len(self.bared) < LISTED:
            self.bared[name] = bare
        return found

    def _make(self, kind: str, name: str) -> str:
        if kind not in self.create or self.store is None:
            raise UnknownName(kind, name, self.near(kind, name))
        name = " ".join(name.split())  # cells of spreadsheets wrap long names
        if kind != "measure":
            from claims.pipeline.nobody import refuse_nobody

            refuse_nobody(name, kind)
        key = self._free_slug(kind, slug(name))
        if kind == "event":
            self._add(self.store, Event(key, name, wikidata=entity(kind, name)))
        elif kind == "source":
            self._add(self.store, Source(key, name, wikidata=entity(kind, name)))
        else:
            value_kind, count_kind = self._kinds(name)
            wikidata = entity(kind, name)
            made = Measure(key, name, value_kind=value_kind, count_kind=count_kind, wikidata_property=wikidata)
            self._add(self.store, made)
        self._count[kind] += 1
        if self._count[kind] <= LISTED:
            self.made[kind, key] = name
        remember(self._canonical, (kind, key), key, most=REMEMBERED)  # what is made now is merged into nothing
        return key

    def known(self, kind: str, name: str) -> str | None:
        """Return the slug that a name was recorded under, None where there is none; nothing is made."""
        return self._known(kind, fold(name)) if fold(name) else None

    def _known(self, kind: str, folded: str) -> str | None:
        found = self.reader.find_name(kind, folded)
        if found is not None or (item := entity(kind, folded)) is None:
            return found
        if kind not in self._items:
            self._items[kind] = by_wikidata(self.reader.connection, kind)
        return self._items[kind].get(item)

    def _is_taken(self, kind: str, slug: str) -> bool:
        """Return whether a slug is the id of something, or another name of it."""
        return self.reader.has(kind, slug) or self._known(kind, fold(slug)) is not None

    def _add(self, store: Store, record: Event | Source | Measure) -> None:
        if isinstance(record, Event):
            store.add_event(record, by=self.by)
        elif isinstance(record, Source):
            store.add_source(record, by=self.by)
        else:
            store.add_measure(record, by=self.by)

    def _kinds(self, name: str) -> tuple[ValueKind, CountKind]:
        """Return what a measure that is made counts, by its name and whether its figures have decimals."""
        from claims.pipeline.nobody import is_periodic, is_standing

        if name in self.quantities:
            return ValueKind.QUANTITY, CountKind.POINT
        if is_periodic(name):
            self.periodic.append(name)
            return ValueKind.COUNT, CountKind.PERIOD
        if is_standing(name):
            return ValueKind.COUNT, CountKind.POINT
        return ValueKind.COUNT, CountKind.CUMULATIVE

    def _free_slug(self, kind: str, wanted: str) -> str:
        candidate, number = wanted, 2
        while self._is_taken(kind, candidate):
            candidate, number = f"{wanted}-{number}", number + 1
        return candidate

    def near(self, kind: str, name: str) -> tuple[str, ...]:
        """Return known names that are similar to one, best first."""
        if (kind, name) not in self._near:
            if kind not in self._names:
                self._names[kind] = [alias.name for alias in self.reader.aliases(kind)]
            self._near[kind, name] = tuple(close_matches(name, self._names[kind]))
        return self._near[kind, name]

    def both(self, kind: str, name: str, *, column: str = "") -> tuple[str, str]:
        """Return what a name stands for after merges and the slug to record; raises InField for kind, or column."""
        pair = self._both[kind].get(name)
        if pair is None:
            try:
                found = self.find(kind, name)
            except ClaimsError as error:
                raise InField(column or kind, error) from error
            pair = (self.canonical(kind, found), found)
            remember(self._both[kind], name, pair, most=REMEMBERED)
        return pair

    def place(self, name: str) -> tuple[str, str]:
        """Return what a place stands for after merges and the place to record; those merged are read once."""
        if self._places is None:
            from claims.reading.places import PlaceReader

            self._places = PlaceReader(self.reader.connection).merged_places()
        return self._places.get(name, name), name

    def canonical(self, kind: str, found: str) -> str:
        """Return what a slug stands for after merges."""
        key = (kind, found)
        if key not in self._canonical:
            remember(self._canonical, key, self.reader.canonical(kind, found), most=REMEMBERED)
        return self._canonical[key]

    def measures_by_name(self) -> dict[str, str]:
        """Return the folded names of the measures on record, with the slugs that they stand for after merges."""
        if self._measures_by_name is None:
            self._measures_by_name = {
                fold(alias.name): self.canonical("measure", alias.target) for alias in self.reader.aliases("measure")
            }
        return self._measures_by_name

    def measure(self, found: str) -> Measure:
        """Return a measure's record by its slug."""
        if found not in self._measures:
            self._measures[found] = self.reader.measure(found)
        return self._measures[found]
