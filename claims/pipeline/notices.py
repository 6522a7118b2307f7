"""What a person should look at after an ingest: odd figures that went in all the same, names that may mean others."""

from __future__ import annotations

import shlex
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.compare.parts import scope_name
from claims.compare.warnings import falling_totals
from claims.errors import REASON, InField, Refused, UnknownName
from claims.mapping.flags import retry_by, set_flag
from claims.model import Basis, Problem
from claims.pipeline.names import why_not
from claims.pipeline.organisations import same_organisation, same_spelling, spelling
from claims.pipeline.proposing.meaning import OTHER_KINDS
from claims.pipeline.wholes import Wholes
from claims.reading.batches import BatchReader
from claims.text import close_matches, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.mapping import fields
    from claims.model import Batch, Draft
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.find import Names
    from claims.reading.reader import Reader

LISTED = 1000
SERIES = 300
MOST_MADE = 300
REPEATED, FEW = 20_000, 3
MANY, SOME = 5, 0.1
FARTHEST = 30  # years from now that no report speaks of
SLIP, SHORT, FEWEST_LETTERS = 0.8, 6, 3
_FUTURE_HINT = "if it is a projection, say so in basis; if the date is wrong, mend the file and ingest it again"
_FALL_HINT = "a correction is recorded with `claims link`; `claims check` lists this until it is explained"


@dataclass(frozen=True, slots=True)
class NearName:
    """A name of a file that may be another name of something known. Nothing was merged.

    near holds the slugs that it may mean, best first, count the rows that were refused for it; made is the slug of what
    was made for it, None where it is not known. called holds these slugs as a person is told of them (`_called`).
    """

    kind: str
    name: str
    near: tuple[str, ...]
    count: int = 0
    made: str | None = None
    called: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """Return the command that decides that it means the first of those near."""
        if self.made is not None:
            return f"claims {self.kind} merge {self.made} {self.near[0]} {REASON}"
        quoted = self.name.replace('"', '\\"')
        return f'claims {self.kind} alias {self.near[0]} "{quoted}"'


@dataclass(slots=True)
class Notices:
    """Collects what is odd while a file is read. today is the day of the ingest, YYYY-MM-DD."""

    file: str
    today: str
    wholes: Wholes = field(default_factory=Wholes)
    flags: list[Problem] = field(default_factory=list)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    undated: dict[str, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, file: str, today: str, *, mapping: fields.Mapping) -> Notices:
        """Return what collects for a file that is read by a mapping, which may say what odd names of it are."""
        return cls(file, today, Wholes.of(mapping))

    def no_date(self, draft: Draft) -> None:
        """Count a claim for which its column of dates states none."""
        column = draft.columns.get("as_of")
        if column is not None and draft.row is not None:
            first, claims = self.undated.get(column, (draft.row, 0))
            self.undated[column] = (first, claims + 1)

    def odd(self) -> list[Problem]:
        """Return what is odd and went in all the same: names that look like totals, dates that are still to come."""
        return [*self.wholes.flags(self.file), *self.flags]

    def notes(self) -> list[str]:
        """Return how many claims were recorded without a date, by the column that states none for them."""
        hint = "if that is a row of sums, leave it out: [skip]"
        return [
            f"{claims:,} {'claim has' if claims == 1 else 'claims have'} no date, the first in row {row}: its cell of "
            f"{column} states none; {hint}"
            for column, (row, claims) in self.undated.items()
        ]

    def date_ahead(self, draft: Draft, *, as_of: str, basis: str) -> None:
        """Flag a claim as of a day that is still to come, unless it is a projection; raise InField for one far ahead.

        Such a year is rather one of another calendar: 2077 of Nepal's Bikram Sambat is 2020.
        """
        if basis == Basis.PROJECTED:
            return
        if int(as_of[:4]) - int(self.today[:4]) > FARTHEST:
            reason = f"it is as of {as_of}, decades ahead, and may be of another calendar, such as Bikram Sambat"
            hint = f"write the date of ours; where it is a projection: {retry_by(set_flag('basis', 'projected'))}"
            raise InField("as_of", Refused(reason, hint=hint))
        if len(self.flags) < LISTED:
            reason = f"it is as of {as_of}, which is still to come"
            column = draft.columns.get("as_of", "as_of")
            self.flags.append(Problem(self.file, draft.row, column, reason, _FUTURE_HINT, draft.raw))

    def refused(self, error: InField) -> None:
        """Count a row that was refused because a name in it is not known."""
        if isinstance(error.error, UnknownName):
            self.unknown[error.error.kind, error.error.name] += 1


