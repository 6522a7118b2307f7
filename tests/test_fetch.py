"""Fetching: what an address answers, within limits, and never from inside one's own network unless allowed."""

import gzip
import socket
from hashlib import sha256
from threading import Event, Thread

import pytest
from local_server import serving

from claims import fetch as module
from claims.errors import NotFetched
from claims.fetch import Limits, fetch, is_public, is_url

CSV = b"source,says\nMEK,600\n"


@pytest.fixture(scope="module")
def server():
    pages = {
        "/figures.csv": (200, {"Content-Type": "text/csv; charset=utf-8"}, CSV),
        "/untyped": (200, {}, CSV),
        "/a%20b.csv?x=%C3%A9": (200, {}, CSV),
        "/moved": (302, {"Location": "/figures.csv"}, b""),
        "/far": (301, {"Location": "ROOT/moved"}, b""),
        "/round": (302, {"Location": "/round"}, b""),
        "/to-nowhere": (302, {"Location": "http://["}, b""),
        "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
        "/to-metadata": (302, {"Location": "http://169.254.169.254/latest"}, b""),
        "/large": (200, {}, b"x" * 1001),
        "/larger-than-said": (200, {"Content-Length": "5000"}, b"x" * 10),
        "/smaller-than-said": (200, {"Content-Length": "10", "Connection": "close"}, b"x" * 500),
        "/none-said": (200, {"Content-Length": "0", "Connection": "close"}, b"x" * 500),
        "/uncounted-end": (200, {"Content-Length": str(len(CSV)), "Connection": "close"}, CSV + b"\r\n"),
        "/packed": (200, {"Content-Encoding": "br"}, b"x"),
        "/zipped": (200, {"Content-Encoding": "gzip"}, gzip.compress(CSV) + gzip.compress(CSV)),
        "/zipped-cut": (200, {"Content-Encoding": "gzip"}, gzip.compress(CSV)[:-9]),
        "/zipped-not": (200, {"Content-Encoding": "x-gzip"}, CSV),
        "/zipped-large": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 5000)),
        "/gone": (410, {}, b""),
    }
    with serving(pages) as running:
        yield running


def here(server, path, **limits):
    return fetch(server.root + path, allow_private=True, limits=Limits(**limits))


def test_gives_the_bytes_with_their_hash_type_and_name(server):
    fetched = here(server, "/figures.csv")
    assert (fetched.data, fetched.media_type, fetched.name) == (CSV, "text/csv", "figures.csv")
    assert (fetched.charset, here(server, "/untyped").charset) == ("utf-8", None)
    assert fetched.url == fetched.final_url == f"{server.root}/figures.csv"
    assert fetched.sha256 == sha256(CSV).hexdigest()


def test_says_who_asks_and_asks_for_bytes_as_they_are(server):
    here(server, "/untyped")
    path, headers = server.asked[-1]
    assert path == "/untyped"
    assert headers["Host"] == server.root.removeprefix("http://")
    assert headers["User-Agent"].startswith("who-claimed-what")
    assert headers["Accept-Encoding"] == "identity"


def test_an_address_with_signs_is_asked_for_as_it_stands(server):
    assert here(server, "/a%20b.csv?x=%C3%A9").data == CSV
    assert here(server, "/a%20b.csv?x=é").data == CSV


@pytest.mark.parametrize("path", ["/moved", "/far"])
def test_follows_where_it_leads(server, path):
    fetched = here(server, path)
    assert (fetched.data, fetched.url) == (CSV, server.root + path)
    assert fetched.final_url == f"{server.root}/figures.csv"
    assert fetched.name == "figures.csv"


