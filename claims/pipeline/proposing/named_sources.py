"""Headers that are an organisation with a year, a measure or both: "UNHCR.2019", "OCHA_killed", "killed 2019 (MoH)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.mapping.fields import Wide
from claims.mapping.flags import headers_are, map_flag
from claims.pipeline.proposing.meaning import name_header, other_words, stands_for
from claims.pipeline.proposing.records import recognised
from claims.pipeline.proposing.sentences import quoted
from claims.pipeline.proposing.vocabulary import is_country, listed, word_set
from claims.pipeline.proposing.words import PEOPLE, PLAIN, SHORT_NAME, YEAR_PATTERN, is_rate, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.meaning import KnownNames

_BETWEEN = r"[ _./:|(–-]+"
_SPLIT = re.compile(_BETWEEN)
_SPEAK = word_set("speaks") | word_set("side_that_speaks")
_KINDS = {"{as_of}": True, "{measure}": False, "{measure}{as_of}": True, "{as_of}{measure}": True}
"""What stands beside the name, and whether it holds a year."""
_WORDS = {"{as_of}": "the year", "{measure}": "the measure"}
_FEWEST = 2
_CROSSED = (" - ", " – ", " (", "(", ": ", ", ", " | ", "_")
"""Signs between two names, each of which may say something of its own."""
_NAME_END = re.compile(r"[^\W_][.)]?$")
_NUMBERED = re.compile(r"\d{3}|\d[-/.]\d")
_BY_SPEAKER = tuple(tuple(phrase.split()) for phrase in listed("by_speaker"))


@dataclass(frozen=True, slots=True)
class _Said:
    """What a header says: who asserts, what is counted ("" where it does not say) and how it is written."""

    source: str
    measure: str
    kind: str
    is_first: bool


def sources_in_headers(
    found: Found,
    figures: Sequence[str],
    *,
    known: KnownNames,
) -> list[str]:
    """Take columns whose headers name a well-known organisation beside a year or a measure, and return the others.

    Short names beside the same are sources too, where no country is among them. "Peacekeepers killed (UN)" says more
    than its source.
    """

    def meaning(words: str) -> str | None:
        measure = known.meaning(words)
        return None if measure is None or other_words(words, known.measures) else measure

    if "source" in found.columns:
        return list(figures)
    is_dated = bool({"year", "as_of", "period_start"} & found.columns.keys())
    said = {header: _readings(header, meaning) for header in figures}
    said = {header: [one for one in every if not (is_dated and _KINDS[one.kind])] for header, every in said.items()}
    sure = {header: one for header, every in said.items() for one in every if fold(one.source) in known.speakers}
    ways = {(one.kind, one.is_first) for one in sure.values()}
    others = {header: every for header, every in said.items() if header not in sure}
    beside = {header: one for header, every in others.items() for one in every if (one.kind, one.is_first) in ways}
    taken = {**sure, **{header: one for header, one in beside.items() if may_speak(one.source)}}
    rest = [one for header, one in beside.items() if header not in taken]
    are_sides = any(is_country(one.source) for one in beside.values()) or any(one.measure for one in rest)
    are_sides = are_sides or len(taken) < len(rest)
    if len(taken) < _FEWEST or not sure or are_sides:
        return list(figures)
    for way in sorted(ways):
        _take(found, {header: one for header, one in taken.items() if (one.kind, one.is_first) == way})
    for subject in dict.fromkeys(one.measure for one in taken.values() if one.measure):
        name_header(found, subject, meaning(subject) or "", names=known.measures)
    found.columns.pop("says", None)
    listed = quoted(dict.fromkeys(one.source for one in taken.values()))
    what = " and ".join(word for field, word in _WORDS.items() if any(field in kind for kind, _ in ways))
    found.unsure.append(f"headers are taken to say who says so ({listed}), with {what}; check each source")
    return [header for header in figures if header not in taken]


def as_sources(found: Found, figures: Sequence[str], sources: Sequence[str], *, names: dict[str, str]) -> None:
    """Take columns whose headers are known sources as figures of each, and with them other names beside these."""
    others = [name for name in figures if not stands_for(name, names)]
    others, left = others if found.headers == "source" else [name for name in others if name[:1].isupper()], others
    among = [name for name in figures if name in {*sources, *others}]
    if any(_NUMBERED.search(name) for name in among):
        found.wait(f"headers that name sources hold days or numbers too, of which nothing says more ({quoted(among)})")
    wait_for_both(found, among)
    found.wide.append(Wide(columns=tuple(among), header="source"))
    unknown = quoted([name for name in among if name not in sources])
    beside = f"; {unknown} beside them too" if unknown else ""
    found.unsure.append(f"headers are taken as sources: {quoted(sources)}{beside}")
    if left := [name for name in left if name not in among]:
        found.left_out.append(
            f"not read beside headers of sources: {quoted(left)}; {headers_are('source')} reads all of them"
        )


def wait_for_both(found: Found, names: Sequence[str]) -> None:
    """Let names wait that are each of several beside each of several others by a sign: "Apr (WHO)", "Hama.Police"."""
    rows = [name.split(" / ") for name in names if " / " in name]
    are_rows = len({one[0] for one in rows}) > 1 and len({one[-1] for one in rows}) > 1
    keys = [name.rpartition(".")[2] for name in names if "." in name]
    sign = " / " if are_rows else "." if len(set(keys)) < len(keys) else ""
    sign = sign or next((sign for sign in _CROSSED if _cross(names, sign)), "")
    if sign:
        parting, end = re.escape(sign).replace(r"\ ", " "), r"\)" * ("(" in sign)
        pattern = f"^(?P<population>.+){parting}(?P<source>.+){end}$"
        way = f"a [[wide]] with pattern = '{pattern}' (or place, in either order) reads both"
        found.wait(f"headers name something else beside their sources ({quoted(names)}): {way}")


def _cross(names: Sequence[str], sign: str) -> bool:
    """Return whether all of several names are the first parts before a sign, each with each of several behind it."""
    parts = {(first, last) for first, _, last in (name.partition(sign) for name in names) if first and last}
    sides = [{one[at] for one in parts} for at in (0, 1)]
    return len(parts) == len(names) == len(sides[0]) * len(sides[1]) and min(map(len, sides)) >= _FEWEST


def sources_by_title(found: Found, seen: Sequence[Column], *, above: Sequence[str], names: dict[str, str]) -> None:
    """Take headers that nothing explains as sources, where a title or a column beside ends in words that say so.

    So do "Deaths by newspaper" above a table and "Deaths according to" as the header of its first column, which may be
    one of years. above holds the titles, names those of measures, folded: what stands before these words may be one.
    """
    unknown = [wide for wide in found.wide if wide.header == "measure" and wide.columns and not wide.constants]
    headers = [name for wide in unknown for name in wide.columns]
    texts = [*above, *(one.name for one in seen if one.name not in headers)]
    told = next(((text, before) for text in texts if (before := _before_speakers(text)) is not None), None)
    are_names = len(headers) > 1 and not any(stands_for(name, names) or not name[:1].isupper() for name in headers)
    if told is None or not are_names or "source" in found.columns or len(found.wide) != len(unknown):
        return
    found.withdraw("the headers “")
    found.settle({what for one, what in found.asked_for.items() if one.startswith("the headers “")}, ())
    measure = stands_for(told[1], names)
    constants = {"measure": measure} if measure else {}
    found.wide[:] = [Wide(columns=tuple(headers), header="source", constants=constants)]
    what = f", and what they count as “{measure}”" if measure else ""
    taken = f"{quoted(headers)} are taken as those who say the figures, as “{told[0]}” sounds{what}"
    found.unsure.append(f'{taken}: keep those who do; for others write header = "measure" or leave them out')
    column = next((one for one in seen if one.name == told[0] and one.is_year), None)
    if column is not None and not {"year", "as_of", "period_start"} & found.columns.keys():
        found.columns["year"] = column.name
        other = map_flag(column.name, "as_of")
        found.unsure.append(f"“{column.name}” holds years and is taken as the year that is counted; else {other}")


def ask_who_says(found: Found) -> None:
    """Ask whether names in headers say the figures where no other name does and they are taken for whom these count."""
    said = [one.constants for one in found.wide] + [one.constants for one in found.claims]
    whom = dict.fromkeys(one.get("population", "") for one in said)
    names = [name for name in whom if name not in ("", "all") and not set(words_of(name)) & PEOPLE]
    says, has_measure = found.columns.get("says", ""), "measure" in {*found.columns, *found.said}
    if (
        has_measure
        and says[:1].isupper()
        and not any(map(str.isdigit, says))
        and "says" not in recognised([says], file="")
    ):
        names.append(says)
    if names and "source" not in found.said:
        told = f"the headers name {quoted(names)}: if they say the figures, {headers_are('source')}"
        found.ask("source", f"{told}; else --set source=NAME")


def _before_speakers(text: str) -> str | None:
    """Return what stands before the words at the end of a text by which headers are speakers; None if it has none."""
    words = [word for word in fold(text).split() if any(map(str.isalpha, word))]
    phrase = next((one for one in _BY_SPEAKER if words[-len(one) :] == list(one)), None)
    return None if phrase is None else " ".join(words[: -len(phrase)])


def may_speak(name: str) -> bool:
    """Return whether a name beside that of a well-known organisation is one of those who say figures.

    Short ones are where their writing has capitals: "MoH".
    """
    folded = fold(name)
    is_short = any(map(str.isupper, name)) and SHORT_NAME.fullmatch(name) is not None
    return is_short or folded in _SPEAK or bool(set(folded.split()) & _SPEAK)


def _readings(header: str, meaning: Callable[[str], str | None]) -> list[_Said]:
    """Return what a header can say, with the name before the rest or behind it."""
    found = []
    for match in _SPLIT.finditer(header):
        parts = header[: match.start()].strip(), header[match.end() :].strip().rstrip(")")
        for is_first, (source, rest) in ((True, parts), (False, parts[::-1])):
            for kind in _KINDS:
                fitting = re.fullmatch(_pattern_of(kind, ".+?"), rest)
                measure = fitting["measure"] if fitting and "measure" in kind else ""
                if fitting and source and (not measure or (meaning(measure) is not None and not is_rate(measure))):
                    found.append(_Said(source, measure, kind, is_first))
                    break
    return [one for one in found if meaning(one.source) is None and _is_name(one.source)]


def _is_name(text: str) -> bool:
    """Return whether a text may be a name: "MoH / Number of" is one with words that stand before what is counted."""
    last = fold(text).split()[-1:]
    is_whole = _NAME_END.search(text) is not None  # "UNHCR / #" is not
    return is_whole and not any(map(str.isdigit, text)) and not PLAIN & set(last)


def _pattern_of(kind: str, measure: str) -> str:
    """Return the regular expression of what stands beside a name."""
    parts = {"as_of": rf"(?P<as_of>{YEAR_PATTERN})", "measure": f"(?P<measure>{measure})"}
    return kind.replace("}{", f"}}{_BETWEEN}{{").format(**parts)


def _take(found: Found, said: dict[str, _Said]) -> None:
    """Take columns whose headers are written in one way."""
    if not said:
        return
    one = next(iter(said.values()))
    names = "|".join(dict.fromkeys(re.escape(header.source) for header in said.values()))
    measures = "|".join(dict.fromkeys(re.escape(header.measure) for header in said.values()))
    source, rest = f"(?P<source>{names})", _pattern_of(one.kind, measures)
    pattern = f"{source}{_BETWEEN}{rest}" if one.is_first else f"{rest}{_BETWEEN}{source}"
    found.wide.append(Wide(columns=tuple(said), pattern=rf"^{pattern}\)?$"))
