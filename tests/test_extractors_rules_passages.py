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


@pytest.mark.parametrize(
    ("language", "text", "says"),
    [
        ("fr", "«41 ou 42» personnes sont mortes, dit le procureur.", "between 41 and 42"),
        ("en", "Three or four miners were killed.", "between 3 and 4"),
        ("es", "Murieron tres o cuatro mineros.", "between 3 and 4"),
        ("de", "Drei oder vier Bergleute kamen ums Leben.", "between 3 and 4"),
    ],
)
def test_two_numbers_with_or_between_them_are_one_range(language: str, text: str, says: str) -> None:
    assert figures(text, language) == [("killed", says)]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "Une personne est morte et trois autres ont été blessées.", [("killed", "1"), ("injured", "3")]),
        ("fr", "L'incendie a fait un mort et 12 blessés.", [("killed", "1"), ("injured", "12")]),
        ("es", "El incendio dejó un muerto y 12 heridos.", [("killed", "1"), ("injured", "12")]),
        ("de", "Bei dem Brand gab es einen Toten und 12 Verletzte.", [("killed", "1"), ("injured", "12")]),
        ("fr", "Un mur est tombé sur la route des blessés.", []),
    ],
)
def test_one_is_a_figure_where_the_noun_behind_it_is_counted(
    language: str, text: str, wanted: list[tuple[str, str]]
) -> None:
    assert figures(text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("de", "Im Zug saßen 70 Fahrgäste – zwei davon wurden verletzt.", [("injured", "2")]),
        ("es", "A bordo iban 6 mujeres, dos de las cuales han fallecido.", [("killed", "2")]),
        ("de", "Rund 50 Menschen wurden verletzt, 5 davon schwer.", [("injured", "about 50"), ("injured", "5")]),
        ("es", "Quince personas, tres de ellas mujeres, murieron.", [("killed", "15"), ("killed", "3")]),
    ],
)
def test_what_became_of_a_part_is_not_told_of_the_whole(
    language: str, text: str, wanted: list[tuple[str, str]]
) -> None:
    assert figures(text, language) == wanted


def test_a_part_in_a_place_is_counted_like_its_whole_in_french() -> None:
    text = "Le ministère a recensé 5.600 manifestants, dont 1.800 à Paris."

    assert figures(text, "fr") == [("participants", "5,600"), ("participants", "1,800")]


def test_figures_set_against_each_other_may_stand_before_a_comma() -> None:
    found = proposed("12.000 personnes ont défilé, selon la police, 40.000, selon les syndicats.", "fr")

    assert [(one.says, one.source) for one in found] == [("12,000", "police"), ("40,000", "syndicats")]


def test_they_were_so_many_to_march_tells_participants_in_french() -> None:
    assert figures("Ils étaient 33.700 à manifester samedi, selon la préfecture.", "fr") == [("participants", "33,700")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La ONG registró 222 víctimas de violencia policial."),
        ("fr", "L'ONG a recensé 28 victimes de violences sexuelles."),
        ("en", "The charity cared for 28 victims of sexual violence."),
    ],
)
def test_victims_of_other_harm_are_no_dead(language: str, text: str) -> None:
    assert figures(text, language) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Insgesamt beziffern die Gesundheitsbehörden die Zahl der Toten auf 40.", "Gesundheitsbehörden"),
        ("Zuvor hatte die Opposition von mehr als 1.500 Toten gesprochen.", "Opposition"),
        ("Mittlerweile spricht die Polizei von zwölf bestätigten Toten.", "Polizei"),
    ],
)
def test_an_adverb_that_opens_a_german_sentence_is_no_source(text: str, source: str) -> None:
    assert sources(text, "de") == [source]


