"""The command `claims`: one file per verb, read only when its verb is used. Only here is anything printed.

Exit codes: 0 done, 1 refused, 2 usage, 3 finished but problems were found.
"""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING

import click

from claims.cli.lazy import LazyGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

VERBS = {
    "init": "Make a new, empty database.",
    "demo": "Build a database filled with real examples.",
    "add": "Record one claim: who said which figure, and where.",
    "ingest": "Record the claims of spreadsheets, JSON and tables of pages.",
    "batch": "List, show and compare ingests, and set a wrong one aside.",
    "extract": "Read articles and propose claims.",
    "review": "Go through what was proposed: accept, edit, reject.",
    "accept": "Make claims of what was proposed.",
    "reject": "Say that what was proposed is no claim.",
    "compare": "Show who claimed what of an event, and what contradicts what.",
    "show": "Show everything about one claim.",
    "search": "Find events, sources, quotes and documents by words.",
    "link": "Say how one claim relates to another.",
    "rank": "Prefer or deprecate a claim, with a reason.",
    "judge": "Change the credibility or the note of a claim, with a reason.",
    "withdraw": "Take back a link between claims, or a place where a claim was read.",
    "suggest": "Propose copies among claims, and names that may be one.",
    "check": "Run every rule over the whole database.",
    "reconcile": "Decide which figure to use, signed and with a reason.",
    "export": "Write claims as CSV or JSON Lines, as ingest reads them.",
    "merge": "Take over everything of another claims database.",
    "event": "List, add and name events.",
    "source": "List, add, name and compare sources.",
    "measure": "List, add and name measures.",
    "place": "List places, and say which are one and the same.",
    "log": "Show who did what, when and why.",
    "config": "Say what this collection is: title, editors, licence.",
    "serve": "Browse the database in Datasette.",
    "publish": "Make what can be given away of a database.",
    "upgrade": "Carry an older database to today's schema.",
}
SELDOM = 50_000  # objects; to load a command makes fewer
EPILOG = """\b
Start with:
  claims demo --db demo.db
  claims compare iran-protests-2019 --db demo.db
  claims serve --db demo.db --open

\b
Every command has --help with an example. The database is claims.db unless
--db or CLAIMS_DB names another; what you record is signed with your login
name unless --by or CLAIMS_BY says otherwise.

\b
Completion of commands, options, names and ids, in the file that your shell
reads when it starts:
  bash  eval "$(_CLAIMS_COMPLETE=bash_source claims)"
  zsh   eval "$(_CLAIMS_COMPLETE=zsh_source claims)"
  fish  _CLAIMS_COMPLETE=fish_source claims | source
"""


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        click.echo(f"claims, version {version('who-claimed-what')}")
    except PackageNotFoundError:
        click.echo("claims, run from a folder where it is not installed")
    context.exit()


@click.group(
    cls=LazyGroup,
    verbs=VERBS,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Keep track of who claimed what.

    Figures of several sources stand side by side, each with its source, wording, date and document; what truly
    contradicts what is computed, and what to make of it is decided by people, signed and with a reason.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code.

    What a command loads stays to its end, so that Python seldom searches it for garbage; and what is still there at the
    end goes with the process.
    """
    gc.set_threshold(max(gc.get_threshold()[0], SELDOM), *gc.get_threshold()[1:])
    atexit.register(gc.freeze)
    cli.main(args=arguments, prog_name="claims")
