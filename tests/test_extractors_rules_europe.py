"""The rules in German, French and Spanish: figures, who says them, flags, and sentences that hold no claim."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document


def candidates(language: str, text: str) -> list:
    return list(Rules().propose(Document(id="d", text=text, language=language), Known()))


FIGURES = [
    ("fr", "L'attaque du camp, qui abrite 4 500 personnes, a fait 58 tués.", [("killed", "58")]),
    (
        "fr",
        "Une ONG locale, qui avait compté 12 morts, en dénombre désormais 19.",
        [("killed", "12"), ("killed", "19")],
    ),
    ("fr", "Le ministère compte 14 morts; l'hôpital, lui, en a compté 23.", [("killed", "14"), ("killed", "23")]),
    ("fr", "Il a compté 14 morts, a-t-il dit en annonçant 3 jours de deuil.", [("killed", "14")]),
    ("fr", "Quatorze des 22 otages ont été tués.", [("killed", "14")]),
    ("fr", "Deux des 11 blessés ont succombé à leurs blessures.", [("killed", "2")]),
    ("fr", "Des 180 passagers, 12 sont morts.", [("killed", "12")]),
    ("en", "Of the 45 injured, 12 are in serious condition.", [("injured", "45"), ("injured", "12")]),
    ("fr", "Sur les 45 blessés, 12 sont dans un état grave.", [("injured", "45"), ("injured", "12")]),
    ("fr", "Les affrontements entre policiers et les 300 manifestants ont fait 2 blessés.", [("injured", "2")]),
    ("fr", "Des tirs contre les 300 manifestants ont fait deux morts.", [("killed", "2")]),
    ("en", "A bus with 40 passengers on board overturned: nine died.", [("killed", "9")]),
    ("fr", "Un car s'est renversé avec 40 passagers à bord : neuf sont morts.", [("killed", "9")]),
    ("es", "Un autobús con 40 pasajeros a bordo volcó: nueve murieron.", [("killed", "9")]),
    ("de", "Ein Bus mit 40 Passagieren überschlug sich: neun starben.", [("killed", "9")]),
    ("ru", "Автобус с 40 пассажирами перевернулся: девять человек погибли.", [("killed", "9")]),
    ("en", "The clashes ended with 12 people and nine women killed.", [("killed", "12"), ("killed", "9")]),
    ("en", "None of the 150 passengers was injured.", []),
    ("fr", "Aucun des 150 passagers n'a été blessé.", []),
    ("es", "Ninguno de los 150 pasajeros resultó herido.", []),
    ("de", "Keiner der 150 Passagiere wurde verletzt, drei Retter wurden verletzt.", [("injured", "3")]),
    ("ru", "Ни один из 150 пассажиров не был ранен.", []),
    ("fa", "هیچ‌یک از ۱۵۰ مسافر زخمی نشدند.", []),
    ("fr", "Le bilan faisait état de neuf morts.", [("killed", "9")]),
    ("fr", "La mort de neuf civils a été confirmée.", [("killed", "9")]),
    ("fr", "Les organisateurs en ont compté 20 000.", [("participants", "20,000")]),
    ("fr", "La police a recensé 12 morts.", [("killed", "12")]),
    ("de", "Die Polizei zählte 12 Tote.", [("killed", "12")]),
    ("de", "Bei dem Beben kamen 43 Menschen ums Leben.", [("killed", "43")]),
    ("de", "Mindestens sechs Menschen verloren ihr Leben.", [("killed", "at least 6")]),
    ("de", "Das Unwetter forderte über 100 Menschenleben.", [("killed", "more than 100")]),
    ("de", "Retter zogen 14 Leichen aus den Trümmern.", [("killed", "14")]),
    ("de", "Zehn Verkehrstote und 31 Schwerverletzte an einem Tag.", [("killed", "10"), ("injured", "31")]),
    ("de", "Die Polizei nahm in der Hauptstadt 55 Personen fest.", [("arrested", "55")]),
    ("de", "Rund 350 Migranten werden vermisst.", [("missing", "about 350")]),
    ("de", "120 Häuser wurden zerstört.", [("homes-destroyed", "120")]),
    ("de", "Zwölf Häftlinge wurden hingerichtet.", [("executed", "12")]),
    ("fr", "L'explosion a fait 43 morts et 12 blessés.", [("killed", "43"), ("injured", "12")]),
    ("fr", "Ils ont coûté la vie à 44 civils, dont onze enfants.", [("killed", "44"), ("killed", "11")]),
    ("fr", "Quatre soldats ont péri et sept ont été blessés.", [("killed", "4"), ("injured", "7")]),
    ("fr", "La police a procédé à 55 arrestations.", [("arrested", "55")]),
    ("fr", "Quelque 350 migrants sont portés disparus.", [("missing", "about 350")]),
    ("fr", "Cent vingt maisons ont été détruites.", [("homes-destroyed", "120")]),
    ("fr", "Deux cents personnes ont été évacuées.", [("evacuated", "200")]),
    ("es", "La explosión dejó 43 muertos y 12 heridos.", [("killed", "43"), ("injured", "12")]),
    ("es", "Los bombardeos se cobraron la vida de 44 civiles.", [("killed", "44")]),
    ("es", "Cuatro soldados perecieron y siete resultaron heridos.", [("killed", "4"), ("injured", "7")]),
    ("es", "La policía practicó 55 detenciones.", [("arrested", "55")]),
    ("es", "Unos 350 migrantes están desaparecidos.", [("missing", "about 350")]),
    ("es", "El ciclón dejó 5.000 damnificados.", [("affected", "5,000")]),
    ("es", "Suman ya 130 los fallecidos.", [("killed", "130")]),
    ("fr", "Cinq policiers ont été tués et une vingtaine blessés.", [("killed", "5"), ("injured", "about 20")]),
    ("fr", "Deux enfants de 4 et 7 ans sont morts.", [("killed", "2")]),
    ("fr", "Sur les 52 passagers, 41 ont péri.", [("killed", "41")]),
    (
        "fr",
        "Le bilan des morts s'élève à 3.218 et plus de 6.500 personnes sont blessées.",
        [("killed", "3,218"), ("injured", "more than 6,500")],
    ),
    ("fr", "Au Mali, onze civils, dont trois enfants, ont été tués.", [("killed", "11"), ("killed", "3")]),
    ("de", "Elf Menschen, darunter drei Kinder, wurden getötet.", [("killed", "11"), ("killed", "3")]),
    ("es", "Once personas, entre ellas tres niños, han muerto.", [("killed", "11"), ("killed", "3")]),
    ("en", "Eleven people, including three children, were killed.", [("killed", "11"), ("killed", "3")]),
    ("es", "De los 52 pasajeros, 41 perecieron.", [("killed", "41")]),
    ("es", "Desde el 30 de abril han perecido 1.031 civiles.", [("killed", "1,031")]),
    (
        "es",
        "El número de víctimas ascendió a 6.546, entre ellas 2.704 niños y 364 ancianos.",
        [("killed", "6,546"), ("killed", "2,704"), ("killed", "364")],
    ),
    ("de", "Von den 52 Passagieren starben 41.", [("killed", "41")]),
    ("en", "Of the 52 passengers, 41 died.", [("killed", "41")]),
    ("en", "Two children aged 4 and 7 died.", [("killed", "2")]),
    ("en", "Cholera has killed 1,500 in three months.", [("killed", "1,500")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), FIGURES, ids=[text for _, text, _ in FIGURES])
def test_figures_of_sentences(language: str, text: str, expected: list[tuple[str, str]]):
    assert [(one.measure, one.says) for one in candidates(language, text)] == expected


SOURCES = [
    ("fr", "La garde nationale a tiré: trois étudiants tués, selon un médecin.", "médecin"),
    ("fr", "Sur les 1 800 habitants que comptait le village, 150 ont péri, selon les secours.", "secours"),
    ("fr", "L'attaque avait été rapportée par une ONG qui parlait de deux morts.", "ONG"),
    ("fr", "En Syrie, on dénombre au moins 326 morts, selon le ministère de la Santé.", "ministère de la Santé"),
    ("fr", "Au moins 23 civils ont été tués, a appris l'AFP lundi auprès du maire de Ouenkoro.", "maire de Ouenkoro"),
    (
        "de",
        "Die Zahl der Toten sei auf 40 gestiegen, sagte der Nachrichtenagentur dpa ein Polizeisprecher.",
        "Polizeisprecher",
    ),
    ("de", "Mindestens 40 Menschen seien gestorben, sagte ein Polizeisprecher der Agentur AFP.", "Polizeisprecher"),
    ("de", "„Wir haben 12 Tote gezählt“, sagte der Bürgermeister der Zeitung „El País“.", "Bürgermeister"),
    ("de", "Nach Angaben der Polizei verlief die Kundgebung mit etwa 200 Teilnehmern ruhig.", "Polizei"),
    ("de", "Laut Schätzungen der Polizei nahmen bis zu tausend Menschen an der Demonstration teil.", "Polizei"),
    ("de", "Nach Angaben der Katastrophenschutzbehörde starben zwölf Menschen.", "Katastrophenschutzbehörde"),
    ("de", "Zwölf Menschen starben, wie das Innenministerium mitteilte.", "Innenministerium"),
    ("de", "Zwölf Menschen starben.", None),
    ("fr", "Douze personnes sont mortes, selon la protection civile.", "protection civile"),
    ("fr", "Le ministère de la Santé a annoncé que douze personnes étaient mortes.", "ministère de la Santé"),
    ("fr", "Douze personnes sont mortes.", None),
    ("es", "Doce personas murieron, según los bomberos.", "bomberos"),
    ("es", "Murieron doce personas, informó el Ministerio de Salud.", "Ministerio de Salud"),
    ("es", "Murieron doce personas.", None),
    ("es", "En Veracruz se registraron doce muertos.", None),
    ("de", "Zwölf Menschen starben. Das teilte die Polizei am Montag mit.", "Polizei"),
    ("de", "Zwölf Menschen starben. Das Dach stürzte ein, sagte der Bürgermeister.", "Bürgermeister"),
    ("de", "Zwölf Menschen starben. Laut Polizei war es dunkel.", None),
    ("en", "The group HRANA says it has verified 4,500 arrests.", "group HRANA"),
    ("en", "Tass, quoting the emergencies ministry, reported 12 dead.", "emergencies ministry"),
    ("es", "La agencia Tass, que cita al Ministerio de Sanidad, informó de 12 muertos.", "Ministerio de Sanidad"),
    ("en", "Twelve people died. The claim was denied, the army said.", None),
    ("es", "Murieron doce personas. Así lo informó la Fiscalía.", "Fiscalía"),
]


@pytest.mark.parametrize(("language", "text", "source"), SOURCES, ids=[text for _, text, _ in SOURCES])
def test_the_source_is_the_one_that_the_text_names(language: str, text: str, source: str | None):
    assert [one.source for one in candidates(language, text)] == [source]


CONTRASTS = [
    ("en", "Police counted 9,000 protesters, unions 40,000.", [("9,000", "Police"), ("40,000", "unions")]),
    (
        "de",
        "Die Polizei zählte 9.000 Demonstranten, die Veranstalter 40.000.",
        [("9,000", "Polizei"), ("40,000", "Veranstalter")],
    ),
    (
        "fr",
        "La police a compté 9 000 manifestants, les syndicats 40 000.",
        [("9,000", "police"), ("40,000", "syndicats")],
    ),
    (
        "es",
        "La policía contó 9.000 manifestantes y los sindicatos 40.000.",
        [("9,000", "policía"), ("40,000", "sindicatos")],
    ),
    ("en", "Officials put the figure at 62 dead, the opposition at 150.", [("62", "Officials"), ("150", "opposition")]),
    (
        "en",
        "Twelve people died according to police, 30 according to the union.",
        [("12", "police"), ("30", "union")],
    ),
    ("de", "Die Behörden nennen 62 Tote, die Opposition 150.", [("62", "Behörden"), ("150", "Opposition")]),
    (
        "fr",
        "Les autorités avancent le chiffre de 62 morts, l'opposition celui de 150.",
        [("62", "autorités"), ("150", "opposition")],
    ),
    (
        "es",
        "Las autoridades dan la cifra de 62 muertos; la oposición, la de 150.",
        [("62", "autoridades"), ("150", "oposición")],
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), CONTRASTS, ids=[text for _, text, _ in CONTRASTS])
def test_figures_of_several_sources_keep_their_own(language: str, text: str, expected: list[tuple[str, str]]):
    assert [(one.says, one.source) for one in candidates(language, text)] == expected


FLAGS = [
    ("de", "Bislang wurden 30 Menschen verletzt.", []),
    ("de", "Es könnten 300 Menschen gestorben sein.", ["hypothetical"]),
    ("de", "Die Truppen hätten zwölf Menschen getötet, sagte der Sprecher.", []),
    ("fr", "Le procureur fait état d'un bilan de 86 morts.", []),
    ("fr", "Si la digue cédait, 300 personnes pourraient mourir.", ["hypothetical"]),
    ("es", "Las autoridades hablan de un saldo de 37 muertos.", []),
    ("es", "Dieciocho pacientes más fallecieron anoche.", ["increase"]),
    ("fr", "Un précédent bilan faisait état de 25 morts.", ["earlier"]),
    ("es", "El balance anterior era de 25 muertos.", ["earlier"]),
    ("es", "El Gobierno negó que hubieran muerto 300 personas.", ["denied"]),
]


EARLIER_FIRST = [
    ("de", "Die Zahl der Toten stieg von 9 am Vortag auf 14."),
    ("fr", "Le bilan est passé de 9 la veille à 14 morts."),
]


@pytest.mark.parametrize(("language", "text"), EARLIER_FIRST, ids=[text for _, text in EARLIER_FIRST])
def test_the_day_before_behind_the_first_figure_is_not_of_the_second(language: str, text: str):
    found = [(one.says, [flag.value for flag in one.flags]) for one in candidates(language, text)]
    assert found == [("9", ["earlier"]), ("14", [])]


@pytest.mark.parametrize(("language", "text", "flags"), FLAGS, ids=[text for _, text, _ in FLAGS])
def test_what_is_no_plain_claim_is_flagged(language: str, text: str, flags: list[str]):
    assert [[flag.value for flag in one.flags] for one in candidates(language, text)] == [flags]


NO_CLAIM = [
    ("fr", "Tourné avec 40 figurants, le film a attiré 1,2 million de spectateurs."),
    ("fr", "L'équipe compte sept blessés à l'infirmerie, selon son entraîneur."),
    ("fr", "L'avion s'est écrasé avec 62 personnes à bord."),
    ("fr", "Un millier de soldats recherchent les disparus."),
    ("fr", "4 289 malades sont en réanimation."),
    ("fr", "Le sélectionneur sera privé de quatre joueurs blessés."),
    ("fr", "Le film raconte l'histoire de trois frères tués pendant la guerre."),
    ("fr", "Le musée expose 120 corps momifiés et 30 cadavres d'animaux."),
    ("fr", "Le loup a tué 12 brebis dans le Mercantour."),
    ("fr", "La rentrée concerne 12,4 millions d'élèves."),
    ("fr", "Le ministre a arrêté la liste des 27 candidats."),
    ("fr", "Le dépistage permettrait de sauver 3 000 vies."),
    ("fr", "Une quarantaine de faux blessés ont été évacués lors de l'exercice."),
    ("fr", "Le maire a inauguré une stèle à la mémoire des 17 fusillés de 1944."),
    ("fr", "La police a compté 12 voitures brûlées."),
    ("de", "30 tote Winkel an den Kreuzungen wurden beseitigt."),
    ("de", "Am Ufer des Toten Meeres entstanden 40 Hotels."),
    ("fr", "Trois natures mortes du maître ont été vendues."),
    ("es", "El museo expone 30 naturalezas muertas."),
    ("de", "Er wurde wegen Mordes an seiner 34 Jahre alten Frau zu 25 Jahren Haft verurteilt."),
    ("de", "Die Ministerin hat eine Untersuchung der Todesfälle verlangt."),
    ("de", "Drei Geiseln kamen frei."),
    ("fr", "Il a été condamné à 25 ans de prison pour le meurtre de sa femme, âgée de 34 ans."),
    ("fr", "Le titre a perdu 8 % après l'annonce de 1 900 suppressions de postes."),
    ("fr", "Trois otages ont été libérés."),
    ("fr", "Près de 60 % des 12 000 habitants ont fui."),
    ("fr", "Neuf habitants sur dix sont déplacés."),
    ("es", "Fue condenado a 25 años de cárcel por el asesinato de su mujer, de 34 años."),
    ("es", "La ministra pidió una investigación sobre las muertes."),
    ("es", "Tres rehenes fueron liberados."),
]


@pytest.mark.parametrize(("language", "text"), NO_CLAIM, ids=[text for _, text in NO_CLAIM])
def test_sentences_without_a_claim_give_none(language: str, text: str):
    assert [(one.measure, one.says) for one in candidates(language, text)] == []
