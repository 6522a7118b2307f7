"""The rules on German and Russian news: each cause of a wrong reading in words of our own."""

import pytest

from claims.extractors import Known
from claims.extractors.gate import judge
from claims.extractors.rules import Rules
from claims.model import Document
from claims.model_candidate import Candidate


def candidates(text: str, language: str) -> list[Candidate]:
    return list(Rules().propose(Document(id="d", text=text, language=language), Known()))


FIGURES = [
    ("de", "Beim Zusammenstoß zweier Güterzüge kamen neun Menschen ums Leben.", [("killed", "9")]),
    ("de", "Schulbus mit 40 Menschen stürzt in Graben – 12 Verletzte", [("injured", "12")]),
    ("de", "Vor dem Rathaus versammelte ein Bündnis bis zu 900 Personen.", [("participants", "at most 900")]),
    ("de", "Im Vorjahr gab es dort 907 offiziell vollstreckte Todesstrafen.", [("executed", "907")]),
    ("de", "Zwei der Opfer waren Neffen von inhaftierten Generälen.", []),
    ("de", "Mehr als 900 Philippiner, darunter 40 Kinder, sind laut der Agentur Unicef betroffen.",
     [("affected", "more than 900"), ("affected", "40")]),
    ("de", "Neun Lkw-Fahrer und drei Lokführer starben.", [("killed", "9"), ("killed", "3")]),
    ("de", "Die Zahl der Toten überstieg 900.", [("killed", "more than 900")]),
    ("de", "Die Zahl der Toten hat inzwischen 900 überschritten.", [("killed", "more than 900")]),
    ("de", "Die Länder mit den meisten Hinrichtungen waren Iran (mindestens 251) und Irak (40).",
     [("executed", "at least 251"), ("executed", "40")]),
    ("ru", "За неделю пожарные ликвидировали девять возгораний.", []),
    ("ru", "Прошли регистрацию 900 жителей Орловки.", []),
    ("ru", "Из числа погибших опознаны девять человек.", []),
    ("ru", "Трех участников горной экспедиции снесло снегом.", []),
    ("ru", "По словам двух лыжников, пять туристов погибли.", [("killed", "5")]),
    ("ru", "Известно о двух горожанах, которые получили ранения.", [("injured", "2")]),
    ("ru", "Около 60 рыбаков могли утонуть.", [("killed", "about 60")]),
    ("ru", "Ранены трое сноубордистов и двое велосипедистов.", [("injured", "3"), ("injured", "2")]),
    ("ru", "Число погибших превысит 900 человек.", [("killed", "more than 900")]),
    ("de", "Drei Wachleute wurden bei der Verhaftung verletzt.", [("injured", "3")]),
    ("de", "Während der Verhaftung beschimpften vier Nachbarn die Wachleute.", []),
    ("de", "Bei der Verhaftung von vier Nachbarn fielen Schüsse.", [("arrested", "4")]),
    ("en", "During the arrest three guards were injured.", [("injured", "3")]),
    ("ru", "Во время задержания одна студентка упала в обморок.", []),
    ("ru", "При задержании 12 студентов пострадали двое.", [("arrested", "12"), ("injured", "2")]),
    ("ru", "Девять туристов вышли на связь.", []),
    ("ru", "Девять человек ранены, сообщает телеканал Север 24.", [("injured", "9")]),
    ("de", "Einer der Beamten wurde getötet.", [("killed", "1")]),
    ("de", "Zwölf wurden verletzt, einer davon starb später.", [("injured", "12"), ("killed", "1")]),
    ("de", "Eine der Frauen kam ums Leben.", [("killed", "1")]),
    ("de", "Einer der Täter erschoss zwei Frauen.", [("killed", "2")]),
    ("de", "In einer der Städte wurden neun Menschen getötet.", [("killed", "9")]),
    ("de", "Einer der Minister wurde befragt.", []),
    ("ru", "Один из них погиб на месте.", [("killed", "1")]),
    ("ru", "Убит один из охранников.", [("killed", "1")]),
    ("ru", "Двое из пострадавших скончались.", [("killed", "2")]),
    ("ru", "Один из стрелков застрелил двух полицейских.", [("killed", "2")]),
    ("ru", "При попытке задержания одна из женщин была ранена.", [("injured", "1")]),
    ("ru", "Идет поиск оставшихся шести боевиков.", []),
    ("ru", "Зафиксировано девять случаев летального исхода.", [("killed", "9")]),
    ("ru", "Водитель скончался на месте, трое мужчин и двое детей получили травмы.",
     [("injured", "3"), ("injured", "2")]),
    ("de", "Der Fahrer starb, drei Männer und zwei Kinder wurden verletzt.", [("injured", "3"), ("injured", "2")]),
    ("en", "The driver died at the scene, three men and two children were injured.",
     [("injured", "3"), ("injured", "2")]),
    ("de", "Drei der vier Feuerwehrleute konnten sich retten, zwei mussten behandelt werden.", [("injured", "2")]),
    ("de", "900 Südsudanesen mussten vor der Gewalt flüchten.", [("displaced", "900")]),
    ("ru", "Девять человек, шедших в колонне, начавших путь в мае 2022 года, были казнены.",
     [("executed", "9")]),
    ("ru", "Уничтожено 400 машин, из них 90 полицейских.", []),
    ("ru", "Погибли 40 человек, из них 12 полицейских.", [("killed", "40"), ("killed", "12")]),
    ("ru", "За год было приведено в исполнение 1153 смертных приговора.", [("executed", "1,153")]),
    ("ru", "Ни один из 150 пассажиров не погиб.", []),
    ("de", "Am Tatort wurden mehr als 30 Geschosshülsen geborgen.", []),
    ("de", "Neun Touristen wurden tot geborgen.", [("killed", "9")]),
    ("de", "Die Polizei sprach von neun Medienvertretern, die in Polizeigewahrsam kamen.", [("arrested", "9")]),
    ("de", "Zwei Gäste sind von der Fähre ins Meer gefallen.", []),
    ("de", "Neun Soldaten sind in der Schlacht gefallen.", [("killed", "9")]),
    ("de", "Ein Feuerwehrmann starb im Einsatz.", [("killed", "1")]),
    ("de", "Dort brannten mehr als 900 Häuser ab.", [("homes-destroyed", "more than 900")]),
    ("de", "Neun Putschisten sowie 40 Texaner wurden getötet.", [("killed", "9"), ("killed", "40")]),
    ("ru", "Центру известно о 20 нападениях и девяти пострадавших.", [("injured", "9")]),
    ("ru", "Врачи подтвердили госпитализацию четырех человек.", [("injured", "4")]),
    ("ru", "Около 900 спасателей пытаются вытащить тела.", []),
    ("ru", "Десятки тысяч жителей перемещены в безопасные районы.", [("evacuated", "tens of thousands")]),
    ("de", "Neun wurden festgenommen, fast 1900 sitzen immer noch in Haft.",
     [("arrested", "9"), ("arrested", "nearly 1,900")]),
    ("de", "Es könnten bald 900 Menschen betroffen sein.", [("affected", "900")]),
    ("ru", "Ранены девять человек, ещё 50, предположительно, погибли.", [("injured", "9"), ("killed", "50")]),
    ("ru", "В полицию были доставлены 35 жителей и девять гостей.", [("arrested", "35"), ("arrested", "9")]),
    ("ru", "Медицинская помощь потребовалась четырём человекам.", [("injured", "4")]),
    ("ru", "Группы рабочих по 10–15 человек собирались у ворот.", []),
    ("de", "Fünf Menschen sind in Gefangenschaft gestorben.", [("killed", "5")]),
    ("de", "Im Schnitt kämen pro Monat in Lagern der Regierung 300 Menschen ums Leben.", []),
    ("de", "Im Mai waren 14 Gläubige ums Leben gekommen, 2001 waren es 35.", [("killed", "14"), ("killed", "35")]),
    ("de", "Mindestens 25 Menschen konnten auf das Dach fliehen.", []),
    ("ru", "Среди жертв — жители 18 стран, в том числе 46 граждан Ирана.", [("killed", "46")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), FIGURES)
def test_what_a_figure_counts_in_news(language, text, wanted):
    assert [(one.measure, one.says) for one in candidates(text, language)] == wanted


SOURCES = [
    ("de", "Ein Ratsmitglied, Tilo Berg, sagte am Montag, es seien neun Menschen verletzt worden.",
     ["Ratsmitglied, Tilo Berg"]),
    ("de", "In Ulm zählten Ärzte in den von der Regierung besetzten Dörfern neun Tote.", ["Ärzte"]),
    ("de", "So hätten zum Beispiel die dortigen Behörden neun Menschen hinrichten lassen.", [None]),
    ("de", "Nun behauptet die Miliz laut „Bergpost“, neun Menschen getötet zu haben.", ["Miliz"]),
    ("de", "Mehr als 900 Menschen sind laut der Kinderhilfsorganisation Unicef betroffen.",
     ["Kinderhilfsorganisation Unicef"]),
    ("de", "Neun Menschen starben, wie das Bergamt mitteilt.", ["Bergamt"]),
    ("de", "Berg erwähnte auch neun Verletzte.", ["Berg"]),
    ("de", "Weitere Opfer seien bei neun vermissten Kindern zu befürchten.", [None]),
    ("de", "Dabei starben neun Lehrer, eine Sekretärin, zwei Schüler und drei Köche.", [None] * 3),
    ("de", "Die Zahl der bestätigten Infizierten lag bei 1480, von denen neun gestorben sind.", [None]),
    ("de", "Nach Angaben der von der Hamas kontrollierten Bergbehörde starben neun Menschen.", ["Bergbehörde"]),
    ("de", "Das von der Miliz geführte Bergamt gab bekannt, dass neun Menschen starben.", ["Bergamt"]),
    ("de", "Neun starben, wie die von der Terrororganisation Hamas kontrollierte Bergbehörde mitteilte.",
     ["Bergbehörde"]),
    ("de", "Seit dem Hamas-Massaker im Mai sind nach hiesigen Angaben neun Menschen gestorben.", [None]),
    ("de", "Laut Wafa wurden in der Stadt Ulm neun Menschen getötet.", ["Wafa"]),
    ("de", "Die Armee gab bekannt, dass neun Menschen von der Hamas entführt wurden.", ["Armee"]),
    ("de", "Der ABCD zufolge starben neun Menschen.", ["ABCD"]),
    ("de", "Man hatte bis Samstag seit dem Putsch 854 Festgenommene gezählt.", [None]),
    ("de", "Bislang hatte Nimland 907 Tote gemeldet.", ["Nimland"]),
    ("ru", "ВОЗ располагает сведениями о трех погибших.", ["ВОЗ"]),
    ("de", "Dem Oxfam-Bericht zufolge starben neun Menschen.", ["Oxfam-Bericht"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), SOURCES)
def test_who_says_it_in_news(language, text, wanted):
    assert [one.source for one in candidates(text, language)] == wanted


ONES = [("de", "Einer der Beamten wurde getötet."), ("ru", "Один из охранников погиб.")]


@pytest.mark.parametrize(("language", "text"), ONES)
def test_one_of_many_stands_in_the_quote_as_one(language, text):
    document = Document(id="d", text=text, language=language)
    judged = judge(list(Rules().propose(document, Known())), document, Known())

    assert [one.candidate.says for one in judged.passed] == ["1"]
    assert not judged.refused


FLAGS = [
    ("de", "Die Behörde rechnet mit mindestens 900 Toten.", ["projected"]),
    ("ru", "Лавина, скорее всего, унесла жизни семи туристов.", ["hypothetical"]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), FLAGS)
def test_what_makes_a_figure_in_news_no_plain_claim(language, text, wanted):
    assert [flag.value for one in candidates(text, language) for flag in one.flags] == wanted
