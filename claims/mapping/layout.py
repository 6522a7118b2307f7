"""The parts of a mapping file that say how wide tables and cells with several things in them are read, checked."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from claims.mapping.fields import DATES, DAYS, FIGURES, SECONDS, SPLITTABLE, Split, Wide

if TYPE_CHECKING:
    from claims.mapping.checked import Checked

BOUND = "bound"
"""The name of a group that holds low, best or high, or another word for one."""
_WIDE = ("columns", "pattern", "header", "dates", "value", "set", "alone", "hashtags")
_SPLIT = ("by", "measures", "speakers", "whom", "in_order")
_SOME_DAY = datetime(2020, 3, 28)  # noqa: DTZ001  only its day is used
_YEAR_SIGN = re.compile(r"(?<!%)(?:%%)*%[YyGcx]")


def wides(checked: Checked, data: dict[str, Any]) -> tuple[Wide, ...]:
    """Return the blocks of wide columns of a mapping file; raises BadMapping."""
    given = data.get("wide", [])
    listed = [given] if isinstance(given, dict) else given
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        checked.fail("wide is not a table", hint="write [wide], or [[wide]] for each of several", at="wide")
    is_one = isinstance(given, dict)
    return tuple(_wide(checked, one, at="wide" if is_one else f"wide.{number}") for number, one in enumerate(listed))


def _wide(checked: Checked, data: dict[str, Any], *, at: str) -> Wide:
    for key in data.keys() - set(_WIDE):
        checked.fail(f"there is no “{key}” in [wide]", hint=f"it has {', '.join(_WIDE)}", at=f"{at}.{key}")
    names = _texts(checked, data.get("columns", []), at=f"{at}.columns", example='columns = ["*deaths*"]')
    pattern = data.get("pattern")
    found = fields_of(checked, pattern, at=f"{at}.pattern", also=(BOUND,)) if pattern is not None else ()
    named = data.get("header", None if found or not data.get("dates") else "as_of")
    header = None if named is None else checked.field(str(named), at=f"{at}.header")
    value = checked.field(str(data.get("value", "says")), at=f"{at}.value")
    if value not in FIGURES:
        hint = f"the cells hold the figure: value is one of {', '.join(FIGURES)}"
        checked.fail(f"value cannot be “{value}”", hint=hint, at=f"{at}.value")
    if header in FIGURES or set(found) & set(FIGURES):
        checked.fail("a figure stands in the header", hint="the header says what its cells are figures of", at=at)
    dates = data.get("dates")
    if dates is not None and not is_date_format(dates):
        hint = 'write it in the signs of strptime: "%m/%d/%y" reads 3/28/20, "%d.%m.%Y" reads 28.03.2020'
        checked.fail(f"dates is “{dates}”, which holds no year", hint=hint, at=f"{at}.dates")
    constants = checked.block({"set": data.get("set", {})}, at=f"{at}.").constants
    if not (header or found or constants):
        hint = 'name the field in it: header = "as_of", or pattern = "(?P<source>.+) deaths"'
        checked.fail("nothing says what the headers of these columns are", hint=hint, at=at)
    alone = data.get("alone", False)
    if not isinstance(alone, bool):
        checked.fail("alone is neither true nor false", hint="write alone = true", at=f"{at}.alone")
    hashtags = checked.table(data, "hashtags", at=f"{at}.hashtags")
    if not all(isinstance(measure, str) for measure in hashtags.values()):
        hint = 'hashtags = {"#affected+killed" = "killed"}'
        checked.fail("hashtags is no table of texts", hint=hint, at=f"{at}.hashtags")
    return Wide(names, pattern, header, dates, value, constants, alone, hashtags)


def _names_a_speaker(template: str) -> bool:
    """Return whether a template has {} once beside words, or is a name with a colon behind it."""
    words = template.replace("{}", "").strip()
    return bool(words.rstrip(" :：")) and (template.count("{}") == 1 or ("{}" not in template and words[-1] in ":："))


def is_date_format(dates: object) -> bool:
    """Return whether a text tells, in the signs of strptime, how dates are written, a year among them; or counted."""
    if dates == SECONDS or (isinstance(dates, str) and dates in DAYS):
        return True
    if not isinstance(dates, str) or not _YEAR_SIGN.search(dates):  # Python 3.13 warns of a day without a year
        return False
    try:
        return _SOME_DAY.strftime(dates) != dates and datetime.strptime(_SOME_DAY.strftime(dates), dates).year == 2020  # noqa: DTZ007
    except ValueError:
        return False


def splits(checked: Checked, given: dict[str, Any]) -> dict[str, Split]:
    """Return by what the cells of a field are parted, by field; raises BadMapping."""
    found = {}
    for key, value in given.items():
        name, at = checked.field(key, at=f"split.{key}"), f"split.{key}"
        if name not in SPLITTABLE:
            hint = f"a cell can hold several of {', '.join(SPLITTABLE)}"
            checked.fail(f"{name} cannot be split", hint=hint, at=at)
        data = value if isinstance(value, dict) else {"by": value}
        for unknown in data.keys() - set(_SPLIT):
            checked.fail(f"there is no “{unknown}” in split", hint=f"it has {', '.join(_SPLIT)}", at=f"{at}.{unknown}")
        by = _texts(checked, data.get("by", []), at=f"{at}.by", example='by = [";", ","]')
        measures = checked.table(data, "measures", at=f"{at}.measures")
        for word, measure in measures.items():
            if not isinstance(measure, str):
                hint = 'measures = {"getötet" = "killed"}'
                checked.fail("measures is no table of texts", hint=hint, at=f"{at}.measures.{word}")
        if not by:
            checked.fail("nothing says by what it is parted", hint='by = ";" or by = [";", ","]', at=at)
        speakers, whom = _said_beside(checked, data, is_figure=name == "says", at=at)
        in_order = {
            header: _texts(
                checked,
                names,
                at=f"{at}.in_order.{header}",
                example='in_order = {"Killed/Injured" = ["killed", "injured"]}',
            )
            for header, names in checked.table(data, "in_order", at=f"{at}.in_order").items()
        }
        if (name == "says") != bool(measures or speakers or whom or in_order):
            hint = 'says = {by = ", ", measures = {"killed" = "killed", "injured" = "injured"}}'
            checked.fail("only figures are parted by measures, and they need them", hint=hint, at=at)
        found[name] = Split(by, measures, speakers, whom, in_order)
    return found


def _said_beside(checked: Checked, data: dict[str, Any], *, is_figure: bool, at: str) -> tuple[tuple[str, ...], bool]:
    """Return which words beside a figure name who asserts it, and whether others say whom it counts."""
    speakers = _texts(checked, data.get("speakers", []), at=f"{at}.speakers", example='speakers = ["per {}"]')
    whom = data.get("whom", False)
    if not is_figure and (speakers or whom):
        checked.fail("speakers and whom are read beside figures only", hint="write them in [split.says]", at=at)
    if any(not _names_a_speaker(one) for one in speakers):
        hint = 'the name stands for {} once, beside words, or before a colon: speakers = ["per {}", "{} claim", "UN:"]'
        checked.fail("a speaker is named by no words", hint=hint, at=f"{at}.speakers")
    if not isinstance(whom, bool):
        checked.fail("whom is neither true nor false", hint="write whom = true", at=f"{at}.whom")
    return speakers, whom


def takes(checked: Checked, given: dict[str, Any]) -> dict[str, str]:
    """Return which part of a cell is the field, by field; raises BadMapping."""
    found = {}
    for key, pattern in given.items():
        name, at = checked.field(key, at=f"take.{key}"), f"take.{key}"
        if _compiled(checked, pattern, at=at).groups < 1:
            hint = "the part in round brackets is taken; of several the first that holds something"
            checked.fail(f"the pattern for {name} has no group", hint=hint, at=at)
        found[name] = pattern
    return found


def ways_of_writing(checked: Checked, given: dict[str, Any]) -> dict[str, str]:
    """Return how the dates of a field are written, in the signs of strptime, by field; raises BadMapping."""
    found = {}
    for key, dates in given.items():
        name, at = checked.field(key, at=f"written.{key}"), f"written.{key}"
        if name not in DATES:
            checked.fail(f"{name} is no date", hint=f"it is said of {', '.join(DATES)}", at=at)
        if dates and not is_date_format(dates):
            hint = 'write it in the signs of strptime: "%d-%b-%y" reads 22-Jun-22, "%m/%d/%y" reads 6/22/22'
            checked.fail(f"{name} is written “{dates}”, which holds no year", hint=hint, at=at)
        found[name] = dates
    return found


def fields_of(checked: Checked, pattern: Any, *, at: str, also: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the fields that the named groups of a pattern are; raises BadMapping if there is none."""
    groups = tuple(_compiled(checked, pattern, at=at).groupindex)
    if not groups:
        hint = "its named groups are fields: (?P<source>.+) deaths"
        checked.fail("the pattern has no named group", hint=hint, at=at)
    for group in groups:
        if group not in also:
            checked.field(group, at=at)
    return groups


def _compiled(checked: Checked, pattern: Any, *, at: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except (re.error, TypeError) as error:
        checked.fail(f"“{pattern}” is no regular expression: {error}", hint="write it in single quotes: '...'", at=at)


def _texts(checked: Checked, given: Any, *, at: str, example: str) -> tuple[str, ...]:
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list) or not all(isinstance(one, str) and one for one in listed):
        checked.fail(f"{at.rpartition('.')[2]} is no text or list of texts", hint=f"write {example}", at=at)
    return tuple(listed)
