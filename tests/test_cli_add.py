"""`claims add`: one claim by hand, its names found, its evidence checked, its questions asked on a terminal only."""

import pytest
from cli_program import EVENT, QUOTE, run, worked_example

from claims.pipeline.claim_store import ClaimStore


@pytest.fixture
def db(tmp_path):
    worked_example(tmp_path / "a.db")
    return tmp_path / "a.db"


@pytest.fixture
def _terminal(monkeypatch):
    monkeypatch.setattr("claims.cli.add.is_interactive", lambda: True)


def claims_in(db):
    with ClaimStore.open(db, write=False) as store:
        return store.reader.claims()


def add(db, *more, typed=None, **fields):
    given = {"event": EVENT, "measure": "killed", "source": "mek", "says": "at least 700", **fields}
    options = [part for name, value in given.items() if value is not None for part in (f"--{name}", value)]
    return run("add", *options, *more, db=db, typed=typed)


def test_prints_the_id_and_tells_what_is_new_and_where_the_comparison_stands(db):
    shown = add(db, "--as-of", "2019-12-05", "--basis", "reported", "--url", "https://example.org/c")
    assert shown.code == 0
    claim = next(claim for claim in claims_in(db) if claim.says == "at least 700")
    assert shown.out == f"{claim.id}\n"
    assert shown.err.splitlines() == [
        "New claim: mek says “at least 700” (killed, iran-protests-2019).",
        "This comparison: diverges (2 sources, ratio 4.35).",
        "See it with: claims compare iran-protests-2019 --measure killed",
    ]
    assert (claim.as_of, claim.basis, claim.recorded_by) == ("2019-12-05", "reported", "Tester")


def test_the_same_claim_again_adds_nothing(db):
    first = add(db, "--url", "https://example.org/c")
    again = add(db, "--url", "https://example.org/c")
    assert again.out == first.out
    assert again.err.startswith("Known already, nothing was recorded: ")
    assert len(claims_in(db)) == 3


def test_the_same_claim_elsewhere_is_one_more_appearance(db):
    add(db, "--url", "https://example.org/c")
    shown = add(db, "--title", "Another report", "--json")
    assert (shown.data["is_new"], shown.data["new_appearance"]) == (False, True)
    assert shown.data["status"] == "diverges"
    assert len(claims_in(db)) == 3


def test_a_claim_without_a_document_is_told_that_nobody_can_check_it(db):
    assert "No document is named" in add(db).err


def test_an_alias_in_another_script_finds_its_source(db):
    shown = add(db, source="منظمة العفو الدولية", says="at least 208", **{"as-of": "2019-12-02"})
    assert shown.code == 0
    assert {claim.source for claim in claims_in(db)} == {"amnesty-international", "mek"}


def test_a_quote_is_kept_with_its_place_in_the_document(db):
    shown = add(db, "--url", "https://example.org/a", says="at least 600", quote=QUOTE, language="ar")
    assert shown.code == 0, shown.err
    with ClaimStore.open(db, write=False) as store:
        (place,) = store.reader.appearances([shown.out.strip()])
    assert (place.quote, place.quote_start, place.quote_end) == (QUOTE, 0, len(QUOTE))


def test_a_number_that_is_not_in_the_quote_is_refused_with_how_to_force_it(db):
    shown = add(db, "--url", "https://example.org/a", quote=QUOTE, language="ar")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith("Error: --quote: the number of “at least 700” does not stand in the quote ")
    assert "--force REASON" in shown.err
    assert len(claims_in(db)) == 2


def test_forcing_a_quote_records_the_reason(db):
    shown = add(
        db, "--force", "the article has a misprint", "--url", "https://example.org/a", quote=QUOTE, language="ar"
    )
    assert shown.code == 0, shown.err
    history = run("show", shown.out.strip(), "--json", db=db).data
    assert history["appearances"][0]["forced"] == "the article has a misprint"
    assert history["log"][0]["reason"] == "the article has a misprint"


