"""`claims config`: say what the collection is."""

from __future__ import annotations

import click

from claims.cli.completing import completes
from claims.cli.options import by_option, db_option, examples, json_option
from claims.cli.output import show, show_json, show_table, tell


@click.command(
    "config",
    epilog=examples(
        "claims config",
        'claims config title "Protests in Iran"',
        'claims config licence "CC BY 4.0"',
        "claims config contact --unset",
    ),
)
@click.argument("key", required=False, shell_complete=completes("setting"))
@click.argument("value", required=False)
@click.option("--unset", is_flag=True, help="Take it away.")
@json_option
@db_option
@by_option
def command(*, key: str | None, value: str | None, unset: bool, as_json: bool, db: str, by: str) -> None:
    """Say what this collection is: its title, description, editors and licence.

    Without KEY everything is listed, with KEY alone what stands there. Readers see it on the front page and in
    citations; each change is signed in the log. Keys: title, description, editors, licence, licence_url, homepage,
    contact, robots (deny asks search engines to stay away).
    """
    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.config import KEYS, change

    if unset and (key is None or value is not None):
        raise click.UsageError("--unset takes KEY and no VALUE")
    changes = value is not None or unset
    with ClaimStore.open(db, write=changes) as store:
        if changes and key is not None:
            is_new = change(store, key, value, by=by)
            said = "is no longer set" if value is None else f"is now “{store.reader.config()[key]}”"
            tell(f"{key} {said}." if is_new else f"{key} is as it was.")
            return
        found = store.reader.config()
    if key is not None:
        _show_one(found, key, as_json=as_json)
    elif as_json:
        show_json(found)
    else:
        from claims.exporters.terminal import clean

        rows = [[name, clean(found.get(name, "")), meaning] for name, meaning in KEYS.items()]
        show_table(["key", "value", "what it holds"], rows)


def _show_one(found: dict[str, str], key: str, *, as_json: bool) -> None:
    from claims.errors import Refused
    from claims.exporters.terminal import clean
    from claims.pipeline.config import require_key

    require_key(key)
    if key not in found:
        raise Refused(f"{key} is not set", hint=f"set it with `claims config {key} VALUE`")
    if as_json:
        show_json({key: found[key]})
    else:
        show(clean(found[key]))
