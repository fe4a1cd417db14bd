"""A model is asked over a real connection, within limits, whatever the other end does."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from chapeau.errors import AnswerUnusable, EndpointRefused
from chapeau.pipeline.asking import IN_A_ROW, KEY, MOST_BYTES, TRIES, Model
from chapeau.pipeline.endpoint import endpoint_of
from tests.pipeline.server import Handler, Play, Stage, completion, fails, playing, says

SCHEMA = {"type": "object"}
SECRET = "sk-invented-0123456789"


def model_at(
    stage: Stage,
    pauses: list[float] | None = None,
    environment: Mapping[str, str] | None = None,
    **parts: Any,
) -> Model:
    paused = pauses if pauses is not None else []
    return Model(
        endpoint=endpoint_of(stage.setting(**parts)),
        schema=SCHEMA,
        environment=environment or {},
        pause=paused.append,
    )


# --- what is asked -------------------------------------------------------------------------------------------


def test_the_question_is_one_request_with_instructions_and_material_apart() -> None:
    with playing(says("fine")) as stage:
        assert model_at(stage).answer("Do this.", "The text.") == "fine"
    (asked,) = stage.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.question["model"] == "a-model"
    assert asked.question["temperature"] == 0
    assert isinstance(asked.question["seed"], int)
    assert asked.question["stream"] is False
    assert [m["role"] for m in asked.question["messages"]] == ["system", "user"]
    assert asked.question["response_format"]["json_schema"]["schema"] == SCHEMA


def test_nothing_tells_the_endpoint_who_asks() -> None:
    with playing(says("fine")) as stage:
        model_at(stage).answer("Do this.", "The text.")
    names = {name.lower() for name in stage.asked[0].headers}
    assert names == {"host", "accept-encoding", "content-length", "content-type", "accept"}


def test_the_key_is_sent_as_a_bearers() -> None:
    with playing(says("fine")) as stage:
        model_at(stage, environment={KEY: f" {SECRET}\n"}).answer("Do this.", "The text.")
    assert stage.asked[0].headers["Authorization"] == f"Bearer {SECRET}"


@pytest.mark.parametrize("key", ["two words", "line\nline", "kéy"])
def test_a_key_that_is_none_is_refused_without_repeating_it(key: str) -> None:
    with playing(says("fine")) as stage, pytest.raises(EndpointRefused) as refused:
        model_at(stage, environment={KEY: key}).answer("Do this.", "The text.")
    assert key not in str(refused.value)
    assert stage.asked == []


def test_the_key_is_in_no_picture_of_the_model() -> None:
    with playing(says("fine")) as stage:
        assert SECRET not in repr(model_at(stage, environment={KEY: SECRET}))


def test_a_proxy_of_the_machine_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with playing(says("fine")) as stage:
        assert model_at(stage).answer("Do this.", "The text.") == "fine"


# --- forms of answer that a server does not know -----------------------------------------------------------------


@pytest.mark.parametrize("status", [400, 422, 501])
def test_a_form_of_answer_that_the_server_does_not_know_is_left_out_and_stays_so(status: int) -> None:
    with playing(fails(status), says("fine"), says("fine again")) as stage:
        model = model_at(stage)
        assert (model.answer("a", "b"), model.answer("a", "b")) == ("fine", "fine again")
    told = [a.question.get("response_format", {}).get("type") for a in stage.asked]
    assert told == ["json_schema", "json_object", "json_object"]


def test_a_server_that_knows_no_form_is_asked_without() -> None:
    with playing(fails(400), fails(400), says("fine")) as stage:
        assert model_at(stage).answer("a", "b") == "fine"
    assert "response_format" not in stage.asked[-1].question
    assert stage.asked[-1].question["temperature"] == 0


def test_a_model_that_takes_no_temperature_is_asked_without_it_last() -> None:
    def play(handler: Handler) -> None:
        (fails(400) if "temperature" in handler.question else says("fine"))(handler)

    with playing(play) as stage:
        assert model_at(stage).answer("a", "b") == "fine"
    assert "response_format" in stage.asked[-1].question
    assert len(stage.asked) == 4


def test_a_server_that_takes_no_form_at_all_costs_the_document_and_is_quoted() -> None:
    with (
        playing(fails(400, json.dumps({"error": f"too long for {SECRET}\x1b[2J" + "x" * 999}))) as stage,
        pytest.raises(AnswerUnusable, match="too long for") as error,
    ):
        model_at(stage, environment={KEY: SECRET}).answer("a", "b")
    assert SECRET not in str(error.value)
    assert "\x1b" not in str(error.value)
    assert len(str(error.value)) < 500


def test_a_key_that_the_limit_of_a_quotation_cuts_is_not_shown_in_part() -> None:
    words = '{"error": "' + "x" * 180 + SECRET + '"}'
    with playing(fails(400, words)) as stage, pytest.raises(AnswerUnusable) as error:
        model_at(stage, environment={KEY: SECRET}).answer("a", "b")
    assert SECRET[:6] not in str(error.value)


# --- what passes, and is tried again -------------------------------------------------------------------------------


def test_a_busy_server_is_waited_for_as_long_as_it_says() -> None:
    pauses: list[float] = []
    with playing(fails(429, Retry_After="7"), says("fine")) as stage:
        assert model_at(stage, pauses).answer("a", "b") == "fine"
    assert pauses == [7.0]


@pytest.mark.parametrize("told", ["99999", "soon", "-3", "Fri, 31 Dec 2032 23:59:59 GMT"])
def test_no_server_makes_us_wait_longer_than_a_minute(told: str) -> None:
    pauses: list[float] = []
    with playing(fails(503, Retry_After=told), says("fine")) as stage:
        model_at(stage, pauses).answer("a", "b")
    assert 0 < pauses[0] <= 60


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_fault_that_does_not_pass_costs_the_document_after_three_tries(status: int) -> None:
    pauses: list[float] = []
    with playing(fails(status)) as stage, pytest.raises(AnswerUnusable, match=str(status)) as error:
        model_at(stage, pauses).answer("a", "b")
    assert len(stage.asked) == TRIES
    assert pauses == [1.0, 2.0]
    assert error.value.exit_code == 3


def test_after_five_documents_without_an_answer_nothing_more_is_sent() -> None:
    with playing(fails(500)) as stage:
        model = model_at(stage)
        for _ in range(IN_A_ROW):
            with pytest.raises(AnswerUnusable, match="status 500"):
                model.answer("a", "b")
        with pytest.raises(AnswerUnusable, match="was not sent"):
            model.answer("a", "b")
    assert len(stage.asked) == IN_A_ROW * TRIES


def test_an_answer_between_two_faults_begins_the_count_anew() -> None:
    with playing(*[fails(500)] * TRIES, says("fine"), fails(500)) as stage:
        model = model_at(stage)
        with pytest.raises(AnswerUnusable):
            model.answer("a", "b")
        model.answer("a", "b")
        for _ in range(IN_A_ROW):
            with pytest.raises(AnswerUnusable, match="status 500"):
                model.answer("a", "b")


def half(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(completion("fine")[:20])
    handler.close_connection = True


def nothing(handler: Handler) -> None:
    handler.close_connection = True


def half_a_chunk(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"ff\r\n{")
    handler.close_connection = True


@pytest.mark.parametrize(
    "play",
    [
        half,
        half_a_chunk,
        nothing,
        lambda h: h.send(b"{"),
        lambda h: h.send(b""),
        lambda h: h.send(b"\xff\xfe"),
        lambda h: h.send(b"[" * 100_000),
        lambda h: h.send(b'{"error": "overloaded"}'),
        lambda h: h.send(b'{"choices": []}'),
        lambda h: h.send(b'{"choices": [{"message": {"content": 7}}]}'),
        lambda h: h.wfile.write(b"what?\r\n\r\n"),
    ],
)
def test_a_broken_answer_is_asked_for_again_and_then_costs_the_document(play: Play) -> None:
    with playing(play, says("fine")) as stage:
        assert model_at(stage).answer("a", "b") == "fine"
    with playing(play) as stage, pytest.raises(AnswerUnusable):
        model_at(stage).answer("a", "b")


# --- slow ------------------------------------------------------------------------------------------------------------


def silent(handler: Handler) -> None:
    time.sleep(3)


def dripping(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(30):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def dripping_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(30):
        handler.wfile.write(f"X-{number}: 1\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize("play", [silent, dripping, dripping_headers])
def test_a_slow_answer_is_cut_at_the_limit_however_it_is_slow(play: Play) -> None:
    with playing(play) as stage:
        model, began = model_at(stage, timeout_s=1), time.monotonic()
        with pytest.raises(AnswerUnusable, match="in 1 s"):
            model.answer("a", "b")
    assert time.monotonic() - began < TRIES + 3


# --- hostile -----------------------------------------------------------------------------------------------------------


def test_an_answer_that_is_too_long_is_not_read_to_its_end() -> None:
    with (
        playing(lambda h: h.send(b" " * (MOST_BYTES + 1))) as stage,
        pytest.raises(AnswerUnusable, match="more than"),
    ):
        model_at(stage).answer("a", "b")


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    handler.close_connection = True
    for _ in range(200):
        handler.wfile.write(b" " * 100_000)


def test_an_answer_without_an_end_is_left_at_the_limit() -> None:
    with playing(endless) as stage, pytest.raises(AnswerUnusable, match="more than"):
        model_at(stage).answer("a", "b")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nothing_is_sent_to_where_the_endpoint_sends_on(status: int) -> None:
    with playing(says("lured")) as other:
        away = f"http://127.0.0.1:{other.server_address[1]}/v1/chat/completions"
        with (
            playing(fails(status, Location=away)) as stage,
            pytest.raises(EndpointRefused, match="sends on to"),
        ):
            model_at(stage, environment={KEY: SECRET}).answer("a", "b")
        assert other.asked == []
    assert len(stage.asked) == 1


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_not_taken_ends_the_run_and_is_not_repeated(status: int) -> None:
    with (
        playing(fails(status, json.dumps({"error": f"Incorrect key {SECRET}"}))) as stage,
        pytest.raises(EndpointRefused, match=KEY) as refused,
    ):
        model_at(stage, environment={KEY: SECRET}).answer("a", "b")
    assert SECRET not in str(refused.value)
    assert len(stage.asked) == 1


@pytest.mark.parametrize("status", [404, 405, 418])
def test_a_wrong_address_ends_the_run(status: int) -> None:
    with playing(fails(status)) as stage, pytest.raises(EndpointRefused, match=str(status)):
        model_at(stage).answer("a", "b")


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "text/event-stream", "application/octet-stream"])
def test_what_is_not_json_comes_from_something_else_and_ends_the_run(kind: str) -> None:
    with (
        playing(lambda h: h.send(completion("fine"), kind=kind)) as stage,
        pytest.raises(EndpointRefused, match=kind),
    ):
        model_at(stage).answer("a", "b")


def test_a_packed_answer_is_not_unpacked() -> None:
    with (
        playing(lambda h: h.send(completion("fine"), Content_Encoding="gzip")) as stage,
        pytest.raises(EndpointRefused),
    ):
        model_at(stage).answer("a", "b")


@pytest.mark.parametrize(
    ("words", "parts", "told"),
    [
        (None, {}, "no answer"),
        ("", {}, "no answer"),
        (None, {"finish_reason": "content_filter"}, "no answer"),
    ],
)
def test_a_model_that_does_not_answer_costs_the_document(
    words: str | None, parts: dict[str, Any], told: str
) -> None:
    with playing(says(words, **parts)) as stage, pytest.raises(AnswerUnusable, match=told):
        model_at(stage).answer("a", "b")
    assert len(stage.asked) == 1


def test_an_answer_that_is_cut_off_is_none() -> None:
    with playing(says('{"acts": [', finish_reason="length")) as stage:
        assert model_at(stage).answer("a", "b") is None


def test_where_nobody_listens_it_is_tried_for_one_document_alone() -> None:
    pauses: list[float] = []
    with playing(says("fine")) as stage:
        model = model_at(stage, pauses)
    with pytest.raises(AnswerUnusable, match="cannot be reached"):
        model.answer("a", "b")
    with pytest.raises(AnswerUnusable, match="was not sent"):
        model.answer("a", "b")
    assert pauses == [1.0, 2.0]


def test_a_host_that_speaks_no_tls_is_not_sent_anything() -> None:
    heard: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        for _ in range(TRIES):
            taken, _ = listener.accept()
            with taken:
                heard.append(taken.recv(4096))
                taken.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    thread = Thread(target=listen, daemon=True)
    thread.start()
    with playing(says("fine")) as stage:
        model = model_at(stage, address=f"https://127.0.0.1:{listener.getsockname()[1]}/v1")
    with pytest.raises(AnswerUnusable, match="cannot be reached"):
        model.answer("Do this.", "The text.")
    thread.join(5)
    listener.close()
    assert b"The text." not in b"".join(heard)


def certified(folder: Path) -> ssl.SSLContext:
    """A certificate that nobody vouches for."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl makes the certificate, and is not here")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "1"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def test_a_host_whose_certificate_nobody_vouches_for_is_not_sent_anything(tmp_path: Path) -> None:
    context = certified(tmp_path)
    with playing(says("fine")) as stage:
        stage.socket = context.wrap_socket(stage.socket, server_side=True, do_handshake_on_connect=False)
        model = model_at(stage, address=f"https://localhost:{stage.server_address[1]}/v1")
        with pytest.raises(EndpointRefused, match="nothing was sent"):
            model.answer("Do this.", "The text.")
    assert stage.asked == []


def test_over_tls_the_question_is_answered_where_the_certificate_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    with playing(says("fine")) as stage:
        stage.socket = context.wrap_socket(stage.socket, server_side=True, do_handshake_on_connect=False)
        model = model_at(stage, address=f"https://localhost:{stage.server_address[1]}/v1")
        assert model.answer("Do this.", "The text.") == "fine"


def test_waiting_is_the_clocks_by_default() -> None:
    pause: Callable[[float], None] = Model.__dataclass_fields__["pause"].default
    assert pause is time.sleep
