"""QuickStatements, in both of its forms: commands in lines (“V1”), and a table with a property a column (CSV).

A row is a statement as one reference has it, in the fields of a claim: the item is the event, the property the measure,
“stated in” (S248) the source, “point in time” (P585) its date. Commands that state no figure (labels, merges, links to
other items) are counted in a note; those that take something out of Wikidata are refused, and kept.
Read as https://www.wikidata.org/wiki/Help:QuickStatements says, with the ranks and several references of its version 3.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from claims import registry
from claims.decode import decode
from claims.importers._wikidata import COLUMNS, NotStated, Statement, fields, is_figure
from claims.model import Problem
from claims.table import ReadOptions, Row, Table
from claims.text import clip

TITLE = "QuickStatements of Wikidata"
EXTENSIONS = (".qs", ".quickstatements")
CHOICES: tuple[str, ...] = ()

_MOST_LOOKED_AT = 20
_MOST_SHOWN = 60
_LEAST_KNOWN = 0.75
_COMMAND = re.compile(
    r"(?:CREATE|(?:CREATE_PROPERTY|-STATEMENT|MERGE|REMOVE_QUAL|REMOVE_REF)[\t|].+"
    r"|[-+]?(?:[QPM]\d+|LAST)\s*[\t|]\s*(?:P\d+|[LADS][a-z][a-z_-]*)\s*[\t|].+)(?:\s*/\*.*\*/)?",
    re.IGNORECASE,
)
_HEADING = re.compile(r"-?P\d+|qal\d+|[Ss]\d+|[LADS][a-z][a-z_-]*|#")
_COMMENT = re.compile(r"^(.*?)\s*/\*\s*(.*?)\s*\*/\s*$")
_RANK = re.compile(r"R(?:[-0+]|deprecated|normal|preferred)")
_LABEL = re.compile(r"L([a-z][a-z_-]*)")
_ENTITY = re.compile(r"[QPML]\d+(?:-[FS]\d+)?|LAST")
_OTHER = {"L": "labels", "D": "descriptions", "A": "aliases", "S": "links to pages"}
_TAKEN_OUT = "it takes a statement out of Wikidata, and asserts nothing"
_TAKEN_OUT_HINT = "a claim on record is kept as it was said: claims rank, or claims link, says what became of it"
_MADE_HINT = 'give it one in the line below its CREATE: LAST, tab, Len, tab, "its name"'


class _Labels:
    """The labels of items that CREATE makes, by their number in the file, and what the file holds besides figures."""

    def __init__(self) -> None:
        self.named: dict[int, str] = {}
        self.others: Counter[str] = Counter()
        self.linked: Counter[str] = Counter()
        self.merged: list[str] = []

    def take(self, item: int, language: str, label: str) -> None:
        """Note a label; an English one goes before the first of another language."""
        if item and (language == "en" or item not in self.named):
            self.named[item] = label.strip().strip('"“”').strip()

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what of the file gives no row."""
        found = ", ".join(f"{count:,} {what}" for what, count in self.others.items())
        said: tuple[str, ...] = (f"not read, as they state no figure: {found}",) if found else ()
        if self.linked:
            counted = ", ".join(f"{name} ({count:,})" for name, count in self.linked.items())
            said += (f"statements not read, as their values are no figures and no dates: {counted}",)
        if self.merged:
            said += (
                f"the file says of items that two are one ({clip(', '.join(self.merged), _MOST_SHOWN)}): claims merge",
            )
        return said


@dataclass(frozen=True, slots=True)
class _Command:
    """One command: its row in the file, its text, its parts, and how many items CREATE had made before it."""

    number: int
    raw: str
    parts: Sequence[str]
    comment: str
    made: int


def sniff(head: bytes) -> int:
    """Return 3, surely one, if all but a few lines are commands, or the first names the columns of the CSV form."""
    text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    if _is_table(text):
        return 3
    lines = re.split(r"\r\n?|\n", text) if "\t" in text else re.split(r"\r\n?|\n|\|\|", text)
    whole = lines[:-1] if len(lines) > 1 and lines[-1].strip() else lines  # the last may be cut off
    commands = [bare for line in whole if (bare := _COMMENT.sub(r"\1", line).strip())][:_MOST_LOOKED_AT]
    known = [command for command in commands if _COMMAND.fullmatch(command)]
    surely = known[:1] == commands[:1] and any(command.upper() != "CREATE" for command in known)
    return 3 if surely and len(known) >= len(commands) * _LEAST_KNOWN else 0


