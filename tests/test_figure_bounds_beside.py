"""Words beside a number that say or may say a bound: read as what they say, or refused, never taken for exact."""

import pytest

from claims import figure
from claims.errors import NotAFigure

BOUNDS = {
    "20 & more": (20, None),
    "20 Personen und mehr": (20, None),
    "20 personnes et plus": (20, None),
    "- de 10": (None, 9),
    "- di 10": (None, 9),
    "menos de 10": (None, 9),
    "mayor o igual a 20": (20, None),
    "20 e mais": (20, None),
    "20 ou menos": (None, 20),
    "20 ed oltre": (20, None),
    "20 of meer": (20, None),
    "tot en met 20": (None, 20),
    "20 lub więcej": (20, None),
    "do 20": (None, 20),
    "20 ve daha fazla": (20, None),
    "20'den az": (None, 19),
    "св. 20": (21, None),
    "20 і більше": (20, None),
    "20 או יותר": (20, None),
    "20人及以上": (20, None),
    "20以下": (None, 20),
    "20人超": (21, None),
    "20 या अधिक": (20, None),
    "hadi 20": (None, 20),
    "maksimal 20": (None, 20),
    "maksymalnie 20": (None, 20),
    "minimálně 20": (20, None),
    "upp till 20": (None, 20),
    "opptil 20": (None, 20),
    "până la 20": (None, 20),
    "massimo 20": (None, 20),
    "až 20": (None, 20),
    "עד 20": (None, 20),
    "20 तक": (None, 20),
    "20명까지": (None, 20),
    "20 পর্যন্ত": (None, 20),
    "زیادہ سے زیادہ 20": (None, 20),
    "20⁺": (20, None),
    "ከ20 በላይ": (21, None),
    "ከ20 በታች": (None, 19),
}
REFUSED = (
    *(
        "20 u. mehr",
        "tot 20",
        "20 od. weniger",
        "10–20 u. mehr",
        "20, more",
        "fewer 20",
        "20 deaths max",
        "20 et -",
        "- 10",
    ),
    *("more than 100 to 200", "más de 100 a 200", "über 100 bis 200", "mais de 100 a 200", "at least 100 to 200"),
    *(
        "20 (u. mehr)",
        "20 mais",
        "20 meno",
        "20 meer",
        "20 osób więcej",
        "20 більш",
        "20余人受伤",
        "20件ほど",
        "20 üstü",
    ),
)


@pytest.mark.parametrize("phrase", BOUNDS)
def test_a_bound_is_read_in_every_language(phrase: str) -> None:
    found = figure.parse(phrase)
    assert (found.low, found.high) == BOUNDS[phrase], f"“{phrase}” is read as {found}"


@pytest.mark.parametrize("phrase", REFUSED)
def test_what_may_be_a_bound_is_never_exact(phrase: str) -> None:
    with pytest.raises(NotAFigure):
        figure.parse(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        *("20 people in total", "12 more", "12 más", "- 10 killed", "20 noyés en mer", "20人受伤", "20名约旦人"),
        *("20 Tote im Tal", "20 ONG", "20 мін", "20 जन"),
    ],
)
def test_other_words_leave_a_number_exact(phrase: str) -> None:
    assert figure.parse(phrase).low == figure.parse(phrase).high


@pytest.mark.parametrize(
    ("phrase", "magnitude"),
    [("onlarca kişi", 10), ("yüz binlerce", 100_000), ("tientallen doden", 10), ("tienduizenden", 10_000)],
)
def test_words_of_no_number_are_as_large_as_they_say(phrase: str, magnitude: int) -> None:
    assert figure.parse(phrase).magnitude == magnitude
