"""From a request to a response: find the database, check rights, read, fill a template, or say what is missing."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from datasette import Forbidden, NotFound, Response
from datasette.utils import tilde_decode

from claims import schema
from claims.errors import (
    ClaimsError,
    NewerDatabase,
    OlderDatabase,
    UnknownClaim,
    UnknownDocument,
    UnknownName,
)
from claims.figure_say import measured
from claims.reading.pages import PageReader
from claims.reading.public import PublicReader
from claims.text import close_matches, fold, strip_controls
from claims.web import compat, guard, screen, words
from claims.web.collection import collection
from claims.web.editors import permissions
from claims.web.freshness import etag, file_state, is_known, looks
from claims.web.links import Links
from claims.web.render import web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

NOT_THERE = (UnknownName, UnknownClaim, UnknownDocument)
CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
EMBEDDED = CSP.replace("frame-ancestors 'self'", "frame-ancestors *")
FILE_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; sandbox"
DATA_HEADERS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag",
    "x-content-type-options": "nosniff",
}
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
}
LONGEST = 100  # characters of a name that a page offers to search for
KINDS = frozenset({"event", "source", "measure"})


@dataclass(frozen=True, slots=True)
class Call:
    """What a page is asked: named parts and parameters of its address, its database's addresses, whether for data.

    whole are the same addresses with scheme and host, for what is read elsewhere; here is the address asked for; site
    is what the collection is called, about what it says of itself. is_static: the page becomes a plain file,
    where only what has an address of its own can be asked. denied are tables that whoever asks may not read.
    """

    parts: Mapping[str, str]
    arguments: Mapping[str, str]
    links: Links
    whole: Links
    here: str = ""
    site: str = "Claims"
    wants_data: bool = False
    about: Mapping[str, Any] = field(default_factory=dict)
    is_static: bool = False
    denied: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Page:
    """A filled page: the template and what it shows; goes_on tells that there is a next page of its list."""

    template: str
    shown: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    is_embedded: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """An answer that is a file of its own; name is what to call it when it is saved, "" where it is to be shown."""

    content: str | bytes
    media_type: str
    name: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True)
class Data:
    """An answer for programs."""

    content: Any
    status: int = 200


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The page is at another address."""

    href: str


Answer = Page | Data | File | Elsewhere


async def serve(
    datasette: Any,
    request: Any,
    build: Callable[[PageReader, Call], Answer],
    *,
    table: str = "claim",
    without: frozenset[str] = frozenset(),
) -> Response:
    """Return the response of a page of one claims database. Raises NotFound and Forbidden as Datasette's pages do.

    table is what must be readable for it; of without it leaves out those that whoever asks may not read.
    """
    database = await database_of_request(datasette, request)
    if not await guard.may_read(datasette, request.actor, database.name, table=table):
        raise Forbidden("you may not see this database")
    denied = {one for one in without if not await guard.may_read(datasette, request.actor, database.name, table=one)}
    tag = await _tag(datasette, request, database, denied=denied)
    if tag is not None and is_known(request.headers, tag):
        return Response("", status=304, headers=_kept(request, tag))
    call = replace(await call_of(datasette, request, database=database.name), denied=frozenset(denied))

    def read(connection: Any) -> Answer:
        reader = PageReader(connection)
        try:
            schema.check(connection, database.name)
            return build(reader, call)
        except ClaimsError as error:
            return refusal(reader, error, call=call)

    answer: Answer = await screen.whole(database, read)
    if call.wants_data and isinstance(answer, Page):
        answer = Data({"error": str(answer.shown["said"]), "hint": answer.shown["hint"]}, status=answer.status)
    response = await respond(datasette, request, answer, database=database.name)
    if tag is not None and response.status == 200:
        response.headers.update(_kept(request, tag))
    return response


async def call_of(datasette: Any, request: Any, *, database: str) -> Call:
    """Return what a page of a database is asked."""
    root = datasette.urls.database(database)
    about = await collection(datasette, database)
    return Call(
        parts={name: tilde_decode(unquote(part)) for name, part in request.url_vars.items() if part is not None},
        arguments={name: request.args.get(name) for name in request.args},
        links=Links(root),
        whole=Links(datasette.absolute_url(request, root)),
        here=datasette.absolute_url(request, request.full_path),
        site=str(about.get("title") or "Claims"),
        wants_data=request.path.endswith(".json"),
        about=about,
    )


async def _tag(datasette: Any, request: Any, database: Any, *, denied: Collection[str]) -> str | None:
    """Return the ETag of the answer: of its address, the database's state and what pages are made with."""
    try:
        recorded = await screen.whole(database, lambda connection: PublicReader(connection).state())
    except Exception:  # noqa: BLE001 - a file of another version, or broken: the page will say so
        return None
    about = await compat.about(datasette, database.name)
    settings = [guard.setting(datasette, name) for name in ("withheld", "robots", "editing")]
    state = [file_state(database), recorded, looks(datasette), about, settings, sorted(denied)]
    return etag(datasette.absolute_url(request, request.full_path), request.actor, state)


