"""Columns that hold an earlier and a later figure of one thing."""

import pytest

from claims.mapping import from_flags
from claims.model import Draft
from claims.pipeline.propose import propose


def of(tmp_path, text, *, columns=(), said=()):
    file = tmp_path / "file.csv"
    file.write_text(text, encoding="utf-8")
    return propose(str(file), said=from_flags(list(columns), ["event=e", *said]))


TOLLS = "Source;{};{};Updated on\nNUG;100;168;2023-04-28\nUNICEF;11;13;2022-09-20\nAAPP;60;;2021-04-10\n"
PAIRS = [
    ("Old figure", "Updated figure"),
    ("Dead", "Dead (revised)"),
    ("Deaths", "Final deaths"),
    ("Killed (first report)", "Killed (corrected)"),
    ("Chiffre ancien", "Nouveau chiffre"),
    ("Загиблі (старе)", "Загиблі (уточнено)"),
]


@pytest.mark.parametrize("pair", PAIRS)
def test_of_an_earlier_and_a_later_figure_it_is_asked_which_is_read(tmp_path, pair):
    (question,) = of(tmp_path, TOLLS.format(*pair)).waits
    assert question.startswith(f"“{pair[0]}” is by its name an earlier figure of what “{pair[1]}” counts")
    assert f"--map '{pair[1]}=' " in question
    assert "--map 'Updated on=' the earlier" in question


def test_the_flags_that_answer_read_one_of_both(tmp_path):
    text = TOLLS.format("Old figure", "Updated figure")
    later = of(tmp_path, text, columns=["Old figure=", "Updated figure=says"], said=["measure=killed"])
    assert (later.waits, [one.says for one in later.first if isinstance(one, Draft)]) == ((), ["168", "13"])
    earlier = of(tmp_path, text, columns=["Updated figure=", "Updated on="], said=["measure=killed"])
    assert (earlier.waits, [(one.says, one.as_of) for one in earlier.first]) == (
        (),
        [("100", None), ("11", None), ("60", None)],
    )
    names = ["names.measure.Old figure=as first told", "names.measure.Updated figure=as corrected"]
    assert of(tmp_path, text, said=names).waits == ()


def test_a_corrected_figure_is_read_as_the_measure_that_it_corrects(tmp_path):
    text = "Place,Dead,Injured,Injured (revised)\nHoms,5,3,4\n"
    assert "--map 'Injured=' --set 'names.measure.Injured (revised)=Injured' reads" in of(tmp_path, text).waits[0]
    later = of(tmp_path, text, columns=["Injured="], said=["names.measure.Injured (revised)=Injured"])
    assert (later.waits, [one.says for one in later.first if isinstance(one, Draft)]) == ((), ["5", "4"])


@pytest.mark.parametrize(
    "pair", [("Reported deaths", "New deaths"), ("Old town", "New cases"), ("Deaths", "New deaths")]
)
def test_other_columns_are_no_two_versions(tmp_path, pair):
    assert not [one for one in of(tmp_path, TOLLS.format(*pair)).waits if "an earlier figure" in one]


def test_a_column_that_a_person_reads_is_not_told_as_left_out(tmp_path):
    text = "Source,Stated in,Cifra\nONU,2002,ciento diecinueve\nCNMH,2010,setenta y nueve\n"
    found = of(tmp_path, text, columns=["Cifra=says"], said=["measure=killed"])
    told = [*found.asked, *found.left_out]
    assert not [one for one in told if "holds no numbers" in one or one.startswith("no column holds numbers")]


@pytest.mark.parametrize(("said", "is_asked"), [((), True), (("dates=dmy",), False)])
def test_the_order_of_days_is_asked_only_where_nobody_said_it(tmp_path, said, is_asked):
    found = of(tmp_path, "Source,Killed,Date\nONU,12,2/5/2002\nCNMH,14,3/5/2002\n", said=said)
    assert any(one.startswith("nothing proves the order of its dates") for one in found.asked) is is_asked


LISTS = 'Source,Reported killed (of reports)\n"SES,OHCHR","52,59"\nMVA,7\n"MVS,NYT","16,15"\n'


def test_decimals_of_people_wait_for_somebody_to_say_that_they_are_a_rate(tmp_path):
    (question,) = of(tmp_path, LISTS).waits
    assert question.startswith("decimals in “Reported killed (of reports)” count no people")
    said = {"columns": ["Reported killed (of reports)=says"], "said": ["measure=killed of 100"]}
    assert of(tmp_path, LISTS, **said).waits == ()


def test_headers_that_are_said_to_be_places_are_no_two_versions(tmp_path):
    text = "date,Old Delhi,New Delhi\n2020-01-02,3,4\n2020-01-03,5,6\n"
    said = ["source=s", "measure=killed", "wide.header=place"]
    assert not of(tmp_path, text, said=said).waits, "a question that no flag for places answers"


def test_the_day_of_a_correction_in_eight_digits_is_no_figure(tmp_path):
    found = of(tmp_path, "Place,Deaths,Deaths updated\nHoms,5,20200301\nHama,4,20200302\n")
    assert not [one for one in found.waits if "an earlier figure" in one]
