"""The small words that single turns of speech hang on are data: each list is asked for, and no rule brings its own."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from claims.errors import BadTriggers
from claims.trigger import read_triggers, trigger_languages, triggers
from claims.trigger_grammar import Grammar

RULES = sorted((Path(__file__).parent.parent / "claims" / "extractors" / "constructions").glob("*.py"))
LISTS = [one.name for one in fields(Grammar)]
NO_WORDS = {"ру", "реалии", "ß"}
"""The ends of names of sites, and a letter that is folded."""


def strings(path: Path) -> list[str]:
    """The strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told)
    return [node.value for node in constants if isinstance(node.value, str)]


def test_no_rule_holds_words_that_ascii_cannot_write():
    held = [(path.name, text) for path in RULES for text in strings(path) if any(c.isalpha() for c in text)]
    assert [one for one in held if not one[1].isascii() and "\\" not in one[1] and one[1] not in {*NO_WORDS, "ـ"}] == []


def test_every_list_is_asked_for_by_a_rule_and_has_words_in_some_language():
    rules = "\n".join(path.read_text(encoding="utf-8") for path in RULES)
    assert [name for name in LISTS if not re.search(rf"grammar\.{name}\b", rules)] == []
    assert [
        name for name in LISTS if not any(getattr(triggers(code).grammar, name) for code in trigger_languages())
    ] == []


def test_words_are_folded_as_the_words_of_a_text_are():
    found = read_triggers(
        "xx",
        {
            "grammar": {
                "passive": ["Wurde", "sei"],
                "befell_many": ["شده‌اند"],
                "crowds": ["Group of"],
                "linked_endings": ["*täts"],
                "causing_stems": ["entraîn*"],
            }
        },
    ).grammar
    assert found.passive == {"wurde", "sei"}
    assert found.befell_many == {"شدهاند"}
    assert found.crowds == {("group", "of")}
    assert (found.linked_endings, found.causing_stems) == (("tats",), ("entrain",))
    assert found.been == frozenset()


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"passiv": ["wurde"]}, "grammar.passiv: there is no such list"),
        ({"passive": "wurde"}, "grammar.passive: it is no list of phrases"),
        ({"passive": ["ist worden"]}, "“ist worden” is not one word"),
        ({"passive": ["wurd*"]}, "“wurd*” is not one word"),
        ({"crowds": ["mob"]}, "“mob” is no phrase of several words"),
        ({"past_endings": ["ed"]}, "“ed” is not written as “*end”"),
        ({"causing_stems": ["*caus"]}, "“*caus” is not written as “begin*”"),
    ],
)
def test_a_wrong_list_is_refused_with_its_name(table: dict[str, object], says: str):
    with pytest.raises(BadTriggers) as caught:
        read_triggers("xx", {"grammar": table})
    assert says in str(caught.value)