def test_a_text_file_becomes_the_document_to_the_letter(db, tmp_path):
    article = tmp_path / "article.txt"
    article.write_text(f"\ufeffمقدمة\r\n{QUOTE}\n", encoding="utf-8", newline="")
    shown = add(db, "--document", article, "--json", says="at least 600", quote=QUOTE, language="ar")
    assert shown.code == 0, shown.err
    with ClaimStore.open(db, write=False) as store:
        document = store.reader.document(shown.data["document"])
    assert document.text.encode() == article.read_bytes()
    assert document.title == "article.txt"


def test_the_article_of_a_page_becomes_the_document(db, tmp_path):
    page = "<html><head><title>Toll</title></head><body><nav>menu</nav><article><h1>Toll</h1><p>{}</p></article></body>"
    (tmp_path / "page.html").write_text(page.format("At least 700 people have been killed, the group said."))
    shown = add(db, "--document", tmp_path / "page.html", "--json", quote="At least 700 people have been killed")
    assert shown.code == 0, shown.err
    with ClaimStore.open(db, write=False) as store:
        document = store.reader.document(shown.data["document"])
    assert document.text.splitlines()[-1] == "At least 700 people have been killed, the group said."
    assert (document.title, document.read_from, document.language) == ("Toll", "page.html", "en")


def test_a_file_of_several_documents_is_refused(db, tmp_path):
    entry = "<item><title>At least {} were killed, he said</title></item>"
    (tmp_path / "a.rss").write_text(f"<rss><channel>{entry.format(700)}{entry.format(800)}</channel></rss>")
    shown = add(db, "--document", tmp_path / "a.rss")
    assert shown.code == 1
    assert "it holds 2 documents\nHint: read them with `claims extract`" in shown.err


def test_a_known_claim_says_which_note_and_credibility_it_keeps(db):
    add(db, "--url", "https://example.org/c", "--note", "by phone")
    again = add(db, "--url", "https://example.org/c", "--note", "by letter", "--credibility", "3")
    (claim,) = (claim for claim in claims_in(db) if claim.says == "at least 700")
    assert (claim.note, claim.credibility) == ("by phone", 6)
    assert "keeps its credibility 6; the one given was not recorded" in again.err
    assert "keeps its note by phone; the one given was not recorded" in again.err
    assert f'Change it with: claims judge {claim.id[:8]} --note "by letter"' in again.err
    assert "keeps" not in add(db, "--url", "https://example.org/c", "--note", "by phone").err


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("www.example.org/news/1", "did you mean https://www.example.org/news/1?"),
        ("the archive, box 3", "an address begins with https:// or http://; what is no page is named with --title"),
        ("javascript:alert(1)", "an address begins with https://"),
        ("ftp://example.org/a", "an address begins with https://"),
    ],
    ids=["no_scheme", "no_page", "script", "ftp"],
)
@pytest.mark.parametrize("option", ["--url", "--archive-url"])
def test_what_is_no_address_of_the_web_is_refused(db, option, url, hint):
    shown = add(db, "--title", "A report", option, url)
    assert shown.code == 1
    assert shown.err.startswith(f"Error: {option}: “{url}” is no address of the web\nHint: ")
    assert hint in shown.err
    assert len(claims_in(db)) == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"event": "iran-protest-2019"}, "there is no event “iran-protest-2019”"),
        ({"source": "Amnesty Internationl"}, "there is no source “Amnesty Internationl”"),
        ({"measure": "kiled"}, "there is no measure “kiled”"),
    ],
    ids=["event", "source", "measure"],
)
def test_an_unknown_name_is_refused_with_what_it_may_mean(db, fields, said):
    shown = add(db, **fields)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err.startswith(f"Error: {said}\nHint: did you mean “")
    assert "--create" in shown.err
    assert len(claims_in(db)) == 2


def test_an_unknown_name_is_made_with_create(db):
    shown = add(db, "--create", "--as-of", "2019-12-05", source="Iranian interior ministry", says="30")
    assert shown.code == 0
    assert "contradicts" in shown.err
    assert "iranian-interior-ministry" in {claim.source for claim in claims_in(db)}


def test_create_may_be_for_some_kinds_only(db):
    assert add(db, "--create", "source", source="WHO").code == 0
    shown = add(db, "--create", "source", event="Floods in Derna")
    assert shown.code == 1
    assert "there is no event “Floods in Derna”" in shown.err


