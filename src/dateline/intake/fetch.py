"""Pages and feeds from http(s) addresses, behind a guard.

Every address is checked when the connection is made, at each redirect, and the connection goes to the very address that was checked.
Loopback, private, link-local, carrier, reserved and multicast addresses are refused unless they are allowed. No cookies, no credentials.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import time
import zlib
from urllib.parse import urljoin, urlsplit

import msgspec

from dateline.errors import InputError, RefusedError
from dateline.intake.part import IntakeSettings

_ODD_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}\.?", re.IGNORECASE)
_PLAIN_IPV4 = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)")
_SPECIAL = tuple(  # never public, whatever the standard library's version says of them
    ipaddress.ip_network(n)
    for n in ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
              "240.0.0.0/4", "100::/64", "2001::/23", "2001:db8::/32", "fec0::/10", "5f00::/16")
)  # fmt: skip
_REDIRECTS = (301, 302, 303, 307, 308)
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_LOCAL_NAMES = ("localhost", ".localhost", ".local", ".internal", ".localdomain", ".home.arpa", ".lan", ".intranet")
PORTS = (80, 443, 8000, 8008, 8080, 8443)
AGENT = "dateline (news reading; +https://pypi.org/project/dateline/)"


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What an address gave: where it ended after redirects, its bytes, its content type, and what a later request may ask with.

    `unchanged`: the server says that nothing changed since `etag` or `modified`; there are no bytes then.
    """

    url: str
    raw: bytes
    content_type: str
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False


class HttpError(InputError):
    """An answer other than 200. `status`: its number; `retry_after`: seconds that the server asks to wait, None where it does not say."""

    def __init__(self, url: str, status: int, retry_after: float | None) -> None:
        super().__init__(f"{url} answered {status}; check the address or save the page to a file")
        self.status = status
        self.retry_after = retry_after


def is_url(source: str) -> bool:
    """Whether a source names an address rather than a file."""
    return re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", source) is not None


def check_address(address: str) -> None:
    """Raise RefusedError where a numeric address is not a public one.

    IPv4 inside IPv6 (mapped, compatible, 6to4, Teredo, NAT64) is judged by the IPv4 address as well.
    """
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        raise RefusedError(f"{address} is no address") from None
    inner: list[ipaddress.IPv4Address | ipaddress.IPv6Address] = [ip]
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            inner.append(ip.ipv4_mapped)
        if ip.sixtofour:
            inner.append(ip.sixtofour)
        if ip.teredo:
            inner.extend(ip.teredo)
        if any(ip in net for net in _NAT64) or int(ip) >> 32 == 0:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    for one in inner:
        special = any(one.version == net.version and one in net for net in _SPECIAL)
        if (
            special
            or not one.is_global
            or one.is_multicast
            or one.is_reserved
            or one.is_unspecified
            or one.is_loopback
            or one.is_link_local
        ):
            raise RefusedError(f"{address} is not a public address; --allow-private lets it through")


