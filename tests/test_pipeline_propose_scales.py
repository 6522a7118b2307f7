"""Headers and cells that count in thousands and more, in units and in money."""

from __future__ import annotations

import pytest
from proposing import drafts, ingested, of, told

from claims.errors import NotAFigure
from claims.figure import parse
from claims.mapping import from_flags
from claims.mapping.fields import Block
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.proposing.scaled import scale_of


@pytest.mark.parametrize(
    "wording",
    [
        *("bin 20", "5 тис.", "3 мільйони", "2 milhões", "3 milioni", "40 tys.", "7 mld", "5 ribu"),
        *("3億5千万", "3千人", "5万〜6万", "1,234万", "2万5万", "5 हज़ार", "2 करोड़", "5 ล้าน", "about 2 miljoner"),
    ],
)
def test_scales_of_languages_whose_numbers_are_not_read_are_refused(wording):
    with pytest.raises(NotAFigure, match="thousands or more in a language"):
        parse(wording)


@pytest.mark.parametrize(
    ("wording", "value"),
    [
        ("3 milliards", 3 * 10**9),
        ("5 millones", 5_000_000),
        ("2 тысячи", 2_000),
        ("۵ هزار", 5_000),
        ("4 lakh", 400_000),
    ],
)
def test_those_of_languages_that_are_read_are_not(wording, value):
    assert parse(wording).best == value


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("Deaths (lakh)", "7 lakh"),
        ("Deaths (in crore)", "7 crore"),
        ("Tote (Mrd.)", "7 billion"),
        ("Deaths, thousands", "7 thousand"),
    ],
)
def test_headers_that_count_in_more_than_ones(tmp_path, header, says):
    found = of(tmp_path, f"year;{header}\n1943;7\n1944;9\n")
    assert drafts(found)[0].says == says


@pytest.mark.parametrize(
    ("wording", "value"),
    [("34.5万", 345_000), ("12 万人", 120_000), ("5만명", 50_000), ("1億2345万人", 123_450_000), ("3万5000", 35_000)],
)
def test_ten_thousands_and_hundred_millions_are_read_behind_digits(wording, value):
    figure = parse(wording)
    assert (figure.low, figure.best, figure.high) == (value, value, value)


def test_a_mark_before_ten_thousands_is_read_as_the_file_writes_marks():
    assert parse("1,234万", decimal_mark=".").best == 12_340_000
    assert parse("1,234万", decimal_mark=",").best == 12_340


@pytest.mark.parametrize(
    ("header", "says"),
    [("死者（万人）", "7万"), ("사망(만 명)", "7만"), ("死亡 (億)", "7億"), ("受灾人口(万人)", "7万")],
)
def test_headers_that_count_in_ten_thousands(tmp_path, header, says):
    found = of(tmp_path, f"year,{header}\n1943,7\n1944,9\n")
    assert drafts(found)[0].says == says
    assert f"7 is read as “{says}”" in told(found, "as its header says")


def test_money_in_ten_thousands_is_told_and_not_read_as_nothing_says_its_currency(tmp_path):
    found = of(tmp_path, "地区,死者,直接经济损失(亿元)\n四川,7,1.5\n云南,9,2.25\n")
    assert [one.says for one in drafts(found)] == ["7", "9"]
    assert "counts money in ten thousands or more, and is not read" in told(found, "亿元")


def test_a_scale_holds_beside_a_column_of_measures_too(tmp_path):
    found = of(tmp_path, "measure,country,value (thousands)\nkilled,Chad,7\ninjured,Chad,9\n")
    assert [one.says for one in drafts(found)] == ["7 thousand", "9 thousand"]
    found = of(tmp_path, "measure,country,값(만 명)\nkilled,Chad,7\ninjured,Chad,9\n")
    assert [one.says for one in drafts(found)] == ["7만", "9만"]


@pytest.mark.parametrize("parting", [" - ", " "])
def test_headers_that_count_in_thousands_say_whom_they_count(tmp_path, parting):
    kinds = ("Injured", "Missing")
    header = ",".join(f"{who}{parting}{what} (thousands)" for who in ("Men", "Women") for what in kinds)
    found = of(tmp_path, f"admin1,{header}\nHerat,69,28,29,15\nKabul,20,43,17,27\n")
    claims = {(one.measure, one.population, one.says) for one in drafts(found) if one.place == "Herat"}
    assert claims == {
        ("injured", "men", "69 thousand"),
        ("missing", "men", "28 thousand"),
        ("injured", "women", "29 thousand"),
        ("missing", "women", "15 thousand"),
    }
    assert "(men)" in told(found, "check each population")


def test_headers_that_cross_names_and_count_in_thousands(tmp_path):
    headers = [f"{who} - {whom} - Killed (thousands)" for who in ("MoH", "Red Cross") for whom in ("Men", "Women")]
    found = of(tmp_path, f"place,{chr(44).join(headers)}\nGoma,6,2,3,5\n", said=from_flags([], ["wide.header=source"]))
    claims = {(one.source, one.population, one.measure, one.says) for one in drafts(found)}
    assert ("Red Cross", "women", "killed", "5 thousand") in claims
    assert len(claims) == 4


