"""A group of commands that imports a command only when it is used, and turns failures into sentences."""

from __future__ import annotations

import errno
import os
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

import click

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.shell_completion import CompletionItem

REFUSED = 1
LISTED = 8
ELSEWHERE = {
    "help": "claims --help",
    "version": "claims --version",
    "import": "ingest",
    "load": "ingest",
    "delete": "withdraw, rank or reject",
    "remove": "withdraw, rank or reject",
    "undo": "withdraw, or --undo of the command that did it",
    "history": "log",
    "diff": "compare, or batch diff",
    "decide": "reconcile",
    "web": "serve",
}
"""Verbs of other programs, and what does such a thing here."""
TROUBLE = {
    "SQLITE_BUSY": "another program is writing: try again when it is done; ",
    "SQLITE_LOCKED": "another program is writing: try again when it is done; ",
    "SQLITE_FULL": "make room on the disk, and try again; ",
    "SQLITE_READONLY": "see whether you may write the file and its folder; ",
    "SQLITE_IOERR": "see whether the disk is full or failing; ",
    "SQLITE_CORRUPT": "the file is damaged: go back to a copy of it; ",
    "SQLITE_NOTADB": "the file is damaged: go back to a copy of it; ",
}
"""What to do about an error of SQLite, by how its name begins."""
SYSTEM = {
    errno.ENOENT: "check the path",
    errno.ENOTDIR: "check the path",
    errno.EACCES: "see whether you may read and write there",
    errno.EPERM: "see whether you may read and write there",
    errno.EROFS: "it is read-only: name another place",
    errno.ENOSPC: "make room on the disk, and try again",
    errno.ENAMETOOLONG: "give it a shorter name",
}
"""What to do about an error of the operating system."""


class Failed(click.ClickException):
    """A refusal, printed as its sentence and the next step; the program then ends with 1."""

    exit_code = REFUSED

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence and its hint on standard error."""
        from claims.cli.output import tell

        tell(f"Error: {self.message}", file=file)
        if self.hint:
            tell(f"Hint: {self.hint}", file=file)


class Group(click.Group):
    """A group that tells what a mistyped verb may have meant, and refuses an option that is given twice."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that arguments begin with; raises UsageError for an unknown one."""
        name = args[0]
        verbs = self.list_commands(ctx)
        if name not in verbs and not name.startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches

            near = ELSEWHERE.get(name) or " or ".join(get_close_matches(name, verbs))
            known = f" There are {', '.join(verbs)}." if len(verbs) <= LISTED else ""
            ctx.fail(f"there is no command “{name}”.{f' Did you mean {near}?' if near else known}")
        found, command, left = super().resolve_command(ctx, args)
        if command is not None and not ctx.resilient_parsing:
            refuse_twice(click.Context(command, info_name=found, parent=ctx), left)
        return found, command, left


def refuse_twice(ctx: click.Context, args: list[str]) -> None:
    """Raise UsageError for an option that takes one value and is given two, of which Click would drop the first."""
    if isinstance(ctx.command, click.Group) or sum(word.startswith("-") for word in args) < 2:
        return
    try:
        _, _, order = ctx.command.make_parser(ctx).parse_args(list(args))
    except click.UsageError:
        return  # the command itself tells what is wrong
    for option in ctx.command.params:
        if isinstance(option, click.Option) and not (option.multiple or option.is_flag) and order.count(option) > 1:
            ctx.fail(f"{option.opts[0]} is given {order.count(option)} times: it takes one value")


class LazyGroup(Group):
    """A group that knows its verbs by name and one line of help; the module claims.cli.VERB is imported on use."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return what is left of the arguments; raises UsageError for one that is no text and no file."""
        for word in args:
            if not word.isascii() and any("\ud800" <= sign <= "\udfff" for sign in word) and not os.path.lexists(word):
                shown = word.encode("utf-8", "backslashreplace").decode()
                ctx.fail(
                    f"“{shown}” is not in UTF-8, as the terminal says that it is: set LANG to the encoding it writes"
                )
        return super().parse_args(ctx, args)

    def __init__(self, *args: Any, verbs: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which people need them."""
        del ctx
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a verb, importing its module."""
        del ctx
        if cmd_name not in self.verbs:
            return None
        command: click.Command = import_module(f"claims.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(self.verbs.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the verbs that begin so, without importing them, and the options."""
        from click.shell_completion import CompletionItem

        verbs = [CompletionItem(verb, help=text) for verb, text in self.verbs.items() if verb.startswith(incomplete)]
        return verbs + click.Command.shell_complete(self, ctx, incomplete)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error that a user can cause becomes a sentence, a hint and exit code 1."""
        try:
            return super().invoke(ctx)
        except ClaimsError as error:
            raise Failed(str(error), hint=error.hint) from error
        except BrokenPipeError:
            raise
        except OSError as error:
            if error.filename is None:
                raise
            raise Failed(f"{error.filename}: {error.strerror}", hint=SYSTEM.get(error.errno or 0, "")) from error
        except Exception as error:
            if type(error).__module__ != "sqlite3":
                raise
            name = getattr(error, "sqlite_errorname", "")
            todo = "".join(text for begin, text in TROUBLE.items() if name.startswith(begin))
            raise Failed(f"the database refused: {error}", hint=f"{todo}nothing of this command was stored") from error
