"""Bounds beside numbers in Burmese, Khmer and Kurmanji Kurdish, and headers in these and in Amharic."""

import pytest

from claims.figure import parse
from claims.mapping import from_flags
from claims.model import Hedge, ValueKind
from claims.pipeline.propose import propose


@pytest.mark.parametrize(
    ("says", "hedge"),
    [
        ("၅၀ ကျော်", Hedge.MORE_THAN),
        ("၅၀ နီးပါး", Hedge.NEARLY),
        ("၅၀ ခန့်", Hedge.ABOUT),
        ("ជាង 50", Hedge.MORE_THAN),
        ("យ៉ាងតិច 50", Hedge.AT_LEAST),
        ("herî kêm 50", Hedge.AT_LEAST),
        ("50 ထက်မနည်း", Hedge.AT_LEAST),
        *[("50 ယောက်", Hedge.EXACT), ("50 ကျား", Hedge.EXACT), ("50 ចិន", Hedge.EXACT)],  # persons, tigers, Chinese
    ],
)
def test_a_bound_is_read_as_what_it_says(says, hedge):
    assert parse(says, kind=ValueKind.COUNT).hedge is hedge


HEADERS = [
    "ቀን,ቦታ,የሞቱ,የቆሰሉ,ምንጭ",
    "កាលបរិច្ឆេទ,ទីកន្លែង,ចំនួនអ្នកស្លាប់,ចំនួនអ្នករបួស,ប្រភព",
    "Tarih,Bajar,Ölü / Mirî,Yaralı / Birîndar,Kaynak / Çavkanî",
    "Date,Where,Died,Injured,According to",
]


@pytest.mark.parametrize("header", HEADERS)
def test_headers_say_what_their_columns_are(tmp_path, header):
    file = tmp_path / "file.csv"
    file.write_text(f"{header}\n2021-06-22,A,64,184,X\n2021-06-23,B,70,190,Y\n", encoding="utf-8")
    first = propose(str(file), said=from_flags([], ["event=e"])).first
    assert [(one.place, one.says, one.source) for one in first[:2]] == [("A", "64", "X"), ("A", "184", "X")]
