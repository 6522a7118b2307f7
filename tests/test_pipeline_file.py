"""The file behind an ingest: compressed, in an archive, from standard input or from the web, and what is kept of it."""

import bz2
import errno
import gzip
import io
import lzma
import os
import sys
import tarfile
import zipfile
from contextlib import nullcontext
from dataclasses import replace
from hashlib import sha256
from types import SimpleNamespace

import pytest
from builders import BY, Clock, fill
from local_server import serving

from claims.errors import BadFile, NotFetched
from claims.mapping import from_flags
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.file import on_disk
from claims.pipeline.ingest import IngestOptions, ingest
from claims.pipeline.propose import propose
from claims.table import ReadOptions

CSV = b"event,measure,source,says,as_of\niran-protests-2019,killed,mek,at least 600,2019-12-02\n"
ARTICLE = "Some said at least 600 were killed.\n"
OPEN = IngestOptions(language="en", allow_private=True)
FIRE = "<table><tr><th>event</th><th>source</th><th>measure</th><th>says</th></tr>"
FIRE += "<tr><td>Пожар</td><td>МЧС</td><td>killed</td><td>12</td></tr></table>"
ANSWER = b'{"count": 1, "data": [{"event": "Fire", "source": "MoE", "deaths": 12, "date": "2018-03-25"}]}'


def zipped(members, **options):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def taped(members, mode="w"):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as tape:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tape.addfile(entry, io.BytesIO(data))
    return file.getvalue()


@pytest.fixture(scope="module")
def server():
    text = {"Content-Type": "text/plain; charset=utf-8"}
    pages = {
        "/figures.csv": (200, {"Content-Type": "text/csv"}, CSV),
        "/latest": (302, {"Location": "/figures.csv"}, b""),
        "/figures.csv.gz": (200, {}, gzip.compress(CSV)),
        "/article.txt": (200, text, ARTICLE.encode()),
        "/article.html": (200, {"Content-Type": "text/html"}, b"<p>at least 600"),
        "/latin.txt": (200, text, b"\xe9"),
        "/fire": (200, {"Content-Type": "text/html; charset=KOI8-R"}, FIRE.encode("koi8-r")),
        "/mislabelled": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, FIRE.encode("koi8-r")),
        "/nothing.csv": (200, {}, b""),
        "/answer": (200, {"Content-Type": "application/json"}, ANSWER),
    }
    with serving(pages) as running:
        yield running


@pytest.fixture
def store(tmp_path):
    with ClaimStore.create(tmp_path / "claims.db", clock=Clock()) as made:
        fill(made)
        yield made


def rows(store, sql):
    return [tuple(row) for row in store.connection.execute(sql)]


def blobs(store):
    return rows(store, "select sha256, bytes, media_type, fetched_from from blob order by sha256")


# Addresses


def test_the_charset_that_a_server_states_settles_which_of_two_an_encoding_is(store, server):
    create = frozenset({"event", "source"})
    done = ingest(store, f"{server.root}/fire", by=BY, options=replace(OPEN, create=create))
    assert (done.added, "read as koi8-r, as the server says" in done.notes) == (1, True)
    assert store.find("event", "Пожар")


def test_a_charset_that_the_bytes_gainsay_settles_nothing(store, server):
    with pytest.raises(BadFile, match="what it is instead is not sure: koi8-r"):
        ingest(store, f"{server.root}/mislabelled", by=BY, options=OPEN)


def test_an_empty_answer_is_called_by_its_address(store, server):
    with pytest.raises(BadFile, match=f"^{server.root}/nothing.csv: it is empty"):
        ingest(store, f"{server.root}/nothing.csv", by=BY, options=OPEN)


@pytest.mark.parametrize(
    ("data", "said", "hint"),
    [
        (gzip.compress(gzip.compress(CSV)), "compressed with gzip", "gzip, bzip2 and xz are read, and once"),
        (b"\x28\xb5\x2f\xfd" + CSV, "compressed with zstd", "decompress it"),
    ],
)
def test_what_is_packed_otherwise_is_to_be_unpacked_first(tmp_path, store, data, said, hint):
    (tmp_path / "f.csv.gz").write_bytes(data)
    with pytest.raises(BadFile, match=f"f.csv.gz: it is {said}") as caught:
        ingest(store, str(tmp_path / "f.csv.gz"), by=BY, options=OPEN)
    assert hint in caught.value.hint


