"""`claims serve`: browse the database in Datasette."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import click

from claims.cli.options import WholeNumber, by_option, db_option, examples
from claims.cli.output import tell
from claims.errors import Refused

EDITOR = "root"  # whom Datasette signs in by a link


@click.command("serve", epilog=examples("claims serve --db demo.db --port 8001 --open"))
@click.option("--port", type=WholeNumber(0, 65535), default=8001, show_default=True, help="0 takes any that is free.")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="0.0.0.0 serves the network.")
@click.option("--all", "show_all", is_flag=True, help="Open tables and SQL even where claims are withheld.")
@click.option("--immutable", is_flag=True, help="The file does not change: counts are kept and it can be downloaded.")
@click.option("--edit", is_flag=True, help="Sign yourself in as an editor by a link that is printed.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the web browser.")
@db_option
@by_option
def command(
    *, port: int, host: str, show_all: bool, immutable: bool, edit: bool, open_browser: bool, db: str, by: str
) -> None:
    """Browse the database in Datasette, read-only for visitors.

    What is recorded while it runs is shown at once, unless it is served as --immutable. As long as a claim is withheld,
    visitors see the pages without it, and the tables, search, SQL and downloads are closed; a copy made by `claims
    publish copy` is open. With --edit a link is printed that signs you in to review, decide and link in the browser;
    keep it to yourself. Ctrl-C ends it.
    """
    from claims.pipeline.public import withheld

    for line in _what_visitors_see(withheld(db), show_all=show_all, db=db):
        tell(line)
    _require_a_plain_name(db)
    port = _free_port(host, port)
    tell(f"Serving {db} at {_url(host, port)} (Ctrl-C ends it)")
    from datasette.cli import cli as datasette

    from claims.schema import is_being_written, is_sealed

    if immutable and is_being_written(Path(db)):
        raise Refused(f"{db} is being written", hint="end the other program first, or leave out --immutable")
    is_fixed = immutable or is_sealed(Path(db))
    if edit and is_fixed:
        raise Refused(f"{db} cannot be written here", hint="leave out --edit or --immutable")
    arguments = ["serve", *(["-i"] if is_fixed else []), db, "--host", host, "--port", str(port)]
    arguments += ["--setting", "suggest_facets", "off", *(["--open"] if open_browser else [])]
    settings: dict[str, Any] = {"withheld": "show"} if show_all else {}
    if edit:
        settings = {"withheld": {"id": EDITOR}, **settings}
        settings["editing"] = {"allow": {"id": EDITOR}, "names": {EDITOR: by}}
        arguments.append("--root")
    with tempfile.TemporaryDirectory() as folder:
        if settings:
            arguments += ["--metadata", _settings(Path(folder), settings)]
        datasette.main(args=arguments, prog_name="claims")


def _require_a_plain_name(db: str) -> None:
    """Refuse a path that Datasette, which puts it into a URI as it is, would take for the path of another file."""
    sign = re.search(r"[?#]|%[0-9a-fA-F]{2}", db)
    if sign is not None:
        raise Refused(f"Datasette cannot open {db}: “{sign[0]}” is in its path", hint="rename it, or serve a copy")


def _what_visitors_see(hidden: tuple[int, int], *, show_all: bool, db: str) -> list[str]:
    """Return what is to be known before a database is served that holds what visitors may not see, else nothing."""
    withheld, proposals = hidden
    if not withheld and not proposals:
        return []
    claims = "1 claim is withheld" if withheld == 1 else f"{withheld:,} claims are withheld"
    if not withheld:
        claims = "1 proposal is for editors" if proposals == 1 else f"{proposals:,} proposals are for editors"
    if show_all:
        return [f"Careful: {claims}, and --all shows everything to whoever reaches this address."]
    return [
        f"{claims}: visitors see the pages without, and the tables, search, SQL and downloads are closed to them.",
        f"To have them open: claims publish copy public.db --db {db}, and serve public.db; or --all, for yourself.",
    ]


def _settings(folder: Path, settings: dict[str, Any]) -> str:
    """Write the plugin's settings into a file that Datasette reads and return its path."""
    file = folder / "metadata.json"
    file.write_text(json.dumps({"plugins": {"claims": settings}}), encoding="utf-8")
    return str(file)


def _free_port(host: str, port: int) -> int:
    """Return the port if it can be served on, or any free one for 0; raises Refused."""
    import socket

    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise Refused(
            f"there is no address “{host}” here", hint="leave --host out to serve this machine only"
        ) from error
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            reason = f"cannot serve on {host} port {port}: {(error.strerror or str(error)).lower()}"
            raise Refused(reason, hint="choose another with --port N, or --port 0 for any that is free") from error
        return int(probe.getsockname()[1])


def _url(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}/"
