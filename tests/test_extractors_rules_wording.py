"""The same claims in other constructions, in French and Spanish: who dies of wounds, scores, titles, totals before."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document


def candidates(language: str, text: str) -> list:
    return list(Rules().propose(Document(id="d", text=text, language=language), Known()))


FIGURES = [
    ("fr", "Le bilan monte à 61 morts après le décès de vingt-deux brûlés.", [("killed", "61"), ("killed", "22")]),
    ("fr", "Neuf blessés ayant succombé, le bilan est de 30 morts.", [("killed", "9"), ("killed", "30")]),
    ("fr", "On déplore 15 blessés et la mort de deux passants.", [("injured", "15"), ("killed", "2")]),
    ("fr", "Le choc a fait 15 blessés, dont deux sont décédés.", [("injured", "15"), ("killed", "2")]),
    ("es", "El incendio causó la muerte de 15 heridos.", [("killed", "15")]),
    ("es", "Tres de los siete heridos murieron en la clínica.", [("killed", "3"), ("injured", "7")]),
    ("fr", "Quatre femmes se trouvent parmi les 31 morts, selon l'ONG.", [("killed", "4"), ("killed", "31")]),
    ("fr", "L'armée revendique l'élimination d'une trentaine de rebelles.", [("killed", "about 30")]),
    ("fr", "On reste sans nouvelles d'une quinzaine de marins.", [("missing", "about 15")]),
    ("fr", "L'équipe a écrasé son rival 5-0.", []),
    ("fr", "Ils ont tué le match 31-28.", []),
    ("fr", "L'attaque a tué 8-12 personnes.", [("killed", "between 8 and 12")]),
    ("fr", "L'attaque a tué 1 500-2 000 personnes.", [("killed", "between 1,500 and 2,000")]),
    ("en", "The raid killed 1,500-2,000 people.", [("killed", "between 1,500 and 2,000")]),
    ("fr", "« Deux cents morts » paraîtra en mars chez un autre éditeur.", []),
    ("fr", "Un jeu, « Les 400 morts », sera en vente à l'automne.", []),
    ("fr", "« Une vingtaine de morts », a dit le préfet en quittant la ville.", [("killed", "about 20")]),
    ("fr", "« Un mort est un mort de trop », a-t-il répondu.", []),
    ("fr", "« La mort de vingt rois », son premier recueil, fut tiré à 300 exemplaires.", []),
    ("fr", "La fièvre a emporté 41 malades en trois semaines, sur 900 cas suspects.", [("killed", "41")]),
    ("fr", "L'effondrement a piégé 26 orpailleurs dans l'est.", [("missing", "26")]),
    ("fr", "Neuf mineurs sont bloqués sous terre.", [("missing", "9")]),
    ("fr", "Un pêcheur a été tué et deux autres ont été blessés.", [("killed", "1"), ("injured", "2")]),
    ("fr", "Deux cameramen figurent parmi les personnes interpellées.", [("arrested", "2")]),
    ("fr", "Cinq civils ont reçu des balles perdues.", [("injured", "5")]),
    ("fr", "Au moins 92 enfants sont morts, selon MSF, qui y soigne 1 400 nourrissons.", [("killed", "at least 92")]),
    ("fr", "Cinq ans après la tuerie qui fit 86 morts, on a prié en présence de 300 proches.", [("killed", "86")]),
    ("fr", "Le match avait attiré 41 000 spectateurs et fait deux blessés.", [("injured", "2")]),
    ("fr", "Sur 1 000 naissances, 97 enfants meurent avant cinq ans.", []),
    ("fr", "Le tabac tue un fumeur sur deux.", []),
    ("fr", "Selon la mairie 5 civils dont 4 enfants ont perdu la vie.", [("killed", "5"), ("killed", "4")]),
    ("fr", "Deux militantes observent une grève de la faim depuis douze jours.", []),
    ("es", "Dos activistas llevan doce días en huelga de hambre.", []),
    ("es", "Amnistía contó 161 muertos, frente a los 143 de su recuento.", [("killed", "161"), ("killed", "143")]),
    ("es", "Entre 9.000 y 20.000 personas podrían haber muerto.", [("killed", "between 9,000 and 20,000")]),
    ("es", "El ejército reivindica la eliminación de unos 60 terroristas.", [("killed", "about 60")]),
    ("es", "Once guardias fueron retenidos como rehenes.", [("abducted", "11")]),
    ("es", "Cuatro civiles recibieron balazos.", [("injured", "4")]),
    ("es", "Al menos 320 casas fueron pasto de las llamas.", [("homes-destroyed", "at least 320")]),
    ("fr", "Huit Français ont été identifiés parmi les victimes.", [("killed", "8")]),
    (
        "fr",
        "Le ministre annonce « 40 interpellations » et « 44 policiers et gendarmes blessés ».",
        [
            ("arrested", "40"),
            ("injured", "44"),
        ],
    ),
    (
        "fr",
        "La police compte 102 personnes placées en garde à vue, et quatre autres, dont un garde, ont été blessées.",
        [
            ("arrested", "102"),
            ("injured", "4"),
        ],
    ),
    ("fr", "Dans la mutinerie, 18 détenus ont péri, dont trois décapités.", [("killed", "18"), ("killed", "3")]),
    ("fr", "La crue a touché 14 communes.", [("cities-affected", "14")]),
    ("fr", "Cinq hommes ont été décapités pour un vol.", [("executed", "5")]),
    ("es", "Dieciocho reclusos murieron, tres de ellos decapitados.", [("killed", "18"), ("killed", "3")]),
    ("fr", "Vingt-deux des victimes avaient entre 5 et 15 ans.", [("killed", "22")]),
    ("fr", "Près de 900 enseignants ont cessé le travail.", [("participants", "nearly 900")]),
    ("fr", "Le nombre de manifestants ne dépassait pas 30 000.", [("participants", "at most 30,000")]),
    ("fr", "Le nombre de morts n'a pas dépassé les 30.", [("killed", "at most 30")]),
    ("es", "Los muertos no pasaron de 30.", [("killed", "at most 30")]),
    ("fr", "Trois Kényans et deux Somaliens ont été enlevés.", [("abducted", "3"), ("abducted", "2")]),
    ("es", "Mató a 12 personas, entre ellas tres malienses.", [("killed", "12"), ("killed", "3")]),
    ("fr", "On déplore cinq blessés graves et neuf légers.", [("injured", "5"), ("injured", "9")]),
    ("fr", "Un ambulancier dit que l'on avait transporté neuf corps.", [("killed", "9")]),
    ("es", "Hasta ahora 30 han sido recapturados.", [("arrested", "30")]),
    ("es", "De los 218 fallecidos, 65 fueron encontrados en viviendas.", [("killed", "218"), ("killed", "65")]),
    ("fr", "Un seul homme est mort sur le chantier.", [("killed", "1")]),
    ("es", "Un portavoz militar admitió un solo herido.", [("injured", "1")]),
    ("es", "Un solo disparo mató al soldado.", []),
    (
        "fr",
        "L'ONG fait état de 457 rebelles tués dans le nord, de 192 dans le sud et de 62 civils.",
        [("killed", "457"), ("killed", "192"), ("killed", "62")],
    ),
    ("fr", "Il parle de 12 morts, de 30 blessés et de 40 routes coupées.", [("killed", "12"), ("injured", "30")]),
    ("fr", "Cinq passeurs présumés ont été arrêtés.", [("arrested", "5")]),
    ("fr", "Ils ont emmené 317 jeunes filles vers la forêt.", [("abducted", "317")]),
    ("fr", "Deux concurrents se sont accrochés à 280 km/h, sans se blesser.", []),
    ("fr", "L'accident a fait 28 morts. Neuf des victimes étaient des étudiants.", [("killed", "28"), ("killed", "9")]),
    ("fr", "L'attentat a fait 120 victimes, dont 40 morts et 80 blessés.", [("killed", "40"), ("injured", "80")]),
    ("fr", "L'attentat a fait 120 victimes, dont 40 enfants.", [("killed", "120"), ("killed", "40")]),
    ("es", "Hubo 120 víctimas, entre ellas 40 muertos.", [("killed", "40")]),
    ("fr", "Le bilan est passé à trois morts après le décès d'un blessé.", [("killed", "3"), ("killed", "1")]),
    ("fr", "Le chômage frappe 3 millions de personnes.", []),
    ("fr", "La maladie touche 900 000 Français.", []),
    ("es", "La pobreza golpea a 9 millones de personas.", []),
    ("fr", "Une trentaine de députés se sont réunis lundi.", []),
    ("fr", "Trois cents invités ont assisté au mariage.", []),
    ("fr", "Le médecin a soigné 6 000 patients en trente ans.", []),
    ("fr", "Les médecins ont soigné 22 blessés.", [("injured", "22")]),
    ("es", "El hospital atendió a 300 pacientes.", []),
    ("fr", "L'équipe déplore quatre blessés avant la finale.", []),
    ("es", "De cada 1.000 nacidos, 97 mueren antes de los cinco años.", []),
    ("es", "La tasa es de 48 fallecidos por millón de habitantes.", []),
    ("es", "El tribunal condenó al exdictador a cadena perpetua por 40 asesinatos.", []),
    ("es", "El guion: un seísmo, con 500 muertos y 3.000 heridos ficticios.", []),
    ("fr", "Selon la légende, mille guerriers y auraient trouvé la mort.", []),
    ("fr", "La route est à 48 tués par million d'habitants.", []),
    ("fr", "La pièce met en scène douze jurés et un mort.", []),
    ("fr", "Elle pense que quatre hommes ont participé à la tuerie.", []),
    ("fr", "La junte a amnistié 3 100 détenus, dont treize étrangers.", []),
    ("fr", "La cour l'a condamné à la perpétuité pour 40 assassinats.", []),
    (
        "fr",
        "L'usine, qui employait 900 ouvriers, a fait sortir 5 000 personnes dans la rue.",
        [("participants", "5,000")],
    ),
    ("fr", "Plus de 400 soignants ont contracté le virus et 232 en sont morts.", [("killed", "232")]),
    (
        "fr",
        "On compte 800 morts à Lyon et 92 à Nice, soit près de 900 au total.",
        [
            ("killed", "800"),
            ("killed", "92"),
            ("killed", "nearly 900"),
        ],
    ),
    (
        "fr",
        "Un agent a été mortellement blessé, cinq soldats et dix autres légèrement touchés.",
        [
            ("injured", "5"),
            ("injured", "10"),
        ],
    ),
    ("fr", "Une vingtaine de marins manquent toujours à l'appel.", [("missing", "about 20")]),
    ("fr", "Les secours cherchaient encore huit personnes mardi.", [("missing", "8")]),
    ("fr", "Douze gendarmes sont détenus en otages.", [("abducted", "12")]),
    ("fr", "La coulée a emporté 120 maisons et tué 40 habitants.", [("homes-destroyed", "120"), ("killed", "40")]),
    ("fr", "Le scénario : un séisme, avec 500 morts et 3 000 blessés fictifs.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), FIGURES)
def test_figures_in_other_words(language, text, expected):
    found = [(one.measure, one.says) for one in candidates(language, text)]
    assert found == expected, text


FLAGGED = [
    ("Amnesty a compté 90 morts, contre 70 la veille.", "70", ["earlier"]),
    ("Amnesty a compté 90 morts en deux semaines, contre 70 dans son décompte de mardi.", "70", ["earlier"]),
    ("Amnesty a compté 90 morts. Deux jours auparavant, l'organisation en dénombrait 70.", "70", ["earlier"]),
    ("« Il n'y a pas eu 90 morts », a répété le ministre.", "90", ["denied"]),
    ("Neuf civils ont péri, a dit le ministre, démentant que 90 manifestants aient été tués.", "90", ["denied"]),
    ("L'institut craint que le nombre de victimes n'atteigne 9 000.", "9,000", ["hypothetical"]),
    ("Le maire craint que 200 autres ne soient ensevelis.", "200", ["hypothetical"]),
    ("L'hôpital compte encore 45 blessés.", "45", []),
    ("La police compte 20 000 manifestants, contre 90 000 pour les organisateurs.", "90,000", []),
    ("La police compte 900 arrestations, contre 700 pour le mois de mars.", "700", ["earlier"]),
    ("Le bilan monte à 61 morts après le décès de neuf brûlés.", "9", []),
]


@pytest.mark.parametrize(("text", "says", "flags"), FLAGGED)
def test_flags_in_other_words(text, says, flags):
    found = {one.says: sorted(map(str, one.flags)) for one in candidates("fr", text)}
    assert found[says] == flags, text


MEASURES = [
    ("fr", "killed", "ont été lynchées, ont brûlé vifs, sont tombées sous les balles"),
    ("fr", "injured", "ont reçu des soins, ont été piétinées, ont été poignardées, ont subi des fractures"),
    ("fr", "missing", "n'ont pas été retrouvées, n'ont pas donné signe de vie"),
    ("fr", "displaced", "ont quitté leur village, ont déserté la ville, vivent sous des tentes"),
    ("fr", "evacuated", "ont été conduites en lieu sûr, ont été transférées dans des abris"),
    ("fr", "abducted", "sont aux mains des rebelles, ont été capturées par des pirates"),
    ("fr", "participants", "ont occupé la place, ont suivi le cercueil"),
    ("es", "killed", "fueron linchadas, cayeron en combate, fueron acribilladas"),
    ("es", "injured", "fueron apuñaladas, sufren quemaduras, fueron alcanzadas por la metralla"),
    ("es", "arrested", "están presas, cayeron prisioneros"),
    ("es", "abducted", "están en manos de piratas"),
    ("es", "evacuated", "fueron llevadas a albergues"),
]


@pytest.mark.parametrize(("language", "measure", "verbs"), MEASURES)
def test_what_befell_people(language, measure, verbs):
    who = {"fr": "Deux cents personnes", "es": "Doscientas personas"}[language]
    found = {
        verb: [(one.measure, one.says) for one in candidates(language, f"{who} {verb}.")] for verb in verbs.split(", ")
    }
    assert found == {verb: [(measure, "200")] for verb in found}


NEXT = [
    ("Il y a eu 75 exécutions, dénonce l'ONG. La justice n'en a annoncé que douze.", ("executed", "12", "justice")),
    ("Il y a eu 75 morts, dit l'ONG. Les médecins avancent, eux, le chiffre de 300.", ("killed", "300", "médecins")),
    ("Il y a eu 75 arrestations, dit l'ONG. Le ministre parle de 38 « meneurs ».", ("arrested", "38", "ministre")),
    (
        "Le mouvement a gagné 38 villes et fait 90 arrestations, dit l'ONG. Les autorités n'en reconnaissent que 21.",
        ("arrested", "21", "autorités"),
    ),
    (
        "Les autorités ont revu le bilan : 31 morts au lieu de 36. Neuf passagers restent portés disparus.",
        ("missing", "9", "autorités"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), NEXT)
def test_what_the_next_sentence_says(text, expected):
    assert expected in [(one.measure, one.says, one.source) for one in candidates("fr", text)], text


SOURCES = [
    (
        "La foule a été estimée à 90 000 personnes par les organisateurs et à 20 000 par la police.",
        {"about 90,000": "organisateurs", "20,000": "police"},
    ),
    ("« Il y a 12 morts », a déclaré Pascal Roy sur BFMTV.", {"12": "Pascal Roy"}),
    ("Douze personnes ont péri près d'un centre de la police, a rapporté un policier.", {"12": "policier"}),
    ("De sources hospitalières, on indiquait que 19 corps étaient à la morgue.", {"19": "sources hospitalières"}),
    ("De source policière, on parle de 12 morts.", {"12": "source policière"}),
    (
        "Le défilé a réuni 900 personnes selon la mairie et « plus de 2 000 » selon le comité d'organisation.",
        {"900": "mairie", "more than 2,000": "comité d'organisation"},
    ),
    ("Les garde-côtes n'ont retrouvé que dix corps et ramené 26 survivants.", {"10": None}),
    ("« C'est faux », a répliqué le directeur de l'hôpital, qui parle de neuf décès.", {"9": "directeur de l'hôpital"}),
    (
        "Depuis mars, 130 migrants ont péri, précise l'OIM, dont le décompte repose sur les récits de rescapés.",
        {"130": "OIM"},
    ),
    (
        "L'assaut contre la marche, où défilaient 900 employés selon la CGT, a fait 20 blessés, a dit la mairie.",
        {"900": "CGT", "20": "mairie"},
    ),
    ("Six lycéens se trouvent parmi les 19 morts recensés à l'hôpital, a dit un médecin.", {"19": "médecin"}),
    ("Le bilan est de neuf morts, a corrigé un membre du conseil.", {"9": "membre du conseil"}),
    ("L'incendie a fait trois morts, selon un décompte d'une source policière.", {"3": "source policière"}),
]


@pytest.mark.parametrize(("text", "sources"), SOURCES)
def test_sources_in_other_words(text, sources):
    found = {one.says: one.source for one in candidates("fr", text)}
    assert {says: found.get(says) for says in sources} == sources, text
