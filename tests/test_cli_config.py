"""`claims config`: what a collection says of itself, checked, signed and shown to readers."""

import sqlite3

import pytest
from cli_program import run, worked_example

from claims.pipeline.claim_store import ClaimStore
from claims.pipeline.config import KEYS
from claims.reading.verify import VerifyReader


@pytest.fixture
def db(tmp_path):
    worked_example(tmp_path / "a.db")
    return tmp_path / "a.db"


def acts(db):
    with ClaimStore.open(db, write=False) as store:
        return [act for act in store.reader.log() if act["act"] == "configure"]


def test_sets_shows_and_takes_away(db):
    assert run("config", "title", "الاحتجاجات في إيران", db=db).err == "title is now “الاحتجاجات في إيران”.\n"
    assert run("config", "title", db=db).out == "\u2068الاحتجاجات في إيران\u2069\n"
    assert run("config", "--json", db=db).data == {"title": "الاحتجاجات في إيران"}
    assert run("config", "title", "--unset", db=db).err == "title is no longer set.\n"
    assert run("config", "--json", db=db).data == {}


def test_lists_every_key_with_what_it_holds(db):
    run("config", "editors", "The desk", db=db)
    shown = run("config", db=db).out
    assert [line.split()[0] for line in shown.splitlines() if not line.startswith(" ")] == ["key", *KEYS]
    assert "The desk" in shown


def test_each_change_is_signed_with_what_stood_before(db):
    run("config", "licence", "CC BY 4.0", db=db)
    run("config", "licence", "CC0", "--by", "M. Rahimi", db=db)
    told = [(act["by"], act["subject"], act["before"], act["after"]) for act in acts(db)]
    assert told == [
        ("M. Rahimi", "config licence", '"CC BY 4.0"', '"CC0"'),
        ("Tester", "config licence", None, '"CC BY 4.0"'),
    ]


def test_what_stands_already_is_no_act(db):
    run("config", "title", "Claims of Iran", db=db)
    assert run("config", "title", " Claims of Iran ", db=db).err == "title is as it was.\n"
    assert run("config", "contact", "--unset", db=db).err == "contact is as it was.\n"
    assert len(acts(db)) == 1


REFUSED = {
    "an unknown key": (("titel", "x"), "there is no setting “titel”", "did you mean title?"),
    "an unknown key to be shown": (("titel",), "there is no setting “titel”", "did you mean title?"),
    "an empty value": (("title", " "), "title would be empty", "--unset"),
    "a licence address that is none": (("licence_url", "javascript:alert(1)"), "no web address", "https://"),
    "a homepage without a host": (("homepage", "https://"), "no web address", "https://"),
    "two lines": (("editors", "a\nb"), "more than one line", "write it on one"),
    "another word for robots": (("robots", "no"), "robots cannot be “no”", "allow or deny"),
    "a book": (("description", "x" * 2001), "more than 2,000 characters", "link to the rest"),
    "a key that is not set": (("contact",), "contact is not set", "claims config contact VALUE"),
}


@pytest.mark.parametrize(("arguments", "said", "hint"), REFUSED.values(), ids=REFUSED)
def test_refuses(db, arguments, said, hint):
    shown = run("config", *arguments, db=db)
    assert shown.code == 1
    assert said in shown.err
    assert hint in shown.err
    assert acts(db) == []


@pytest.mark.parametrize("arguments", [("--unset",), ("title", "x", "--unset")], ids=["no key", "with a value"])
def test_unset_takes_a_key_alone(db, arguments):
    assert run("config", *arguments, db=db).code == 2


def test_a_setting_changed_from_outside_is_found(db):
    run("config", "title", "Claims of Iran", db=db)
    run("config", "editors", "The desk", db=db)
    connection = sqlite3.connect(db)
    with connection:
        connection.execute("update config set value = 'Lies' where key = 'title'")
        connection.execute("delete from config where key = 'editors'")
    found = VerifyReader(connection).verify().findings
    connection.close()
    assert [one.reason for one in found] == [
        "editors is not set, by the log it is “The desk”",
        "title is “Lies”, by the log it is “Claims of Iran”",
    ]


def test_the_table_takes_no_other_keys_and_no_empty_values(db):
    connection = sqlite3.connect(db)
    for row in [("colour", "red"), ("title", ""), ("robots", "perhaps")]:
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("insert into config (key, value) values (?, ?)", row)
    assert connection.execute("select count(*) from config").fetchone() == (0,)
    connection.close()
