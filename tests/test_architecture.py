"""The shape of the package: layers, frameworks in their place, sizes, docstrings, and the top of the repository.

Each rule is a function from one parsed module to the sentences that say what is wrong with it. The tests hold every
module to every rule, and hold every rule to made-up modules that break it and that do not.
"""

import ast
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from textwrap import indent

import pytest

ROOT = Path(__file__).resolve().parent.parent

DATA = {"calendars", "demo", "lexicons", "mappings", "migrations", "triggers", "vocabulary"}
"""Folders of data files; where one is a package, it holds no more than a docstring."""

LAYERS = (
    {"errors", "model", "identity", "romanization", "wordlists"} | DATA,
    {
        "figure",
        "interval",
        "currency",
        "numerals",
        "lexicon",
        "trigger",
        "dates",
        "text",
        "table",
        "mapping",
        "registry",
        "schema",
        "fetch",
        "decode",
        "language",
        "search",
        "wordxml",
        "pdfruns",
        "unpacked",
    },
    {"store", "reading", "compare", "check", "reconcile", "importers", "documents", "extractors", "exporters"},
    {"pipeline"},
    {"cli", "web"},
    {"__init__", "__main__"},
)
LAYER = {unit: number for number, units in enumerate(LAYERS) for unit in units}
SIDEWAYS = {("figure", "lexicon"), ("figure", "numerals"), ("numerals", "lexicon")}
SIDEWAYS |= {("mapping", "table"), ("mapping", "figure"), ("registry", "table"), ("registry", "decode")}
"""Who may import a neighbour in its own layer; besides, all above the lowest layer may import claims.text, and the
lowest layer is one vocabulary whose modules may know each other."""

DIVIDED = {"model", "figure", "lexicon", "mapping", "dates", "schema", "store", "reading", "compare", "reconcile"}
DIVIDED |= {"pipeline", "numerals", "decode", "trigger"}
"""Units that may be several modules: claims/figure_x.py is a part of figure, claims/store/x.py of store.

Side by side, comparing can load figure_say and dates_iso without figure and dates, which a package would always load.
"""

AT_HOME = {
    "click": {"cli"},
    "datasette": {"web"},
    "sqlite3": {"schema", "store", "reading", "importers"},
    "sqlite_utils": {"schema", "store", "reading"},
}
"""Where each framework lives; an importer reads the SQLite files of others."""

MODULE_LINES, FUNCTION_LINES, PARAMETERS = 400, 60, 6
MODULES_SIDE_BY_SIDE = 12
"""A unit of more modules is a folder.

Folders within claims/pipeline/proposing were weighed and not made: what is no figure asks what headers mean, and what
headers mean asks where places and people stand, so that they would take from each other. The guide in it groups them.
"""