REFUSED = {
    "leads_to_no_address": ("/to-nowhere", {}, "which is no address", "browser"),
    "leads_on_for_ever": ("/round", {}, "leads on more than 5 times", "browser"),
    "leads_to_a_file": ("/to-file", {}, "only http and https", "browser"),
    "too_large": ("/large", {"size": 1000}, "larger than 0.001 MB", "browser"),
    "cut_off": ("/larger-than-said", {}, "broke off after", "again"),
    "compressed": ("/packed", {}, "compressed it for the way as “br”", "browser"),
    "more_than_said": ("/smaller-than-said", {}, "states 10 bytes and sends more", "save it"),
    "more_than_none_said": ("/none-said", {}, "states 0 bytes and sends more", "save it"),
    "gzip_cut_off": ("/zipped-cut", {}, "broke off after", "again"),
    "no_gzip": ("/zipped-not", {}, "cannot be decompressed", "browser"),
    "gzip_too_large": ("/zipped-large", {"size": 1000}, "larger than 0.001 MB", "browser"),
    "not_there": ("/nothing", {}, "answered 404 Not Found", "browser"),
    "gone": ("/gone", {}, "answered 410 Gone", "browser"),
}


@pytest.mark.parametrize(("path", "limits", "reason", "hint"), REFUSED.values(), ids=REFUSED)
def test_says_what_is_wrong_and_what_to_do(server, path, limits, reason, hint):
    with pytest.raises(NotFetched) as caught:
        here(server, path, **limits)
    assert str(caught.value).startswith(server.root + path)
    assert reason in str(caught.value)
    assert hint in caught.value.hint


def test_what_a_server_compressed_for_the_way_is_taken_as_it_was(server):
    assert here(server, "/zipped").data == CSV + CSV
    assert here(server, "/zipped-large", size=5000).data == b"x" * 5000


def test_a_line_s_end_behind_the_stated_bytes_is_none_of_them(server):
    assert here(server, "/uncounted-end").data == CSV


