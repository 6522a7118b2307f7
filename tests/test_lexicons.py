"""The lexicons are data: each must be whole, and no phrase may mean two different hedges."""

from __future__ import annotations

from collections import defaultdict

import pytest

from claims import figure
from claims.errors import NotAFigure
from claims.lexicon import ROLES, contents, known_language, languages, lexicon, match_at, phrases_of
from claims.lexicon_say import said
from claims.lexicon_tokens import fold, tokenize
from claims.model import Hedge

SAID = {hedge.value for hedge in Hedge} - {"vague", "none"} | {"between_best", "novalue", "somevalue", "nofigure"}
HEDGES_BEFORE = ("at_least", "more_than", "at_most", "fewer_than", "about", "nearly")
UNITS = {10, 12, 100, 1000, 10_000, 100_000, 1_000_000}


def test_lists_the_seven_languages() -> None:
    assert set(languages()) >= {"ar", "de", "en", "es", "fa", "fr", "ru"}


@pytest.mark.parametrize(
    ("tag", "code"), [("de", "de"), ("de-AT", "de"), ("AR_sy", "ar"), ("zh", None), ("", None), (None, None)]
)
def test_a_language_tag_finds_its_lexicon(tag: str | None, code: str | None) -> None:
    assert known_language(tag) == code


@pytest.mark.parametrize("code", languages())
def test_a_lexicon_says_every_kind_of_figure(code: str) -> None:
    assert set(lexicon(code).say) == SAID


@pytest.mark.parametrize("code", languages())
def test_what_is_read_to_say_figures_is_what_the_whole_file_holds(code: str) -> None:
    needed = ("number", "say", "vague")
    assert said(code, needed) == {
        key: value for key, value in contents(code).items() if key in needed or not isinstance(value, dict)
    }


@pytest.mark.parametrize("code", languages())
def test_a_lexicon_has_a_word_for_every_usual_unit(code: str) -> None:
    assert set(lexicon(code).vague_words) >= UNITS


@pytest.mark.parametrize("code", languages())
def test_a_lexicon_knows_its_decimal_mark(code: str) -> None:
    assert lexicon(code).decimal in {".", ","}


@pytest.mark.parametrize("hedge", HEDGES_BEFORE)
@pytest.mark.parametrize("code", languages())
def test_a_lexicon_is_rich_in_hedges(code: str, hedge: str) -> None:
    found = {words for words, sense in phrases_of(code) if (sense.role, sense.value) == ("before", hedge)}
    assert len(found) >= 8


@pytest.mark.parametrize("code", languages())
def test_no_phrase_of_a_lexicon_is_without_words_or_of_unknown_role(code: str) -> None:
    wrong = [(words, sense) for words, sense in phrases_of(code) if not words or sense.role not in ROLES]
    assert wrong == []


KNOWN_TO_DIFFER = {"billion"}
"""10⁹ in English, 10¹² in German: reported as ambiguous unless the language is known."""


@pytest.mark.parametrize("role", ["before", "after", "scale", "vague"])
def test_no_phrase_means_two_different_things(role: str) -> None:
    """All languages are known at once, so a phrase they share must mean the same in all of them."""
    meanings: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for code in languages():
        for words, sense in phrases_of(code):
            if sense.role == role:
                meanings[words].add(sense.value)
    assert {" ".join(words) for words, values in meanings.items() if len(values) > 1} <= KNOWN_TO_DIFFER


@pytest.mark.parametrize("code", languages())
def test_a_weak_word_is_a_hedge_or_a_most_likely_word(code: str) -> None:
    """A weak word that is nothing else is a slip of the pen in the data."""
    senses: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for words, sense in phrases_of(code):
        senses[words].add(sense.value if sense.role == "word" else sense.role)
    meaningful = {"before", "after", "join", "best", "short_thousand", "short_million", "short_billion"}
    stray = {" ".join(words) for words, found in senses.items() if "weak" in found and not found & meaningful}
    assert stray == set()


