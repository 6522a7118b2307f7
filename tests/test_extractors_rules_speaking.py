"""Who speaks in long English sentences: participles, shared subjects, pronouns, relative clauses and who is cited."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document


def candidates(text):
    return list(Rules().propose(Document(id="d", text=text, language="en"), Known()))


SPEAKERS = [
    ("The island radio said on Monday a raid by a US-led alliance had killed 40 herders.", ["island radio"]),
    ("The toll was put at 40 by the harbour police.", ["harbour police"]),
    ("The worst-hit town of Orr has reported 40 deaths.", ["worst-hit town of Orr"]),
    ("State radio, a war monitor and an IS-linked news agency reported that raids killed 40 herders.",
     ["State radio, a war monitor and an IS-linked news agency"]),
    ("Relief group Airwars says the count acknowledged by the alliance is too low, estimating that 40 herders died.",
     ["Relief group Airwars"]),
    ("Orr's coast guard pulled 90 crew out, but said it feared more, and that forty bodies had been found.",
     ["Orr's coast guard"]),
    ("President Ada Buru spoke of ruin in a talk with Radio Orr and estimated that 40 people had died.",
     ["President Ada Buru"]),
    ("The survivors who met divers when they came ashore at Orr (Nimland) spoke of 40 dead.", ["survivors"]),
    ("In districts that were reached, ORRA identified 40 deaths.", ["ORRA"]),
    ("Mayor Ada Buru came to the pit, where she said nine people had died.", ["Mayor Ada Buru"]),
    ("Survivors came ashore at Orr, where they told nurses that nine people had drowned.", ["Survivors"]),
    ("The ministry sent boats to Orr, where it said nine people had drowned.", ["ministry"]),
    ("The mayor was shot on Monday and nine people died, she said.", [None]),
    ("Nine guards were hanged on Friday, as the republic's court added to its toll.", [None]),
    ("Four women were hanged at Orr, the ministry learned.", ["ministry"]),
    ("The gunman, according to the chief of police, killed nine guards and he stated that “40 guards are hurt.”",
     ["chief of police"] * 2),
    ("Nine crew died, the Nimlands’ Harbour Relief and Safety Council said on Friday.",
     ["Nimlands’ Harbour Relief and Safety Council"]),
    ("The Orr Front claimed responsibility in a video, putting the toll at 60.", ["Orr Front"]),
    ("“Forty people have been killed,” said the NGO in a statement.", ["NGO"]),
    ("Over 40 herders ‘killed by this junta,’ says ORRA", ["ORRA"]),
    ("Forty people were held in May, the ministry said of a raid in which nine died.", ["ministry"] * 2),
    ("The herders' union of Orr made it known in a written statement on Monday, saying that forty herders had died.",
     ["herders' union"]),
    ("The watchdog for jailed herders in Nimland reports that 40 people have died.", ["watchdog"]),
    ("The Nimland army is standing by its claim that 40 people died.", ["Nimland army"]),
    ("Nine killed in attack - local monitoring network", ["local monitoring network"]),
    ("In the Guardian, Mayor Ada Buru, said nine people had died.", ["Mayor Ada Buru"]),
    ("The UN said 40 people were killed, police officers carried out nine.", ["UN"] * 2),
    ("“Forty people died. They ran. They fell. They drowned. They sank. It was dark. None came,” said the mayor.",
     ["mayor"]),
    ("The governor of Orr said it was above the count given by the army.\n“It was dark. We heard that two died.",
     ["governor of Orr"]),
    ("Nine died in Orr County, Nimland, the fire chief Ada Buru told NBC News on Monday morning.",
     ["fire chief Ada Buru"]),
    ("Buru said the medical examiner had found that the storm killed 40 people.", ["medical examiner"]),
    ("Forty people were killed in April, per NOAA.", ["NOAA"]),
    ("Forty people were killed per day, per month.", []),
    ("Ada Buru, a nurse of 27, saw it all. “They killed six herders,” she said, still shaking.", ["Ada Buru"]),
    ("New Orr saw it all. “They killed six herders,” she said, still shaking.", [None]),
    ("Raiders killed 16 herders, local and medical sources said yesterday.", ["medical sources"]),
    ("The toll is below that of the Relief Council (RC), which had put the deaths at 60.", ["Relief Council"]),
    ("The count is below that of the Council on Aid, which had put the deaths at 60.", ["Council on Aid"]),
    ("Forty people died, the Harbour Authority (HA) told a parish committee on Friday.", ["Harbour Authority"]),
    ("Forty people died at Orr, Mayor Ada Buru told Reuters news agency on Friday.", ["Mayor Ada Buru"]),
    ("The council has announced a payment for a crash in which nine people were killed.", [None]),
    ("The council has announced the deaths of nine people.", ["council"]),
    ("HARA: 50 were killed\n\nThe Harbour Authority (HARA) met.", ["HARA"]),
    ("HARA: 50 were killed\n\nThe Harbour Authority met.", [None]),
    ("The Orr mission condemned the violence which left 28 herders dead.", ["Orr mission"]),
    ("“All 54 bodies have been found,” Nimland harbour office spokesman J.A. Buru said on Friday.",
     ["Nimland harbour office spokesman J.A. Buru"]),
    ("Forty died at 5 p.m. Police said nine were hurt.", [None, "Police"]),
    ("A medic and an aide — both of whom were not named — said forty people had died.", ["medic and an aide"]),
    ("At least 82 people sustained gunshot wounds, The Orr Express has learnt.", ["The Orr Express"]),
    ("Forty people have been killed, according to an AFP count of victims reported by hospitals.", ["AFP"]),
    ("Storm Orr has claimed at least nine lives.", [None]),
    ("Nimland declared a state of ruin after Orr displaced thousands.", [None]),
    ("Twin raids claimed by the Orr Front hit a post, killing nine guards.", [None]),
    ("The UN office recorded 900 casualties in the valley. Over 400 were killed.", ["UN office"]),
    ("The dead rose to 372, up from 336 it reported on Friday, the Orr Relief Agency said.",
     ["Orr Relief Agency"] * 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SPEAKERS)
def test_who_speaks_is_the_subject_of_the_verb_of_saying(text, wanted):
    assert [one.source for one in candidates(text)] == wanted


def test_the_group_behind_a_quotation_is_the_one_that_spoke_before():
    text = (
        "Oxfam, based at Orr, said it had counted.\n“Forty herders drowned. Nine are missing,” the rights group added."
    )
    assert [one.source for one in candidates(text)] == ["Oxfam"] * 2


def test_what_stands_between_dashes_denies_nothing_behind_it():
    text = "A medic — both were not named — said forty people had been killed."
    assert [list(one.flags) for one in candidates(text)] == [[]]


def test_what_someone_warned_had_happened_is_no_projection():
    assert [list(one.flags) for one in candidates("The mayor warned that 40 people had been killed.")] == [[]]


def test_whom_a_paper_cites_said_all_its_figures():
    found = candidates("The bus fell, killing two riders and hurting nine, according to media reports citing police.")
    assert [(one.says, one.source, one.relayed_by) for one in found] == [
        ("2", "police", "media reports"),
        ("9", "police", "media reports"),
    ]


MEANT = [
    ("Oxfam counted graves. The London-based group said nine boys died.", "Oxfam"),
    ("The Nimland Relief Council (NRC) counted graves. The agency said nine boys died.", "Nimland Relief Council"),
    ("The Nimland Health Ministry counted graves. The agency said nine boys died.", "agency"),
    ("Oxfam counted graves. The rights group which first told of the raid said nine boys died.", "rights group"),
]


@pytest.mark.parametrize(("text", "source"), MEANT)
def test_a_group_that_is_described_by_its_seat_is_the_one_before_and_by_a_clause_another(text, source):
    assert [one.source for one in candidates(text)] == [source]


COUNTED = [
    ("Some 40 herders fleeing Orr are feared to have drowned.", [("killed", "about 40")]),
    ("Some 40 people fleeing Orr have crossed the border.", [("displaced", "about 40")]),
    ("The IOM says 90 herders drowned in 2014, compared with a toll of 40 in 2013.",
     [("killed", "90"), ("killed", "40")]),
    ("Up to nine prisoners are hanged at a time.", []),
    ("Damage to crops was put at 7.16bn pesos ($174m).", [("damage-cost", "174,000,000")]),
    ("Damage to crops was put at 33 million pesos.", []),
    ("All 33 miners trapped underground by a blast this week have been found dead.", [("killed", "33")]),
    ("Six people died while 46 were missing at Orr.", [("killed", "6"), ("missing", "46")]),
    ("Eight guards were among the 30 wounded.", [("injured", "8"), ("injured", "30")]),
    ("Four nurses were among 15 people killed.", [("killed", "4"), ("killed", "15")]),
    ("Hundreds of refugees, nurses and aid workers watched a game.", []),
    ("Families reported losing contact with more than 40 fishermen.", [("missing", "more than 40")]),
    ("Over 900 people on rafts have been moved to shore.", [("evacuated", "more than 900")]),
    ("Officials have located more than 40 people who were reported missing.", []),
    ("Police said 40 people were buried after the raid.", []),
    ("Forty people were buried when the slope slid.", [("missing", "40")]),
    ("Forty herders are under detention.", [("arrested", "40")]),
    ("The toll nears 1,100.", [("killed", "nearly 1,100")]),
    ("The blaze spread, incinerating about 900 homes.", [("homes-destroyed", "about 900")]),
    ("Officials confirmed four storm-related fatalities and 12 hurricane-linked deaths.",
     [("killed", "4"), ("killed", "12")]),
    ("Some 900 people in Orr were warned to evacuate.", []),
    ("Thirty people were transported to hospitals.", [("injured", "30")]),
    ("The group says nine of the hostages it captured have been killed.", [("killed", "9")]),
    ("The count is ten fewer than that of the guards.", []),
    ("Kin got Rs 900 for minor injuries.", []),
    ("More than 40 people were being held captive.", [("abducted", "more than 40")]),
    ("Raiders killed 27 herders on Monday and another 20 on Friday.", [("killed", "27"), ("killed", "20")]),
    ("Monitors documented 26 cases of extrajudicial killings.", [("killed", "26")]),
    ("At least 60 herders died, up from Orr’s official figure of 41 earlier on Friday.",
     [("killed", "at least 60"), ("killed", "41")]),
    ("The number of mortalities reached 1,301.", [("killed", "1,301")]),
    ("Around 900 people have been arrested or fined.", []),
    ("The death toll crossed 222 on Friday.", [("killed", "more than 222")]),
    ("Death toll up to 38, nine hurt", [("killed", "38"), ("injured", "9")]),
    ("Up to 38 people died.", [("killed", "at most 38")]),
    ("At least 102 herders were hit by bullets.", [("injured", "at least 102")]),
    ("A further 900 people need to be evacuated.", []),
    ("Some 900 residents had to move to higher ground.", [("evacuated", "about 900")]),
    ("The raid on Orr, whose victims included 13 children, lasted hours.", [("killed", "13")]),
    ("The herders were arrested by a group of more than 40 officers.", []),
    ("Another 90 were reported as still missing.", [("missing", "90")]),
    ("The storm caused losses of about $40 million.", [("damage-cost", "about 40,000,000")]),
    ("Some 900 villagers have stayed at evacuation centres.", [("displaced", "about 900")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), COUNTED)
def test_what_a_figure_of_people_who_do_something_counts(text, wanted):
    assert [(one.measure, one.says) for one in candidates(text)] == wanted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The riot left 11 dead and 120 inmates and two officers injured.",
            [("killed", "11"), ("injured", "120"), ("injured", "2")],
        ),
        (
            "In the raid 11 fighters were killed and 20 herders and two boys were arrested.",
            [("killed", "11"), ("arrested", "20"), ("arrested", "2")],
        ),
        ("The riot left 11 dead and two officers injured.", [("killed", "11"), ("injured", "2")]),
    ],
)
def test_what_ends_a_figure_is_not_that_of_the_next_two(text, found):
    assert [(one.measure, one.says) for one in candidates(text)] == found
