"""What a shell completes behind the commands: slugs, ids, numbers and names that are on record, and files."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from claims.cli.options import DATABASE
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import click
    from click.shell_completion import CompletionItem

    from claims.pipeline.claim_store import ClaimStore

OFFERED = 200
Found = tuple[str, str]
"""What can be written, and what it stands for."""


def completes(kind: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Return what completes a kind of names: from the database, if there is one, or from the program itself.

    kind is event, source, measure, place, claim, candidate, batch, mapping or setting. At most OFFERED are offered.
    """

    def complete(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        path: Any = context.params.get("db") or DATABASE
        try:
            fitting = [one for one in _known(kind, path) if one[0].startswith(incomplete)]
        except ClaimsError:
            fitting = []
        offered = [CompletionItem(text, help=told) for text, told in islice(fitting, OFFERED)]
        return offered + (completes_files(context, _, incomplete) if kind == "mapping" and not offered else [])

    return complete


def completes_files(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell complete the path of a file."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def _known(kind: str, path: str) -> Iterable[Found]:
    if kind == "mapping":
        from claims.mapping.shipped import shipped_mappings

        own = [("suggested", "what --suggest proposes for the file")]
        return [*((name, mapping.about or "") for name, mapping in shipped_mappings().items()), *own]
    if kind == "setting":
        from claims.pipeline.config import KEYS

        return list(KEYS.items())
    from claims.pipeline.claim_store import ClaimStore

    with ClaimStore.open(path, write=False) as store:
        return list(_recorded(store, kind))


def _recorded(store: ClaimStore, kind: str) -> Iterator[Found]:
    """Yield what is on record of a kind."""
    if kind == "claim":
        yield from ((claim.id, f"{claim.source}: {claim.says}") for claim in store.reader.claims())
    elif kind == "candidate":
        from claims.reading.candidates import CandidateReader, Wanted

        waiting = CandidateReader(store.connection).queue(Wanted(limit=OFFERED))
        yield from ((one.id, f"{one.source or '?'}: {one.says}") for one in waiting)
    elif kind == "place":
        from claims.reading.places import PlaceReader

        yield from ((name, f"{count:,}") for name, count in PlaceReader(store.connection).places_of_claims().items())
    elif kind == "batch":
        yield from ((str(batch.number), batch.file or "") for batch in store.reader.batches())
    else:
        records = getattr(store.reader, f"{kind}s")()
        yield from ((record.id, getattr(record, "name", None) or record.label) for record in records)
