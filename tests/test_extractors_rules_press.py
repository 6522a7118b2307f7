"""What Arabic, Persian and Russian agencies write of figures and of who says them, in turns that real news held."""

import pytest

from claims.extractors import Known
from claims.extractors.gate import judge
from claims.extractors.rules import Rules
from claims.model import Document


def proposed(language: str, text: str) -> list[tuple[str | None, str, str | None]]:
    document = Document(id="d", text=text, language=language)
    passed = judge(list(Rules().propose(document, Known())), document, Known()).passed
    return [(one.candidate.measure, one.candidate.says, one.candidate.source) for one in passed]


PASSED_ON = [
    (
        "Вице-мэр Анна Орлова заявила на брифинге, что в ходе боев погибли 14 человек, передает ТАСС.",
        [("killed", "14", "Вице-мэр Анна Орлова")],
    ),
    ("Погибли 14 человек, передает ТАСС.", [("killed", "14", "ТАСС")]),
]


@pytest.mark.parametrize(("text", "claims"), PASSED_ON)
def test_an_agency_behind_a_sentence_passes_on_who_said_it_all(text, claims):
    assert proposed("ru", text) == claims


WORDED = [
    ("ru", "В городские стационары поступили 88 человек.", [("injured", "88", None)]),
    ("ru", "Шесть детей доставили в областную клиническую больницу.", [("injured", "6", None)]),
    ("ru", "МЧС эвакуировало 136 тысяч граждан.", [("evacuated", "136,000", None)]),
    ("ru", "Миссия верифицировала 340 случаев гибели и 76 случаев ранения.", None),
    ("ru", "Убиты свыше 10,000 мирных жителей.", [("killed", "more than 10,000", None)]),
    ("ar", "ما أسفر عن خروج القطار عن السكة، وعن انقلاب عربتين وإصابة العشرات.", [("injured", "tens", None)]),
    ("fa", "۶ نفر به بیمارستان شهید رجایی منتقل شدند.", [("injured", "6", None)]),
    ("fa", "این حمله ۵۲ قربانی داشت که ۴۶ نفرشان دختر بودند.", [("killed", "52", None), ("killed", "46", None)]),
]


@pytest.mark.parametrize(("language", "text", "claims"), WORDED)
def test_reads_the_wording_of_agencies(language, text, claims):
    found = proposed(language, text)
    assert found == claims if claims else [one[:2] for one in found] == [("killed", "340"), ("injured", "76")]
