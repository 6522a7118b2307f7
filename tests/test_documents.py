"""Documents: the exact text of each format, what the file says of itself, and what cannot be read."""

from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import documents
from claims.documents import ReadSettings
from claims.errors import BadFile


def read(data, name="report.txt", **settings):
    return list(documents.read(BytesIO(data), name=name, settings=ReadSettings(**settings)))


def only(data, name="report.txt", **settings):
    (found,) = read(data, name, **settings)
    return found


def test_finds_the_formats_by_their_file_names():
    assert set(documents.readers()) >= {"text", "markdown"}


def test_plain_text_is_kept_to_the_letter_with_the_hash_of_its_bytes():
    data = "At least 161 people were killed,\r\n the group said.\u00a0\r\n\tMore followed. \n".encode()
    found = only(data)
    assert found.document.text == data.decode()
    assert found.document.sha256 == sha256(data).hexdigest()
    assert found.document.language == "en"


def test_a_byte_order_mark_of_utf_8_stays_in_the_text_so_that_it_gives_the_bytes_again():
    data = "\ufeff161 killed\r\n".encode()
    assert only(data).document.text.encode() == data


def test_utf_16_is_read_and_stated():
    found = only("\ufeffقالت المنظمة إن 161 شخصا على الأقل قتلوا".encode("utf-16-le"))
    assert found.document.text == "قالت المنظمة إن 161 شخصا على الأقل قتلوا"
    assert found.notes == ("read as utf-16",)
    assert found.document.language == "ar"


def test_another_encoding_is_proved_and_stated_or_named():
    words = "Selon l’élève, où ça coûte déjà : des blessés, des « tués », à l'hôpital près de la forêt."
    found = only(words.encode("windows-1252"))
    assert found.document.text == words
    assert found.notes == ("read as windows-1252, by the look of it; if it is another, name it with --encoding",)
    assert only("убито 30 человек".encode("koi8-r"), encoding="koi8-r").document.text == "убито 30 человек"


@pytest.mark.parametrize("data", [b"", b" \n\t\n"], ids=["nothing", "blanks"])
def test_a_file_without_text_is_refused(data):
    with pytest.raises(BadFile, match=r"report\.txt: it (is empty|holds no text)"):
        read(data)


@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_a_text_with_a_nul_is_refused_with_its_line(name):
    with pytest.raises(BadFile, match=f"{name}: line 3 holds a NUL byte") as refused:
        read(b"At least 161\r\npeople were killed,\nthe group\0 said\n", name)
    assert "remove it" in refused.value.hint


def test_what_is_no_text_is_refused_with_the_formats_that_can_be_read():
    with pytest.raises(BadFile, match="it is no text") as refused:
        read(b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 4, "picture.png")
    assert "Plain text (.txt" in refused.value.hint


def test_markdown_is_kept_to_the_letter_and_its_front_matter_read():
    front = "---\ntitle: 'Toll rises'\ndate: 2019-12-02\nauthor: M. Rahimi\npublisher: The Daily\n---\n"
    text = front + "# Heading\n161 *dead*\n"
    found = only(text.encode(), "a.md")
    assert found.document.text == text
    assert (found.document.title, found.document.published_on) == ("Toll rises", "2019-12-02")
    assert (found.document.author, found.publisher) == ("M. Rahimi", "The Daily")


@pytest.mark.parametrize("text", ["# Toll rises #\n\n161 dead\n", "Toll rises\r\n====\r\n161 dead\r\n"])
def test_the_first_heading_of_markdown_is_its_title(text):
    assert only(text.encode(), "a.md").document.title == "Toll rises"


def test_the_address_asked_for_is_that_of_a_text_without_its_own():
    found = only(b"161 dead", "notes", url="https://example.org/notes", media_type="text/plain")
    assert found.document.url == "https://example.org/notes"


def test_a_language_that_is_named_goes_before_the_one_identified():
    assert only(b"The number of the dead was 161, the ministry said.", language="de").document.language == "de"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip))
def test_any_text_is_kept_to_the_letter(text):
    data = f"{text}\r\nAt least 161 people were killed.\n".encode()
    (found,) = documents.load("text").read(BytesIO(data), name="a.txt", settings=ReadSettings())
    assert found.document.text == data.decode()
