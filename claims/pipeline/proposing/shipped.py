"""A file that a mapping which comes with the program fits: what that mapping gives of it, and what it leaves open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from claims.errors import BadFile, BadMapping
from claims.mapping import plan, recognise, resolve, shipped_mappings
from claims.mapping.fields import REQUIRED
from claims.pipeline.proposing.bound_headers import bounded
from claims.pipeline.proposing.decimal_mark import with_mark_of_hashtags
from claims.pipeline.proposing.found import NOT_SAID, Found
from claims.pipeline.proposing.left_open import states_a_number
from claims.pipeline.proposing.places import hashtag_columns
from claims.pipeline.proposing.records import for_records
from claims.pipeline.proposing.rows_alike import told_apart
from claims.table import Paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.mapping import Mapping
    from claims.pipeline.proposing.sample import Sample
    from claims.table import Row


def by_shipped(sample: Sample, *, said: Mapping | None) -> tuple[Mapping, Found] | None:
    """Return the shipped mapping that gives claims of a file, and what a person is told of it; None if none does.

    What people said of the file goes before what the mapping says.
    """
    fitting = _fitting(sample.columns, sample.rows, file=sample.file, importer=sample.importer)
    if fitting is None:
        return None
    mapping, found = fitting
    mapping = with_mark_of_hashtags(found, mapping, sample.seen)
    mapping = _with_hashtags(found, mapping, sample.columns)
    mapping = told_apart(found, mapping if said is None else _without(mapping, said).overridden_by(said), sample)
    if said is not None:
        rows = (f"skip.{column}" for column in (*said.skip, *said.ask))
        found.settle({*said.constants, *said.columns, *rows}, said.columns.values())
    return found.with_doubts(mapping), found


def _fitting(
    columns: tuple[str, ...], rows: Sequence[Row], *, file: str, importer: str
) -> tuple[Mapping, Found] | None:
    """Return the first shipped mapping that gives claims of the rows, with "?" for what it does not say.

    That of the format itself is the only one for its files, whether their first rows give claims or not. Others that
    give claims of other columns are named beside it.
    """
    fit = _all_fitting(columns, rows, file=file, importer=importer)
    first = next(fit, None)
    if first is None:
        return None
    name, mapping, read, has_claims = first
    found = Found({})
    found.unsure.append(f"these are the columns of a mapping that comes with the program: --mapping {name}")
    if not has_claims:
        why = "its first rows give no claim: --mapping NAME of your own reads what this one leaves out"
        found.asked.append(why)
    if others := [f"--mapping {other}" for other, _, also, _ in fit if also - read]:
        found.unsure.append(f"{' or '.join(others)} reads other columns of it")
    return mapping, found


def _all_fitting(
    columns: tuple[str, ...], rows: Sequence[Row], *, file: str, importer: str
) -> Iterator[tuple[str, Mapping, set[str], bool]]:
    """Yield of each shipped mapping that fits its name, what it is here, what it reads, and if it gives claims."""
    fitting = shipped_mappings()
    if isinstance(columns, Paths):
        fitting = for_records(fitting, columns)
    else:
        fitting = {name: one for name, one in fitting.items() if one.records is None}
    for name, mapping in fitting.items():
        if mapping.format not in {None, importer}:
            continue
        if name.startswith("owid") and _are_no_measures(columns):
            continue
        try:
            complete = resolve(_with_open_fields(mapping, columns, file=file), columns, file=file)
            drafts = plan(complete, columns, file=file)
        except (BadMapping, BadFile):
            continue
        has_claims = any(states_a_number(one) for row in rows for one in drafts.drafts(row))
        if has_claims or name == importer:
            here = replace(complete, name=PurePath(file).name, file_name=None, about=None)
            yield name, here, drafts.columns_read(), has_claims


def _without(mapping: Mapping, said: Mapping) -> Mapping:
    """Return a mapping that reads nothing else from the columns of which people said what they are."""
    columns = {*said.columns.values()}
    kept = {field: name for field, name in mapping.columns.items() if field in said.columns or name not in columns}
    return replace(mapping, columns=kept)


def _are_no_measures(columns: Sequence[str]) -> bool:
    """Return whether headers are bounds of one figure, or one of them holds the measures: then they are none each."""
    plain = [column for column in columns if not column.startswith("#")]
    return bounded(plain) is not None or "measure" in recognise(plain).columns


def _with_open_fields(mapping: Mapping, columns: tuple[str, ...], *, file: str) -> Mapping:
    """Return a mapping with "?" for each field that every claim needs and neither it nor the file gives."""
    found = mapping
    for field in REQUIRED:
        if field not in _given_by(resolve(found, columns, file=file), mapping):
            found = replace(found, constants={**found.constants, field: NOT_SAID})
    return found


def _given_by(there: Mapping, whole: Mapping) -> set[str]:
    """Return the fields that a mapping gives of the columns that are there, as far as it is to say what there is."""
    given = {*there.constants, *there.columns, *(one.header for one in there.wide if one.header)}
    given |= {name for block in there.claims for name in block.constants}
    return given | ({"measure"} if any(one.pattern for one in there.wide) or whole.file_name else set())


def _with_hashtags(found: Found, mapping: Mapping, columns: Sequence[str]) -> Mapping:
    """Return a mapping with what HXL hashtags show beside what it knows: the source and the narrower place."""
    tagged = hashtag_columns(columns)
    if mapping.constants.get("source") != NOT_SAID:
        tagged.pop("source", None)
    if not tagged:
        return mapping
    found.unsure += [f"“{column}” is taken as the {name}" for name, column in tagged.items()]
    constants = {name: text for name, text in mapping.constants.items() if name not in tagged}
    return replace(mapping, constants=constants, columns={**mapping.columns, **tagged})
