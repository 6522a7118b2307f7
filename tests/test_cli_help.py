"""Help, version, completion and errors of the command line as a whole."""

import os
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

import click
import pytest
from cli_program import run, worked_example
from click.shell_completion import ShellComplete

from claims.cli import VERBS, cli

ROOT = Path(__file__).resolve().parent.parent


def commands(command=cli, path=()):
    """Every command with its path, groups before their members."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from commands(command.get_command(context, name), (*path, name))


COMMANDS = {" ".join(("claims", *path)): command for path, command in commands()}


def program(*arguments, **environment):
    """Run `python -m claims` in a process of its own."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run(
        [sys.executable, "-m", "claims", *arguments],
        capture_output=True,
        text=True,
        env=variables,
        check=False,
        encoding="utf-8",
    )


def example_lines(path):
    """The lines of a command's help that can be run."""
    shown = run(*path.split()[1:], "--help").out
    _, heading, examples = shown.partition("\n  Example")
    examples = heading and examples.partition("\n")[2].replace("\\\n", " ")
    return [line.strip() for line in examples.splitlines() if line.strip()]


@pytest.mark.parametrize("path", [path for path in COMMANDS if path != "claims"])
def test_help_ends_in_examples_that_parse(path):
    lines = example_lines(path)
    assert lines, f"{path} --help has no example"
    for line in lines:
        words = shlex.split(line)
        assert words[0] == "claims", line
        context, command, left = click.Context(cli), cli, words[1:]
        while isinstance(command, click.Group):
            name, command, left = command.resolve_command(context, left)
            context = click.Context(command, info_name=name)
        command.make_context(command.name, list(left), obj=None)
        assert f"claims {' '.join(words[1:])}".startswith(path), f"{line} is not an example of {path}"


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_and_command_says_what_it_does(path):
    command = COMMANDS[path]
    assert command.help or command.short_help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{path} {parameter.opts[0]} has no help"


def test_help_lists_every_verb_in_the_words_of_its_own_help():
    shown = run("--help").out
    for verb, text in VERBS.items():
        assert f"  {verb} " in shown
        assert text in shown
        command = COMMANDS[f"claims {verb}"]
        assert command.name == verb


def test_no_arguments_print_the_help_and_are_a_usage_error():
    shown = run()
    assert shown.code == 2
    assert "Commands:" in shown.err + shown.out


def test_a_mistyped_verb_is_told_what_it_may_have_meant():
    shown = run("compre")
    assert shown.code == 2
    assert "there is no command “compre”. Did you mean compare?" in shown.err


def test_a_mistyped_option_is_a_usage_error():
    shown = run("compare", "x", "--mesure", "killed")
    assert shown.code == 2
    assert "--measure" in shown.err


def test_a_missing_database_is_refused_with_the_next_step(tmp_path):
    shown = run("compare", "x", db=tmp_path / "none.db")
    assert shown.code == 1
    assert shown.out == ""
    assert shown.err.startswith(f"Error: cannot open {tmp_path / 'none.db'}: there is no such file\nHint: ")
    assert "claims init" in shown.err


def test_a_file_of_another_kind_is_refused(tmp_path):
    (tmp_path / "note.db").write_text("only a note, and not a database at all" * 20, encoding="utf-8")
    shown = run("log", db=tmp_path / "note.db")
    assert (shown.code, shown.out) == (1, "")
    assert "is not a claims database" in shown.err


def test_what_is_recorded_is_signed_with_the_name_given(tmp_path):
    run("init", "--no-measures", "--by", "M. Rahimi", db=tmp_path / "a.db")
    run("source", "add", "MEK", "--by", "M. Rahimi", db=tmp_path / "a.db")
    assert [act["by"] for act in run("log", "--json", db=tmp_path / "a.db").data] == ["M. Rahimi"]


def test_an_empty_signature_is_refused(tmp_path):
    worked_example(tmp_path / "a.db")
    shown = run("source", "add", "WHO", "--by", " ", db=tmp_path / "a.db")
    assert shown.code == 1
    assert shown.err.startswith("Error: your name is missing\nHint: sign with --by NAME, or set CLAIMS_BY")


