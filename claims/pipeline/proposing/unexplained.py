"""Numbers of an unknown table that no header explains: which of them may count, and what their headers may be."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.mapping.fields import Block, Wide
from claims.mapping.flags import headers_are, map_flag
from claims.mapping.synonyms import synonyms
from claims.pipeline.nobody import is_total
from claims.pipeline.organisations import organisations
from claims.pipeline.proposing.columns import NO_FIGURES, PERIODS
from claims.pipeline.proposing.counts import are_codes, counts_rows, is_count, named_as_counts, taken_by_name
from claims.pipeline.proposing.found import NOT_SAID
from claims.pipeline.proposing.fractions import rates_among, without_fractions
from claims.pipeline.proposing.header_names import take_names
from claims.pipeline.proposing.header_times import ask_for_times, time_in, whole_times, without_time
from claims.pipeline.proposing.named_sources import may_speak, wait_for_both
from claims.pipeline.proposing.no_counts import is_money
from claims.pipeline.proposing.people import ALL, is_part, of_those_before, written_in
from claims.pipeline.proposing.persons import about_persons, of_one_a_row
from claims.pipeline.proposing.places import names_places
from claims.pipeline.proposing.sentences import not_counted, quoted
from claims.pipeline.proposing.several_in_cells import several_in_a_cell
from claims.pipeline.proposing.sums import only_people
from claims.pipeline.proposing.vocabulary import word_set
from claims.pipeline.proposing.words import CUMULATIVE, ONLY_NUMBERS, PEOPLE, PLAIN, VALUES, words_of
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.pipeline.proposing.columns import Column
    from claims.pipeline.proposing.found import Found
    from claims.pipeline.proposing.meaning import KnownNames

WHAT_HEADERS_ARE = "wide.header"
"""What a question on headers asks for that are no known names."""
IN_SOME_ROWS = "hold numbers in some rows only"
"""How the question on columns in which numbers stand beside rows of other things begins, behind their names."""
NO_NUMBERS = "no column holds numbers"
"""How the question begins where no column is read as figures."""
SEVERAL_IN_CELLS = "counts several measures in one cell"
_NUMBER_OF = word_set("number_of")
_REMARKS = {fold(one) for one in synonyms()["note"]}  # last words of headers of no figures: "my note"
_BRACKETS = re.compile(r"[(\[（](?!\d+\]).+[)\]）]")
"""Brackets in a header that are not the number of a footnote, "[2]"."""
_SENTENCE = 3  # a cell of more words may be one
_NUMBER = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f ]?\d{3})*\+?")
NO_OTHERS = "nothing else may be one"
_AND_A_WORD = re.compile(r"\d[\d.,\s'’٬]*\s*[^\W\d_][^\s\d]*")


def unexplained(found: Found, free: Sequence[Column], figures: Sequence[str], *, known: KnownNames) -> None:
    """Take numbers that no header explains: several in a cell, places, or columns that may count, in this order."""
    figures = [name for name in figures if not _REMARKS & set(words_of(name)[-1:]) or _BRACKETS.search(name)]
    numbers = [column for column in free if column.is_number and not column.is_year]
    if all(map(counts_rows, numbers)):
        figures = [name for name in figures if name not in {one.name for one in numbers}]
        numbers = []
    others = [column.name for column in numbers if not column.is_never_a_figure]
    rates = [] if figures else rates_among(found, others)
    others = [name for name in others if name not in rates]
    if rates and not others:
        return
    read = [one for one in free if one.name in figures] if figures or others else free
    if several_in_a_cell(found, read, known=known):
        return
    had = figures or others
    are_places = "place" not in found.columns and names_places(had, has_measure="measure" in found.columns)
    figures = (
        list(had) if are_places else without_fractions(found, had, seen=numbers, beside=free, measures=known.measures)
    )
    if had and not figures:
        found.asked.append(f"no other column holds numbers that may count people: {of_one_a_row(free)}")
        return
    if (priced := [name for name in figures if is_money(name)]) and len(priced) < len(figures):
        figures = [name for name in figures if name not in priced]
        found.left_out.append(f"{quoted(priced)}: money by their headers, and of no known measure: not read")
    also = [name for name in others if name not in had]
    named = _named(found, figures or others)
    are_told = any(SEVERAL_IN_CELLS in one for one in found.left_out)
    if named or not (figures or others or are_told):
        _unnamed_figures(found, named, also=also, seen=free, known=known)


def _named(found: Found, figures: Sequence[str]) -> list[str]:
    """Return the columns whose headers say something, and ask for those of which no column and no header does."""
    has_measure = "measure" in found.columns.keys() | found.constants.keys() | found.said
    mute = [] if has_measure else [name for name in figures if _says_nothing(name)]
    if mute:
        way = f"where they are figures, {map_flag(mute[0], 'says')} --set measure=NAME"
        found.asked.append(f"headers do not say what their numbers count, which are not read ({quoted(mute)}): {way}")
    return [name for name in figures if name not in mute]


def _why_unread(figures: Sequence[str], seen: Sequence[Column]) -> str:
    """Return why numbers below headers that say nothing are not read; "" if they may be figures."""
    if figures and all(name.strip().isdecimal() for name in figures):
        way = '[[wide]] columns = [...] with header = "place", "population" … reads them where the numbers name it'
        return f"headers that are numbers name no measure and are not read ({quoted(figures)}): {way}"
    if are_codes(figures, seen):
        way = "[[wide]] columns = [...] names those that count"
        return (
            f"numbers of one digit below many short names look like codes and are not read ({quoted(figures)}): {way}"
        )
    return ""


def _says_nothing(header: str) -> bool:
    """Return whether a header is a letter, as those of variables are, alone or beside a word for a value: "b"."""
    words = [word.rstrip("0123456789") for word in words_of(header)]
    letters = [word for word in words if len(word) == 1 and word.isascii() and word not in _NUMBER_OF]
    return bool(letters) and all(word in letters or word in VALUES for word in words)


def _unnamed_figures(
    found: Found,
    figures: Sequence[str],
    *,
    also: Sequence[str],
    seen: Sequence[Column],
    known: KnownNames,
) -> None:
    """Take columns of numbers as figures whose headers are no known names; also are further columns with numbers."""
    others = [name for name in also if name not in figures]
    if reason := _why_unread(figures, seen):
        found.left_out.append(reason)
        return
    if figures and not found.headers and (question := _of_no_known_name(found, figures, seen)):
        found.ask("says", question, waits=True)
        return
    dropped: list[str] = []
    has_measure = "measure" in found.columns.keys() | found.constants.keys() | found.said
    if not has_measure and (counts := named_as_counts(figures)):
        dropped = [name for name in figures if name not in counts]
        others, figures = [*dropped, *others], counts
    spans = [name for name in figures if PERIODS & set(words_of(name))]
    if "measure" in found.columns and 0 < len(spans) < len(figures):  # "within 24 hours" beside "total"
        figures = [name for name in figures if name not in spans]
        way = "a mapping with period_start reads them"
        found.left_out.append(f"figures in {quoted(spans)}, which count a time of their own, are not read: {way}")
    if units := [name for name in figures if _BRACKETS.search(name)]:
        found.unsure.append(f"what brackets say in {quoted(units)} is not applied: if it is a unit, say it")
    if len(figures) == 1 and is_count(figures[0]) and not has_measure:
        found.wide.append(Wide(columns=(figures[0],), header="measure"))
        found.unsure.append(taken_by_name(figures))
        found.left_out += [not_counted(others, with_way=True)] if others else []
    elif len(figures) == 1 and not found.headers:
        if worded := _with_words(found, figures[0], seen):
            told = f"numbers with a word behind them stand in {quoted(worded)}, and only “{figures[0]}” is read"
            found.ask("says", f"{told}: {map_flag(figures[0], 'says')} if these are no figures", waits=True)
        if lists := [one.name for one in seen if one.holds_lists_of_counts]:
            told = f"lists of numbers stand in {quoted(lists)}, and only “{figures[0]}” is read"
            found.ask("says", f"{told}: {map_flag(figures[0], 'says')} if these are no figures", waits=True)
        found.columns["says"] = figures[0]
        why = f"numbers in {quoted(others)} are not read" if others else ""
        found.unsure.append(f"“{figures[0]}” is taken as the figure: {why or NO_OTHERS}")
    elif (
        figures
        and not found.headers
        and "measure" in found.columns
        and ("source" in found.columns or any(map(_is_no_name, figures)))
        and not only_people(figures)
    ):
        _one_of_several(found, figures)
    elif figures:
        _by_their_names(found, figures, others, dropped, measures=known.measures)
    else:
        why = _among_other_rows(found, seen) or ("" if about_persons(seen) else _in_sentences(seen))
        found.ask(
            "says",
            why or f"{NO_NUMBERS}, and none is named as a figure: {of_one_a_row(seen)}{_of_figures(seen, known)}",
        )


def _of_figures(seen: Sequence[Column], known: KnownNames) -> str:
    """Return the flag that reads a column as figures whose name says that it holds some; "" where none does."""
    filled = [one.name for one in seen if one.cells]
    named = next((name for by in (known.meaning, _is_no_name) for name in filled if by(name)), "")
    return f"; where “{named}” holds figures, {map_flag(named, 'says')}" if named else ""


def _with_words(found: Found, says: str, seen: Sequence[Column]) -> list[str]:
    """Return the columns of numbers in which some have a word behind them, which may be a scale: "1.5 लाख"."""
    free = [one for one in seen if one.name not in {says, *found.used()} and not one.is_never_a_figure]
    free = [one for one in free if sum(cell[:1].isdecimal() for cell in one.cells) * 2 > len(one.cells)]
    return [one.name for one in free if sum(map(bool, map(_AND_A_WORD.fullmatch, one.cells))) * 4 >= len(one.cells)]


def _in_sentences(seen: Sequence[Column]) -> str:
    """Return what to do where the numbers stand in sentences, "" where no column holds such."""
    for column in seen:
        several = [cell for cell in column.cells if len(cell.split()) > _SENTENCE and any(map(str.isdigit, cell))]
        if len(several) * 2 > len(column.cells) and not column.is_date:
            told = f"{NO_NUMBERS} alone: “{column.name}” holds sentences (“{several[0]}”)"
            way = f"{map_flag(column.name, 'says')} --set measure=NAME reads those with one figure"
            return f"{told}: {way}; claims extract reads texts of several"
    return ""


def _by_their_names(
    found: Found, figures: Sequence[str], others: Sequence[str], dropped: Sequence[str], *, measures: dict[str, str]
) -> None:
    """Take headers that are no known names as places, measures, sources or people, whichever nothing else gives.

    others are further columns with numbers, dropped those whose headers do not say that they count; measures are the
    known names of measures.
    """
    has_measure = "measure" in found.columns.keys() | found.said
    times = {} if found.headers or {"as_of", "year", "period_start"} & found.columns.keys() else whole_times(figures)
    if len(times) > 1:
        of_what = {} if has_measure else {"measure": NOT_SAID}
        found.claims += [Block({**of_what, **time.fields()}, {"says": header}) for header, time in times.items()]
        found.unsure.append(f"the headers {quoted(figures)} are taken as the times of their figures")
        return
    if has_measure and not found.headers and (_people_and_all(found, figures) or _people_of_ages(found, figures)):
        return
    are_places = "place" not in found.columns and names_places(figures, has_measure=has_measure)
    header = found.headers or ("place" if are_places else _kind_of(figures, has_measure=has_measure, found=found))
    if are_places:  # "Western area" is a name, though an area is no figure
        figures = [
            *figures,
            *(name for name in others if name[:1].isupper() and not set(words_of(name)) <= NO_FIGURES | PLAIN),
        ]
    had = figures
    figures = _without_parts(found, figures) if header == "measure" else figures
    timed = [name for name in had if time_in(name, with_year=True) is not None]
    if timed and (header != "measure" or len(timed) == len(had) or all(map(_is_all_or_people, timed))):
        day = found.columns.get("as_of")
        way = f": {map_flag(day)} takes these in place of “{day}”" if day is not None and "{" not in day else ""
        found.wait(f"headers name times, and of what else their figures are nothing says ({quoted(timed)}){way}")
    if header == "source":
        wait_for_both(found, figures)
    if header == "measure" and (totals := tuple(filter(_is_only_a_total, figures))):  # of what, nobody says
        found.wide.append(Wide(columns=totals, constants={"measure": NOT_SAID}))
        figures = [name for name in figures if name not in totals]
        if not figures:
            return
    take_names(found, figures, header, measures=measures)
    told = f"the headers {quoted(figures)} are taken as {header}s"
    others = headers_are(*(kind for kind in ("place", "population", "source") if kind != header))
    by_total = are_places and not names_places(figures, has_measure=False)  # "Urban", "Police" beside it are none
    speak = _may_all_speak(figures)
    may_be_names = len(figures) > 1 and (speak or all(map(_may_name, figures)))
    are_measures = header == "measure" and not may_be_names
    are_known = (are_places and not by_total) or are_measures or only_people(figures) or (header == "source" and speak)
    if found.headers or are_known:
        found.unsure.append(f"{told}; check each{'' if header == 'place' else f'; else {others}'}")
    else:
        found.ask(WHAT_HEADERS_ARE, f"{told}: {headers_are(header)} if they are; else {others}", waits=True)
    if dropped:
        found.left_out.append(f"numbers in {quoted(dropped)} are not read")


def _is_all_or_people(header: str) -> bool:
    """Return whether a header names no more beside its time than who is counted: "23 January 2021 / of whom minors"."""
    rest = without_time(header)
    return is_total(rest) or bool(PEOPLE & set(words_of(rest)))


def _is_only_a_total(header: str) -> bool:
    """Return whether a header says of no figure what it counts: "Toplam", and not "Total civilians"."""
    words = words_of(header)
    return is_total(header) and (len(words) == 1 or set(words) <= PLAIN)


def _people_and_all(found: Found, figures: Sequence[str]) -> bool:
    """Take columns of people beside the one of their total as whom figures count; return whether they are some."""
    totals = [name for name in figures if is_total(name)]
    people = [name for name in figures if name not in totals]
    if len(totals) != 1 or not only_people(people) or "population" in found.columns.keys() | found.said:
        return False
    found.wide.append(Wide(columns=tuple(people), header="population"))
    found.wide.append(Wide(columns=tuple(totals), constants={"population": ALL}))
    found.unsure.append(f"headers are taken to say who is counted: {quoted(people)}; “{totals[0]}” is all of them")
    return True


def _people_of_ages(found: Found, figures: Sequence[str]) -> bool:
    """Take columns of people beside one of their ages as those of both, and one of their total as all of an age."""
    ages = found.columns.get("population")
    if ages is None or not only_people(figures):
        return False
    for header in figures:
        whom = {} if is_total(header) else {"population": f"{header.lower()}, {{{ages}}}"}
        found.claims.append(Block({}, {"says": header, **whom}))
    found.unsure.append(f"headers are taken to say who is counted, beside “{ages}”: {quoted(figures)}")
    return True


def _may_name(header: str) -> bool:
    """Return whether a header is one word, which may name somebody or a place and not what is counted: "Milenio"."""
    return header[:1].isupper() and len(words_of(header)) == 1


def _may_all_speak(headers: Sequence[str]) -> bool:
    """Return whether half of some headers at least are or may be those who say figures, and no two name people."""
    speakers = [name for name in headers if fold(name) in organisations() or may_speak(name)]
    last = {words[-1] for name in headers if len(words := words_of(name)) > 1}
    return len(last & PEOPLE) <= 1 and len(speakers) * 2 >= len(headers)


def _without_parts(found: Found, figures: Sequence[str]) -> list[str]:
    """Take columns such as “of whom women” as parts of what the one before them counts, and return the others.

    So are “Women” and “Men” behind the only column that names something else.
    """
    kept: list[str] = []
    parts: dict[str, str] = {}
    for header in figures:
        is_person = len(kept) == 1 and only_people([header]) and not only_people(kept)
        whom = (of_those_before(header) or (header if is_person else "")) if kept else ""
        if is_part(header) and not kept:
            found.left_out.append(f"“{header}” counts a part of what no column before it names, and is not read")
        elif whom:
            parts[header] = written_in(whom, header).lower()
            measure = NOT_SAID if _is_only_a_total(kept[-1]) else kept[-1]
            found.claims.append(Block({"measure": measure, "population": parts[header]}, {"says": header}))
        else:
            kept.append(header)
    if parts:
        listed = ", ".join(f"“{header}” ({whom})" for header, whom in parts.items())
        found.unsure.append(f"headers are taken to say who is counted: {listed}; check each population")
    return kept


def _likeliest(figures: Sequence[str], seen: Sequence[Column]) -> str:
    """Return the header below which numbers look most like counts: whole, and not those of the rows in their order."""
    cells = {one.name: one.cells for one in seen}

    def is_unlike_counts(name: str) -> bool:
        numbers = [int(cell) for cell in cells.get(name, ()) if cell.isdecimal()]
        follow = len(numbers) > 1 and all(one + 1 == other for one, other in pairwise(numbers))
        return follow or not all(map(_NUMBER.fullmatch, cells.get(name, ())))

    return min(figures, key=is_unlike_counts)


def _of_no_known_name(found: Found, figures: Sequence[str], seen: Sequence[Column]) -> str:
    """Return a question on headers that are unclear times, or variables of no known name beside a said measure."""
    if (times := ask_for_times(figures)) or "measure" not in found.said:
        return times
    known = ONLY_NUMBERS | PLAIN | PEOPLE
    if sum(bool(set(words_of(name)) & known) for name in figures) * 2 > len(figures) or only_people(figures):
        return ""
    if len(figures) > 1 and (not all(map(_is_a_variable, figures)) or names_places(figures, has_measure=True)):
        return ""
    way = f"where one does, {map_flag(_likeliest(figures, seen), 'says')} reads it"
    way += f"; where they are places, {headers_are('place')}" if len(figures) > 1 else ""
    return f"no header is the name of a figure that is known ({quoted(figures)}): does one count this? {way}"


def _is_a_variable(header: str) -> bool:
    """Return whether a header begins small, in ASCII letters, as variables do and names of places do not."""
    return header.isascii() and header[:1] == header[:1].lower()


def _one_of_several(found: Found, figures: Sequence[str]) -> None:
    """Take the running total or what is called a value as the figure; else ask: each may be the figure of a place."""
    named = [name for name in figures if (CUMULATIVE | VALUES) & set(words_of(name)) or _is_no_name(name)]
    says = found.columns["says"] = (named or figures)[0]
    left = quoted([name for name in figures if name != says])
    told = f"“{says}” is taken as the figure; for numbers in {left}: --map COLUMN=says"
    if named:
        found.unsure.append(told)
    else:
        way = f"{map_flag(says, 'says')} if it is; {headers_are()} where headers are names of these"
        found.ask("says", f"{told}: {way}", waits=True)


def _is_no_name(header: str) -> bool:
    """Return whether a header only says that numbers stand below it ("No."), so that it names nobody and no place."""
    return set(words_of(header)) <= ONLY_NUMBERS


def _kind_of(headers: Sequence[str], *, has_measure: bool, found: Found) -> str:
    """Return what headers are that are neither known nor places: people, where they only name these, or the rest."""
    is_named = not any(sign.isdigit() for header in headers for sign in header)  # "Q1 2020" is no place
    given = found.columns.keys() | (found.said if is_named else frozenset())
    if "population" not in given and only_people(headers):
        return "population"
    if not has_measure:
        return "measure"
    return next((field for field in ("source", "place") if field not in given), "population")


def _among_other_rows(found: Found, seen: Sequence[Column]) -> str:
    """Return how to read columns in which numbers stand beside rows of other things ("As of"); "" if there are none."""
    measure = found.columns.get("measure")
    numbers = {one.name: [bool(_NUMBER.fullmatch(cell)) for cell in one.cells] for one in seen}
    mixed = [one for one in seen if len(set(numbers[one.name])) > 1 and one.name not in found.used()]
    if measure is None or not mixed:
        return ""
    other = next((cell for cell in mixed[0].cells if not _NUMBER.fullmatch(cell)), "")
    rows = f'[only] "{measure}" = [...] names the rows that hold figures'
    way = f'{rows}, and [[wide]] columns = [...] with header = "source", "place" … reads these columns'
    return f"{quoted([one.name for one in mixed])} {IN_SOME_ROWS} (in another “{other}”): {way}"