def test_people_before_measures_of_two_words_in_thousands_are_counted_without_a_question(tmp_path):
    headers = [f"{whom} {what} (thousands)" for whom in ("Men", "Women") for what in ("Injured", "People displaced")]
    found = of(tmp_path, f"place,{chr(44).join(headers)}\nGoma,6,2,3,5\n")
    assert not [one for one in found.waits if "cross" in one]
    assert ("injured", "women", "3 thousand") in {(one.measure, one.population, one.says) for one in drafts(found)}


def test_columns_in_thousands_that_nothing_known_tells_apart_are_not_read(tmp_path):
    found = of(tmp_path, "place,Deaths (thousands),Deaths (in thousands)\nGoma,6,2\n")
    assert drafts(found) == []
    assert "“Deaths (thousands)”, “Deaths (in thousands)” count the same" in told(found, "are not read")


def test_thousands_of_people_are_thousands(tmp_path):
    found = of(tmp_path, "Субъект;Численность беженцев, тыс. чел.;Утонувшие\nБелгород;6,2;141\n")
    assert [one.says for one in drafts(found)] == ["6,2 thousand"]
    assert any("“Численность беженцев” is taken as a measure that is not known yet" in one for one in found.unsure)
    assert any("not read: “Утонувшие" in one for one in found.unsure)


def test_mil_is_a_thousand_or_a_million_and_is_not_guessed(tmp_path):
    assert scale_of("Damage ($Mil)") == ("Damage", "", "$")
    found = of(tmp_path, "Name,Country,Deaths,Damage ($Mil)\nRuiz,Colombia,23080,1000\nFuego,Guatemala,190,\n")
    assert {one.measure for one in drafts(found)} == {"Deaths"}
    assert any("“Damage ($Mil)” counts in thousands or in millions, and is not read" in one for one in found.unsure)


def test_money_without_a_currency_is_told_and_not_read(tmp_path):
    text = "name_local,dead,total_damage\nTyphoon Nitang,1029,4100.5\nTyphoon Frank,540,6800.2\n"
    found = of(tmp_path, text)
    assert {one.measure for one in drafts(found)} == {"dead"}
    assert found.mapping.columns["event"] == "name_local"
    assert any("“total_damage” is money, in which currency nothing says" in one for one in found.unsure)


@pytest.mark.parametrize(("header", "says"), [("damage_usd", "USD 5000"), ("Damage (EUR)", "EUR 5000")])
def test_money_is_read_in_the_currency_that_its_header_names(tmp_path, header, says):
    found = of(tmp_path, f"country,dead,{header}\nNepal,7,5000\nHaiti,3,200\n")
    assert ("damage-cost", says) in {(one.measure, one.says) for one in drafts(found)}


def test_a_unit_in_brackets_that_is_not_known_is_told(tmp_path):
    found = of(tmp_path, "국가,값(톤)\n독일,177\n러시아,170\n")
    assert any("what brackets say in “값(톤)” is not applied" in one for one in found.unsure)


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("Deaths (thousands)", ("Deaths", "thousand", None)),
        ("Deaths, in thousands", ("Deaths", "thousand", None)),
        ("IDPs in millions", ("IDPs", "million", None)),
        ("Total Damage ('000 US$)", ("Total Damage", "thousand", "$")),
        ("Damage (million USD)", ("Damage", "million", "USD")),
        ("Погибшие, тыс. человек", ("Погибшие", "thousand", None)),
        ("Погибшие (тыс.)", ("Погибшие", "thousand", None)),
        ("Tote [Tsd.]", ("Tote", "thousand", None)),
        ("Déplacés (en milliers)", ("Déplacés", "thousand", None)),
        ("القتلى (بالآلاف)", ("القتلى", "thousand", None)),
        ("آواره (میلیون)", ("آواره", "million", None)),
        ("Killed (women)", None),
        ("Deaths per million", None),
        ("Deaths (per 1000)", None),
        ("Killed in Kabul", None),
        ("Deaths 2000", None),
    ],
)
def test_headers_that_count_in_thousands_or_millions(header, scale):
    assert scale_of(header) == scale


def test_numbers_in_thousands_are_recorded_as_the_numbers_they_are(tmp_path):
    text = "Country,Event,Source,Killed (thousands),Displaced (millions)\nX,War,UN,1.2,NA\nY,War,UN,7,0.5\n"
    found = of(tmp_path, text)
    assert found.mapping.claims == (
        Block({"measure": "killed"}, {"says": "{Killed (thousands)} thousand"}),
        Block({"measure": "displaced"}, {"says": "{Displaced (millions)} million"}),
    )
    with ClaimStore.create(tmp_path / "claims.db") as store:
        made = ingested(store, tmp_path, found)
        sql = "select place, measure, low, best from claim order by place, measure"
        assert [tuple(row) for row in store.connection.execute(sql)] == [
            ("X", "killed", 1200, 1200),
            ("Y", "displaced", 500000, 500000),
            ("Y", "killed", 7000, 7000),
        ]
    assert made.refused == 0
