"""Documents of each format: their exact text, what they say of themselves, and what is refused with its next step."""

import builtins
import gzip
import io
import json
import shutil
import zipfile
from unicodedata import normalize

import docx
import pytest
from docx.oxml import parse_xml
from pdf_objects import pdf_of

from claims import documents
from claims.documents import ReadSettings
from claims.documents._pdf_ligatures import in_order
from claims.documents.html import text_of
from claims.documents.pdf import in_reading_order
from claims.errors import BadFile, MissingExtra
from claims.pipeline.read import read_documents

PAGE = """<!doctype html><html lang="fa"><head><meta charset="utf-8"><title>شمار کشته‌شدگان - روزنامه</title>
<link rel="canonical" href="https://example.org/fa/toll"><meta property="og:site_name" content="روزنامه">
<meta name="author" content="مریم رحیمی"><meta property="article:published_time" content="2019-12-02T10:00:00+03:30">
</head><body><nav><a href="/">خانه</a><a href="/news">اخبار</a></nav><article><h1>شمار کشته‌شدگان</h1>
<p>عفو بین‌الملل روز دوشنبه اعلام کرد که از آغاز اعتراضات آبان ماه دست&zwnj;کم ۱۶۱ نفر در ایران کشته شده‌اند.</p>
<p>سازمان مجاهدین خلق می‌گوید بیش از ۴\u202f۰۰۰ نفر زخمی شده‌اند، و شمار واقعی از این هم بیشتر است.</p></article>
<footer>تماس با ما</footer></body></html>"""

PERSIAN = "در سال ۲۰۱۹ دست‌کم ۱۶۱ نفر کشته شدند"
ENGLISH = "At least 161 people were killed in 2019, the group said."


def read(data, name, **settings):
    return list(documents.read(io.BytesIO(data), name=name, settings=ReadSettings(**settings)))


def only(data, name, **settings):
    (found,) = read(data, name, **settings)
    return found


# Pages


def test_the_article_of_a_page_is_read_without_its_menus():
    found = only(PAGE.encode(), "toll.html")
    assert found.document.text.splitlines() == [
        "شمار کشته‌شدگان",
        "عفو بین‌الملل روز دوشنبه اعلام کرد که از آغاز اعتراضات آبان ماه دست‌کم ۱۶۱ نفر در ایران کشته شده‌اند.",
        "سازمان مجاهدین خلق می‌گوید بیش از ۴\u202f۰۰۰ نفر زخمی شده‌اند، و شمار واقعی از این هم بیشتر است.",
    ]


def test_what_a_page_says_of_itself_is_taken():
    found = only(PAGE.encode(), "toll.html", url="https://example.org/fa/toll?from=mail")
    document = found.document
    assert (document.title, document.author, found.publisher) == ("شمار کشته‌شدگان", "مریم رحیمی", "روزنامه")
    assert document.url == "https://example.org/fa/toll"
    assert (document.published_on, document.language) == ("2019-12-02", "fa")


def test_the_encoding_that_a_page_states_is_used():
    said = "По данным властей, погибли не менее 30 человек."
    page = f"<html><head><meta charset='windows-1251'></head><body><p>{said}</p></body></html>"
    assert only(page.encode("windows-1251"), "a.htm").document.text == said


def test_a_page_with_a_broken_byte_is_read_and_says_so_and_one_of_another_encoding_is_not():
    said = "At least 161 people were killed, the group said in its report of Monday, which it called a first count."
    page = f"<html><body><p>{said}</p><p>{said} X</p></body></html>".encode()
    found = only(page.replace(b" X", b" \xff"), "a.html")
    assert found.document.text.splitlines() == [said, f"{said} \ufffd"]
    assert found.notes == ("1 bytes are not utf-8, and stand as � in its text",)
    with pytest.raises(BadFile, match="is not UTF-8"):
        read("<html><body><p>死者 負傷者 情報源</p></body></html>".encode("shift_jis"), "a.html")


@pytest.mark.parametrize(
    "page",
    [
        "<p>At least 161 people were killed.</p>",
        "At least 161 people were killed.",
        "<P>At least 161 people were killed.<BR>",
        "<article><p>At least 161 people were killed.</p></article>",
    ],
)
def test_a_piece_of_a_page_is_read_too(page):
    assert only(page.encode(), "a.html").document.text == "At least 161 people were killed."


