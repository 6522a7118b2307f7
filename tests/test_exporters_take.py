"""The forms in which a comparison leaves: citations, tables, drawings, feeds, as pure functions of what they show."""

import json
from xml.etree import ElementTree as ET

import pytest

from claims.exporters.addresses import plain_address
from claims.exporters.atom import Entry, as_atom, xml
from claims.exporters.bibtex import as_bibtex
from claims.exporters.citation import Citation, as_text, one_line
from claims.exporters.csl import as_csl
from claims.exporters.linked_data import in_a_page
from claims.exporters.sitemap import MOST, as_sitemap
from claims.exporters.svg import standalone
from claims.exporters.wikitext import escaped

CITED = Citation(
    "flood-killed-1234", "Killed & missing, Flood_1", "Site", "https://x.example/a?b=1&c=2", "2019-12-02", 1, 2
)
UNDATED = Citation("k", "T", "Site", "https://x.example/", "", 3, 1)


def test_a_citation_as_text_names_what_where_and_when():
    assert as_text(CITED) == (
        "“Killed & missing, Flood_1”. 1 claim of 2 sources side by side. Site. State of 2 Dec 2019. "
        "https://x.example/a?b=1&c=2\n"
    )
    assert as_text(UNDATED) == "“T”. 3 claims of 1 source side by side. Site. https://x.example/\n"


def test_bibtex_escapes_text_and_keeps_the_address():
    assert as_bibtex(CITED) == (
        "@misc{flood-killed-1234,\n"
        "  title = {{Killed \\& missing, Flood\\_1}},\n"
        "  howpublished = {Site},\n"
        "  note = {1 claim of 2 sources side by side},\n"
        "  url = {https://x.example/a?b=1&c=2},\n"
        "  year = {2019},\n"
        "  date = {2019-12-02},\n"
        "}\n"
    )
    assert "year" not in as_bibtex(UNDATED)


def test_csl_dates_by_the_last_change_only_if_it_is_known():
    assert json.loads(as_csl(CITED))[0]["issued"] == {"date-parts": [[2019, 12, 2]]}
    assert "issued" not in json.loads(as_csl(UNDATED))[0]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Amnesty", "Amnesty"),
        ("a|b", "a&#124;b"),
        ("{{x}}", "&#123;&#123;x&#125;&#125;"),
        ("[[x]]", "&#91;&#91;x&#93;&#93;"),
        ("-5", "&#45;5"),
        ("''x''", "&#39;&#39;x&#39;&#39;"),
        ("a\nb\u202ec", "a bc"),
        ("", ""),
    ],
)
def test_wikitext_escapes_what_a_wiki_gives_a_meaning(text, written):
    assert escaped(text) == written


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://x.example/a b", None),
        ("javascript:alert(1)", None),
        ("https://x.example/a|b]<c>", "https://x.example/a%7Cb%5D%3Cc%3E"),
        ("https://x.example/ä?q=1&r=%20", "https://x.example/%C3%A4?q=1&r=%20"),
    ],
)
def test_an_address_is_written_with_plain_characters_only(address, written):
    assert plain_address(address) == written


def test_a_feed_without_entries_is_sound_and_dated():
    feed = ET.fromstring(as_atom([], title="<t>", url="https://x.example/f", page="https://x.example/"))  # noqa: S314
    assert feed.findtext("{http://www.w3.org/2005/Atom}updated") == "1970-01-01T00:00:00Z"
    assert feed.findtext("{http://www.w3.org/2005/Atom}title") == "<t>"


def test_decisions_on_one_comparison_have_ids_of_their_own():
    entries = [Entry("d", "https://x.example/c", f"2020-01-0{day}T00:00:00Z", "M", "t", "decision") for day in (1, 2)]
    feed = ET.fromstring(as_atom(entries, title="t", url="https://x.example/f", page="https://x.example/"))  # noqa: S314
    assert len({found.text for found in feed.iter("{http://www.w3.org/2005/Atom}id")}) == 3


def test_characters_that_xml_does_not_know_are_replaced():
    assert xml("a\ufffeb\udc80c<") == "a\ufffdb\ufffdc&lt;"


def test_a_sitemap_ends_at_what_the_protocol_allows():
    assert as_sitemap(f"https://x.example/{number}" for number in range(MOST + 5)).count("<loc>") == MOST


def test_data_in_a_page_cannot_end_its_element():
    text = in_a_page({"a": "</script>&\u2028"})
    assert "<" not in text
    assert "&" not in text
    assert json.loads(text) == {"a": "</script>&\u2028"}


def test_a_drawing_gets_a_heading_and_its_address():
    drawn = standalone('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="50"></svg>', citation=CITED)
    root = ET.fromstring(drawn)  # noqa: S314
    assert (root.get("width"), root.get("height")) == ("328", "124")
    assert "Killed &amp; missing, Flood_1" in drawn
    with pytest.raises(ValueError, match="width"):
        standalone("<svg></svg>", citation=CITED)


def test_text_on_one_line_has_no_controls_and_no_overrides():
    assert one_line(" a\r\n\tb \u202ec ") == "a b c"
