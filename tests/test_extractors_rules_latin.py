"""Figures of French and Spanish news: quotation marks inside hedges, one of a pair, places, other years, links."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document


def candidates(language: str, text: str) -> list:
    return list(Rules().propose(Document(id="d", text=text, language=language), Known()))


FIGURES = [
    ("fr", "La crue a touché entre « 3.000 et 4.000 » personnes.", [("affected", "between 3,000 and 4,000")]),
    ("fr", "La tempête a fait au moins « 17 morts ».", [("killed", "at least 17")]),
    ("es", "La tormenta dejó al menos «17 muertos».", [("killed", "at least 17")]),
    ("fr", "L'effondrement a causé la mort d'un ouvrier.", [("killed", "1")]),
    ("fr", "Le tireur a tué une piétonne et blessé deux agents.", [("killed", "1"), ("injured", "2")]),
    ("fr", "Un sac piégé a tué un gardien et en a blessé deux autres.", [("killed", "1"), ("injured", "2")]),
    ("fr", "Il a frappé un gardien et volé deux voitures.", []),
    ("fr", "La mort d'un enfant a ému la région.", []),
    ("es", "El derrumbe le costó la vida a un obrero.", [("killed", "1")]),
    ("es", "Un francotirador mató a un guardia e hirió a otros dos.", [("killed", "1"), ("injured", "2")]),
    ("es", "La muerte de un niño conmovió a la región.", []),
    (
        "fr",
        "On dénombre 52 exécutions au Yémen, 17 aux États-Unis, 9 en Syrie.",
        [("executed", "52"), ("executed", "17"), ("executed", "9")],
    ),
    ("fr", "L'île a compté 41 noyades (36 en 2019).", [("killed", "41"), ("killed", "36")]),
    ("fr", "L'île a compté 41 noyades (36 ans en moyenne).", [("killed", "41")]),
    ("fr", "Trois hommes et cinq femmes figurent parmi les personnes décédées.", [("killed", "3"), ("killed", "5")]),
    ("fr", "Le nombre de détenus est tombé sous la barre des 900.", [("arrested", "fewer than 900")]),
    ("fr", "Les personnes décédées et disparues, 14 au total, étaient en mer.", []),
    ("es", "A 23 se elevó el número de heridos y a 4 el de muertos.", [("injured", "23"), ("killed", "4")]),
    ("es", "Las personas desplazadas ascienden a unas 700.", [("displaced", "about 700")]),
    ("es", "De las 80 personas heridas, 55 fueron agentes de policía.", [("injured", "80"), ("injured", "55")]),
    ("es", "Una vecina sigue desaparecida, mientras una veintena de voluntarios la busca.", [("missing", "1")]),
    ("es", "Unos 300 vecinos han sufrido pérdidas materiales.", []),
    ("fr", "Le préfet a dit que 1987 personnes avaient été évacuées.", [("evacuated", "1,987")]),
    ("fr", "En 1987, 40 personnes avaient été évacuées.", [("evacuated", "40")]),
    ("fr", "Il y avait 300 manifestants à Brest, 900 à Rennes.", [("participants", "300"), ("participants", "900")]),
    ("fr", "Le cyclone a ravagé une île qui compte une population de 42 000 habitants.", []),
    ("fr", "Six détenus sont morts cet hiver (4 au cours du trimestre précédent).", [("killed", "6"), ("killed", "4")]),
    ("fr", "Onze lycéens ont été placés sous mandat de dépôt.", [("arrested", "11")]),
    ("fr", "Quelque 700 personnes sont restées mobilisées.", [("participants", "about 700")]),
    ("fr", "Quelque 700 techniciens seront mobilisés.", []),
    ("es", "Marín es una de 46 maestras que fueron asesinadas ese año.", [("killed", "46")]),
    ("en", "She was one of 46 teachers who were killed that year.", [("killed", "46")]),
    ("es", "En el pozo hallaron restos de 31 personas.", [("killed", "31")]),
    ("es", "El costo económico del sismo ascendió a US$ 90 millones.", [("damage-cost", "90,000,000")]),
    (
        "fr",
        "Selon un bilan provisoire, 60 personnes ont été blessées, dont 8 grièvement.",
        [("injured", "60"), ("injured", "8")],
    ),
    ("fr", "L'assaut a fait dix soldats tués et trois faits prisonniers.", [("killed", "10"), ("arrested", "3")]),
    (
        "fr",
        "Une lycéenne tuée et une vingtaine de blessés sont à déplorer.",
        [("killed", "1"), ("injured", "about 20")],
    ),
    ("fr", "Un autocar a tué un piéton vers 2 heures 50 du matin.", []),
    ("fr", "Les pendaisons au Sahel ont grimpé à 52 cet été.", [("executed", "52")]),
    ("fr", "Au moins 30 détenus risquent encore d'être exécutés.", []),
    ("es", "Hay 47 viviendas destruidas y 900 afectadas.", [("homes-destroyed", "47")]),
    ("es", "Son 300 las viviendas afectadas y 12 casas destruidas.", [("homes-destroyed", "12")]),
    ("es", "Hay 800 familias afectadas, 90 damnificadas.", []),
    ("es", "Las riadas afectan a 19 municipios.", [("cities-affected", "19")]),
    ("es", "Zarparon con 48 personas a bordo y 15 murieron de sed.", [("killed", "15")]),
    ("es", "El alcalde cree que los detenidos son inocentes, la ONG habla de 400 víctimas de robos.", []),
    ("es", "Esto supone una disminución de nueve arrestos.", []),
    ("fr", "L'armée a annoncé que 25 projectiles avaient été abattus.", []),
    ("fr", "Quelque 300 habitants ont été relocalisés.", [("evacuated", "about 300")]),
    ("fr", "Seize hommes étaient portés disparus ou avaient été retrouvés morts.", []),
    ("fr", "Les 30 organisateurs de la traversée ont été arrêtés.", [("arrested", "30")]),
    ("fr", "Deux suspects sont recherchés par la police.", []),
    ("fr", "Les 90 fidèles du chef, accusé par Rome d'avoir ourdi un putsch, ont été arrêtés.", [("arrested", "90")]),
    ("fr", "L'armée a arrêté 52 rebelles et en recherchait encore 17 autres.", [("arrested", "52")]),
    ("fr", "Le rapport montre le meurtre présumé d'au moins 16 pêcheurs.", [("killed", "at least 16")]),
    (
        "fr",
        "Un quinquagénaire est mort et deux autres personnes ont été blessées.",
        [("killed", "1"), ("injured", "2")],
    ),
    ("fr", "L'étude repose sur des entretiens menés avec 37 personnes qui ont fui la ville.", []),
    ("es", "La junta había matado o hecho desaparecer a unas 600 personas.", []),
    (
        "fr",
        "Cinq élèves ont été tués, tandis que 40 passants, dont 6 agents, ont été blessés.",
        [("killed", "5"), ("injured", "40"), ("injured", "6")],
    ),
    ("fr", "On compte 31 blessés, mais le maire craint des dizaines de victimes.", [("injured", "31")]),
    ("fr", "La ligue a recensé neuf cas de disparition forcée.", [("missing", "9")]),
    ("es", "El alcalde trasladó a 47 vecinos a lugares seguros.", [("evacuated", "47")]),
    ("es", "Unos 40 vecinos fueron trasladados a zonas seguras.", [("evacuated", "about 40")]),
    ("es", "Hubo 12 casos de detención arbitraria.", [("arrested", "12")]),
    (
        "es",
        "Hubo ejecuciones y el ataque dejó a su paso miles de personas en desplazamiento forzado.",
        [("displaced", "thousands")],
    ),
    ("fr", "La ligue a recensé neuf autres enfants tués.", [("killed", "9")]),
    ("fr", "Plus de 450 marcheurs ont été interpelés.", [("arrested", "more than 450")]),
    ("es", "Doce agentes resultaran heridos y nueve fueran secuestrados.", [("injured", "12"), ("abducted", "9")]),
    ("es", "El observatorio detectó 139 femicidios.", [("killed", "139")]),
    (
        "es",
        "El informe registra 206 detenciones: la Defensoría reportó 140 y la Fiscalía 142.",
        [("arrested", "206"), ("arrested", "140"), ("arrested", "142")],
    ),
]


@pytest.mark.parametrize(("language", "text", "wanted"), FIGURES, ids=[text[:40] for _, text, _ in FIGURES])
def test_what_is_counted(language, text, wanted):
    found = [(one.measure, one.says) for one in candidates(language, text)]
    assert found == wanted, f"{text!r} gives {found}"


def test_one_more_is_an_increase():
    for language, text in (("fr", "On signale un nouveau décès."), ("es", "Se informa de un nuevo fallecido.")):
        (one,) = candidates(language, text)
        assert (one.measure, one.says, [str(flag) for flag in one.flags]) == ("killed", "1", ["increase"]), text


def test_what_another_source_counts_is_not_earlier():
    last = candidates("fr", "On compte 90 marcheurs, selon la police, contre 200 marcheurs selon la CGT.")[-1]
    assert (last.says, list(last.flags)) == ("200", [])


SOURCES = [
    (
        "fr",
        "Le docteur Adou, un cadre de l'hôpital, où tout a sauté, a déclaré que 12 élèves sont morts.",
        "docteur Adou",
    ),
    ("fr", "Le président Adou a condamné ce drame et a annoncé que 19 élèves sont morts.", "président Adou"),
    ("es", "El informe registra 206 detenciones: la Defensoría reportó 140 y la Fiscalía 142.", "Fiscalía"),
    ("fr", "Les rebelles sont accusés par l'ONU d'avoir tué 12 personnes.", "ONU"),
    ("es", "Los rebeldes son acusados por la ONU de haber matado a 12 personas.", "ONU"),
    ("fr", "Les 90 fidèles du chef, accusé par Rome d'un putsch, ont été arrêtés, selon la police.", "police"),
    ("es", "El Ministerio de Salud tiene constancia de 640 muertos.", "Ministerio de Salud"),
    ("fr", "Le bilan du gouvernement sahélien s'élève à 70 morts.", "gouvernement sahélien"),
    ("fr", "Le bilan du séisme s'élève à 70 morts.", None),
    ("fr", "On déplore 12 blessés, et les autorités ont parlé de 70 morts, selon Reuters.", "autorités"),
    ("es", "Las autoridades han contado por lo menos 70 muertos.", "autoridades"),
    ("fr", "Le Front a revendiqué un raid qui a fait 18 morts, selon une ONG locale.", "ONG locale"),
    ("fr", "Il y a 18 morts, selon le capitaine Adou, qui précise que six soldats ont disparu.", "capitaine Adou"),
    ("es", "«Son 40 los detenidos», declaró Quiroga ante simpatizantes que lo aclamaban.", "Quiroga"),
    ("es", "Así lo dijo el alcalde, Luis Quiroga, quien detalló que 40 personas murieron.", "Luis Quiroga"),
    ("es", "Murieron 40 personas, precisó Quiroga en entrevista con la cadena de televisión local.", "Quiroga"),
    ("es", "Bolivia reporta 40 muertos, informó el viceministro Quiroga.", "viceministro Quiroga"),
    ("fr", "D'après un nouveau décompte de la préfecture, 12 personnes sont mortes.", "préfecture"),
    ("es", "Murieron 12 presos, informó Quiroga en conferencia de prensa.", "Quiroga"),
    ("es", "Hay 12 muertos, según los datos que ha facilitado la alcaldesa.", "alcaldesa"),
    ("es", "El Comité de Crisis (CDC), confirmó la muerte de doce presos.", "Comité de Crisis"),
    ("fr", "Awa Diop, la préfète, avait dit à la radio d'Etat que 12 élèves avaient péri.", "Awa Diop"),
    ("fr", "Il y a « 12 corps sans vie », a indiqué dans un communiqué, la préfète Awa Diop.", "préfète Awa Diop"),
    ("fr", "La police confirme. « Ici, nous avons compté 12 morts, précise la préfète Diop. »", "préfète Diop"),
    ("fr", "On compte 90 marcheurs, selon la police, contre 200 marcheurs selon la CGT.", "CGT"),
    (
        "es",
        "Según el Registro Nacional de Personas Desaparecidas, faltan 90 personas desaparecidas.",
        "Registro Nacional de Personas Desaparecidas",
    ),
    ("fr", "L'ONG Tamarin est parvenue de son côté à documenter 64 décès.", "ONG Tamarin"),
]


@pytest.mark.parametrize(("language", "text", "wanted"), SOURCES, ids=[text[:40] for _, text, _ in SOURCES])
def test_who_says_it(language, text, wanted):
    source = candidates(language, text)[-1].source
    assert source == wanted, f"{text!r} is said by {source}"
