"""Asking a user's own model: one request an answer, to the one address that the user named.

No redirect is followed, no proxy of the machine is used, and nothing is sent but the question, the
model's name and the key. The key comes from the environment alone and stands in no record, message or
log. An answer is waited for, tried again and read only within limits: an endpoint may be slow, broken or
hostile. Imported only where the reader 'endpoint' is chosen.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec

from chapeau.errors import AnswerUnusable, EndpointRefused
from chapeau.ground.codec import to_json
from chapeau.pipeline.endpoint import Endpoint

KEY = "CHAPEAU_ENDPOINT_KEY"
"""The environment variable that holds the key, where the endpoint wants one."""

TRIES = 3
"""Times that one question is asked: what two repetitions do not mend is not a passing fault."""

FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
"""Seconds before the second try, doubled before the third; and the most that an endpoint may ask us to wait."""

MOST_BYTES = 1_000_000
"""Bytes in one answer. A piece has six thousand characters, and an answer that quotes all of them in every
field stays well below."""

IN_A_ROW = 5
"""Documents without an answer, one after the other, after which no more text is sent: the endpoint is down.
Where nobody can be reached, one is enough."""

SEED = 1
"""Any number does; the same one makes the same answer likelier."""

QUOTED = 200
"""Characters of an endpoint's own complaint that are passed on: a sentence or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back: the parts that anything hangs on."""

    status: int
    media_type: str
    packed: bool
    wait_s: float | None
    sent_on_to: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why there is no reply to use; `wait_s` is what the endpoint asks us to wait before the next try.

    `reached`: whether there was anybody to ask.
    """

    why: str
    wait_s: float | None = None
    reached: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Message:
    content: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    message: _Message
    finish_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Completion:
    choices: list[_Choice]


@dataclass(slots=True, kw_only=True)
class Model:
    """A model that can be asked. It remembers which form of answer the endpoint takes, and how often it failed."""

    endpoint: Endpoint
    schema: dict[str, Any]
    environment: Mapping[str, str] = field(repr=False)
    pause: Callable[[float], None] = time.sleep
    failed: int = 0
    forms: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.forms = _forms(self.schema)

    def answer(self, instructions: str, material: str) -> str | None:
        """What the model writes; None where it is cut off before its end. Raises AnswerUnusable, EndpointRefused."""
        if self.failed >= IN_A_ROW:
            raise AnswerUnusable(
                f"It was not sent to {self.endpoint.name}, which gave no answer before.",
                hint="See to the endpoint and run it again: what was read is kept.",
            )
        reply = self._in_a_form_it_takes(instructions, material)
        if isinstance(reply, Trouble):
            raise self._given_up(reply)
        self.failed = 0
        return _words(reply, self.endpoint.name)

    def _in_a_form_it_takes(self, instructions: str, material: str) -> Reply | Trouble:
        """The reply to the strictest form of answer that the endpoint takes; forms it does not know are left out."""
        refused: Reply | None = None
        for at, form in enumerate(self.forms):
            reply = self._patiently(_question(self.endpoint.model, instructions, material, form))
            if isinstance(reply, Trouble) or reply.status not in (400, 422, 501):
                if refused is not None and not isinstance(reply, Trouble):
                    self.forms = self.forms[at:]
                return reply
            refused = reply
        raise AnswerUnusable(
            f"The endpoint at {self.endpoint.name} does not take the question{self._complaint(refused)}.",
            hint="See which model is behind it and how long a text it takes.",
        )

    def _patiently(self, body: bytes) -> Reply | Trouble:
        trouble = Trouble(why="was not asked")
        for tried in range(TRIES):
            if tried:
                self.pause(_pause_s(tried, trouble))
            got = self._once(body)
            if isinstance(got, Reply):
                return got
            trouble = got
        return trouble

    def _once(self, body: bytes) -> Reply | Trouble:
        got = _sent(self.endpoint, body, key_in(self.environment))
        if isinstance(got, Trouble):
            return got
        if got.status in (408, 425, 429) or (got.status >= 500 and got.status != 501):
            return Trouble(why=f"answered with status {got.status}", wait_s=got.wait_s)
        self._refuse(got)
        if got.status == 200 and not _choices(got.body):
            return Trouble(why="sent no whole answer")
        return got

    def _refuse(self, reply: Reply) -> None:
        """Raises EndpointRefused where no further question can be answered either; 200, 400, 422 and 501 pass."""
        name, status = self.endpoint.name, reply.status
        if 300 <= status < 400:
            raise EndpointRefused(
                f"The endpoint at {name} sends on to {self._printable(reply.sent_on_to) or 'another address'}, where nothing is sent.",
                hint="Name the address that it means, if you trust it.",
            )
        if status in (401, 403):
            raise EndpointRefused(
                f"The endpoint at {name} wants another key (status {status}).",
                hint=f"Put the key in the environment variable {KEY}.",
            )
        if status == 200 and not _is_json(reply):
            raise EndpointRefused(
                f"The endpoint at {name} answered with {self._printable(reply.media_type)} where JSON was asked for.",
                hint="See to its address: something else may answer there.",
            )
        if status not in (200, 400, 422, 501):
            raise EndpointRefused(
                f"The endpoint at {name} answered with status {status}{self._complaint(reply)}.",
                hint="See to its address and to the model's name.",
            )

    def _complaint(self, reply: Reply | None) -> str:
        """What the endpoint says is wrong, in its own words, without the key should it repeat that."""
        if reply is None or not _is_json(reply):
            return ""
        return f": {self._printable(reply.body.decode('utf-8', 'replace'))}"

    def _printable(self, words: str) -> str:
        """Words from outside on one line, without what could steer a terminal, and without the key."""
        key = key_in(self.environment)
        words = words.replace(key, "***") if key else words
        return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:QUOTED]

    def _given_up(self, trouble: Trouble) -> AnswerUnusable:
        self.failed = self.failed + 1 if trouble.reached else IN_A_ROW
        return AnswerUnusable(
            f"The endpoint at {self.endpoint.name} {trouble.why}, {TRIES} times.",
            hint="Run it again later: what was read is kept.",
        )


def key_in(environment: Mapping[str, str]) -> str | None:
    """The key, if there is one. Raises EndpointRefused, without repeating it, where it cannot be sent."""
    key = environment.get(KEY, "").strip()
    if not key:
        return None
    if not key.isascii() or not key.isprintable() or " " in key:
        raise EndpointRefused(
            f"What stands in {KEY} is no key.", hint="Put the key there alone, in one line."
        )
    return key


def _forms(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """What a question says of its answer, the strictest first: not every server knows each.

    Some models refuse any temperature but their own; theirs are the last two.
    """
    steady: dict[str, Any] = {"temperature": 0, "seed": SEED}
    named = {"name": "reading", "strict": True, "schema": schema}
    strict = {"response_format": {"type": "json_schema", "json_schema": named}}
    any_object = {"response_format": {"type": "json_object"}}
    return [{**steady, **strict}, {**steady, **any_object}, steady, strict, {}]


def _question(model: str, instructions: str, material: str, form: dict[str, Any]) -> bytes:
    messages = [{"role": "system", "content": instructions}, {"role": "user", "content": material}]
    return to_json({"model": model, "messages": messages, "stream": False, **form})


def _pause_s(tried: int, trouble: Trouble) -> float:
    own = FIRST_PAUSE_S * (1 << (tried - 1))
    return min(LONGEST_PAUSE_S, max(own, trouble.wait_s or 0.0))


# --- one request ---------------------------------------------------------------------------------------


def _sent(endpoint: Endpoint, body: bytes, key: str | None) -> Reply | Trouble:
    """One request and its reply. Raises EndpointRefused where the host cannot show who it is."""
    connection = _connection(endpoint)
    try:
        connection.connect()
        too_slow = Trouble(why=f"gave no whole answer in {endpoint.timeout_s} s")
        with _cut_after(endpoint.timeout_s, connection.sock) as cut:
            try:
                got = _exchanged(connection, endpoint, body, key)
            except TimeoutError:
                got = too_slow
            except (OSError, http.client.HTTPException):
                got = Trouble(why="broke off its answer")
        return too_slow if cut.is_set() else got
    except ssl.SSLCertVerificationError as error:
        raise EndpointRefused(
            f"{endpoint.name} cannot show that it is {endpoint.host} ({error.verify_message}); nothing was sent.",
            hint="See to its certificate, or to the certificates that this machine trusts.",
        ) from error
    except TimeoutError:
        return Trouble(why=f"could not be reached in {endpoint.timeout_s} s", reached=False)
    except OSError as error:
        return Trouble(why=f"cannot be reached ({error.strerror or type(error).__name__})", reached=False)
    finally:
        connection.close()


def _connection(endpoint: Endpoint) -> http.client.HTTPConnection:
    if endpoint.secure:
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(
            endpoint.host, endpoint.port, timeout=endpoint.timeout_s, context=context
        )
    return http.client.HTTPConnection(endpoint.host, endpoint.port, timeout=endpoint.timeout_s)


@contextmanager
def _cut_after(seconds: float, connected: socket.socket) -> Iterator[threading.Event]:
    """Ends the connection at the time limit, however slowly bytes still come; the event tells that it did."""
    cut = threading.Event()

    def end() -> None:
        cut.set()
        try:
            socket.socket.shutdown(connected, socket.SHUT_RDWR)
        except OSError:
            return

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield cut
    finally:
        timer.cancel()


def _exchanged(
    connection: http.client.HTTPConnection, endpoint: Endpoint, body: bytes, key: str | None
) -> Reply | Trouble:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if key is not None:
        headers["Authorization"] = f"Bearer {key}"
    connection.request("POST", endpoint.path, body, headers)
    response = connection.getresponse()
    read = _read(response)
    if read is None:
        return Trouble(why=f"answered with more than {MOST_BYTES:,} bytes")
    return Reply(
        status=response.status,
        media_type=response.headers.get_content_type(),
        packed=response.headers.get("Content-Encoding", "identity").lower() != "identity",
        wait_s=_seconds(response.headers.get("Retry-After", "")),
        sent_on_to=response.headers.get("Location", ""),
        body=read,
    )


def _read(response: http.client.HTTPResponse) -> bytes | None:
    """The body; None where it is longer than an answer can be. Raises HTTPException where it breaks off."""
    said = response.length
    if said is not None and said > MOST_BYTES:
        return None
    body = response.read(MOST_BYTES + 1)
    if said is not None and len(body) < said:
        raise http.client.IncompleteRead(body, said - len(body))
    return None if len(body) > MOST_BYTES else body


def _seconds(told: str) -> float | None:
    return float(told) if told.isascii() and told.isdigit() and len(told) < 6 else None


# --- what came back --------------------------------------------------------------------------------------


def _is_json(reply: Reply) -> bool:
    return not reply.packed and (reply.media_type == "application/json" or reply.media_type.endswith("+json"))


def _choices(body: bytes) -> list[_Choice]:
    """What the endpoint offers as answers; none where the body holds no whole answer."""
    try:
        return msgspec.json.decode(body, type=_Completion).choices
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return []


def _words(reply: Reply, name: str) -> str | None:
    """What the model wrote; None where it was cut off. Raises AnswerUnusable where it wrote nothing."""
    choice = _choices(reply.body)[0]
    if choice.finish_reason == "length":
        return None
    if not choice.message.content:
        raise AnswerUnusable(
            f"The model at {name} gave no answer about this document.", hint="Try another model."
        )
    return choice.message.content
