"""Turns of speech that real reports showed the rules to miss: each in sentences of the project's own."""

from __future__ import annotations

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document
from claims.model_candidate import Candidate


def proposed(text: str, language: str) -> list[Candidate]:
    return list(Rules().propose(Document(id="x", text=text, language=language), Known()))


def sources(text: str, language: str) -> list[str | None]:
    return [one.source for one in proposed(text, language)]


def figures(text: str, language: str) -> list[tuple[str | None, str | None]]:
    return [(one.measure, one.says) for one in proposed(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("fr", "Le maire de Valcour, Anne Martin, a évoqué 31 blessés.", "maire de Valcour, Anne Martin"),
        ("fr", "Vingt morts, selon le préfet de Valcour, Luc J. Roy.", "préfet de Valcour, Luc J. Roy"),
        ("es", "El jefe de la policía, Juan Paz, informó que hay 12 muertos.", "jefe de la policía, Juan Paz"),
        ("en", "The mayor of Norwick, Ruth Hall, said 12 people died.", "mayor of Norwick, Ruth Hall"),
        ("de", "Der Bürgermeister, Karl Amsel, sprach von 12 Toten.", "Bürgermeister, Karl Amsel"),
        (
            "es",
            "La directora de Protección Civil (DPC), Inés Vela, informó que hay 64 muertos.",
            "directora de Protección Civil (DPC), Inés Vela",
        ),
    ],
)
def test_the_name_behind_an_office_belongs_to_the_source(language: str, text: str, source: str) -> None:
    assert sources(text, language) == [source]


def test_what_is_no_name_of_a_person_belongs_to_no_office() -> None:
    assert sources("The mayor, Norwick residents said, counted 12 dead.", "en") != ["mayor, Norwick"]
    assert sources("12 people died, according to the mayor, Red Cross teams and nurses.", "en") == ["mayor"]


def test_a_short_name_in_brackets_parts_no_office_from_its_verb() -> None:
    text = "El coordinador de la Defensa Civil (DC) informó que hay 64 muertos."

    assert sources(text, "es") == ["coordinador de la Defensa Civil"]


def test_who_spoke_goes_on_speaking_in_the_next_quotation() -> None:
    text = '"It was terrible," said Ruth Hall, a nurse at the hospital. "Thirteen people have died since June."'

    assert sources(text, "en") == ["Ruth Hall"]


def test_a_spokesman_in_french_is_no_verb_and_an_agency_that_was_told_is_the_relay() -> None:
    (one,) = proposed("Le porte-parole a déclaré à l'AFP que 12 soldats avaient été tués.", "fr")

    assert (one.source, one.relayed_by) == ("porte-parole", "AFP")


def test_offices_of_two_kinds_joined_by_and_are_named_whole_in_french() -> None:
    assert sources("Selon des sources militaires et civiles, 12 soldats ont été tués.", "fr") == [
        "sources militaires et civiles"
    ]
    text = "Le Bureau de recherche et de sauvetage a précisé que cinq personnes étaient portées disparues."
    assert sources(text, "fr") == ["Bureau de recherche et de sauvetage"]


def test_people_who_were_counted_marching_are_participants_in_french() -> None:
    assert figures("Au plus fort du défilé, 1.200 manifestants ont été dénombrés.", "fr") == [("participants", "1,200")]
    assert figures("Environ 300 personnes se sont mobilisées devant la mairie.", "fr") == [
        ("participants", "about 300")
    ]


def test_an_age_told_by_a_round_number_is_no_count_in_french() -> None:
    assert figures("La mort d'une femme d'une cinquantaine d'années a endeuillé la ville.", "fr") == []
