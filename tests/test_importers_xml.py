"""Records in XML: elements beside each other, their attributes, what stands around and within them."""

from io import BytesIO

import pytest
from builders import BY, Clock, fill

from claims import registry
from claims.errors import BadFile, NoRecords
from claims.importers import xml
from claims.mapping import from_flags
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.propose import propose
from claims.pipeline.retry import retry
from claims.table import ReadOptions

START = '<?xml version="1.0"?>\n'
ROWS = f"""{START}<!-- by city --><rows updated="2019-12-09">
<row id="1"><city>Shiraz</city><killed>12</killed></row>
<row id="2"><city>Qom &amp; environs</city><killed source="MoH">3</killed></row>
</rows>"""
ATTRIBUTES = f'{START}<a><incident date="2019-11-16" deaths="12"/>\n<incident date="2019-11-17" deaths="3"/></a>'
FIELDS = "".join(
    f'<record><field name="Country or Area">{country}</field><field name="Year">2019</field>'
    f'<field name="Value">{value}</field></record>'
    for country, value in (("Iran", 12), ("Iraq", 13))
)
NESTED = f"""{START}<report day="2019-12-09">
<country name="Iran"><killed>15</killed><city name="Shiraz">12</city><city name="Qom">3</city></country>
<country name="Iraq"><killed>9</killed><city name="Basra">7</city><city name="Najaf">2</city></country>
</report>"""


def read(text, **options):
    data = text if isinstance(text, bytes) else text.encode()
    return xml.read(BytesIO(data), name="file.xml", options=ReadOptions(**options))


def rows(text, **options):
    table = read(text, **options)
    return [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows]


@pytest.mark.parametrize("name", ["file.xml", "file", "file.csv", "file.xls"])
def test_it_is_xml_whatever_it_is_called(name):
    assert registry.importer_for(name, ROWS.encode()) == "xml"


def test_a_record_is_what_its_elements_and_attributes_say():
    assert rows(ROWS) == [
        {"id": "1", "city": "Shiraz", "killed": "12", "killed.source": ""},
        {"id": "2", "city": "Qom & environs", "killed": "3", "killed.source": "MoH"},
    ]
    assert rows(ATTRIBUTES) == [{"date": "2019-11-16", "deaths": "12"}, {"date": "2019-11-17", "deaths": "3"}]


def test_a_record_is_kept_verbatim():
    assert [(row.number, row.raw) for row in read(ROWS).rows] == [
        (1, '<row id="1"><city>Shiraz</city><killed>12</killed></row>'),
        (2, '<row id="2"><city>Qom &amp; environs</city><killed source="MoH">3</killed></row>'),
    ]
    assert next(row.raw for row in read(ATTRIBUTES).rows) == '<incident date="2019-11-16" deaths="12"/>'


def test_what_the_file_says_of_itself_is_told():
    assert read(ROWS).notes == ("above the header, not read: “updated: 2019-12-09”",)


def test_elements_that_an_attribute_names_are_called_by_it():
    assert rows(f"<ROOT><data>{FIELDS}</data></ROOT>") == [
        {"Country or Area": "Iran", "Year": "2019", "Value": "12"},
        {"Country or Area": "Iraq", "Year": "2019", "Value": "13"},
    ]
    places = "".join(
        f'<Placemark><name>{name}</name><ExtendedData><Data name="deaths"><value>{value}</value></Data>'
        f'<Data name="day"><value>2019-12-09</value></Data></ExtendedData></Placemark>'
        for name, value in (("Shiraz", 12), ("Qom", 3))
    )
    found = rows(f'{START}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{places}</Document></kml>')
    assert found[0] == {"name": "Shiraz", "ExtendedData.deaths": "12", "ExtendedData.day": "2019-12-09"}


def test_elements_that_name_other_things_in_each_record_are_records_themselves():
    with pytest.raises(NoRecords, match="several lists of records") as caught:
        read(NESTED)
    assert caught.value.lists == ("country", "country.city")
    assert "--set records=country" in caught.value.hint
    assert rows(NESTED, records="country.city")[0] == {
        "city": "12",
        "name": "Shiraz",
        "parent.name": "Iran",
        "parent.killed": "15",
    }
    assert [row["parent.name"] for row in rows(NESTED, records="country.city")] == ["Iran", "Iran", "Iraq", "Iraq"]