def test_an_address_of_another_kind_is_no_path(store):
    with pytest.raises(BadFile, match="no such file") as caught:
        ingest(store, "ftp://example.org/f.csv", by=BY, options=OPEN)
    assert "only http and https" in caught.value.hint


def test_a_mapping_is_proposed_for_an_address_that_is_asked_once(server):
    asked = len(server.asked)
    found = propose(f"{server.root}/answer", allow_private=True)
    assert (found.mapping.records, [one.says for one in found.first], len(server.asked) - asked) == ("data", ["12"], 1)
    with pytest.raises(NotFetched, match="inside a private network"):
        propose(f"{server.root}/answer")


# Compressed


COMPRESSED = {
    "gzip": ("a.csv.gz", gzip.compress(CSV), "a.csv"),
    "gzip_without_its_ending": ("a.csv", gzip.compress(CSV), "a.csv"),
    "gzip_in_two_parts": ("a.csv.gz", gzip.compress(CSV[:20]) + gzip.compress(CSV[20:]), "a.csv"),
    "zip": ("a.zip", zipped({"deep/b.csv": CSV}), "b.csv"),
    "zip_of_a_mac": ("a.zip", zipped({"b.csv": CSV, "__MACOSX/._b.csv": b"x"}), "b.csv"),
    "bzip2": ("a.csv.bz2", bz2.compress(CSV), "a.csv"),
    "xz": ("a.csv.xz", lzma.compress(CSV), "a.csv"),
    "tar": ("a.tar", taped({"deep/b.csv": CSV}), "b.csv"),
    "tar_compressed": ("a.tgz", taped({"deep/b.csv": CSV}, "w:gz"), "b.csv"),
    "tar_in_xz": ("a.tar.xz", taped({"deep/b.csv": CSV, "README": b"x"}, "w:xz"), "b.csv"),
    "gzip_in_zip": ("a.zip", zipped({"b.csv.gz": gzip.compress(CSV)}), "b.csv"),
    "beside_what_describes_it": (
        "a.zip",
        zipped({"Metadata_b.csv": b"x", "code-book.csv": b"x", "b.csv": CSV}),
        "b.csv",
    ),
    "plain": ("a.csv", CSV, "a.csv"),
}


@pytest.mark.parametrize(("name", "data", "inner"), COMPRESSED.values(), ids=COMPRESSED)
def test_gives_what_is_in_it_with_the_hash_of_what_was_given(tmp_path, name, data, inner):
    path = tmp_path / name
    path.write_bytes(data)
    with on_disk(str(path)) as file:
        assert file.path.read_bytes() == CSV
        assert file.inner.endswith(inner)
        assert (file.name, file.sha256) == (str(path), sha256(data).hexdigest())
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    "members", [{"[Content_Types].xml": b"", "xl/workbook.xml": b""}, {"mimetype": b"", "content.xml": b""}], ids=str
)
def test_an_archive_that_is_a_document_is_left_as_it_is(tmp_path, members):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(members))
    with on_disk(str(path)) as file:
        assert file.path == path


@pytest.mark.parametrize(
    ("members", "said", "hint"),
    [
        ({"a.csv": CSV, "deep/b.csv": CSV}, "2 files, of which 2 may be tables: a.csv, deep/b.csv", "--table NAME"),
        ({"a.txt": CSV, "b.pdf": CSV}, "2 files, of which none may be tables: a.txt, b.pdf", "unpack it"),
        ({}, "with nothing in it", "get it again"),
    ],
    ids=["tables", "texts", "empty"],
)
def test_an_archive_of_several_files_names_them(store, tmp_path, members, said, hint):
    (tmp_path / "a.zip").write_bytes(zipped(members))
    with pytest.raises(BadFile, match=f"a.zip: it is a ZIP archive (of )?{said}") as caught:
        ingest(store, str(tmp_path / "a.zip"), by=BY, options=OPEN)
    assert hint in caught.value.hint


def test_a_pipe_is_kept_while_it_is_read_as_it_gives_its_bytes_once(tmp_path):
    """As the shell's <(zcat figures.csv.gz) is: nothing is left for whoever opens it a second time."""
    reading, writing = os.pipe()
    os.write(writing, gzip.compress(CSV))
    os.close(writing)
    with on_disk(f"/dev/fd/{reading}") as file:
        os.close(reading)
        assert (file.path.read_bytes(), file.path.read_bytes()) == (CSV, CSV)


