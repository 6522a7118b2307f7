"""The rules in French and Spanish news: what "or" joins, what is said anew, parts of a whole, places that count."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document


def candidates(language: str, text: str) -> list:
    return list(Rules().propose(Document(id="d", text=text, language=language), Known()))


FIGURES = [
    ("fr", "Quelque 900 habitants ont été tués, blessés ou enlevés cette année.", []),
    ("fr", "Une centaine de personnes ont été arrêtées ou déplacées.", []),
    ("es", "Más de 300 personas fueron asesinadas, heridas o secuestradas este año.", []),
    ("en", "Some 300 people were killed, wounded or abducted this year.", []),
    ("fr", "Cent personnes ont été tuées ou massacrées.", [("killed", "100")]),
    ("fr", "Douze personnes ont été tuées, ou 15 selon la police.", [("killed", "12"), ("killed", "15")]),
    ("es", "El alcalde lamentó las muertes, pero dijo que unas 4.000 personas quisieron entrar en la base.", []),
    ("es", "El ministro dijo el lunes que murieron 14 personas.", [("killed", "14")]),
    (
        "es",
        "De los 80 decesos, 21 son policías y 12 son niños.",
        [("killed", "80"), ("killed", "21"), ("killed", "12")],
    ),
    ("fr", "Sur les 80 décès, 21 étaient des policiers.", [("killed", "80"), ("killed", "21")]),
    (
        "es",
        "Los pueblos con más muertos son Sot, con 45 víctimas; Altea, con 25, y Vera, con 9.",
        [("killed", "45"), ("killed", "25"), ("killed", "9")],
    ),
    ("es", "Doce jóvenes, que marchaban por el centro de la capital, perdieron la vida.", [("killed", "12")]),
    ("fr", "La prison, conçue pour accueillir 1 500 détenus, en abrite 9 000.", []),
    ("fr", "L'attaque a permis la fuite de 400 détenus.", []),
    ("fr", "Un millier de soldats ont capitulé, et les civils ont fui la ville.", []),
    ("fr", "Le nombre de meurtres dans la région a grimpé à plus de 1 600.", [("killed", "more than 1,600")]),
    (
        "fr",
        "Le bilan est lourd : 2 000 personnes ont été contraintes d'abandonner leurs maisons.",
        [("displaced", "2,000")],
    ),
    ("es", "La cifra de presos asesinados desde enero se elevaba a 120.", [("killed", "120")]),
    ("es", "La cifra de personas desaparecidas bajó a 14.", [("missing", "14")]),
    ("es", "La cárcel alberga a 900 presos.", []),
    ("es", "No se ha logrado identificar a 12 cadáveres.", []),
    ("es", "Las aguas anegaron medio centenar de poblaciones.", [("cities-affected", "about 50")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), FIGURES, ids=[text for _, text, _ in FIGURES])
def test_figures_of_sentences(language: str, text: str, expected: list[tuple[str, str]]):
    assert [(one.measure, one.says) for one in candidates(language, text)] == expected


SOURCES = [
    ("fr", "Selon la Division de la santé du Nord, Goma a enregistré 73 morts.", ["Division de la santé du Nord"]),
    ("es", "Cali registró 12 muertos el lunes.", [None]),
    ("fr", "L'ADCV a enregistré 12 morts.", ["ADCV"]),
    ("fr", "Cent personnes sont mortes, s'est inquiétée mercredi l'ONU.", ["ONU"]),
    ("fr", "La marine a annoncé avoir trouvé au large de Dakar 30 corps.", ["marine"]),
    ("es", "Hay 212 muertos, según el último informe emitido por el Tribunal Superior.", ["Tribunal Superior"]),
    (
        "es",
        "El Gobierno cifra en 195 los muertos, mientras que la Cruz Roja contabiliza 448, y el Observatorio, 302.",
        ["Gobierno", "Cruz Roja", "Observatorio"],
    ),
]


@pytest.mark.parametrize(("language", "text", "sources"), SOURCES, ids=[text for _, text, _ in SOURCES])
def test_the_source_is_the_one_that_the_text_names(language: str, text: str, sources: list[str | None]):
    assert [one.source for one in candidates(language, text)] == sources