def test_joiners_are_kept_in_what_a_page_says_of_itself_as_json():
    body = ". ".join([PERSIAN] * 4)
    said = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "دست‌کم ۱۶۱ کشته", "articleBody": body}
    script = f"<script type='application/ld+json'>{json.dumps(said)}</script>"
    page = f"<html><head><title>x</title>{script}</head><body><div id='app'></div></body></html>"
    assert "\\u200c" in page
    document = only(page.encode(), "a.html").document
    assert (document.title, document.text) == ("دست‌کم ۱۶۱ کشته", body)


def test_letters_that_stand_in_for_others_never_get_into_the_text():
    said = "ᚠᚢᚦ runes, and 10\u202f000 killed, the ministry said in its report on Monday."
    assert only(f"<html><body><p>{said}</p></body></html>".encode(), "a.html").document.text == said


def test_the_paragraphs_of_a_short_report_stay_apart():
    page = "<article><time>2 December</time><h1>Toll</h1><p>At least 161 people were killed, he said.</p><p>Or 304.</p>"
    assert only(f"<html><body>{page}</article></body></html>".encode(), "a.html").document.text.splitlines() == [
        "Toll",
        "At least 161 people were killed, he said.",
        "Or 304.",
    ]


def test_footnotes_and_powers_do_not_run_into_numbers_and_struck_out_ones_are_left_out():
    said = "It counted 161<sup><a href='#f'>2</a></sup> dead, <del>143</del> <s>150</s> and 10 m<sup>3</sup> of water."
    found = only(f"<html><body><p>{said}</p><p>So it said on Monday.</p></body></html>".encode(), "a.html")
    assert found.document.text.splitlines()[0] == "It counted 161² dead, and 10 m³ of water."
    assert found.notes == ("struck-out text was left out",)


def test_what_a_page_does_not_say_is_not_made_up():
    page = "<html><body><p>At least 161 people were killed on 2 December 2019, the group said.</p></body></html>"
    found = only(page.encode(), "a.html", url="https://news.example.org/a")
    assert (found.publisher, found.document.published_on, found.document.author) == (None, None, None)


def test_a_page_without_text_is_refused_with_the_next_step():
    with pytest.raises(BadFile, match="the page holds no text") as refused:
        read(b"<html><body><script>show('161 killed')</script></body></html>", "app.html")
    assert "copy its text" in refused.value.hint


def test_pieces_of_markup_keep_their_lines_and_lose_what_is_not_shown():
    text = text_of(
        "<p>161  <b>killed</b>,\n he said</p><ul><li>a<li>b</ul><script>x</script><!-- c --><i hidden>y</i>", name="a"
    )
    assert text == "161 killed, he said\na\nb"


# PDF


LIGATURES = {"\ufefb": "\u0644\u0627", "\ufef7": "\u0644\u0623"}
"""Lam and alef as one sign, as fonts write them, with the letters that browsers put beside them."""


def drawn(letter):
    if letter not in LIGATURES:
        return f"<{ord(letter):04x}> Tj "
    said = LIGATURES[letter].encode("utf-16-be").hex()
    return f"/Span << /ActualText <feff{said}> >> BDC <{ord(letter):04x}> Tj EMC "


def pdf(*lines, title=""):
    """Make a PDF that shows each line from left to right, as it is seen, in a font that names its letters only."""
    places = (f"BT /F 12 Tf 50 {700 - 20 * at} Td" for at in range(len(lines)))
    shown = "".join(f"{place} {''.join(map(drawn, line))} ET\n" for place, line in zip(places, lines, strict=True))
    names = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
    names += "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    letters = sorted(set("".join(lines)))
    names += f"{len(letters)} beginbfchar\n" + "".join(f"<{ord(c):04x}> <{ord(c):04x}>\n" for c in letters)
    names += "endbfchar endcmap end end"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(shown)} >> stream\n{shown}endstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R>>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 600 /CIDSystemInfo 9 0 R /FontDescriptor 8 0 R >>",
        f"<< /Length {len(names)} >> stream\n{names}\nendstream",
        "<< /Type /FontDescriptor /FontName /F /Flags 4 /FontBBox [0 0 600 800] /ItalicAngle 0 /Ascent 800 /StemV 80>>",
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
        f"<< /Title ({title}) /Author (M. Rahimi) >>",
    ]
    return pdf_of(parts, trailer="/Info 10 0 R ")


def as_seen(line):
    """Return a right-to-left line in the order in which it is seen from left to right; numbers keep theirs."""
    return " ".join(word if word.isdecimal() else word[::-1] for word in reversed(line.split(" ")))


@pytest.fixture
def poppler():
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler's pdftotext is not installed")


@pytest.fixture
def no_poppler(monkeypatch):
    monkeypatch.setattr("claims.documents.pdf.shutil.which", lambda _: None)


