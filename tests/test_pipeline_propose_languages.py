"""Tables whose headers are in languages that the figures' words are not read in: the words of headers are data."""

from __future__ import annotations

import pytest
from proposing import drafts, of

from claims.mapping.fields import Mapping
from claims.model import Draft
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.demo import load_measures
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.propose import propose
from claims.pipeline.proposing.measures import known_names
from claims.pipeline.proposing.vocabulary import further_measures, listed
from claims.pipeline.proposing.words import MONTHS
from claims.pipeline.starters import starters
from claims.text import fold

TABLES = {
    "tr": ("İl;Ölü sayısı;Yaralı sayısı;Tarih;Kaynak", "Hatay;24147;30762;13.04.2023;AFAD"),
    "uk": ("Область;Загинуло;Поранено;Станом на;Джерело", "Київська;24147;30762;13.04.2023;ДСНС"),
    "ru": ("Место;Погибли;Ранены;Дата;Источник", "Казань;24147;30762;13.04.2023;МЧС"),
    "bg": ("Град;Загинали;Ранени;Дата;Източник", "Шумен;24147;30762;13.04.2023;МВР"),
    "pt": ("Município;Mortos;Feridos;Data;Fonte", "Petrópolis;24147;30762;13.04.2023;Defesa Civil"),
    "it": ("Comune;Morti;Feriti;Data;Fonte", "Amatrice;24147;30762;13.04.2023;Protezione Civile"),
    "zh": ("地区;死亡人数;受伤人数;截至日期;数据来源", "郑州;24147;30762;13.04.2023;国务院"),
    "zh-HK": ("地點;死亡人數;受傷人數;更新時間;消息來源", "大埔;24147;30762;13.04.2023;消防處"),
    "my": ("နေရာ;သေဆုံး;ဒဏ်ရာရ;နေ့စွဲ;အရင်းအမြစ်", "မန္တလေး;24147;30762;13.04.2023;မီးသတ်"),
    "ja": ("都道府県;死者数;負傷者数;日付;出典", "宮城県;24147;30762;13.04.2023;消防庁"),
    "ko": ("지역;사망자수;부상자수;기준일;출처", "서울;24147;30762;13.04.2023;소방청"),
    "id": ("Kabupaten;Meninggal;Luka-luka;Tanggal;Sumber", "Cianjur;24147;30762;13.04.2023;BNPB"),
    "vi": ("Tỉnh/Thành phố;Số người chết;Bị thương;Ngày;Nguồn", "Yên Bái;24147;30762;13.04.2023;VNDMA"),
    "bn": ("জেলা;নিহত;আহত;তারিখ;সূত্র", "ঢাকা;24147;30762;13.04.2023;DDM"),
    "fi": ("Paikka;Kuolleet;Loukkaantuneet;Päivämäärä;Lähde", "Turku;24147;30762;13.04.2023;Poliisi"),
    "hu": ("Megye;Halottak;Sérültek;Dátum;Forrás", "Fejér;24147;30762;13.04.2023;OKF"),
    "sr": ("Општина;Погинули;Повређени;Датум;Извор", "Бор;24147;30762;13.04.2023;МУП"),
    "sv": ("Plats;Döda;Skadade;Datum;Källa", "Malmö;24147;30762;13.04.2023;MSB"),
    "el": ("Νομός;Νεκροί;Τραυματίες;Ημερομηνία;Πηγή", "Ηλεία;24147;30762;13.04.2023;ΕΛΑΣ"),
    "hi": ("राज्य;मृतक;घायल;तारीख;स्रोत", "केरल;24147;30762;13.04.2023;KSDMA"),
}


