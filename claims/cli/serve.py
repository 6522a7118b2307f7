"""`claims serve`: browse the database in Datasette."""

from __future__ import annotations

import click

from claims.cli.options import db_option, examples
from claims.cli.output import tell
from claims.errors import Refused


@click.command("serve", epilog=examples("claims serve --db demo.db --port 8001 --open"))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes any that is free."
)
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="0.0.0.0 serves the network.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the web browser.")
@db_option
def command(*, port: int, host: str, open_browser: bool, db: str) -> None:
    """Browse the database in Datasette, read-only for visitors.

    What is recorded while it runs is shown at once. Ctrl-C ends it.
    """
    from claims.pipeline import ClaimStore

    ClaimStore.open(db, write=False).close()
    port = _free_port(host, port)
    tell(f"Serving {db} at {_url(host, port)} (Ctrl-C ends it)")
    from datasette.cli import cli as datasette

    arguments = ["serve", db, "--host", host, "--port", str(port), "--setting", "suggest_facets", "off"]
    datasette.main(args=[*arguments, *(["--open"] if open_browser else [])], prog_name="claims")


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