@pytest.mark.parametrize(
    ("text", "role", "value"),
    [
        pytest.param("دست‌کم", "before", "at_least", id="fa-with-joiner"),
        pytest.param("دستکم", "before", "at_least", id="fa-written-together"),
        pytest.param("دست کم", "before", "at_least", id="fa-with-space"),
        pytest.param("ده‌ها", "vague", "10", id="fa-tens-with-joiner"),
        pytest.param("أَكْثَر مِن", "before", "more_than", id="ar-vowel-signs"),
        pytest.param("أكـــثر من", "before", "more_than", id="ar-tatweel"),
        pytest.param("اكثر من", "before", "more_than", id="ar-plain-alef"),
        pytest.param("على الأقل", "before", "at_least", id="ar-alef-maqsura"),
        pytest.param("علی الاقل", "before", "at_least", id="ar-persian-ya"),
        pytest.param("وأكثر من", "before", "more_than", id="ar-and-written-on"),
        pytest.param("Über", "before", "more_than", id="de-capital-umlaut"),
        pytest.param("u\u0308ber", "before", "more_than", id="de-combining-umlaut"),
        pytest.param("at\u00a0least", "before", "at_least", id="no-break-space"),
        pytest.param("at\nleast", "before", "at_least", id="line-break"),
        pytest.param("JUSQU’À", "before", "at_most", id="fr-curly-apostrophe"),
        pytest.param("несколько тысяч", "vague", "1000", id="ru-several"),
    ],
)
def test_a_phrase_is_found_however_it_is_written(text: str, role: str, value: str) -> None:
    tokens = tokenize(fold(text).text)
    match = match_at(tokens, first=0, language=None)
    assert match is not None
    assert (match.end, match.value(role)) == (len(tokens), value)


def test_a_phrase_matches_whole_words_only() -> None:
    assert match_at(tokenize("overall"), first=0, language=None) != match_at(tokenize("over"), first=0, language=None)
    assert match_at(tokenize("overcast"), first=0, language=None) is None


@pytest.mark.parametrize("text", ["Straße №5", "ﷺ ﬁn", "e\u0301t\u00e9", "۱۲٬۰۰۰", "a\u200cb", "ＡＢ１２", ""])
def test_folding_keeps_where_each_character_came_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)
    for position, character in enumerate(folded.text):
        assert character in fold(text[folded.offsets[position]]).text


WORDINGS = [
    ("تجاوز عدد القتلى 200", "ar", ">200"),
    ("تجاوزت الحصيلة 1000", "ar", ">1,000"),
    ("لا يتجاوز 200", "ar", "≤200"),
    ("2 lakh", "en", "200,000"),
    ("more than 5 crore", "en", ">50,000,000"),
    ("до 161", "ru", "≤161"),
    ("более, чем 300", "ru", ">300"),
    ("не менее, чем 300", "ru", "≥300"),
    ("около четверти миллиона", "ru", "~250,000"),
    ("قرابة المئة", "ar", "nearly 100"),
    ("نحو الألف", "ar", "~1,000"),
    ("15-ти человек", "ru", "15"),
    ("не менее 43-х", "ru", "≥43"),
    ("более тысячи человек", "ru", ">1,000"),
    ("больше тысячи", "ru", ">1,000"),
    ("свыше тысячи двухсот", "ru", ">1,200"),
    ("не менее тысячи человек", "ru", "≥1,000"),
    ("до тысячи", "ru", "≤1,000"),
    ("почти тысячи", "ru", "nearly 1,000"),
    ("около сотни", "ru", "~100"),
    ("более сотни", "ru", ">100"),
    ("около десятка", "ru", "~10"),
    ("более сотни тысяч", "ru", ">100,000"),
    ("около миллиона", "ru", "~1,000,000"),
    ("свыше полутора тысяч", "ru", ">1,500"),
    ("около полутора сотен", "ru", "~150"),
    ("полтора десятка", "ru", "15"),
    ("более двух сотен", "ru", ">200"),
    ("более полусотни", "ru", ">50"),
    ("тысячи человек", "ru", "thousands"),
    ("десятки", "ru", "tens"),
    ("несколько сотен", "ru", "hundreds"),
    ("около 1 тыс. 600 человек", "ru", "~1,600"),
    ("3 тыс. 318 военнослужащих", "ru", "3,318"),
    ("более 1 млн. 200 тыс.", "ru", ">1,200,000"),
    ("۱۰/۰۰۰ نفر", "fa", "10,000"),
    ("بیش از ۱/۲۰۰/۰۰۰ نفر", "fa", ">1,200,000"),
    ("۱۰،۰۰۰ نفر", "fa", "10,000"),
    ("۱/۵ میلیون نفر", "fa", "1,500,000"),
    ("حدود ۴۲۰/۰۰۰", "fa", "~420,000"),
    ("بیش از هزار نفر", "fa", ">1,000"),
    ("ده‌ها نفر", "fa", "tens"),
    ("کم از کم ۴۴۰ نفر", "fa", "≥440"),
    ("از ۶۰ هزار نفر گذشته است", "fa", ">60,000"),
    ("کسی کشته نشد", "fa", "none"),
    ("شب گذشته ۶۰ نفر", "fa", "60"),
    ("کم‌وبیش ۳۰۰", "fa", "~300"),
    ("صدها تن", "fa", "hundreds"),
    ("نزدیک به هزار", "fa", "nearly 1,000"),
    ("ما يزيد على 300", "ar", ">300"),
    ("ما يربو على ألفي شخص", "ar", ">2,000"),
    ("أكثر من ألف قتيل", "ar", ">1,000"),
    ("زهاء أربعين", "ar", "~40"),
    ("قرابة 60 ألفا", "ar", "nearly 60,000"),
    ("ما لا يقل عن عشرين", "ar", "≥20"),
    ("ما بين 20 و30 قتيلا", "ar", "20–30"),
    ("مئات الجرحى", "ar", "hundreds"),
    ("العشرات", "ar", "tens"),
]
"""Wordings of the news whose hedge or scale stands in words of their own."""


