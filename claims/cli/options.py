"""Options and arguments that several commands take, each with the same name, help and behaviour everywhere."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from claims.cli.lazy import refuse_twice
from claims.errors import AmbiguousDate, ClaimsError, Refused, UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from claims.model import PartialDate

DATABASE = "claims.db"
KINDS = ("event", "source", "measure")
BASES = ("named", "documented", "verified", "reported", "estimated", "projected", "unstated")


def examples(*lines: str) -> str:
    """Return the end of a help text: lines that can be copied and run."""
    return "\n".join(["\b", "Example:" if len(lines) == 1 else "Examples:", *(f"  {line}" for line in lines)])


class NamedPath(click.Path):
    """A path of a file or folder: not nothing, which would be the folder one is in, nor SQLite's name for no file."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; an empty one is a usage error."""
        if not str(value).strip():
            self.fail("it is empty: give a path", param, ctx)
        if value == ":memory:":
            self.fail("a database in memory would be gone at once: give a path", param, ctx)
        return super().convert(value, param, ctx)


class WholeNumber(click.IntRange):
    """A whole number within limits, in the digits of any script."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number; what is none is a usage error in plain words."""
        try:
            int(value)
        except ValueError:
            self.fail(f"“{value}” is no whole number", param, ctx)
        return super().convert(value, param, ctx)


def date_of(option: str, text: str | None, *, language: str | None = None) -> PartialDate | None:
    """Return the date given to an option, None for none; raises Refused with the option's name and what to write."""
    if text is None:
        return None
    from claims import dates

    try:
        return dates.parse(text, language=language)
    except AmbiguousDate as error:
        hint = f"write the one that is meant: {' or '.join(error.readings)}"
        raise Refused(f"{option}: {error}", hint=hint) from error
    except ClaimsError as error:
        raise Refused(f"{option}: {error}", hint=_persian(text) or error.hint) from error


def iso_of(option: str, text: str | None, *, language: str | None = None) -> str | None:
    """Return the date given to an option as it is stored, None for none; raises as date_of does."""
    date = date_of(option, text, language=language)
    return None if date is None else date.iso


def _persian(text: str) -> str:
    """Return which day it is if the year is one of the Persian calendar, or nothing."""
    from claims import dates

    try:
        return f"as a Persian date it is {dates.parse(text, language='fa').iso}: write that if it is meant"
    except ClaimsError:
        return ""


def _login_name(by: str | None) -> str:
    """Return the name that signs: as given, else the login name; raises Missing when there is neither."""
    from claims.pipeline.signature import require_name

    if by is None:
        from getpass import getuser

        try:
            by = getuser()
        except (OSError, KeyError, ImportError):
            by = ""
    return require_name(by).strip()


def _sign(context: click.Context, _: click.Parameter, by: str | None) -> str:
    return "" if context.resilient_parsing else _login_name(by)


db_option = click.option(
    "--db",
    metavar="FILE",
    envvar="CLAIMS_DB",
    default=DATABASE,
    show_default=True,
    show_envvar=True,
    type=NamedPath(dir_okay=False),
    help="The database.",
)
by_option = click.option(
    "--by",
    metavar="NAME",
    envvar="CLAIMS_BY",
    show_envvar=True,
    callback=_sign,
    help="Who signs this; your login name.",
)


def database_flag(db: str) -> str:
    """Return what must follow a command that is proposed, so that it finds this database: "" or " --db FILE"."""
    import shlex

    return "" if db == os.environ.get("CLAIMS_DB", DATABASE) else f" --db {shlex.quote(db)}"


@contextmanager
def known_names_only() -> Iterator[None]:
    """Tell an unknown name with what is similar, where nothing can be made by asking for it."""
    try:
        yield
    except UnknownName as error:
        guess = f"did you mean {' or '.join(f'“{name}”' for name in error.near)}? " if error.near else ""
        raise Refused(str(error), hint=f"{guess}`claims {error.kind} list` shows those there are") from error


def one_of(choices: Sequence[str]) -> click.Choice[str]:
    """Return the type of an option that takes one of some words, in capital or small letters."""
    return click.Choice(choices, case_sensitive=False)


def web_address(context: click.Context, option: click.Parameter, text: str | None) -> str | None:
    """Return the address given to an option; raises click.BadParameter for what is none."""
    from claims.mapping.checked import no_address

    if text is not None and (trouble := no_address(text)) is not None:
        raise click.BadParameter(f"{trouble}; {trouble.hint}", ctx=context, param=option)
    return text


def language_code(context: click.Context, option: click.Parameter, code: str | None) -> str | None:
    """Return the code of a language; raises click.BadParameter for what has another form."""
    from claims.mapping.checked import is_language

    if code is not None and not is_language(code):
        raise click.BadParameter(f"“{code}” is no code of a language: write en, de, fa ...", ctx=context, param=option)
    return code


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")


def in_words(_: click.Context, option: click.Parameter, text: str | None) -> str | None:
    """Check that a reason says something: "..." stands in hints for the words of a person."""
    if text and text.strip() and not any(sign.isalnum() for sign in text):
        raise click.BadParameter(f"“{text}” says nothing; write why in words", param=option)
    return text


def rows_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --json and --csv, of which `form` is the one that was given, to a command that prints rows."""
    for name, form in (("CSV", "csv"), ("JSON", "json")):
        command = click.option(f"--{form}", "form", flag_value=form, help=f"Print {name} instead.")(command)
    return command


reason_option = click.option(
    "--reason", metavar="TEXT", required=True, callback=in_words, help="Why; it is shown with the judgement."
)
basis_option = click.option(
    "--basis", type=one_of(BASES), default="unstated", show_default=True, help="What the figure rests on."
)


class CreatingCommand(click.Command):
    """A command whose --create may stand alone, for all kinds of names, or with a list of kinds."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give a bare --create its full value, so that it does not take the argument after it."""
        full = []
        for position, argument in enumerate(args):
            after = args[position + 1] if position + 1 < len(args) else ""
            if argument == "--create" and not _names_kinds(after):
                argument = f"--create={','.join(KINDS)}"  # noqa: PLW2901 - the argument as it is meant
            full.append(argument)
        if not ctx.resilient_parsing:
            refuse_twice(ctx, full)
        return super().parse_args(ctx, full)


def _names_kinds(text: str) -> bool:
    """Return whether kinds are named, be it in the plural or mistyped, so that it is told and not taken for a file."""
    from difflib import get_close_matches

    parts = {kind.removesuffix("s") for kind in text.casefold().split(",")} if text else set()
    if parts <= set(KINDS) or text.startswith("-") or os.path.lexists(text):
        return bool(parts) and parts <= set(KINDS)
    return all(get_close_matches(part, KINDS, cutoff=0.8) for part in parts)


def _kinds(context: click.Context, parameter: click.Parameter, value: Sequence[str]) -> frozenset[str]:
    kinds = frozenset(kind for item in value for kind in item.split(",") if kind)
    if not kinds <= set(KINDS):
        raise click.BadParameter(f"choose from {', '.join(KINDS)}", ctx=context, param=parameter)
    return kinds


create_option = click.option(
    "--create",
    metavar="[KINDS]",
    multiple=True,
    callback=_kinds,
    help="Add unknown names, or only of these kinds: event,source,measure.",
)
