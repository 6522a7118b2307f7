"""`claims publish`: make what can be given away of a database."""

from __future__ import annotations

from pathlib import Path

import click

from claims.cli.lazy import Group
from claims.cli.options import NamedPath, database_flag, db_option, examples
from claims.cli.output import tell
from claims.cli.progress import Progress


@click.group("publish", cls=Group, epilog=examples("claims publish copy public.db --db protests.db"))
def command() -> None:
    """Make what can be given away of a database."""


@command.command(
    "static", epilog=examples("claims publish static site --url https://example.org/claims/ --db protests.db")
)
@click.argument("folder", metavar="DIR", type=NamedPath(file_okay=False))
@click.option("--url", metavar="URL", required=True, help="Where the site will be read; feeds and citations name it.")
@click.option("--replace", is_flag=True, help="Replace a site that this command wrote before.")
@db_option
def static(*, folder: str, url: str, replace: bool, db: str) -> None:
    """Write the whole site as plain files, for any web server, object store or disk.

    DIR is a new or empty folder. In it are all pages, their JSON, feeds, downloads and pictures, a search page that
    works in the browser, and the database itself. Withheld claims and what only they use are in none of them. What a
    plain file cannot answer is left out: the two clocks, leaving out a source, one basis only, other ratios, tables and
    SQL. A killed command leaves DIR as it was.
    """
    from claims.web.static_site import write_site

    with Progress(folder, unit="files") as progress:
        made = write_site(db, folder, address=url, replace=replace, progress=progress)
    tell(f"Wrote {made.files:,} files to {made.path}{_left_out(made.withheld)}.")
    if made.left_out:
        tell(f"The search page finds {made.entries:,} names and quotes; {made.left_out:,} quotes more did not fit.")
    tell(f"Look at it: {Path(made.path) / 'index.html'}")


@command.command("copy", epilog=examples("claims publish copy public.db --db protests.db"))
@click.argument("out", metavar="OUT", type=NamedPath(dir_okay=False))
@db_option
def copy(*, out: str, db: str) -> None:
    """Write a copy without what is withheld, to be served openly.

    OUT is a new file. Withheld claims are not in it, nor anything that only they use: appearances, links, decisions on
    them, documents, names, log entries; and nothing that is for editors: refused rows, fetched bytes, proposals. What
    people wrote into reasons and notes of other claims is copied as it is.
    """
    from claims.pipeline.public import publish_copy

    made = publish_copy(db, out)
    tell(f"Wrote {made.path} with {made.claims:,} claims{_left_out(made.withheld)}.")
    tell(f"Serve it: claims serve{database_flag(str(made.path))}")


def _left_out(withheld: int) -> str:
    """Return how many withheld claims are not in what was written, or nothing where there are none."""
    if not withheld:
        return ""
    return "; one withheld claim is left out" if withheld == 1 else f"; {withheld:,} withheld claims are left out"
