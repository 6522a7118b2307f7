"""`claims show`: everything about one claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from claims.cli.candidates import candidate_as_json
from claims.cli.completing import completes
from claims.cli.log import readable
from claims.cli.options import db_option, examples, json_option
from claims.cli.output import show, show_json, style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.exporters.terminal import Style
    from claims.model import Appearance, Claim, Document, Event, Link, Measure, Reconciliation, Source, Withdrawal
    from claims.model_candidate import Candidate
    from claims.reading.reader import Reader


@dataclass(frozen=True, slots=True)
class Everything:
    """One claim with all that is on record about it."""

    claim: Claim
    event: Event
    measure: Measure
    source: Source
    appearances: list[Appearance]
    documents: dict[str, Document]
    links: list[Link]
    others: dict[str, Claim]
    decisions: list[Reconciliation]
    log: list[dict[str, Any]]
    candidates: list[Candidate]
    withdrawals: Mapping[str, Withdrawal]


@click.command("show", epilog=examples("claims show 3f9a2c71"))
@click.argument("claim", shell_complete=completes("claim"))
@json_option
@db_option
def command(*, claim: str, as_json: bool, db: str) -> None:
    """Show everything about one claim: figure, scope, source, quotes, links, decisions and history.

    CLAIM is an id or its first digits, as `claims compare` prints them.
    """
    from claims.pipeline.claim_store import ClaimStore

    with ClaimStore.open(db, write=False) as store:
        found = _find(store.reader, claim)
    if as_json:
        show_json(_as_json(found))
        return
    wanted = style()
    show(wanted.finish("\n".join(_lines(found, wanted))))


def _find(reader: Reader, prefix: str) -> Everything:
    from claims.reading.candidates import CandidateReader

    claim = reader.claim(prefix)
    appearances = reader.appearances([claim.id], with_withdrawn=True)
    links = reader.links([claim.id], with_withdrawn=True)
    others = {link.other if link.claim == claim.id else link.claim for link in links}
    decisions = reader.decisions(claim.comparison)
    return Everything(
        claim=claim,
        event=reader.event(claim.event),
        measure=reader.measure(claim.measure),
        source=reader.source(claim.source),
        appearances=appearances,
        documents={item.id: item for item in reader.documents({place.document for place in appearances})},
        links=links,
        others={key: reader.claim(key) for key in sorted(others)},
        decisions=[item for item in decisions if any(one.claim == claim.id for one in item.considered)],
        log=reader.log(subject=f"claim {claim.id}"),
        candidates=CandidateReader(reader.connection).accepted_as(claim.id),
        withdrawals=reader.withdrawals([claim.id]),
    )


def _as_json(found: Everything) -> dict[str, Any]:
    from claims.exporters.comparison import decision_as_json, figure_as_json

    claim = {**found.claim._asdict(), "figure": found.claim.figure._asdict()}
    del claim["figure"], claim["number"]
    documents = {key: item._asdict() for key, item in found.documents.items()}
    for item in documents.values():
        del item["text"]
    return {
        **claim,
        **figure_as_json(found.claim.figure),
        "source_name": found.source.name,
        "source_type": str(found.source.type),
        "appearances": [
            {**place._asdict(), "document": documents[place.document], "withdrawn": _withdrawn(found, place)}
            for place in found.appearances
        ],
        "links": [link._asdict() for link in found.links],
        "decisions": [decision_as_json(item) for item in found.decisions],
        "candidates": [candidate_as_json(item) for item in found.candidates],
        "log": [readable(act) for act in found.log],
    }


def _withdrawn(found: Everything, place: Appearance) -> dict[str, Any] | None:
    made = found.withdrawals.get(place.id)
    return None if made is None else {name: getattr(made, name) for name in ("decided_by", "decided_at", "reason")}


def _lines(found: Everything, wanted: Style) -> list[str]:
    from claims.exporters.terminal import BOLD, clean, wrap

    claim, source = found.claim, found.source
    title = f"{clean(source.name)}: {clean(claim.says)}"
    merged = [claim.recorded_event, claim.recorded_measure, claim.recorded_source, claim.recorded_place]
    fields = {
        "claim": claim.id,
        "event": f"{clean(found.event.name)} ({claim.event})",
        "measure": f"{clean(found.measure.label)} ({claim.measure})",
        "source": f"{clean(source.name)} ({claim.source}), {source.type}, reliability {source.reliability}"
        + (", a party to the event" if source.party_to_event else ""),
        "population": "" if claim.population == "all" else clean(claim.population),
        "place": clean(claim.place),
        "from": claim.period_start or "",
        "as of": claim.as_of or "not stated",
        "basis": str(claim.basis),
        "credibility": f"{claim.credibility}" + (" (not judged)" if claim.credibility == 6 else ""),
        "rank": str(claim.rank) + (f": {clean(claim.rank_reason)}" if claim.rank_reason else ""),
        "note": clean(claim.note or ""),
        "published": "" if claim.published else "no, withheld",
        "recorded": f"{clean(claim.recorded_by or '')}, {claim.recorded_at}"
        + (f", batch {claim.batch}" if claim.batch else ""),
        "recorded as": ", ".join(item for item in merged if item),
    }
    lines = [wanted.paint(line, BOLD) for line in wrap(title, wanted.columns)]
    lines += [line for name, text in fields.items() if text for line in _field(name, text, wanted)]
    for place in found.appearances:
        lines += ["", *_appearance(place, found.documents[place.document], wanted)]
        if place.id in found.withdrawals:
            made = found.withdrawals[place.id]
            told = f"by {clean(made.decided_by)} on {made.decided_at[:10]}: {clean(made.reason)}"
            lines += _field("withdrawn", told, wanted)
    parts = {"Proposals": _proposals, "Links": _links, "Decisions": _decisions, "History": _history}
    for heading, rows in ((name, of(found)) for name, of in parts.items()):
        lines += ["", wanted.paint(heading, BOLD)] if rows else []
        lines += [line for row in rows for line in wrap(row, wanted.columns, indent="  ")]
    return lines


def _field(name: str, text: str, wanted: Style) -> list[str]:
    from claims.exporters.terminal import DIM, wrap
    from claims.text import pad

    first, *more = [text] if text.startswith("http") else wrap(text, wanted.columns - 15)
    return [f"  {wanted.paint(pad(name, 11), DIM)}  {first}", *(f"{'':15}{line}" for line in more)]


def _appearance(place: Appearance, document: Document, wanted: Style) -> list[str]:
    """Return where a claim is read: the document, the quote in one isolated piece, its place and who carried it."""
    from claims.exporters.terminal import BOLD, clean, wrap

    title = clean(document.title or document.url or document.id)
    lines = [wanted.paint(line, BOLD) for line in wrap(f"Read in: {title}", wanted.columns)]
    fields = {
        "document": document.id,
        "publisher": document.publisher or "",
        "published": document.published_on or "",
        "url": clean(document.url or ""),
        "archived": clean(document.archive_url or ""),
        "stated as": clean(place.stated_as or ""),
        "quote": f"“{clean(place.quote)}”" if place.quote else "",
        "at": "" if place.quote_start is None else f"characters {place.quote_start}–{place.quote_end}",
        "place": clean(place.locator or ""),
        "taken from": clean(_taken_from(place)),
        "language": place.language or "",
        "relayed by": place.relayed_by or "",
        "forced": clean(place.forced or ""),
        "appearance": place.id,
    }
    return lines + [line for name, text in fields.items() if text for line in _field(name, text, wanted)]


def _taken_from(place: Appearance) -> str:
    """Return the row and column of the file that an appearance was read from; empty where it was entered by hand."""
    if place.batch is None:
        return ""
    column = f", column “{place.batch_column}”" if place.batch_column else ""
    return f"row {place.batch_row}{column} of batch {place.batch}"


def _proposals(found: Everything) -> list[str]:
    """Return what extractors proposed that became this claim, and who accepted it."""
    from claims.exporters.terminal import clean

    rows = []
    for one in found.candidates:
        signed = f"accepted by {clean(one.decided_by or '')} on {(one.decided_at or '')[:10]}"
        why = f": {clean(one.reason)}" if one.reason else ""
        made_by = clean(f"{one.extractor} {one.extractor_version}")
        rows.append(f"{one.id[:8]} by {made_by}: “{clean(one.says)}”, {signed}{why}")
    return rows


def _links(found: Everything) -> list[str]:
    from claims.exporters.terminal import clean

    rows = []
    for link in found.links:
        other = found.others[link.other if link.claim == found.claim.id else link.claim]
        words = f"{other.id[:8]} ({clean(other.source)}: {clean(other.says)})"
        relation = str(link.relation).replace("_", " ")
        sentence = f"this {relation} {words}" if link.claim == found.claim.id else f"{words} {relation} this"
        row = f"{link.number}. {sentence}: {clean(link.reason)} ({clean(link.decided_by)}, {link.decided_at[:10]})"
        if link.withdrawn_at:
            row += f"; withdrawn by {clean(link.withdrawn_by or '')}: {clean(link.withdrawn_reason or '')}"
        rows.append(row)
    return rows


def _decisions(found: Everything) -> list[str]:
    from claims.exporters.terminal import clean

    rows = []
    for item in found.decisions:
        use = next(one for one in item.considered if one.claim == found.claim.id)
        what = "included" if use.included else "left out"
        back = item.withdrawn_at is not None
        state = "withdrawn" if back else "replaced" if item.replaced_by else "in force"
        rows.append(
            f"{item.number}. {what} ({clean(use.reason)}) by {clean(item.decided_by)} on {item.decided_at[:10]}, "
            f"{str(item.outcome).replace('_', ' ')}, {state}: {clean(item.rationale)}"
            + (f"; withdrawn by {clean(item.withdrawn_by or '')}: {clean(item.withdrawn_reason or '')}" if back else "")
        )
    return rows


def _history(found: Everything) -> list[str]:
    from claims.exporters.terminal import clean

    return [
        f"{act['at']} {clean(act['by'])}: {act['act']}{_changes(readable(act))}"
        + (f" ({clean(act['reason'])})" if act["reason"] else "")
        for act in found.log
    ]


def _changes(act: dict[str, Any]) -> str:
    """Return what an act changed, as ": rank normal → preferred, credibility 6 → 2"; empty if it changed nothing."""
    from claims.exporters.terminal import clean

    before, after = act["before"], act["after"]
    if not isinstance(before, dict) or not isinstance(after, dict):
        return ""
    changed = [name for name in after if name in before and before[name] != after[name] and name != "rank_reason"]
    shown = (f"{name} {clean(_value(before[name]))} → {clean(_value(after[name]))}" for name in changed)
    return ": " * bool(changed) + ", ".join(shown)


def _value(value: object) -> str:
    if value is None or value == "":
        return "–"
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)
