"""The tables of an HTML page, also of Wikipedia and of "workbooks" that are HTML inside.

A cell over several rows counts for each of them, as HTML says; one over several columns for each in the header, and in
the rows below for the first only. A row is refused if such a cell holds a number: nobody says what it counts. Left out
of the values, but kept in the raw row, are footnote markers, struck-out text and what is not shown. Rows are numbered
over the whole page; `locator` says where they stand. All tables of the same columns are read one after another
(`claims.importers._tables`).
"""

from __future__ import annotations

import re
from typing import BinaryIO

from claims.decode import charset_of_page, decode
from claims.errors import BadFile
from claims.importers._html_found import found_in
from claims.importers._html_page import MOST_NESTED, Page, TooDeep
from claims.importers._tables import one_table
from claims.table import ReadOptions, Table

TITLE = "Tables of an HTML page"
EXTENSIONS = (".html", ".htm", ".xhtml")
CHOICES = ("table",)

_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE | re.DOTALL
)


def sniff(head: bytes) -> int:
    """Return 2 for the beginning of an HTML page, 3 if a table begins there too, whatever the file is called."""
    if not _START.match(head.removeprefix(b"\xef\xbb\xbf")):
        return 0
    return 3 if re.search(rb"<table\b", head, re.IGNORECASE) else 2


def read(stream: BinaryIO, *, name: str, options: ReadOptions) -> Table:
    """Return the tables of a page as one; raises BadFile if it holds none, or is built to choke on."""
    encoding = options.encoding or charset_of_page(stream)
    text = decode(stream, name=name, encoding=encoding, charset=options.charset)
    try:
        page = Page(text.stream.read())
    except UnicodeDecodeError as error:
        raise text.not_decoded(error) from None
    except TooDeep:
        reason = f"its tables stand in one another more than {MOST_NESTED} deep"
        raise BadFile(name, reason, hint="save the table that you want as a page of its own, or as CSV") from None
    return one_table(list(found_in(page, name=name)), name=name, options=options, notes=text.notes)
