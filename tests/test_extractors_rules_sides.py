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