def test_the_name_of_a_file_that_is_not_utf_8_can_be_kept(store, tmp_path):
    name = os.fsdecode(bytes(tmp_path) + b"/caf\xe9.csv")
    with open(name, "wb") as file:  # noqa: PTH123
        file.write(CSV)
    assert ingest(store, name, by=BY).file.endswith("caf\\udce9.csv")


def test_the_only_table_of_an_archive_is_read_and_what_is_beside_it_is_told(store, tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped({"README.txt": b"x", "deep/b.csv": CSV, "codebook.pdf": b"x"}))
    summary = ingest(store, str(tmp_path / "a.zip"), by=BY, options=OPEN)
    told = "read “deep/b.csv”, the only table in the archive; beside it: README.txt, codebook.pdf"
    assert (summary.added, summary.notes) == (1, (told,))


SEVERAL = {"killed/deaths.csv": CSV, "hurt.csv": CSV.replace(b"600", b"700"), "info.html": FIRE.encode()}


@pytest.mark.parametrize("pack", [zipped, taped], ids=["zip", "tar"])
@pytest.mark.parametrize(
    ("table", "read", "low"),
    [
        ("killed/deaths.csv", "killed/deaths.csv", 600),
        ("DEATHS", "killed/deaths.csv", 600),
        ("2", "hurt.csv", 700),
        ("hur", "hurt.csv", 700),
    ],
)
def test_a_table_of_an_archive_is_chosen_by_its_name(store, tmp_path, pack, table, read, low):
    path = tmp_path / "a.zip"
    path.write_bytes(pack(SEVERAL))
    summary = ingest(store, str(path), by=BY, options=replace(OPEN, table=table))
    assert summary.notes == (f"read “{read}” of the archive",)
    assert rows(store, f"select low from claim where batch = {summary.batch}") == [(low,)]
    assert f'"table": "{table}"' in rows(store, f"select mapping from batch where number = {summary.batch}")[0][0]


def test_a_mapping_names_the_table_of_an_archive_and_one_is_proposed_with_it(store, tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(SEVERAL))
    found = propose(str(tmp_path / "a.zip"), options=ReadOptions(table="hurt"), said=from_flags((), ("table=hurt",)))
    assert found.mapping.table == "hurt"
    mapping = from_flags((), ("table=deaths.csv",))
    assert ingest(store, str(tmp_path / "a.zip"), by=BY, options=replace(OPEN, mapping=mapping)).added == 1


def test_a_page_of_an_archive_is_chosen_by_its_name_and_its_table_is_not(store, tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(SEVERAL))
    options = replace(OPEN, table="info.html", create=frozenset({"event", "source"}))
    assert ingest(store, str(tmp_path / "a.zip"), by=BY, options=options).added == 1


@pytest.mark.parametrize(
    ("table", "said"),
    [("arrests", "it holds no file “arrests”"), ("csv", "“csv” is said of several files of the archive")],
)
def test_what_no_table_of_an_archive_is_called_alone_names_those_there_are(store, tmp_path, table, said):
    (tmp_path / "a.zip").write_bytes(zipped(SEVERAL))
    with pytest.raises(BadFile, match=said) as caught:
        ingest(store, str(tmp_path / "a.zip"), by=BY, options=replace(OPEN, table=table))
    assert caught.value.hint == "its files are killed/deaths.csv, hurt.csv"


@pytest.mark.parametrize("name", ["a.zip", "a.xlsx"])
def test_an_archive_that_is_cut_off_says_so(store, tmp_path, name):
    (tmp_path / name).write_bytes(zipped({"[Content_Types].xml": CSV, "b.csv": CSV})[:-30])
    with pytest.raises(BadFile, match="a ZIP archive or a workbook that cannot be opened") as caught:
        ingest(store, str(tmp_path / name), by=BY, options=OPEN)
    assert caught.value.hint == "it is damaged or cut off: get it again"


def test_the_only_file_of_an_archive_is_named_in_a_note(store, tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped({"b.csv": CSV}))
    summary = ingest(store, str(tmp_path / "a.zip"), by=BY, options=OPEN)
    assert (summary.added, summary.notes) == (1, ("read “b.csv”, the only file in the archive",))


