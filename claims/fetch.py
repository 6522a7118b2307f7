"""Files from the web: what one address answers, within stated limits, and never from inside the reader's own network.

A name is looked up once, every address that it has is checked, and the connection goes to an address that was checked,
so that a name cannot point elsewhere a moment later. Environment settings for proxies are not followed: a proxy would
look names up by itself.
"""

from __future__ import annotations

import socket
import ssl
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from importlib.metadata import PackageNotFoundError, version
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from pathlib import PurePosixPath
from threading import Event, Timer
from typing import Literal
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from claims.errors import NotFetched

MEGABYTE = 1_000_000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = 200
_CHUNK = 65536
_AFTER = 1.0
"""For how many seconds a server that does not close may send more than it stated."""
_GZIP = frozenset({"gzip", "x-gzip"})
_EMBEDDING = (IPv6Network("64:ff9b::/96"), IPv6Network("2002::/16"))
_SAVE_HINT = "save it with a browser and name the file"
_PRIVATE_HINT = "if it is yours and you mean it, pass --allow-private"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is fetched at most: bytes of the body, seconds in all and for one step, redirects followed."""

    size: int = 100 * MEGABYTE
    seconds: float = 120.0
    step: float = 20.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered. url is the one asked for, final_url that which answered after redirects.

    media_type is as the server states it, without parameters; None: it states none. So is charset, of its parameters.
    """

    url: str
    final_url: str
    data: bytes = field(repr=False)
    media_type: str | None
    charset: str | None = None

    @property
    def sha256(self) -> str:
        """The hash of the bytes."""
        return sha256(self.data).hexdigest()

    @property
    def name(self) -> str:
        """The last part of the path that was asked for, or of the one that answered; empty if neither has any."""
        names = (PurePosixPath(unquote(urlsplit(url).path)).name for url in (self.url, self.final_url))
        return max(names, key=lambda name: "." in name)


def is_url(text: str) -> bool:
    """Return whether a text is an address of the web and no path of a file."""
    return text.lower().startswith(("http://", "https://"))


def fetch(url: str, *, allow_private: bool = False, limits: Limits | None = None) -> Fetched:
    """Return what an address answers; raises NotFetched for whatever keeps it from giving a file within the limits.

    allow_private lets addresses of the reader's own machine and network be asked.
    """
    limits = limits or Limits()
    at = url
    deadline = _Deadline(limits.seconds)
    try:
        for _ in range(limits.redirects + 1):
            parts = _split(at, asked=url)
            addresses = _addresses(parts, asked=url, allow_private=allow_private)
            answer = _ask(parts, addresses, asked=url, limits=limits, deadline=deadline)
            if isinstance(answer, _Body):
                return Fetched(url, at, answer.data, answer.media_type, answer.charset)
            following = _joined(at, answer, asked=url)
            if parts.scheme == "https" and not following.lower().startswith("https:"):
                raise NotFetched(url, "it leads from https to an address without encryption", hint=_SAVE_HINT)
            at = following
        hint = "open it in a browser and copy the address where it ends"
        raise NotFetched(url, f"it leads on more than {limits.redirects} times", hint=hint)
    finally:
        deadline.end()


@dataclass(frozen=True, slots=True)
class _Body:
    data: bytes
    media_type: str | None
    charset: str | None


class _Deadline:
    """Cuts the connection that is watched when the time is up, wherever it waits."""

    def __init__(self, seconds: float) -> None:
        self._over = Event()
        self._socket: socket.socket | None = None
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, connected: socket.socket) -> None:
        """Watch this connection from now on."""
        self._socket = connected
        if self._over.is_set():
            self._cut()

    def is_over(self) -> bool:
        """Return whether the time is up."""
        return self._over.is_set()

    def end(self) -> None:
        """Watch no more."""
        self._timer.cancel()
        self._timer.join()

    def _cut(self) -> None:
        self._over.set()
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def _joined(at: str, place: str, *, asked: str) -> str:
    """Return the address of a place that one sends on to."""
    try:
        return urljoin(at, place)
    except ValueError as error:
        raise NotFetched(asked, f"it leads to “{place}”, which is no address: {error}", hint=_SAVE_HINT) from None


