"""A standalone SVG as a PNG, for slides and for programs that show no SVG. It needs the extra "png" (resvg)."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

from claims.errors import Refused

TITLE = "PNG"
MEDIA_TYPE = "image/png"
ZOOM = 2.0  # pixels of the picture for one of the page, for sharp screens and print
PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text x="0" y="9">{}</text></svg>'


def is_available() -> bool:
    """Return whether the package that draws PNGs is installed."""
    return find_spec("resvg_py") is not None


def as_png(svg: str) -> bytes:
    """Return the picture of a standalone SVG, twice its size, with the fonts of this machine.

    Raises Refused where the extra is not installed, or where there is no font to write with: a plot without its words
    would say something else.
    """
    if not is_available():
        raise Refused("a PNG needs resvg-py, which is not installed", hint="pip install 'who-claimed-what[png]'")
    if not _can_write():
        raise Refused(
            "no font is installed here to write with", hint="install one, such as fonts-noto-core; or take SVG"
        )
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=svg, zoom=ZOOM, background="#ffffff"))


@cache
def _can_write() -> bool:
    from resvg_py import svg_to_bytes

    return bool(svg_to_bytes(svg_string=PROBE.format("A")) != svg_to_bytes(svg_string=PROBE.format(" ")))
