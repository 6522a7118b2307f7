"""Text in every script: folding for names, quotes found in documents, terminal columns, harmless output."""

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import (
    LONGEST_SLUG,
    ascii_digits,
    clip,
    close_matches,
    direction,
    find_all,
    find_quote,
    fold,
    isolate,
    pad,
    shadow,
    slug,
    slug_digits,
    strip_controls,
    width,
)

# Plain text() seldom meets what matters here, so half of the examples are made of letters that fold in some way.
TRICKY = (
    "aAßİıŉﬁ℡Å²½１٣۳३م ةهۀىیيکكٱأإآؤئـًَّ\u0670"
    "\u200c\u200f\u2068\u2069\u00a0\u202f\u3000“’«–−、漢が\u3099\u0301é&.,'\n\t\x00\x1b"
)
any_text = st.text(max_size=40) | st.text(alphabet=TRICKY, max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("at least 161", "at least 161", id="ascii"),
        pytest.param("١٢٠٠٠ متظاهر", "12000 متظاهر", id="arabic-indic"),
        pytest.param("۱۵۰۰", "1500", id="persian"),
        pytest.param("१६१", "161", id="devanagari"),
        pytest.param("１６１", "161", id="fullwidth"),
        pytest.param("m² ½ Ⅻ", "m² ½ Ⅻ", id="no-decimal-digits"),
    ],
)
def test_digits_of_every_script_become_ascii(text, expected):
    assert ascii_digits(text) == expected


@given(any_text)
def test_ascii_digits_keep_the_length_and_every_other_character(text):
    result = ascii_digits(text)
    assert len(result) == len(text)
    assert all(new in string.digits if unicodedata.decimal(old, None) is not None else new == old
               for old, new in zip(text, result, strict=True))  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Amnesty International", "  AMNESTY\tinternational ", id="case and blanks"),
        pytest.param("Jean-François Legaret", "jean francois legaret", id="accent and hyphen"),
        pytest.param("O’Brien", "O'Brien", id="apostrophes"),
        pytest.param("منظمة العفو الدولية", "مُنَظَّمَة العَفْو الدُّوَلِيَّة", id="short vowels"),
        pytest.param("منظمة العفو الدولية", "منظمه العفو الدوليه", id="ta marbuta"),
        pytest.param("أحمد", "احمد", id="hamza on alef"),
        pytest.param("مسؤول", "مسوول", id="hamza on waw"),
        pytest.param("علي", "علی", id="arabic and persian ya"),
        pytest.param("موسى", "موسی", id="alef maqsura"),
        pytest.param("كريم", "کریم", id="kaf"),
        pytest.param("العفـــو", "العفو", id="tatweel"),
        pytest.param("می‌خواهم", "میخواهم", id="zero width non-joiner"),
        pytest.param("\u202bایران\u202c", "ايران", id="bidi controls"),
        pytest.param("۲۰۱۹", "2019", id="digits"),
        pytest.param("ﻻ", "لا", id="presentation form"),
        pytest.param("Straße", "STRASSE", id="sharp s"),
        pytest.param("AT&T", "at t", id="ampersand is a blank"),
    ],
)
def test_names_written_differently_fold_to_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The Guardian", "Guardian", id="article"),
        pytest.param("एक", "ऐक", id="devanagari letters"),
        pytest.param("की", "का", id="devanagari vowel signs"),
        pytest.param("か", "が", id="kana voicing"),
        pytest.param("&", "and", id="ampersand"),
    ],
)
def test_different_names_stay_different(one, other):
    assert fold(one) != fold(other)


@given(any_text)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(any_text)
def test_folding_does_not_depend_on_unicode_normal_form(text):
    simple = "".join(c for c in text if unicodedata.combining(c) == 0)  # the order of marks that are letters may differ
    assert fold(unicodedata.normalize("NFC", simple)) == fold(simple)


@given(any_text)
def test_offsets_of_a_shadow_never_fall_and_stay_inside_the_original(text):
    made = shadow(text)
    assert len(made.offsets) == len(made.text) + 1
    assert list(made.offsets) == sorted(made.offsets)
    assert made.offsets[-1] == len(text)
    assert all(start < end <= len(text) for start, end in zip(made.offsets, made.ends, strict=False))


@given(any_text, st.data())
def test_the_original_slice_folds_to_the_slice_of_the_shadow(text, data):
    made = shadow(text)
    start = data.draw(st.integers(0, len(made.text)))
    end = data.draw(st.integers(start, len(made.text)))
    first, last = made.span(start, end)
    # A span may cut what one character became ("ß" is "ss"); it is widened to whole characters.
    while start < end and start > 0 and made.offsets[start - 1] == made.offsets[start]:
        start -= 1
    while start < end < len(made.text) and made.offsets[end] == made.offsets[end - 1]:
        end += 1
    assert shadow(text[first:last]).text == made.text[start:end]