def falls(store: ClaimStore, *, batch: int, file: str) -> list[Problem]:
    """Return where a running total of a source falls with a new claim of a batch, by the rule of `claims check`.

    The first SERIES that may hold one are looked at; `claims check` lists all.
    """
    reader = BatchReader(store.connection)
    series = [reader.series_of(*one) for one in reader.series_that_fall(batch, limit=SERIES)]
    series = [claims for claims in series if any(claim.batch == batch for claim in claims)]
    links = reader.links_that_hold([claim.id for claims in series for claim in claims])
    measures = {measure.id: measure for measure in reader.measures()} if series else {}
    found: list[Problem] = []
    for claims in series:
        by_id, measure = {claim.id: claim for claim in claims}, measures[claims[0].measure]
        for finding in falling_totals(claims, measure=measure, links=links):
            own = [key for key in finding.claims if by_id[key].batch == batch]
            if own and len(found) < LISTED:
                at = by_id[own[-1]]
                place = f" in {at.place}" if at.place else ""
                reason = f"a total that falls: {measure.label}{place}: {finding.reason}"
                found.append(Problem(file, reader.row_of(at.id, batch=batch), None, reason, _FALL_HINT))
    return sorted(found, key=lambda flag: flag.row or 0)


def no_totals(fallen: Sequence[Problem], batch: Batch) -> list[str]:
    """Return what to know of figures that are no running totals, as a fair part of them falls."""
    if len(fallen) < MANY or (len(fallen) < LISTED and len(fallen) < SOME * batch.added):
        return []
    way = "where each counts its own day or month, map its date to period_start too (year where it counts a year)"
    return [
        f"{len(fallen):,} totals fall, as running totals seldom do: {way}; where each is of its own event, map that"
    ]


def repeated(store: ClaimStore, batch: Batch) -> list[str]:
    """Return what to know of rows that state one and the same claim, by the first REPEATED of them."""
    if not batch.known or batch.appearances <= batch.added:
        return []
    found = BatchReader(store.connection).stated_twice(batch.number, newest=batch.appearances, limit=REPEATED)
    if found is None:
        return []
    count, first, other = found
    more = f" ({count:,} claims are such)" if count > 1 else ""
    hint = "if they speak of different things, a column must say so: place, population, event or date"
    kept = ", with the note of the first" if '"note"' in (batch.mapping or "") else ""
    return [f"rows {first} and {other} state one claim, recorded once with both rows{kept}{more}; {hint}"]


def differing(store: ClaimStore, batch: Batch) -> list[str]:
    """Return what to know of rows with other figures of what seems to be the same, by the first REPEATED claims."""
    found = BatchReader(store.connection).differing(batch.number, limit=REPEATED) if batch.added > 1 else None
    if found is None:
        return []
    count, (row, figure), (other, also) = found
    more = f" ({count:,} times)" if count > 1 else ""
    same = f"rows {row} and {other} give {figure} and {also} for the same event, measure, place, source and date{more}"
    hint = "a column may say what differs: place, population, event or date"
    return [f"{same}, and both are recorded; if they speak of different things, {hint}"]


def revised(store: ClaimStore, batch: Batch) -> list[str]:
    """Return what to know of figures that are not those that their source gave before, by the first REPEATED claims."""
    found = BatchReader(store.connection).revised(batch.number, limit=REPEATED) if batch.added else None
    if found is None:
        return []
    count, new, old = found
    one, other = store.reader.claim(new), store.reader.claim(old)
    date = f" as of {one.as_of}" if one.as_of else ""
    (source,) = _called(store.reader, "source", (one.source,))
    said = f"{source} said “{other.says}” before and “{one.says}” now for {scope_name(one)}{date}"
    more = f"; {count:,} figures are such" if count > 1 else ""
    is_told = count > 1 and other.batch is not None
    others = f", and `claims batch diff {other.batch} {batch.number}` prints it for each" if is_told else ""
    link = f"claims link {new[:8]} corrects {old[:8]} {REASON}"
    return [f"{said}{more}: where that is a correction, `{link}` says so{others}"]


def odd_places(store: ClaimStore, batch: Batch) -> list[str]:
    """Return what to know of the places of a batch, by its first claims: those written in two ways."""
    if not batch.added:
        return []
    reader = BatchReader(store.connection)
    places = reader.places(batch.number, limit=REPEATED)
    return _spelled_alike(reader.with_places_before(places, limit=REPEATED))


def _spelled_alike(places: Mapping[str, list[str]]) -> list[str]:
    """Return what to know of places of an event that differ in letters only."""
    pairs = [(others, place) for event in places.values() for others, place in alike(event)]
    if not pairs:
        return []
    one, other = pairs[0]
    more = f" ({len(pairs)} places are such)" if len(pairs) > 1 else ""
    merge = f"claims place merge {shlex.quote(other)} {shlex.quote(one)} {REASON}"
    way = f"`{merge}` makes one of them, `claims suggest places` lists all"
    return [f"“{one}” and “{other}” differ in letters only, and are two places that are not compared{more}: {way}"]


