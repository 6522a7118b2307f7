"""The README's tour runs as it is written, and its library example does what it says."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).resolve().parent.parent / "README.md"
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def blocks(language):
    text = README.read_text(encoding="utf-8")
    return [(found[2].strip(), found[3]) for found in FENCE.finditer(text) if found[1] == language]


def steps(block):
    """Yield each command of a console block with the lines that it prints."""
    for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, printed = step.partition("\n")
        yield command, printed.splitlines()


@pytest.fixture(scope="module")
def tour(tmp_path_factory):
    """The folder in which the tour was gone once, its environment, and each command with what it should and did say."""
    folder = tmp_path_factory.mktemp("tour")
    environment = shell(folder)
    told = [step for _, block in blocks("console") for step in steps(block)]
    return folder, environment, [(command, shown, run(command, folder, environment)) for command, shown in told]


def shell(tmp_path):
    """Write the tour's files into a folder, and put the program on the path under its name."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("claims", "sqlite_utils"):
        program = folder / name.replace("_", "-")
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m {name} "$@"\n')
        program.chmod(0o755)
    for named, content in [*blocks("csv"), *blocks("text")]:
        if named.startswith("file="):
            (tmp_path / named.removeprefix("file=")).write_text(content, encoding="utf-8")
    root = str(README.parent)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": root, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"}


def run(command, folder, environment):
    """Run one command as a shell does; return its lines, and the exit code as the tour shows it."""
    script = f'{command}\nstatus=$?; [ $status = 0 ] || echo "(exit $status)"; export -p > .exported'
    exported = folder / ".exported"
    before = f". {exported}\n" if exported.exists() else ""
    done = subprocess.run(
        ["bash", "-c", before + script],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout.splitlines()


def without_blank_lines(lines):
    return [line.rstrip() for line in lines if line.strip()]


def test_the_tour_runs_as_it_is_written(tour):
    _, _, ran = tour
    for command, expected, printed in ran:
        shown, said = expected, printed
        if "..." in expected:
            shown = expected[: expected.index("...")]
            assert printed[len(shown) :], f"“{command}” prints more than is shown"
            said = printed[: len(shown)]
        assert without_blank_lines(said) == without_blank_lines(shown), command
    assert len(ran) > 8, "the tour was found"


def test_the_library_example_runs(tour):
    folder, environment, _ = tour
    (_, example) = blocks("python")[0]
    (folder / "example.py").write_text(example, encoding="utf-8")
    assert run(f"{shlex.quote(sys.executable)} example.py", folder, environment) == ["killed contradicts 230"]


def test_the_mapping_in_the_readme_is_valid():
    from claims.mapping import from_toml

    (_, text) = blocks("toml")[0]
    mapping = from_toml(text, name="README.md")
    assert [block.constants["measure"] for block in mapping.claims] == ["killed", "injured"]
