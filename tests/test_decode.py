"""Encodings: what bytes prove is read and stated, what they do not prove is never guessed in silence."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import registry
from claims.decode import charset_of_page, decode
from claims.decode_guess import guess
from claims.errors import BadFile
from claims.model import Problem
from claims.table import ReadOptions, Row

FRENCH = "Le nombre de blessés selon l'élève où ça coûte déjà d'être « tués »"
GERMAN = "Getötete und Verletzte über München, Straße nach Österreich"
SPANISH = "¿Quién? En España los heridos son más, la población no cayó"
ARABIC = "القتلى والجرحى بحسب منظمة العفو الدولية"
PERSIAN = "كشته شدگان و زخميها به گزارش پليس"
RUSSIAN = "убитые и раненые, источник Москва"
POLISH = "zabici i ranni, Łódź, źródło w całości"
CZECH = "zabití a ranění, příliš žluťoučký kůň"
TURKISH = "ölü ve yaralı, kaynağı İstanbul şehri"
GREEK = "νεκροί και τραυματίες στην Αθήνα"

UKRAINIAN = "загиблі та поранені, Міністерство внутрішніх справ України, Київ, Їжаківка, їхні родичі"
CHINESE = "截至目前全省因灾死亡人口，国家防汛抗旱总指挥部，四川省人民政府新闻办公室通报有关情况，地震造成的损失"
TRADITIONAL = "內政部消防署公布地震死亡人數，南投縣及臺中市政府災害應變中心，高雄市的傷亡情況仍在調查當中，受傷"
JAPANESE = "東日本大震災による被害の状況について、警察庁緊急災害警備本部の広報資料、行方不明者と負傷者の数は次のとおり"
CAPITALS = "ДОНЕЦКАЯ ОБЛАСТЬ, ЛУГАНСКАЯ ОБЛАСТЬ, МОСКВА, КАЗАНЬ, РОСТОВ-НА-ДОНУ, НИЖНИЙ НОВГОРОД, ОМСК, ТУЛА"
GREEK_CAPITALS = "ΑΘΗΝΑ, ΘΕΣΣΑΛΟΝΙΚΗ, ΠΑΤΡΑ, ΗΡΑΚΛΕΙΟ, ΛΑΡΙΣΑ, ΒΟΛΟΣ"
HEBREW = "ירושלים, תל אביב, חיפה, באר שבע, הרוגים ופצועים"
KOREAN = "중앙재난안전대책본부에서 발표한 인명 피해 현황, 서울특별시와 대구광역시 지역별 확진자와 사망자"

PROVED = {
    "french_windows": (FRENCH, "windows-1252"),
    "french_mac": (FRENCH, "mac-roman"),
    "german_windows": (GERMAN, "windows-1252"),
    "german_dos": (GERMAN, "cp850"),
    "spanish_windows": (SPANISH, "windows-1252"),
    "spanish_mac": (SPANISH, "mac-roman"),
    "arabic_windows": (ARABIC, "windows-1256"),
    "arabic_iso": (ARABIC, "iso-8859-6"),
    "persian_windows": (PERSIAN, "windows-1256"),
    "russian_windows": (RUSSIAN, "windows-1251"),
    "russian_koi": (RUSSIAN, "koi8-r"),
    "russian_dos": (RUSSIAN, "cp866"),
    "polish_windows": (POLISH, "windows-1250"),
    "polish_iso": (POLISH, "iso-8859-2"),
    "czech_windows": (CZECH, "windows-1250"),
    "turkish_windows": (TURKISH, "windows-1254"),
    "greek_windows": (GREEK, "windows-1253"),
    "russian_iso": (RUSSIAN, "iso-8859-5"),
    "ukrainian_koi": (UKRAINIAN, "koi8-u"),
    "ukrainian_windows": (UKRAINIAN, "windows-1251"),
    "russian_capitals": (CAPITALS, "windows-1251"),
    "russian_koi_capitals": (CAPITALS, "koi8-r"),
    "russian_dos_capitals": (CAPITALS, "cp866"),
    "hebrew_dos": (HEBREW, "cp862"),
    "polish_dos": (POLISH, "cp852"),
    "chinese": (CHINESE, "gb18030"),
    "chinese_traditional": (TRADITIONAL, "big5"),
    "japanese_windows": (JAPANESE, "cp932"),
    "japanese_unix": (JAPANESE, "euc_jp"),
    "japanese_mail": (JAPANESE, "iso2022_jp"),
    "korean": (KOREAN, "cp949"),
}


def read(data, name="file.csv", **options):
    return registry.load(registry.importer_for(name, data[:8192])).read(
        BytesIO(data), name=name, options=ReadOptions(**options)
    )


def cells(table):
    return [row.cells for row in table.rows]


@pytest.mark.parametrize(("text", "encoding"), PROVED.values(), ids=PROVED)
def test_reads_what_the_letters_prove_and_says_so(text, encoding):
    table = read(f"a;b\n1;{text}\n".encode(encoding))
    assert cells(table) == [["1", text]]
    assert table.notes == (f"read as {encoding}, by the look of it; if it is another, name it with --encoding",)


@pytest.mark.parametrize("encoding", ["gb18030", "cp932", "euc_jp"])
def test_a_few_signs_of_two_bytes_prove_nothing(encoding):
    with pytest.raises(BadFile, match="is not UTF-8") as caught:
        cells(read("a;b\n1;日本\n".encode(encoding)))
    assert "gb18030 or big5 for Chinese, shift_jis for Japanese" in caught.value.hint


def test_capitals_that_may_be_small_letters_of_another_alphabet_are_asked_about():
    with pytest.raises(BadFile, match=f"not sure: windows-1253 .*{GREEK_CAPITALS}.* or koi8-r"):
        cells(read(f"a;b\n1;{GREEK_CAPITALS}\n".encode("windows-1253")))


def test_letters_far_into_a_file_prove_it_too():
    before = "a,b\n" + "1,22\n" * 300_000
    table = read((before + f"3,{FRENCH}\n").encode("windows-1252"))
    assert list(table.rows)[-1].cells == ["3", FRENCH]
    assert table.notes[0].startswith("read as windows-1252")


def test_latin_1_is_read_as_its_larger_sister():
    assert cells(read(f"a;b\n1;{GERMAN}\n".encode("iso-8859-1"))) == [["1", GERMAN]]


@pytest.mark.parametrize("name", ["file.csv", "file.json"])
def test_json_is_looked_at_in_the_same_way(name):
    text = f'[{{"a": "{FRENCH}"}}]' if name == "file.json" else f"a;b\n{FRENCH};1\n"
    (row,) = read(text.encode("windows-1252"), name).rows
    assert FRENCH in (row.cells.values() if name == "file.json" else row.cells)


def test_a_quotation_mark_alone_is_no_letter_of_another_language():
    text = "É,« au moins 161 » tués"
    table = read(f"a,b\n{text}\n".encode("windows-1252"))
    assert (cells(table), table.notes[0][:20]) == ([text.split(",")], "read as windows-1252")


WRONG = {
    "french_windows": ("tués", "windows-1252"),
    "german_latin": ("Straße", "iso-8859-1"),
    "quotes_windows": ("l’élève", "windows-1252"),
    "arabic_windows": ("القتلى", "windows-1252"),
    "arabic_latin": ("منظمة", "iso-8859-1"),
    "russian_latin": ("Москва", "iso-8859-1"),
    "russian_cyrillic": ("убитые", "windows-1251"),
}


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with_a_mark"])
@pytest.mark.parametrize(("word", "encoding"), WRONG.values(), ids=WRONG)
def test_letters_that_were_read_wrongly_before_are_told_and_stay(word, encoding, mark):
    wrong = word.encode().decode(encoding)
    table = read(f"{mark}a,b\n1,{wrong}\n".encode())
    assert cells(table) == [["1", wrong]]
    assert [note for note in table.notes if note.startswith(f"“{wrong}” looks like “{word}”")]


@pytest.mark.parametrize("word", ["M\ufffddecins", "Mï¿½decins"])
def test_letters_that_a_program_could_not_read_are_told(word):
    table = read(f"a,b\n1,{word}\n".encode())
    assert cells(table) == [["1", word]]
    assert table.notes[0].startswith(f"“{word}” has lost a letter,")


RIGHT = [
    *("SÃO PAULO", "«VIVE LA LIBERTÉ»", "«FÊTÉ»", "ÜBER®", "på“", "„GÄRTNER“", "Øst–vest", "Ñandú", "naïve", "PÂ€"),
    *("«СССР»", "РСФСР", "ВСЁ»", "Всё…", "С…", "Рівне", "Р. С.", "С–Пб", "Đường số người", "źródło", "5 °C", FRENCH),
    *(GERMAN, SPANISH, ARABIC, PERSIAN, RUSSIAN, POLISH, CZECH, TURKISH, GREEK),
]


@pytest.mark.parametrize("text", RIGHT)
def test_letters_that_stand_side_by_side_in_some_language_are_not_called_wrong(text):
    assert read(f"a;b\n1;{text}\n".encode()).notes == ()


UNPROVED = {
    "one_sign": ("4,5,©", "windows-1252", "windows-1252 (“4,5,©”)"),
    "one_letter": ("4,é", "windows-1252", "windows-1252 (“4,é”)"),
    "japanese": ("4,死者 負傷者 情報源", "shift_jis", "is not UTF-8"),
    "chinese": ("4,死亡人数 受伤 来源", "gb18030", "is not UTF-8"),
    "korean": ("4,사망자 부상자 출처", "euc-kr", "is not UTF-8"),
    "japanese_like_french": ("4,東京 人数 負傷 人数 地震", "shift_jis", "is not UTF-8"),
    "korean_like_russian": ("4,민간인 민간인", "cp949", "is not UTF-8"),
    "chinese_like_russian": ("4,警方 报告", "gb18030", "is not UTF-8"),
    "vietnamese": ("4,Đường số người chết", "cp1258", "is not UTF-8"),
}


@pytest.mark.parametrize(("line", "encoding", "said"), UNPROVED.values(), ids=UNPROVED)
def test_says_what_the_two_likeliest_would_give_where_nothing_is_proved(line, encoding, said):
    with pytest.raises(BadFile) as caught:
        list(read(f"a,b\n1,2\n{line}\n".encode(encoding, "ignore")).rows)
    assert said in str(caught.value)
    assert "what it is instead is not sure" in str(caught.value)
    assert str(caught.value).count("(“") == 2
    assert caught.value.row == 3
    assert "--encoding" in caught.value.hint


ONE_WORD = (
    "Number – killed",
    "82–100",
    "Männer",
    "Todesfälle",
    "Máximo",
    "Número",
    "Niños",
    "Región",
)


@pytest.mark.parametrize("text", ONE_WORD)
def test_one_word_proves_an_encoding_where_no_language_writes_what_another_makes_of_it(text):
    table = read(f"Date,Killed,{text}\n2019-01-02,4,5\n".encode("windows-1252"))
    assert [name for name in table.columns if name == text] == [text]


def test_utf_8_with_a_broken_letter_is_not_read_as_something_else():
    data = f"a;b\n1;{FRENCH}\n2;".encode() + b"\xc3\n"
    with pytest.raises(BadFile, match=r"row 3: byte 0xc3 at offset \d+ is not UTF-8$") as caught:
        list(read(data).rows)
    assert "--encoding utf-8 reads all other rows" in caught.value.hint


def test_where_utf_8_is_named_only_the_rows_with_broken_letters_are_refused():
    rows = list(read(b"a;b\n1;\xe4;5\n2;\xc3\xa9\n\xffx;4\n", encoding="utf-8").rows)
    assert [(row.row, row.raw) for row in rows if isinstance(row, Problem)] == [(2, r"1;\xe4;5"), (4, r"\xffx;4")]
    assert [row.cells for row in rows if isinstance(row, Row)] == [["2", "é"]]
    with pytest.raises(BadFile, match=r"header cannot be read: it holds a byte that is not UTF-8 .\\xe4"):
        read(b"\xe4;b\n1;2\n", encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["a,b\n1,2\n", f"a,b\n1,{FRENCH}\n2,x\n", f"a,b\n1,{ARABIC}\n2,{ARABIC}\n"])
def test_utf_16_without_its_mark_is_read(text, encoding):
    table = read(text.encode(encoding))
    assert [",".join(row) for row in cells(table)] == text.splitlines()[1:]
    assert table.notes[0].startswith(f"read as {encoding}")


def test_the_encoding_that_is_named_is_not_doubted():
    assert cells(read("a,b\n1,©\n".encode("windows-1252"), encoding="windows-1256")) == [["1", "©"]]


@pytest.mark.parametrize("text", [FRENCH, ARABIC], ids=["french", "arabic"])
@pytest.mark.parametrize("start", ["", "sep=;\r"])
def test_old_mac_line_ends_and_a_line_with_the_delimiter(text, start):
    encoding = "mac-roman" if text is FRENCH else "windows-1256"
    table = read(f"{start}a;b\r1;{text}\r2;x\r".encode(encoding))
    assert (table.columns, cells(table)) == (("a", "b"), [["1", text], ["2", "x"]])


def test_the_two_readings_are_shown_where_they_differ():
    first, second = "x" * 100 + "é", "y" * 100 + "Ď"
    with pytest.raises(BadFile, match=r"\(“…y+Ďy*”\)") as caught:
        list(read(f"a\n{first}\n{second}\n".encode("windows-1250")).rows)
    assert "“…xxx" not in str(caught.value)


def test_a_long_line_is_cut_around_the_doubtful_sign():
    with pytest.raises(BadFile, match=r"\(“…x{30}©x{29}…”\)"):
        list(read(b"a\n" + b"x" * 200 + b"\xa9" + b"x" * 200 + b"\n").rows)


@given(st.binary(max_size=200))
def test_any_bytes_have_a_guess_that_can_be_named(data):
    found = guess(data)
    assert 1 <= len(found.encodings) <= 2
    for encoding in found.encodings:
        "".encode(encoding)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(str.strip))
def test_text_that_is_utf_8_is_read_as_utf_8(text):
    table = read(('"' + text.replace('"', '""') + '"\n').encode())
    assert not any("look of it" in note for note in table.notes)


@pytest.mark.parametrize(
    ("said", "encoding"),
    [("windows-1256", "windows-1256"), ("ISO-8859-1", "windows-1252"), ("utf8", None), ("x-nothing", None), ("", None)],
)
def test_the_encoding_that_a_page_states_is_taken_as_browsers_take_it(said, encoding):
    stream = BytesIO(f"<html><head><meta charset='{said}'></head>".encode())
    assert charset_of_page(stream) == encoding
    assert stream.tell() == 0


@pytest.mark.parametrize(("written", "said", "found"), [("utf-8", "iso-8859-1", None), ("gbk", "gbk", "gbk")])
def test_a_page_in_utf_8_that_says_another_encoding_of_single_bytes_is_utf_8(written, said, found):
    text = GERMAN if written == "utf-8" else "死者 负伤者"
    page = f"<html><head><meta charset='{said}'></head><table><tr><td>{text}</td></tr></table>".encode(written)
    assert charset_of_page(BytesIO(page)) == found


def test_utf_8_among_other_bytes_is_told_where_an_encoding_of_single_bytes_is_named():
    data = "État-major,5\n".encode() + "Cruz Roja Española,6\n".encode("cp1252")
    text = decode(BytesIO(data), name="a.csv", encoding="windows-1252")
    assert text.notes[0] == "read as windows-1252"
    assert text.notes[1].startswith("“Ã‰tat-major” looks like “État-major”: some of the file is UTF-8")
    assert text.stream.read().startswith("Ã‰tat-major,5")


@pytest.mark.parametrize("encoding", ["windows-1252", "windows-1251", "iso-8859-1"])
def test_bytes_of_one_encoding_alone_are_not_taken_for_utf_8(encoding):
    words = {
        "windows-1251": "Донецкая область, Ёлка",
        "windows-1252": "Señor Ångström, Ünal",
        "iso-8859-1": "Málaga é ã",
    }
    text = decode(BytesIO(words[encoding].encode(encoding)), name="a.csv", encoding=encoding)
    assert text.notes == (f"read as {encoding}",)


def test_the_hint_of_two_likely_encodings_names_both():
    data = "source,says\nÉtat-major,5\n".encode("mac_roman")
    text = decode(BytesIO(data), name="a.csv", encoding=None)
    with pytest.raises(UnicodeDecodeError) as caught:
        text.stream.read()
    assert "--encoding cp850 or --encoding mac-roman" in text.not_decoded(caught.value).hint


def test_a_text_is_held_whole_up_to_a_length():
    text = decode(BytesIO(b"abcd"), name="a.xml", encoding=None)
    with pytest.raises(BadFile, match="it is longer than 3 signs") as caught:
        text.whole(most=3, hint="part it")
    assert caught.value.hint == "part it"
    assert decode(BytesIO(b"abcd"), name="a.xml", encoding=None).whole(most=4, hint="") == "abcd"