@pytest.mark.parametrize(("phrase", "code", "said"), WORDINGS, ids=[phrase for phrase, _, _ in WORDINGS])
def test_a_wording_of_the_news_keeps_its_hedge_and_scale(phrase: str, code: str, said: str) -> None:
    assert figure.sign(figure.parse(phrase, language=code)) == said


@pytest.mark.parametrize(
    "phrase",
    ["число погибших выросло до 161", "увеличилось до 161", "une personne"],
)
def test_a_wording_that_would_be_read_as_something_else_is_refused(phrase: str) -> None:
    with pytest.raises(NotAFigure):
        figure.parse(phrase)


FURTHER = [
    ("pelo menos 20 mortos", "≥20"),
    ("mais de 1.234 feridos", ">1,234"),
    ("não menos de 7", "≥7"),
    ("almeno 20 morti", "≥20"),
    ("oltre 1.500", ">1,500"),
    ("meno di 10", "<10"),
    ("en az 20 ölü", "≥20"),
    ("300'den fazla yaralı", ">300"),
    ("en fazla 12", "≤12"),
    ("yaklaşık 1.200", "~1,200"),
    ("1.200'e yakın", "nearly 1,200"),
    ("щонайменше 20", "≥20"),
    ("co najmniej 5", "≥5"),
    ("至少20人", "≥20"),
    ("20多人", ">20"),
    ("20人以上", "≥20"),
    ("20명 이상", "≥20"),
    ("+ de 100", ">100"),
    ("100 et +", "≥100"),
    ("+de 1 000 blessés", ">1,000"),
    ("+/- 100", "~100"),
    ("hơn 100", ">100"),
    ("khoảng 50 người", "~50"),
    ("legalább 40", "≥40"),
    ("több mint 1.234", ">1,234"),
    ("yli 100", ">100"),
    ("noin 30", "~30"),
    ("mere end 10", ">10"),
    ("najmanje 5", "≥5"),
    ("преко 200", ">200"),
    ("повече от 100", ">100"),
    ("τουλάχιστον 5", "≥5"),
    ("30 περίπου", "~30"),
    ("100 से अधिक", ">100"),
    ("लगभग 30", "~30"),
    ("কমপক্ষে ৫", "≥5"),
    ("প্রায় ৩০", "~30"),
    ("کم از کم 5", "≥5"),
    ("มากกว่า 100", ">100"),
    ("zaidi ya 100", ">100"),
    ("asi 30", "~30"),
    ("không ít hơn 20", "≥20"),
    ("ne manje od 20", "≥20"),
    ("не по-малко от 20", "≥20"),
    ("nem több mint 20", "≤20"),
    ("niet meer dan 20", "≤20"),
    ("όχι λιγότεροι από 20", "≥20"),
    ("20 से कम नहीं", "≥20"),
    ("ไม่มากกว่า 20", "≤20"),
    ("mai puțin de 20", "<20"),
]


