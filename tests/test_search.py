"""Words as search knows them, and passages marked in the untouched text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.search import find, phrases, query, searchable

SAME = {
    "letter variants": ("قتلى في أحداث", "قتلي في احداث"),
    "marks": ("قُتِلَ", "قتل"),
    "digits": ("١٦١", "161"),
    "Persian letters and digits": ("کشته ۱۶۱", "كشته ١٦١"),
    "article": ("المحكمة", "محكمة"),
    "and the": ("والمحكمة", "محكمه"),
    "by the": ("بالمحكمة", "محكمه"),
    "and by the": ("وبالمحكمة", "محكمه"),
    "to the": ("للمحكمة", "محكمه"),
    "accents and case": ("Über Ñandú", "uber nandu"),
}
OTHER = {
    "God is no he": ("الله", "له"),
    "now": ("الان", "ان"),
    "a word that begins with alef alone": ("اعتقال", "عتقال"),
}
FOUND = {
    "Arabic without its article": ("قالت المحكمة العليا", "محكمه", ["المحكمة"]),
    "Arabic with an article": ("قالت محكمة", "المحكمة", ["محكمة"]),
    "marks inside": ("إن ١٦١ متظاهراً قُتِلوا", "161 قتلوا", ["١٦١", "قُتِلوا"]),
    "Persian": ("دست‌کم ۱۶۱ نفر کشته شدند", "كشته ١٦١", ["۱۶۱", "کشته"]),
    "Chinese": ("抗议活动中至少有三百人死亡", "三百人", ["三百人"]),
    "Japanese": ("デモで300人が死亡した", "死亡", ["死亡"]),
    "Thai": ("มีผู้เสียชีวิตอย่างน้อย", "เสียชีวิต", ["เสียชีวิต"]),
    "a number with its mark": ("At least 1,600 people", "1600", []),
    "a number as it stands": ("At least 1,600 people", "1,600", ["1,600"]),
    "words side by side": ("killed ten people, ten were killed", '"were killed"', ["were killed"]),
    "nothing": ("killed", "injured", []),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_what_is_written_differently_is_the_same_word(one, other):
    assert searchable(one) == searchable(other)


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_short_and_other_words_keep_their_beginning(one, other):
    assert searchable(one) != searchable(other)


@pytest.mark.parametrize(("text", "asked", "marked"), FOUND.values(), ids=FOUND)
def test_the_passage_marks_the_words_as_they_stand(text, asked, marked):
    assert [piece for piece, is_hit in find(text, phrases(asked)).pieces() if is_hit] == marked


def test_the_passage_is_where_most_words_stand_together():
    text = "one here. " + "x " * 400 + "two and one there. " + "y " * 400
    passage = find(text, phrases("one two"), width=60)
    assert [text for text, is_hit in passage.pieces() if is_hit] == ["two", "one"]
    assert passage.is_cut == (True, True)
    assert text[passage.start :].startswith(passage.text)


def test_words_that_begin_so_count_only_where_beginnings_do():
    assert find("they were killed", phrases("kil")).marks == ()
    assert find("they were killed", phrases("kil"), beginnings=True).marks == ((10, 16),)


def test_a_word_far_into_a_long_text_is_found():
    text = "قال " * 30_000 + "المحكمة"
    passage = find(text, phrases("محكمة"))
    assert [piece for piece, is_hit in passage.pieces() if is_hit] == ["المحكمة"]


@given(st.text(max_size=80), st.text(max_size=20))
def test_a_passage_is_an_untouched_part_of_its_text(text, asked):
    passage = find(text, phrases(asked), width=30)
    assert text[passage.start : passage.start + len(passage.text)] == passage.text
    assert "".join(piece for piece, _ in passage.pieces()) == passage.text


@given(st.text(max_size=40))
def test_what_is_indexed_is_indexed_the_same_again(text):
    assert all(part in searchable(text).split() for phrase in phrases(text.replace('"', " ")) for part in phrase)


@given(st.text(max_size=40))
def test_a_query_holds_nothing_that_full_text_search_obeys(text):
    asked = query(phrases(text))
    assert asked.count('"') % 2 == 0
    assert all(character.isalnum() or character in '" ' or not character.isascii() for character in asked)
