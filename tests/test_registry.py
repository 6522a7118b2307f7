import subprocess
import sys

import pytest

from claims import registry
from claims.errors import BadFile

TABLE = b"event,measure\niran,killed\n"


def test_formats_are_the_files_in_the_folder():
    assert {"csv", "json"} <= set(registry.importers())
    assert list(registry.importers()) == sorted(registry.importers())
    assert not [name for name in registry.importers() if name.startswith("_")]


def test_listing_the_formats_imports_none_of_them():
    program = (
        "import sys; from claims import registry; registry.importers();"
        "print([name for name in sys.modules if name.startswith('claims.importers')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", registry.importers())
def test_every_format_offers_what_an_importer_must(name):
    importer = registry.load(name)
    assert importer.TITLE
    assert importer.EXTENSIONS
    assert all(end.startswith(".") and end == end.lower() for end in importer.EXTENSIONS)
    assert importer.sniff(b"") == 0


def test_no_two_formats_want_the_same_file_names():
    ends = [end for name in registry.importers() for end in registry.load(name).EXTENSIONS]
    assert len(ends) == len(set(ends))


CHOSEN = {
    "csv_by_name": ("a.csv", TABLE, "csv"),
    "tsv_by_name": ("a.TSV", TABLE, "csv"),
    "json_by_name": ("data.json", b"[]", "json"),
    "json_called_csv": ("a.csv", b'\xef\xbb\xbf[ {"a": 1}]', "json"),
    "a_page_called_csv": ("a.csv", b"<!doctype html><p>Please log in", "html"),
    "name_before_content": ("a.csv", b"[1] Source,Deaths\n", "csv"),
    "json_that_is_none_is_read_as_json": ("a.json", b"<html>", "json"),
    "empty_by_name": ("a.json", b"", "json"),
    "lines_by_name": ("/data.v2/a.jsonl", b"{}", "json"),
    "list_by_content": ("standard input", b'\n [ {"a": 1}]', "json"),
    "object_by_content": ("a.txt", b'{\r\n "a": 1}', "json"),
    "lines_by_content": ("a", b'{"a": 1}\n{"a": 2}', "json"),
    "marked_by_content": ("a", '\ufeff[{"a": 1}]'.encode(), "json"),
    "utf_16_by_content": ("a", '[{"a": 1}]'.encode("utf-16"), "json"),
    "table_by_content": ("a.txt", TABLE, "csv"),
    "table_with_a_bracket": ("a", b"[note],b\n1,2\n", "csv"),
    "table_in_arabic_windows": ("a.txt", "المصدر,القتلى\n".encode("windows-1256"), "csv"),
    "table_in_utf_16": ("a.txt", "a,b\nق,2\n".encode("utf-16"), "csv"),
    "table_in_unmarked_utf_16": ("a.txt", "a,b\n1,2\n".encode("utf-16-le"), "csv"),
    "workbook_called_csv": ("a.csv", b"PK\x03\x04[Content_Types].xml", "workbook"),
    "old_workbook": ("a.zzz", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "workbook"),
    "open_workbook": ("a", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK", "workbook"),
    "text_called_a_workbook": ("a.xls", b"a\tb\n1\t2\n", "csv"),
    "page_called_a_workbook": ("a.xls", b"<html><table><tr><td>1", "html"),
    "page_in_xml": ("a.csv", b'<?xml version="1.0"?><!DOCTYPE html><html><table>', "html"),
    "pdf": ("deaths.csv", b"%PDF-1.7\n" + bytes(range(256)), "pdf"),
    "sqlite": ("deaths.csv", b"SQLite format 3\0" + bytes(100), "sqlite"),
    "xml": ("a.csv", b'\xef\xbb\xbf<?xml version="1.0"?><rows><row/></rows>', "xml"),
    "xml_called_a_workbook": ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:x">', "xml"),
    "json_called_a_workbook": ("a.xlsx", b'[{"a": 1}]', "json"),
    "cut_off_workbook": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook"),
    "table_with_a_nul": ("null_byte.csv", b"a,b,c\n\0,2,3\n", "csv"),
}


@pytest.mark.parametrize(("name", "head", "format"), CHOSEN.values(), ids=CHOSEN)
def test_the_format_is_chosen_by_name_then_by_content(name, head, format):
    assert registry.importer_for(name, head) == format


REFUSED = {
    "archive": ("a.zzz", b"PK\x03\x04" + bytes(range(256)), "a ZIP archive"),
    "slides": ("a.pptx", b"PK\x03\x04[Content_Types].xml ppt/presentation.xml", "a ZIP archive"),
    "parquet": ("a.csv", b"PAR1\x15\x04" + bytes(20), "a Parquet file"),
    "stata": ("a.dta", b"<stata_dta><header>\0\5" + bytes(20), "a data set of Stata"),
    "spss": ("a.sav", b"$FL2@(#) SPSS DATA FILE" + bytes(20), "a data set of SPSS"),
    "r": ("a.RData", b"RDX3\nX\n\0\0\0\3" + bytes(20), "a data set of R"),
    "rich_text": ("a.rtf", b"{\\rtf1\\ansi 5 killed}", "a text in RTF"),
    "seven_zip": ("a.zzz", b"7z\xbc\xaf\x27\x1c" + bytes(20), "a 7z archive"),
    "zstd": ("a.csv.zst", b"\x28\xb5\x2f\xfd" + bytes(20), "compressed with zstd"),
    "zeros": ("a.csv", bytes(100), "not text"),
    "noise": ("a.txt", bytes(range(32)) * 8, "not text"),
}


@pytest.mark.parametrize(("name", "head", "said"), REFUSED.values(), ids=REFUSED)
def test_what_no_format_fits_is_refused_with_the_formats_there_are(name, head, said):
    with pytest.raises(BadFile, match=said) as caught:
        registry.importer_for(name, head)
    assert ".csv" in caught.value.hint
    assert ".jsonl" in caught.value.hint


def test_an_empty_input_without_a_name_is_called_empty():
    with pytest.raises(BadFile, match="it is empty"):
        registry.importer_for("standard input", b"")


def test_an_unknown_format_is_refused_with_those_there_are():
    with pytest.raises(BadFile, match="there is no such format") as caught:
        registry.load("_tables")
    assert "JSON" in caught.value.hint


def test_a_text_that_is_no_table_names_the_command_for_texts():
    with pytest.raises(BadFile) as refused:
        registry.importer_for("report.rtf", b"{\\rtf1 At least 161 were killed.}")
    assert refused.value.hint.startswith("a text is read by `claims extract`")