def test_people_named_as_missing_stay_missing_beside_survivors_in_spanish() -> None:
    text = "Además de los 14 fallecidos y los 18 supervivientes, había 41 personas desaparecidas."

    assert figures(text, "es") == [("killed", "14"), ("missing", "41")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Zwölf Menschen kamen nach Polizeiangaben ums Leben.", "Polizei"),
        ("Laut Regierungsangaben starben zwölf Menschen.", "Regierung"),
        ("Behördenangaben zufolge gab es zwölf Tote.", "Behörden"),
        ("Bislang sind nach UN-Angaben rund 400 Menschen getötet worden.", "UN"),
        ("Ersten Angaben zufolge starben zwölf Menschen.", None),
    ],
)
def test_a_german_compound_of_statements_names_whose_they_are(text: str, source: str | None) -> None:
    assert sources(text, "de") == [source]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "es",
            "Al menos 43 personas murieron en las islas y 18 en la capital.",
            [("killed", "at least 43"), ("killed", "18")],
        ),
        (
            "es",
            "Hubo 45 muertos en Oriente, 10 en Poniente y tres en Ribera.",
            [("killed", "45"), ("killed", "10"), ("killed", "3")],
        ),
        (
            "fr",
            "12 900 décès ont été recensés dans les villes et 7896 dans les villages.",
            [("killed", "12,900"), ("killed", "7,896")],
        ),
        ("en", "Forty people died in Norwick and 12 in Hale.", [("killed", "40"), ("killed", "12")]),
        ("en", "Forty people died in Norwick and 12 in the city hospital.", [("killed", "40")]),
    ],
)
def test_a_bare_figure_of_another_place_counts_the_same(
    language: str, text: str, wanted: list[tuple[str, str]]
) -> None:
    assert figures(text, language) == wanted


def test_digits_behind_a_scale_word_go_with_it_in_spanish() -> None:
    text = "Un total de 7 mil 703 personas han muerto y 18 mil 967 resultaron heridas."

    assert figures(text, "es") == [("killed", "7,703"), ("injured", "18,967")]


def test_a_thousand_before_digits_is_one_figure_with_them_in_spanish() -> None:
    assert figures("Murieron mil 792 mujeres.", "es") == [("killed", "1,792")]


def test_a_quoted_head_noun_is_still_what_is_counted() -> None:
    assert figures("Samedi, 39.300 « gilets jaunes » ont défilé.", "fr") == [("participants", "39,300")]
    assert figures("El balance es de 22 'mossos' heridos.", "es") == [("injured", "22")]


def test_a_part_that_was_set_free_is_no_arrest() -> None:
    text = "Hay siete jóvenes detenidos, dos de los cuales ya han sido puestos en libertad."

    assert figures(text, "es") == [("arrested", "7")]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("fr", "Cent personnes sont mortes, selon un décompte de l'Agence France-Presse.", "Agence France-Presse"),
        (
            "fr",
            "Les pluies ont fait 40 morts, selon un bilan annoncé mercredi par la Direction des secours au ministère.",
            "Direction des secours au ministère",
        ),
        ("es", "Harvey ha sido registrado como el más fuerte, dejando 50 muertos.", None),
        (
            "es",
            "Hay 116 muertos. Los datos fueron dados a conocer por el presidente Juan Paz.",
            "presidente Juan Paz",
        ),
    ],
)
def test_who_announced_it_stands_behind_by(language: str, text: str, source: str | None) -> None:
    assert sources(text, language) == [source]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("de", "Die Zahl der Toten lag Behörden zufolge bei 65.", "Behörden"),
        ("de", "Die Zahl der Vermissten liegt nach Angaben von Angehörigen bei 75.", "Angehörigen"),
        ("de", "Nach Angaben vom Sonntag starben zwölf Menschen.", None),
        (
            "de",
            "Laut Amnesty International sind zwischen dem 15. und 18. November 304 Menschen gestorben.",
            "Amnesty International",
        ),
        ("de", "Es gab zwölf Tote. Das meldet die Polizei.", "Polizei"),
        ("de", "Zurzeit gibt es 23 Millionen Flüchtlinge.", None),
        ("en", "Police spokesman Ali Khan, said the gunmen killed one officer.", "Police spokesman Ali Khan"),
    ],
)
def test_who_says_it_stands_close_to_the_words_of_saying(language: str, text: str, source: str | None) -> None:
    assert sources(text, language) == [source]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("de", "Mindestens zwei kamen bei dem Unwetter ums Leben.", [("killed", "at least 2")]),
        ("de", "Rund acht Millionen Menschen sind Flüchtlinge.", [("displaced", "about 8,000,000")]),
        ("de", "Die Zahl der Toten überschreitet die Marke von 30.000.", [("killed", "more than 30,000")]),
        ("en", "The bandits killed one man and abducted two teachers.", [("killed", "1"), ("abducted", "2")]),
        (
            "en",
            "Staff said 20 students along with three non-academic employees were kidnapped.",
            [("abducted", "20"), ("abducted", "3")],
        ),
        ("en", "Among those arrested are 90 male and 28 female students.", [("arrested", "90"), ("arrested", "28")]),
    ],
)
def test_figures_that_real_reports_showed_to_be_missed(language: str, text: str, wanted: list[tuple[str, str]]) -> None:
    assert figures(text, language) == wanted


