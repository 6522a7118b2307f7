"""Who says the figures, and as of when, where a line around a table tells: “Source: OCHA”, “as of 5 May 2020”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims import dates
from claims.dates_days import read_days
from claims.errors import AmbiguousDate, NotADate
from claims.pipeline.nobody import is_nobody
from claims.pipeline.proposing.vocabulary import listed, word_set, written
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.table import Row

_LABELLED = re.compile(r"[\W_]*([^:：]{2,40}?)(?:\s*[:：]|\s+[-–—]\s)\s*(\S.*?)[\s.]*$")
_SEVERAL = re.compile(rf"[;/،؛,&+\n]|\b(?:{'|'.join(written('and'))})\b|https?:|www\.")
_JOINED = re.compile(r"(?<=[^\W\d_])[-–—:：](?=\d)")
"""What parts a word from the date right behind it: “Updated Date-2015.05.12”."""
_DAY_BEHIND = r"\d[\w.,/ -]*"
_SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{5})|(?<=[A-Z]{3}))\.\s+(?=[^\W\d_a-z])")
"""What ends a sentence where another follows, and no abbreviation such as “St.” or “Dept. of”."""
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_MARKS = " \t.,;:()[]“”\"'«»،؛*"
_SEE = tuple([word] for word in word_set("see"))
"""Words that begin what leads elsewhere and is no name: "see notes"."""
_LONGEST_DATE, _MOST_LABEL_WORDS, _LONGEST_NAME, _FEWEST_WORDS = 9, 3, 100, 4


def lines_beside(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the words that stand in rows with a single cell that is not empty, as notes below a table do."""
    alone = []
    for row in rows:
        cells = [] if isinstance(row.cells, dict) else [cell for cell in row.cells if cell and str(cell).strip()]
        if len(row.cells) > 1 and len(cells) == 1 and any(map(str.isalpha, str(cells[0]))):
            alone.append(str(cells[0]).strip())
    return tuple(dict.fromkeys(alone))


