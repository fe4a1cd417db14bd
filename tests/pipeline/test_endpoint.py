"""Text goes to the address that the user named, over https or to this machine, and nowhere else."""

from __future__ import annotations

import pytest

from chapeau.errors import EndpointRefused
from chapeau.ground.settings import EndpointSetting
from chapeau.pipeline.endpoint import Endpoint, endpoint_of


def named(address: str, *, model: str = "a-model", plain_http: bool = False, timeout_s: int = 5) -> Endpoint:
    return endpoint_of(
        EndpointSetting(address=address, model=model, plain_http=plain_http, timeout_s=timeout_s)
    )


@pytest.mark.parametrize(
    ("address", "name", "path", "here"),
    [
        ("https://models.example.org/v1", "models.example.org", "/v1/chat/completions", False),
        ("https://models.example.org:8443/v1/", "models.example.org:8443", "/v1/chat/completions", False),
        ("http://localhost:11434/v1/chat/completions", "localhost:11434", "/v1/chat/completions", True),
        ("http://127.0.0.1:8080", "127.0.0.1:8080", "/chat/completions", True),
        ("http://[::1]:8080/v1", "[::1]:8080", "/v1/chat/completions", True),
    ],
)
def test_https_and_this_machine_are_asked(address: str, name: str, path: str, here: bool) -> None:
    found = named(address)
    assert (found.name, found.path, found.on_this_machine) == (name, path, here)


@pytest.mark.parametrize(
    "address",
    [
        "http://models.example.org/v1",
        "http://192.0.2.7:8080/v1",
        "http://localhost.example.org/v1",
        "http://0.0.0.0/v1",
    ],
)
def test_plain_http_to_another_machine_is_refused_unless_the_user_insists(address: str) -> None:
    with pytest.raises(EndpointRefused, match="everyone on the way"):
        named(address)
    assert not named(address, plain_http=True).secure


@pytest.mark.parametrize(
    "address",
    [
        "",
        "models.example.org/v1",
        "ftp://models.example.org",
        "file:models/v1",
        "https://",
        "https://models.example.org:0/v1",
        "https://models.example.org:port/v1",
        "https://[::1/v1",
        "https://models.example.org/v1?key=secret",
        "https://models.example.org/v1#secret",
        "https://someone:secret@models.example.org/v1",
        "https://models.example.org/v1\r\nX-More: yes",
        "https://models.exämple.org/v1",
    ],
)
def test_what_is_no_plain_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(EndpointRefused) as refused:
        named(address)
    assert "secret" not in str(refused.value).replace("may hold a secret", "")


@pytest.mark.parametrize("model", ["", "  ", "a\nmodel", "m" * 101])
def test_a_model_has_a_name_that_can_be_printed(model: str) -> None:
    with pytest.raises(EndpointRefused, match="model"):
        named("https://models.example.org/v1", model=model)


@pytest.mark.parametrize("seconds", [0, -1, 10_000])
def test_a_wait_is_neither_nothing_nor_for_ever(seconds: int) -> None:
    with pytest.raises(EndpointRefused, match="timeout_s"):
        named("https://models.example.org/v1", timeout_s=seconds)


def test_an_endpoint_that_is_not_named_is_asked_for() -> None:
    with pytest.raises(EndpointRefused, match="none is named") as refused:
        endpoint_of(None)
    assert refused.value.exit_code == 5
