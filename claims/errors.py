"""Every failure that a user can cause, one class each: a sentence that names the thing and a hint for the next step.

Only `claims.cli` prints and exits. Each class keeps what it is about as attributes, so that no caller parses text.
Trouble in the data itself (row 17 has no source) is not an exception but a `claims.model.Problem`.
"""

from __future__ import annotations

import shlex

REASON = '--reason "..."'
"""How a command that is printed leaves the reason of a judgement to whoever decides."""


class ClaimsError(Exception):
    """Base of all errors. str() gives the sentence; hint says what to do next, or is empty."""

    hint = ""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        if hint:
            self.hint = hint


class NotAFigure(ClaimsError):
    """No figure could be read from a phrase."""

    HINT = "write it as the source does, e.g. “at least 161”, “between 10 and 14”, “about 1,500”"

    def __init__(self, phrase: str, *, reason: str = "it holds no number", hint: str = "") -> None:
        super().__init__(f"cannot read a figure from “{phrase}”: {reason}", hint=hint or self.HINT)
        self.phrase = phrase
        self.reason = reason


class AmbiguousFigure(ClaimsError):
    """A phrase can be read as more than one figure; readings holds each as (language or mark, figure as text)."""

    def __init__(self, phrase: str, readings: tuple[tuple[str, str], ...]) -> None:
        listed = " or ".join(f"{value} ({mark})" for mark, value in readings)
        super().__init__(
            f"“{phrase}” is ambiguous: {listed}",
            hint="name the language of the text (--language en, --language de ...) or write the number without marks",
        )
        self.phrase = phrase
        self.readings = readings


class NotADate(ClaimsError):
    """No date could be read from a phrase.

    written are the ways in which it may be written, in the signs of strptime; lacks_year says that only the year is
    missing, is_time that it says when all the same, as roughly as "end of 2019".
    """

    HINT = "write it as 2019-12-02, or as 2019-12 or 2019 if no more is known"

    def __init__(
        self,
        phrase: str,
        *,
        reason: str,
        hint: str = "",
        written: tuple[str, ...] = (),
        lacks_year: bool = False,
        is_time: bool = False,
    ) -> None:
        super().__init__(f"cannot read a date from “{phrase}”: {reason}", hint=hint or self.HINT)
        self.phrase, self.reason = phrase, reason
        self.written, self.lacks_year, self.is_time = written, lacks_year, is_time


class AmbiguousDate(ClaimsError):
    """A phrase can be read as more than one date; readings holds them as ISO strings."""

    HINT = "say which order it is in (day first or month first), or write the date as YYYY-MM-DD"

    def __init__(self, phrase: str, readings: tuple[str, ...]) -> None:
        super().__init__(
            f"“{phrase}” can be {' or '.join(readings)}",
            hint=self.HINT,
        )
        self.phrase = phrase
        self.readings = readings


class NoDatabase(ClaimsError):
    """A database file is not there, or cannot be made there."""

    def __init__(self, path: str, *, reason: str, hint: str = "") -> None:
        new = f"make a new one with `claims init --db {shlex.quote(path)}`, a filled one with `claims demo`"
        super().__init__(f"cannot open {path}: {reason}", hint=hint or f"{new}, or name yours with --db FILE")
        self.path = path


class ReadOnly(ClaimsError):
    """A database that is there would be written, where nothing can be written."""

    def __init__(self, path: str, *, reason: str) -> None:
        super().__init__(
            f"cannot write {path}: {reason}",
            hint="see whether you may write the file and its folder, or copy it to where you may",
        )
        self.path = path


class AlreadyExists(ClaimsError):
    """A database would be made where there is one."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} exists already", hint="name another file (a new database with --db FILE), or use the one there is"
        )
        self.path = path


class NoFolder(NoDatabase):
    """A file or folder would be made in a folder that is not there."""

    hint = "make the folder first, or name another place"

    def __init__(self, path: str, folder: str) -> None:
        ClaimsError.__init__(self, f"cannot make {path}: there is no folder {folder}")
        self.path = path


class DamagedDatabase(ClaimsError):
    """A file is a claims database, and cannot be read."""

    def __init__(self, path: str, *, reason: str) -> None:
        super().__init__(f"{path} is damaged: {reason}", hint="go back to a copy of it")
        self.path = path


class NotOurDatabase(ClaimsError):
    """A file is not a claims database."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is not a claims database", hint="make one with `claims init --db FILE`")
        self.path = path


