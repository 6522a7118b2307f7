"""A database, an article and an extractor that proposes what it is told, for tests of extraction and review."""

import re
from dataclasses import dataclass, field

from builders import EVENT, Clock, fill

from claims.figure import parse, say
from claims.model import Alias
from claims.model_candidate import Candidate
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.extract import ExtractOptions, extract

EDITOR = "N. Karimi"
ARTICLE = (
    "The protests went on. Amnesty International said at least 161 people were killed.\n\n"
    "According to the MEK, 600 people were killed and more than 4,000 were injured. "
    "The ministry denied that 300 people were killed. Hospitals counted 41 people killed."
)


@dataclass
class Words:
    """An extractor that proposes every "N people were killed" and the like, with the source that it is told."""

    source: str | None = None
    flags: tuple = ()
    name: str = "words"
    version: str = "1"
    model: str | None = None
    prompt_sha256: str | None = None
    measure: str = "killed"
    asked: list = field(default_factory=list)

    def propose(self, document, known):
        self.asked.append(known)
        for found in re.finditer(r"((?:at least |more than )?[\d,]+) (?:people )?(?:were )?killed", document.text):
            yield Candidate(
                document=document.id,
                quote=found[0],
                quote_start=found.start(),
                quote_end=found.end(),
                says=say(parse(found[1])),
                stated_as=found[1],
                measure=self.measure,
                source=self.source,
                flags=self.flags,
            )


def filled(path):
    """A database with the usual names, and “Amnesty” as another name."""
    store = ClaimStore.create(path, clock=Clock())
    fill(store)
    store.add_alias(Alias("Amnesty", "source", "amnesty-international"), by=EDITOR)
    return store


def article(folder, text=ARTICLE, *, name="article.txt"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def read(store, place, extractor=None, *, event=EVENT.id, dry_run=False, **options):
    """Run an extractor over one document and return what it gave."""
    wanted = ExtractOptions(extractor=extractor or Words(), by=EDITOR, event=event, **options)
    (made,) = extract(store, place, wanted, dry_run=dry_run)
    return made
