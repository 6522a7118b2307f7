"""What an installed copy offers: the distribution, its commands and plugin, its public names, its data files."""

import importlib
import subprocess
import sys
from importlib import metadata, resources
from pathlib import Path

import pytest

import claims

DISTRIBUTION = "who-claimed-what"
ROOT = Path(__file__).resolve().parent.parent
PUBLIC = ["ClaimStore", "__version__"]


def points(group):
    """What the installed distribution registers in one group of entry points, name to target."""
    return {one.name: one.value for one in metadata.distribution(DISTRIBUTION).entry_points if one.group == group}


def test_offers_exactly_the_public_names():
    assert sorted(claims.__all__) == sorted(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there_and_documented(name):
    assert getattr(claims, name).__doc__


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = claims.no_such_name


def test_importing_the_package_does_not_load_sqlite():
    loaded = "import sys; before = set(sys.modules); import claims; print(sorted(set(sys.modules) - before))"
    names = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout
    assert "'claims'" in names
    assert "sqlite" not in names


def test_the_command_is_installed_and_its_target_can_be_called():
    assert points("console_scripts") == {"claims": "claims.cli:main"}
    assert callable(importlib.import_module("claims.cli").main)


def test_datasette_is_pointed_to_a_package_with_templates_and_static_files():
    assert points("datasette") == {"claims": "claims.web"}
    package = resources.files("claims.web")
    assert (package / "templates").is_dir()
    assert (package / "static").is_dir()


def test_the_version_stands_in_one_place_and_is_the_same_everywhere():
    said = subprocess.run([sys.executable, "-m", "claims", "--version"], capture_output=True, text=True, check=True)
    assert metadata.version(DISTRIBUTION) == claims.__version__
    assert claims.__version__ in said.stdout
    written = f'"{claims.__version__}"'
    sources = [ROOT / "pyproject.toml", *(ROOT / "claims").rglob("*.py")]
    assert [path.name for path in sources if written in path.read_text("utf-8")] == ["__init__.py"]


def test_says_that_it_is_typed():
    assert (resources.files("claims") / "py.typed").is_file()


def test_every_dependency_has_a_reason_to_be_there():
    used = {"click", "datasette", "persiantools", "python-dateutil", "pyyaml", "sqlite-utils"}
    required = [one for one in metadata.requires(DISTRIBUTION) or [] if "extra ==" not in one]
    assert {one.partition(">=")[0].partition("<")[0] for one in required} == used