def test_a_source_between_dashes_gives_its_own_figure() -> None:
    found = proposed("Thousands of protesters – the organisers put the figure at 288,000 – gathered.", "en")

    assert ("288,000", "organisers") in [(one.says, one.source) for one in found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Près de 4.000 salariés sont touchés par des plans de licenciement."),
        ("fr", "Le sinistre a mobilisé 120 pompiers pendant six heures."),
        ("es", "El fuego movilizó a 120 bomberos y dos jugadores fueron expulsados."),
        ("es", "Unos 1.500 viajeros quedaron atrapados en la estación."),
        ("es", "Es el peor saldo de muertos desde el gran terremoto de 1985 en la capital."),
        ("de", "Von der Reform sind 45.000 Selbstständige betroffen."),
        ("en", "Out of 12 flood-affected districts, four have reopened schools."),
        ("en", "Hundreds of people thronged the market."),
    ],
)
def test_what_real_reports_showed_to_be_taken_for_a_claim(language: str, text: str) -> None:
    assert figures(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Three abducted students have been shot dead.", [("killed", "3")]),
        ("de", "Unter den Opfern waren auch 13 Kinder.", [("killed", "13")]),
        ("fr", "Le bateau avait repêché 24 corps au large.", [("killed", "24")]),
        ("fr", "Le nombre de migrants ayant trouvé la mort a atteint le chiffre de 2373.", [("killed", "2,373")]),
        ("fr", "Deux personnes souffrent d'un traumatisme crânien.", [("injured", "2")]),
        (
            "es",
            "La ONG registró 37 homicidios, 222 víctimas de violencia policial, 831 detenciones arbitrarias.",
            [("killed", "37"), ("arrested", "831")],
        ),
    ],
)
def test_words_between_a_figure_and_its_measure_do_not_part_them(
    language: str, text: str, wanted: list[tuple[str, str]]
) -> None:
    assert figures(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("D'après le syndicat, ils étaient 35.000 ce mardi.", [("participants", "35,000")]),
        ("Ils étaient douze dans la salle.", []),
        ("La préfecture a avancé le chiffre de 81 000 manifestants.", [("participants", "81,000")]),
        (
            "La journée a réuni 12.000 participants selon la police, 25.000 d'après les syndicats.",
            [("participants", "12,000"), ("participants", "25,000")],
        ),
        ("La police a chiffré à 12.800 le nombre de manifestants, soit légèrement plus.", [("participants", "12,800")]),
        ("Quatre personnes sont mortes et dix autres ont été examinées.", [("killed", "4")]),
        ("Le raid a permis de libérer quatre otages détenus par le groupe.", []),
    ],
)
def test_crowds_as_french_reports_count_them(text: str, wanted: list[tuple[str, str]]) -> None:
    assert figures(text, "fr") == wanted


def test_a_number_word_that_opens_a_sentence_is_no_source() -> None:
    assert sources("Près de 20 personnes ont été tuées, a signalé la Société civile.", "fr") == ["Société civile"]
    assert sources("Nearly 20 people died, the fire service said.", "en") == ["fire service"]
    assert sources("Nearly 20 people died, civil defence said.", "en") == ["civil defence"]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Hundreds (300) of people were killed.", [("killed", "300")]),
        ("en", "More than 20 people were killed on Nov. 5, 2023.", [("killed", "more than 20")]),
        ("en", "There were 13 deaths between June 6 and 7.", [("killed", "13")]),
        ("en", "The mines saw 49 deaths in 2013, according to official figures.", [("killed", "49")]),
        (
            "es",
            "Hay 8 personas fallecidas: 2 civiles y 4 agentes.",
            [("killed", "8"), ("killed", "2"), ("killed", "4")],
        ),
        ("de", "Wenige Hundert Teilnehmer kamen zur Demonstration.", [("participants", "hundreds")]),
    ],
)
def test_days_years_and_brackets_beside_a_figure(language: str, text: str, wanted: list[tuple[str, str]]) -> None:
    assert figures(text, language) == wanted


