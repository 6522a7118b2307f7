"""Write a realistic, dirty file of claims for measuring.

python scripts/generate.py ROWS [--seed N] [--of TOTAL] > million.csv

The same seed gives the same bytes. With --of the rows are like those of a file of so many: they speak of as many events
and sources, and of the same ones. Events and sources follow Zipf's law (a few have most of the claims); figures are
exact, hedged or ranges; wordings and quotes come in seven languages and their digits; about one row in a hundred is
wrong in one of the ways that real files are (no number, an unknown basis, a range upside down, a number that does not
stand in the quote, an impossible date). Names of events and sources are new: ingest with --create event,source.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from bisect import bisect
from itertools import accumulate

COLUMNS = ("event", "measure", "source", "says", "place", "as_of", "basis", "url", "quote", "language")
MEASURES = ("killed",) * 6 + ("injured",) * 3 + ("arrested", "displaced", "missing", "children-killed")
BASES = ("reported",) * 6 + ("documented", "verified", "estimated", "unstated", "named")
DIGITS = {"ar": "٠١٢٣٤٥٦٧٨٩", "fa": "۰۱۲۳۴۵۶۷۸۹"}
LANGUAGES = ("en",) * 6 + ("ar",) * 3 + ("fa", "fr", "es", "ru", "de")
WORDS = {
    "en": ("{n}", "at least {n}", "more than {n}", "about {n}", "between {n} and {m}", "up to {n}", "{n}+"),
    "ar": ("{n}", "{n} على الأقل", "أكثر من {n}", "نحو {n}", "بين {n} و {m}", "ما يصل إلى {n}", "{n}+"),
    "fa": ("{n}", "دست‌کم {n}", "بیش از {n}", "حدود {n}", "بین {n} و {m}", "حداکثر {n}", "{n}+"),
    "fr": ("{n}", "au moins {n}", "plus de {n}", "environ {n}", "entre {n} et {m}", "jusqu’à {n}", "{n}+"),
    "es": ("{n}", "al menos {n}", "más de {n}", "unos {n}", "entre {n} y {m}", "hasta {n}", "{n}+"),
    "ru": ("{n}", "не менее {n}", "более {n}", "около {n}", "от {n} до {m}", "до {n}", "{n}+"),
    "de": ("{n}", "mindestens {n}", "mehr als {n}", "etwa {n}", "zwischen {n} und {m}", "bis zu {n}", "{n}+"),
}
QUOTES = {
    "en": "{source} said {says} people were affected in {place}, according to figures seen on {as_of}",
    "ar": "قال {source} إن {says} شخصا تضرروا في {place} وفق ما أعلن",
    "fa": "{source} اعلام کرد {says} نفر در {place} آسیب دیده‌اند",
    "fr": "{source} fait état de {says} victimes à {place}, selon le dernier bilan",
    "es": "{source} informó de {says} víctimas en {place}, según el último balance",
    "ru": "{source}: пострадали {says} человек, место: {place}",
    "de": "{source} spricht von {says} Betroffenen in {place}, so die letzte Zählung",
}
PLACES = ("", "", "", "", "North", "South", "Coast", "Capital", "Highlands", "Delta")
WRONG = 0.01


def zipf(count: int, exponent: float) -> list[float]:
    """Return cumulative weights 1, 1/2^s, 1/3^s ... of so many things."""
    return list(accumulate(1 / rank**exponent for rank in range(1, count + 1)))


def pick(weights: list[float], chance: random.Random) -> int:
    """Return an index drawn with cumulative weights."""
    return bisect(weights, chance.random() * weights[-1])


def local_digits(number: int, language: str) -> str:
    """Return a number without marks in the digits of a language."""
    text = str(number)
    digits = DIGITS.get(language)
    return text if digits is None else "".join(digits[int(digit)] for digit in text)


def rows(count: int, *, seed: int, of: int) -> object:
    """Yield so many rows as they stand in a file of so many, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - it must repeat, not surprise
    events = zipf(max(20, of // 50), 0.9)
    sources = zipf(max(20, of // 500), 1.05)
    scale = [int(10 ** chance.uniform(0.5, 4.5)) for _ in range(len(events))]
    for _ in range(count):
        event = pick(events, chance)
        source = f"Organisation {pick(sources, chance) + 1}"
        language = chance.choice(LANGUAGES)
        low = max(1, int(scale[event] * chance.uniform(0.5, 1.6)))
        number = local_digits(low, language)
        says = WORDS[language][chance.choice((0, 0, 0, 1, 1, 2, 3, 3, 4, 5, 6))]
        says = says.format(n=number, m=local_digits(low + low // 4 + 1, language))
        place = chance.choice(PLACES)
        as_of = f"20{chance.randint(10, 24)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        quote = QUOTES[language].format(source=source, says=says, place=place or "the country", as_of=as_of)
        url = f"https://news.example/{language}/{event}/{chance.randint(1, 40)}"
        row = [f"Event {event + 1}", chance.choice(MEASURES), source, says, place, as_of, chance.choice(BASES), url]
        yield spoil([*row, quote, language], chance) if chance.random() < WRONG else [*row, quote, language]


def spoil(row: list[str], chance: random.Random) -> list[str]:
    """Return a row with one thing wrong."""
    what = chance.randrange(5)
    if what == 0:
        row[3] = "not yet known to anybody"
    elif what == 1:
        row[6] = "hearsay"
    elif what == 2:
        row[3], row[8] = "between 90 and 20", ""
    elif what == 3:
        row[8] = "The ministry gave no number on that day"
    else:
        row[5] = "2019-02-30"
    return row


def main() -> None:
    """Write the file to standard output."""
    parser = argparse.ArgumentParser(description="Write a realistic, dirty CSV file of claims to standard output.")
    parser.add_argument("rows", type=int)
    parser.add_argument("--seed", type=int, default=2019)
    parser.add_argument("--of", type=int, help="rows of the file that they could be from (default: ROWS)")
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(options.rows, seed=options.seed, of=options.of or options.rows))


if __name__ == "__main__":
    main()