DAMAGED = {
    "cut_off": (gzip.compress(CSV)[:-10], "cannot be decompressed"),
    "a_wrong_sum": (gzip.compress(CSV)[:-8] + b"\0" * 8, "cannot be decompressed"),
    "bzip2_cut_off": (bz2.compress(CSV)[:-10], "cannot be decompressed"),
    "bzip2_that_is_none": (b"BZh9" + CSV, "cannot be decompressed"),
    "xz_that_is_none": (b"\xfd7zXZ\0" + CSV, "cannot be decompressed"),
    "tar_cut_off": (taped({"a.csv": CSV * 200})[:700], "cannot be"),
    "not_deflated": (b"\x1f\x8b\x08" + b"x" * 50, "cannot be decompressed"),
}


@pytest.mark.parametrize(("data", "reason"), DAMAGED.values(), ids=DAMAGED)
def test_what_is_damaged_says_so(tmp_path, data, reason):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(data)
    with pytest.raises(BadFile, match=reason) as caught, on_disk(str(path)):
        pass
    assert "again" in caught.value.hint


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zipped({"a.csv": data})], ids=["gzip", "zip"])
def test_what_swells_beyond_measure_is_refused(tmp_path, monkeypatch, pack):
    monkeypatch.setattr("claims.unpacked._HARMLESS", 1_000_000)
    path = tmp_path / "trap"
    path.write_bytes(pack(b"\0" * 3_000_000))
    with pytest.raises(BadFile, match="more than 200 times as large") as caught, on_disk(str(path)):
        pass
    assert "decompress it yourself" in caught.value.hint


def test_an_archive_with_two_files_of_one_name_is_to_be_unpacked(tmp_path):
    (tmp_path / "a.tar").write_bytes(taped({"deaths.csv": b"a\n1\n"}))
    (tmp_path / "new.csv").write_bytes(b"a\n2\n")
    with tarfile.open(tmp_path / "a.tar", "a") as tape:
        tape.add(tmp_path / "new.csv", "deaths.csv")
    with pytest.raises(BadFile, match="holds more than one file"), on_disk(str(tmp_path / "a.tar"), table="1"):
        pass


