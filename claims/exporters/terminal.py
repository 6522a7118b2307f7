"""Comparisons as a terminal shows them: what follows in words, a table, an interval plot, the pairs and the decision.

Pure text: the caller says how wide it may be, and whether colours and characters beyond ASCII are wanted. Names and
quotes of any direction keep their place in the line, and no control character of a stored text reaches the terminal.
"""

# Types are not quoted by a __future__ import: each would be compiled by itself when a record's class is made.

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from claims.exporters import terminal_plot as plot
from claims.figure_say import measured, say
from claims.model import Claim, Comparison, LinkRelation, Pair, Rank, Relation, ValueType, View
from claims.model_pairs import WORST_FIRST
from claims.text import clip, isolate, pad, strip_controls, width

if TYPE_CHECKING:
    from claims.model import Reconciliation

TITLE = "Terminal"
MEDIA_TYPE = "text/plain"

SYMBOLS = {
    Relation.CONTRADICTS: "✕",
    Relation.DIVERGES: "≉",
    Relation.COMPATIBLE: "≈",
    Relation.AGREES: "=",
    Relation.SINGLE: "·",
    Relation.NOT_COMPARABLE: "/",
}
RED, YELLOW, GREEN, BOLD, DIM = "31", "33", "32", "1", "2"
COLOURS = {Relation.CONTRADICTS: RED, Relation.DIVERGES: YELLOW, Relation.COMPATIBLE: GREEN, Relation.AGREES: GREEN}
COUNTED = {Relation.CONTRADICTS: "contradicting", Relation.DIVERGES: "diverging", Relation.AGREES: "agreeing"}
PLAIN = str.maketrans(
    {
        "✕": "x",
        "≉": "!",
        "≈": "~",
        "·": "-",
        "●": "*",
        "○": "o",
        "▸": ">",
        "◂": "<",
        "─": "-",
        "┬": "+",
        "├": "|",
        "┤": "|",
        "┼": "+",
        "“": '"',
        "”": '"',
        "×": "x",
        "…": "~",
        "–": "-",
        "—": "-",
        "’": "'",
        "≥": ">=",
        "≤": "<=",
        "★": "*",
        **dict.fromkeys("\u2066\u2067\u2068\u2069"),
    }
)
OPEN, CLOSE = "\u2068", "\u2069"
ID_DIGITS = 8
CLAIMS_SHOWN = 40
PAIRS_SHOWN = 8
PAIRS_READ = 100_000  # nobody reads more, even of --all
LABEL_COLUMNS = 26
NAME_COLUMNS = 40
PLOT_BESIDE = 36
TABLE_COLUMNS = 88
LEAST_COLUMNS = 14  # of a column whose cells are wrapped
GAP = "  "
COPIES = frozenset({LinkRelation.DERIVED_FROM, LinkRelation.DUPLICATE_OF})


