"""`claims.extractors.loading`: extractors by name, our own and other packages'."""

from importlib.metadata import EntryPoint

import pytest
from extracting import Words, article, filled, read

from claims.errors import BadExtractor
from claims.extractors import loading
from claims.extractors.loading import load, names

HERE = "test_extractors_loading"


def made(argument):
    """What stands behind another package's entry point."""
    return Words(name="theirs", version=argument or "none")


def made_wrongly(argument):
    return argument


@pytest.fixture
def others(monkeypatch):
    """Entry points as other packages declare them."""
    points = [
        EntryPoint("theirs", f"{HERE}:made", loading.GROUP),
        EntryPoint("rules", f"{HERE}:made", loading.GROUP),
        EntryPoint("wrong", f"{HERE}:made_wrongly", loading.GROUP),
        EntryPoint("gone", "nowhere_at_all:made", loading.GROUP),
    ]
    monkeypatch.setattr(loading, "entry_points", lambda *, group: points if group == loading.GROUP else [])


def test_another_package_adds_an_extractor_that_takes_an_argument(others, tmp_path):
    assert set(names()) >= {"rules", "llm", "theirs"}
    found = load("theirs:big:7")
    assert (found.name, found.version) == ("theirs", "big:7")
    with filled(tmp_path / "a.db") as store:
        assert read(store, article(tmp_path), found).new[0].extractor == "theirs"


def test_nobody_takes_the_place_of_ours(others):
    assert loading._maker("rules").value.startswith("claims.extractors.")


REFUSED = {
    "an unknown name": ("nobody:x", "there is no such extractor"),
    "what cannot be imported": ("gone", "cannot be imported"),
    "what is no extractor": ("wrong:x", "it lacks name, version, propose"),
}


@pytest.mark.parametrize(("wanted", "said"), REFUSED.values(), ids=REFUSED)
def test_says_what_is_wrong_with(others, wanted, said):
    with pytest.raises(BadExtractor, match=said) as refusal:
        load(wanted)
    assert refusal.value.hint