def test_what_is_said_twice_in_a_record_stands_a_line_each_and_attributes_keep_apart_from_elements():
    text = '<a><row day="1"><tag>x</tag><tag>y</tag><day>2</day></row><row day="3"/></a>'
    assert rows(text) == [{"@day": "1", "tag": "x\ny", "day": "2"}, {"@day": "", "tag": "", "day": "3"}]


def test_one_record_is_named_and_read_where_a_person_names_it_or_what_it_says(tmp_path):
    item = "<country>Iran</country><deaths>12</deaths><day>2019-12-09</day>"
    text = f"{START}<rss><channel><title>Alerts</title><item>{item}</item></channel></rss>"
    with pytest.raises(NoRecords, match="it holds one record, and no list of such") as caught:
        read(text)
    assert caught.value.lists == ("channel.item",)
    (row,) = rows(text, records="channel.item")
    assert (row["deaths"], row["parent.title"]) == ("12", "Alerts")
    (tmp_path / "one.xml").write_text(text, encoding="utf-8")
    found = propose(str(tmp_path / "one.xml"))
    assert (found.mapping.records, found.first[0].says) == ("channel.item", "12")


def test_namespaces_are_no_part_of_names():
    text = '<m:d xmlns:m="urn:m"><m:o m:t="2019" m:v="5"/><m:o m:t="2020" m:v="7"/></m:d>'
    assert rows(text) == [{"t": "2019", "v": "5"}, {"t": "2020", "v": "7"}]


def test_the_encoding_is_the_one_that_it_states():
    text = '<?xml version="1.0" encoding="windows-1251"?><a><r p="Киев"/><r p="Львов"/></a>'
    assert [row["p"] for row in rows(text.encode("cp1251"))] == ["Киев", "Львов"]
    wide = text.replace("windows-1251", "utf-16").encode("utf-16")
    assert [row["p"] for row in rows(wide)] == ["Киев", "Львов"]


def test_an_encoding_that_is_stated_counts_for_nothing_where_all_is_utf_8():
    text = '<?xml version="1.0" encoding="ISO-8859-1"?><a><r p="Mérida"/><r p="Zürich"/></a>'
    assert [row["p"] for row in rows(text.encode())] == ["Mérida", "Zürich"]
    assert [row["p"] for row in rows(text.encode("latin-1"))] == ["Mérida", "Zürich"]


BAD = {
    "no_list": ("<a><b>1</b></a>", "it holds no list of records"),
    "cut_off": (ROWS[:-20], "line 4, column .*: it is not XML"),
    "entities": ('<!DOCTYPE a [<!ENTITY x "y">]><a><b>&x;</b></a>', "its XML declares entities"),
    "of_elsewhere": (
        f'{START}<!DOCTYPE a SYSTEM "a.dtd">\n<a><b>&minus;5</b><b c="1"/></a>',
        "line 3: “&minus;” is declared in another file",
    ),
    "too_deep": ("<a>" * 500 + "</a>" * 500, "deep"),
    "no_path": (ROWS, "there is no list of records at “col”"),
}


@pytest.mark.parametrize(("text", "reason"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_says_why(text, reason):
    with pytest.raises(BadFile, match=reason) as caught:
        read(text, records="col" if text == ROWS else None)
    assert caught.value.hint


def test_a_mapping_is_proposed_and_refused_rows_are_taken_again(tmp_path):
    (tmp_path / "deaths.xml").write_text(ROWS, encoding="utf-8")
    found = propose(str(tmp_path / "deaths.xml"))
    assert (found.mapping.columns["source"], found.first[1].says) == ("killed.source", "3")
    said = ("event=iran-protests-2019", "source=mek", "measure=killed", "as_of=2019-12-09")
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as store:
        fill(store)
        wrong = IngestOptions(
            mapping=from_flags(("city=place", "killed.source=source", "killed=says"), said[:1] + said[2:])
        )
        first = ingest(store, str(tmp_path / "deaths.xml"), by=BY, options=wrong)
        assert (first.added, first.refused) == (0, 2)
        again = retry(
            store, first.batch, by=BY, options=IngestOptions(mapping=from_flags(("city=place", "killed=says"), said))
        )
        sql = "select place, low, locator from claim join appearance a on a.claim = claim.id where claim.batch = 2"
        found = [tuple(row) for row in store.connection.execute(f"{sql} order by low")]
        assert (again.added, found) == (2, [("Qom & environs", 3, "row 2"), ("Shiraz", 12, "row 1")])