def test_the_shadow_of_a_long_text_is_the_one_of_its_parts():
    part = "قُتل ۶۰۰ متظاهر — «Straße».\n"
    assert shadow(part * 100).text == shadow(part).text * 100


ARTICLE = "وقالت منظمة العفو الدولية: قُتِلَ ١٦١ متظاهراً\nعلى الأقل. MEK said “at least 600  killed”, then 1,600 killed."


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        pytest.param("منظمة العفو الدولية", "منظمة العفو الدولية", id="verbatim"),
        pytest.param("منظمه العفو الدوليه", "منظمة العفو الدولية", id="ta marbuta"),
        pytest.param("قتل 161 متظاهرا على الأقل", "قُتِلَ ١٦١ متظاهراً\nعلى الأقل", id="vowels digits and line break"),
        pytest.param('"At least 600 killed"', "“at least 600  killed”", id="case, quotation marks and blanks"),
        pytest.param("  MEK said ", "MEK said", id="outer blanks"),
    ],
)
def test_finds_a_quote_that_differs_only_in_its_spelling(quote, expected):
    start, end = find_quote(quote, ARTICLE)
    assert ARTICLE[start:end] == expected


@pytest.mark.parametrize("quote", ["", "   ", "\u200c", "162", "killed 600", "قتل 16"])
def test_does_not_find_what_the_text_does_not_say(quote):
    assert find_quote(quote, ARTICLE) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        pytest.param("600 killed", "1,600 killed", id="tail after a comma"),
        pytest.param("600 killed", "1600 killed", id="tail"),
        pytest.param("at least 12", "at least 12.5", id="head before a decimal"),
        pytest.param("at least 12", "at least 12\u202f000", id="head before a narrow blank"),
        pytest.param("600", "١٦٠٠", id="tail in other digits"),
        pytest.param("600 killed", "1\u200b,600 killed", id="tail behind what has no width"),
        pytest.param("at least 12", "at least 12\u00ad\u200f,300", id="head before what has no width"),
    ],
)
def test_a_quote_never_begins_or_ends_inside_a_number(quote, text):
    assert find_quote(quote, text) is None


def test_a_verbatim_place_goes_before_an_earlier_folded_one():
    assert find_quote("Killed", "killed, Killed") == (8, 14)


def test_finds_all_places_in_order():
    assert find_all("قتل 600", "قتل ٦٠٠ ثم قُتل 600 ثم قتل 600") == [(0, 7), (11, 19), (23, 30)]


@given(any_text, st.data())
def test_every_slice_with_letters_is_found_verbatim(text, data):
    start = data.draw(st.integers(0, len(text)))
    quote = "x" + text[start : data.draw(st.integers(start, len(text)))] + "x"
    whole = text[:start] + quote + "…"
    found = find_quote(quote, whole)
    assert found is not None
    assert whole[slice(*found)] == quote


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Amnesty International", "amnesty-international", id="plain"),
        pytest.param("  Médecins sans frontières (MSF) ", "medecins-sans-frontieres-msf", id="accents"),
        pytest.param("Łódź Øresund", "lodz-oresund", id="letters without decomposition"),
        pytest.param("2019 Iranian protests", "2019-iranian-protests", id="digits"),
        pytest.param("2019", "2019", id="only digits"),
        pytest.param("BBC فارسی", "bbc-farsi-baefe653", id="partly latin"),
        pytest.param("新华社", "x-b8be4ac9", id="letters of no table"),
    ],
)
def test_a_name_has_a_slug(name, expected):
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("سازمان حقوق بشر ایران", "sazman-hquq-bshr-iran", id="Persian"),
        pytest.param("منظمة العفو الدولية", "mnzmah-alafu-aldulih", id="Arabic"),
        pytest.param("اليونيسف", "alyunisf", id="an article before a consonant"),
        pytest.param("المرصد السوري لحقوق الإنسان", "almrsd-alsuri-lhquq-alansan", id="Arabic long vowels"),
        pytest.param("الله", "allah", id="a last h"),
        pytest.param("Мемориал", "memorial", id="Russian"),
        pytest.param("Міністерство охорони здоров'я", "ministerstvo-okhoroni-zdorov-ya", id="Ukrainian"),
        pytest.param("Ελληνική Αστυνομία", "elliniki-astynomia", id="Greek"),
        pytest.param("ουρανός", "ouranos", id="two Greek letters of one vowel"),
        pytest.param("צבא הגנה לישראל", "tsba-hgnah-lishral", id="Hebrew"),
        pytest.param("Azərbaycan", "azarbaycan", id="a letter that Latin borrowed"),
    ],
)
def test_a_slug_can_be_read_where_the_name_is_of_another_alphabet(name, expected):
    assert slug(name) == f"{expected}-{slug_digits(name)}"


