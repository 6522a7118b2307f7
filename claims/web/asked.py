"""What an address asks for: its parameters read, checked and written again, so that every state of a page is a link."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from claims.dates import parse
from claims.errors import Refused
from claims.model import Basis
from claims.pipeline.compare import Question
from claims.web.links import ANYONE, ANYWHERE, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.exporters.plot_scale import Kind
    from claims.model import Comparison
    from claims.web.respond import Call

SCOPE = ("population", "place", "period_start", "on")
LARGEST_RATIO = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a compare page.

    on is the as_of of a comparison of a measure that is not cumulative; as_of and known_on are clocks: what holds as of
    a day, and what could be known on a day.
    """

    population: str | None = None
    place: str | None = None
    period_start: str | None = None
    on: str | None = None
    as_of: str | None = None
    known_on: str | None = None
    without: str | None = None
    basis: str | None = None
    ratio: str | None = None
    scale: str | None = None

    @classmethod
    def read(cls, arguments: Mapping[str, str | None]) -> Asked:
        """Return the parameters of an address; raises NotADate, AmbiguousDate or Refused for what cannot be meant."""
        given = {name: (arguments.get(name) or "").strip() or None for name in (field.name for field in fields(cls))}
        for name in ("as_of", "known_on"):
            if given[name] is not None:
                given[name] = parse(given[name] or "", language="en").iso
        asked = cls(**given)
        asked.question()
        asked.kind()
        return asked

    def question(self, *, measure: str | None = None) -> Question:
        """Return the question for `claims.pipeline.compare.views`, without the scope."""
        try:
            ratio = Question().ratio if self.ratio is None else Decimal(self.ratio)
        except InvalidOperation:
            ratio = Decimal("NaN")
        if not ratio.is_finite() or not 1 <= ratio <= LARGEST_RATIO:
            raise Refused(f"“{self.ratio}” is no ratio", hint="give a number from 1 to 1000, such as 1.2")
        if self.basis is not None and self.basis not in set(Basis):
            raise Refused(f"“{self.basis}” is no basis", hint=f"use one of {', '.join(Basis)}")
        narrowed = {name: getattr(self, name) for name in ("as_of", "known_on", "without", "basis")}
        return Question(measure=measure, ratio=ratio, **narrowed)

    def kind(self) -> Kind | None:
        """Return the scale asked for; None leaves it to the figures."""
        if self.scale in {None, "log", "linear"}:
            return self.scale  # type: ignore[return-value]  # the line above narrows it
        raise Refused(f"“{self.scale}” is no scale", hint="use log or linear")

    @property
    def is_scoped(self) -> bool:
        """Return whether a scope was named, so that exactly this one is meant."""
        return any(getattr(self, name) is not None for name in SCOPE)

    @property
    def scope(self) -> tuple[str, str, str | None, str | None]:
        """Return population, place, period_start and as_of of the comparison that is meant; without any the usual."""
        return self.population or ANYONE, self.place or ANYWHERE, self.period_start, self.on

    @property
    def is_narrowed(self) -> bool:
        """Return whether claims may be left out by date, day of knowledge or source."""
        return any((self.as_of, self.known_on, self.without, self.basis))

    def is_about(self, item: Comparison) -> bool:
        """Return whether a comparison has the scope asked for; without one every comparison has it."""
        return not self.is_scoped or (item.population, item.place, item.period_start, item.as_of) == self.scope

    def at(self, item: Comparison) -> Asked:
        """Return the same question about another comparison."""
        usual = (item.population, item.place, item.period_start, item.as_of) == (ANYONE, ANYWHERE, None, None)
        scope: tuple[Any, ...] = (None,) * 4 if usual else (item.population, item.place, item.period_start, item.as_of)
        return replace(self, **dict(zip(SCOPE, scope, strict=True)))

    def query(self, **changes: str | None) -> dict[str, str]:
        """Return the parameters, some of them changed, without those that say the usual."""
        changed = replace(self, **changes)
        return told({field.name: getattr(changed, field.name) for field in fields(self)})


def page_of(arguments: Mapping[str, str | None], *, pages: int) -> int:
    """Return which of so many pages an address asks for, the first if it does not say; raises Refused for another."""
    given = (arguments.get("page") or "").strip()
    if not given:
        return 1
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    if not 1 <= number <= pages:
        hint = "there is only one" if pages == 1 else f"give a number from 1 to {pages:,}"
        raise Refused(f"there is no page “{given}”", hint=hint)
    return number


def turn(
    call: Call, number: int, *, size: int, address: str, query: Mapping[str, str] | None = None, at: str = ""
) -> dict[str, Any]:
    """Return which of so many things stand on the page that an address asks for, and the pages before and after.

    size is how many fit a page; address, query and the place in it (at) are those of the first. Raises Refused for a
    page that is not there.
    """
    page = page_of(call.arguments, pages=max(1, -(-number // size)))
    return _turned(page, number, size=size, there=_Pages(call, address, query or {}, at))


def paged(path: str, page: int) -> str:
    """Return the path of a page of a plain file, by the path of the first: killed.html, killed.page-2.html."""
    return f"{path.removesuffix('.html')}.page-{page}.html" if page > 1 else path


def turn_together(call: Call, numbers: Mapping[str, int], *, size: int, address: str) -> dict[str, dict[str, Any]]:
    """Return the same page of several lists, by their places on it; of a shorter one nothing stands on the last pages.

    Raises Refused for a page that none of them has.
    """
    page = page_of(call.arguments, pages=max(1, -(-max(numbers.values()) // size)))
    return {at: _turned(page, number, size=size, there=_Pages(call, address, {}, at)) for at, number in numbers.items()}


class _Pages(NamedTuple):
    """The addresses of the pages of a list: of plain files each has a name of its own."""

    call: Call
    address: str
    query: Mapping[str, str]
    at: str

    def of(self, page: int) -> str:
        if self.call.is_static:
            return paged(self.address, page) + (f"#{self.at}" if self.at else "")
        asked = {**self.query, **({"page": str(page)} if page > 1 else {})}
        return self.address + (f"?{urlencode(asked)}" if asked else "") + (f"#{self.at}" if self.at else "")


def _turned(page: int, number: int, *, size: int, there: _Pages) -> dict[str, Any]:
    return {
        "first": (page - 1) * size + 1,
        "last": min(page * size, number),
        "of": number,
        "before": there.of(page - 1) if page > 1 else "",
        "next": there.of(page + 1) if page * size < number else "",
    }
