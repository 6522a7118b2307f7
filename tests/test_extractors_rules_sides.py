"""The rules where each side gives its own figure, and where figures add up to the one before them."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document


def candidates(language: str, text: str) -> list:
    return list(Rules().propose(Document(id="d", text=text, language=language), Known()))


SIDES = [
    (
        "fr",
        "Les manifestants, 4 000 selon la police et 9 000 selon les syndicats, ont défilé.",
        [("participants", "4,000", "police"), ("participants", "9,000", "syndicats")],
    ),
    (
        "fr",
        "Entre 4 000 (police) et 9 000 (CGT) personnes ont manifesté à Lille.",
        [("participants", "4,000", "police"), ("participants", "9,000", "CGT")],
    ),
    (
        "fr",
        "Entre 4 000 manifestants (police) et 9 000 (CGT) ont défilé à Lille.",
        [("participants", "4,000", "police"), ("participants", "9,000", "CGT")],
    ),
    (
        "fr",
        "Plusieurs milliers de manifestants (4 000 selon la préfecture, 9 000 selon la CGT) ont marché.",
        [("participants", "4,000", "préfecture"), ("participants", "9,000", "CGT")],
    ),
    (
        "es",
        "Los manifestantes, 4.000 según la policía y 9.000 según los sindicatos, marcharon en calma.",
        [("participants", "4,000", "policía"), ("participants", "9,000", "sindicatos")],
    ),
    (
        "fr",
        "Le syndicat revendique 12 000 participants, quatre fois plus que la préfecture (3 200).",
        [("participants", "12,000", "syndicat"), ("participants", "3,200", "préfecture")],
    ),
    (
        "fr",
        "On comptait 6.000 manifestants selon la police à Lille (18.000 selon la CGT), 2.000 à Metz (7.000).",
        [
            ("participants", "6,000", "police"),
            ("participants", "18,000", "CGT"),
            ("participants", "2,000", None),
            ("participants", "7,000", None),
        ],
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), SIDES, ids=[text for _, text, _ in SIDES])
def test_each_side_has_its_own_figure(language: str, text: str, expected: list[tuple[str, str, str | None]]):
    found = candidates(language, text)
    assert [(one.measure, one.says) for one in found] == [(measure, says) for measure, says, _ in expected]
    named = [one.source for one, (_, _, source) in zip(found, expected, strict=True) if source is not None]
    assert named == [source for _, _, source in expected if source is not None]


def test_another_sources_figure_is_no_earlier_one():
    text = "Le cortège a réuni 9 000 personnes selon la CGT, contre 4 000 selon la police."
    assert [(one.says, one.source, one.flags) for one in candidates("fr", text)] == [
        ("9,000", "CGT", ()),
        ("4,000", "police", ()),
    ]


SUMS = [
    (
        "es",
        "Hubo 90 personas detenidas, de las cuales 50 fueron hombres, 30 mujeres y 10 menores de edad.",
        [("arrested", "90"), ("arrested", "50"), ("arrested", "30"), ("arrested", "10")],
    ),
    (
        "fr",
        "Au total, 64 décès ont été notifiés, dont 42 intra-hospitaliers et 22 communautaires.",
        [("killed", "64"), ("killed", "42"), ("killed", "22")],
    ),
    (
        "fr",
        "Les secours ont trouvé 10 corps : deux ressortissants libyens et huit Pakistanais.",
        [("killed", "10"), ("killed", "2"), ("killed", "8")],
    ),
    ("fr", "Le typhon a fait 10 morts et le pays a fermé 4 ports, 3 gares et 3 aéroports.", [("killed", "10")]),
    ("fr", "Douze personnes sont mortes ; 5 voitures et 7 motos ont été saisies.", [("killed", "12")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), SUMS, ids=[text for _, text, _ in SUMS])
def test_parts_that_add_up_to_the_whole_count_the_same(language: str, text: str, expected: list[tuple[str, str]]):
    assert [(one.measure, one.says) for one in candidates(language, text)] == expected


ROWS = [
    (
        "fr",
        "Plus de la moitié des morts ont été recensés à Al-Beida (1.200) et à Derna (450), selon le ministère.",
        [("killed", "1,200"), ("killed", "450")],
    ),
    (
        "fr",
        "Le bilan le plus lourd vient de la province d'Oran (54 décès), la province de Tiaret (13), de Blida (8).",
        [("killed", "54"), ("killed", "13"), ("killed", "8")],
    ),
    ("fr", "L'attaque a coûté la vie à Jean Petit (34), Paul Noir (25) et Marie Roux (41).", []),
    ("fr", "Les attentats de Madrid (2004) et de Londres (2005) ont fait des morts.", []),
    (
        "es",
        "De los 90 fallecidos, 65 fueron encontrados dentro de viviendas y 25 en garajes.",
        [("killed", "90"), ("killed", "65"), ("killed", "25")],
    ),
    ("fr", "Un soldat a été tué et trois autres blessés.", [("killed", "1"), ("injured", "3")]),
    ("fr", "Un policier et deux passants ont été tués.", [("killed", "1"), ("killed", "2")]),
    ("fr", "La mort d'un manifestant et de deux policiers est confirmée.", [("killed", "1"), ("killed", "2")]),
    ("fr", "Un homme armé a attaqué un bar et deux passants ont été tués.", [("killed", "2")]),
    ("fr", "Un homme a ouvert le feu et tué deux personnes, dont un enfant.", [("killed", "2")]),
    ("es", "Murieron un niño y dos mujeres.", [("killed", "1"), ("killed", "2")]),
    (
        "es",
        "El número de viviendas destruidas pasó de 117 a 185.",
        [("homes-destroyed", "117"), ("homes-destroyed", "185")],
    ),
    ("fr", "Le nombre de maisons détruites s'élève à 185.", [("homes-destroyed", "185")]),
    ("es", "En total, 89 viviendas fueron destruidas y otras 192 afectadas.", [("homes-destroyed", "89")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), ROWS, ids=[text for _, text, _ in ROWS])
def test_what_stands_in_a_row_counts_alike(language: str, text: str, expected: list[tuple[str, str]]):
    assert [(one.measure, one.says) for one in candidates(language, text)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "La police compte 3 000 manifestants tandis que le syndicat a recensé 28 000 personnes.",
            [("3,000", "police"), ("28,000", "syndicat")],
        ),
        (
            "es",
            "El gobierno habla de 12 muertos mientras que la oposición habla de 45.",
            [("12", "gobierno"), ("45", "oposición")],
        ),
        (
            "fr",
            "La marche a réuni 5 000 personnes selon la police. La CGT, elle, en a compté 31 000.",
            [("5,000", "police"), ("31,000", "CGT")],
        ),
        (
            "fr",
            "Plus d'une douzaine d'autres décès ont porté le nombre de morts à 20.014, selon l'OIM.",
            [("more than 12", "OIM"), ("20,014", "OIM")],
        ),
    ],
)
def test_who_gives_a_figure_in_a_clause_of_its_own(language: str, text: str, expected: list[tuple[str, str]]):
    assert [(one.says, one.source) for one in candidates(language, text)] == expected
