"""The words of claims are data: each file is whole, is found as it is written, and contradicts itself nowhere."""

import json
from pathlib import Path

import pytest

from claims.errors import BadTriggers
from claims.lexicon import languages
from claims.trigger import Triggers, keys_in, read_triggers, trigger_languages, triggers
from claims.trigger_tokens import folded_copy, words_of
from claims.trigger_tree import phrases_at

SETS = Path(__file__).parent / "extraction"


def words(text: str) -> list[str]:
    return [word.text for word in words_of(folded_copy(text))]


@pytest.mark.parametrize("code", trigger_languages())
def test_every_language_of_triggers_is_one_of_the_lexicons_and_counts_the_killed(code: str):
    found = triggers(code)
    assert code in languages()
    assert {"killed", "injured", "arrested", "missing", "displaced"} <= set(found.measures)


@pytest.mark.parametrize("code", trigger_languages())
def test_every_word_of_a_file_is_found_by_the_word_itself(code: str):
    found = triggers(code)
    lost = [word for word in found.literals if word != "*" and found.keys_of(word)[:1] != (word,)]
    assert lost == []


@pytest.mark.parametrize(
    "text",
    [
        "Tschad",
        "élèves",
        "قُتِلَ المتظاهـرون",
        "کشته‌شدگان",
        "погибшие",
        "۱۲۰",
        "Straße",
        "œuvre",
        "İzmir",
        "ﬁn",
        "\u200f161\u200e",
        "a\u0301",
    ],
)
def test_a_folded_copy_is_as_long_as_the_text(text: str):
    assert len(folded_copy(text)) == len(text)


@pytest.mark.parametrize("beside", ["é", "я", "قتل", "é\U0001f600", "é\x81"])
def test_a_character_is_folded_alike_in_texts_of_any_script(beside: str):
    characters = [chr(code) for code in (*range(0x250), *range(0x400, 0x460), *range(0x2010, 0x2040), 0x20AC, 0x2122)]
    folded = {one: folded_copy(one + "قتل")[0] for one in characters}  # which no code page of letters holds
    assert {one: folded_copy(one + beside)[0] for one in characters} == folded


def test_blanks_part_words_and_are_none():
    assert [*words_of(folded_copy("  Deux  morts,  30\n blesses ـ Straße"))] == [
        ("deux", 2, 6), ("morts", 8, 13), (",", 13, 14), ("30", 16, 18), ("\n", 18, 19), ("blesses", 20, 27),
        ("strasse", 30, 36),
    ]  # fmt: skip


def test_what_is_not_heard_is_folded_away():
    assert words("قُتِلَ") == words("قتل")
    assert words("ÉLÈVES") == ["eleves"]
    assert words("\u200f۱۶۱\u200f نفر") == ["161", "نفر"]


def test_a_star_is_part_of_a_phrase():
    assert keys_in("lost * lives") == ("lost", "*", "lives")
    assert keys_in("погибш* в") == ("погибш*", "в")


def test_a_word_is_found_by_its_stem_and_without_the_particles_written_onto_it():
    found = read_triggers(
        "xx", {"writing": {"prefixes": ["و", "ال"]}, "measures": {"killed": {"verb": ["قتل", "погибш*"]}}}
    )
    assert found.keys_of("وقتل") == ("قتل",)
    assert found.keys_of("погибшие") == ("погибш*",)
    assert found.keys_of("شيء") == ()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"mesures": {}}, "mesures"),
        ({"words": {"thing": []}}, "words.thing"),
        ({"words": {"things": "houses"}}, "no list"),
        ({"words": {"things": ["…"]}}, "no word"),
        ({"writing": {"said": "never"}}, "writing.said"),
        ({"measures": {"killed": {"idioms": [["cost"]]}}}, "no pair"),
        (
            {"measures": {"killed": {"verb": ["hit"]}, "injured": {"verb": ["hit"]}}},
            "“hit” stands for injured and killed",
        ),
        ({"words": {"things": ["guards"]}, "people": {"all": ["guards"]}}, "“guards” also stands for people"),
        ({"people": {"men": ["guards"], "all": ["Guards"]}}, "two populations"),
    ],
)
def test_a_wrong_file_is_refused_with_its_table(data: dict[str, object], says: str):
    with pytest.raises(BadTriggers) as caught:
        read_triggers("xx", data)
    assert says in str(caught.value)


def test_a_language_is_read_once():
    assert isinstance(triggers("en"), Triggers)
    assert triggers("en") is triggers("en")


@pytest.mark.parametrize("code", trigger_languages())
def test_what_is_known_of_a_word_gives_the_phrases_that_reading_all_words_behind_it_does(code: str):
    found = triggers(code)
    for line in (SETS / f"{code}.jsonl").read_text(encoding="utf-8").splitlines():
        tokens = words_of(folded_copy(json.loads(line)["text"]))
        for first in range(len(tokens)):
            read = phrases_at(found.tree, tokens, first=first, keys_of=found.keys_of)
            read = {group: phrase for group, phrase in read.items() if group not in found.without(tokens[first].text)}
            assert found.phrases(tokens, first) == read, (code, [token.text for token in tokens[first : first + 6]])
