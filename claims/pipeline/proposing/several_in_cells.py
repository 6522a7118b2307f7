"""Columns of an unknown table whose cells hold figures of several measures: "7 killed, 12 injured"."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.mapping import plan
from claims.mapping.fields import Split, Wide
from claims.mapping.statements import Said, reader_of, speaker_in
from claims.model import Draft
from claims.pipeline.organisations import organisation
from claims.pipeline.proposing.columns import Column
from claims.pipeline.proposing.in_order import parts_in_order
from claims.pipeline.proposing.meaning import WHOLE
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import is_country, word_set, written
from claims.pipeline.proposing.words import PEOPLE
from claims.table import BESIDE_OWN
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from claims.mapping import Mapping
    from claims.mapping.cells import Trouble
    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.meaning import KnownNames
    from claims.table import Row

_PARTING = (", ", "; ", "، ", "؛ ", " / ", " & ", *(f" {word} " for word in written("and")), "\n")
"""By what figures in one cell are parted; no comma without a space, which can stand in a number."""
_LETTERS = r"[^\W\d_]+(?:[\u064b-\u0652][^\W\d_]*)*"
_WORD = re.compile(_LETTERS)
"""A word, the marks of Arabic vowels among its letters."""
_RUN = re.compile(rf"{_LETTERS}(?:[ \xa0]{_LETTERS})*")
_FEW_SAID = 0.4
_LONGEST_NAME = 4
"""How many words the names of measures in cells have at most: "missing in action"."""
_HEADED = re.compile(r"(?P<name>[^:：\d()\n]{2,60}?)\s*[:：]")
_KINDS = word_set("beside_counted")
_AS_HEADERS = word_set("measure_as_header")
_OUTCOMES = word_set("outcome")
"""Words for what befell people that the usual measures do not count: "deserted"."""
_BRACKETS = re.compile(r"\(([^()\d]+)\)")
ACROSS, _GROUP, _CAPTION = "across", "group", "caption"
"""Columns of a box of sides: what stands over all of them, under which heading, and the title of the box."""
TABLE = "table"
"""The column of tables of a page in which each row has the number of its table."""
_CAPTURED = "captured"
"""The measure of those whom a side took prisoner: in a box of sides "prisoners" are theirs, elsewhere in a jail."""
_PARTICIPANTS = "participants"
"""A measure that is called by those who are counted: beside another "protesters" are whom that one counts."""


def several_in_a_cell(found: Found, free: Sequence[Column], *, known: KnownNames) -> bool:
    """Take columns whose cells hold figures of several measures ("7 killed, 12 injured"); return whether one does.

    So does one of which some cells name a measure and others something else ("5,000 fighters"), and none is a bare
    number: what each counts is said by its words alone. Several such columns are sides of which each is counted.
    """
    if "measure" in found.columns:
        return False
    every = free
    if any(column.name == TABLE for column in free):
        free = [column for column in free if column.name not in BESIDE_OWN]
    of_box = is_box(every)
    names = known.measures
    if of_box and _CAPTURED in names.values():
        names = {**names, **dict.fromkeys(word_set("captive"), _CAPTURED)}
    held = {column.name: measures for column in free if (measures := _several(column, names=names, of_box=of_box))}
    if not held:
        return False
    has_sides = (of_box or len(held) > 1) and "population" not in found.columns
    taken = [column for column in free if column.name in held or (of_box and column.cells)]
    taken = taken if has_sides else taken[:1]
    measures = {word: measure for column in taken for word, measure in measures_named(column, names).items()}
    others = {word: measure for word, measure in measures.items() if measure != _PARTICIPANTS}
    measures = others or measures
    by = tuple(sign for sign in _PARTING if any(sign in cell for column in taken for cell in column.cells))
    split = Split(by or (", ",), measures, speakers_in(taken, known=known.speakers))
    found.split["says"] = _with_whom(found, split, taken, always=has_sides)
    found.settle((), [column.name for column in taken])  # "toll" holds no numbers alone, and is read
    if own := sorted({measure for measure in measures.values() if measure in _OUTCOMES}):
        way = f"claims measure add {own[0].capitalize()} says what each is; or leave it out of split.says.measures"
        found.unsure.append(f"{quoted(own)}: no usual measure counts that, each is taken as one of its own: {way}")
    listed = quoted([column.name for column in taken], joint=" and ")
    found.unsure.append(f"cells of {listed} hold several figures: each is a claim of what its words name")
    if has_sides:
        _take_sides(found, taken)
    else:
        found.columns["says"] = taken[0].name
    return True


def whole_in_words(found: Found, named: Sequence[Column], *, known: KnownNames) -> bool:
    """Take a column of casualties of which some cells name the killed and the injured; return whether it is one.

    named are the columns that stand for measures: where there is another, that one tells them. A cell without such a
    word is of the casualties.
    """
    column = named[0] if len(named) == 1 and "measure" not in found.columns else None
    if column is None or known.meaning(column.name) != WHOLE:
        return False
    measures = measures_named(column, known.measures)
    if not set(measures.values()) - {WHOLE}:
        return False
    by = tuple(sign for sign in _PARTING if any(sign in cell for cell in column.cells))
    split = Split(by or (", ",), measures, speakers_in([column], known=known.speakers))
    found.split["says"] = _with_whom(found, split, [column], always=False, measure=WHOLE)
    found.wide.append(Wide(columns=(column.name,), header="measure"))
    if fold(column.name) not in known.measures:
        found.names[column.name] = WHOLE
    found.unsure.append(f"cells of “{column.name}” may hold several figures: each is a claim of what its words name")
    return True


def is_box(seen: Sequence[Column]) -> bool:
    """Return whether the columns are those of a box of opposing sides."""
    return any(column.name == ACROSS for column in seen) and any(column.name == TABLE for column in seen)


def _is_of_one(seen: Sequence[Column]) -> bool:
    """Return whether the columns are the headings of a box with one value each."""
    return any(column.name == TABLE and len(column.cells) == 1 for column in seen)


def box_of_one(found: Found, seen: Sequence[Column]) -> None:
    """Take of a box beside an article its title as the event, and no date from a time that is no day."""
    if not (_is_of_one(seen) or is_box(seen)):
        return
    title = next((column for column in seen if column.name == _CAPTION and len(set(column.cells)) == 1), None)
    if title is not None and "event" not in found.columns:
        found.columns["event"] = _CAPTION
        found.unsure.append(f"the title of the box, “{title.cells[0]}”, is taken as the event")
    for field in ("as_of", "period_start"):
        time = found.column(field, seen)
        if time is not None and time.cells and not time.dates and field not in found.take:
            del found.columns[field]
            said = f"“{time.name}” says “{time.cells[0]}”, which is no single day: not read"
            found.ask(field, f"{said}; --set {field}=DATE says one")


def figures_of_box(found: Found, seen: Sequence[Column], said: Sequence[Column], *, known: KnownNames) -> bool:
    """Take the figures of a box beside an article, or of the column that is named as one (said), if either has any."""
    if _measures_in_box(found, seen, known=known):
        return True
    is_any = is_box(seen) or _is_of_one(seen)
    free = said or ([column for column in seen if column.name not in found.used()] if is_any else [])
    return bool(free) and several_in_a_cell(found, free, known=known)


def _measures_in_box(found: Found, seen: Sequence[Column], *, known: KnownNames) -> bool:
    """Take the headings of a box that are measures, where their cells hold several figures or say who asserts one."""
    if not _is_of_one(seen):
        return False
    meant = {column.name: known.meaning(_plural(column.name)) for column in seen}
    taken = [column for column in seen if column.mostly_holds_digits and meant[column.name] is not None]
    spoken = speakers_in(taken, known=known.speakers)
    if not taken or not (spoken or any("\n" in cell for column in taken for cell in column.cells)):
        return False
    measures = {word: measure for column in taken for word, measure in measures_named(column, known.measures).items()}
    measures = {word: measure for word, measure in measures.items() if measure != _PARTICIPANTS}
    split = _with_whom(found, Split(("\n",), measures, spoken), taken, always=True, measure="any")
    found.split["says"] = replace(split, whom=True)
    found.wide.append(Wide(columns=tuple(column.name for column in taken), header="measure"))
    found.names |= {one.name: str(meant[one.name]) for one in taken if fold(one.name) not in known.measures}
    return True


def _plural(header: str) -> str:
    """Return a heading without the sign that it may be one or several: "Death(s)" is "Deaths"."""
    return header.replace("(s)", "s")


def only_with_figures(mapping: Mapping, columns: Sequence[str], rows: Sequence[Row], *, file: str) -> Mapping:
    """Return the mapping of a box of sides that reads only the rows below headings with figures of known measures."""
    if ACROSS not in columns or _GROUP not in columns or "says" not in mapping.split:
        return mapping
    made, place = plan(mapping, columns, file=file), list(columns).index(_GROUP)
    cells = [(row, row.cells) for row in rows if isinstance(row.cells, list)]
    telling = [str(held[place]) for row, held in cells if any(isinstance(one, Draft) for one in made.drafts(row))]
    return replace(mapping, only={**mapping.only, _GROUP: tuple(dict.fromkeys(telling))}) if telling else mapping


def parted(found: Found, figures: Sequence[Column]) -> list[Column]:
    """Return columns whose cells hold several figures with these as their cells, a column for each measure."""
    split = found.split.get("says")
    if split is None:
        return list(figures)
    if split.in_order:
        return [*(one for one in figures if one.name not in split.in_order), *parts_in_order(split, figures)]
    read, cells = reader_of(split), defaultdict(list)
    headed = {name for wide in found.wide if wide.header == "measure" for name in wide.columns}
    kinds = [(column, column.name if column.name in headed else "") for column in figures]
    for said in (one for column, measure in kinds for cell in column.cells for one in read(cell, measure=measure)):
        if isinstance(said, Said):
            cells[said.measure].append(said.says)
    return [Column(measure, tuple(held), len(held), 0) for measure, held in cells.items()]


def _several(column: Column, *, names: dict[str, str], of_box: bool) -> dict[str, str]:
    """Return the words of a column that name measures, where its cells hold figures of several; of a box of any."""
    counting = [cell for cell in column.cells if any(sign.isdigit() for sign in cell)]
    said = [set(_named_in(cell, names).values()) for cell in counting]
    measures = set().union(*said)
    are_worded = all(_WORD.search(cell) for cell in counting)
    are_several = len(measures) > 1 or (bool(measures) and not all(said) and are_worded)
    are_several = are_several and (of_box or sum(map(bool, said)) > _FEW_SAID * len(said))  # else prose
    are_several = are_several or (bool(measures) and (of_box or any("\n" in cell for cell in counting)))
    return measures_named(column, names) if are_several and column.mostly_holds_digits else {}


def measures_named(column: Column, names: dict[str, str]) -> dict[str, str]:
    """Return the words that name measures in the cells of a column that hold digits, with the measures."""
    cells = [cell for cell in column.cells if any(map(str.isdigit, cell))]
    return {word: measure for cell in cells for word, measure in _named_in(cell, names).items()}


def _named_in(cell: str, names: dict[str, str]) -> dict[str, str]:
    """Return the names of measures in a cell, the longest first: of "killed and wounded" the name of both together."""
    found: dict[str, str] = {}
    for run in _RUN.findall(cell):
        words, at = _WORD.findall(run), 0
        while at < len(words):
            parts = [words[at : at + length] for length in range(_LONGEST_NAME, 0, -1)]
            told = ((part, _measure(" ".join(part), names)) for part in parts if len(part) == 1 or not _is_of(part))
            part, measure = next(((part, measure) for part, measure in told if measure), (words[at : at + 1], None))
            if measure is not None:
                found[" ".join(part)] = measure
            at += len(part)
    return found


def _is_of(words: Sequence[str]) -> bool:
    """Return whether some of several words are people, who are a population: "children killed"."""
    return bool(PEOPLE & set(map(fold, words)))


def _take_sides(found: Found, taken: Sequence[Column]) -> None:
    """Take columns as sides of which each is counted."""
    sides = tuple(column.name for column in taken if column.name != ACROSS)
    if sides:
        found.wide.append(Wide(columns=sides, header="population"))
        listed = quoted(sides)
        way = 'where they assert the figures, write header = "source"'
        found.unsure.append(f"the headers {listed} are taken as those who are counted (population); {way}")
    if len(sides) < len(taken):
        found.wide.append(Wide(columns=(ACROSS,), constants={"population": "all"}))


def _with_whom(found: Found, split: Split, taken: Sequence[Column], *, always: bool, measure: str = "") -> Split:
    """Return a split that reads who is counted from the words beside figures, where they name people.

    measure is that of figures whose words name none.
    """
    asking = Split(split.by, split.measures, split.speakers, whom=True)
    read = reader_of(asking)
    said = [
        one for column in taken for cell in column.cells for one in read(cell, measure=measure) if isinstance(one, Said)
    ]
    whom = list(dict.fromkeys(one.whom for one in said if one.whom))
    speakers = list(dict.fromkeys(one.speaker for one in said if one.speaker))
    if speakers:
        listed = quoted(speakers)
        found.unsure.append(
            f"words such as “{split.speakers[0]}” name who asserts figures: {listed}; check each source"
        )
    is_told = always or any(PEOPLE & set(fold(name).split()) for name in whom) or _differ(read, taken)
    if not whom or not is_told:
        return split
    found.unsure.append(f"words beside figures are taken as who is counted (population): {quoted(whom)}; check each")
    return asking


def _differ(read: Callable[..., Iterator[Said | Trouble]], taken: Sequence[Column]) -> bool:
    """Return whether figures of one measure within a cell differ in the words beside them: "3 guards, 11 rebels"."""
    for cell in (cell for column in taken for cell in column.cells):
        said = [one for one in read(cell) if isinstance(one, Said) and one.whom]
        if any(
            len({one.whom for one in said if one.measure == measure}) > 1 for measure in {one.measure for one in said}
        ):
            return True
    return False


def speakers_in(taken: Sequence[Column], *, known: Container[str]) -> tuple[str, ...]:
    """Return the templates of words by which cells name speakers; "({})" where half of the brackets hold a known one.

    A known one before a colon speaks ("UN: 300 killed"), unless it is a country or a side, which may be counted.
    """
    lines = [line.strip() for column in taken for cell in column.cells for line in cell.split("\n")]
    used = tuple(one for one in written("speakers") if any(speaker_in(line, one) for line in lines))
    sides = {_who(part) for column in taken for part in re.split(r"[,()]", column.name)}
    before = dict.fromkeys(match["name"].strip() for line in lines if (match := _HEADED.match(line)))
    heads = [one for one in before if fold(one) in known and not is_country(one) and _who(one) not in sides]
    used += tuple(f"{name}:" for name in heads if not any(speaker_in(f"{name}:", one) for one in used))
    aside = list(dict.fromkeys(name for line in lines for name in _BRACKETS.findall(line) if ":" not in name))
    aside = [name for name in aside if not any(speaker_in(f"({name})", one) for one in used)]
    are_known = [name for name in aside if fold(name) in known or is_country(name)]
    return (*used, "({})") if are_known and len(are_known) * 2 >= len(aside) else used


def _who(name: str) -> str:
    """Return the folded name of who is called so, of a well-known organisation its first one."""
    return fold(organisation(name) or name)


def _measure(word: str, names: dict[str, str]) -> str | None:
    """Return the measure that a word names; "1 mort" is of "morts", "3 fatal accidents" are not of "fatals"."""
    folded = fold(word)
    if folded in _AS_HEADERS:
        return None
    plural = names.get(f"{folded}s") if folded not in _KINDS else None
    return names.get(folded) or plural or (folded if folded in _OUTCOMES else None)
