"""Measure the pages as ratios in one run; absolute times mean nothing on a shared machine.

python scripts/bench_web.py web [--rows N] [--db FILE] [--larger FILE] [--seconds S]

Every page is fetched in turn with the plain table page of claims (Datasette's own, 100 rows, no facets) in one process;
medians of processor time are compared, as other work on the machine disturbs it less than the clock. Events,
comparisons and claims are those of claims drawn at random, which gives large events their weight, and the largest of
all. Then eight clients fetch it all for a while from a server in a process of its own: errors and lost facets are
counted. --larger gives the growth from the first file to a larger one.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from datasette.app import Datasette  # noqa: E402 - found beside this script

from claims.web.facets import COUNTING  # noqa: E402
from claims.web.pages_compare import MOST_OF_COMPARISON  # noqa: E402

PLAIN = "claim?_size=100&_nofacet=1"
LOST = "facets timed out"
DRAWN = 15
ROUNDS = 9
CLIENTS = 8
TRIES = 5
PATIENCE = 20_000  # milliseconds
OTHERS = 50  # numbers that clients ask ranges with
START = 60  # seconds that a server may take to answer


@dataclass
class Pages:
    """Addresses below the root of one database, by what they are.

    In those of live stands a place for a number, so that each can be asked as if it were for the first time.
    """

    drawn: dict[str, list[str]]
    facets: dict[str, str]
    live: dict[str, str]
    largest: dict[str, str] = field(default_factory=dict)

    def all(self) -> list[str]:
        """Return every address, plain table included."""
        live = [path.format(0) for path in self.live.values()]
        named = [*self.facets.values(), *live, *self.largest.values()]
        return [PLAIN, *named, *(path for paths in self.drawn.values() for path in paths)]


def pages_of(file: Path, *, seed: int = 2019, is_immutable: bool = False) -> Pages:
    """Draw the pages to be measured from a file."""
    chance = random.Random(seed)  # noqa: S311 - it must repeat, not surprise
    with closing(
        sqlite3.connect(f"file:{file}?mode=ro{'&immutable=1' if is_immutable else ''}", uri=True)
    ) as connection:
        last = connection.execute("select max(number) from claim").fetchone()[0]
        rows = []
        while len(rows) < DRAWN:
            sql = "select id, event, measure, source, basis from claim where number = ?"
            rows += connection.execute(sql, (chance.randint(1, last),)).fetchall()
        largest = "select event, measure from comparison order by claims desc limit 1"
        event, measure = connection.execute(largest).fetchone()
        read_whole = f"""select event, measure from comparison
          where claims <= {MOST_OF_COMPARISON} and population = 'all' and place = '' order by claims desc limit 1"""
        whole = connection.execute(read_whole).fetchone()
        largest_source = "select value from facet_value where facet = 'source' order by claims desc limit 1"
        source = connection.execute(largest_source).fetchone()[0]
    drawn = {
        "event page": [f"-/event/{row[1]}" for row in rows],
        "compare page": [f"-/compare/{row[1]}/{row[2]}" for row in rows],
        "claim page": [f"-/claim/{row[0]}" for row in rows],
        "search page, a word of the quotes": ["-/search?q=" + quote(word) for word in ("victimes", "تضرروا", "Delta")],
    }
    claims = "claim?_size=100"
    facets = {
        "no filter": claims,
        "one filter": f"{claims}&basis=named",
        "two filters": f"{claims}&basis=named&hedge=about",
        "the largest event": f"{claims}&event={event}",
        "the largest source": f"{claims}&source={source}",
        "the largest event and a basis": f"{claims}&event={event}&basis=named",
        "comparisons": "comparison?_size=100",
        "comparisons of a status": "comparison?_size=100&status=diverges",
        "comparisons of a measure and a status": "comparison?_size=100&measure=killed&status=single",
    }
    live = {
        "a range that most meet": f"{claims}&low__gt=" + "{:d}",
        "a range that none meets": f"{claims}&low__gt=10000000000" + "{:02d}",
        "a search and a filter": f"{claims}&_search=victimes&basis=named&low__gt=-" + "{:d}",
        "comparisons of several sources": "comparison?_size=100&sources__gt=1&claims__gt=-{:d}",
    }
    big = {
        "the largest event": f"-/event/{event}",
        "the largest comparison": f"-/compare/{event}/{measure}",
        "all comparisons of the largest event": f"-/compare/{event}",
        "the largest source": f"-/source/{source}",
        "the largest comparison that is read whole": f"-/compare/{whole[0]}/{whole[1]}?population=all",
        "the front": "-/claims",
    }
    return Pages(drawn, facets, live, big)


class Site:
    """A Datasette over one file, in this process."""

    def __init__(self, file: Path, *, is_immutable: bool = False) -> None:
        self.name = file.stem
        how = {"files": [], "immutables": [str(file)]} if is_immutable else {"files": [str(file)]}
        self.datasette = Datasette(**how, settings={"suggest_facets": False, "sql_time_limit_ms": PATIENCE})
        self.lost: list[str] = []
        self.erred = 0

    def forget(self) -> None:
        """Forget what was counted before, so that every page is asked for as if for the first time."""
        vars(self.datasette).pop(COUNTING, None)

    async def seconds(self, path: str) -> float:
        """Fetch a page and return the processor time that it took; exits with a message where it errs again and again.

        Datasette's limit for the rows of a page is one of the clock: here it is PATIENCE, as other work may go on
        beside. That for facets is the usual one.
        """
        for _ in range(TRIES):
            start = time.process_time()
            answer = await self.datasette.client.get(f"/{self.name}/{path}", follow_redirects=True)
            taken = time.process_time() - start
            if answer.status_code == 200:
                break
            self.erred += 1
        else:
            sys.exit(f"error: {path}: {answer.status_code}")
        if LOST in answer.text:
            self.lost.append(path)
        return taken

    async def beside(self, paths: list[str], other: str | None = None, *, is_first: bool = True) -> float:
        """Return the median time of pages by that of another one (that of the same page without facets: None)."""
        ratios = []
        for round_ in range(max(ROUNDS, len(paths))):
            path = paths[round_ % len(paths)]
            base = other or f"{path}&_nofacet=1"
            if is_first:
                self.forget()
            ratios.append((await self.seconds(path), await self.seconds(base)))
        return median(one for one, _ in ratios) / median(two for _, two in ratios)


def report(what: str, measured: str) -> None:
    """Print one row of the table."""
    print(f"| {what} | {measured} |", flush=True)


async def pages(file: Path, found: Pages, *, is_immutable: bool) -> None:
    """Compare pages with the plain table page, and pages with facets with the same ones without."""
    site = Site(file, is_immutable=is_immutable)
    await site.datasette.invoke_startup()
    for path in found.all():
        await site.seconds(path)
    site.lost.clear()
    for what, path in found.facets.items():
        report(f"table with facets, {what}, by the same without", f"{await site.beside([path]):.2f}")
    for what, path in found.live.items():
        new = [path.format(number) for number in range(1, ROUNDS + 1)]
        report(f"the same counted in one pass, {what}", f"{await site.beside(new):.2f}")
        report(f"the same asked again, {what}", f"{await site.beside([path.format(1)], is_first=False):.2f}")
    for what, paths in found.drawn.items():
        report(f"{what} by the plain table page of 100 rows", f"{await site.beside(paths, PLAIN):.2f}")
    for what, path in found.largest.items():
        report(f"page of {what} by the plain table page", f"{await site.beside([path], PLAIN):.2f}")
    report("facets that timed out, pages that erred and were asked again", f"{len(site.lost)}, {site.erred}")


async def growth(file: Path, larger: Path, *, is_immutable: bool) -> None:
    """Compare pages of a larger file with those of the first, in turn."""
    sites = Site(file, is_immutable=is_immutable), Site(larger, is_immutable=is_immutable)
    drawn = [pages_of(one, is_immutable=is_immutable) for one in (file, larger)]
    for site in sites:
        await site.datasette.invoke_startup()
    every = {**drawn[0].drawn, **{f"table with facets, {what}": [""] for what in drawn[0].facets}}
    for what in every:
        key = what.removeprefix("table with facets, ")
        paths = [one.drawn.get(what) or [one.facets[key]] for one in drawn]
        times: tuple[list[float], list[float]] = ([], [])
        for site, own in zip(sites, paths, strict=True):
            for path in own:  # once before, as in `pages`: what a disk takes is not measured
                await site.seconds(path)
        for round_ in range(DRAWN):
            for site, own, taken in zip(sites, paths, times, strict=True):
                site.forget()
                taken.append(await site.seconds(own[round_ % len(own)]))
        report(f"{what}, {larger.stem} by {file.stem}", f"{median(times[1]) / median(times[0]):.2f}")
    report("facets that timed out there, pages that erred", f"{len(sites[1].lost)}, {sites[1].erred}")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def crowd(file: Path, paths: list[str], *, seconds: float, what: str, is_immutable: bool) -> None:
    """Let eight clients fetch pages for a while; report how many came, how many erred and lost facets."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "datasette",
        "serve",
        *(["-i"] if is_immutable else []),
        str(file),
        "-p",
        str(port),
        "--setting",
        "suggest_facets",
        "off",
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    counts = {"pages": 0, "errors": 0, "pages that lost facets": 0}
    lock = threading.Lock()

    def client(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - as above
        while time.monotonic() < until:
            path = f"/{file.stem}/{chance.choice(paths).format(chance.randint(1, OTHERS))}"
            status, text = _get(port, path)
            with lock:
                counts["pages"] += 1
                counts["errors"] += status not in {200, 302}
                if status not in {200, 302} or LOST in text:
                    print(f"{status} {path}", file=sys.stderr)
                counts["pages that lost facets"] += LOST in text

    try:
        _wait(port)
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        server.terminate()
        server.wait()
    told = ", ".join(f"{number:,} {what}" for what, number in counts.items())
    report(f"{CLIENTS} clients for {seconds:g} s on {what}", told)


def _get(port: int, path: str) -> tuple[int, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return 0, ""


def _wait(port: int) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until:
        with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), timeout=1)):
            return
        time.sleep(0.2)
    sys.exit("error: the server did not answer")


