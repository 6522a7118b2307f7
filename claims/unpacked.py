"""How far a packed file may swell as it is unpacked: beyond all measure only a trap does, or an error."""

from claims.errors import BadFile

_HARMLESS, _MOST_RATIO = 100_000_000, 200


def refuse_trap(name: str, size: int, *, packed: int, hint: str) -> None:
    """Raise BadFile where so many bytes come of so many packed ones."""
    if size > _HARMLESS and size > _MOST_RATIO * packed:
        reason = f"decompressed it is more than {_MOST_RATIO} times as large, which is a trap or an error"
        raise BadFile(name, reason, hint=hint)