def alike(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the names that differ from one before them in case, accents and punctuation only, each after that one."""
    first: dict[str, str] = {}
    return [(one, name) for name in names if (one := first.setdefault(fold(name), name)) != name]


def rows_to_check(store: ClaimStore, batch: Batch, fallen: Sequence[Problem]) -> list[str]:
    """Return what to know of rows that state one claim or seem to, of places in two spellings, and of falling totals.

    fallen is what `falls` found.
    """
    alike = (*repeated(store, batch), *differing(store, batch), *revised(store, batch))
    return [*alike, *odd_places(store, batch), *no_totals(fallen, batch)]


def near_names(names: Names, notices: Notices) -> tuple[NearName, ...]:
    """Return the names of a file that are near to another, each once: unknown ones by their count, then those made.

    Of two that were made the shorter may be the longer one, which says more.
    """
    counts = Counter(kind for kind, _ in names.made)
    few = {kind for kind, count in counts.items() if count <= MOST_MADE}
    targets: dict[str, dict[str, str]] = {}
    for alias in names.reader.aliases() if few or notices.unknown else ():
        targets.setdefault(alias.kind, {})[alias.name] = alias.target
    found = []
    for (kind, name), count in notices.unknown.most_common():
        near = _slugs(kind, name, targets.get(kind, {}))
        if near:
            found.append(NearName(kind, name, near, count, called=_called(names.reader, kind, near)))
    for kind in ("source", "measure", "event"):
        made = {slug: name for (of, slug), name in names.made.items() if of == kind in few}
        seen: set[frozenset[str]] = set()
        for slug, name in sorted(made.items(), key=lambda one: len(one[1])):
            others = {
                known: target
                for known, target in targets.get(kind, {}).items()
                if target != slug
                and not (target in made and is_longer(known, name) and spelling(known) != spelling(name))
            }
            near = tuple(one for one in _slugs(kind, name, others) if frozenset((one, slug)) not in seen)
            near = tuple(one for one in near if not why_not(names.reader, kind, slug, one))
            seen |= {frozenset((one, slug)) for one in near}
            if near:
                found.append(NearName(kind, name, near, 0, slug, _called(names.reader, kind, near)))
    return tuple(found)


def _called(reader: Reader, kind: str, slugs: Iterable[str]) -> tuple[str, ...]:
    """Return slugs as a person knows what they stand for: with the name of each that is written in other letters."""
    records = (reader.source(one) if kind == "source" else reader.event(one) for one in slugs if kind != "measure")
    named = {one.id: one.name for one in records}
    return tuple(one if named.get(one, "").isascii() else f"{one} (“{named[one]}”)" for one in slugs)


def _slugs(kind: str, name: str, targets: dict[str, str]) -> tuple[str, ...]:
    """Return the slugs of names that may be meant by one, best first; measures are words, so that only slips count."""
    others = [known for known in targets if may_be_the_same(known, name, slips_only=kind == "measure")]
    if kind == "measure":  # households or animals are not counted as people are
        others = [known for known in others if not OTHER_KINDS & (set(fold(known).split()) ^ set(fold(name).split()))]
    first = same_spelling(name, targets) + (same_organisation(name, targets) if kind == "source" else ())
    return tuple(dict.fromkeys((*first, *(targets[known] for known in close_matches(name, others)))))


def is_longer(one: str, other: str) -> bool:
    """Return whether one of two names has all words of the other, and more: FE and FE_NV.

    Where one file has both, somebody meant them to differ.
    """
    first, second = set(fold(one).split()), set(fold(other).split())
    return first < second or second < first


def may_be_the_same(one: str, other: str, *, slips_only: bool = False) -> bool:
    """Return whether two names can differ by a slip or an abbreviation, and not by what they say.

    With slips_only names without a word in common must be as alike as others are in the words that they do not share.

    Other digits (2004, 2005) or another last letter (2005a, 2005b) mean another thing. Words that both have do not make
    them alike: those that only one has must be (“Intl” and “International”, not “people arrested” and “people
    targeted”), and so must short names (not HRANA and KHRN).
    """
    if _digits(one) != _digits(other):
        return False
    first, second = fold(one).split(), fold(other).split()
    mine = [word for word in first if word not in second]
    theirs = [word for word in second if word not in first]
    ours, others = " ".join(mine), " ".join(theirs)
    if min(len(fold(one)), len(fold(other))) < FEWEST_LETTERS:
        return False
    is_apart = ours == fold(one) and others == fold(other) and not slips_only
    if not ours or not others or (is_apart and len(ours) > SHORT < len(others)):
        return True
    if ours[:-1] == others[:-1] and (len(ours) == 1 or ours[-2].isdecimal()):
        return False
    return _is_short_for(ours, others) or _is_short_for(others, ours) or bool(close_matches(ours, [others], least=SLIP))


def _is_short_for(short: str, long: str) -> bool:
    """Return whether letters of a word stand in another one in their order, from its first on."""
    left = iter(long)
    return short[0] == long[0] and all(letter in left for letter in short)


def _digits(name: str) -> str:
    return "".join(sign for sign in fold(name) if sign.isdecimal())