@pytest.mark.usefixtures("poppler")
def test_a_right_to_left_pdf_keeps_its_digits_in_order():
    found = only(pdf(as_seen(PERSIAN)), "a.pdf")
    assert found.document.text.strip().replace("\u200c", "") == PERSIAN.replace("\u200c", "")
    assert "compare numbers with the page" in found.notes[0]


@pytest.mark.usefixtures("poppler")
def test_a_pdf_gives_its_title_and_author():
    document = only(pdf(ENGLISH, title="The toll"), "whatever").document
    assert (document.text.strip(), document.title, document.author) == (ENGLISH, "The toll", "M. Rahimi")


@pytest.mark.usefixtures("no_poppler")
def test_without_pdftotext_a_right_to_left_pdf_is_refused_with_the_program_that_reads_it():
    with pytest.raises(BadFile, match="right-to-left text, whose digits only pdftotext gives") as refused:
        read(pdf(as_seen(PERSIAN)), "a.pdf")
    assert "apt-get install poppler-utils" in refused.value.hint


@pytest.mark.usefixtures("no_poppler")
def test_without_pdftotext_a_left_to_right_pdf_is_read_all_the_same():
    document = only(pdf(ENGLISH, title="The toll"), "a.pdf").document
    assert (document.text.strip(), document.title, document.author) == (ENGLISH, "The toll", "M. Rahimi")


@pytest.mark.usefixtures("no_poppler")
def test_without_pdftotext_a_broken_text_is_refused():
    with pytest.raises(BadFile, match="comes out broken"):
        read(pdf("Atleast\ue001\ue002\ue003people\ue001\ue002"), "a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.4 nothing", pdf(ENGLISH)[:400]], ids=["nothing", "cut_off"])
@pytest.mark.parametrize("how", ["poppler", "no_poppler"])
def test_a_damaged_pdf_is_refused(data, how, request):
    request.getfixturevalue(how)
    with pytest.raises(BadFile, match=r"it is no PDF that|its pages hold no text"):
        read(data, "a.pdf")


@pytest.mark.parametrize("how", ["poppler", "no_poppler"])
def test_a_pdf_of_pictures_is_refused_with_the_next_step(how, request):
    request.getfixturevalue(how)
    with pytest.raises(BadFile, match="its pages hold no text") as refused:
        read(pdf(), "scan.pdf")
    assert "ocrmypdf" in refused.value.hint


def test_blanks_of_a_run_in_the_other_direction_stand_where_they_are_read():
    assert in_reading_order("\u202bدست کم \u202a ۱۶۱\u202cکشته\u202c") == "دست کم ۱۶۱ کشته"


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("line", ["قتل 161 على الأقل خلال ثلاثة أيام", "فضلا عن لا شيء"])
def test_lam_and_alef_of_a_right_to_left_pdf_stand_in_their_order(line):
    for sign, letters in LIGATURES.items():
        line = line.replace(letters, sign)
    found = only(pdf(as_seen(line)), "a.pdf")
    assert found.document.text.strip() == normalize("NFKC", line)
    assert "in the order in which pypdf reads them" in found.notes[-1]


@pytest.mark.parametrize("line", ["األقل من اإليراني", "الاقتصاد"])
def test_without_a_second_reader_only_what_no_word_can_be_is_put_right(monkeypatch, line):
    monkeypatch.setattr("claims.documents._pdf_ligatures._words_of", lambda _: None)
    found, (note,) = in_order(line, "a.pdf")
    assert found == line.replace("األ", "الأ").replace("اإل", "الإ")
    assert "pip install" in note


def test_a_lam_before_a_final_alef_is_put_right_where_the_other_reader_has_it_so(monkeypatch):
    monkeypatch.setattr("claims.documents._pdf_ligatures._words_of", lambda _: frozenset({"على", "إلى", "دلىل"}))
    found, (note,) = in_order("عىل الأقل إىل دلىل", "a.pdf")
    assert found == "على الأقل إلى دلىل"
    assert note.startswith("2 words")


