"""What `claims event`, `claims source` and `claims measure` share: listing, and giving other names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import click

from claims.cli.completing import completes
from claims.cli.options import (
    by_option,
    db_option,
    examples,
    in_words,
    known_names_only,
    language_code,
    reason_option,
    rows_options,
)
from claims.cli.output import show, show_rows, show_table, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.claim_store import ClaimStore
    from claims.pipeline.names import Merged

OTHER_NAMES_SHOWN = 3


def list_command(kind: str, *, columns: Sequence[str], example: str) -> click.Command:
    """Return `claims KIND list`, which prints these columns of each record and the other names that it has."""

    @click.command(
        "list",
        short_help=f"Show all {kind}s, or those with a word in any of their names.",
        help=f"Show all {kind}s, or those with a word in their id or any of their names.",
        epilog=examples(f"claims {kind} list", f"claims {kind} list {example} --json"),
    )
    @click.argument("search", default="")
    @rows_options
    @db_option
    def command(*, search: str, form: str | None, db: str) -> None:
        from claims.pipeline.claim_store import ClaimStore

        with ClaimStore.open(db, write=False) as store:
            found = _found(store, kind, search=search)
        if form:
            show_rows(found, form=form)
        elif not found:
            tell(
                f"No {kind} has “{search}” in its names."
                if search
                else f"There is no {kind} yet: claims {kind} add NAME"
            )
        else:
            rows = ([*(_cell(record, column) for column in columns), _other_names(record)] for record in found)
            show_table([*(column.replace("_", " ") for column in columns), "also known as"], rows)

    return command


def _found(store: ClaimStore, kind: str, *, search: str) -> list[dict[str, Any]]:
    """Return the records of a kind with their other names, as far as a word occurs in any name."""
    from claims.text import fold

    aliases: dict[str, list[dict[str, str | None]]] = defaultdict(list)
    for alias in store.reader.aliases(kind):
        aliases[alias.target].append({"name": alias.name, "language": alias.language})
    wanted = fold(search)
    found = []
    for record in getattr(store.reader, f"{kind}s")():
        fields = record._asdict()
        own = {fields["id"], fields.get("name") or fields.get("label")}
        others = [alias for alias in aliases[record.id] if alias["name"] not in own]
        names = [*own, *(alias["name"] for alias in others)]
        if not wanted or any(wanted in fold(str(name)) for name in names):
            found.append({**fields, "aliases": others})
    return found


def _cell(record: dict[str, Any], column: str) -> str:
    from claims.exporters.terminal import clean

    value = record[column]
    if column == "id" and record["same_as"]:
        value = f"{value} = {record['same_as']}"
    return "–" if value is None or value == "" else clean(str(value))


def _other_names(record: dict[str, Any]) -> str:
    from claims.exporters.terminal import clean
    from claims.text import first_of

    return first_of([clean(alias["name"]) for alias in record["aliases"]], OTHER_NAMES_SHOWN)


def alias_command(kind: str, *, example: str) -> click.Command:
    """Return `claims KIND alias`, which records another name."""

    @click.command(
        "alias",
        short_help=f"Give {'an' if kind == 'event' else 'a'} {kind} another name, in any language.",
        help=f"""Give {"an" if kind == "event" else "a"} {kind} another name, in any language, or take one back.

        From then on it is found under that name too. Case, accents and variants of letters need no alias. What was
        recorded by a name that is taken back with --undo stays as it is.
        """,
        epilog=examples(
            f"claims {kind} alias {example}",
            f'claims {kind} alias {example.partition(" --language")[0]} --undo --reason "of another"',
        ),
    )
    @click.argument("known", metavar=kind.upper(), shell_complete=completes(kind))
    @click.argument("name")
    @click.option("--language", metavar="CODE", callback=language_code, help="The language of the name: ar, fa, fr ...")
    @click.option("--undo", is_flag=True, help="Take the name back: it is not found under it any more.")
    @click.option("--reason", metavar="TEXT", callback=in_words, help="Why it is taken back.")
    @db_option
    @by_option
    def command(
        *, known: str, name: str, language: str | None, undo: bool, reason: str | None, db: str, by: str
    ) -> None:
        from claims.model import Alias
        from claims.pipeline.claim_store import ClaimStore
        from claims.pipeline.names import take_alias_back

        if undo != bool(reason):
            raise click.UsageError("give --reason with --undo" if undo else "--reason goes with --undo")
        with ClaimStore.open(db) as store, known_names_only():
            if undo:
                target = take_alias_back(store, kind, known, name, reason=reason or "", by=by)
                tell(f"{target} is not found as “{name}” any more; what was recorded by it stays.")
                return
            target = store.find(kind, known)
            added = store.add_alias(Alias(name, kind, target, language), by=by)
        tell(f"{target} is now found as “{name}” too." if added else f"{target} was known as “{name}” already.")

    return command


def merge_command(kind: str, *, example: str) -> click.Command:
    """Return `claims KIND merge`, which records that two are one, and takes that back."""

    @click.command(
        "merge",
        short_help=f"Say that two {kind}s are one and the same, or take that back.",
        help=f"""Say that the {kind} KNOWN is the same as INTO, or take that back with --undo.

        The word “into” may stand between the two. Nothing recorded is altered: claims keep their ids and the name they
        were recorded under, and everything that compares or shows follows INTO.
        """,
        epilog=examples(
            f'claims {kind} merge {example} --reason "one and the same"',
            f'claims {kind} merge {example.split(maxsplit=1)[0]} --undo --reason "two after all"',
        ),
    )
    @click.argument("known", metavar="KNOWN", shell_complete=completes(kind))
    @click.argument("into", metavar="[INTO]", nargs=-1, shell_complete=completes(kind))
    @click.option("--undo", is_flag=True, help="Take the merge of KNOWN back; everything is as before it.")
    @reason_option
    @db_option
    @by_option
    def command(*, known: str, into: tuple[str, ...], undo: bool, reason: str, db: str, by: str) -> None:
        from claims.pipeline.claim_store import ClaimStore
        from claims.pipeline.names import merge, undo_merge

        others = into[1:] if len(into) == 2 and into[0].casefold() == "into" else into
        if len(others) != (0 if undo else 1):
            raise click.UsageError(
                "give INTO, or --undo alone" if undo else "give the one it is merged INTO, or --undo"
            )
        with ClaimStore.open(db) as store, known_names_only():
            if undo:
                done = undo_merge(store, kind, known, reason=reason, by=by)
            else:
                done = merge(store, kind, known, into=others[0], reason=reason, by=by)
            anew = _to_decide_anew(store, done) if done.conflicts else []
        follow = "one claim follows" if done.claims == 1 else f"{done.claims:,} claims follow"
        is_one = f"{done.slug} stands on its own again" if undo else f"{done.slug} is the same as {done.into} now"
        tell(f"{is_one}: {follow}.")
        for note in done.notes:
            tell(f"  {note}")
        for line in anew:
            tell(line)

    return command


def _to_decide_anew(store: ClaimStore, done: Merged) -> list[str]:
    """Return a line for each comparison that has several decisions in force since a merge, with what decides anew."""
    from claims.pipeline.reconcile import queue, scope_options

    comparisons = {one.comparison.id: one.comparison for one in queue(store) if one.reason == "conflict"}
    lines = []
    for key, numbers in done.conflicts:
        both = " and ".join(map(str, numbers))
        item = comparisons.get(key)  # none where every claim is withheld
        way = "" if item is None else f": claims reconcile {item.event} {item.measure} {scope_options(item)}"
        lines.append(f"  decisions {both} are both in force; decide anew{way}")
    return lines


def report_added(kind: str, slug: str) -> None:
    """Print the id of a new record, and say so."""
    show(slug)
    tell(f"New {kind}: {slug}.")
