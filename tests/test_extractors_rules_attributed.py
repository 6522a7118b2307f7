"""Who claims a figure in English and German reports: each rule that names a source, in words of our own."""

import pytest

from claims.extractors import Known
from claims.extractors.rules import Rules
from claims.model import Document


def candidates(text, language):
    return list(Rules().propose(Document(id="d", text=text, language=language), Known()))


def sources(text, language):
    return [one.source for one in candidates(text, language)]


def figures(text, language):
    return [(one.measure, one.says) for one in candidates(text, language)]


NAMED = [
    ("en", "In March the group said nine sailors died.", ["group"]),
    ("en", "Save the Children visited the clinic and said nine boys died.", ["Save the Children"]),
    ("en", "Oxfam has collected the names of 40 farmers who were killed.", ["Oxfam"]),
    ("en", "The presidency said there were 40 deaths in the valley.", ["presidency"]),
    ("en", "Nuns hid nine people the harbour police said were killed.", ["harbour police"]),
    ("en", "The Red Cross put the toll at 40, higher than the figure of 22 released by the coast guard.",
     ["Red Cross", "coast guard"]),
    ("en", "Forty people have fled and the rest hide, the IOM said in a statement that also asked for aid.", ["IOM"]),
    ("en", "Crews dug all night, and divers said forty people had drowned.", ["divers"]),
    ("en", "A northern diplomat who compiled lists put the number of dead at 40.", ["northern diplomat"]),
    ("en", "The junta government's official death toll was 40.", ["junta government"]),
    ("en", "Forty people died, by the miners union's tally.", ["miners union"]),
    ("en", "The city's death toll was 40.", [None]),
    ("de", "Nach einem Geheimbericht des Landesamtes kamen 40 Menschen ums Leben.", ["Landesamtes"]),
    ("de", "Laut Amt kamen vom 3. 10. bis 5. November 1956 genau 40 Menschen ums Leben.", ["Amt"]),
    ("en", "An official estimates that forty people have died.", ["official"]),
    ("en", "A relief official estimates 40 people died.", ["relief official"]),
    ("en", "Official estimates say 40 people died.", [None]),
    ("en", "She adds that customs officials “believe fever killed 40 people.”", ["customs officials"]),
    ("de", "Dort starben laut Bericht der „Neuen Hafenpost“ 40 Menschen.", ["Neuen Hafenpost"]),
    ("de", "40 Bauern seien ermordet worden, heißt es in einem am Freitag verbreiteten Bericht von Oxfam.", ["Oxfam"]),
    ("de", "Tilo Berg, Sprecher der Wehr, sagte am Abend, 40 Menschen seien gestorben.", ["Tilo Berg"]),
    ("en", "According to rights advocates, over 4,000 people were detained.", ["rights advocates"]),
    ("en", "Forty people died in the ward that was run by Oxfam (OX).", [None]),
    ("en", "A ward of Save the Children was hit, wounding forty people, the group said.", ["Save the Children"]),
    ("de", "Noch am Vortag hatte Berger von 40 Vermissten gesprochen.", ["Berger"]),
    ("de", "Menschenrechtler hatten zuvor von 40 Festgenommenen berichtet.", ["Menschenrechtler"]),
    ("en", "But island media cite the village head as saying 46 people were killed.", ["village head"]),
    ("en", "Forty people died, according to a statement shared online by the island's public prosecutor.",
     ["island's public prosecutor"]),
    ("en", "The aide to the state governor on ports, Hadji Orr Buru, said forty people died.", ["Hadji Orr Buru"]),
    ("en", "Ada Buru said “repeated mistakes” by the harbour authorities have led to the deaths of 40 people.",
     ["Ada Buru"]),
    ("de", "Feuerwehrmann Tilo Berg, der im Tal hilft, hatte die Zahl der Vermissten mit 40 beziffert.",
     ["Feuerwehrmann Tilo Berg"]),
    ("de", "Vier der 19 Verletzten sind Angaben des Kreiskrankenhauses zufolge hier.", ["Kreiskrankenhauses"] * 2),
    ("de", "Laut Angaben des Welternährungsprogramms leiden neun Menschen Hunger.", ["Welternährungsprogramms"]),
    ("de", "Ausländische Sender berichten von neun Toten.", ["Ausländische Sender"]),
    ("en", "The harbour police figure of 40 drowned sailors was disputed.", ["harbour police"]),
    ("en", "The activists' death tolls range up to 40 people killed.", ["activists"]),
    ("en", "Aid groups assert that 40 people have died.", ["Aid groups"]),
    ("en", "The customs chief admitted killing 40 drug users.", ["customs chief"]),
    ("en", "In her Daily Harbour column on Monday, the economist Ada Orr said 40 people had died.",
     ["economist Ada Orr"]),
    ("en", "In Ulm, the mayor said 40 people had died.", ["mayor"]),
    ("de", "Angaben des Generalstaatsanwalts zufolge starben 40 Menschen.", ["Generalstaatsanwalts"]),
    ("en", "A scout said six people had died but a farmer said up to 19 were killed.", [None, "farmer"]),
    ("en", "The mayor said six people had died but a nurse said 19 were killed.", ["mayor", "nurse"]),
    ("en", "Barns burned, according to a local chief in Orrtown, who also said nine people died.", ["local chief"]),
    ("en", "Forty dead in blast: port union", ["port union"]),
    ("en", "Forty dead in blast: inside the ministry", [None]),
    ("en", "The United Nations counts no more.\nNine people died, the Observatory said.", ["Observatory"]),
    ("de", "Da es keine Liste gibt, liegt die Zahl der Vermissten bei 40.", [None]),
    ("de", "Tilo Berg zufolge starben 40 Menschen, im Tal demnach 12.", ["Tilo Berg"] * 2),
    ("de", "Bergo zufolge starben 40 Menschen.", ["Bergo"]),
    ("de", "Berechnungen Bergos zufolge starben 40 Menschen.", [None]),
    ("de", "Dort zählte man weiter und gab Ende Mai 2014 an, dass 40 Menschen ertranken.", [None]),
    ("de", "40 Menschen starben, sagte Sheriff Tilo W. Berg am Montag.", ["Sheriff Tilo W. Berg"]),
    ("de", "Laut der Zeitung „Al-Mina Al-Dschadid“ starben 40 Menschen.", ["Zeitung „Al-Mina Al-Dschadid“"]),
    ("de", "Laut Berichten von Augenzeugen starben neun Menschen.", ["Augenzeugen"]),
    ("de", "Die Vereinten Nationen sprechen seither von neun Toten.", ["Vereinten Nationen"]),
    ("de", "Nach Angaben der in Genf ansässigen Behörde starben neun Menschen.", ["Behörde"]),
    ("de", "Laut der Behörde für Zivilschutz starben neun Menschen.", ["Behörde für Zivilschutz"]),
    ("de", "Der Verein hatte zuvor neun Tote veranschlagt.", ["Verein"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), NAMED)
def test_who_says_a_figure_is_named_by_verbs_and_phrases(language, text, wanted):
    assert sources(text, language) == wanted


MEANT = [
    ("en", "Oxfam called for a truce. The group has documented 40 deaths.", "Oxfam"),
    ("en", "Oxfam called for a truce.\n\nIt was signed. The charity said 40 people had died.", "Oxfam"),
    ("en", "The truce was signed. The group has documented 40 deaths.", "group"),
    ("de", "Oxfam forderte eine Waffenruhe. Die Organisation zählte 40 Tote.", "Oxfam"),
    ("de", "Oxfam beruft sich auf Gespräche mit Hirten. Demnach wurden 40 Bauern getötet.", "Oxfam"),
    ("en", 'Rain fell for days. "In all 40 people died," the report read.', "report"),
]


@pytest.mark.parametrize(("language", "text", "source"), MEANT)
def test_the_group_is_whom_a_sentence_before_names(language, text, source):
    assert sources(text, language) == [source]


RELAYED = [
    ("Oxfam has confirmed about 40 deaths, said Peter Orr of the port union.", "Oxfam", "Peter Orr of the port union"),
    ("Mayor Ann Orr wrote in a post on Friday that officials now count 40 dead.", "officials", "Mayor Ann Orr"),
]


@pytest.mark.parametrize(("text", "source", "relay"), RELAYED)
def test_who_tells_of_what_another_counted_passes_it_on(text, source, relay):
    found = candidates(text, "en")
    assert [(one.source, one.relayed_by) for one in found] == [(source, relay)]


def test_she_is_who_passed_on_the_figure_before_and_no_body():
    text = "Mayor Ann Orr wrote in a post on Friday that officials now count 40 dead. She said nine more died in Ulm."
    assert sources(text, "en")[1] == "Mayor Ann Orr"


FIGURES = [
    ("en", "He told of killings, of which at least 40 were blamed on militias.", [("killed", "at least 40")]),
    ("en", "The dead could be two or even three times as many people killed.", []),
    ("en", "Forty deaths were reported across six WHO regions.", [("killed", "40")]),
    ("en", "Forty people died in Ulm, nine in the State of Baja and two in Jena.",
     [("killed", "40"), ("killed", "9"), ("killed", "2")]),
    ("en", "The flood left 40 homes in ruins.", [("homes-destroyed", "40")]),
    ("en", "The nun was abducted along with 40 pupils.", [("abducted", "40")]),
    ("en", "The toll was wrong from day one of the deaths.", []),
    ("en", "The toll from the\nquake on the islands\nrose to 40 on Friday.", [("killed", "40")]),
    ("en", "Forty Danish and Peruvian tourists died.", [("killed", "40")]),
    ("en", "Since 2009 thousands of people were killed.", [("killed", "thousands")]),
    ("de", "Seit 2009 sind Tausende Bauern getötet worden.", [("killed", "thousands")]),
    ("en", "One of the miners said forty people died.", [("killed", "40")]),
    ("en", "A dozen guards were killed, along with 40 to 80 farmers.",
     [("killed", "12"), ("killed", "between 40 and 80")]),
    ("en", "The mayor was heckled by a crowd of about 4,000.", []),
    ("de", "Vier Festgenommene begingen im Lager Selbstmord.", [("killed", "4")]),
    ("de", "Auf der Insel erkrankten 900 Menschen an Fieber, von denen 40 starben.", [("killed", "40")]),
    ("de", "Die Miliz hat 40 Bauern getötet und Hunderte Geiseln genommen.",
     [("killed", "40"), ("abducted", "hundreds")]),
    ("de", "Die Täter nahmen 40 Menschen gefangen.", [("abducted", "40")]),
    ("de", "Vier Menschen sind betroffen. Die Caritas ging sogar von 40 Millionen aus.",
     [("affected", "4"), ("affected", "40,000,000")]),
    ("en", "Ninety people were killed. The victims included 40 young people, a nun and two children.",
     [("killed", "90"), ("killed", "40"), ("killed", "2")]),
    ("en", "Dozens were arrested in the country of 9 million people.", [("arrested", "dozens")]),
    ("en", "The clinic said it had treated 4,600 patients since May.", []),
    ("de", "Gezählt wurden fast 40 zerstörte Häuser.", [("homes-destroyed", "nearly 40")]),
    ("de", "Gut 40 Häuser fielen den Flammen zum Opfer.", [("homes-destroyed", "more than 40")]),
    ("de", "Im Tal haben 40 Menschen ihre Häuser wegen der Glut verlassen.", [("displaced", "40")]),
    ("de", "Das Feuer zerstörte 40 Häuser. Die Behörden sprachen am Sonntag von 228 Personen.",
     [("homes-destroyed", "40")]),
    ("en", "Riots left 68 dead in one case and 40 dead in Ulm.", [("killed", "68"), ("killed", "40")]),
    ("en", "The flood destroyed 907 houses in Ulm, damaged 29 houses in Jena.", [("homes-destroyed", "907")]),
    ("en", "In the hills 101 sheep were killed, of which 96 in Ulm and five in Jena.", []),
    ("en", "Forty died in Ulm in the south and eight in Jena in the centre.", [("killed", "40"), ("killed", "8")]),
    ("en", "Guards report up to now that 40 people died.", [("killed", "40")]),
    ("en", "The search in which 1,300 officers took part found nobody.", []),
    ("en", "“We want the death list,” said Ada Orr, 29, one of about 40 women outside.", []),
    ("de", "Nach Aussage der Interviewten sind 40 Menschen ertrunken.", [("killed", "40")]),
    ("en", "Almost 4 million people, or nearly 85 per cent of all, are estimated to be internally displaced.",
     [("displaced", "nearly 4,000,000")]),
    ("en", "About 40 people are missing or under the rubble.", [("missing", "about 40")]),
    ("en", "The total dead and missing now stands at 40,517.", []),
    ("en", "The minister has estimated the death total to be 4,000.", [("killed", "4,000")]),
    ("de", "Etwa 4000 Menschen sterben. Darunter sind auch 52 Iren.", [("killed", "about 4,000"), ("killed", "52")]),
    ("de", "Das Beben bringt 40 Gebäude zum Einsturz und beschädigt weitere 90 Häuser.", [("homes-destroyed", "40")]),
    ("de", "Dabei starben 40 syrische und irakische Hirten.", [("killed", "40")]),
    ("de", "Unter den getöteten Bauern befänden sich 40 Frauen.", [("killed", "40")]),
    ("de", "Das Beben hat rund 900 Opfer gefordert.", [("killed", "about 900")]),
    ("de", "Im Vorfeld der Wahl wurden 40 Kandidaten ermordet.", [("killed", "40")]),
    ("de", "Im Gefängnis warten 40 Menschen auf ihre Hinrichtung.", []),
    ("en", "Forty people await execution in the south.", []),
    ("en", "In Ulm 907 homes were destroyed and 40 homes damaged.", [("homes-destroyed", "907")]),
    ("en", "PEOPLE AFFECTED 40,517\n\nHOUSES DAMAGED 907\n\nHOUSES DESTROYED 29",
     [("affected", "40,517"), ("homes-destroyed", "29")]),
    ("en", "Some 40 people are believed to have lost their shelter.", [("displaced", "about 40")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), FIGURES)
def test_what_a_figure_counts_in_reports(language, text, wanted):
    assert figures(text, language) == wanted


POPULATIONS = [
    ("en", "Forty Sudanese children died.", "children"),
    ("en", "Forty Sudanese died.", "all"),
    ("de", "Gezählt wurden 40 verletzte Polizisten.", "police"),
]


@pytest.mark.parametrize(("language", "text", "population"), POPULATIONS)
def test_the_last_of_two_words_for_people_tells_who_is_counted(language, text, population):
    assert [one.population for one in candidates(text, language)] == [population]


def test_a_quotation_of_many_sentences_is_of_who_speaks_before_it():
    text = (
        '"We ran," said survivor Ada Orr on Friday.\n"It was dark. I hid. The roof fell. Dogs barked. It rained. '
        'In all 40 people died. We wept."'
    )
    assert sources(text, "en") == ["survivor Ada Orr"]


UNDER = [
    ("en", 'Governor Ada Orr told reporters:\n"In all, 40 people have died."', ["Governor Ada Orr"]),
    ("en", 'The mayor wrote:\n\n"Forty people have died."', ["mayor"]),
    ("de", "Der Gouverneur sagte:\n„Hier sind 40 Menschen gestorben.“", ["Gouverneur"]),
    (
        "en",
        "Data from the port union:\n- 40 people died in Ulm\n- 12 people were injured in Jena\n\nTwo died later.",
        ["port union", "port union", None],
    ),
    ("en", "These towns were hit:\n- 40 people died in Ulm", [None]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), UNDER)
def test_a_line_with_a_colon_names_who_says_what_stands_under_it(language, text, wanted):
    assert sources(text, language) == wanted
