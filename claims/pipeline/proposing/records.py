"""What records of an API are: what wraps their fields, which mapping fits, and what names their events."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from claims.errors import EVERY
from claims.mapping import recognise
from claims.mapping.cells import names_in
from claims.mapping.fields import FIGURES
from claims.mapping.flags import map_flag, set_flag
from claims.pipeline.nobody import is_total
from claims.pipeline.proposing.cell_kinds import is_day_or_month
from claims.pipeline.proposing.meaning import stands_for
from claims.pipeline.proposing.people import are_people
from claims.pipeline.proposing.places import is_header_of_places
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import MONTHS, WRAPPERS
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found
    from claims.table import Row

_DESCRIBING = frozenset(
    ("fields", "schema.fields", "columns", "links", "included", "tags", "messages", "errors", "warnings")
)
"""Lists of an answer that describe its records, as ArcGIS and pandas write them."""
_KIND = re.compile(r"[A-Z]{1,3}")
_OF_DISASTERS = "AC|AV|C[EW]|DR|E[CPQT]|F[AFLR]|HT|IN|LS|MS|OT|S[LST]|T[COS]|V[OW]|W[FV]"
_GLIDE = re.compile(rf"(?:{_OF_DISASTERS})-?(?:19|20)\d{{2}}-?\d{{6}}(?:-?[A-Z]{{3}})?")
"""A GLIDE number, which names one disaster: FL-2025-000001-AFG (glidenumber.net); UA0702021002 is a place (P-code)."""
_FEWEST, _HALF = 3, 0.5
_MOST_SHOWN = 6
_NOBODY = word_set("nobody")
"""Words such as "confirmed", which name no place and nobody."""
OF_FORMS = frozenset(("start", "end", "today", "deviceid", "username", "_id", "_notes", "_status", "_tags", "_index"))
"""Columns of answers to a form that tell when and by whom it was filled in, and nothing of what it asks."""
_VALUE = ".value"
"""The last key of a path whose own object says no more than what it is called above it."""


def recognised(columns: Sequence[str], *, file: str) -> dict[str, str]:
    """Return the columns whose names say which field they are, by field; of paths below a wrapper the rest counts."""
    wrapper = _wrapper(columns)
    bare = {column.removeprefix(wrapper): column for column in reversed(columns)}
    if is_form(columns):
        bare = {column.rpartition("/")[2]: column for column in reversed(columns) if column not in OF_FORMS}
    found = {field: bare[name] for field, name in recognise(list(reversed(bare)), name=file).columns.items()}
    inner = {name.removesuffix(_VALUE): name for name in bare if name.endswith(_VALUE)}  # {"id": …, "value": …}
    more = recognise(list(inner), name=file).columns if inner else {}
    return {**{field: bare[inner[name]] for field, name in more.items() if field not in FIGURES}, **found}


def is_form(columns: Sequence[str]) -> bool:
    """Return whether columns are those of answers to a form, as KoboToolbox and ODK export them."""
    return "_uuid" in columns and "_submission_time" in columns


def _wrapper(columns: Sequence[str]) -> str:
    counts = Counter(column.partition(".")[0] for column in columns if "." in column)
    wrapper, count = max(counts.items(), key=lambda one: one[1], default=("", 0))
    return f"{wrapper}." if wrapper in WRAPPERS and count >= max(_FEWEST, _HALF * len(columns)) else ""


def name_without_wrapper(found: Found) -> None:
    """Name measures of their own by what stands below a wrapper, which says nothing: "attributes.Confirmed"."""
    for name in (name for wide in found.wide if wide.header == "measure" for name in wide.columns):
        wrapper, dot, bare = name.partition(".")
        if dot and wrapper in WRAPPERS and "*" not in name:
            found.names.setdefault(name, bare)


def for_records(mappings: dict[str, Mapping], columns: Sequence[str]) -> dict[str, Mapping]:
    """Return the mappings of which records hold every column: they may lack any, and mean another thing then."""
    if any(column.startswith("#") for column in columns):
        return {"hxl": mappings["hxl"]}
    there = set(columns)
    asked = {name: _asked(one) for name, one in mappings.items()}
    fitting = (name for name, named in asked.items() if len(named) >= _FEWEST and all(there & one for one in named))
    return {name: mappings[name] for name in fitting}


def _asked(mapping: Mapping) -> set[frozenset[str]]:
    """Return the columns that a mapping needs, each by all names it may have; none for one that looks for patterns."""
    if mapping.wide:
        return set()
    needed = [name for field, name in mapping.columns.items() if field not in mapping.optional]
    needed += [name for block in mapping.claims for name in block.columns.values()]
    parts = (part for name in needed for part in (re.findall(r"\{([^{}]+)\}", name) or [name]))
    return {frozenset(names_in(part)) for part in parts}


def without_kinds(found: Found, seen: Sequence[Column], *, rows: int) -> list[Column]:
    """Return the columns without one called “event” that holds codes of kinds ("FL"), or numbers in few rows."""
    column = found.column("event", seen)
    if column is None or not column.cells:
        return list(seen)
    if all(map(_KIND.fullmatch, column.cells)):
        told = f"holds codes of kinds of events (“{column.cells[0]}”), no names: not read"
    elif column.is_number and len(column.cells) < _HALF * rows:
        told = f"names no event in {rows - len(column.cells)} of {rows} rows: not read"
    else:
        return list(seen)
    del found.columns["event"]
    found.left_out.append(f"“{column.name}” {told}")
    return [one for one in seen if one is not column]


def by_glide(found: Found, seen: Sequence[Column]) -> None:
    """Take a column of GLIDE numbers as the event where nothing else names one."""
    glide = next((one for one in seen if one.cells and all(map(_GLIDE.fullmatch, one.cells))), None)
    if glide is not None and "event" not in found.columns and glide.name not in found.used():
        found.columns["event"] = glide.name
        found.unsure.append(f"“{glide.name}” holds GLIDE numbers and is taken as the event")


def lists_of_records(lists: Sequence[str]) -> list[tuple[str, str]]:
    """Return the paths to what may be the records of a file that is one object, each with a sentence; the outer first.

    Lists that describe the records are left out, and lists of one name under different keys ("AFG.data", "ALB.data")
    are one. Of several side by side a person must say which: then there are none.
    """
    if EVERY in lists:
        return [(EVERY, f"the file is one object: the lists under its keys are read, by records = “{EVERY}”")]
    if len(lists) == 1:
        return [(lists[0], f"the file is one object: the only list in it is read, by records = “{lists[0]}”")]
    meant = [one for one in lists if one not in _DESCRIBING and one.rpartition(".")[2] not in _DESCRIBING]
    tails = Counter(one.partition(".")[2] for one in meant if "." in one and "*" not in one)
    under = {tail for tail, count in tails.items() if count > 1}
    paths = [f"{EVERY}.{one.partition('.')[2]}" if one.partition(".")[2] in under else one for one in meant]
    meant = list(dict.fromkeys(paths))
    outer = [path for path in meant if not any(path.startswith(f"{other}.*") for other in meant)]
    if len(outer) != 1:
        return []
    found = []
    for path in (*outer, *(path for path in meant if path not in outer)):
        others = quoted([one for one in lists if one != path])
        found.append(
            (path, f"the file is one object: its list “{path}” is read, not {others}; else --set records=PATH")
        )
    return found


def lists_within(found: Found, mapping: Mapping, seen: Sequence[Column], *, measures: Container[str]) -> None:
    """Ask about lists of records within records that have no figure themselves, and tell of those beside figures."""
    has_figure = mapping.wide or mapping.claims or {*FIGURES} & {*mapping.columns, *mapping.constants}
    lists = [one for one in seen if one.inside.startswith("0.")]
    names = [one.name for one in lists if not has_figure or one.holds_figures(measures)]
    if not names or "*" in (mapping.records or ""):
        return
    paths = [f"{mapping.records}.*.{name}" if mapping.records else f"*.{name}" for name in names]
    named = " or ".join(set_flag("records", path) for path in paths[:_MOST_SHOWN])
    if has_figure:
        found.left_out.append(f"records hold lists of others with figures, which {named} reads")
    else:
        found.asked.append(f"records hold lists of others, which {named} reads")


def figures_in_lists(found: Found, mapping: Mapping, seen: Sequence[Column], *, measures: dict[str, str]) -> None:
    """Tell of columns that have the name of a measure and hold lists; where nothing else is a known one, wait."""
    read = [*mapping.columns.values(), *(name for block in mapping.claims for name in block.columns.values())]
    wide = mapping.wide_columns
    lists = [one for one in seen if one.inside and not one.inside.startswith("0.") and stands_for(one.name, measures)]
    lists = [one for one in lists if not any(name.startswith(f"{one.name}.") for name in (*read, *wide))]
    if not lists:
        return
    path = f"{lists[0].name}.{lists[0].inside}"
    holds = f"{quoted([one.name for one in lists])} {'hold' if lists[1:] else 'holds'}"
    told = f"{holds} lists, and no figure is read of them"
    way = f"{map_flag(path, 'says')} --set measure=NAME reads the first in each, if that is it"
    is_said = not {*FIGURES}.isdisjoint(mapping.columns)
    if is_said or any(stands_for(name, measures) for name in (*wide, *mapping.names.get("measure", ()))):
        found.left_out.append(f"{told}: {way}")
    else:
        found.wait(f"{told}: {way}")


def keyed(rows: Sequence[Row], measures: dict[str, str]) -> tuple[str, ...]:
    """Return the paths to the records of a file that is one record whose keys are names or dates, the likeliest first.

    {"Italy": {"2020-03-15": {"deaths": 1809}}} is read by "*.*", with the keys as "parent.key"; {"Italy": {"total":
    {"deaths": 1809}, "new": {"deaths": 368}}} by "*", as what stands below "total" is another thing than below "new".
    {"as_of": "2026-04-07", "metrics": {"deaths": {"raw": 1900}, "injured": {"raw": 20000}}} is read by "metrics.*".
    """
    cells = rows[0].cells if len(rows) == 1 else None
    return _keyed(cells, measures) if isinstance(cells, dict) else ()


def _keyed(whole: dict[str, Any], measures: dict[str, str]) -> tuple[str, ...]:
    cells = _without_beside(whole, measures)
    if _are_named(cells, measures):
        return (EVERY,)
    nodes, depth, nested = [cells], 0, 0
    while nodes and all(_is_object(inner) for node in nodes for inner in node.values()):
        nodes, depth = [inner for node in nodes for inner in node.values()], depth + 1
        if (
            not nested
            and _are_alike(nodes)
            and any(stands_for(key, measures) for key in (*_leaves(nodes[0]), *nodes[0]))
        ):
            nested = depth
    flat = depth if _are_alike(nodes) and any(stands_for(key, measures) for key in nodes[0]) else 0
    dated = "" if flat else _below_dates(cells, measures, named_from=nested)
    if flat or nested or dated:
        return (dated or ".".join("*" * (flat or nested)),)
    inner = {key: one for key, one in cells.items() if _is_object(one)}
    held = {key: list(one.values()) for key, one in inner.items() if all(map(_is_object, one.values()))}
    alike = [key for key, one in held.items() if _are_alike(one)]
    named = [
        key
        for key in alike
        if any(stands_for(name, measures) for name in (*cells[key], *held[key][0]))
        or all(fold(name) in MONTHS for name in held[key][0])  # of each year, which the keys above are
    ]
    if named or len(inner) != 1 or not held:
        return tuple(f"{key}.*" for key in named)
    return tuple(f"{key}.{path}" for key in held for path in _keyed(inner[key], measures))


def _are_named(cells: dict[str, Any], measures: dict[str, str]) -> bool:
    """Return whether all values are records alike, each of a place that it names: {"seoul": {"city": "Seoul"}}."""
    nodes = [*cells.values()]
    if not all(map(_is_object, nodes)) or not _are_alike(nodes) or any(stands_for(key, measures) for key in cells):
        return False
    texts = [[node[key] for node in nodes] for key in nodes[0] if is_header_of_places(key)]
    return any(all(isinstance(text, str) for text in one) and len({*one}) == len(nodes) for one in texts)


def _without_beside(cells: dict[str, Any], measures: dict[str, str]) -> dict[str, Any]:
    """Return an object without what stands beside its records, such as a date beside names.

    Keys in small letters are names where what stands below them is alike, and they are no words for what is counted.
    """
    inner = {key: one for key, one in cells.items() if _is_object(one)}
    if all(key[:1].isupper() for key in inner):
        return {key: one for key, one in cells.items() if isinstance(one, dict | list)}
    if len(inner) == len(cells) or len(cells) > 2 * len(inner) or any(isinstance(one, list) for one in cells.values()):
        return cells
    are_counted = any(is_total(key) or fold(key) in _NOBODY or stands_for(key, measures) for key in inner)
    are_counted = are_counted or are_people(inner)
    is_whole = all(all(map(_is_object, one.values())) for one in inner.values())
    return inner if _are_alike([*inner.values()]) and not are_counted and not is_whole else cells


def _below_dates(cells: dict[str, Any], measures: dict[str, str], *, named_from: int) -> str:
    """Return the path to the innermost objects of an object, or of the only one in it, below keys that are dates.

    {"reports": {"2023-01": {"homicides": {"Homs": 2}, "abductions": {"Homs": 1}}}}: "reports.*.*"; "" if none are.
    From that depth on, if it is not 0, keys must be names: what stands below "total" is another thing than below "new".
    """
    inner = [((EVERY if stands_for(key, measures) else key,), one) for key, one in cells.items() if _is_object(one)]
    found = []
    for path, tree in [((), cells)] if len(inner) == len(cells) else inner:
        nodes, stars, is_dated, are_names = [tree], 0, False, True
        while all(nodes) and all(_is_object(one) for node in nodes for one in node.values()):
            keys = {key for node in nodes for key in node}
            is_dated = is_dated or all(map(is_day_or_month, keys))
            are_names = are_names and (not 0 < named_from <= stars or all(map(_is_name, keys)))
            nodes, stars = [one for node in nodes for one in node.values()], stars + 1
        if is_dated and are_names and len(nodes) > 1:
            found.append(".".join((*path, *EVERY * stars)))
    return found[0] if len(found) == 1 else ""


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _is_name(key: str) -> bool:
    return key[:1].isupper() and not is_total(key)


def _are_alike(nodes: Sequence[dict[str, Any]]) -> bool:
    return len(nodes) > 1 and len({frozenset(node) for node in nodes}) == 1


def _leaves(node: dict[str, Any]) -> Iterator[str]:
    for key, inner in node.items():
        if isinstance(inner, dict):
            yield from _leaves(inner)
        else:
            yield key