# Word


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(*paragraphs, extra=""):
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = "The toll", "M. Rahimi"
    for text in paragraphs:
        made.add_paragraph(text)
    if extra:
        made.paragraphs[-1]._p.append(parse_xml(extra))
    table = made.add_table(2, 2)
    for row, texts in enumerate((("city", "killed"), ("Tehran", "20"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_a_word_file_gives_paragraphs_and_tables_in_order_with_title_and_author():
    document = only(word("At least 161\u00a0people were killed.", "The group said so."), "a.docx").document
    assert document.text == "At least 161\u00a0people were killed.\nThe group said so.\ncity\tkilled\nTehran\t20\n"
    assert (document.title, document.author) == ("The toll", "M. Rahimi")


@pytest.mark.parametrize(
    ("extra", "text"),
    [
        (f"<w:ins {W}><w:r><w:t>304</w:t></w:r></w:ins>", "killed: 304\n"),
        (f"<w:del {W}><w:r><w:delText>143</w:delText></w:r></w:del>", "killed: \n"),
        (f"<w:sdt {W}><w:sdtContent><w:r><w:t>304</w:t></w:r></w:sdtContent></w:sdt>", "killed: 304\n"),
        (f"<w:hyperlink {W}><w:r><w:t>304</w:t></w:r></w:hyperlink>", "killed: 304\n"),
        (f"<w:r {W}><w:t>304</w:t><w:tab/><w:br/></w:r>", "killed: 304\t\n\n"),
    ],
    ids=["inserted", "deleted", "content_control", "link", "signs"],
)
def test_word_files_hold_what_stands_after_tracked_changes(extra, text):
    assert only(word("killed: ", extra=extra), "a.docx").document.text.startswith(text)


def run(style, text):
    return f"<w:r {W}><w:rPr>{style}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("style", "text", "notes"),
    [
        ('<w:vertAlign w:val="superscript"/>', "killed: 16²\n", ()),
        ('<w:vertAlign w:val="subscript"/>', "killed: 16₂\n", ()),
        ('<w:vertAlign w:val="baseline"/>', "killed: 162\n", ()),
        ("<w:strike/>", "killed: 16\n", ("struck-out text was left out",)),
        ('<w:dstrike w:val="1"/>', "killed: 16\n", ("struck-out text was left out",)),
        ('<w:strike w:val="0"/>', "killed: 162\n", ()),
        ("<w:vanish/>", "killed: 16\n", ("hidden text was left out",)),
        ('<w:vanish w:val="false"/>', "killed: 162\n", ()),
    ],
)
def test_a_word_file_is_read_as_it_looks(style, text, notes):
    found = only(word("killed: 16", extra=run(style, "2")), "a.docx")
    assert found.document.text.startswith(text)
    assert found.notes == notes


def test_an_archive_that_is_no_word_file_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "161 killed")
        archive.writestr("b.txt", "304 killed")
    with pytest.raises(BadFile, match="no Word file that can be read"):
        read(file.getvalue(), "a.docx")


# Feeds


RSS = """<?xml version="1.0" encoding="utf-8"?><!-- ours --><rss version="2.0"><channel><title>The Agency</title>
<item><title>161 killed &amp; 600 injured</title><link>https://example.org/1</link>
<pubDate>Mon, 02 Dec 2019 00:30:00 +0330</pubDate>
<description>&lt;p&gt;At least 161 people were killed.&lt;/p&gt;The group said so.</description></item>
<item><title>Nothing new, the ministry said on Tuesday</title><guid>no-address</guid></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Agency</title><entry>
<title type="html">&lt;b&gt;12&lt;/b&gt; dead</title>
<link href="https://example.org/2"/><updated>2019-12-02T23:00:00-05:00</updated><summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>At least 12 people were killed, he said.</p></div>
</content></entry></feed>"""


def test_each_entry_of_a_feed_is_a_document():
    first, second = read(RSS.encode(), "news.xml", url="https://example.org/feed")
    assert first.document.text == "161 killed & 600 injured\n\nAt least 161 people were killed.\nThe group said so."
    assert (first.document.url, first.document.published_on) == ("https://example.org/1", "2019-12-02")
    assert first.publisher == second.publisher == "The Agency"
    assert (second.document.text, second.document.url) == (
        "Nothing new, the ministry said on Tuesday",
        "https://example.org/feed",
    )
    assert first.document.sha256 != second.document.sha256


def test_an_atom_entry_gives_its_content_rather_than_its_summary_and_its_own_day():
    found = only(ATOM.encode(), "news")
    assert found.document.text == "12 dead\n\nAt least 12 people were killed, he said."
    assert (found.document.title, found.document.published_on) == ("12 dead", "2019-12-02")


def test_a_feed_without_entries_is_refused():
    with pytest.raises(BadFile, match="no entry with a text"):
        read(b'<rss version="2.0"><channel><title>Empty</title></channel></rss>', "a.rss")


def test_a_feed_that_breaks_off_says_so():
    found = read(RSS.encode()[:-60], "a.rss")
    assert "not well-formed" in found[0].notes[0]


# Web archives


def record(kind, url, body, **headers):
    answer = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items() if name != "status")
    payload = f"HTTP/1.1 {headers.get('status', '200 OK')}\r\n{answer}\r\n".encode() + body
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2019-12-03T10:00:00Z\r\n"
    head += f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype={kind}\r\n"
    return f"{head}Content-Length: {len(payload)}\r\n\r\n".encode() + payload + b"\r\n\r\n"


