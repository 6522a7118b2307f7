"""The controls of the compare page: each a small menu of links and a form, so that every state is an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.model import Basis
from claims.pipeline.compare import Question
from claims.web.words import date_words, scope_words

if TYPE_CHECKING:
    from claims.model import Comparison
    from claims.reading.pages import PageReader
    from claims.web.asked import Asked
    from claims.web.respond import Call

MOST_CHOICES = 60
MOST_SOURCES = 12
RATIOS = ("1", "1.1", "1.2", "1.5", "2", "5")


def controls(reader: PageReader, asked: Asked, *, chosen: Comparison, call: Call) -> list[dict[str, Any]]:
    """Return the menus in order: scope, as of, known on, without, basis, ratio, scale.

    A plain file has only the first. Each has a name, what holds now, whether that is the usual, choices as
    (words, address, is chosen), and a form.
    """
    here = _Here(asked, chosen=chosen, call=call)
    if call.is_static:
        return [_scopes(reader, here=here)]
    return [
        _scopes(reader, here=here),
        _clock(here, name="as_of", label="as of", usual="any date", hint="what holds as of this date"),
        _clock(here, name="known_on", label="known on", usual="today", hint="what could be known on this day"),
        _without(reader, here=here),
        _basis(here),
        _ratio(here),
        _scale(here),
    ]


class _Here:
    """The address of the page, from which changed ones are made."""

    def __init__(self, asked: Asked, *, chosen: Comparison, call: Call) -> None:
        self.asked = asked
        self.chosen = chosen
        self.call = call

    def change(self, **changes: str | None) -> str:
        """Return the address of the page with some parameters changed."""
        query = self.asked.query(**changes)
        return self.call.links.compare(self.chosen.event, self.chosen.measure, query=query)

    def form(self, name: str, *, label: str, hint: str, value: str) -> dict[str, Any]:
        """Return a form that asks for one parameter and keeps the others."""
        action = self.call.links.compare(self.chosen.event, self.chosen.measure)
        kept = self.asked.query(**{name: None})
        return {"action": action, "kept": kept, "name": name, "label": label, "hint": hint, "value": value}


def _menu(
    name: str, *, now: str, is_usual: bool, choices: list[tuple[str, str, bool]], form: Any = None
) -> dict[str, Any]:
    return {"name": name, "now": now, "is_usual": is_usual, "choices": choices, "form": form}


def _scopes(reader: PageReader, *, here: _Here) -> dict[str, Any]:
    item = here.chosen
    scopes, number = reader.scopes(item.event, item.measure, limit=MOST_CHOICES)
    choices = []
    for scope in scopes if item in scopes else [item, *scopes]:
        asked = here.asked.at(scope)
        href = here.call.links.compare(scope.event, scope.measure, query=asked.query())
        choices.append((f"{scope_words(scope)} ({scope.status.replace('_', ' ')})", href, scope.id == item.id))
    menu = _menu("of", now=scope_words(item), is_usual=not here.asked.is_scoped, choices=choices)
    table = here.call.links.table("comparison", event=item.event, measure=item.measure)
    return {**menu, "more": max(number - len(scopes), 0), "all": table}


def _clock(here: _Here, *, name: str, label: str, usual: str, hint: str) -> dict[str, Any]:
    value: str | None = getattr(here.asked, name)
    choices = [(usual, here.change(**{name: None}), value is None)]
    form = here.form(name, label=f"{label} (a date such as 2019-12-02)", hint=hint, value=value or "")
    return _menu(label, now=date_words(value) or usual, is_usual=value is None, choices=choices, form=form)


def _without(reader: PageReader, *, here: _Here) -> dict[str, Any]:
    sources = reader.sources_of_comparison(here.chosen.id, limit=MOST_SOURCES + 1)
    now = here.asked.without
    choices = [("nobody", here.change(without=None), now is None)]
    choices += [(source.name, here.change(without=source.id), source.id == now) for source in sources[:MOST_SOURCES]]
    name = next((words for words, _, is_chosen in choices if is_chosen), None)
    if name is None and now is not None:
        name = reader.source(now).name
        choices.append((name, here.change(without=now), True))
    form = None
    if len(sources) > MOST_SOURCES:
        form = here.form("without", label="without another source", hint="its name, or its short name", value="")
    return _menu("without", now=name or "nobody", is_usual=now is None, choices=choices, form=form)


def _basis(here: _Here) -> dict[str, Any]:
    now = here.asked.basis
    choices = [("any", here.change(basis=None), now is None)]
    choices += [(str(basis), here.change(basis=str(basis)), basis == now) for basis in Basis]
    return _menu("basis", now=now or "any", is_usual=now is None, choices=choices)


def _ratio(here: _Here) -> dict[str, Any]:
    usual = str(Question().ratio)
    now = here.asked.ratio or usual
    choices = [(f"×{ratio}", here.change(ratio=None if ratio == usual else ratio), ratio == now) for ratio in RATIOS]
    form = here.form("ratio", label="ratio", hint="figures further apart than this diverge", value=now)
    return _menu("diverges from", now=f"×{now}", is_usual=now == usual, choices=choices, form=form)


def _scale(here: _Here) -> dict[str, Any]:
    now = here.asked.scale
    words = {None: "what suits the figures", "log": "logarithmic", "linear": "linear"}
    choices = [(text, here.change(scale=scale), scale == now) for scale, text in words.items()]
    return _menu("scale", now=now or "auto", is_usual=now is None, choices=choices)
