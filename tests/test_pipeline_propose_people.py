"""Who is counted: people behind and before measures, ages, sexes, and columns that tell of whom rows count."""

from __future__ import annotations

from proposing import drafts, of, told

from claims.pipeline.proposing.found import NOT_SAID


def test_a_table_of_codes_acts_and_persons(tmp_path):
    header = "VIGENCIA;COD_ESTADO_DEPTO;ESTADO_DEPTO;HECHO;SEXO;PERSONAS"
    rows = (
        "2002;5;Antioquia;Homicidio;Hombre;910",
        "2002;5;Antioquia;Homicidio;Mujer;12",
        "2003;5;Cauca;Despojo;Mujer;9",
    )
    found = of(tmp_path, "\n".join((header, *rows)))
    assert [(one.measure, one.place, one.as_of, one.population, one.says) for one in drafts(found)] == [
        ("Homicidio", "Antioquia", "2002-12-31", "Hombre", "910"),
        ("Homicidio", "Antioquia", "2002-12-31", "Mujer", "12"),
        ("Despojo", "Cauca", "2003-12-31", "Mujer", "9"),
    ]


def test_a_part_of_the_killed_is_of_whom_it_counts_and_their_total_of_all(tmp_path):
    rows = "<tr><td>IHRNGO<td>mindestens 537<td>68<tr><td>Regierung<td>über 200<td>k.&nbsp;A."
    head = "<tr><th rowspan=2>Organisation<th colspan=2>Getötete<tr><th>insgesamt<th>davon Kinder"
    found = of(tmp_path, f"<meta charset=utf-8><table>{head}{rows}</table>", name="file.html")
    assert [(one.source, one.population, one.says) for one in drafts(found)] == [
        ("IHRNGO", "kinder", "68"),
        ("IHRNGO", "all", "mindestens 537"),
        ("Regierung", "all", "über 200"),
    ]


def test_people_behind_a_measure_without_a_sign(tmp_path):
    found = of(tmp_path, "Область;Загинуло цивільних;Поранено\nДонецька;3120;4521\n")
    assert [(one.measure, one.population, one.says) for one in drafts(found)] == [
        ("killed", "цивільних", "3120"),
        ("injured", "all", "4521"),
    ]


def test_codes_of_sexes_that_tell_rows_apart_say_of_whom(tmp_path):
    found = of(tmp_path, "dep;sexe;jour;morts\n75;0;2020-03-18;15\n75;1;2020-03-18;9\n75;2;2020-03-18;6\n")
    assert any("“sexe” tells them apart; say what it is: --map 'sexe=population'" in one for one in found.unsure)


def test_letters_of_both_sexes_are_men_and_women(tmp_path):
    found = of(tmp_path, "Governorate,# killed (M),# killed (F),Total killed\nIdlib,34,12,46\nHama,9,4,13\n")
    said = {(one.population, one.says) for one in drafts(found) if one.place == "Idlib"}
    assert said == {("men", "34"), ("women", "12"), ("all", "46")}


def test_ages_behind_a_measure_are_populations(tmp_path):
    found = of(tmp_path, "region,deaths_0_14,deaths_15_84,deaths_85_plus,deaths\nA,1,20,30,51\n")
    assert sorted((one.measure, one.population, one.says) for one in drafts(found)) == [
        ("deaths", "0_14", "1"),
        ("deaths", "15_84", "20"),
        ("deaths", "85_plus", "30"),
        ("deaths", "all", "51"),
    ]


def test_spans_that_may_be_years_are_no_ages(tmp_path):
    found = of(tmp_path, "region,deaths_85_99,deaths_00_15,deaths\nA,1,20,21\n")
    assert not [one for one in drafts(found) if one.population != "all"]


def test_things_that_are_affected_are_no_people(tmp_path):
    found = of(tmp_path, "Estado;Mortes;Municípios afetados\nRio;918;7\nMinas;17;120\n")
    assert [(one.measure, one.says) for one in drafts(found)] == [("killed", "918"), ("killed", "17")]
    assert "Municípios afetados" in found.unread


def test_people_are_called_as_a_header_writes_them(tmp_path):
    found = of(tmp_path, "Область;Загинуло дітей;Поранено дітей\nДонецька;493;539\nХарківська;131;344\n")
    assert {one.population for one in drafts(found)} == {"дітей"}


def test_others_of_several_who_are_counted_are_counted_too(tmp_path):
    header = "total_fatalities,civilian_fatalities,other_armed_grp_fatalities"
    found = of(tmp_path, f"district,{header}\nKhammam,3,1,2\nGuntur,4,4,0\n")
    assert [one.population for one in drafts(found)][:3] == ["civilian", "other armed grp", "all"]


def test_ages_and_sexes_say_together_who_is_counted(tmp_path):
    text = (
        "fecha,rango_edad,sexo,fallecidos\n"
        "2020-03-23,0-9,ambos,7\n2020-03-23,10-19,ambos,1\n2020-03-23,Total,ambos,8\n"
        "2020-03-23,0-9,mujeres,3\n2020-03-23,10-19,mujeres,1\n2020-03-23,Total,mujeres,4\n"
    )
    found = of(tmp_path, text)
    assert [(one.population, one.says) for one in drafts(found)] == [
        ("0-9", "7"),
        ("10-19", "1"),
        ("all", "8"),
        ("mujeres, 0-9", "3"),
        ("mujeres, 10-19", "1"),
        ("mujeres", "4"),
    ]
    assert "together with “rango_edad”" in told(found, "“sexo”")


def test_where_people_come_from_says_of_whom_rows_count(tmp_path):
    rows = "2010,Iraq,Albania,5,1\n2010,China,Albania,6,2\n2010,Iraq,Angola,5,3\n2010,China,Angola,9,4\n"
    found = of(tmp_path, f"year,origin,asylum_country,displaced,returned\n{rows}")
    assert "--map 'origin=population'" in " ".join(found.unsure) or found.mapping.columns["population"] == "origin"
    assert found.mapping.constants["source"] == NOT_SAID


def test_those_of_whom_a_header_speaks_are_of_the_column_before_it(tmp_path):
    found = of(tmp_path, "Quelle,Stand,Tote,davon Kinder,Verletzte\nAmt,2024-10-07,870,165,66\nUN,2024-04-30,622,77,\n")
    assert {(one.measure, one.population, one.says) for one in drafts(found)} == {
        ("killed", "kinder", "165"),
        ("killed", "kinder", "77"),
        ("Tote", "all", "870"),
        ("Tote", "all", "622"),
        ("Verletzte", "all", "66"),
    }
    assert told(found, "“davon Kinder” (kinder)")