def check_url(url: str, settings: IntakeSettings) -> tuple[str, str, int, str]:
    """Scheme, host, port and path of an address that may be tried.

    Raises:
        RefusedError: not http or https, credentials in it, a number that is no plain IPv4 address, a local name, an odd port.
    """
    if re.search(r"[\s\\\x00-\x1f\x7f]", url):
        raise RefusedError(f"{url!r} holds blanks, backslashes or control characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise RefusedError(f"{url} is no proper address") from None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        raise RefusedError(f"{url}: only http and https addresses are read")
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise RefusedError("an address with a user name in it is refused; remove the part before @")
    host = (parts.hostname or "").rstrip(".")
    if not host:
        raise RefusedError(f"{url} names no host")
    try:
        host = host.encode("idna").decode("ascii").lower() if not host.isascii() else host
    except UnicodeError:
        raise RefusedError(f"{url} names no proper host") from None
    port = port if port is not None else (443 if scheme == "https" else 80)
    if not settings.allow_private:
        if _ODD_NUMBER.fullmatch(host) and not _PLAIN_IPV4.fullmatch(host):
            raise RefusedError(f"{host} is an address written in an unusual way; write it as four decimal numbers")
        if host == "localhost" or host.endswith(_LOCAL_NAMES):
            raise RefusedError(f"{host} is a local name; --allow-private lets it through")
        if port not in PORTS:
            raise RefusedError(f"{url}: port {port} is not one that pages are read from")
    return scheme, host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def fetch(url: str, settings: IntakeSettings, *, etag: str | None = None, modified: str | None = None) -> Page:
    """The content behind an address.

    Args:
        etag, modified: `ETag` and `Last-Modified` of an earlier answer; with one of them the answer may be `unchanged`.

    Raises:
        RefusedError: the guard refuses the address, one it redirects to, the number of redirects, the size or the time.
        HttpError: it answers with an error.
        InputError: it cannot be reached.
    """
    deadline = time.monotonic() + settings.max_fetch_seconds
    asked = {k: v for k, v in (("If-None-Match", etag), ("If-Modified-Since", modified)) if v and v.isprintable()}
    for _ in range(settings.max_redirects + 1):
        scheme, host, port, path = check_url(url, settings)
        try:
            status, headers, raw = _get(scheme, host, port, path, settings, deadline, asked)
        except RefusedError:
            raise
        except TimeoutError:
            raise InputError(f"{url} did not answer in time; try again later or save the page to a file") from None
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            raise InputError(f"{url} cannot be read ({error}); check the address or save the page to a file") from None
        if status in _REDIRECTS and headers.get("location"):
            url = urljoin(url, headers["location"].strip())
            continue
        if status == 304 and asked:
            return Page(url=url, raw=b"", content_type="", etag=etag, modified=modified, unchanged=True)
        if status != 200:
            raise HttpError(url, status, _seconds(headers.get("retry-after")))
        return Page(
            url=url, raw=raw, content_type=headers.get("content-type", ""), etag=headers.get("etag"), modified=headers.get("last-modified")
        )
    raise RefusedError(f"{url}: more than {settings.max_redirects} redirects")


def _seconds(text: str | None) -> float | None:
    """`Retry-After` in seconds; dates in it are not used."""
    return float(text) if text is not None and text.strip().isdigit() else None


def _connect(host: str, port: int, settings: IntakeSettings, deadline: float) -> socket.socket:
    """A connection to the first address of the host; all its addresses must pass the guard."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not settings.allow_private:
        for *_, address in found:
            check_address(str(address[0]))
    error: OSError | None = None
    for family, kind, protocol, _, address in found[:4]:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(left)
        try:
            connection.connect(address)
            if not settings.allow_private:
                check_address(str(connection.getpeername()[0]))
        except OSError as failed:
            connection.close()
            error = failed
            continue
        except RefusedError:
            connection.close()
            raise
        return connection
    raise error or OSError("no address")


def _get(
    scheme: str, host: str, port: int, path: str, settings: IntakeSettings, deadline: float, asked: dict[str, str]
) -> tuple[int, dict[str, str], bytes]:
    sock = _connect(host, port, settings, deadline)
    try:
        if scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        connection = http.client.HTTPConnection(host, port, timeout=max(0.1, deadline - time.monotonic()))
        connection.sock = sock
        name = f"[{host}]" if ":" in host else host
        named = name if port == (443 if scheme == "https" else 80) else f"{name}:{port}"
        connection.request(
            "GET",
            path,
            headers={
                "Host": named, "User-Agent": AGENT, "Accept": "text/html,application/*;q=0.9,*/*;q=0.5", "Accept-Encoding": "gzip", **asked,
            },
        )  # fmt: skip
        response = connection.getresponse()
        headers = {k.lower(): v for k, v in response.getheaders()}
        if response.status in _REDIRECTS:
            return response.status, headers, b""
        return response.status, headers, _body(response, sock, headers, settings, deadline)
    finally:
        sock.close()


def _body(
    response: http.client.HTTPResponse, sock: socket.socket, headers: dict[str, str], settings: IntakeSettings, deadline: float
) -> bytes:
    unpack = zlib.decompressobj(31) if headers.get("content-encoding", "").lower() in ("gzip", "x-gzip") else None
    pieces: list[bytes] = []
    size = 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise RefusedError(f"the answer took longer than {settings.max_fetch_seconds:.0f} seconds")
        sock.settimeout(left)
        chunk = response.read1(65536)
        if not chunk:
            break
        if unpack is not None:
            chunk = unpack.decompress(chunk, settings.max_bytes + 1 - size)
        size += len(chunk)
        if size > settings.max_bytes or (unpack is not None and unpack.unconsumed_tail):
            raise RefusedError(f"the answer is larger than {settings.max_bytes // 2**20} MB")
        pieces.append(chunk)
    return b"".join(pieces)
