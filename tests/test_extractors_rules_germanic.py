"""The rules on English and German news: each cause of a wrong reading in words of our own."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document


def read(text: str, language: str) -> list[tuple[str | None, str | None, str | None]]:
    """Return measure, figure and source of each candidate."""
    document = Document(id="d", text=text, language=language)
    return [(one.measure, one.says, one.source) for one in Rules().propose(document, Known())]


def figures(text: str, language: str) -> list[tuple[str | None, str | None]]:
    return [(measure, says) for measure, says, _ in read(text, language)]


SOURCES = [
    ("en", "At a briefing the interior ministry said twelve people were killed.", ["interior ministry"]),
    ("en", "In a statement the Taliban said 12 people were killed.", ["Taliban"]),
    ("en", "Twelve people died, according to reports from hospitals.", ["hospitals"]),
    ("en", "In its report the WHO said twelve people had died.", ["WHO"]),
    ("en", "Amnesty investigated 22 killings.", ["Amnesty"]),
    ("de", "Einsatz für Rettungskräfte: Neun Menschen starben.", [None]),
    (
        "de",
        "„Ärzte ohne Grenzen“ berichtete von einem von der Gruppe geführten Haus, in dem neun Menschen starben.",
        ["Ärzte ohne Grenzen"],
    ),
    (
        "de",
        "Die „Beobachtungsstelle für Menschenrechte“ meldete neun Tote.",
        ["Beobachtungsstelle für Menschenrechte"],
    ),
    ("de", "Laut Polizei bewaffnete Demonstranten töteten neun Menschen.", ["Polizei"]),
    ("en", "The mission received data on the murders of nine people.", ["mission"]),
    ("en", "A local rights group, the Association for Prisoners (AFP), said nine died.", ["Association for Prisoners"]),
    ("en", "Nine people died, a local coordination body said.", ["local coordination body"]),
    (
        "en",
        "Nine people died, the Risk Reduction and Relief Council (RRRC) said.",
        ["Risk Reduction and Relief Council"],
    ),
    ("en", "“Nine people died,” the spokesman told rebel Almasirah television.", ["spokesman"]),
    ("en", "A health official said that a raid by the army had killed nine people.", ["health official"]),
    ("en", "The army denied responsibility for the raid, which killed nine people.", [None]),
    (
        "en",
        "Nine people died in the state of Kebbi, police, residents and a medic said.",
        ["police, residents and a medic"],
    ),
    ("de", "Laut der amtlich nicht registrierten Gruppe Wjasna starben neun Menschen.", ["Gruppe Wjasna"]),
    ("de", "Nach UN-Schätzungen starben neun Menschen.", ["UN"]),
    ("de", "Nach Einschätzungen der Polizei starben neun Menschen.", ["Polizei"]),
    ("de", "Feuer in Krankenhaus: Neun Menschen starben.", [None]),
    ("de", "Feuerwehr: Neun Menschen starben.", ["Feuerwehr"]),
    ("en", "The army is also accused of kidnapping six nurses.", [None]),
    ("en", "“We have twelve people killed in our records,” Amina Yusuf said.", ["Amina Yusuf"]),
    ("en", "According to official figures, there are 480 injured.", [None]),
    ("en", "The mayor told the council on Monday by letter that nine people died.", ["mayor"]),
    ("en", "Its press officer, Lena Odo, said nine people died.", ["press officer, Lena Odo"]),
    ("en", "The institute has projected that 9,000 people will be killed.", ["institute"]),
    ("de", "Neun Menschen starben, wie die Leiterin, Lena Odo (SPD), am Samstagmittag sagte.", ["Leiterin, Lena Odo"]),
    ("de", "Nach Angaben des Bergdienstes starben neun Menschen.", ["Bergdienstes"]),
    ("de", "Die Retter suchten nach neun Vermissten.", [None]),
    ("de", "Der Sender Radio Nord hingegen bezifferte die Zahl der Toten auf 64.", ["Sender Radio Nord"]),
    ("de", "Rund 50 Menschen werden vermisst, nach Angaben der Stadt starben neun.", [None, "Stadt"]),
    ("de", "Die Zahl der Toten wurde von der Verwaltung mit 64 angegeben.", ["Verwaltung"]),
    ("de", "Das Rote Kreuz befürchtet Hunderte Tote.", ["Rote Kreuz"]),
    ("de", "Bis Montagabend zählten die Behörden neun Tote.", ["Behörden"]),
    ("en", "The minister dismissed the group's claim that nine people were killed.", ["group"]),
    ("en", "Reports from the group allege nine people were killed.", ["group"]),
    ("en", "The police conducted an investigation into reports of nine missing people.", [None]),
    ("en", "Five of those arrested said nine people were killed.", [None, None]),
    ("de", "Die Polizei geht nach dem Unfall davon aus, dass neun Menschen starben.", ["Polizei"]),
    ("en", "The office has released a report estimating that nine people were killed.", ["report"]),
    ("en", "Nine people have died, per a county statement on Monday.", ["county statement"]),
    (
        "de",
        "Die Zahl der Verletzten sei auf 97 gestiegen. Das teilte der Leiter der Klinik mit.",
        ["Leiter der Klinik"],
    ),
    ("de", "Die Zahl der Demonstranten wird auf 900 geschätzt.", [None]),
    ("de", "Von neun Toten ist die Rede, am Abend erlag laut Medien einer seinen Verletzungen.", ["Medien"]),
    ("en", "The United States recorded nine deaths.", ["United States"]),
    ("en", "The deaths attributed to rebel forces increased to nine.", [None]),
    ("de", "Die Miliz hat nach eigener Darstellung neun Menschen getötet.", ["Miliz"]),
    ("de", "Nach einer Schätzung des Amtes starben neun Menschen.", ["Amtes"]),
    ("de", "Das Institut geht für dieses Jahr von neun Toten aus.", ["Institut"]),
    ("en", "Nine people died, the Star news agency reported June 1.", ["Star news agency"]),
    ("en", "The Orr massacre was the killing of an estimated 900 people.", [None]),
    ("de", "Die Behörden von 41 Bezirken meldeten neun Tote.", ["Behörden"]),
    ("en", "Two civilians were killed in areas registered as controlled by Orr troops, the office said.", ["office"]),
    ("en", "Nine people died amid reported attacks on farms by Orr forces.", [None]),
    ("en", "Two people died there, while police officers carried out nine killings here.", [None, None]),
    ("en", "It was denied by Ann Orr, an official with the rescue service, who said that nine died.", ["Ann Orr"]),
    ("en", "On Monday, the mayor, who said nine people were killed, came back.", ["mayor"]),
    ("en", "Fifty farms in Orr State recorded attacks, leading to the deaths of nine people.", [None]),
    ("de", "Nach dem Unfall sucht die örtliche Wasserwacht nach dutzenden Vermissten.", [None]),
    ("de", "Das Nordland verzeichnete neun Tote.", [None]),
    ("en", "The attack on Orr, which also injured nine people, did not target a military object.", [None]),
    ("de", "Laut Lehmann wurden neun Menschen verletzt.", ["Lehmann"]),
    ("de", "Laut Plan sollten neun Verletzte kommen.", [None]),
    ("de", "Nach Lehmanns Worten wurden neun Menschen verletzt.", ["Lehmann"]),
    ("de", "Nach den Worten von Lehmann starben neun Menschen.", ["Lehmann"]),
    ("de", "Inoffiziell spricht man von neun Toten.", [None]),
    ("de", "Die Stadt Orr hatte von 15 Toten, 37 Verletzten und 6 Vermissten gesprochen.", ["Stadt Orr"] * 3),
    ("en", "ORR, Nimland (AP) Nim police officers say nine people were killed.", ["Nim police officers"]),
    ("en", "The Office of Works said in its daily report issued today that nine people died.", ["Office of Works"]),
    ("en", "The office noted in its list published on Monday that nine people died.", ["office"]),
    ("en", "The daily reported that nine people died.", ["daily"]),
    ("en", "The coast guard has so far confirmed nine deaths.", ["coast guard"]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), SOURCES)
def test_who_says_it(language: str, text: str, wanted: list[str | None]) -> None:
    assert [source for _, _, source in read(text, language)] == wanted


TWO = [("killed", "12"), ("killed", "9")]
FIGURES = [
    ("de", "Die Behörden berichten über knapp 40 Verletzte.", [("injured", "nearly 40")]),
    ("de", "Die Behörden berichten über mehr als 40 Verletzte.", [("injured", "more than 40")]),
    ("de", "Bei dem Unglück starben über 40 Menschen.", [("killed", "more than 40")]),
    ("en", "Just under 120 people were killed in the attack.", [("killed", "fewer than 120")]),
    ("en", "Well under 4,000 homes were destroyed.", [("homes-destroyed", "fewer than 4,000")]),
    ("en", "Children under 12 were killed.", []),
    ("de", "Die Behörden berichten über mindestens zwölf Tote.", [("killed", "at least 12")]),
    ("de", "Die Behörden berichten über rund 40 Verletzte.", [("injured", "about 40")]),
    ("en", "Two districts accounted for 58 deaths.", [("killed", "58")]),
    ("en", "All 58 passengers were accounted for after the crash, in which a driver was injured.", []),
    (
        "en",
        "The north and the south recorded deaths, with 21 and 18 respectively.",
        [("killed", "21"), ("killed", "18")],
    ),
    (
        "en",
        "Deaths were recorded in the districts of Orr (4), Nim (3) and Tal (1).",
        [("killed", "4"), ("killed", "3"), ("killed", "1")],
    ),
    ("en", "Among those killed were Ann Orr (34), Joe Nim (13) and Eva Tal (51).", []),
    ("en", "The men shot at villagers and kidnapped dozens last month.", [("abducted", "dozens")]),
    ("en", "Gang members set fire to at least 45 houses.", [("homes-destroyed", "at least 45")]),
    ("en", "Aid groups fear for the 2,500 people trapped in the city.", []),
    ("en", "Eleven people were killed. The number has since risen to 86.", [("killed", "11"), ("killed", "86")]),
    ("en", "In June 2023 the death toll rose to 135.", [("killed", "135")]),
    (
        "en",
        "At least 30 troops were killed in the past two years, including four this year.",
        [("killed", "at least 30"), ("killed", "4")],
    ),
    ("en", "Nine men died after attackers ambushed 36 soldiers.", [("killed", "9")]),
    ("en", "In all, 156 victims have been buried.", [("killed", "156")]),
    ("en", "Thirteen inmates were recaptured.", [("arrested", "13")]),
    ("de", "Neun starben und ca. 340 wurden verletzt.", [("killed", "9"), ("injured", "about 340")]),
    ("de", "Mindestens zwei der insgesamt 48 Reisenden wurden verletzt.", [("injured", "at least 2")]),
    ("de", "Der Verbleib der übrigen 17 Menschen war unklar.", [("missing", "17")]),
    ("de", "In dem verunglückten Bus saßen 46 Fahrgäste, die nicht verletzt wurden.", []),
    ("de", "Rund 200 Helfer seien aus dem Norden gekommen.", []),
    ("en", "About 12 to 13% of those killed were farmers.", []),
    ("en", "The toll is known. It was one of the worst shocks of the year.", []),
    ("en", "The death toll of at least 115 marks the fires as the worst ever.", [("killed", "at least 115")]),
    ("en", "There have been 1,400 deaths since 2014.", [("killed", "1,400")]),
    ("en", "Floods affected 1.4 million people across 44 counties.", [("affected", "1,400,000")]),
    ("en", "We counted 9,000 flood-affected people.", [("affected", "9,000")]),
    ("en", "There were 1,286 cholera cases, including 29 deaths.", [("killed", "29")]),
    ("en", "Nine Haitians and two Swedes were killed.", [("killed", "9"), ("killed", "2")]),
    ("en", "Bystanders, including 4 nurses, with many more injured.", []),
    ("de", "Acht Menschen starben in Orr, in der Ortschaft Nim weitere sieben.", [("killed", "8"), ("killed", "7")]),
    ("de", "Bei den Toten handelt es sich um sieben Jugendliche.", [("killed", "7")]),
    ("de", "Für zehn Menschen kam jede Hilfe zu spät.", [("killed", "10")]),
    ("de", "Vier Schweden und ein Bergführer (42) wurden getötet.", [("killed", "4")]),
    ("en", "The number of executions in 2023 was not told.", []),
    ("en", "Nearly 214 people were injured, with 95 already treated and released.", [("injured", "nearly 214")]),
    ("en", "There were 69 events and 270 deaths.", [("killed", "270")]),
    ("en", "Of the army trapped there, 78,000 were killed or wounded.", []),
    ("en", "There were 12 deaths per 100,000 people.", []),
    ("en", "The union gives a higher figure of deaths than nine killed.", [("killed", "9")]),
    ("en", "Police say 40 people died. The union gives a higher figure, 146.", [("killed", "40"), ("killed", "146")]),
    ("de", "Er erschoss auf seinem Weg durch die Halle zwei Passanten.", [("killed", "2")]),
    ("de", "Der Täter wollte in der Kirche mehr als 50 Menschen töten wollen.", []),
    ("de", "Zehn Menschen werden vermisst, nachdem ein Boot mit 90 Menschen sank.", [("missing", "10")]),
    ("de", "Zwischen 2018 und 2020 fielen knapp 20.000 Menschen der Hitze zum Opfer.", [("killed", "nearly 20,000")]),
    ("de", "Die Toten lagen 30 bis 40 Meter entfernt.", []),
    ("de", "Rund 15 Menschen fielen ins Wasser.", []),
    ("de", "Am Samstag waren 44 Menschen ins Spital gekommen.", [("injured", "44")]),
    ("en", "Losses: 19 civilians killed[3][5], 160,000 evacuated[6].", [("killed", "19"), ("evacuated", "160,000")]),
    (
        "en",
        "More than 7,000 were injured.[14][21] In Orr 42 people died.",
        [("injured", "more than 7,000"), ("killed", "42")],
    ),
    ("en", "The police made 157 recommendations, and 3 people were arrested.", [("arrested", "3")]),
    ("en", "Infections were found in five affected countries.", []),
    ("en", "A list of people missing or killed includes 8,373 names.", []),
    ("en", "Two others succumbed to their wounds in the hospital.", [("killed", "2")]),
    ("en", "Experts say 900 people died. A report put it at 779.", [("killed", "900"), ("killed", "779")]),
    (
        "en",
        "Nine dead, dozens injured as troops fire — Nine were killed.",
        [("killed", "9"), ("injured", "dozens"), ("killed", "9")],
    ),
    ("de", "34 Insassen (von insgesamt etwa 2000) wurden erschossen.", [("killed", "34")]),
    ("de", "Es gab 1518 Hinrichtungen. Allein im Norden waren es 972.", [("executed", "1,518"), ("executed", "972")]),
    ("de", "Angemeldet waren 10.000 Teilnehmer.", []),
    ("de", "16 Geflohene seien wieder festgenommen worden.", [("arrested", "16")]),
    ("de", "Mehr als 1300 Häuser stürzten wegen der Beben ein.", [("homes-destroyed", "more than 1,300")]),
    ("de", "Am 23. Juni 2023 erhöhte sich die Zahl der Opfer auf 135.", [("killed", "135")]),
    (
        "de",
        "Drei Frauen wurden getötet, eine Person davon wird bis heute vermisst.",
        [("killed", "3"), ("missing", "1")],
    ),
    ("de", "Erst war von neun Toten die Rede, nun ist die Zahl auf 86 gestiegen.", [("killed", "9"), ("killed", "86")]),
    ("de", "Weitere 117 Flüchtlinge galten vor der Küste als vermisst.", [("missing", "117")]),
    ("de", "Die Zahl der bestätigten Todesfälle lag bis zum späten Abend bei 26.", [("killed", "26")]),
    (
        "en",
        "Sixty people (47 men, 9 women and 4 children) were killed.",
        [("killed", "60"), ("killed", "47"), ("killed", "9"), ("killed", "4")],
    ),
    ("en", "Of the 16 unlawful killings, 12 were carried out by guards.", [("killed", "16"), ("killed", "12")]),
    (
        "en",
        "The army counted 24 deaths. The number also includes 9 girls and 3 boys.",
        [("killed", "24"), ("killed", "9"), ("killed", "3")],
    ),
    ("en", "Nine people drowned or went missing.", []),
    (
        "de",
        "Die Zahl der Toten liegt bei 57. Im Norden erhöhte sich die Zahl um weitere 12 auf 40.",
        [("killed", "57"), ("killed", "40")],
    ),
    ("de", "Mehr als 700 Vermisste telefonisch erreicht, 12 werden noch vermisst.", [("missing", "12")]),
    ("de", "Ein Mensch kam ums Leben.", [("killed", "1")]),
    ("de", "Neun Menschen ertranken oder verschwanden.", []),
    (
        "en",
        "According to the league, which counts political arrests and raids, at least 54 people have been killed.",
        [("killed", "at least 54")],
    ),
    ("en", "Casualties: 81 people missing.", [("missing", "81")]),
    ("en", "About 70 were missing in six prefectures.", [("missing", "about 70")]),
    ("en", "At least two were hacked to death.", [("killed", "at least 2")]),
    ("en", "Twelve soldiers embraced martyrdom, and nine sons of the soil laid down their lives.", TWO),
    ("en", "They sent twelve rebels to hell.", [("killed", "12")]),
    ("en", "The fate of 84 people was unknown.", [("missing", "84")]),
    ("en", "Nine miners are reported to be in serious conditions.", [("injured", "9")]),
    ("en", "Another 250 to 300 people were displaced.", [("displaced", "between 250 and 300")]),
    ("de", "Sieben Menschen sind in den Bergen von Lawinen verschüttet und getötet worden.", [("killed", "7")]),
    ("de", "Weitere 250 bis 300 Menschen wurden vertrieben.", [("displaced", "between 250 and 300")]),
    ("de", "Es gab Berichte über 38 Verletzte.", [("injured", "38")]),
    ("de", "Anzahl Tote nach Brand steigt auf drei", [("killed", "3")]),
    ("de", "Mehr als 800 Bosniaken wurden ermordet.", [("killed", "more than 800")]),
    ("en", "He was shot dead by at least four gunmen.", []),
    ("en", "The raid injured 22 others and was carried out by four suicide bombers.", [("injured", "22")]),
    ("de", "Neun Menschen wurden von zwei Männern erschossen.", [("killed", "9")]),
    ("de", "Die Leichen von zwei Männern wurden geborgen.", [("killed", "2")]),
    ("fr", "Il a été tué par quatre hommes.", []),
    ("es", "Fue asesinado por cuatro hombres.", []),
    ("de", "Die Zahl der vom Verein erfassten Hinrichtungen sank 2016 auf 1032.", [("executed", "1,032")]),
    ("de", "Die Zahl der Länder, in denen Hinrichtungen stattfanden, sank auf 16.", []),
    ("de", "Mindestens 30 weitere Kumpel sind noch verschüttet.", [("missing", "at least 30")]),
    (
        "en",
        "UN prosecutors say 80 people were killed. A report put it at 79, but the missing persons office say it is 90.",
        [("killed", "80"), ("killed", "79"), ("killed", "90")],
    ),
    ("en", "16 August:\n34 miners dead (78 miners injured)\n12–14 August:", [("killed", "34"), ("injured", "78")]),
    ("en", "There were 405 deaths (311 confirmed, 94 probable).", [("killed", "405")]),
    ("en", "The number of infected nurses is 115, including 38 deaths.", [("killed", "38")]),
    ("en", "About 300 of the 700 prisoners who fled had been recaptured.", [("arrested", "about 300")]),
    ("en", "There were 60 prisoners packed into his cell.", []),
    ("en", "One inmate bled to death.", [("killed", "1")]),
    ("de", "Die Zahl der Toten könnte auf bis zu 8000 steigen.", [("killed", "at most 8,000")]),
    (
        "de",
        "Die Zahl der durch das Feuer getöteten Menschen ist auf mehr als 50 gestiegen.",
        [("killed", "more than 50")],
    ),
    ("de", "Drei Mitarbeitende eines Hilfswerks kamen ums Leben.", [("killed", "3")]),
    (
        "de",
        "Das Amt sagt, dass mindestens 70 Menschen bei Kämpfen in Orr, der größten Stadt im Osten, getötet wurden.",
        [("killed", "at least 70")],
    ),
    ("de", "Rund 2 Mio. Menschen wurden vertrieben.", [("displaced", "about 2,000,000")]),
    ("en", "About 2 mn people were displaced.", [("displaced", "about 2,000,000")]),
    (
        "de",
        "Vier Demonstranten und zwei Polizisten wurden am Abend verletzt.",
        [("injured", "4"), ("injured", "2")],
    ),
    ("en", "The number of recovered patients rose to 317.", []),
    ("en", "A total of 212 patients recovered, and recoveries reached 500.", []),
    ("en", "Divers recovered 12 bodies.", [("killed", "12")]),
    ("en", "Half of the 90 dead were pupils.", [("killed", "90")]),
    ("en", "Half of the 90 passengers were pupils, and nobody died.", [("killed", "none")]),
    ("en", "There were just under 90 deaths.", [("killed", "fewer than 90")]),
    ("en", "Under 5 deaths fell last year.", []),
    (
        "de",
        "Eine Lehrerin war im Haus. Eine Frau starb, zwei Kinder wurden verletzt.",
        [("killed", "1"), ("injured", "2")],
    ),
    ("de", "Bei dem Brand kam ein Mann ums Leben.", [("killed", "1")]),
    ("de", "Ein Mann erschoss zwei Frauen.", [("killed", "2")]),
    ("de", "Ein Mann kam nach Hause, eine Nachbarin wurde laut, niemand wurde verletzt.", [("injured", "none")]),
    ("de", "Tote habe es nicht gegeben, sagte der Landrat.", [("killed", "none")]),
    ("de", "40 Tote habe es nicht gegeben, sagte der Landrat.", [("killed", "40")]),
    ("en", "The death toll is about 9,000 in 14 provinces.", [("killed", "about 9,000")]),
    ("en", "The number of storm affected people is about 9,000 in 14 districts.", [("affected", "about 9,000")]),
    (
        "en",
        "The floods affected 900 people (400 men and 500 women).",
        [("affected", "900"), ("affected", "400"), ("affected", "500")],
    ),
    (
        "en",
        "In all 900 were killed, including 300 men and 200 women; 90 children aged 1 to 4; 40 elderly people.",
        [("killed", "900"), ("killed", "300"), ("killed", "200"), ("killed", "90"), ("killed", "40")],
    ),
    (
        "en",
        "Nine hundred people died. Among them were 90 children, 60 pregnant/nursing women, 8 people with disabilities.",
        [("killed", "900"), ("killed", "90"), ("killed", "60"), ("killed", "8")],
    ),
    ("de", "Zwei befinden sich laut der Mainzer Polizei in Lebensgefahr.", [("injured", "2")]),
    ("en", "Two of the injured died overnight.", [("killed", "2")]),
    ("en", "Two of the 14 injured died.", [("killed", "2"), ("injured", "14")]),
    ("de", "Fünf der insgesamt 25 Verletzten lägen im Koma.", [("injured", "5"), ("injured", "25")]),
    ("en", "By 5 p.m. in Myanmar, there were 19 deaths.", [("killed", "19")]),
    (
        "de",
        "Über 600 Gäste mussten von Dienstag auf Mittwoch (19./20.7.) evakuiert werden.",
        [("evacuated", "more than 600")],
    ),
    (
        "en",
        "More than 2,100 -- including cooks, bakers and monks -- have been detained.",
        [("arrested", "more than 2,100")],
    ),
    ("en", "The siege left about 900 people without medical care.", [("affected", "about 900")]),
    ("en", "The siege left about 900 people without homes.", [("displaced", "about 900")]),
    ("de", "Bisher trauert das Land um 84 Opfer.", [("killed", "84")]),
    (
        "en",
        "Some 900 people have been arrested, including more than 90 people in May.",
        [("arrested", "about 900"), ("arrested", "more than 90")],
    ),
    ("en", "The toll in one of Peru's worst ferry accidents rose to 40.", [("killed", "40")]),
    ("en", "Of the 40 injured, 9 were discharged at noon.", [("injured", "40")]),
    ("en", "At least 40 were injured when nine coaches derailed.", [("injured", "at least 40")]),
    ("en", "Some 4,500 took shelter elsewhere.", [("displaced", "about 4,500")]),
    ("en", "The number of affected families rose to 900, equivalent to 4,500 people.", [("affected", "4,500")]),
    ("de", "Es starben der Lokführer (32) und ein Schaffner (36).", []),
    ("de", "Im Krieg (1992-95) ermordeten Freischärler bis zu 8.000 Jungen und Männer.", [("killed", "at most 8,000")]),
    ("de", "Er wurde wegen Mordes an 900 Menschen verurteilt.", [("killed", "900")]),
    ("de", "Ihm wird versuchter Mord an 40 Menschen vorgeworfen.", []),
    ("de", "Neun Gäste sind schwer eingeklemmt.", []),
    ("de", "Verletzt wurden 40 Menschen, neun davon schwer.", [("injured", "40"), ("injured", "9")]),
    ("en", "Nine divers who were trapped when a cave flooded last week were found dead.", [("killed", "9")]),
    ("en", "Nine people who were wounded and two who died were cooks.", [("injured", "9"), ("injured", "2")]),
    ("en", "Two bakers and their three children were reported missing.", [("missing", "2"), ("missing", "3")]),
    (
        "en",
        "Since then 40 deaths were recorded for week 28 and 9 deaths in week 29.",
        [("killed", "40"), ("killed", "9")],
    ),
    ("en", "Some 40 cases, with no death, were recorded.", [("killed", "none")]),
    ("en", "A wall fell, burying 40 monks.", [("missing", "40")]),
    ("de", "Für dieses Jahr sind in diesem Jahr 994 bestätigte Todesfälle bekannt.", [("killed", "994")]),
    ("de", "In mehr als zehn anderen Städten gab es Festnahmen.", []),
    ("de", "Mehr als 900 Migranten und Flüchtlinge sind gestorben.", [("killed", "more than 900")]),
    ("de", "Bislang sind 40 Verschüttete gerettet worden.", []),
    ("en", "Two of the injured were pupils.", [("injured", "2")]),
    ("en", "Three of the missing were found dead.", [("killed", "3")]),
    ("en", "Of the victims, nine who, according to the UN, were beheaded had been teachers.", [("executed", "9")]),
    ("de", "Zwei der Verletzten starben.", [("killed", "2")]),
    ("de", "Dabei wurde am Abend ein weiterer Soldat getötet.", [("killed", "1")]),
    ("de", "Noch immer werden rund 40 Menschen gesucht.", [("missing", "about 40")]),
    ("de", "Drei Gäste wurden von einer Lawine verschüttet und getötet.", [("killed", "3")]),
    ("de", "Die Klinik behandelt monatlich 750 Verletzte.", []),
    ("de", "Später hieß es, dass noch eine weitere Person vermisst wird.", [("missing", "1")]),
    ("de", "Vier Gäste erlitten Kopfverletzungen und Prellungen.", [("injured", "4")]),
    (
        "de",
        "Acht Helfer wurden verletzt, fünf konnten wieder nach Hause, drei wurden noch im Spital behandelt.",
        [("injured", "8"), ("injured", "3")],
    ),
    ("en", "They wrote in a report released on Friday that 40 people were missing.", [("missing", "40")]),
    ("en", "Among the 90 passengers, 40 are missing.", [("missing", "40")]),
    ("en", "Among the 90 injured, 40 are children.", [("injured", "90"), ("injured", "40")]),
    ("en", "They said that 900 people have died, of which 40 are children.", [("killed", "900"), ("killed", "40")]),
    ("de", "Im Süden sind 900 Menschen auf Nahrungsmittelhilfe angewiesen.", [("affected", "900")]),
    ("de", "Neun Lehrerinnen und zwei Schüler wurden verletzt.", [("injured", "9"), ("injured", "2")]),
    (
        "de",
        "Im Tal, wo die Flut 900 Menschen vertrieben hat, leben in diesem Jahr etwa 400 Kinder.",
        [("displaced", "900")],
    ),
]


@pytest.mark.parametrize(("language", "text", "wanted"), FIGURES)
def test_what_is_counted(language: str, text: str, wanted: list[tuple[str, str]]) -> None:
    assert figures(text, language) == wanted


FLAGS = [
    ("en", "Earlier reports by the army had tallied 1,644 deaths.", [["earlier"]]),
    ("en", "The first toll of six deaths has since risen to nine.", [[], []]),
    ("en", "The minister dismissed the group's claim that nine people were killed.", [["denied"]]),
    ("en", "The union disputed the old minister's claim that only six people died.", [["denied"]]),
    ("en", "There were 172 executions, a slight decrease from the 196 executions before.", [[], ["earlier"]]),
    ("en", "The initial death toll of six had risen to nine.", [["earlier"], []]),
    ("de", "Zunächst waren zwei Tote und drei Vermisste gemeldet worden.", [["earlier"], ["earlier"]]),
    ("de", "Die Stadt hatte zuvor von 15 Toten, 37 Verletzten und 6 Vermissten gesprochen.", [["earlier"]] * 3),
    ("de", "Nach neun Toten am Vortag zählten die Behörden nun 14 Tote.", [["earlier"], []]),
    ("en", "The toll, which had stood at 54, climbed to 61 on Sunday.", [["earlier"], []]),
    ("de", "Die Miliz lehnte Berichte ab, wonach sie 14 Menschen getötet habe.", [["denied"]]),
    ("de", "Die Regierung lehnte Gespräche ab. Bei Kämpfen starben 14 Soldaten.", [[]]),
    ("de", "40 Tote habe es nicht gegeben, sagte der Landrat.", [["denied"]]),
    ("de", "40 Verletzte kamen ins Krankenhaus, Tote gab es nicht.", [[], []]),
    ("de", "Die Angabe von 40 Toten wies die Armee zurück.", [["denied"]]),
    ("de", "Am Abend sollen 40 Menschen in Sicherheit gebracht werden.", [["projected"]]),
    ("de", "Am Abend sollen 40 Menschen getötet worden sein.", [[]]),
    ("en", "Six people were killed and another 40 wounded.", [[], []]),
    ("de", "Vier Menschen starben. Es war Abend. Fünf weitere Personen wurden verletzt.", [[], []]),
    ("en", "Six people were killed on Monday. Another 40 were killed on Tuesday.", [[], ["increase"]]),
    ("en", "The army denied responsibility for the raid, which killed 40 people.", [[]]),
    ("en", "The army denied that the raid killed 40 people.", [["denied"]]),
    ("en", "Reports of 40 dead are false, the army said.", [["denied"]]),
    ("en", "About 40 people are to be evacuated at noon.", [["projected"]]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), FLAGS)
def test_what_is_no_plain_claim(language: str, text: str, wanted: list[list[str]]) -> None:
    found = Rules().propose(Document(id="d", text=text, language=language), Known())

    assert [[*map(str, one.flags)] for one in found] == wanted


BASES = [
    ("de", "Am Abend sollen 40 Menschen getötet worden sein.", "reported"),
    ("de", "Soldaten sollen dort 40 Menschen getötet haben.", "reported"),
    ("de", "Angeblich starben 40 Menschen.", "reported"),
    ("de", "Am Abend sollen 40 Menschen in Sicherheit gebracht werden.", "unstated"),
    ("de", "Am Abend wurden 40 Menschen getötet.", "unstated"),
    ("en", "Forty people were reportedly killed.", "reported"),
    ("en", "Forty people were killed.", "unstated"),
]


@pytest.mark.parametrize(("language", "text", "basis"), BASES)
def test_what_is_only_said_to_have_happened_is_reported(language: str, text: str, basis: str) -> None:
    (found,) = Rules().propose(Document(id="d", text=text, language=language), Known())

    assert found.basis == basis


def test_a_label_names_who_is_counted() -> None:
    text = "The number of civilian deaths increased from 560 to 761."
    found = Rules().propose(Document(id="d", text=text, language="en"), Known())

    assert [one.population for one in found] == ["civilians", "civilians"]