def _split(url: str, *, asked: str) -> SplitResult:
    """Return the parts of an address that may be asked."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotFetched(asked, f"it is no address: {error}", hint="copy it from the browser") from None
    if parts.scheme not in {"http", "https"}:
        where = "" if url == asked else f"it leads to {parts.scheme}:, and "
        raise NotFetched(asked, f"{where}only http and https are fetched", hint=_SAVE_HINT)
    if not parts.hostname or port == 0:
        raise NotFetched(asked, "it names no host", hint="copy it from the browser")
    if parts.username or parts.password:
        raise NotFetched(asked, "it holds a user name or password, which would be recorded", hint=_SAVE_HINT)
    if any(character.isspace() or ord(character) < 32 for character in url):
        raise NotFetched(asked, "it holds blanks", hint="copy it from the browser")
    return parts


def _addresses(parts: SplitResult, *, asked: str, allow_private: bool) -> list[str]:
    """Return the addresses of a host, each of them checked."""
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(host, parts.port or _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotFetched(asked, f"there is no host “{host}”, or no network", hint="check the address") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    private = next((address for address in addresses if not is_public(address)), None)
    if private is not None and not allow_private:
        raise NotFetched(asked, f"“{host}” is at {private}, inside a private network", hint=_PRIVATE_HINT)
    return addresses


def is_public(address: str) -> bool:
    """Return whether an IP address is of the public internet: not loopback, private, link-local, multicast, reserved.

    IPv4 addresses inside IPv6 ones (mapped, 6to4, NAT64) count as what they are. Source: IANA's special registries.
    """
    parsed: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            parsed = parsed.ipv4_mapped
        elif any(parsed in network for network in _EMBEDDING):
            packed = parsed.packed
            parsed = IPv4Address(packed[2:6] if packed[0] == 0x20 else packed[12:])
        elif parsed.is_site_local:  # of old, and in use inside networks still
            return False
    return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved)


def _port(parts: SplitResult) -> Literal[80, 443]:
    return 443 if parts.scheme == "https" else 80


def _ask(parts: SplitResult, addresses: list[str], *, asked: str, limits: Limits, deadline: _Deadline) -> _Body | str:
    """Return the body that a host answers, or the place where it sends on."""
    connection = HTTPConnection(parts.hostname or "", parts.port or _port(parts), timeout=limits.step)
    try:
        connection.sock = connected = _connect(parts, addresses, limits=limits, deadline=deadline)
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{_query(parts)}" if parts.query else "")
        connection.request("GET", target, headers=_headers(parts))
        with connection.getresponse() as response:
            if response.status in _REDIRECTS and (location := response.getheader("Location")):
                return location
            body = _body(response, connected=connected, asked=asked, limits=limits)
        if deadline.is_over():
            raise TimeoutError  # a connection that was cut looks like one that ended
    except (OSError, HTTPException) as error:
        if deadline.is_over():
            reason = f"it took longer than {limits.seconds:g} seconds"
            raise NotFetched(asked, reason, hint=_SAVE_HINT) from None
        if isinstance(error, IncompleteRead):
            raise NotFetched(asked, f"it broke off after {len(error.partial):,} bytes", hint="try again") from None
        if isinstance(error, TimeoutError):
            raise NotFetched(asked, f"no answer within {limits.step:g} seconds", hint="try again later") from None
        reason = f"the connection failed ({_words(error)})"
        raise NotFetched(asked, reason, hint="check the address, or try again later") from None
    else:
        return body
    finally:
        connection.close()


def _connect(parts: SplitResult, addresses: list[str], *, limits: Limits, deadline: _Deadline) -> socket.socket:
    """Return a watched connection to the first address that answers; raises the OSError of the last one."""
    failed: OSError = OSError("it has no address")
    for address in addresses:
        try:
            plain = socket.create_connection((address, parts.port or _port(parts)), timeout=limits.step)
        except OSError as error:
            failed = error
            continue
        deadline.watch(plain)
        if parts.scheme == "http":
            return plain
        try:
            secured = ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname)
        except BaseException:
            plain.close()
            raise
        deadline.watch(secured)
        return secured
    raise failed


def _query(parts: SplitResult) -> str:
    return quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")


def _headers(parts: SplitResult) -> dict[str, str]:
    try:
        program = f"who-claimed-what/{version('who-claimed-what')}"
    except PackageNotFoundError:
        program = "who-claimed-what"
    host = (parts.hostname or "").encode("idna").decode()
    host = f"[{host}]" if ":" in host else host
    named = host if parts.port in {None, _port(parts)} else f"{host}:{parts.port}"
    return {"Host": named, "User-Agent": program, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}


def _body(response: HTTPResponse, *, connected: socket.socket, asked: str, limits: Limits) -> _Body:
    """Return the body of an answer within its limit of size, whole; what was compressed for the way is as it was.

    Raises IncompleteRead with all that came where it broke off.
    """
    if response.status != _OK:
        reason = f"the server answered {response.status} {response.reason}".rstrip()
        raise NotFetched(asked, reason, hint=f"open it in a browser; if it is there, {_SAVE_HINT}")
    packed = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if packed not in {"identity", *_GZIP}:
        raise NotFetched(asked, f"the server compressed it for the way as “{packed}”", hint=_SAVE_HINT)
    too_large = NotFetched(asked, f"it is larger than {limits.size / MEGABYTE:,.9g} MB", hint=_SAVE_HINT)
    expected = response.length
    if expected is not None and expected > limits.size:
        raise too_large
    data = bytearray()
    if expected is not None:
        response.length = expected + 1  # with the last byte that was stated it would let go of what may follow
    try:
        while chunk := response.read(_CHUNK if expected is None else min(_CHUNK, expected - len(data))):
            data += chunk
            if len(data) > limits.size:
                raise too_large
    except IncompleteRead as error:
        raise IncompleteRead(bytes(data + error.partial)) from None
    if expected is not None and len(data) != expected:
        raise IncompleteRead(bytes(data))
    if expected is not None and _more_follows(response, connected=connected):
        raise NotFetched(asked, f"the server states {expected:,} bytes and sends more", hint=_SAVE_HINT)
    if packed in _GZIP:
        data = _unpacked(data, asked=asked, too_large=too_large, limits=limits)
    stated = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    return _Body(bytes(data), stated or None, response.headers.get_content_charset())


def _more_follows(response: HTTPResponse, *, connected: socket.socket) -> bool:
    """Return whether a server sends more than the bytes that it stated: it was asked to close after them."""
    connected.settimeout(_AFTER)
    try:
        return bool(response.read(1).strip())  # some end a body with a line's end that is not counted
    except (OSError, HTTPException):
        return False


def _unpacked(data: bytearray, *, asked: str, too_large: NotFetched, limits: Limits) -> bytearray:
    """Return what a server compressed for the way although it was asked not to, within the limit of size."""
    unpacked = bytearray()
    rest = bytes(data)
    try:
        while rest:
            member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            unpacked += member.decompress(rest, limits.size + 1 - len(unpacked))
            if len(unpacked) > limits.size:
                raise too_large
            if not member.eof:
                raise IncompleteRead(bytes(data))
            rest = member.unused_data
    except zlib.error as error:
        reason = f"the server says that it compressed it with gzip, and it cannot be decompressed: {error}"
        raise NotFetched(asked, reason, hint=_SAVE_HINT) from None
    return unpacked


def _words(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid: {error.verify_message}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return " ".join(str(error).split()) or type(error).__name__
