"""The command line as tests run it: in this process, without a terminal; and a small database."""

import json
from dataclasses import dataclass

from click.testing import CliRunner
from copies import built_once

from claims.cli import cli
from claims.model import Alias, Basis, Document, Draft, Event, Measure, Source, SourceType
from claims.pipeline.claim_store import ClaimStore

CLOCK = "2020-01-05T10:00:00Z"
EVENT = "iran-protests-2019"
QUOTE = "فقد قتل 600 متظاهر على الأقل في إيران"


@dataclass(frozen=True)
class Ran:
    """What a run of the program gave."""

    code: int
    out: str
    err: str

    @property
    def data(self):
        return json.loads(self.out)


def run(*arguments, db=None, typed=None, **environment):
    """Run `claims` with arguments and return its exit code and what it printed."""
    variables = {"CLAIMS_BY": "Tester", "CLAIMS_DB": db and str(db), "NO_COLOR": None, "FORCE_COLOR": None}
    variables |= {"COLUMNS": "80", **environment}
    done = CliRunner().invoke(
        cli, [str(one) for one in arguments], prog_name="claims", input=typed, env=variables, catch_exceptions=False
    )
    return Ran(done.exit_code, done.stdout, done.stderr)


@built_once
def worked_example(path):
    """Make a database of the worked example: Amnesty at least 161 (documented), MEK at least 600 (reported)."""
    with ClaimStore.create(path, clock=lambda: CLOCK) as store:
        store.add_event(
            Event(EVENT, "2019 Iranian protests", starts_on="2019-11-15", date_precision="day"), by="Editor"
        )
        store.add_measure(Measure("killed", "Killed", unit="people"), by="Editor")
        store.add_measure(Measure("arrested", "Arrested", unit="people"), by="Editor")
        store.add_source(Source("amnesty-international", "Amnesty International", type=SourceType.NGO), by="Editor")
        store.add_source(Source("mek", "MEK", type=SourceType.OPPOSITION, party_to_event=True), by="Editor")
        store.add_alias(Alias("منظمة العفو الدولية", "source", "amnesty-international", "ar"), by="Editor")
        article = store.add_document(
            Document("", title="Article of 2 December", url="https://example.org/a", language="ar", text=f"{QUOTE}."),
            by="Editor",
        )
        report = store.add_document(Document("", title="Report", url="https://example.org/b"), by="Editor")
        first = Draft(EVENT, "killed", "mek", "at least 600", as_of="2019-12-02", basis=Basis.REPORTED, language="en")
        second = Draft(
            EVENT, "killed", "amnesty-international", "at least 161", as_of="2019-11-29", basis=Basis.DOCUMENTED
        )
        mek = store.add_claim(first, by="Editor", document=article).claim
        amnesty = store.add_claim(second, by="Editor", document=report).claim
    return {"mek": mek.id, "amnesty": amnesty.id}
