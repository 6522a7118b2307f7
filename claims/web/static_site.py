"""Write the whole site as plain files that any web server or object store serves, or a browser opens from a disk.

The files are made by the builders and templates of the pages themselves, over a copy of the database without what is
withheld. They stand in a folder of their own beside the target until the last one is written, so that a killed command
leaves the target as it was.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from shutil import copyfile, rmtree
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from claims import schema
from claims.errors import AlreadyExists, NoFolder, Refused
from claims.exporters.search_index import as_script
from claims.figure_say import measured
from claims.pipeline.public import publish_copy
from claims.reading.pages import PageReader
from claims.text import strip_controls
from claims.web import words
from claims.web.asked import paged
from claims.web.collection import said
from claims.web.render import web_address
from claims.web.respond import CSP, Call, Data, Elsewhere, File, Page, as_text
from claims.web.static_links import StaticLinks
from claims.web.static_pages import Planned, plan
from claims.web.static_search import entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import Environment

    from claims.web.respond import Answer

MARK = "claims-site.json"
DATABASE = "claims.db"
STYLE = "static/claims.css"
INDEX, SCRIPT = "static/search-index.js", "static/search.js"
META_CSP = CSP.replace("; frame-ancestors 'self'", "")
SEARCH_CSP = META_CSP.replace("default-src 'none'", "default-src 'none'; script-src 'self'")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the folder, how many files, how many entries can be searched for and how many did not fit."""

    path: str
    files: int
    entries: int
    left_out: int
    withheld: int


def write_site(
    database: str | Path,
    target: str | Path,
    *,
    address: str,
    replace: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Written:
    """Write the site of a database into a folder; address is where it will be read, for feeds and citations.

    The folder must be new or empty; replace allows one that an earlier call wrote. progress is told the number of files
    so far. Raises AlreadyExists, Refused for an address that is none, and what opening a database raises.
    """
    target = Path(target)
    base = _base(address)
    _require_room(target, replace=replace)
    with tempfile.TemporaryDirectory(prefix=".claims-", dir=target.resolve().parent) as folder:
        made = Path(folder) / "site"
        made.mkdir()
        published = publish_copy(database, made / DATABASE)
        connection = schema.connect(made / DATABASE)
        try:
            site = _Site(PageReader(connection), made, base)
            for number in site.write():
                if progress is not None:
                    progress(number)
        finally:
            connection.close()
        for name in (f"{DATABASE}-wal", f"{DATABASE}-shm"):
            (made / name).unlink(missing_ok=True)
        _swap(made, target, aside=Path(folder) / "before")
    return Written(str(target), site.files, site.entries, site.left_out, published.withheld)


def _base(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise Refused(
            f"“{address}” is no address of a site", hint="give where it will be read: https://example.org/claims/"
        )
    return address if address.endswith("/") else f"{address}/"


def _require_room(target: Path, *, replace: bool) -> None:
    if not target.resolve().parent.is_dir():
        raise NoFolder(str(target), str(target.parent))
    if not target.exists():
        return
    if not target.is_dir():
        raise AlreadyExists(str(target))
    there = {item.name for item in target.iterdir()}
    if there and not (replace and MARK in there):
        hint = "name a new folder"
        if MARK in there:
            hint = "replace it with --replace, or name a new folder"
        raise Refused(f"{target} is not empty", hint=hint)


def _swap(made: Path, target: Path, *, aside: Path) -> None:
    """Put the new folder in the place of the old one; if that fails the old one is put back."""
    if target.exists():
        target.rename(aside)
    try:
        made.rename(target)
    except OSError:
        with suppress(OSError):
            aside.rename(target)
        raise
    rmtree(aside, ignore_errors=True)


class _Site:
    """Fills a folder."""

    def __init__(self, reader: PageReader, folder: Path, base: str) -> None:
        self.reader = reader
        self.folder = folder
        self.whole = StaticLinks(base)
        self.about = said(reader.config())
        self.templates = _templates()
        self.files = 1  # the database
        self.entries = self.left_out = 0

    def write(self) -> Iterator[int]:
        """Write all files and yield their number after each."""
        self._static()
        for planned in plan(self.reader):
            for path, content in self._pages(planned):
                self._save(path, content)
                yield self.files
        self._search()
        robots = "Disallow: /" if self.about.get("robots") == "deny" else f"Allow: /\nSitemap: {self.whole.sitemap()}"
        self._save("robots.txt", f"User-agent: *\n{robots}\n")
        mark = {"made_by": "claims publish static", "files": self.files + 1, "address": self.whole.root}
        self._save(MARK, json.dumps({**mark, "last_change": self.reader.last_change()}, indent=2) + "\n")
        yield self.files

    def _static(self) -> None:
        source = files("claims.web") / "static"
        for name in (STYLE, SCRIPT):
            target = self.folder / name
            target.parent.mkdir(exist_ok=True)
            copyfile(str(source / Path(name).name), target)
            self.files += 1

    def _save(self, path: str, content: str | bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:  # two pages of one name would be a fault of ours
            file.write(content.encode() if isinstance(content, str) else content)
        self.files += 1

    def _pages(self, planned: Planned) -> Iterator[tuple[str, str | bytes]]:
        """Yield the path and content of a file, then those of the pages that go on with its list."""
        page, goes_on = 1, True
        while goes_on:
            there = planned
            if page > 1:
                arguments = {**planned.arguments, "page": str(page)}
                there = replace(planned, path=paged(planned.path, page), arguments=arguments)
            answer = there.build(self.reader, self._call(there))
            yield there.path, self._content(answer, self._call(there))
            page, goes_on = page + 1, isinstance(answer, Page) and answer.goes_on

    def _call(self, planned: Planned) -> Call:
        return Call(
            parts=planned.parts,
            arguments=planned.arguments,
            links=StaticLinks("../" * planned.path.count("/")),
            whole=self.whole,
            here=self.whole.root + planned.path,
            site=str(self.about.get("title") or "Claims"),
            wants_data=planned.path.endswith(".json"),
            about=self.about,
            is_static=True,
        )

    def _content(self, answer: Answer, call: Call) -> str | bytes:
        if isinstance(answer, Data):
            return as_text(answer)
        if isinstance(answer, File):
            return answer.content
        if isinstance(answer, Elsewhere):
            answer = Page("moved", {"title": "Moved", "href": answer.href})
        return self._filled(answer, call.links, csp=META_CSP)

    def _filled(self, answer: Page, links: Any, *, csp: str) -> str:
        shown = {
            **answer.shown,
            "title": strip_controls(str(answer.shown.get("title", ""))),
            "css": links.root + STYLE,
            "about": self.about,
            "database_name": None,
            "say": words,
            "measured": measured,
            "web_address": web_address,
            "links": links,
            "tables_open": False,
            "documents_open": False,
            "is_static": True,
            "csp": csp,
        }
        return self.templates.get_template(f"claims/{answer.template}.html").render(shown)

    def _search(self) -> None:
        script, self.entries, self.left_out = as_script(entries(self.reader))
        self._save(INDEX, script)
        shown = {
            "title": "Search",
            "entries": self.entries,
            "left_out": self.left_out,
            "scripts": [INDEX, SCRIPT],
        }
        self._save("search.html", self._filled(Page("search_static", shown), StaticLinks(""), csp=SEARCH_CSP))


def _templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader

    return Environment(loader=FileSystemLoader(str(files("claims.web") / "templates")), autoescape=True)
