"""Columns are recognised by their names in many languages."""

import pytest

from claims.mapping import resolve
from claims.mapping.fields import FIELDS
from claims.mapping.synonyms import synonyms
from claims.text import fold

HEADERS = {
    "de": ("Ereignis", "Kennzahl", "Quelle", "Wert", "Ort", "Stand", "Anmerkung"),
    "fr": ("Événement", "Indicateur", "Source", "Chiffre", "Lieu", "Date", "Remarque"),
    "es": ("Suceso", "Indicador", "Fuente", "Número", "Lugar", "Fecha", "Observación"),
    "ru": ("Событие", "Показатель", "Источник", "Число", "Место", "Дата", "Примечание"),
    "ar": ("الحدث", "المؤشر", "المصدر", "العدد", "المكان", "التاريخ", "ملاحظات"),
    "fa": ("رویداد", "شاخص", "منبع", "تعداد", "مکان", "تاریخ", "توضیحات"),
    "pt": ("Acontecimento", "Indicador", "Fonte", "Quantidade", "Lugar", "Data", "Observações"),
    "it": ("Evento", "Indicatore", "Fonte", "Valore", "Luogo", "Data", "Osservazioni"),
    "uk": ("Подія", "Показник", "Джерело", "Кількість", "Місце", "Станом на", "Примітка"),
    "bg": ("Събитие", "Показател", "Източник", "Брой", "Място", "Към дата", "Бележка"),
    "tr": ("Olay", "Gösterge", "Kaynak", "Sayı", "Yer", "Tarih", "Açıklama"),
    "zh": ("事件", "指标", "来源", "人数", "地点", "截至日期", "备注"),
    "ja": ("災害名", "指標", "出典", "人数", "場所", "年月日", "備考"),
    "ko": ("사건명", "지표", "출처", "인원", "장소", "기준일", "비고"),
    "hi": ("घटना", "संकेतक", "स्रोत", "संख्या", "स्थान", "दिनांक", "टिप्पणी"),
}
NAMED = ("event", "measure", "source", "says", "place", "as_of", "note")


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_headers_of_a_language_are_the_fields_that_they_name(headers):
    assert resolve(None, headers, file="a.csv").columns == dict(zip(NAMED, headers, strict=True))


def test_names_are_folded_and_name_one_field():
    named = [(name, field) for field, names in synonyms().items() for name in dict.fromkeys(names)]
    assert [name for name, _ in named if fold(name) != name] == []
    fields = {}
    for name, field in named:
        fields.setdefault(name, set()).add(field)
    assert {name: found for name, found in fields.items() if len(found) > 1} == {}
    assert set(synonyms()) < set(FIELDS)
