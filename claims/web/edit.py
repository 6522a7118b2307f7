"""Editing pages: for signed-in editors with a permission of their own, off unless switched on, every act signed.

The plugin's setting "editing" switches them on. It may say who does what by allow blocks as Datasette's own are, and
with which name: {"review": {"id": "mr"}, "allow": {"id": "chief"}, "names": {"mr": "M. Rahimi"}}, where "allow" stands
for what is not named. With true only those may edit who were given the permissions below, by Datasette 1.0's
configuration or by a plugin. Datasette guards each form against requests from elsewhere.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from datasette import Forbidden, NotFound, Response

from claims import schema
from claims.errors import ClaimsError
from claims.pipeline.claim_store import ClaimStore
from claims.reading.pages import PageReader
from claims.web import guard, screen
from claims.web.editors import SETTING, permissions, signature
from claims.web.respond import HEADERS, Page, call_of, database_of_request, refusal, respond

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from claims.web.respond import Answer, Call

CSP = HEADERS["content-security-policy"].replace("frame-ancestors 'self'", "frame-ancestors 'none'")


@dataclass(frozen=True, slots=True)
class Edit:
    """What an editing page is asked: its call, the name that an act is signed with, what that person may do.

    form holds what was sent, and is empty when the page is only looked at; refused is why an act was not done.
    """

    call: Call
    by: str
    may: frozenset[str]
    form: Mapping[str, str] = field(default_factory=dict)
    refused: ClaimsError | None = None

    @property
    def hint(self) -> str:
        """What to do about what was refused; what speaks of the command line is left out."""
        hint = self.refused.hint if self.refused else ""
        return "" if "--" in hint or "`" in hint else hint


@dataclass(frozen=True, slots=True)
class EditPage:
    """One editing page: the permission that it needs (any of ours if None), what it shows, what a form of it does.

    act returns the address to go to; it runs in a store that may write, and all that it does or nothing is done.
    """

    needs: str | None
    show: Callable[[ClaimStore, Edit], Answer]
    act: Callable[[ClaimStore, Edit], str] | None = None


async def serve_edit(datasette: Any, request: Any, page: EditPage) -> Response:
    """Return the response of an editing page. Raises NotFound where editing is off, Forbidden without permission."""
    database = await database_of_request(datasette, request)
    if not guard.setting(datasette, SETTING):
        raise NotFound("there is no such page")
    may = await permissions(datasette, request.actor, database.name)
    if not may or (page.needs is not None and page.needs not in may):
        raise Forbidden("you may not edit here")
    if not await guard.may_read(datasette, request.actor, database.name):
        raise Forbidden("you may not see this database")
    edit = Edit(await call_of(datasette, request, database=database.name), signature(datasette, request.actor), may)
    status = 200
    if request.method == "POST":
        if page.act is None:
            raise NotFound("there is nothing to be sent here")
        edit = Edit(edit.call, edit.by, may, form=await request.post_vars())
        try:
            href = await asyncio.to_thread(_act, str(database.path), page.act, edit)
        except ClaimsError as error:
            edit, status = Edit(edit.call, edit.by, may, edit.form, error), 400
        else:
            return Response("", status=303, headers={"location": href, "cache-control": "no-store"})
    answer = await screen.whole(database, lambda connection: _shown(connection, database.name, page, edit))
    response = await respond(datasette, request, answer, database=database.name)
    response.status = status if response.status == 200 else response.status
    response.headers |= {"content-security-policy": CSP, "cache-control": "no-store", "x-robots-tag": "noindex"}
    return response


def _act(path: str, act: Callable[[ClaimStore, Edit], str], edit: Edit) -> str:
    """Do what a form asks for, in a connection of its own, as commands do."""
    with ClaimStore.open(path) as store, store.transaction():
        return act(store, edit)


def _shown(connection: Any, name: str, page: EditPage, edit: Edit) -> Answer:
    try:
        schema.check(connection, name)
        answer = page.show(ClaimStore(connection), edit)
    except ClaimsError as error:
        return refusal(PageReader(connection), error, call=edit.call)
    return (
        replace(answer, shown={**answer.shown, "edit": edit, "form": edit.form}) if isinstance(answer, Page) else answer
    )
