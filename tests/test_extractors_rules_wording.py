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
    ("Le bilan monte à 61 morts après le décès de neuf brûlés.", "9", []),
]


@pytest.mark.parametrize(("text", "says", "flags"), FLAGGED)
def test_flags_in_other_words(text, says, flags):
    found = {one.says: sorted(map(str, one.flags)) for one in candidates("fr", text)}
    assert found[says] == flags, text


SOURCES = [
    (
        "La dispersion d'une marche, à laquelle participaient 900 personnes selon la CGT, a fait 20 blessés, a dit le maire.",
        {"900": "CGT", "20": "maire"},
    ),
    ("Six lycéens se trouvent parmi les 19 morts recensés à l'hôpital, a dit un médecin.", {"19": "médecin"}),
    ("Le bilan est de neuf morts, a corrigé un membre du conseil.", {"9": "membre du conseil"}),
    ("L'incendie a fait trois morts, selon un décompte d'une source policière.", {"3": "source policière"}),
]


@pytest.mark.parametrize(("text", "sources"), SOURCES)
def test_sources_in_other_words(text, sources):
    found = {one.says: one.source for one in candidates("fr", text)}
    assert {says: found.get(says) for says in sources} == sources, text