TOP_LEVEL = {
    ".ci",
    ".gitattributes",
    ".github",
    ".gitignore",
    "LICENSE",
    "README.md",
    "claims",
    "pyproject.toml",
    "schema.sql",
    "scripts",
    "tests",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One parsed file. path is that below claims/, such as "cli/serve.py"."""

    path: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    @property
    def dotted(self) -> tuple[str, ...]:
        return ("claims", *self.path.removesuffix(".py").split("/"))

    @property
    def unit(self) -> str:
        return unit_of(self.dotted[1])


def unit_of(name: str) -> str:
    """Return the unit a top-level module belongs to: its own name, or what it is a part of."""
    prefix = name.partition("_")[0]
    return prefix if name not in LAYER and prefix in DIVIDED else name


def imports(module: Module) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield line and full dotted name of everything imported, one for each name in `from x import a, b`."""
    package = module.dotted[:-1]
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, tuple(alias.name.split("."))) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = base + tuple((node.module or "").split(".") if node.module else ())
            yield from ((node.lineno, (*stem, alias.name)) for alias in node.names)
        elif isinstance(node, ast.Call) and dotted_name(node.func).endswith(("import_module", "__import__")):
            names = [a.value for a in node.args[:1] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            yield from ((node.lineno, tuple(name.split("."))) for name in names)


def dotted_name(node: ast.expr) -> str:
    """Return the name an expression calls or refers to, without arguments: "click.command"."""
    if isinstance(node, ast.Call):
        return dotted_name(node.func)
    if isinstance(node, ast.Attribute):
        return f"{dotted_name(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def functions(module: Module) -> Iterator[Function]:
    yield from (node for node in module.nodes if isinstance(node, Function))


def inside_functions(module: Module) -> set[int]:
    """Return the lines that stand in a function."""
    return {line for node in functions(module) for line in range(node.lineno, (node.end_lineno or 0) + 1)}


def check_layers(module: Module) -> Iterator[str]:
    """Imports only go down; neighbours in a layer do not know each other; every module belongs to a layer.

    cli/publish.py may have the pages written, from within a function.
    """
    if module.unit not in LAYER:
        yield f"{module.path}: belongs to no layer; name it in LAYERS or fold it into a unit that is there"
    elif module.unit in DATA and any(not isinstance(node, ast.Expr) for node in module.tree.body):
        yield f"{module.path}: code in a folder of data"
    for line, name in imports(module):
        if name[0] != "claims" or module.unit not in LAYER:
            continue
        target = unit_of(name[1]) if len(name) > 1 else "__init__"
        target = target if target in LAYER else "__init__"
        if target == module.unit or (module.unit, target) in SIDEWAYS:
            continue
        if (module.path, target) == ("cli/publish.py", "web") and line in inside_functions(module):
            continue
        if LAYER[target] == LAYER[module.unit] == 0 or (target == "text" and LAYER[module.unit] > 0):
            continue
        if LAYER[target] >= LAYER[module.unit]:
            way = "sideways" if LAYER[target] == LAYER[module.unit] else "up"
            yield f"{module.path}:{line}: imports {way}: claims.{module.unit} takes {'.'.join(name[:2])}"


def check_frameworks(module: Module) -> Iterator[str]:
    """click, datasette and SQLite are imported only where they live; cli/serve.py may start Datasette in a function."""
    inside = inside_functions(module)
    for line, name in imports(module):
        homes = AT_HOME.get(name[0])
        if homes is None or module.unit in homes:
            continue
        if name[0] == "datasette" and module.path == "cli/serve.py" and line in inside:
            continue
        yield f"{module.path}:{line}: {name[0]} lives only in {', '.join(sorted(homes))}"


def check_sizes(module: Module) -> Iterator[str]:
    """A module, a function and a list of parameters can be taken in at a glance."""
    lines = len(module.source.splitlines())
    if lines > MODULE_LINES:
        yield f"{module.path}: {lines} lines, more than {MODULE_LINES}"
    for node in functions(module):
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > FUNCTION_LINES:
            yield f"{module.path}:{node.lineno}: {node.name} has {lines} lines, more than {FUNCTION_LINES}"
        taken = parameters(node)
        if len(taken) > PARAMETERS and not (module.unit == "cli" and is_command(node)):
            yield f"{module.path}:{node.lineno}: {node.name} takes {len(taken)} parameters, more than {PARAMETERS}"


def parameters(node: Function) -> list[str]:
    """Return the names of all parameters but self and cls."""
    given = node.args
    every = [*given.posonlyargs, *given.args, given.vararg, *given.kwonlyargs, given.kwarg]
    return [one.arg for one in every if one is not None and one.arg not in {"self", "cls"}]


def is_command(node: Function) -> bool:
    """Whether click calls this function, one parameter an option."""
    return any(dotted_name(one).split(".")[-1] in {"command", "group"} for one in node.decorator_list)


def check_docstrings(module: Module) -> Iterator[str]:
    """Every public module, class, function and method says what the caller gets."""
    if not ast.get_docstring(module.tree):
        yield f"{module.path}:1: the module has no docstring"
    holders: list[ast.Module | ast.ClassDef] = [module.tree]
    while holders:
        for node in holders.pop().body:
            if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
                continue
            if isinstance(node, ast.ClassDef):
                holders.append(node)
            elif {dotted_name(one).split(".")[-1] for one in node.decorator_list} & {"overload", "setter"}:
                continue
            if not ast.get_docstring(node):
                yield f"{module.path}:{node.lineno}: {node.name} has no docstring"


def circle(modules: Sequence[Module]) -> str:
    """Return a circle of modules that import each other, be it in functions or for types only; "" where none is."""
    names = {module.dotted: module for module in modules}
    names |= {module.dotted[:-1]: module for module in modules if module.dotted[-1] == "__init__"}
    needs: dict[str, set[str]] = {}
    for module in modules:
        taken = {
            next(names[name[:end]].path for end in range(len(name), 0, -1) if name[:end] in names)
            for _, name in imports(module)
            if name[:1] == ("claims",)
        }
        needs[module.path] = taken - {module.path}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return " <- ".join(error.args[1])
    return ""


RULES = (check_layers, check_frameworks, check_sizes, check_docstrings)


@pytest.fixture(scope="module")
def modules():
    """All modules of the package, each parsed once; they are large and forgotten after these tests."""
    return [
        Module(path.relative_to(ROOT / "claims").as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "claims").rglob("*.py"))
    ]


