"""The rules on the manner of agencies: who was told, where the figures come from, those who recovered, and attempts."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document


def candidates(language: str, text: str) -> list:
    return list(Rules().propose(Document(id="d", text=text, language=language), Known()))


SOURCES = [
    ("fr", "Neuf personnes sont mortes, selon les estimations des Nations unies.", "Nations unies"),
    ("fr", "Neuf personnes sont mortes, selon le dernier décompte des autorités.", "autorités"),
    (
        "fr",
        "Neuf personnes sont mortes, a déclaré à la presse le gouverneur de la province.",
        "gouverneur de la province",
    ),
    ("fr", "Une source sécuritaire contactée par l'AFP évoque un bilan de 19 morts.", "source sécuritaire"),
    ("fr", "La CGT a recensé près de 30.000 manifestants dans la ville.", "CGT"),
    ("es", "Hay 40 heridos, dijo a la prensa el ministro del Interior.", "ministro del Interior"),
    ("es", "Murieron 217 personas, según el último balance oficial de las autoridades.", "autoridades"),
    ("ar", "سقط 53 قتيلا، طبقا لما أفاد به التلفزيون الرسمي.", "التلفزيون الرسمي"),
    ("ar", "وأفادت وزارة الصحة من جهتها بمقتل 15 شخصا.", "وزارة الصحة"),
    ("fr", "Des hommes armés ont abattu 14 villageois, a indiqué par téléphone un chef local.", "chef local"),
    ("es", "Hombres armados mataron a 14 campesinos, dijo por teléfono un líder local.", "líder local"),
    (
        "fr",
        "Le chef des pompiers, Jean Dupont, a confirmé à l'AFP que 12 personnes étaient mortes.",
        "chef des pompiers, Jean Dupont",
    ),
    ("fr", "La Croix-Rouge porte à 44 le nombre de morts.", "Croix-Rouge"),
    (
        "es",
        "El jefe de los bomberos, Juan Pérez, confirmó a Efe que murieron 12 personas.",
        "jefe de los bomberos, Juan Pérez",
    ),
    ("es", "Fuentes policiales consultadas por Efe señalaron que hubo 12 detenidos.", "Fuentes policiales"),
    ("en", "Human Rights Watch is reporting that at least 302 people have died.", "Human Rights Watch"),
]


@pytest.mark.parametrize(("language", "text", "source"), SOURCES)
def test_the_source_is_who_gave_the_figure(language: str, text: str, source: str) -> None:
    assert [one.source for one in candidates(language, text)] == [source]


BEFORE = [
    ("es", "Han muerto 31 personas en el mar.", "31"),
    ("es", "Habían fallecido al menos doce civiles.", "at least 12"),
    ("fr", "Un attentat dans lequel ont péri 12 personnes.", "12"),
    ("fr", "Une embuscade où sont morts 12 soldats.", "12"),
]


@pytest.mark.parametrize(("language", "text", "says"), BEFORE)
def test_a_verb_in_two_words_stands_before_its_figure_too(language: str, text: str, says: str) -> None:
    assert [(one.measure, one.says) for one in candidates(language, text)] == [("killed", says)]


NONE = [
    ("fr", "Vingt-cinq personnes ont guéri du virus."),
    ("fr", "Le pays compte 9.191 personnes contaminées."),
    ("es", "En la barca viajaban un total de 67 personas."),
    ("en", "All 187 passengers had been accounted for."),
    ("ru", "Группа численностью 34 человека будет координировать работы."),
    ("fr", "La ville de 45.000 habitants, touchée par le chômage, attend un nouveau maire."),
    ("fr", "Il a été arrêté à trois reprises pour excès de vitesse."),
    ("fr", "La réforme concerne 2 millions de retraités."),
    ("ru", "Певец умер в возрасте 84 лет, у него остались трое детей."),
    ("ru", "Более 200 полицейских обеспечивали порядок на площади."),
    ("ru", "Экипаж из 5 человек вышел на связь."),
    ("es", "Fue detenido en tres ocasiones por conducir ebrio."),
    ("es", "La ciudad de 45.000 habitantes, afectada por el paro, espera un nuevo alcalde."),
    ("en", "Lawmakers killed 3 amendments."),
    ("en", "The concert drew 20,000 people."),
    ("ar", "حضر المباراة 20 ألف متفرج."),
    ("fr", "L'organisation estime le nombre de morts et de disparus à 990."),
]


@pytest.mark.parametrize(("language", "text"), NONE)
def test_the_recovered_and_the_aboard_are_no_toll(language: str, text: str) -> None:
    assert [(one.measure, one.says) for one in candidates(language, text)] == []


FLAGS = [
    ("fr", "Le ministère a fait état de plus de 200 morts.", set()),
    ("fr", "Trois soldats de plus ont été tués.", {"increase"}),
    ("fr", "Douze migrants sont morts après avoir tenté de traverser la Manche.", set()),
    ("es", "Han muerto 314 personas en su intento de alcanzar la costa.", set()),
    ("en", "Twelve migrants died as they attempted to cross the strait.", set()),
    ("en", "The group attempted to kill 40 people.", {"hypothetical"}),
]


@pytest.mark.parametrize(("language", "text", "flags"), FLAGS)
def test_more_than_is_no_increase_and_an_attempt_no_supposition(language: str, text: str, flags: set[str]) -> None:
    assert [set(one.flags) for one in candidates(language, text)] == [flags]
