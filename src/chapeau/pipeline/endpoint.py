"""Which endpoint did the user name, and may a document's text be sent there? No network here: only what may be.

Text leaves this machine over https alone. Plain http is for a model on this machine; to any other host it
is refused unless the user insists, since everyone on the way could read the reports.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from chapeau.errors import EndpointRefused
from chapeau.ground.settings import EndpointSetting

PATH = "/chat/completions"

LONGEST_MODEL = 100
"""Characters in a model's name: it stands in every record and every dossier."""

SHORTEST_WAIT_S, LONGEST_WAIT_S = 1, 3_600
"""Seconds that one answer may take: a large model on a small machine can need minutes, none needs an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where to ask, which model, and for how many seconds to wait for one answer. It never holds a key."""

    secure: bool
    host: str
    port: int
    path: str
    model: str
    timeout_s: int

    @property
    def on_this_machine(self) -> bool:
        """Whether the host is this machine, by its own name or its loopback address."""
        return _is_loopback(self.host)

    @property
    def name(self) -> str:
        """The host as a person writes it, with a port that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _usual_port(self.secure) else f"{host}:{self.port}"

    @property
    def note(self) -> str:
        """What the custody log notes of a text that was sent: one word, since no sentence fits there."""
        return f"sent-to:{self.host[-100:]}:{self.port}"


def endpoint_of(setting: EndpointSetting | None) -> Endpoint:
    """The endpoint that the settings name. Raises EndpointRefused where there is none, or none that may be asked."""
    if setting is None:
        raise EndpointRefused(
            "The reader 'endpoint' asks a model that you name, and none is named.",
            hint="Name it with --endpoint and --model, or under [endpoint] in the settings; see docs/endpoint.md.",
        )
    parts = _parts(setting.address)
    secure = parts.scheme == "https"
    host = parts.hostname or ""
    if not secure and not _is_loopback(host) and not setting.plain_http:
        raise EndpointRefused(
            f"The address of the endpoint begins with http: and {host} is another machine: everyone on the way could read the reports.",
            hint="Use an address that begins with https:, or insist with --plain-http.",
        )
    return Endpoint(
        secure=secure,
        host=host,
        port=parts.port or _usual_port(secure),
        path=parts.path.rstrip("/").removesuffix(PATH) + PATH,
        model=_model(setting.model),
        timeout_s=_timeout(setting.timeout_s),
    )


def _parts(address: str) -> SplitResult:
    if not address.isascii() or not address.isprintable() or " " in address:
        raise _no_address("holds characters that no address holds")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise _no_address("cannot be read") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise _no_address("is no http: or https: address with a host")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise _no_address("holds more than scheme, host, port and path, and may hold a secret")
    return parts


def _no_address(what: str) -> EndpointRefused:
    return EndpointRefused(
        f"The address of the endpoint {what}.", hint="Write it like https://models.example.org/v1."
    )


def _usual_port(secure: bool) -> int:
    return 443 if secure else 80


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _model(name: str) -> str:
    if not name.strip() or not name.isprintable() or len(name) > LONGEST_MODEL:
        raise EndpointRefused(
            "The name of the endpoint's model is empty, too long or not printable.",
            hint=f"Name the model with --model, in at most {LONGEST_MODEL} characters, as the endpoint calls it.",
        )
    return name.strip()


def _timeout(seconds: int) -> int:
    if not SHORTEST_WAIT_S <= seconds <= LONGEST_WAIT_S:
        raise EndpointRefused(
            f"The endpoint's timeout_s is {seconds}.",
            hint=f"Give it from {SHORTEST_WAIT_S} to {LONGEST_WAIT_S} seconds for one answer.",
        )
    return seconds