def test_a_locked_archive_says_so(tmp_path):
    data = bytearray(zipped({"a.csv": CSV}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(BadFile, match="password"), on_disk(str(path)):
        pass


@pytest.mark.parametrize("data", [CSV, gzip.compress(CSV)], ids=["as_it_is", "compressed"])
def test_a_full_disk_is_said_to_be_full(store, monkeypatch, data):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    if data == CSV:
        monkeypatch.setattr("claims.pipeline.file.shutil.copyfileobj", full)
    else:
        monkeypatch.setattr("claims.pipeline.archive.decompressed", lambda _: nullcontext(SimpleNamespace(read=full)))
    with pytest.raises(BadFile, match="standard input: there is no room to") as caught:
        ingest(store, "-", by=BY, options=OPEN)
    assert "TMPDIR" in caught.value.hint


def test_standard_input_may_be_compressed(store, monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(gzip.compress(CSV))))
    summary = ingest(store, "-", by=BY, options=OPEN)
    assert (summary.file, summary.added) == ("standard input", 1)


# From the web


def test_an_address_is_ingested_and_its_bytes_are_kept(store, server):
    url = f"{server.root}/latest"
    summary = ingest(store, url, by=BY, options=OPEN)
    assert (summary.file, summary.added, summary.refused) == (url, 1, 0)
    digest = sha256(CSV).hexdigest()
    assert blobs(store) == [(digest, CSV, "text/csv", f"{server.root}/figures.csv")]
    assert rows(store, "select url, sha256, accessed_on, title from document") == [
        (url, digest, "2019-12-02", "figures.csv")
    ]
    assert rows(store, "select document.url, locator from appearance join document on document.id = document") == [
        (url, "row 2")
    ]
    assert rows(store, "select file, sha256 from batch") == [(url, digest)]


def test_a_compressed_address_is_kept_as_it_came(store, server):
    assert ingest(store, f"{server.root}/figures.csv.gz", by=BY, options=OPEN).added == 1
    assert [blob[1] for blob in blobs(store)] == [server.pages["/figures.csv.gz"][2]]


def test_the_same_address_again_adds_nothing(store, server):
    first = ingest(store, f"{server.root}/figures.csv", by=BY, options=OPEN)
    again = ingest(store, f"{server.root}/figures.csv", by=BY, options=OPEN)
    assert (again.batch, again.added, again.known) == (first.batch, 0, 1)
    assert len(blobs(store)) == len(rows(store, "select id from document")) == 1


def test_an_address_that_gives_another_file_later_is_another_document(store, server):
    url = f"{server.root}/figures.csv"
    ingest(store, url, by=BY, options=OPEN)
    old = server.pages["/figures.csv"]
    server.pages["/figures.csv"] = (*old[:2], CSV.replace(b"600", b"700"))
    try:
        assert ingest(store, url, by=BY, options=OPEN).added == 1
    finally:
        server.pages["/figures.csv"] = old
    assert len(blobs(store)) == 2
    assert {row[0] for row in rows(store, "select url from document")} == {url}
    assert len(rows(store, "select id from document")) == 2


def test_a_dry_run_keeps_nothing_of_an_address(store, server):
    options = IngestOptions(language="en", allow_private=True, dry_run=True, document=f"{server.root}/article.txt")
    assert ingest(store, f"{server.root}/figures.csv", by=BY, options=options).added == 1
    assert blobs(store) == rows(store, "select id from document") == []


def test_without_leave_this_machine_is_not_asked(store, server):
    with pytest.raises(NotFetched, match="inside a private network"):
        ingest(store, f"{server.root}/figures.csv", by=BY, options=IngestOptions(language="en"))
    assert rows(store, "select * from batch") == []


def test_a_document_that_is_an_address_is_fetched_once_and_its_text_kept(store, server, tmp_path):
    url = f"{server.root}/article.txt"
    quoted = CSV.replace(b"as_of\n", b"as_of,quote\n").replace(b"02\n", b"02,at least 600 were killed\n")
    (tmp_path / "a.csv").write_bytes(quoted)
    options = IngestOptions(language="en", allow_private=True, document=url)
    summary = ingest(store, str(tmp_path / "a.csv"), by=BY, options=options)
    assert (summary.added, summary.refused) == (1, 0)
    digest = sha256(ARTICLE.encode()).hexdigest()
    assert rows(store, "select url, text, sha256, accessed_on from document") == [(url, ARTICLE, digest, "2019-12-02")]
    asked = len(server.asked)
    ingest(store, str(tmp_path / "a.csv"), by=BY, options=options)
    assert len(server.asked) == asked


def test_the_text_of_a_page_is_not_guessed(store, server, tmp_path):
    (tmp_path / "a.csv").write_bytes(CSV)
    url = f"{server.root}/article.html"
    ingest(
        store, str(tmp_path / "a.csv"), by=BY, options=IngestOptions(allow_private=True, document=url, language="en")
    )
    assert rows(store, "select url, text from document") == [(url, None)]
    assert blobs(store)[0][1:3] == (b"<p>at least 600", "text/html")


@pytest.mark.parametrize(
    ("path", "error", "reason"),
    [("/nothing", NotFetched, "404"), ("/latin.txt", BadFile, "not UTF-8")],
)
def test_a_document_that_cannot_be_had_stops_the_ingest(store, server, tmp_path, path, error, reason):
    (tmp_path / "a.csv").write_bytes(CSV)
    options = IngestOptions(allow_private=True, document=server.root + path)
    with pytest.raises(error, match=reason):
        ingest(store, str(tmp_path / "a.csv"), by=BY, options=options)
    assert rows(store, "select * from batch") == blobs(store) == []


def test_a_plain_file_needs_no_temporary_one_that_a_killed_ingest_would_leave(tmp_path, monkeypatch):
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))
    (tmp_path / "figures.csv").write_bytes(CSV)
    (tmp_path / "figures.csv.gz").write_bytes(gzip.compress(CSV))
    with on_disk(str(tmp_path / "figures.csv")) as plain:
        beside_plain = list(room.iterdir())
    with on_disk(str(tmp_path / "figures.csv.gz")) as packed:
        beside_packed = [path.read_bytes() for path in room.iterdir()]
    assert (plain.path, beside_plain) == (tmp_path / "figures.csv", [])
    assert (packed.inner, beside_packed) == (str(tmp_path / "figures.csv"), [CSV])
