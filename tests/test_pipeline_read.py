"""Documents into the store: complete, once, never changed, with the day and the place of reading."""

import io
from hashlib import sha256
from types import SimpleNamespace

import pytest
from builders import BY, Clock
from local_server import serving

from claims.errors import BadFile, NotFetched
from claims.model import Document, Source
from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.read import keep_documents, read_documents

ARTICLE = "At least 161 people have been killed, the group said.\n"
NOTES = "---\ntitle: Notes\npublisher: The Daily\n---\nAt least 600 people were killed, the group said.\n"


@pytest.fixture
def store(tmp_path):
    with ClaimStore.create(str(tmp_path / "a.db"), clock=Clock()) as made:
        yield made


@pytest.fixture
def server():
    pages = {
        "/article.txt": (200, {"Content-Type": "text/plain; charset=utf-8"}, ARTICLE.encode()),
        "/notes": (200, {"Content-Type": "text/markdown"}, NOTES.encode()),
    }
    with serving(pages) as running:
        yield running


def keep(store, place, **asked):
    create = asked.pop("create", frozenset())
    (kept,) = keep_documents(store, read_documents(str(place), **asked), by=BY, create=create)
    return kept


def test_a_file_is_kept_with_its_text_hash_name_and_day(store, tmp_path):
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    document = keep(store, tmp_path / "article.txt").document
    assert (document.text, document.title) == (ARTICLE, "article.txt")
    assert document.sha256 == sha256(ARTICLE.encode()).hexdigest()
    assert (document.accessed_on, document.read_from, document.language) == ("2019-12-02", "article.txt", "en")


def test_the_same_file_again_is_known(store, tmp_path):
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    first = keep(store, tmp_path / "article.txt")
    again = keep(store, tmp_path / "article.txt")
    assert again.document == first.document


def test_what_an_address_answers_is_kept_with_its_bytes(store, server):
    url = f"{server.root}/article.txt"
    document = keep(store, url, allow_private=True).document
    assert (document.url, document.read_from, document.text) == (url, url, ARTICLE)
    kept = store.connection.execute(
        "select sha256, bytes, fetched_from, substr(fetched_at, 1, 10) from blob"
    ).fetchall()
    assert [tuple(row) for row in kept] == [(document.sha256, ARTICLE.encode(), url, "2019-12-02")]


def test_an_address_that_says_something_else_later_is_another_document(store, server):
    url = f"{server.root}/article.txt"
    first = keep(store, url, allow_private=True).document
    status, headers, body = server.pages["/article.txt"]
    server.pages["/article.txt"] = (status, headers, body.replace(b"161", b"208"))
    later = keep(store, url, allow_private=True)
    assert later.notes == ("its text is not what was read on 2019-12-02: kept as a document of its own",)
    assert (later.document.url, later.document.text) == (url, ARTICLE.replace("161", "208"))
    assert store.reader.document(first.id) == first


def test_the_media_type_tells_the_format_where_the_name_does_not(store, server):
    assert keep(store, f"{server.root}/notes", allow_private=True).document.title == "Notes"


def test_a_publisher_who_is_no_source_is_said_and_not_made(store, tmp_path):
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    kept = keep(store, tmp_path / "notes.md")
    assert kept.document.publisher is None
    assert kept.notes[0].startswith("its publisher “The Daily” is not among the sources")
    assert store.reader.sources() == []


def test_a_publisher_is_found_among_the_sources_and_completes_the_document(store, tmp_path):
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    first = keep(store, tmp_path / "notes.md")
    store.add_source(Source("daily", "The Daily"), by=BY)
    again = keep(store, tmp_path / "notes.md")
    assert (again.document.id, again.document.publisher) == (first.document.id, "daily")


def test_a_publisher_is_made_where_that_is_allowed(store, tmp_path):
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    assert keep(store, tmp_path / "notes.md", create=frozenset({"source"})).document.publisher == "the-daily"


def test_an_address_inside_the_own_network_is_not_asked_unless_allowed(server):
    with pytest.raises(NotFetched, match="inside a private network"):
        read_documents(f"{server.root}/article.txt")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadFile, match="there is no such file"):
        read_documents(str(tmp_path / "nothing.html"))


def test_standard_input_is_read_by_what_it_holds(store, monkeypatch):
    page = "<html><head><title>Toll</title></head><body><p>At least 161 people were killed, the group said.</p></body>"
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(page.encode())))
    document = keep(store, "-").document
    assert (document.title, document.read_from) == ("Toll", "standard input")
    assert document.text == "At least 161 people were killed, the group said."


def test_a_document_of_several_is_kept_each_with_its_own_hash(store, tmp_path):
    entry = "<item><title>At least {} people were killed, he said</title><link>https://example.org/{}</link></item>"
    (tmp_path / "a.rss").write_text(f"<rss><channel>{entry.format(161, 1)}{entry.format(304, 2)}</channel></rss>")
    first, second = keep_documents(store, read_documents(str(tmp_path / "a.rss")), by=BY)
    assert (first.document.url, second.document.url) == ("https://example.org/1", "https://example.org/2")
    assert first.document.sha256 == sha256(b"At least 161 people were killed, he said").hexdigest()
    assert second.document.sha256 == sha256(b"At least 304 people were killed, he said").hexdigest()


def test_a_document_on_record_gets_its_text_only_from_its_own_bytes(store, server):
    url = f"{server.root}/article.txt"
    own = store.add_document(Document("", url=url, sha256=sha256(ARTICLE.encode()).hexdigest()), by=BY)
    assert keep(store, url, allow_private=True).document.id == own
    other = store.add_document(Document("", url=f"{server.root}/notes", sha256="a" * 64), by=BY)
    kept = keep(store, f"{server.root}/notes", allow_private=True)
    assert (kept.document.id != other, store.reader.document(other).text) == (True, None)
    assert "kept as a document of its own" in kept.notes[-1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("161\n", "its language could not be told"),
        ("<html lang='it'><p>Almeno 161 persone sono state uccise dalla polizia.</p></html>", "its language is “it”"),
    ],
)
def test_a_language_in_which_nothing_can_be_found_is_said(store, tmp_path, text, said):
    (tmp_path / "a.html").write_text(text)
    assert any(note.startswith(said) for note in keep(store, tmp_path / "a.html").notes)
