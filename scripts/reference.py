"""What the README prints about the program itself: help of every command, tables, formats. Run by cog."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import click  # noqa: E402
from click.testing import CliRunner  # noqa: E402

from claims import documents, registry  # noqa: E402
from claims.cli import cli  # noqa: E402
from claims.lexicon import languages, lexicon  # noqa: E402


def commands() -> str:
    """Return the help of every command, each in a block of its own, as it is printed on 88 columns."""
    context = click.Context(cli, info_name="claims")
    parts = [_help([])]
    for verb in cli.list_commands(context):
        command = cli.get_command(context, verb)
        parts.append(_help([verb]))
        if isinstance(command, click.Group):
            parts.extend(_help([verb, name]) for name in command.list_commands(context))
    return "\n".join(parts)


def _help(path: list[str]) -> str:
    result = CliRunner().invoke(cli, [*path, "--help"], prog_name="claims", terminal_width=88)
    title = " ".join(["claims", *path])
    return f"<details><summary><code>{title}</code></summary>\n\n```text\n{result.output.rstrip()}\n```\n\n</details>\n"


def tables() -> str:
    """Return the tables and views of schema.sql, with the comment that stands before each."""
    text = (ROOT / "schema.sql").read_text(encoding="utf-8")
    lines = ["| table or view | what it holds |", "|---|---|"]
    pattern = r"((?:^-- .*\n)+)create (?:virtual )?(table|view) (\w+)"
    for match in re.finditer(pattern, text, flags=re.MULTILINE):
        comment = " ".join(line.removeprefix("-- ") for line in match[1].splitlines())
        lines.append(f"| `{match[3]}` | {comment} |")
    return "\n".join(lines)


def formats() -> str:
    """Return the formats that can be read."""
    lines = ["| format | file names |", "|---|---|"]
    for name in registry.importers():
        importer = registry.load(name)
        lines.append(f"| {importer.TITLE} | {', '.join(f'`{ending}`' for ending in importer.EXTENSIONS)} |")
    return "\n".join(lines)


def documents_read() -> str:
    """Return the formats of documents that can be read."""
    lines = ["| document | file names |", "|---|---|"]
    for name in documents.readers():
        reader = documents.load(name)
        lines.append(f"| {reader.TITLE} | {', '.join(f'`{ending}`' for ending in reader.EXTENSIONS)} |")
    return "\n".join(lines)


def extraction() -> str:
    """Return how well the rules find claims in the paragraphs that are kept for counting."""
    sys.path.insert(0, str(ROOT / "scripts"))
    import evaluate

    return evaluate.table(sorted(path.stem for path in evaluate.SETS.glob("*.jsonl")), "final")


def languages_read() -> str:
    """Return the languages in which figures are read."""
    return ", ".join(f"{lexicon(code).name} ({code})" for code in languages())