SHARED = ["100–120,000", "10-12,000", "between 20 and 30,000", "1–2,000", "170–180,000 wounded"]
APART = [("500–1,000", "500–1,000"), ("between 1 and 1,000", "1–1,000"), ("5–100,000", "5–100,000"), ("20–25", "20–25")]


@pytest.mark.parametrize("phrase", SHARED)
def test_a_range_whose_ends_may_share_their_thousands_is_refused(phrase: str) -> None:
    with pytest.raises(NotAFigure, match="it may mean"):
        figure.parse(phrase, language="en")


@pytest.mark.parametrize(("phrase", "said"), APART)
def test_a_range_whose_ends_share_nothing_is_read(phrase: str, said: str) -> None:
    assert figure.sign(figure.parse(phrase, language="en")) == said


@pytest.mark.parametrize(("phrase", "said"), FURTHER, ids=[phrase for phrase, _ in FURTHER])
def test_hedges_of_further_languages_are_read_where_no_language_is_given(phrase: str, said: str) -> None:
    assert figure.sign(figure.parse(phrase)) == said


@pytest.mark.parametrize("phrase", ["ei noin 20", "nije manje od 20", "không 20", "δεν περίπου 20"])
def test_a_hedge_that_a_further_language_denies_is_refused(phrase: str) -> None:
    with pytest.raises(NotAFigure, match="denies the number"):
        figure.parse(phrase)


def test_a_hedge_of_a_further_language_means_nothing_in_a_language_that_is_given() -> None:
    tokens = tokenize(fold("mais de 200").text)
    assert match_at(tokens, first=0, language=None) is not None
    found = match_at(tokens, first=0, language="fr")
    assert found is None or found.value("before") is None


@pytest.mark.parametrize(
    "word", ["Bilinmiyor", "不详", "tidak diketahui", "desconhecido", "невідомо", "לא ידוע", "onbekend", "미상"]
)
def test_further_languages_say_that_a_number_is_not_known(word: str) -> None:
    assert figure.sign(figure.parse(word)) == "?"


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("כ-40", "~40"),
        ("כ־1,500", "~1,500"),
        ("יותר מ-100", ">100"),
        ("פחות מ-10 הרוגים", "<10"),
        ("לא פחות מ-12", "≥12"),
    ],
)
def test_hedges_that_a_hyphen_joins_to_their_number_are_read(phrase: str, said: str) -> None:
    assert figure.sign(figure.parse(phrase)) == said


@pytest.mark.parametrize("phrase", ["מ-100", "ב-40", "covid-19", "mais F-16"])
def test_other_words_that_a_hyphen_joins_to_a_number_are_none(phrase: str) -> None:
    with pytest.raises(NotAFigure):
        figure.parse(phrase)


@pytest.mark.parametrize(("language", "said"), [(None, "~40"), ("pt", "~40"), ("es", "nearly 40")])
def test_a_hedge_that_is_weaker_in_one_language_is_read_so_where_none_is_given(language: str | None, said: str) -> None:
    assert figure.sign(figure.parse("cerca de 40", language=language)) == said


@pytest.mark.parametrize("language", [None, "en", "de"])
@pytest.mark.parametrize("phrase", ["20 mehr", "mehr 20", "20 u. mehr"])
def test_mehr_may_bound_a_number_in_whatever_language_it_is_read(phrase: str, language: str | None) -> None:
    with pytest.raises(NotAFigure, match="may say that it is a bound"):
        figure.parse(phrase, language=language)


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        *(
            ("450 bin", "450,000"),
            ("1,5 milyon kişi", "1,500,000"),
            ("yaklaşık 12 bin", "~12,000"),
            ("5 bin 300", "5,300"),
        ),
        *(("450 bin'den fazla", ">450,000"), ("10-20 bin", "10,000–20,000"), ("2 milyar", "2,000,000,000")),
    ],
)
def test_turkish_thousands_are_read_where_no_language_is_given_and_refused_elsewhere(phrase: str, said: str) -> None:
    assert figure.sign(figure.parse(phrase)) == said
    with pytest.raises(NotAFigure, match="thousands or more in a language"):
        figure.parse(phrase, language="de")


@pytest.mark.parametrize("phrase", ["3 bin men", "5 bin Laden supporters"])
def test_bin_counts_no_thousands_before_words_that_are_not_turkish(phrase: str) -> None:
    with pytest.raises(NotAFigure, match="thousands or more in a language"):
        figure.parse(phrase)