class NewerDatabase(ClaimsError):
    """A file was made by a newer version of the program."""

    def __init__(self, path: str, version: int, known: int) -> None:
        super().__init__(
            f"{path} has schema version {version}; this program knows versions up to {known}",
            hint="upgrade the program: pip install --upgrade who-claimed-what",
        )
        self.path = path
        self.version = version


class OlderDatabase(ClaimsError):
    """A file was made by an older version of the program and has not been upgraded."""

    def __init__(self, path: str, version: int, known: int) -> None:
        super().__init__(
            f"{path} has schema version {version}; this program needs {known}",
            hint=f"run `claims upgrade --db {shlex.quote(path)}` (it keeps a copy of the file as it was)",
        )
        self.path = path
        self.version = version


class OldSQLite(ClaimsError):
    """The SQLite that Python brings is too old for the tables of this program."""

    def __init__(self, version: str, *, needed: str) -> None:
        super().__init__(
            f"this Python has SQLite {version}, and {needed} or newer is needed",
            hint="use a newer Python, which brings its own SQLite (from python.org, conda or uv)",
        )
        self.version = version


class UpgradeFailed(ClaimsError):
    """An upgrade failed; the file is as it was before it."""

    def __init__(self, step: str, reason: str) -> None:
        super().__init__(
            f"upgrade step {step} failed: {reason}; the file is as it was",
            hint="nothing of the upgrade was stored; please report the step's name",
        )
        self.step = step


class UnknownName(ClaimsError):
    """No event, source or measure has this name; near holds what is similar, best first."""

    def __init__(self, kind: str, name: str, near: tuple[str, ...] = ()) -> None:
        guess = f"did you mean {' or '.join(f'“{item}”' for item in near)}? " if near else ""
        super().__init__(
            f"there is no {kind} “{name}”",
            hint=f"{guess}add it with `claims {kind} add`, or pass --create to have it made",
        )
        self.kind = kind
        self.name = name
        self.near = near


class NobodysName(ClaimsError):
    """What stands for nobody in a table (a total, "unknown", "[3]") is not made a source or an event by itself."""

    def __init__(self, name: str, *, looks_like: str, hint: str = "", kind: str = "source") -> None:
        super().__init__(
            f"“{name}” names {'nobody' if kind == 'source' else 'no event'}: it looks like {looks_like}",
            hint=hint
            or f"such a row asserts nothing, or needs its {kind}: fill the cell; if “{name}” is the name of one all"
            f" the same, add it first: claims {kind} add {shlex.quote(name)}",
        )
        self.name = name


def _digits(matches: int) -> str:
    """Return what to do where the first digits of an id are those of several."""
    return "give more of its digits; " if matches else ""


class UnknownClaim(ClaimsError):
    """No claim has this id, or more than one begins with it."""

    def __init__(self, claim: str, *, matches: int = 0) -> None:
        what = "more than one claim begins with" if matches else "there is no claim"
        super().__init__(f"{what} “{claim}”", hint=f"{_digits(matches)}`claims compare` and `claims search` print ids")
        self.claim = claim


class UnknownAppearance(ClaimsError):
    """No appearance has this id, or more than one begins with it."""

    def __init__(self, appearance: str, *, matches: int = 0) -> None:
        what = "more than one appearance begins with" if matches else "there is no appearance"
        super().__init__(f"{what} “{appearance}”", hint=f"{_digits(matches)}`claims show CLAIM` prints ids")
        self.appearance = appearance


class UnknownCandidate(ClaimsError):
    """No candidate has this id, or more than one begins with it."""

    def __init__(self, candidate: str, *, matches: int = 0) -> None:
        what = "more than one candidate begins with" if matches else "there is no candidate"
        super().__init__(f"{what} “{candidate}”", hint=f"{_digits(matches)}`claims review --list` prints ids")
        self.candidate = candidate


class AlreadyDecided(ClaimsError):
    """A candidate was accepted or rejected before."""

    def __init__(self, candidate: str, *, state: str, by: str, at: str) -> None:
        super().__init__(
            f"candidate {candidate} was {state} by {by} on {at[:10]}",
            hint=f"take that back first: claims {'accept' if state == 'accepted' else 'reject'} --undo {candidate}",
        )
        self.candidate = candidate
        self.state = state


class FlaggedCandidate(ClaimsError):
    """A candidate is no plain claim by the words around it, and nothing was said about that; flags are open."""

    def __init__(self, candidate: str, flags: tuple[str, ...], *, hint: str) -> None:
        super().__init__(f"candidate {candidate} is no plain claim: the text marks it as {', '.join(flags)}", hint=hint)
        self.candidate = candidate
        self.flags = flags


