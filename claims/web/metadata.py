"""What Datasette's own pages say of our tables: descriptions read from schema.sql, facets, labels, search, order."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from claims.schema import schema_sql

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.web.links import Links

_TABLE = re.compile(r"((?:^--[^\n]*\n)+)create (?:table|view|virtual table) (\w+)", re.MULTILINE)
_BODY = re.compile(r"^create table (\w+) \(\n(.*?)^\)", re.MULTILINE | re.DOTALL)
_COLUMN = re.compile(r'^  "?(\w+)"? [^\n]*?-- ([^\n]+)$', re.MULTILINE)
_NAME = re.compile(r'^  "?(\w+)"? (?:text|integer|real|any)\b', re.MULTILINE)

FACETS = ("event", "measure", "source", "source_type", "hedge", "basis", "rank")
SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "claim": {"facets": list(FACETS), "fts_table": "claim_fts", "fts_pk": "number", "sort": "number", "size": 50},
    "document": {
        "label_column": "title",
        "fts_table": "document_fts",
        "fts_pk": "number",
        "sort": "number",
        "size": 50,
    },
    "event": {"label_column": "name"},
    "source": {"label_column": "name", "facets": ["type", "reliability"], "sort": "name"},
    "measure": {"label_column": "label"},
    "comparison": {"facets": ["event", "measure", "status", "stale"], "sort_desc": "contradictions", "size": 50},
    "appearance": {"facets": ["language", "relayed_by"]},
    "claim_link": {"facets": ["relation"], "sort_desc": "number"},
    "candidate": {"facets": ["state", "extractor"]},
    "reconciliation": {"facets": ["rule", "outcome"], "sort_desc": "number"},
    "change_log": {"facets": ["act", "by"], "sort_desc": "number"},
    "batch": {"sort_desc": "number"},
    "reject": {"facets": ["batch"], "sort_desc": "number"},
}
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "claim": {
        "event": "what happened",
        "measure": "what is counted or stated",
        "population": "of whom; all: everyone",
        "place": "where; empty: everywhere",
        "recorded_place": "the place first recorded where a merge of places has changed it, else null",
        "period_start": "first day of the period that is counted, for measures counted by period",
        "as_of": "the date for which the figure holds, as precise as stated",
        "source": "who asserts it",
        "low": "the lowest value that the source allows; empty: it states none",
        "best": "the value that the source holds most likely",
        "high": "the highest value that the source allows; empty: it states none",
        "hedge": "how the source qualifies its number",
        "basis": "what the figure rests on, from named victims down to a projection",
        "rank": "an editor's judgement: preferred, normal or deprecated",
        "note": "what an editor remarked",
        "recorded_by": "who entered the claim",
        "recorded_at": "when it was entered (UTC)",
    },
    "appearance": {
        "quote": "the words of the document, verbatim",
        "quote_start": "where the quote begins in the document's text, in code points",
        "relayed_by": "who passed it on, such as a news agency",
        "batch_row": "the row of the file that gave it",
        "batch_column": "the column of that row that gave the figure",
    },
    "reconciliation": {
        "replaced_by": "the decision that replaced it first; it counts as long as both stand on one comparison",
        "place": "the place of the comparison when it was signed",
    },
    "source": {"party_to_event": "1: a side in what it reports on"},
    "document": {
        "author": "whoever wrote it, as the document says",
        "read_from": "the file or address that its text was read from",
        "sha256": "hash of the bytes that were read",
        "text": "the exact text that quotes point into; never changed",
    },
    "comparison": {
        "status": "its worst pair: contradicts, diverges, compatible, agrees; single: one claim stands",
        "independent_sources": "sources with a claim of their own that stands, not a copy of another's",
        "divergences": "pairs that can both be true but lie apart by more than the ratio of 1.2",
        "contradictions": "pairs that cannot both be true",
    },
}
PARTS = ("", "_data", "_idx", "_content", "_docsize", "_config")  # of a full text index, as SQLite names its tables
HIDDEN = (
    *(f"claim_fts{part}" for part in PARTS),
    *(f"document_fts{part}" for part in PARTS),
    *(f"name_fts{part}" for part in PARTS if part != "_content"),
    *("facet_claim", "facet_value", "facet_kind", "facet_cell", "facet_stale"),
    *("event_summary", "comparison_cell", "comparison_kind", "comparison_stale"),
    "blob",
    "read_again",
    "sqlite_stat1",
    "sqlite_stat4",
)
PAGES = {"claim": "the comparisons", "comparison": "the comparisons", "event": "the events"}


@lru_cache(maxsize=1)
def descriptions() -> dict[str, str]:
    """Return the comment that stands before each table and view in schema.sql."""
    found = {}
    for comment, table in _TABLE.findall(schema_sql()):
        lines = [line.removeprefix("--").strip() for line in comment.splitlines()]
        found[table] = " ".join(lines)
    return found


@lru_cache(maxsize=1)
def columns() -> dict[str, dict[str, str]]:
    """Return the comment beside each column in schema.sql, completed and replaced by those of COLUMNS, by table."""
    found: dict[str, dict[str, str]] = {}
    for table, body in _BODY.findall(schema_sql()):
        told = {**dict(_COLUMN.findall(body)), **COLUMNS.get(table, {})}
        order = [name for name in _NAME.findall(body) if name in told]
        if order:
            found[table] = {name: told[name] for name in order}
    return found


def tables(links: Links) -> dict[str, dict[str, Any]]:
    """Return for each table what Datasette should know: settings, a description with a way to our pages, columns."""
    told: dict[str, dict[str, Any]] = {name: {"hidden": True} for name in HIDDEN}
    for table, description in descriptions().items():
        if table in told:
            continue
        way = (
            f'<br><a class="claims-way" href="{escape(links.front())}">Read {PAGES[table]} as pages</a>'
            if table in PAGES
            else ""
        )
        told[table] = {"description_html": f"{escape(description)}{way}"}
    for table, named in columns().items():
        told.setdefault(table, {})["columns"] = dict(named)
    for table, settings in SETTINGS.items():
        told.setdefault(table, {}).update({key: _copy(value) for key, value in settings.items()})
    return told


def _copy(value: Any) -> Any:
    return list(value) if isinstance(value, list) else value