def made(folder: Path, rows: int) -> Path:
    """Make a database of so many generated rows."""
    file, database = folder / "rows.csv", folder / f"rows{rows}.db"
    with file.open("wb") as out:
        subprocess.run([sys.executable, "scripts/generate.py", str(rows)], cwd=ROOT, stdout=out, check=True)
    claims = [sys.executable, "-m", "claims"]
    subprocess.run([*claims, "init", "--db", str(database)], cwd=ROOT, stderr=subprocess.DEVNULL, check=True)
    command = [*claims, "ingest", str(file), "--create", "source,event", "--db", str(database), "--by", "bench"]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return database


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("which", nargs="?", choices=["web"], default="web")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the generated file (default 100,000)")
    parser.add_argument("--db", type=Path, help="a file made before, instead of a generated one")
    parser.add_argument("--larger", type=Path, help="a larger file: how much slower its pages are")
    parser.add_argument("--immutable", action="store_true", help="open the files as such that nobody writes to")
    parser.add_argument("--seconds", type=float, default=60, help="how long the clients go on (default 60)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = options.db or made(Path(folder), options.rows)
        found = pages_of(file, is_immutable=options.immutable)
        print("| what is measured | |\n|---|---|")
        asyncio.run(pages(file, found, is_immutable=options.immutable))
        if options.larger:
            asyncio.run(growth(file, options.larger, is_immutable=options.immutable))
        named = [*found.facets.values(), *found.largest.values()]
        named += [path for paths in found.drawn.values() for path in paths]
        crowds = {
            "tables with facets and our pages": ([PLAIN, *named], options.seconds),
            "ranges and searches in one pass": (list(found.live.values()), options.seconds / 3),
        }
        for what, (paths, seconds) in crowds.items():
            crowd(file, paths, seconds=seconds, what=what, is_immutable=options.immutable)


if __name__ == "__main__":
    main()