def test_a_government_that_sets_a_curfew_says_no_figure_in_spanish() -> None:
    text = "El Gobierno estableció un toque de queda tras las protestas, que dejan 40 muertos."

    assert sources(text, "es") == [None]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le maire a pris deux arrêtés."),
        ("fr", "Le groupe annonce une perte de 12 millions d'euros."),
        ("fr", "Le centre accueille 1.400 élèves."),
        ("fr", "Le bilan de la saison est de 12 victoires et 3 nuls."),
        ("fr", "Le chômage a touché 3,4 millions de personnes."),
        ("es", "El centro acoge a 1.400 alumnos."),
        ("de", "Am Marathon nahmen 12.000 Läufer teil."),
        ("en", "The centre hosts 1,400 pupils."),
        ("en", "The season's toll was 12 wins and 5 defeats."),
        ("en", "Her death at 91 was announced on Monday."),
    ],
)
def test_pupils_seasons_runners_and_losses_in_money_are_no_figures_of_a_crisis(language: str, text: str) -> None:
    assert figures(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "Douze morts, contre un précédent bilan de 9.", [None, "earlier"]),
        ("fr", "La manifestation contre la réforme a réuni 5.000 personnes.", [None]),
        ("fr", "Samedi dernier 12.000 personnes ont manifesté.", [None]),
        ("es", "Una protesta frente a la embajada reunió a 300 personas.", [None]),
        ("es", "Antes del ataque murieron 12 personas.", [None]),
        ("en", "Police said yesterday 12 people were killed.", [None]),
        ("en", "Initial reports said 9 people died.", ["earlier"]),
    ],
)
def test_only_a_figure_that_the_text_replaces_is_an_earlier_one(
    language: str, text: str, wanted: list[str | None]
) -> None:
    assert [one.flags[0].value if one.flags else None for one in proposed(text, language)] == wanted


def test_a_measure_named_before_goes_not_on_to_who_is_deployed() -> None:
    text = "Die Polizei schätzte die Zahl der Demonstranten auf etwa 10.000. Sie war mit rund 7.000 Beamten im Einsatz."

    assert figures(text, "de") == [("participants", "about 10,000")]


def test_a_strike_is_no_reason_to_drop_arrests() -> None:
    assert figures("Bei einem Streik wurden 45 Arbeiter festgenommen.", "de") == [("arrested", "45")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Zwölf Menschen starben, sagte ein Sprecher der Polizei der Nachrichtenagentur dpa.", "Sprecher der Polizei"),
        ("Zwölf Menschen starben, sagte Bürgermeister Karl Amsel der dpa.", "Bürgermeister Karl Amsel"),
        ("Zwölf Menschen starben, teilte das Innenministerium der dpa mit.", "Innenministerium"),
        ("Zwölf Menschen starben, sagte der Nachrichtenagentur dpa ein Polizeisprecher.", "Polizeisprecher"),
    ],
)
def test_an_agency_that_writes_itself_small_passes_on_what_it_was_told(text: str, source: str) -> None:
    assert [(one.source, one.relayed_by) for one in proposed(text, "de")] == [(source, "dpa")]


def test_a_day_before_who_was_told_is_no_part_of_who_told_it() -> None:
    text = "Zwölf Menschen starben, sagte ein Sprecher des Ministeriums am Dienstag der Nachrichtenagentur dpa."

    assert sources(text, "de") == ["Sprecher des Ministeriums"]


def test_words_that_hold_one_figure_against_another_are_no_source() -> None:
    text = "La cifra de fallecidos subió a 14, frente a los 9 reportados ayer, dijo el gobernador."

    assert sources(text, "es") == ["gobernador", "gobernador"]


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "Douze personnes infectées par Ebola sont mortes."), ("es", "Doce personas contagiadas murieron.")],
)
def test_who_is_ill_and_dies_is_counted_as_dead(language: str, text: str) -> None:
    assert [measure for measure, _ in figures(text, language)] == ["killed"]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("es", "La policía habló de 300 manifestantes.", [("participants", "300")]),
        ("es", "La policía habló de 300 manifestantes heridos.", [("injured", "300")]),
        ("fr", "La police a parlé de 300 manifestants.", [("participants", "300")]),
        ("fr", "La police a parlé de 300 manifestants blessés.", [("injured", "300")]),
    ],
)
def test_marchers_of_whom_somebody_speaks_are_counted(language: str, text: str, wanted: list[tuple[str, str]]) -> None:
    assert figures(text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("es", "Los cuerpos de 23 migrantes fueron recuperados.", [("killed", "23")]),
        ("es", "Fueron recuperados 23 cuerpos.", [("killed", "23")]),
        ("es", "Se registran 120 fallecidos y 2.000 recuperados.", [("killed", "120")]),
        ("de", "Aus dem Wasser wurden 23 Leichen geborgen.", [("killed", "23")]),
    ],
)
def test_bodies_that_are_recovered_are_dead_and_patients_are_not(
    language: str, text: str, wanted: list[tuple[str, str]]
) -> None:
    assert figures(text, language) == wanted
