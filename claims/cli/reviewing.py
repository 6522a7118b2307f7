"""The review at a terminal: one candidate a screen, one key a decision."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import click

from claims.cli.output import show, style, tell
from claims.errors import ClaimsError, FlaggedCandidate, InField, Missing, UnknownName
from claims.exporters.terminal import BOLD, clean
from claims.exporters.terminal_review import Card, draw_card
from claims.model_candidate import Flag, State
from claims.pipeline.review import (
    Correction,
    Signed,
    accept,
    known_claims,
    passage,
    reject,
    same_place,
    skip,
    undo,
)
from claims.reading.candidates import CandidateReader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.model import Document
    from claims.model_candidate import Candidate
    from claims.pipeline.claim_store import ClaimStore

KEYS = {
    "a": "accept",
    "e": "edit",
    "r": "reject",
    "s": "skip",
    "u": "undo",
    "m": "more context",
    "q": "quit",
}
REASONS = (
    "it is about another event",
    "it counts something else",
    "the figure is misread",
    "nobody asserts it",
    "it repeats another candidate",
)
FIELDS = {
    "source": "Who says so",
    "says": "Figure",
    "measure": "Measure",
    "population": "Whom it counts",
    "place": "Place",
    "as_of": "As of",
    "basis": "Basis",
    "event": "Event",
    "relayed_by": "Relayed by",
    "quote": "Quote",
}
MISSING = {
    "source": "No source was found. It is the publisher only where the text itself asserts the figure.",
    "event": "It is of no event yet: give one that is on record, or a name for a new one.",
}
"""What is asked for in words instead of options."""
NAMED = {"source": "source", "relayed_by": "source", "measure": "measure", "event": "event"}
NOTHING = "-"
EMPTIED = {"population": "all", "place": "", "as_of": "", "relayed_by": ""}
"""What a field is when nothing is stated."""
MORE = 4
STOPS = ("q", "\x1b")


class _Back(Exception):
    """Go back to the candidate without deciding."""


@dataclass
class _Draft:
    """What a person has put right of the candidate on the screen, not signed yet."""

    correction: Correction = field(default_factory=Correction)
    create: frozenset[str] = frozenset()
    reason: str = ""
    force: str | None = None


class Session:
    """Goes through candidates; each decision is stored at once."""

    def __init__(self, store: ClaimStore, candidates: Sequence[Candidate], *, by: str, around: int) -> None:
        self.store = store
        self.reader = CandidateReader(store.connection)
        self.ids = [one.id for one in candidates]
        self.by = by
        self.around = around
        self.at = 0
        self.decided: list[str] = []
        self.counts = dict.fromkeys((State.ACCEPTED, State.REJECTED, State.SKIPPED), 0)
        self.draft = _Draft()
        self.stops = False

    def run(self) -> None:
        """Ask until every candidate is decided on or the person stops; then say what was done."""
        acts: dict[str, Callable[[Candidate], None]] = {
            "a": self._accept,
            "e": self._edit,
            "r": self._reject,
            "s": self._skip,
            "m": self._widen,
        }
        while not self.stops and (self.at < len(self.ids) or self._ask_at_the_end()):
            candidate = self.reader.candidate(self.ids[self.at])
            if candidate.state in {State.ACCEPTED, State.REJECTED}:  # by somebody else meanwhile
                self._next()
                continue
            self._show(candidate)
            key = self._key()
            if key in STOPS:
                break
            if key == "u":
                self._undo()
            elif key in acts:
                try:
                    acts[key](candidate)
                except _Back:
                    continue
                except ClaimsError as error:
                    tell(f"Error: {error}\nHint: {error.hint}" if error.hint else f"Error: {error}")
                    click.pause("Any key goes on ...", err=True)
        told = ", ".join(f"{number} {state}" for state, number in self.counts.items())
        left = len(self.ids) - self.at
        tell(f"Signed by {self.by}: {told}. {f'{left} left.' if left else 'All seen.'}")

    def _ask_at_the_end(self) -> bool:
        """Return whether the person goes back from the end of the queue by taking the last decision back."""
        if not self.decided:
            return False
        tell("That was the last one. u takes the last decision back, any other key ends.")
        if self._key() != "u":
            return False
        self._undo()
        return True

    @staticmethod
    def _key() -> str:
        try:
            return click.getchar().casefold()
        except (KeyboardInterrupt, EOFError):
            return "q"

    def _next(self) -> None:
        self.at += 1
        self.draft = _Draft()

    def _done(self, candidate: Candidate, state: State) -> None:
        self.decided.append(candidate.id)
        self.counts[state] += 1
        self._next()

    # the screen

    def _show(self, candidate: Candidate) -> None:
        document = self.reader.document(candidate.document)
        card = self._card(candidate, document)
        wanted = style()
        show("")
        show(draw_card(card, style=wanted))
        keys = "  ".join(f"{wanted.paint(key, BOLD)} {word}" for key, word in KEYS.items())
        show(f"\n{keys}")

    def _card(self, candidate: Candidate, document: Document) -> Card:
        shown = _corrected(candidate, self.draft.correction)
        name = None
        if shown.source is not None:
            try:
                slug = self.store.reader.canonical("source", self.store.find("source", shown.source))
                name = self.store.reader.source(slug).name
            except UnknownName:
                name = None
        return Card(
            candidate=shown,
            passage=passage(document.text or "", candidate, around=self.around),
            document=document,
            place=self.at + 1,
            total=len(self.ids),
            source_name=name,
            known=tuple(known_claims(self.store, shown)),
            others=tuple(same_place(self.store, candidate)),
            changed=frozenset(self.draft.correction.fields()),
        )

    def _widen(self, candidate: Candidate) -> None:
        del candidate
        self.around = min(max(self.around, 100) * MORE, 100_000)

    # decisions

    def _accept(self, candidate: Candidate) -> None:
        """Accept what is on the screen, asking for what is missing until it can be recorded or the person goes back."""
        draft = self.draft
        while True:
            try:
                made = accept(
                    self.store,
                    candidate.id,
                    signed=Signed(self.by, draft.reason),
                    correction=draft.correction,
                    create=draft.create,
                    force=draft.force,
                )
            except FlaggedCandidate as error:
                self._settle_flags(draft, error)
            except InField as error:
                self._settle_field(draft, error)
            else:
                break
        what = "New claim" if made.is_new else "Known claim, one more place"
        tell(f"{what}: {made.claim.source} says “{made.claim.says}” ({made.claim.id[:8]}).")
        self._done(candidate, State.ACCEPTED)

    def _settle_flags(self, draft: _Draft, error: FlaggedCandidate) -> None:
        tell(f"The text marks it as {', '.join(error.flags)}. Edit what makes it a plain claim (e), reject it (r), or")
        draft.reason = _ask("say why the text does not mean that")
        flags = draft.correction.flags | {Flag(flag) for flag in error.flags}
        draft.correction = replace(draft.correction, flags=flags)

    def _settle_field(self, draft: _Draft, error: InField) -> None:
        """Ask for another value of the field at fault."""
        name, cause = error.field, error.error
        kind = NAMED.get(name)
        if isinstance(cause, UnknownName) and kind is not None:
            draft.correction, draft.create = self._settle_name(draft, name, cause)
            return
        if isinstance(cause, Missing):
            tell(MISSING.get(name) or f"{FIELDS.get(name, name)}? {cause.hint}.")
        else:
            tell(f"{cause}.")
        if name == "quote":
            draft.force = _ask("say why it is right all the same")
            return
        if name not in FIELDS:
            raise error
        draft.correction = draft.correction.put_right(name, _value(name, _ask(_labelled(name))))

    @staticmethod
    def _settle_name(draft: _Draft, name: str, cause: UnknownName) -> tuple[Correction, frozenset[str]]:
        """Ask which name is meant, or whether to add it."""
        tell(f"There is no {cause.kind} “{clean(cause.name)}”.")
        for number, near in enumerate(cause.near, start=1):
            tell(f"  {number}  {clean(near)}")
        wanted = "a number, " if cause.near else ""
        nobody = f", “{NOTHING}” for nobody" if name in EMPTIED else ""
        answer = _ask(f"{wanted}another name{nobody}, or “new” to add it")
        if answer.strip("“”\"'").casefold() == "new":
            return draft.correction, draft.create | {cause.kind}
        chosen = answer.isdecimal() and 0 < int(answer) <= len(cause.near)
        meant = cause.near[int(answer) - 1] if chosen else answer
        return draft.correction.put_right(name, _value(name, meant)), draft.create

    def _reject(self, candidate: Candidate) -> None:
        for number, reason in enumerate(REASONS, start=1):
            tell(f"  {number}  {reason}")
        answer = _ask("Why? a number, or in words")
        chosen = answer.isdecimal() and 0 < int(answer) <= len(REASONS)
        reason = REASONS[int(answer) - 1] if chosen else answer
        reject(self.store, candidate.id, signed=Signed(self.by, reason))
        tell(f"Rejected: {reason}.")
        self._done(candidate, State.REJECTED)

    def _skip(self, candidate: Candidate) -> None:
        skip(self.store, candidate.id, signed=Signed(self.by))
        self._done(candidate, State.SKIPPED)

    def _undo(self) -> None:
        """Take the last decision of this session back and show its candidate again."""
        if not self.decided:
            tell("Nothing was decided in this session yet.")
            return
        last = self.decided.pop()
        try:
            made = undo(self.store, last, signed=Signed(self.by, "taken back in review"))
        except Missing:  # somebody else did
            return
        self.counts[made.before] -= 1
        self.at = self.ids.index(last)
        self.draft = _Draft()
        also = " Its claim is deprecated." if made.claim_withdrawn else ""
        if made.place_of is not None:
            also = f" Claim {made.place_of[:8]} stays; this place is withdrawn from it."
        tell(f"Taken back: it was {made.before}.{also}")

    def _edit(self, candidate: Candidate) -> None:
        """Ask for new values field by field; they are recorded when the candidate is accepted."""
        shown = _corrected(candidate, self.draft.correction)
        for number, (name, label) in enumerate(FIELDS.items(), start=1):
            tell(f"  {number:>2}  {label}: {clean(str(getattr(shown, name) or NOTHING))}")
        answer = _ask("Which? a number; Enter goes back")
        if not answer.isdecimal() or not 0 < int(answer) <= len(FIELDS):
            raise _Back
        name = list(FIELDS)[int(answer) - 1]
        self.draft.correction = self.draft.correction.put_right(name, _value(name, _ask(_labelled(name))))


def _labelled(name: str) -> str:
    return f"{FIELDS[name]} ({NOTHING} states none)" if name in EMPTIED else FIELDS[name]


def _value(name: str, answer: str) -> str:
    """Return what a person typed for a field; a dash empties one that may be empty."""
    return EMPTIED[name] if answer == NOTHING and name in EMPTIED else answer


def _ask(question: str) -> str:
    """Return what a person types; raises _Back for an empty line or Ctrl-C."""
    try:
        answer: str = click.prompt(question, default="", show_default=False, err=True)
    except click.Abort:
        raise _Back from None
    if not answer.strip():
        raise _Back
    return answer.strip()


def _corrected(candidate: Candidate, correction: Correction) -> Candidate:
    """Return a candidate as it would be accepted, for showing only."""
    fields: dict[str, Any] = {
        name: value for name, value in correction.fields().items() if name not in {"flags", "quote"}
    }
    fields |= {name: None for name in ("as_of", "relayed_by") if fields.get(name) == ""}
    shown: Candidate = replace(candidate, **fields)
    if "as_of" in fields:
        shown = replace(shown, as_of_inferred=False)
    if "source" in fields:
        shown = replace(shown, source_inferred=False)
    return replace(shown, flags=tuple(flag for flag in candidate.flags if flag not in correction.flags))