def test_create_names_kinds_that_there_are(db):
    shown = add(db, "--create=sources", source="WHO")
    assert shown.code == 2
    assert "choose from event, source, measure" in shown.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--as-of", "early December"), "--as-of: cannot read a date from “early December”"),
        (("--as-of", "02/12/2019"), "--as-of: “02/12/2019” can be "),
        (("--published", "soon", "--title", "A"), "--published: cannot read a date from “soon”"),
        ({"says": "many people"}, "--says: cannot read a figure from “many people”"),
        ({"measure": "arrested", "credibility": "1"}, "--credibility: credibility 1 means"),
        (("--quote", "700"), "--quote: the document of the quote is missing"),
        (("--document", "no-such-file.txt"), "there is no document “no-such-file.txt”"),
    ],
    ids=["vague_date", "ambiguous_date", "published", "no_number", "credibility", "no_document", "document"],
)
def test_refuses_in_a_sentence_that_names_the_option(db, options, said):
    shown = add(db, **options) if isinstance(options, dict) else add(db, *options)
    assert (shown.code, shown.out) == (1, "")
    assert said in shown.err
    assert len(claims_in(db)) == 2


def test_without_a_terminal_all_that_is_missing_is_named(db):
    shown = run("add", "--event", EVENT, db=db)
    assert (shown.code, shown.out) == (2, "")
    assert "Error: --measure, --source, --says are missing" in shown.err


@pytest.mark.usefixtures("_terminal")
def test_a_terminal_is_asked_for_what_is_missing(db):
    typed = "killed\nmek\nat least 600\nhttps://example.org/a\n" + QUOTE + "\n"
    shown = run("add", "--event", EVENT, "--language", "ar", "--as-of", "2019-12-03", db=db, typed=typed)
    assert shown.code == 0, shown.err
    claim = next(claim for claim in claims_in(db) if claim.as_of == "2019-12-03")
    assert shown.out.splitlines()[-1] == claim.id
    assert claim.says == "at least 600"


@pytest.mark.usefixtures("_terminal")
def test_a_terminal_is_not_asked_when_nothing_is_missing(db):
    assert add(db, typed="").code == 0


@pytest.mark.usefixtures("_terminal")
@pytest.mark.parametrize(
    ("answer", "source"),
    [("1\n", "amnesty-international"), ("MEK\n", "mek"), ("new\n", "amnesty-internationl"), ("WHO\nnew\n", "who")],
    ids=["the_first_guess", "another_name", "a_new_source", "another_new_source"],
)
def test_a_terminal_is_asked_what_an_unknown_name_means(db, answer, source):
    shown = add(db, source="Amnesty Internationl", says="at least 900", typed=answer)
    assert shown.code == 0, shown.err
    assert "There is no source “Amnesty Internationl”.\n  1  Amnesty International\n" in shown.err
    assert {claim.source for claim in claims_in(db) if claim.says == "at least 900"} == {source}


@pytest.mark.usefixtures("_terminal")
def test_leaving_a_question_unanswered_records_nothing(db):
    shown = run("add", "--event", EVENT, db=db, typed="killed\n")
    assert shown.code == 1
    assert "Aborted!" in shown.err
    assert len(claims_in(db)) == 2


@pytest.mark.usefixtures("_terminal")
def test_a_figure_that_cannot_be_read_is_refused_at_its_prompt(db):
    typed = "killed\nmek\nmany people\nat least 650\n\n"
    shown = run("add", "--event", EVENT, db=db, typed=typed)
    assert shown.code == 0, shown.err
    assert "cannot read a figure from “many people”" in shown.err
    assert "at least 650" in {claim.says for claim in claims_in(db)}


@pytest.mark.usefixtures("_terminal")
def test_an_address_that_is_none_is_refused_at_its_prompt(db):
    typed = "killed\nmek\nat least 650\nwww.example.org\nhttps://www.example.org\n\n"
    shown = run("add", "--event", EVENT, db=db, typed=typed)
    assert shown.code == 0, shown.err
    assert "“www.example.org” is no address of the web" in shown.err
    with ClaimStore.open(db, write=False) as store:
        assert store.reader.document("https://www.example.org").url == "https://www.example.org"