class UnknownDocument(ClaimsError):
    """No document has this id."""

    def __init__(self, document: str) -> None:
        super().__init__(
            f"there is no document “{document}”", hint="give the path of a file, a URL, or the id of a stored document"
        )
        self.document = document


class Missing(ClaimsError):
    """Something that a claim cannot be without was not given."""

    def __init__(self, what: str, *, hint: str) -> None:
        super().__init__(f"{what} is missing", hint=hint)
        self.what = what


class NotInQuote(ClaimsError):
    """The number recorded does not occur in the quote."""

    def __init__(self, says: str, quote: str, *, way: str = "") -> None:
        otherwise = way or "if it is right as it is, pass --force REASON, which is recorded"
        super().__init__(
            f"the number of “{says}” does not stand in the quote “{quote}”",
            hint=f"correct the figure or the quote; {otherwise}",
        )
        self.says = says
        self.quote = quote


class QuoteNotFound(ClaimsError):
    """The quote does not stand in the document, or not at the offsets given."""

    def __init__(self, quote: str, document: str, *, reason: str) -> None:
        super().__init__(
            f"the quote “{quote}” {reason} in {document}",
            hint="copy the quote from the document's text, letter by letter",
        )
        self.quote = quote


class Refused(ClaimsError):
    """A record would break a rule of the product."""


class BadFile(ClaimsError):
    """A file cannot be read as what it should be; row and column say where, if that is known."""

    def __init__(self, file: str, reason: str, *, hint: str, row: int | None = None) -> None:
        where = f"{file}, row {row}" if row is not None else file
        super().__init__(f"{where}: {reason}", hint=hint)
        self.file = file
        self.row = row


EVERY = "*"
"""The path to the records in the lists under all keys of an object."""


class NoRecords(BadFile):
    """A nested file is one object and no list of records; lists are the paths to those within it.

    EVERY is the first of them where all its keys have lists of records that are alike. beside is what the object says
    in words: its keys and their texts.
    """

    def __init__(self, file: str, reason: str, *, lists: tuple[str, ...], beside: dict[str, str] | None = None) -> None:
        named = ", ".join(f"“{one}”" for one in lists)
        hint = f"its lists are: {named}; name one: --set {shlex.quote(f'records={lists[0]}' if lists else 'records=')}"
        none = "it has no list of records; --set 'records=NAME.*' reads what stands below the keys of an object in it"
        super().__init__(file, reason, hint=hint if lists else none)
        self.reason, self.lists = reason, lists
        self.beside = beside or {}


class MissingExtra(BadFile):
    """A file needs a package that is not installed, or a program that is not there; package names it."""

    def __init__(self, file: str, package: str, *, hint: str = "pip install 'who-claimed-what[articles]'") -> None:
        super().__init__(file, f"reading it needs {package}, which is not installed", hint=hint)
        self.package = package


class NotFetched(ClaimsError):
    """An address of the web gave no file, or must not be asked."""

    def __init__(self, url: str, reason: str, *, hint: str) -> None:
        super().__init__(f"{url}: {reason}", hint=hint)
        self.url = url
        self.reason = reason


class BadExtractor(ClaimsError):
    """An extractor is not there, or cannot do its work; extractor is "NAME" or "NAME:ARGUMENT"."""

    def __init__(self, extractor: str, reason: str, *, hint: str) -> None:
        super().__init__(f"extractor {extractor}: {reason}", hint=hint)
        self.extractor = extractor
        self.reason = reason


class BadMapping(ClaimsError):
    """A mapping (file or flags) says something that cannot be followed; line is that of the mapping file."""

    def __init__(self, mapping: str, reason: str, *, hint: str, line: int | None = None) -> None:
        where = f"{mapping}, line {line}" if line is not None else mapping
        super().__init__(f"{where}: {reason}", hint=hint)
        self.mapping = mapping
        self.line = line


class InField(ClaimsError):
    """Another error, with the field of a claim that it is about (says, source, as_of ...)."""

    def __init__(self, field: str, error: ClaimsError) -> None:
        super().__init__(str(error), hint=error.hint)
        self.field = field
        self.error = error


class BadTriggers(ClaimsError):
    """A file of trigger words says something that cannot be followed; table is the table and list in it."""

    def __init__(self, language: str, *, table: str, reason: str) -> None:
        super().__init__(
            f"claims/triggers/{language}.toml, {table}: {reason}",
            hint="correct the list; claims/triggers/en.toml says what each holds, of [grammar] the line above it",
        )
        self.language = language
        self.table = table
