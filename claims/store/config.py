"""Write what the collection says of itself; each change is signed in the log with what stood there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.store.writer import Store


def configure(store: Store, key: str, value: str | None, *, by: str, reason: str | None = None) -> bool:
    """Set what stands under a key, or take it away (None); returns False where it stood so already."""
    with store.transaction():
        there = store.connection.execute("select value from config where key = ?", (key,)).fetchone()
        before = None if there is None else str(there[0])
        if before == value:
            return False
        if value is None:
            store.connection.execute("delete from config where key = ?", (key,))
        else:
            store.connection.execute(
                "insert into config (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
                (key, value),
            )
        store.log("configure", f"config {key}", by=by, reason=reason, before=before, after=value)
        return True