def test_a_server_that_keeps_open_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(module, "_AFTER", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        done = Event()
        answer_once(listener, b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", until=done)
        assert fetch(address_of(listener), allow_private=True).data == b"abc"
        done.set()


def test_a_body_at_the_limit_is_taken(server):
    assert len(here(server, "/large", size=1001).data) == 1001


def test_a_body_without_a_stated_length_is_cut_off_at_the_limit():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        answer_once(listener, b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5000)
        with pytest.raises(NotFetched, match="larger than"):
            fetch(address_of(listener), allow_private=True, limits=Limits(size=1000))


def test_a_server_that_says_nothing_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        with pytest.raises(NotFetched, match=r"took longer than 0\.2 seconds"):
            fetch(address_of(listener), allow_private=True, limits=Limits(seconds=0.2))
        with pytest.raises(NotFetched, match=r"no answer within 0\.1 seconds"):
            fetch(address_of(listener), allow_private=True, limits=Limits(step=0.1))


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"])
def test_a_server_that_drips_is_cut_off(head):
    """Each step is fast enough, all of them together are not."""
    stop = Event()

    def drip(listener):
        connection, _ = listener.accept()
        with connection:
            connection.sendall(head)
            while not stop.wait(0.02):
                try:
                    connection.sendall(b"x")
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=drip, args=(listener,))
        thread.start()
        try:
            with pytest.raises(NotFetched, match=r"took longer than 0\.3 seconds"):
                fetch(address_of(listener), allow_private=True, limits=Limits(seconds=0.3, step=5))
        finally:
            stop.set()
            thread.join()


def test_what_does_not_speak_http_is_an_error():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        answer_once(listener, b"SSH-2.0-OpenSSH\r\n")
        with pytest.raises(NotFetched, match="the connection failed"):
            fetch(address_of(listener), allow_private=True)


def test_chunks_that_break_off_are_an_error():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        answer_once(listener, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n9\r\nwor")
        with pytest.raises(NotFetched, match="broke off"):
            fetch(address_of(listener), allow_private=True)


def test_nobody_there_is_an_error():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = address_of(listener)
    with pytest.raises(NotFetched, match="the connection failed"):
        fetch(address, allow_private=True)


def answer_once(listener, answer, *, until=None):
    """Answer the next connection in a thread of its own, and keep it open until an event is set."""

    def run():
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            try:
                connection.sendall(answer)
            except OSError:
                return
            if until is not None:
                until.wait(10)

    Thread(target=run, daemon=True).start()


def address_of(listener):
    return f"http://127.0.0.1:{listener.getsockname()[1]}/"


INSIDE = [
    "http://127.0.0.1/",
    "http://127.1.2.3:8001/",
    "http://localhost/",
    "http://[::1]/",
    "http://10.0.0.7/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[fd00::1]/",
    "http://0.0.0.0/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://2130706433/",
    "http://0x7f.1/",
    "https://127.0.0.1/",
]


@pytest.mark.parametrize("url", INSIDE)
def test_refuses_what_is_inside_the_own_network(url, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", no_connection)
    with pytest.raises(NotFetched, match="inside a private network") as caught:
        fetch(url)
    assert "--allow-private" in caught.value.hint


def no_connection(*_, **__):
    pytest.fail("a connection was made")


def test_refuses_this_machine_although_a_server_runs_there(server):
    asked = len(server.asked)
    with pytest.raises(NotFetched, match="inside a private network"):
        fetch(f"{server.root}/figures.csv")
    assert len(server.asked) == asked


@pytest.mark.parametrize("path", ["/moved", "/to-metadata"])
def test_refuses_to_be_led_inside(server, path, monkeypatch):
    """The first address is taken for a public one; that to which it leads is not."""
    checked = []
    monkeypatch.setattr(module, "is_public", lambda address: not checked.append(address) and len(checked) == 1)
    with pytest.raises(NotFetched, match="inside a private network"):
        fetch(server.root + path)
    assert len(checked) == 2


def test_connects_to_the_address_that_was_checked_and_looks_the_name_up_once(server, monkeypatch):
    port = server.server_address[1]
    looked_up = []

    def look_up(host, port, **_):
        looked_up.append(host)
        address = "127.0.0.1" if len(looked_up) == 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(module.socket, "getaddrinfo", lambda host, port, *_, **named: look_up(host, port, **named))
    real = socket.socket
    monkeypatch.setattr(module.socket, "create_connection", lambda address, timeout: connected(real, address, timeout))
    fetched = fetch(f"http://rebound.example:{port}/figures.csv", allow_private=True)
    assert fetched.data == CSV
    assert looked_up == ["rebound.example"]
    assert server.asked[-1][1]["Host"] == f"rebound.example:{port}"


def connected(kind, address, timeout):
    made = kind(socket.AF_INET, socket.SOCK_STREAM)
    made.settimeout(timeout)
    made.connect(address)
    return made


def test_a_name_with_one_address_inside_is_refused_whole(monkeypatch):
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(module.socket, "getaddrinfo", lambda *_, **__: both)
    monkeypatch.setattr(module.socket, "create_connection", no_connection)
    with pytest.raises(NotFetched, match=r"“two\.example” is at 10\.0\.0\.1"):
        fetch("http://two.example/")


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_knows_addresses_of_the_public_internet(address):
    assert is_public(address)


MALFORMED = {
    "no_host": ("http:///a.csv", "no host"),
    "a_port_too_high": ("http://example.org:99999/", "no address"),
    "a_broken_address": ("http://[::1/", "no address"),
    "a_password": ("https://me:secret@example.org/a.csv", "user name or password"),
    "a_blank": ("http://example.org/a b.csv", "blanks"),
    "a_line_break": ("http://example.org/\r\nHost: x", "no address|blanks|no host"),
    "another_scheme": ("ftp://example.org/a.csv", "only http and https"),
    "an_unheard_of_host": ("http://nowhere.invalid/", "there is no host “nowhere.invalid”"),
}


@pytest.mark.parametrize(("url", "reason"), MALFORMED.values(), ids=MALFORMED)
def test_refuses_an_address_that_cannot_be_asked(url, reason, monkeypatch):
    def no_such_host(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(module.socket, "getaddrinfo", no_such_host)
    with pytest.raises(NotFetched, match=reason):
        fetch(url)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("https://a.org/b", True), ("HTTP://a", True), ("a.csv", False), ("file:///a", False), ("-", False)],
)
def test_tells_addresses_from_paths(text, expected):
    assert is_url(text) is expected
