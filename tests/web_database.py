"""A database with all that pages must get right: many scripts, overlaps, merges, what is withheld, what attacks."""

from builders import Clock
from copies import built_once

from claims.model import (
    Alias,
    CountKind,
    Document,
    Draft,
    Event,
    LinkRelation,
    Measure,
    Outcome,
    Rank,
    Reconciliation,
    Source,
    SourceType,
    ValueKind,
)
from claims.pipeline.claim_store import ClaimStore

BY = "M. Rahimi"
ATTACK = "<script>alert(1)</script>"
SECRET = "a secret that nobody may read"  # noqa: S105  a note on a withheld claim
ARABIC = "إن ١٦١ متظاهراً على الأقل قُتلوا في إيران.\nفقد قتل 600 متظاهر على الأقل."
HOSTILE = f"{ATTACK} At least 12 were hurt, at least 12 in all."
SERIES = 400

EVENTS = (
    Event("iran-protests-2019", "2019 Iranian protests", starts_on="2019-11-15", country="IRN", wikidata="Q74188614"),
    Event("attack", f"{ATTACK} & “others”"),
    Event("iran-2019", "Iran in 2019", same_as="iran-protests-2019"),
    Event("empty", "An event of which nobody speaks"),
    Event("war", "A long war"),
)
SOURCES = (
    Source(
        "amnesty-international", "Amnesty International", SourceType.NGO, reliability="B", url="https://amnesty.org/"
    ),
    Source("mek", "MEK", SourceType.OPPOSITION, party_to_event=True, url="javascript:alert(1)"),
    Source("government", "وزارة الداخلية", SourceType.GOVERNMENT, party_to_event=True),
    Source("wire", "Wire Service", SourceType.WIRE),
    Source("script", f'{ATTACK}"onload="alert(1)', SourceType.WITNESS),
    Source("ministry", "Ministry of Health", SourceType.GOVERNMENT),
)
MEASURES = (
    Measure("killed", "Killed"),
    Measure("arrested", "Arrested"),
    Measure("injured", "Injured"),
    Measure("in-prison", "In prison", count_kind=CountKind.POINT),
    Measure("killed-in-month", "Killed in the month", count_kind=CountKind.PERIOD),
    Measure("start-date", "Start date", value_kind=ValueKind.DATE),
    Measure("cause", "Cause", value_kind=ValueKind.TEXT),
)


@built_once
def build(path):
    """Make the database at a path and return the ids of its claims and documents by short names."""
    with ClaimStore.create(path, clock=Clock()) as store:
        for event in EVENTS:
            store.add_event(event, by=BY)
        for source in SOURCES:
            store.add_source(source, by=BY)
        for measure in MEASURES:
            store.add_measure(measure, by=BY)
        store.add_alias(Alias("منظمة العفو الدولية", "source", "amnesty-international", "ar"), by=BY)
        store.add_alias(Alias("احتجاجات إيران", "event", "iran-protests-2019", "ar"), by=BY)
        ids = _documents(store)
        ids |= _claims(store, ids)
        _judgements(store, ids)
        _series(store)
    return ids


def _documents(store):
    arabic = Document("", "مقال عن الاحتجاجات", None, "https://news.example/1", language="ar", text=ARABIC)
    hostile = Document("", f"{ATTACK} title", "wire", "javascript:alert(2)", language="en", text=HOSTILE)
    hidden = Document("", "A document of withheld claims only", text=f"At least 77: {SECRET}")
    silent = Document("", "A document on which no claim rests", text="Nothing counted here.")
    found = {"arabic": arabic, "hostile document": hostile, "hidden": hidden, "silent": silent}
    return {name: store.add_document(document, by=BY) for name, document in found.items()}


def _claims(store, ids):
    def add(name, says, source, measure="killed", event="iran-protests-2019", document=None, **fields):
        told = {"basis": "reported", "as_of": "2019-12-02", "language": "en", **fields}
        draft = Draft(event, measure, source, says, **told)
        added[name] = store.add_claim(draft, by=BY, document=document and ids[document]).claim.id

    added = {}
    words = "إن ١٦١ متظاهراً على الأقل قُتلوا في إيران"
    add("amnesty", "at least 161", "amnesty-international", document="arabic", quote=words, basis="documented")
    add("older", "at least 106", "amnesty-international", basis="documented", as_of="2019-11-19")
    add("mek", "at least 600", "mek", document="arabic", quote="فقد قتل 600 متظاهر على الأقل", relayed_by="wire")
    add("overlap", "at least 161", "wire", document="arabic", quote="١٦١ متظاهراً")
    add("government", "between 20 and 30", "government")
    add("about", "about 1,500", "script")
    add("secret", "at least 77", "ministry", document="hidden", quote="At least 77", note=SECRET)
    add(
        "shared secret",
        "at least 12",
        "ministry",
        "injured",
        "attack",
        "hostile document",
        quote="at least 12",
        note=SECRET,
    )
    add("hostile", "at least 12", "script", "injured", "attack", "hostile document", quote="At least 12", note=ATTACK)
    add("kurds", "at least 9", "mek", population="Kurds & <others>", place="Mahabad")
    add("prison 1", "about 900", "mek", "in-prison", as_of="2019-12-01")
    add("prison 2", "400", "government", "in-prison", as_of="2019-12-01")
    add("prison later", "300", "government", "in-prison", as_of="2020-01")
    add("month", "40", "wire", "killed-in-month", period_start="2019-11-01", as_of="2019-11-30")
    add("start", "2019-11-15", "wire", "start-date", as_of=None)
    add("cause", "a rise of fuel prices", "wire", "cause", as_of=None)
    add("arrested", "more than 10,000", "mek", "arrested")
    add("deprecated", "at least 5", "wire", "arrested")
    add("vague", "dozens", "wire", "injured")
    return added


def _judgements(store, ids):
    copy = "the agency repeats the figure of Amnesty"
    store.link(ids["overlap"], LinkRelation.DERIVED_FROM, ids["amnesty"], reason=copy, by=BY)
    store.link(ids["mek"], LinkRelation.DISPUTES, ids["secret"], reason=SECRET, by=BY)
    decision = Reconciliation(
        number=0,
        comparison=store.reader.claim(ids["amnesty"]).comparison,
        outcome=Outcome.PREFERRED_CLAIM,
        rule="documented-only",
        rationale="Named and documented cases; <b>nothing</b> else has a list.",
        decided_by=BY,
        decided_at="2020-05-20T10:00:00Z",
        claim=ids["amnesty"],
    )
    store.decide(decision)
    store.rank(ids["deprecated"], Rank.DEPRECATED, by=BY, reason="a misprint")
    for name in ("secret", "shared secret"):
        store.judge(ids[name], by=BY, reason=SECRET, changes={"published": 0})


def _series(store):
    """A running total of many days by one source, and one figure of another."""
    with store.transaction():
        for day in range(SERIES):
            month, rest = divmod(day, 28)
            as_of = f"{2021 + month // 12}-{month % 12 + 1:02d}-{rest + 1:02d}"
            draft = Draft("war", "killed", "ministry", f"{1000 + 7 * day}", as_of=as_of, basis="reported")
            store.add_claim(draft, by=BY)
    store.add_claim(Draft("war", "killed", "mek", "at least 9,000", as_of="2021-06-01", basis="reported"), by=BY)
