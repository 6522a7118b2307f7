"""What every act needs: the name of who signs it, and of a judgement the reason."""

from claims.errors import Missing


def require_name(by: str) -> str:
    """Return the name that signs; raises Missing without one."""
    if not by.strip():
        raise Missing("your name", hint="sign with --by NAME, or set CLAIMS_BY")
    return by


def require_reason(reason: str, *, shown: str = "shown with the judgement") -> str:
    """Return the reason, which is shown or kept as shown says; raises Missing without one."""
    if not reason.strip():
        raise Missing("the reason", hint=f"say why in --reason; it is {shown}")
    return reason