def notes_below(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the notes in the last rows of a table, each alone in its first cell: no place without a figure is one."""
    last: list[str] = []
    for row in reversed(rows):
        first, *others = [""] if isinstance(row.cells, dict) else [str(cell or "").strip() for cell in row.cells]
        if not others or any(others) or not (len(first.split()) >= _FEWEST_WORDS or _LABELLED.match(first)):
            break
        last.insert(0, first)
    return tuple(last)


def source_told(lines: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """Return who says the figures by a line that names one source, and a sentence on each line that tells of sources.

    What may name several or nobody, is an address, or is the source of something else, is told and not taken.
    """
    told = {line: name for line in lines for name in _sources_named(line) if fold(name).split()[:1] not in _SEE}
    names = {name for line, name in told.items() if _is_of_all(line) and _is_one(name)}
    if len(told) == len(names) == 1:
        return names.pop(), (f"the source is taken from the line “{next(iter(told))}”",)
    return None, tuple(f"a line says “{line}”: if that is who says the figures, --set source=NAME" for line in told)


def source_behind_label(lines: Sequence[str]) -> str:
    """Return the pattern that takes from each of several lines the one source that it names, with or without a day.

    It is "" where a line names none, or perhaps several.
    """
    labels = {labelled[1] for line in lines if (labelled := _LABELLED.match(line))}
    pattern = rf"{re.escape(next(iter(labels), ''))}\s*[:：–—-]\s*(.+?)(?:[\s,;(]+{_DAY_BEHIND})?[\s.)]*$"
    names = [match[1] for line in lines if _is_of_all(line) and (match := re.search(pattern, line))]
    is_clear = len(labels) == 1 and len(names) == len(lines) and all(map(_is_one, names))
    return pattern if is_clear and not any(any(map(str.isdigit, name)) for name in names) else ""


def _is_of_all(line: str) -> bool:
    """Return whether a label is of the source of all figures: “Data source:”, not “Population source:”."""
    labelled = _LABELLED.match(line)
    words = fold(labelled[1]).split() if labelled is not None else []
    own = word_set("source") | word_set("source_label")
    return " ".join(words) in own or own.issuperset(words)


def _is_one(name: str) -> bool:
    if len(name) > _LONGEST_NAME or _SEVERAL.search(name) or is_nobody(name):
        return False
    return word_set("several").isdisjoint(fold(name).split())


def _sources_named(line: str) -> Iterator[str]:
    """Yield what stands behind a label such as “Source:” or “Data source:”."""
    labelled = _LABELLED.match(line)
    if labelled is None:
        return
    words = fold(labelled[1]).split()
    if not 0 < len(words) <= _MOST_LABEL_WORDS or not word_set("no_source").isdisjoint(words):
        return
    if not word_set("source").isdisjoint((" ".join(words), words[0], words[-1])):
        yield _SENTENCE.split(labelled[2])[0]


def day_told(lines: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """Return the one day or month as of which figures are by the lines around them, and the sentence that says so."""
    told = {day: line for line in lines for day in _days_named(line)}
    if len(told) != 1:
        return None, ()
    day, line = next(iter(told.items()))
    return day, (f"the date {day} is taken from the line “{line}”",)


def period_told(lines: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the one time that figures count by a line around them (“Reporting period: …”), and a sentence on it."""
    told = {period: line for line in lines if (period := _period_named(line)) is not None}
    if len(told) != 1:
        return {}, ()
    (begin, end), line = next(iter(told.items()))
    what = begin if begin == end else f"{begin} to {end}"
    sentence = f"the time that is counted, {what}, is taken from the line “{line}”: period_start and as_of"
    return {"period_start": begin, "as_of": end}, (sentence,)


def _period_named(line: str) -> tuple[str, str] | None:
    """Return the first and the last day behind a label such as “Reporting period:”."""
    labelled = _LABELLED.match(line)
    words = set(fold(labelled[1]).split()) if labelled is not None else set()
    label = word_set("period_label")
    if labelled is None or not words & label or not words <= label | word_set("beside_period_label"):
        return None
    try:
        begin, end = read_days(labelled[2].strip(_MARKS))
    except (NotADate, AmbiguousDate):
        return None
    return (end if begin is None else begin).iso, end.iso


def _days_named(line: str) -> Iterator[str]:
    """Yield each date that stands behind words such as “as of”, where these are not of a population or a rate.

    Some languages say such words behind the date: “26 Mayıs 2023 itibarıyla”, 3月20日現在.
    """
    tokens = _parted(line).split()
    folded = [fold(token.strip(_MARKS)) for token in tokens]
    nobodys = word_set("all_people") | word_set("rate")
    for phrase in (one.split() for one in listed("as_of_phrase")):
        for start in range(len(tokens) - len(phrase)):
            if folded[start : start + len(phrase)] == phrase and nobodys.isdisjoint(folded[:start]):
                yield from _date_at(tokens[start + len(phrase) :][:_LONGEST_DATE])
    for end, word in enumerate(folded):
        if word in word_set("as_of_behind") and nobodys.isdisjoint(folded[:end]):
            yield from _date_at(tokens[max(0, end - _LONGEST_DATE) : end], is_before=True)


def _parted(line: str) -> str:
    """Return a line with a blank on either side of brackets and of words that are written without any."""
    unspaced = [one for one in (*listed("as_of_phrase"), *listed("as_of_behind")) if _UNSPACED.match(one)]
    return re.sub("|".join(("[()（）]", *unspaced)), r" \g<0> ", _JOINED.sub(" ", line))


def _date_at(tokens: Sequence[str], *, is_before: bool = False) -> Iterator[str]:
    """Yield the longest date that words begin with, or end in if it stands before, if it is a day or a month."""
    for length in range(len(tokens), 0, -1):
        words = tokens[-length:] if is_before else tokens[:length]
        try:
            found = dates.parse(" ".join(words).strip(_MARKS))
        except (NotADate, AmbiguousDate):
            continue
        if found.precision != "year":
            yield found.iso
        return