def test_finds_the_modules_of_every_layer(modules):
    assert {module.unit for module in modules} >= {"model", "figure", "store", "pipeline", "cli", "web"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_module_keeps_the_rule(rule, modules):
    found = sorted({broken for module in modules for broken in rule(module)})
    assert not found, "\n".join(found)


def test_no_modules_need_each_other(modules):
    assert circle(modules) == ""


def test_finds_modules_that_need_each_other():
    package = Module("__init__.py", "")
    first = Module("figure.py", "from claims.figure_say import say")
    for text in ("import claims.figure", "def f():\n    from claims.figure import Figure", "from claims import figure"):
        assert "figure_say.py" in circle([package, first, Module("figure_say.py", text)]), text
    assert circle([package, first, Module("figure_say.py", "from claims import text"), Module("text.py", "")]) == ""


def test_a_unit_of_many_modules_is_a_folder(modules):
    sizes = Counter(module.unit for module in modules if "/" not in module.path)
    assert {unit: size for unit, size in sizes.items() if size > MODULES_SIDE_BY_SIDE} == {}


LONG_FUNCTION = 'def long():\n    """Long."""\n' + "    pass\n" * 59
LONG_COMMAND = "def add({}):\n    pass\n".format(", ".join("abcdefg"))

BROKEN = {
    "up": (check_layers, "figure.py", "from claims.store.writer import ClaimStore", "imports up"),
    "up_by_import": (check_layers, "model.py", "import claims.errors.deep, claims.cli.add", "claims.cli"),
    "up_in_a_function": (check_layers, "store.py", "def f():\n    from claims import pipeline", "imports up"),
    "up_by_a_relative_import": (check_layers, "importers/csv.py", "from ..pipeline import ingest", "imports up"),
    "up_by_name": (check_layers, "reading.py", "importlib.import_module('claims.web.compat')", "imports up"),
    "up_to_the_public_names": (check_layers, "dates.py", "from claims import ClaimStore", "takes claims.ClaimStore"),
    "sideways_in_the_second_layer": (check_layers, "dates.py", "from claims import figure", "imports sideways"),
    "sideways_against_the_exception": (check_layers, "lexicon.py", "import claims.figure", "imports sideways"),
    "sideways_in_the_third_layer": (check_layers, "compare.py", "import claims.store", "imports sideways"),
    "sideways_from_a_part": (check_layers, "store_write.py", "from claims.compare.pairs import x", "sideways"),
    "sideways_between_front_ends": (check_layers, "cli/serve.py", "from claims.web import compat", "sideways"),
    "pages_for_a_command": (check_layers, "cli/publish.py", "from claims.web import static_site", "sideways"),
    "pages_in_another_command": (check_layers, "cli/add.py", "def f():\n    from claims import web", "sideways"),
    "text_from_the_lowest_layer": (check_layers, "model.py", "from claims.text import fold", "imports up"),
    "a_module_without_a_layer": (check_layers, "utils.py", "", "belongs to no layer"),
    "code_among_data": (check_layers, "demo/__init__.py", '"""Data."""\nimport re', "code in a folder of data"),
    "a_part_of_what_may_not_be_divided": (check_layers, "text_more.py", "", "belongs to no layer"),
    "click_in_the_store": (check_frameworks, "store.py", "import click", "click lives only in cli"),
    "click_in_the_web": (check_frameworks, "web/pages.py", "from click import echo", "click lives only in cli"),
    "datasette_in_a_command": (check_frameworks, "cli/add.py", "def f():\n    import datasette.app", "only in web"),
    "datasette_with_serve": (check_frameworks, "cli/serve.py", "from datasette.app import Datasette", "only in web"),
    "sqlite_in_the_pipeline": (check_frameworks, "pipeline.py", "import sqlite3", "reading, schema, store"),
    "sqlite_utils_in_the_web": (check_frameworks, "web/pages.py", "from sqlite_utils import Database", "reading"),
    "a_long_module": (check_sizes, "text.py", "x = 1\n" * 401, "401 lines"),
    "a_long_function": (check_sizes, "text.py", LONG_FUNCTION, "long has 61 lines"),
    "a_long_method": (check_sizes, "text.py", "class A:\n" + indent(LONG_FUNCTION, "    "), "61 lines"),
    "many_parameters": (check_sizes, "text.py", "def f(a, /, b, *c, d, e, f, g): pass", "f takes 7 parameters"),
    "many_in_a_lesser_function_of_cli": (check_sizes, "cli/add.py", LONG_COMMAND, "add takes 7 parameters"),
    "a_command_outside_cli": (check_sizes, "web/x.py", "@click.command()\n" + LONG_COMMAND, "takes 7 parameters"),
    "no_module_docstring": (check_docstrings, "text.py", "x = 1", "the module has no docstring"),
    "no_function_docstring": (check_docstrings, "text.py", '"""T."""\ndef fold(): pass', "fold has no docstring"),
    "no_class_docstring": (check_docstrings, "text.py", '"""T."""\nclass Fold: pass', "Fold has no docstring"),
    "no_method_docstring": (
        check_docstrings,
        "text.py",
        '"""T."""\nclass Fold:\n    """F."""\n    async def run(self): pass',
        "run has no docstring",
    ),
}


@pytest.mark.parametrize(("rule", "path", "source", "said"), BROKEN.values(), ids=BROKEN)
def test_the_rule_finds_what_breaks_it(rule, path, source, said):
    found = list(rule(Module(path, source)))
    assert len(found) == 1, found
    assert found[0].startswith(path)
    assert said in found[0]


KEPT = {
    "the_lowest_layer": (check_layers, "identity.py", "from claims.model import Claim\nimport claims.errors"),
    "down": (check_layers, "store.py", "from claims.model import Claim\nfrom claims import errors, schema"),
    "publish_has_pages_written": (check_layers, "cli/publish.py", "def f():\n    from claims.web import static_site"),
    "all_may_use_text": (check_layers, "dates.py", "from claims.text import fold"),
    "figure_may_use_its_words": (check_layers, "figure.py", "from claims.lexicon import x\nimport claims.numerals"),
    "parts_may_use_each_other": (check_layers, "figure_phrase.py", "import claims.figure, claims.figure_read"),
    "within_a_package": (check_layers, "importers/csv.py", "from . import rows\nfrom claims.importers.rows import x"),
    "a_package_of_data": (check_layers, "migrations/__init__.py", '"""Numbered steps."""'),
    "from_other_packages": (check_layers, "text.py", "import re\nfrom unicodedata import normalize"),
    "divided_pipeline": (check_layers, "pipeline_ingest.py", "from claims.store.writer import ClaimStore"),
    "sqlite_in_a_part_of_the_store": (check_frameworks, "store_write.py", "import sqlite3, sqlite_utils"),
    "click_in_cli": (check_frameworks, "cli/add.py", "import click"),
    "datasette_in_web": (check_frameworks, "web/__init__.py", "from datasette import hookimpl"),
    "serve_starts_datasette": (check_frameworks, "cli/serve.py", "def serve():\n    from datasette.app import x"),
    "sixty_lines": (check_sizes, "text.py", LONG_FUNCTION.removesuffix("    pass\n")),
    "four_hundred_lines": (check_sizes, "text.py", "x = 1\n" * 400),
    "self_is_no_parameter": (check_sizes, "text.py", "class A:\n    def f(self, a, b, c, d, e, f): pass"),
    "a_command_takes_its_options": (check_sizes, "cli/add.py", "@click.command('add')\n" + LONG_COMMAND),
    "a_command_of_a_group": (check_sizes, "cli/add.py", "@main.command\n@event_option\n" + LONG_COMMAND),
    "private_and_local_names": (check_docstrings, "text.py", '"""T."""\ndef _f():\n    def g(): pass\nclass _A: pass'),
}


@pytest.mark.parametrize(("rule", "path", "source"), KEPT.values(), ids=KEPT)
def test_the_rule_leaves_alone_what_keeps_it(rule, path, source):
    assert list(rule(Module(path, source))) == []


def test_the_top_of_the_repository_holds_only_the_agreed_names():
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a git checkout, so there is no list of what belongs to the repository")
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert {line.split("/")[0].strip('"') for line in listed.splitlines()} - TOP_LEVEL == set()


def test_the_guide_to_proposals_names_every_module_of_them():
    folder = ROOT / "claims" / "pipeline" / "proposing"
    guide = (folder / "__init__.py").read_text(encoding="utf-8")
    assert [one.stem for one in folder.glob("[!_]*.py") if f"`{one.stem}`" not in guide] == []