def _kept(request: Any, tag: str) -> dict[str, str]:
    """Return how an answer may be kept: anywhere, or only by the browser of somebody signed in, and asked for anew."""
    return {"etag": tag, "cache-control": "no-cache" if request.actor is None else "private, no-cache"}


async def database_of_request(datasette: Any, request: Any) -> Any:
    """Return the claims database that an address is about; raises NotFound."""
    try:
        database = datasette.get_database(route=tilde_decode(request.url_vars["database"]))
    except KeyError as error:
        raise NotFound("there is no such database") from error
    if not await compat.is_ours(datasette, database.name):
        raise NotFound("there is no such page")
    return database


def as_text(answer: Data) -> str:
    """Return the JSON text of an answer for programs."""
    return json.dumps(answer.content, ensure_ascii=False, indent=2)


async def respond(datasette: Any, request: Any, answer: Answer, *, database: str | None) -> Response:
    """Return the response for an answer: a page with a strict content security policy, JSON, or a way elsewhere."""
    if isinstance(answer, Elsewhere):
        return Response.redirect(answer.href)
    about = {} if database is None else await collection(datasette, database)
    is_denied = "deny" in {guard.setting(datasette, "robots"), about.get("robots")}
    robots = {"x-robots-tag": "noindex, nofollow"} if is_denied else {}
    if isinstance(answer, Data):
        text = as_text(answer)
        headers = {**DATA_HEADERS, **robots}
        return Response(text, status=answer.status, headers=headers, content_type="application/json; charset=utf-8")
    if isinstance(answer, File):
        headers = {**DATA_HEADERS, **robots, "content-security-policy": FILE_CSP}
        if answer.name:
            headers["content-disposition"] = f'attachment; filename="{answer.name}"'
        kind = answer.media_type if isinstance(answer.content, bytes) else f"{answer.media_type}; charset=utf-8"
        return Response(answer.content, status=answer.status, headers=headers, content_type=kind)
    shown = {
        **answer.shown,
        "title": strip_controls(str(answer.shown.get("title", ""))),
        "css": compat.static(datasette, "claims.css"),
        "home": datasette.urls.instance(),
        "about": about,
        "database_name": database,
        "say": words,
        "measured": measured,
        "web_address": web_address,
        "links": None if database is None else Links(datasette.urls.database(database)),
        "may": await _may(datasette, request, database=database),
        **await _open(datasette, request, database=database),
    }
    html = await compat.render(datasette, answer.template, shown, request)
    headers = {**HEADERS, **robots}
    if answer.is_embedded:
        headers["content-security-policy"] = EMBEDDED
    return Response.html(html, status=answer.status, headers=headers)


async def _open(datasette: Any, request: Any, *, database: str | None) -> dict[str, bool]:
    """Return whether whoever asks may see Datasette's own tables, and that of documents, which pages lead to."""
    if database is None:
        return {"tables_open": True, "documents_open": True}
    is_open = not await guard.closed(datasette, request.actor, "view-table", of=database)
    only = (await guard.narrowed(datasette, request.actor, "view-table", of=database)).get(database)
    return {"tables_open": is_open, "documents_open": is_open and (only is None or "document" in only)}


async def _may(datasette: Any, request: Any, *, database: str | None) -> frozenset[str]:
    """Return what whoever asks may edit; readers are not asked about."""
    if database is None or request.actor is None:
        return frozenset()
    return await permissions(datasette, request.actor, database)


def refusal(reader: PageReader, error: ClaimsError, *, call: Call) -> Answer:
    """Return the page that says what is missing and what was meant perhaps; a known name in other words leads there."""
    if isinstance(error, UnknownName) and error.kind in KINDS:
        found = reader.find_name(error.kind, fold(error.name))
        if found is not None and error.kind != "measure" and not call.arguments and not call.wants_data:
            return Elsewhere(call.links.event(found) if error.kind == "event" else call.links.source(found))
        return _missing(error, near=_near(reader, error, call=call))
    if isinstance(error, NOT_THERE):
        return _missing(error, near=[])
    status = 503 if isinstance(error, NewerDatabase | OlderDatabase) else 400
    return Page(
        "refused", {"title": "This cannot be shown", "said": str(error), "hint": error.hint, "near": []}, status
    )


def _missing(error: ClaimsError, *, near: list[tuple[str, str]]) -> Page:
    looked_for = error.name[:LONGEST] if isinstance(error, UnknownName) else ""
    shown = {"title": "Not found", "said": str(error), "hint": "", "near": near, "looked_for": looked_for}
    return Page("refused", shown, status=404)


def _near(reader: PageReader, error: UnknownName, *, call: Call) -> list[tuple[str, str]]:
    names = dict(reader.names(error.kind))
    found: list[tuple[str, str]] = []
    for name in close_matches(error.name, names, limit=8):
        slug = names[name]
        href = call.links.source(slug)
        if error.kind == "event":
            href = call.links.event(slug)
        elif error.kind == "measure":
            href = call.links.compare(call.parts["event"], slug)
        if href not in {known for known, _ in found}:
            found.append((href, name if name != slug else slug))
    return found