@pytest.mark.parametrize(("header", "row"), TABLES.values(), ids=TABLES)
def test_a_table_in_any_of_the_languages_gives_its_claims(tmp_path, header, row):
    file = tmp_path / "file.csv"
    file.write_text(f"{header}\n{row}\n", encoding="utf-8")
    found = propose(str(file))
    place, _, _, _, source = row.split(";")
    drafts = [(one.place, one.says, one.source) for one in found.first if isinstance(one, Draft)]
    assert drafts == [(place, "24147", source), (place, "30762", source)]
    with ClaimStore.create(tmp_path / "claims.db") as store:
        load_measures(store, by="m")
        options = IngestOptions(
            mapping=found.mapping.overridden_by(Mapping("flags", constants={"event": "quake"})),
            create=frozenset(("event", "source")),
        )
        ingest(store, str(file), by="m", options=options)
        stored = [(one.measure, one.figure.best, one.as_of) for one in store.reader.claims()]
    assert sorted(stored) == [("injured", 30762, "2023-04-13"), ("killed", 24147, "2023-04-13")]


def test_the_names_of_further_languages_stand_for_measures_that_there_are():
    assert set(further_measures().values()) <= {measure.id for measure, _ in starters()}


def test_no_name_of_a_month_stands_for_two():
    names = [name for number in range(1, 13) for name in listed(f"months_{number:02}")]
    assert len(names) == len(MONTHS)
    assert MONTHS["février".replace("é", "e")] == "02"


def test_turkish_capitals_are_the_same_words(tmp_path):
    found = of(tmp_path, "İL;ÖLÜ SAYISI;YARALI SAYISI;TARİH\nHATAY;24147;30762;06.04.2023\n")
    assert [(one.measure, one.place, one.says) for one in drafts(found)] == [
        ("killed", "HATAY", "24147"),
        ("injured", "HATAY", "30762"),
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("תאריך,מקום,הרוגים,פצועים", "27 במרץ 2002,נתניה,30,160"),
        ("Ημερομηνία,Περιοχή,Νεκροί,Τραυματίες", "7 Σεπτεμβρίου 1999,Αθήνα,30,160"),
        ("Data,Miejsce,Zabici,Ranni", "28 stycznia 2006,Chorzów,30,160"),
        ("日付,場所,死者,負傷者", "2005年4月25日,尼崎市,30,160"),
        ("発生日,所在地,死者数,負傷者数", "1965年（昭和40年）6月1日,嘉麻市,30,160"),
    ],
    ids=["he", "el", "pl", "ja", "ja with the era"],
)
def test_a_table_of_further_languages_has_its_days_places_and_measures(tmp_path, header: str, row: str):
    found = of(tmp_path, f"{header}\n{row}\n{row.replace('30', '31')}\n")
    first = drafts(found)[:2]
    assert [(one.measure, one.says) for one in first] == [("killed", "30"), ("injured", "160")]
    assert {(one.as_of, one.place) for one in first} == {tuple(row.split(",")[:2])}


def test_words_beside_a_figure_are_its_modifiers_in_any_language_and_one_word_alone_is_none(tmp_path):
    found = of(tmp_path, "Município,Mortos,Precisão\nSantos,12,pelo menos\nOsasco,4,cerca de\n")
    assert [(one.measure, one.says) for one in drafts(found)] == [("killed", "pelo menos 12"), ("killed", "cerca de 4")]
    found = of(tmp_path, "Estado,Município,Mortos\nruim,Santos,12\nruim,Osasco,4\n")
    assert [one.says for one in drafts(found)] == ["12", "4"]


@pytest.mark.parametrize(
    ("header", "measures"),
    [
        ("Lives lost,Hurt,Unaccounted for", ("killed", "injured", "missing")),
        ("Korban jiwa,Luka-luka,Pengungsi", ("killed", "injured", "displaced")),
        ("Умершие,Раненые,Пропавшие", ("killed", "injured", "missing")),
        ("Overledenen,Gewonden,Ontheemden", ("killed", "injured", "displaced")),
    ],
)
def test_other_words_for_the_usual_measures_are_known(tmp_path, header: str, measures: tuple[str, ...]):
    found = of(tmp_path, f"country,{header}\nYemen,1,2,3\nIran,4,5,6\n")
    names = known_names(None).measures
    assert tuple(names[fold(one.measure)] for one in drafts(found)[:3]) == measures