def read(stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
    """Return the statements of a file in order, with the labels that it gives the items it makes; raises BadFile."""
    place = stream.tell()
    sample = decode(stream, name=name, encoding=options.encoding, charset=options.charset)
    is_table = _is_table(sample.sample)

    def commands() -> Iterator[_Command | Problem]:
        stream.seek(place)
        if is_table:
            return _of_table(registry.load("csv").read(stream, name=name, options=options))
        text = decode(stream, name=name, encoding=options.encoding, charset=options.charset)
        delimiter = options.delimiter or ("\t" if "\t" in text.sample else "|")
        return _of_lines(text.stream, delimiter=delimiter)

    labels = _Labels()
    for command in commands():
        if isinstance(command, _Command):
            _note(command, labels)
    return Table(COLUMNS, _rows(commands, labels, name=name), (*sample.notes, *labels.notes))


def _is_table(text: str) -> bool:
    """Return whether the first line names the columns of the CSV form: qid, and properties with what qualifies them."""
    line = re.split(r"[\r\n]", text.removeprefix("\ufeff"), maxsplit=1)[0]
    names = [cell.strip(' "') for cell in re.split(r"[,;\t]", line)]
    return names[0] == "qid" and len(names) > 1 and all(map(_HEADING.fullmatch, names[1:]))


def _of_lines(lines: Iterator[str], *, delimiter: str) -> Iterator[_Command]:
    number = made = 0
    for line in lines:
        for raw in line.split("||") if delimiter == "|" else (line,):
            number += 1
            command = _COMMENT.match(raw.strip())
            text, comment = command.groups() if command else (raw.strip(), "")
            if text:
                parts = [part.strip() for part in text.rstrip(delimiter).split(delimiter)]
                made += parts[0].upper() == "CREATE"
                yield _Command(number, raw.strip("\r\n"), parts, comment, made)


def _of_table(table: Table) -> Iterator[_Command | Problem]:
    """Yield the commands that the rows of the CSV form stand for; a row without an item makes one."""
    made = 0
    for row in table.rows:
        if isinstance(row, Problem):
            yield row
            continue
        item, *cells = [str(cell).strip() for cell in row.cells]
        made += not item
        comment = "; ".join(cell for name, cell in zip(table.columns[1:], cells, strict=True) if name == "#" and cell)
        parts: list[str] = []
        for name, cell in [*zip(table.columns[1:], cells, strict=True), ("", "")]:
            is_part = name[:3] == "qal" or (name[:1] in {"S", "s"} and name[1:].isdecimal())
            if is_part and cell and parts:
                parts += [f"P{name[3:]}" if name[:3] == "qal" else name.upper(), cell]
            elif not is_part and name != "#":
                if parts:
                    yield _Command(row.number, row.raw, parts, comment, made)
                sign = "-" * name.startswith("-")
                parts = [f"{sign}{item or 'LAST'}", name.removeprefix("-"), cell] if cell else []


def _note(command: _Command, labels: _Labels) -> None:
    """Note what a command says besides figures."""
    first, *rest = command.parts
    first = first.upper()
    if first == "CREATE":
        labels.others["new items"] += 1
    elif first == "MERGE":
        labels.merged.append(" and ".join(rest))
    elif len(rest) > 1 and _ENTITY.fullmatch(first.lstrip("+")):
        if not re.fullmatch(r"P\d+", rest[0], re.IGNORECASE):
            labels.others[_OTHER.get(rest[0][:1].upper(), "other commands")] += 1
            language = _LABEL.fullmatch(rest[0])
            if language and first == "LAST":
                labels.take(command.made, language[1].lower(), rest[1])
        elif not is_figure(rest[1]):
            labels.linked[rest[0].upper()] += 1


def _rows(
    commands: Callable[[], Iterator[_Command | Problem]], labels: _Labels, *, name: str
) -> Iterator[Row | Problem]:
    for command in commands():
        if isinstance(command, Problem):
            yield command
            continue
        try:
            statement = _statement(command, labels)
            for said in () if statement is None else fields(statement):
                yield Row(command.number, [said.get(column, "") for column in COLUMNS], command.raw)
        except NotStated as error:
            yield Problem(name, command.number, error.column or None, str(error), error.hint, command.raw)


def _statement(command: _Command, labels: _Labels) -> Statement | None:
    """Return what a command states, None where that is no figure; raises NotStated for what takes out or is broken."""
    first, *rest = command.parts
    first = first.upper()
    if first.startswith(("-", "REMOVE_")):
        raise NotStated("", _TAKEN_OUT, hint=_TAKEN_OUT_HINT)
    if first in {"CREATE", "MERGE", "CREATE_PROPERTY"}:
        return None
    item = first.lstrip("+")
    if not _ENTITY.fullmatch(item) or len(rest) < 2:
        hint = "a statement is an item, a property and a value, with tabs or | between them: Q75020, P1120, 304"
        raise NotStated("", "it is no command of QuickStatements", hint=hint)
    code, value, *more = rest
    code = code.upper()
    if not re.fullmatch(r"P\d+", code) or not is_figure(value):
        return None
    if item == "LAST":
        item = labels.named.get(command.made, "")
        if not item:
            reason = "the item that CREATE makes has no label" if command.made else "nothing was made before LAST"
            raise NotStated("event", reason, hint=_MADE_HINT)
    comment = command.comment
    if more and _RANK.fullmatch(more[0]):
        rank = more.pop(0)
        if rank in {"R-", "Rdeprecated"}:
            hint = "if it was said all the same: claims add, and claims rank with the reason"
            raise NotStated("", "it is deprecated: Wikidata holds it for wrong", hint=hint)
    qualifiers, references = _pairs(more)
    return Statement(item, code, value, qualifiers, references, comment)


def _pairs(parts: Sequence[str]) -> tuple[list[tuple[str, str]], list[list[tuple[str, str]]]]:
    """Return qualifiers and references; a property that a reference has already, and “!S”, begin another one.

    What a repeated property begins has the source of the reference before, unless it names its own.
    """
    qualifiers: list[tuple[str, str]] = []
    references: list[list[tuple[str, str]]] = []
    for at in range(0, len(parts), 2):
        key, value = parts[at].upper(), parts[at + 1] if at + 1 < len(parts) else ""
        match = re.fullmatch(r"(!?)([PS])(\d+)", key)
        if not key and not value:
            continue
        if match is None or not value:
            reason = f"{key} has no value" if match else f"“{parts[at]}” is no property of a qualifier or a reference"
            raise NotStated("", reason, hint="behind the value stand pairs: P585 and a time, S248 and an item")
        named = (f"P{match[3]}", value)
        if match[2] == "P":
            qualifiers.append(named)
            continue
        held = dict(references[-1]) if references else {}
        if match[1] or not references:
            references.append([named])
        elif named[0] in held:
            kept = [("P248", held["P248"])] if "P248" in held and named[0] != "P248" else []
            references.append([*kept, named])
        else:
            references[-1].append(named)
    return qualifiers, references