class Style(NamedTuple):
    """How a terminal wants its text. everything: show all claims and pairs instead of the worst few."""

    columns: int = 80
    colour: bool = False
    unicode: bool = True
    everything: bool = False

    def paint(self, text: str, code: str | None) -> str:
        """Return the text in a colour (an ANSI code), if colours are wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code and text else text

    def finish(self, text: str) -> str:
        """Return the text in ASCII signs, if nothing else is wanted; letters of names stay as they are."""
        return text if self.unicode else text.translate(PLAIN)


def clean(text: str) -> str:
    """Return a stored text as one line that is safe and in order in a terminal."""
    return isolate(" ".join(strip_controls(text).split()))


def wrap(text: str, columns: int, *, indent: str = "") -> list[str]:
    """Return the text in lines of at most so many columns, broken at blanks, or anywhere in an overlong word."""
    if text.isascii() and len(indent) + len(text) <= columns and text.isprintable() and _is_one_line(text):
        return [indent + text]
    room = columns - width(indent)
    lines, line, used = [], "", 0
    for word in text.split():
        rest, size = word, width(word)
        if line and used + 1 + size > room:
            lines.append(indent + line)
            line, used = "", 0
        while rest and size > room:
            cut = _fitting(rest, room)
            lines.append(indent + rest[:cut])
            rest = rest[cut:]
            size = width(rest)
        line, used = (f"{line} {rest}", used + 1 + size) if line and rest else (line or rest, used or size)
    return _close_isolates([*lines, indent + line] if line or not lines else lines)


def _is_one_line(text: str) -> bool:
    """Return whether words stand apart by one blank each, and nothing else."""
    return "  " not in text and not text.startswith(" ") and not text.endswith(" ")


def _fitting(text: str, columns: int) -> int:
    """Return how many characters of a text fit, with the marks on the last of them; at least one."""
    used = 0
    for position, character in enumerate(text):
        used += width(character)
        if used > columns and position:
            return position
    return len(text)


def _close_isolates(lines: Iterable[str]) -> list[str]:
    """Return lines in which every isolate ends on its line and goes on in the next, so that none reorders its row."""
    closed, depth = [], 0
    for line in lines:
        if not depth and OPEN not in line:
            closed.append(line)
            continue
        start = OPEN * depth
        for character in line:
            depth = depth + 1 if character == OPEN else max(depth - 1, 0) if character == CLOSE else depth
        closed.append(start + line + CLOSE * depth)
    return closed


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, style: Style) -> list[str]:
    """Return rows of clean cells under their headings, columns aligned, wide ones wrapped between words.

    Where that leaves a column less than LEAST_COLUMNS, each row is its first cell, with the others named below it.
    """
    cells = [list(row) for row in rows]
    widths = _fitted(list(zip(head, *cells, strict=True)), style.columns - len(GAP) * (len(head) - 1))
    if not widths:
        return [line for row in cells for line in _below_each_other(head, row, style)]
    lines = [style.paint(line, DIM) for line in _row(head, widths)]
    return [*lines, *(line for row in cells for line in _row(row, widths))]


def _fitted(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return widths of columns that fit side by side without breaking the first or a word; nothing if none do."""
    need = [max(map(width, column)) for column in columns]
    if sum(need) <= room:
        return need
    words = [max(width(word) for cell in column for word in (cell.split() or [""])) for column in columns]
    whole = {0: need[0]}
    while True:
        wrapped = [one for place, one in enumerate(need) if place not in whole]
        share = _share(wrapped, room - sum(whole.values()))
        longer = {place: word for place, word in enumerate(words) if word > share and place not in whole}
        if not longer:
            break
        whole |= longer
    return [whole.get(place, min(one, share)) for place, one in enumerate(need)] if share >= LEAST_COLUMNS else []


def _share(need: Sequence[int], room: int) -> int:
    """Return how wide a column may be at most, so that all fit; what narrow ones leave goes to the wide ones."""
    for place, one in enumerate(sorted(need)):
        share = room // (len(need) - place)
        if one > share:
            return share
        room -= one
    return room if need else 0


def _below_each_other(head: Sequence[str], row: Sequence[str], style: Style) -> list[str]:
    """Return the first cell of a row, and below it the others that hold something, each behind its heading."""
    told = [f"{name}: {cell}" for name, cell in zip(head[1:], row[1:], strict=True) if cell not in {"", "–"}]
    return [*wrap(row[0], style.columns), *(wrap(" · ".join(told), style.columns, indent="    ") if told else [])]


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return one row of a table; a cell that is too wide goes on in the line below."""
    line = "".join(cells)
    if line.isascii() and "  " not in line and all(len(cell) <= room for cell, room in zip(cells, widths, strict=True)):
        return [GAP.join(map(str.ljust, cells, widths)).rstrip()]
    wrapped = [wrap(cell, columns) for cell, columns in zip(cells, widths, strict=True)]
    lines = []
    for number in range(max(map(len, wrapped))):
        parts = [cell[number] if number < len(cell) else "" for cell in wrapped]
        lines.append(GAP.join(pad(part, columns) for part, columns in zip(parts, widths, strict=True)).rstrip())
    return lines


def draw_views(views: Sequence[View], *, style: Style) -> str:
    """Return the comparisons of an event, one below the other."""
    return style.finish("\n\n".join("\n".join(draw_view(view, style=style)) for view in views))


def draw_view(view: View, *, style: Style) -> list[str]:
    """Return the lines of one comparison."""
    lines = [*_heading(view, style), *wrap(" ".join(map(clean, view.sentences)), style.columns), ""]
    lines += _claims(view, style)
    lines += _pairs(view, style)
    lines += [""] if view.comparison.warnings else []
    for finding in view.comparison.warnings:
        lines += [*(style.paint(line, YELLOW) for line in wrap(f"Warning: {clean(finding.reason)}", style.columns))]
    if view.decision is not None:
        lines += ["", *wrap(_decision(view.decision, view), style.columns)]
    return lines


def _heading(view: View, style: Style) -> list[str]:
    comparison = view.comparison
    scope = [clean(measured(view.measure))]
    scope += [clean(comparison.population)] if comparison.population != "all" else []
    scope += [clean(comparison.place)] if comparison.place else []
    scope += [f"from {comparison.period_start}"] if comparison.period_start else []
    scope += [f"as of {comparison.as_of}"] if comparison.as_of else []
    title = f"{clean(view.event.name)} — {', '.join(scope)}"
    status = f"{SYMBOLS[comparison.status]} {str(comparison.status).replace('_', ' ')}"
    painted = style.paint(status, COLOURS.get(comparison.status))
    if width(title) + width(status) + len(GAP) <= style.columns:
        blanks = " " * (style.columns - width(title) - width(status))
        return [style.paint(title, BOLD) + blanks + painted]
    return [*(style.paint(line, BOLD) for line in wrap(title, style.columns)), painted]


def source_name(claim: Claim, view: View) -> str:
    """Return the name of a claim's source, ready for a terminal line."""
    return clean(view.sources[claim.source].name if claim.source in view.sources else claim.source)