ROOT = "https://example.org/"
HTML, PICTURE = {"Content_Type": "text/html"}, {"Content_Type": "image/png"}
ARCHIVE = (
    record("request", ROOT + "fa", b"", **HTML)
    + record("response", ROOT + "fa", gzip.compress(PAGE.encode()), Content_Encoding="gzip", **HTML)
    + record("response", ROOT + "a.png", b"\x89PNG", **PICTURE)
    + record("response", ROOT + "gone", b"<html>", status="404 Not Found", **HTML)
    + record("response", ROOT + "empty", b"<html><body></body></html>", **HTML)
    + record("response", ROOT + "a.txt", ENGLISH.encode(), Content_Type="text/plain; charset=utf-8")
)


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_each_page_of_a_web_archive_is_a_document_with_the_day_of_its_capture(tmp_path, pack):
    (tmp_path / "crawl.warc.gz").write_bytes(pack(ARCHIVE))
    page, text = (item.document for item in read_documents(str(tmp_path / "crawl.warc.gz")).found)
    assert (page.url, page.accessed_on, page.title) == ("https://example.org/fa/toll", "2019-12-03", "شمار کشته‌شدگان")
    assert (text.url, text.accessed_on, text.text) == ("https://example.org/a.txt", "2019-12-03", ENGLISH)


def test_what_is_left_out_of_a_web_archive_is_said():
    (note,) = read(ARCHIVE, "crawl.warc")[-1].notes
    said = "left out of the archive: 1 × image/png; 1 × an answer with status 404; "
    assert note == f"{said}1 × https://example.org/empty: the page holds no text"


def test_a_web_archive_without_pages_is_refused():
    with pytest.raises(BadFile, match="no page or text is in it"):
        read(record("response", ROOT + "a.png", b"\x89PNG", **PICTURE), "a.warc")


# Packages that are not there


@pytest.mark.parametrize(
    ("package", "data", "name"),
    [
        ("trafilatura", PAGE.encode(), "a.html"),
        ("docx", word("161 killed"), "a.docx"),
        ("feedparser", RSS.encode(), "a.rss"),
        ("warcio", ARCHIVE, "a.warc"),
    ],
)
def test_a_missing_package_is_named_with_the_extra(monkeypatch, package, data, name):
    real = builtins.__import__

    def without(wanted, *rest):
        if wanted.partition(".")[0] == package:
            raise ImportError(wanted)
        return real(wanted, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra) as refused:
        read(data, name)
    assert "who-claimed-what[articles]" in refused.value.hint


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word("161 killed")[:900] + bytes(300) + word("161 killed")[1200:], "a.docx"),
        (ARCHIVE.replace(b"WARC-Target-URI", b"WARC-Nothing"), "a.warc"),
        (ARCHIVE[:-40], "a.warc"),
        (b"<rss><channel><item><title>161 &#0; killed \x01</title></item></channel></rss>", "a.rss"),
        (b"<html><body><p>161<sup>2&#1;</sup> killed &#xd800; &zwnj;</p></body></html>", "a.html"),
    ],
    ids=["word", "archive_without_addresses", "archive_cut_off", "feed", "page"],
)
def test_a_damaged_file_is_read_as_far_as_it_is_one_or_refused(data, name, capfd):
    try:
        found = read(data, name)
    except BadFile as refused:
        found, hint = [], refused.hint
    assert found or hint
    assert all("161" in item.document.text or "۱۶۱" in item.document.text for item in found)
    assert capfd.readouterr() == ("", "")


def test_what_swells_beyond_measure_is_refused_or_left_out(monkeypatch):
    monkeypatch.setattr("claims.unpacked._HARMLESS", 1_000_000)
    file = io.BytesIO(word("161 killed"))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/trap.xml", bytes(20_000_000))
    with pytest.raises(BadFile, match="which is a trap or an error"):
        read(file.getvalue(), "a.docx")
    monkeypatch.setattr("claims.documents.warc._LARGEST", 200)
    assert "1 × an answer of more than 0 MB" in read(ARCHIVE, "a.warc")[-1].notes[0]
