"""Which reader reads is chosen by name, for a command or for a case; without a choice, the program's own."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from chapeau.errors import EndpointRefused, NeedMissing, UsageError
from chapeau.ground.settings import EndpointSetting, Settings
from chapeau.pipeline import readers
from chapeau.pipeline.readers import SHIPPED, Choice, announcement, chosen, reader_of

HERE = EndpointSetting(address="http://localhost:8080/v1", model="a-model")
AWAY = EndpointSetting(address="https://models.example.org/v1", model="a-model", timeout_s=9)


def test_without_a_choice_the_programs_own_reader_reads() -> None:
    assert reader_of(Settings()).name == SHIPPED
    assert chosen(Settings(), Choice()) == Settings()


def test_a_reader_is_found_by_its_name() -> None:
    assert reader_of(Settings(reader="rules")).name == "rules"
    assert reader_of(Settings(reader="endpoint", endpoint=HERE)).name == "endpoint"


def test_a_name_that_no_reader_bears_is_wrong_usage_and_the_names_are_told() -> None:
    with pytest.raises(UsageError, match=r"'tea-leaves'.*endpoint, .*rules"):
        reader_of(Settings(reader="tea-leaves"))


def test_a_reader_that_cannot_be_loaded_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint("broken", "no_such_package:Reader", readers.GROUP)
    monkeypatch.setattr(readers, "entry_points", lambda **_: [broken])
    with pytest.raises(NeedMissing, match="no_such_package"):
        reader_of(Settings(reader="broken"))


def test_a_command_outranks_the_case_and_leaves_the_rest_as_it_was() -> None:
    case = Settings(title="Valley", reader="endpoint", endpoint=AWAY)
    assert chosen(case, Choice(reader="rules")) == Settings(title="Valley", reader="rules", endpoint=AWAY)
    other = chosen(case, Choice(model="b-model"))
    assert other.endpoint == EndpointSetting(address=AWAY.address, model="b-model", timeout_s=9)


def test_an_endpoint_without_its_reader_is_wrong_usage() -> None:
    for choice in (Choice(address="http://localhost:1"), Choice(model="m"), Choice(plain_http=True)):
        with pytest.raises(UsageError, match="not chosen"):
            chosen(Settings(), choice)


def test_an_address_without_a_model_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="an address and a name"):
        chosen(Settings(), Choice(reader="endpoint", address="http://localhost:1"))


def test_that_someone_insisted_on_plain_http_holds_for_that_address_alone() -> None:
    address = "http://192.0.2.7/v1"
    case = chosen(Settings(), Choice(reader="endpoint", address=address, model="m", plain_http=True))
    assert case.endpoint is not None
    assert case.endpoint.plain_http
    again = chosen(case, Choice(model="n")).endpoint
    assert again is not None
    assert again.plain_http
    elsewhere = chosen(case, Choice(address="http://192.0.2.8/v1"))
    with pytest.raises(EndpointRefused):
        reader_of(elsewhere)


def test_where_texts_are_sent_is_announced_and_nothing_where_they_stay() -> None:
    assert announcement(Settings()) is None
    assert announcement(Settings(endpoint=AWAY)) is None
    away = announcement(Settings(reader="endpoint", endpoint=AWAY)) or ""
    here = announcement(Settings(reader="endpoint", endpoint=HERE)) or ""
    assert "models.example.org, on another machine" in away
    assert "on this machine" in here


def test_what_made_a_reading_names_model_and_prompt_and_the_cases_own_places() -> None:
    plain = reader_of(Settings(reader="endpoint", endpoint=AWAY))
    assert plain.made_by.startswith("endpoint a-model prompt ")
    places = "id,name,alternates,kind,lat,lon,country,region,population,demonyms\nc1,Orvania,,country,10,10,XO,,5,\n"
    own = reader_of(Settings(reader="endpoint", endpoint=AWAY, places=places))
    assert own.made_by.startswith(plain.made_by + "+places.")
    other = reader_of(Settings(reader="endpoint", endpoint=EndpointSetting(address=AWAY.address, model="b")))
    assert other.made_by != plain.made_by