def remark(claim: Claim, view: View) -> str:
    """Return why a claim does not stand: "(replaced)", "(copy of 3f9a2c71)" ...; "(preferred)" or empty if it does."""
    if claim.id in view.comparison.current:
        return "(preferred)" if claim.rank is Rank.PREFERRED else ""
    for link in view.links:
        if link.claim == claim.id and link.relation in COPIES:
            return f"(copy of {link.other[:ID_DIGITS]})"
        if link.other == claim.id and link.relation is LinkRelation.RETRACTS:
            return "(retracted)"
        if link.other == claim.id and link.relation is LinkRelation.CORRECTS:
            return "(corrected)"
    return "(replaced)"


def _claims(view: View, style: Style) -> list[str]:
    """Return the table of claims with the plot beside it, or below it where there is no room."""
    claims = view.comparison.claims if style.everything else _shown(view.comparison)
    head = ("claim", "source", "says", "basis", "as of")
    rows = [
        (
            claim.id[:ID_DIGITS],
            source_name(claim, view),
            f"{clean(claim.says)} {remark(claim, view)}".strip(),
            str(claim.basis),
            claim.as_of or "–",
        )
        for claim in claims
    ]
    widths = _widths(head, rows, columns=min(style.columns, TABLE_COLUMNS))
    dims = [None if claim.id in view.comparison.current else DIM for claim in claims]
    beside = style.columns - sum(widths) - len(GAP) * len(widths) - 1
    if beside >= PLOT_BESIDE:
        drawn, foot = _plot(view, claims, columns=beside)
        if drawn:
            lines = _beside(head, rows, widths=widths, plot=(drawn, foot), dims=dims, style=style)
            return lines + _left_out(view.comparison, claims, style)
    lines = [style.paint(line, DIM) for line in _row(head, widths)]
    for row, dim in zip(rows, dims, strict=True):
        lines += [style.paint(line, dim) for line in _row(row, widths)]
    names = [row[1] for row in rows]
    label = min(LABEL_COLUMNS, style.columns // 3, max(map(width, names)))
    lines += _left_out(view.comparison, claims, style)
    drawn, foot = _plot(view, claims, columns=style.columns - label - len(GAP))
    if drawn:
        labelled = (pad(clip(name, label), label) + GAP + line for name, line in zip(names, drawn, strict=True))
        lines += ["", *(style.paint(line.rstrip(), dim) for line, dim in zip(labelled, dims, strict=True))]
        lines += [(pad(word, label) + GAP + line).rstrip() for word, line in foot]
    return lines


def _shown(comparison: Comparison) -> Sequence[Claim]:
    """Return the claims to show where they are many: the newest that stand, then the newest others, in their order."""
    if len(comparison.claims) <= CLAIMS_SHOWN:
        return comparison.claims
    latest_last = sorted(comparison.claims, key=lambda claim: claim.id in comparison.current)
    chosen = {claim.id for claim in latest_last[-CLAIMS_SHOWN:]}
    return [claim for claim in comparison.claims if claim.id in chosen]


def _left_out(comparison: Comparison, shown: Sequence[Claim], style: Style) -> list[str]:
    number = len(comparison.claims) - len(shown)
    if not number:
        return []
    stand = len(comparison.current) - sum(claim.id in comparison.current for claim in shown)
    which = f"{stand:,} of them stand" if stand else "none of them stands"
    return wrap(f"and {number:,} more claims, {which}; --all shows them", style.columns, indent="  ")


def _beside(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[int],
    plot: tuple[list[str], list[tuple[str, str]]],
    dims: Sequence[str | None],
    style: Style,
) -> list[str]:
    whole = sum(widths) + len(GAP) * (len(widths) - 1)
    lines = [style.paint(line, DIM) for line in _row(head, widths)]
    for row, drawn, dim in zip(rows, plot[0], dims, strict=True):
        first, *more = _row(row, widths)
        lines += [style.paint(line, dim) for line in (f"{pad(first, whole)}{GAP} {drawn}".rstrip(), *more)]
    return lines + [f"{pad(word, whole, align='right')}{GAP} {line}".rstrip() for word, line in plot[1]]


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]], *, columns: int) -> list[int]:
    """Return the widths of the columns: as needed, with source and says sharing what the others leave."""
    need = [max(width(cell) for cell in column) for column in zip(head, *rows, strict=True)]
    room = max(columns - need[0] - need[3] - need[4] - len(GAP) * 4, LEAST_COLUMNS)
    if need[1] + need[2] > room:
        need[2] = min(need[2], max(room // 2, room - need[1]))
        need[1] = min(need[1], room - need[2])
    return need


def _plot(view: View, claims: Sequence[Claim], *, columns: int) -> tuple[list[str], list[tuple[str, str]]]:
    """Return a drawn line for each claim and the axis with a word for its margin; nothing where there is no plot."""
    if len(claims) < plot.LEAST_FIGURES:
        return [], []
    kind = view.measure.value_kind
    figures = [plot.bounds(claim.figure, kind=kind) for claim in claims]
    scale = plot.scale(figures, columns=columns)
    if scale is None:
        return [], []
    words = {ValueType.NOVALUE: "(none)", ValueType.SOMEVALUE: "(unknown)"}
    drawn = [
        words.get(claim.figure.value_type, "(no number)") if figure is None else plot.draw(figure, on=scale)
        for claim, figure in zip(claims, figures, strict=True)
    ]
    line, labels = plot.axis(scale, kind=kind)
    return drawn, [("", line), ("log scale" if scale.is_log else "", labels)]


def _pairs(view: View, style: Style) -> list[str]:
    """Return how the claims relate, the worst first; the rest is counted unless everything is wanted."""
    pairs = view.comparison.pairs
    if not pairs:
        return []
    shown = pairs.worst(min(len(pairs), PAIRS_READ) if style.everything else PAIRS_SHOWN)
    by_id = {claim.id: claim for claim in view.comparison.claims}
    lines = [""]
    for pair in shown:
        first, *more = wrap(_pair(pair, by_id, view), style.columns - 2)
        symbol = style.paint(SYMBOLS[pair.relation], COLOURS.get(pair.relation))
        lines += [f"{symbol} {first}", *(f"  {line}" for line in more)]
    left = Counter(pairs.counts) - Counter(pair.relation for pair in shown)
    if left:
        words = {kind: COUNTED.get(kind, str(kind).replace("_", " ")) for kind in WORST_FIRST}
        kinds = [f"{left[kind]:,} {word}" for kind, word in words.items() if left[kind]]
        ask = "" if style.everything else "; --all shows them"
        rest = f"and {left.total():,} more pairs ({', '.join(kinds)}){ask}"
        lines += wrap(rest, style.columns, indent="  ")
    return lines


def _pair(pair: Pair, by_id: Mapping[str, Claim], view: View) -> str:
    first, second = by_id[pair.a], by_id[pair.b]
    ratio = "" if pair.ratio is None else f" ×{pair.ratio:.2f}"
    names = [f"{clip(source_name(claim, view), NAME_COLUMNS)} “{clean(claim.says)}”" for claim in (first, second)]
    return f"{names[0]} v {names[1]}: {str(pair.relation).replace('_', ' ')}{ratio} ({clean(pair.reason)})"


def _decision(decision: "Reconciliation", view: View) -> str:
    figure = str(decision.outcome).replace("_", " ")
    if decision.figure is not None:
        figure = f"“{say(decision.figure, kind=view.measure.value_kind)}”"
    stale = " (made on other claims than stand today: look again)" if view.stale else ""
    who = f"{clean(decision.decided_by)} on {decision.decided_at[:10]}"
    return f"Decided: {figure}, by {who}, rule {decision.rule}{stale}. {clean(decision.rationale)}"