def test_a_name_of_another_alphabet_never_takes_the_slug_of_a_latin_one():
    assert slug("Мемориал") != slug("Memorial")
    assert slug("صلاح") != slug("سلاح")


def test_names_without_latin_letters_have_different_slugs_that_do_not_depend_on_spelling():
    assert slug("احتجاجات 2019") != slug("تظاهرات 2019")
    assert slug("منظمة العفو") == slug("منظمه العفو")
    assert slug("!!") != slug("??")


def test_a_slug_of_a_long_name_fits_a_file_name_and_stays_its_own():
    first, second = slug("very " * 100 + "long"), slug("very " * 100 + "wide")
    assert first != second
    assert {len(first), len(second)} == {LONGEST_SLUG}
    assert first.startswith("very-very-very-")
    assert slug("x" * LONGEST_SLUG) == "x" * LONGEST_SLUG


@given(any_text)
def test_a_slug_is_never_empty_and_only_made_of_its_alphabet(text):
    key = slug(text)
    assert key
    assert set(key) <= set(string.ascii_lowercase + string.digits + "-")
    assert key == slug(key)


def test_near_misses_come_best_first_and_always_the_same():
    names = ["Amnesty International", "MEK", "Ministry of Interior", "منظمة العفو الدولية"]
    assert close_matches("Amnesty Internationel", names) == ["Amnesty International"]
    assert close_matches("amnesty", names) == ["Amnesty International"]
    assert close_matches("Amnesty Int.", names) == ["Amnesty International"]
    assert close_matches("A. I.", names) == []
    assert close_matches("منظمه العفو", names) == ["منظمة العفو الدولية"]
    assert close_matches("Amnesty Intl", names) == ["Amnesty International"]
    assert close_matches("zzz", names) == []
    assert close_matches("", names) == []


@pytest.mark.parametrize("name", ["Ministry", "Amt", "Army", "Amity Bay"])
def test_a_word_that_has_but_letters_in_common_is_no_near_miss(name):
    assert close_matches(name, ["amnesty"]) == []


def test_near_misses_of_equal_likeness_are_ordered_by_alphabet_and_limited():
    assert close_matches("killed", ["killed-c", "killed-a", "killed-b", "killed-d"], limit=2) == [
        "killed-a",
        "killed-b",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("killed", 6, id="latin"),
        pytest.param("قُتِلَ", 3, id="arabic with vowels"),
        pytest.param("漢字", 4, id="wide"),
        pytest.param("é", 1, id="combining accent"),
        pytest.param("\u2068a\u2069", 1, id="isolates"),
        pytest.param("한", 2, id="hangul"),
    ],
)
def test_width_counts_terminal_columns(text, expected):
    assert width(text) == expected


@given(any_text, st.integers(0, 12))
def test_a_clipped_text_fits_and_a_padded_one_fills(text, columns):
    assert width(clip(text, columns)) <= columns
    assert width(pad(clip(text, columns), columns)) == columns


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        pytest.param("killed", 6, "killed", id="fits"),
        pytest.param("killed", 4, "kil…", id="cut"),
        pytest.param("漢字漢字", 4, "漢…", id="wide characters are not halved"),
        pytest.param("قُتِلَ", 2, "قُ…", id="marks stay with their letter"),
        pytest.param("\u2068سلام\u2069 x", 3, "\u2068سل…\u2069", id="isolate is closed"),
        pytest.param("killed", 0, "", id="nothing"),
    ],
)
def test_clip_cuts_at_whole_characters(text, columns, expected):
    assert clip(text, columns) == expected


def test_pad_aligns_right_for_numbers():
    assert pad("161", 6, align="right") == "   161"
    assert pad("161", 2) == "161"


def test_only_right_to_left_text_is_isolated():
    assert isolate("MEK “600”") == "MEK “600”"
    assert isolate("قتل 600") == "\u2068قتل 600\u2069"
    assert isolate("قتل\u2069 600 \u2067") == "\u2068قتل 600 \u2067\u2069\u2069"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("قتل 600", "rtl"), ("600 قتل", "rtl"), ("שלום", "rtl"), ("600 killed قتل", "ltr"), ("600", "ltr"), ("", "ltr")],
)
def test_direction_is_that_of_the_first_strong_character(text, expected):
    assert direction(text) == expected


def test_controls_are_shown_and_not_obeyed():
    assert (
        strip_controls("a\x1b[31mred\r\x00\x7f\x9b2J\ttab\nline\u202eoverride")
        == "a␛[31mred␍␀␡\\x9b2J\ttab\nlineoverride"
    )


@given(any_text)
def test_no_control_is_left_but_tab_and_newline(text):
    assert {c for c in strip_controls(text) if unicodedata.category(c) == "Cc"} <= {"\t", "\n"}