def test_without_a_signature_the_login_name_signs(tmp_path, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "rahimi")
    worked_example(tmp_path / "a.db")
    run("source", "add", "WHO", db=tmp_path / "a.db", CLAIMS_BY=None)
    assert run("log", "--json", "--limit", "1", db=tmp_path / "a.db").data[0]["by"] == "rahimi"


def completions(*words, incomplete):
    return [
        item.value
        for item in ShellComplete(cli, {}, "claims", "_CLAIMS_COMPLETE").get_completions(list(words), incomplete)
    ]


@pytest.mark.parametrize(
    ("words", "incomplete", "expected"),
    [
        ((), "com", ["compare"]),
        ((), "s", ["show", "search", "suggest", "source", "serve"]),
        (("source",), "al", ["alias"]),
        (("compare",), "--kn", ["--known-on"]),
        (("compare",), "iran", ["iran-protests-2019"]),
        (("add", "--source"), "am", ["amnesty-international"]),
        (("add", "--basis"), "doc", ["documented"]),
        (("compare",), "zzz", []),
    ],
    ids=["verb", "verbs", "verb_of_a_group", "option", "event", "source", "basis", "nothing"],
)
def test_completes(words, incomplete, expected, tmp_path, monkeypatch):
    worked_example(tmp_path / "a.db")
    monkeypatch.setenv("CLAIMS_DB", str(tmp_path / "a.db"))
    assert completions(*words, incomplete=incomplete) == expected


def test_completion_without_a_database_is_empty_and_quiet(tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMS_DB", str(tmp_path / "none.db"))
    assert completions("compare", incomplete="ir") == []


def test_python_m_claims_is_the_command():
    shown = program("--help")
    assert shown.returncode == 0
    assert shown.stdout.startswith("Usage: claims [OPTIONS] COMMAND")


def test_the_program_exits_with_the_code_of_the_refusal(tmp_path):
    shown = program("log", "--db", str(tmp_path / "none.db"))
    assert shown.returncode == 1
    assert shown.stderr.startswith("Error: cannot open ")
    assert "Traceback" not in shown.stderr


def test_version_is_printed():
    shown = program("--version")
    assert shown.returncode == 0
    assert shown.stdout.startswith("claims, ")


def test_a_closed_pipe_ends_the_program_quietly(tmp_path):
    worked_example(tmp_path / "a.db")
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "claims", "log", "--json", "--db", str(tmp_path / "a.db")]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        ran = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, env=variables, check=False)
    assert ran.stderr == b""
    assert ran.returncode == 1


def on_a_terminal(*arguments, **environment):
    """What the program prints when its output is a terminal."""
    ours, theirs = os.openpty()
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "80", **environment}
    for name in ("NO_COLOR", "FORCE_COLOR"):
        variables.setdefault(name, "")
    with subprocess.Popen(
        [sys.executable, "-m", "claims", *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=variables
    ):
        os.close(theirs)
        pieces = []
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other end is closed
                piece = b""
            if not piece:
                break
            pieces.append(piece)
    os.close(ours)
    return b"".join(pieces).decode()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
@pytest.mark.parametrize(
    ("environment", "is_coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
    ids=["terminal", "forbidden", "dumb"],
)
def test_a_terminal_gets_colours_unless_they_are_forbidden(tmp_path, environment, is_coloured):
    worked_example(tmp_path / "a.db")
    shown = on_a_terminal("compare", "iran-protests-2019", "--db", str(tmp_path / "a.db"), **environment)
    assert "Amnesty International" in shown
    assert ("\x1b[33m≉ diverges\x1b[0m" in shown) is is_coloured


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (sqlite3.OperationalError("database is locked"), "Error: the database refused: database is locked\nHint: "),
        (PermissionError(13, "Permission denied", "a.db"), "Error: a.db: Permission denied\n"),
    ],
    ids=["locked", "forbidden"],
)
def test_what_the_system_refuses_is_a_sentence_too(monkeypatch, error, said):
    def refuse(*_, **__):
        raise error

    monkeypatch.setattr("claims.pipeline.claim_store.ClaimStore.open", refuse)
    shown = run("log")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith(said)


def test_a_mistake_in_the_program_is_not_dressed_up_as_a_refusal(monkeypatch):
    monkeypatch.setattr("claims.pipeline.claim_store.ClaimStore.open", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("log")
