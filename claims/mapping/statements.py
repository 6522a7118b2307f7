"""The figures of one cell that holds several: each with its measure, and if asked for whom it counts and who says so.

"Per Ukraine:" above figures, or "(per SOHR)" behind one, says who asserts them; the words of a figure that neither it
nor its measure needs ("3 soldiers killed", "Civilians: 12 killed") say who is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from claims.mapping.beside import ASIDE, apart, group, is_bare, says_where, states, words_beside
from claims.mapping.cells import Trouble
from claims.mapping.fields import NO_FIGURE, NOT_STATED, Split
from claims.mapping.flags import retry_by
from claims.wordlists import wordlist

_NO_MORE = r"(?![\w\u064b-\u0652])"
"""That a word ends, also before the mark of an Arabic vowel."""
_BULLET = re.compile(r"^(?:[•·▪●◦‣]|[-–—*](?=\s))\s*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_HEAD = re.compile(
    r"(?!(?:See|Heavy|Light|Minimal|Moderate|Vide|Ver|Siehe|Voir|См)\b)[A-ZÀ-ÞА-Я]\S*(?: \S+){0,4}"
)
"""A line in which a name or a few words stand alone, as above a list: "Ukrainian civilians"."""
_HEAD = re.compile(r"(?P<head>[^:：]*[^\W\d_][^:：]*)[:：]\s*(?P<rest>.*)")
_NAME = r"(?P<name>[^\s:：()\[\]](?:[^:：()\[\]\n]{0,78}[^\s:：()\[\]])?)"
_OF_THEM = re.compile(
    r"(?P<whole>.*?\d\S*(?:\s.*?)?)[,;]?\s+(?P<some>(?:including|of whom|of them|among them|davon|darunter|dont"
    r"|entre ellos|incluidos|tra cui|в том числе)\s.*)",
    re.IGNORECASE,
)
"""A figure and what some of those that it counts are: "551 protesters including 68 minors"."""
JOINED = re.compile(rf"\s*[/&+]\s*|\s+(?:{'|'.join(wordlist('tables')['join'])})\s+", re.IGNORECASE)
"""What stands between two words that one number counts together."""
_OR_ELSE = re.compile(rf"(?:{JOINED.pattern})(?P<word>[^\W\d_]+)", re.IGNORECASE)
_OF_BOTH = "a figure of both needs a measure of its own: claims measure add NAME"
_SEVERAL = 2
_OF_A_PART = "say who is counted, or where, or add it by hand: claims add"


@dataclass(frozen=True, slots=True)
class Said:
    """One figure of a cell: its measure and its words, whom it counts and who says so (or ""), and its line."""

    measure: str
    says: str
    whom: str = ""
    speaker: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class _Above:
    """What the lines before say of those that follow; is_below tells that the speaker is one of that group only.

    of_all is the measure of a number beside which no other words stand than those that hedge it, cell the whole text,
    of which a year alone ("5 injured, 2019") is no such number.
    """

    measure: str = ""
    whom: str = ""
    speaker: str = ""
    is_below: bool = False
    of_all: str = ""
    cell: str = ""


def reader_of(split: Split) -> Callable[..., Iterator[Said | Trouble]]:
    """Return what reads a cell as the mapping says; a part that is no figure of a known measure comes as Trouble.

    It takes the text, and the measure of those parts whose words name none (measure), or that have none (of_all).
    """
    return _Cell(split).read


def speaker_in(line: str, template: str) -> str:
    """Return who a line names as the speaker by a template such as "per {}", "" if it names nobody."""
    found = next((match for pattern in _spoken(template) if (match := pattern.search(line))), None)
    return found["name"].strip() if found else ""


class _Cell:
    def __init__(self, split: Split) -> None:
        self.split = split
        words = sorted(split.measures, key=len, reverse=True)
        self.measures = [
            (re.compile(rf"(?<!\w){_escaped(word)}{_NO_MORE}", re.IGNORECASE), split.measures[word]) for word in words
        ]
        self.speakers = [_spoken(template) for template in split.speakers]
        signs = [sign for sign in split.by if sign != "\n"]
        self.parting = re.compile("|".join(map(re.escape, signs))) if signs else None
        self.has_lines = "\n" in split.by

    def read(self, text: str, *, measure: str = "", of_all: str = "") -> Iterator[Said | Trouble]:
        above, after_head, seen = _Above(measure, of_all=of_all, cell=text.strip()), False, set()
        wholes: dict[tuple[str, str, str], str] = {}
        total: Said | None = None
        for line in text.split("\n") if self.has_lines else [text]:
            speaker, rest = self._speaker(_BULLET.sub("", line.strip()))
            if speaker and not rest.strip(" :：;,.–—-"):
                is_below = line.strip().startswith("(") or after_head  # "China:" above "(U.S. estimate):"
                whom = above.whom if is_below else ""
                above = replace(above, whom=whom, speaker=speaker, is_below=is_below and bool(whom))
                after_head, total = True, None
                continue
            if self.split.whom and (head := self._heading(rest, above)) is not None:
                if not head.whom and after_head:  # "China:" above "Killed:"
                    head = replace(head, whom=above.whom, is_below=above.is_below)
                is_next = above.is_below and head.whom != above.whom
                above, after_head = replace(head, speaker=speaker or ("" if is_next else above.speaker)), True
                total = None
                continue
            after_head = False
            opens = self.split.whom and rest.rstrip().endswith(":")
            total = None if opens else total
            for said in self._spoken(line, rest, above, speaker):
                if isinstance(said, Trouble):
                    yield said
                elif total is not None and (said.measure, said.whom) == (total.measure, total.whom):
                    yield Trouble("says", f"“{line.strip()}” is a part of “{total.line}”, it seems", hint=_OF_A_PART)
                elif (whole := wholes.get(key := (said.measure, said.whom, said.speaker))) and says_where(said.says):
                    yield Trouble("says", f"“{line.strip()}” is a part of “{whole}”, it seems", hint=_OF_A_PART)
                elif said not in seen:
                    seen.add(said)
                    wholes.setdefault(key, "" if says_where(said.says) else line.strip())
                    yield replace(said, line=line.strip())
                    total = replace(said, line=line.strip()) if opens else total  # "9 deaths:" above "5 on the day"

    def _spoken(self, line: str, rest: str, above: _Above, speaker: str) -> Iterator[Said | Trouble]:
        """Yield the figures of a line, each by whom its part of the line names, or the first part behind it that does.

        "23,000 (per NTC); 15,000 (UN)": where the last part names nobody, those before do not speak for it.
        """
        parts = self._parts(_BULLET.sub("", line.strip())) if speaker else []
        by = [self._speaker(part) for part in parts]
        if len(parts) < _SEVERAL or (by[-1][0] and len({name for name, _ in by if name}) < _SEVERAL) or rest == line:
            yield from self._line(rest, replace(above, speaker=speaker or above.speaker))
            return
        if line.strip().startswith(parts[0]) and _is_first(by[0][0], parts[0]):
            yield from self._line(rest, replace(above, speaker=speaker))
            return
        for at, (_, part) in enumerate(by):
            name = next((name for name, _ in by[at:] if name), "")
            yield from self._line(part, replace(above, speaker=name or above.speaker))

    def _speaker(self, line: str) -> tuple[str, str]:
        """Return who a line says speaks, and the line without that; "" if it names nobody."""
        for pattern in (one for patterns in self.speakers for one in patterns):
            if found := pattern.search(line):
                before, behind = line[: found.start()].rstrip(" ,;"), line[found.end() :].strip()
                return self._name(found["name"].strip()), f"{before} {behind}".strip()
        for aside in ASIDE.finditer(line):  # "(Western estimate, by March 2023)"
            pieces = [piece.strip() for piece in re.split("[,;]", aside[0][1:-1])]
            spoken = {piece: name for piece in pieces if (name := self._speaker(f"({piece})")[0] if pieces[1:] else "")}
            if spoken:
                rest = ", ".join(piece for piece in pieces if piece not in spoken)
                return next(iter(spoken.values())), f"{line[: aside.start()]}({rest}){line[aside.end() :]}"
        return "", line

    def _name(self, name: str) -> str:
        """Return who is named without another word for it: "NTC" of "per NTC estimate"."""
        inner = (speaker_in(name, template) for template in self.split.speakers if template.startswith("{} "))
        return next((one for one in inner if one), name)

    def _heading(self, line: str, above: _Above) -> _Above | None:
        """Return what a line without a figure says of those below it; None if it has one, or says nothing."""
        text = line.strip().removesuffix(":").removesuffix("：").strip()
        if not text or text in NO_FIGURE or states(text):
            return None
        word, measure = self._named(text)
        rest = words_beside(_without(text, word)) if word else group(text)
        if measure and not rest:
            return replace(above, measure=measure, whom="")
        is_head = line.rstrip().endswith((":", "：")) or _SHORT_HEAD.fullmatch(text)
        return replace(above, measure=measure or above.measure, whom=rest, is_below=False) if is_head else None

    def _line(self, line: str, above: _Above) -> Iterator[Said | Trouble]:
        head = _HEAD.fullmatch(line) if self.split.whom else None
        if head is not None and not states(head["head"]) and states(head["rest"]):
            word, measure = self._named(head["head"])
            if (counts := self._also(head["head"], word)) is not None:
                yield Trouble("says", f"“{line}” counts {counts} together", hint=_OF_BOTH)
                return
            whom = words_beside(_without(head["head"], word)) if word else group(head["head"])
            above = replace(above, measure=measure or above.measure, whom=_both(above.whom, whom))
            line = head["rest"]
        counted: set[str] = set()
        for part in self._parts(line):
            both = _OF_THEM.fullmatch(part) if self.split.whom else None
            said = self._said(both["whole"] if both else part, above)
            if isinstance(said, Said):  # "204 civilians killed, 505 injured": both are of them
                said = replace(said, whom=next(iter(counted))) if not said.whom and len(counted) == 1 else said
                counted.add(said.whom)
            yield said
            if both and states(both["some"]):
                hint = "it is a part of the figure before it: a row of its own can say so"
                yield Trouble("says", f"“{both['some']}” is not read", hint=hint)

    def _parts(self, line: str) -> list[str]:
        """Return the parts of a line; what states no figure belongs to the one before: "150 killed and wounded"."""
        if self.parting is None:
            return [line.strip()] if line.strip() not in NOT_STATED else []
        parts: list[str] = []
        plain = ASIDE.sub(_mask, line)  # a comma in brackets parts no figures
        for phrase in (pattern for pattern, _ in self.measures if "\\s+" in pattern.pattern):
            plain = phrase.sub(_mask, plain)  # and no "and" in "killed and wounded"
        found = list(self.parting.finditer(plain))
        ends = zip([0, *(sign.end() for sign in found)], [*(sign.start() for sign in found), len(line)], strict=True)
        signs = ["", *(sign[0] for sign in found)]
        for sign, (start, end) in zip(signs, ends, strict=True):
            part = line[start:end]
            if part.strip() in NOT_STATED:
                continue
            word, _ = self._named(part)
            opens = word is not None and (not part[: word.start()].strip() or JOINED.fullmatch(sign) is not None)
            if parts and opens and not states(part):  # "40 killed, wounded or captured"
                parts[-1] = f"{parts[-1]}{sign}{part}".strip()
            else:
                parts.append(part.strip())
        return list(dict.fromkeys(parts))

    def _said(self, part: str, above: _Above) -> Said | Trouble:
        word, measure = self._named(part)
        is_year = _YEAR.fullmatch(part) is not None and part != above.cell
        measure = measure or above.measure or (above.of_all if is_bare(part) and not is_year else "")
        if not measure and is_year and above.of_all:
            hint = f"where it counts, write what: “{part} {above.of_all}”"
            return Trouble("says", f"“{part}” beside other figures may be a year", hint=hint)
        if not measure:
            words = ", ".join(self.split.measures)
            hint = f"{f'the words are {words}; ' * bool(words)}add this one to split.says.measures"
            if is_bare(part):
                hint = f"{retry_by('--set measure=NAME')} says what a number without such words counts"
            return Trouble("says", f"“{part}” names no measure that the mapping knows", hint=hint)
        if (other := self._also(part, word)) is not None:
            return Trouble("says", f"“{part}” counts {other} together", hint=_OF_BOTH)
        says = " ".join(_without(part, word).split()).strip(":= ")
        whom = ""
        if self.split.whom:
            says, whom = apart(says)
            whom = _both(above.whom, whom)
        if says in NO_FIGURE:
            return Trouble("says", f"“{part}” holds no figure", hint="a claim needs its figure")
        return Said(measure, says, whom, above.speaker)

    def _named(self, part: str) -> tuple[re.Match[str] | None, str]:
        """Return where a part names its measure, and which; what stands outside of brackets goes first."""
        plain = ASIDE.sub(lambda aside: " " * len(aside[0]), part)
        for text in (plain, part):
            for pattern, measure in self.measures:
                if found := pattern.search(text):
                    return found, measure
        return None, ""

    def _also(self, part: str, word: re.Match[str] | None) -> str | None:
        """Return what a number counts together, if it does: "killed or wounded", "killed or captured"."""
        if word is None:
            return None
        own = self._measure_of(word)
        for pattern, measure in self.measures:
            for other in pattern.finditer(ASIDE.sub(lambda aside: " " * len(aside[0]), part)):
                if word.start() <= other.start() < word.end():  # "killed" in "killed and wounded"
                    continue
                first, last = sorted((word, other), key=lambda match: match.start())
                between = part[first.end() : last.start()]
                if measure != own and not any(map(str.isdigit, between)):
                    return f"{measure} and {own}" if other is first else f"{own} and {measure}"
        if found := _OR_ELSE.match(part, word.end()):
            named = self._named(found["word"])[1] or f"“{found['word']}”"
            return None if named == own else f"{own} and {named}"
        return None

    def _measure_of(self, word: re.Match[str]) -> str:
        return next(measure for pattern, measure in self.measures if pattern.fullmatch(word[0]))


@cache
def _spoken(template: str) -> tuple[re.Pattern[str], ...]:
    """Return how a line names a speaker by a template: as a heading, before a colon or a figure, or in brackets.

    A template without {} is a name with a colon ("UN:"), which speaks where it stands so, alone or in brackets.
    """
    if "{}" not in template:
        name = rf"(?P<name>{_escaped(template.rstrip(' :：'))})"
        return (
            re.compile(rf"^{name}\s*(?:[:：]|$)", re.IGNORECASE),
            re.compile(rf"[(\[]\s*{name}\s*[)\]]", re.IGNORECASE),
        )
    is_aside = template.startswith("(") and template.endswith(")")
    inner = template[1:-1] if is_aside else template
    before, _, behind = (re.escape(part.strip()) for part in inner.partition("{}"))
    gap, end = (r"\s+" if before else ""), (r"\s+" if behind else "")
    words = rf"{before}{gap}{_NAME}{end}{behind}"
    heading = re.compile(rf"^\(?{words}\)?(?:\s*\([^()]*\))?\s*[:：]?$", re.IGNORECASE)
    colon = re.compile(rf"^{words}\s*[:：]", re.IGNORECASE)
    aside = re.compile(rf"[(\[]\s*{words}\s*[)\]]", re.IGNORECASE)
    if is_aside:
        return (_without_digits(aside),)
    if not before:
        return (_without_digits(heading), _without_digits(colon), _without_digits(aside))
    last = re.compile(rf"(?<=[\w)])[,;]?\s+{words}$", re.IGNORECASE)
    return tuple(map(_without_digits, (heading, colon, aside, last)))


def _is_first(name: str, part: str) -> bool:
    """Return whether the speaker of a part stands before its figure, as a heading of all that follows."""
    return bool(name) and part.find(name) < next((at for at, sign in enumerate(part) if sign.isdigit()), len(part))


def _mask(found: re.Match[str]) -> str:
    return "\0" * len(found[0])


def _escaped(words: str) -> str:
    """Return words as a pattern that fits them with any blanks between."""
    return r"\s+".join(map(re.escape, words.split()))


def _without_digits(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """Return a pattern whose name holds no digits: "12 killed per day in 2014" names nobody."""
    return re.compile(pattern.pattern.replace(r"[^:：()\[\]\n]", r"[^:：()\[\]\n\d]"), pattern.flags)


def _without(text: str, word: re.Match[str] | None) -> str:
    return text if word is None else f"{text[: word.start()]} {text[word.end() :]}"


def _both(above: str, own: str) -> str:
    return ", ".join(dict.fromkeys(part for part in (above, own) if part))
