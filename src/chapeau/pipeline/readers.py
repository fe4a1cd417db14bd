"""Which reader reads? The one that a command or a case names, from those installed; else the program's own.

A reader is a class named in the entry-point group `chapeau.readers`, with `with_places(text)` that makes
one which knows a case's own places. A user's own model is no such class: asking it needs the network, so
it is made here, and what asks it is imported only where it is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, runtime_checkable

from chapeau.errors import NeedMissing, UsageError
from chapeau.ground.settings import EndpointSetting, Settings
from chapeau.read.reader import Reader, Text
from chapeau.records import Reading

GROUP = "chapeau.readers"

SHIPPED = "learned"
"""The reader that reads where nobody chose."""

ENDPOINT = "endpoint"
"""The reader that asks a user's own model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a command says of the reader; None where it says nothing and the case's settings stand."""

    reader: str | None = None
    address: str | None = None
    model: str | None = None
    plain_http: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A reading, what is to be said of it, and what the custody log notes of how it was made, if anything.

    `remarks` are sentences by reference.
    """

    reading: Reading
    remarks: Mapping[str, str] = field(default_factory=dict)
    note: str | None = None


@runtime_checkable
class Remarking(Protocol):
    """A reader that has something to say of a reading."""

    def read_with_remarks(self, text: Text) -> Outcome:
        """The reading, and what is to be said of it."""
        ...


def chosen(settings: Settings, choice: Choice) -> Settings:
    """The settings with what a command chose. Raises UsageError where the two cannot be meant together."""
    reader = choice.reader or settings.reader
    named = choice.address is not None or choice.model is not None or choice.plain_http
    if named and reader != ENDPOINT:
        raise UsageError(
            "--endpoint, --model and --plain-http name a model for the reader 'endpoint', which is not chosen.",
            hint="Choose it with --reader endpoint, or leave them out.",
        )
    return replace(settings, reader=reader, endpoint=_endpoint(settings.endpoint, choice))


def _endpoint(kept: EndpointSetting | None, choice: Choice) -> EndpointSetting | None:
    address = choice.address or (kept.address if kept else None)
    model = choice.model or (kept.model if kept else None)
    if choice.address is None and choice.model is None and not choice.plain_http:
        return kept
    if address is None or model is None:
        raise UsageError(
            "A model of yours has an address and a name.",
            hint="Give both: --endpoint https://... --model NAME.",
        )
    plain = choice.plain_http or (kept is not None and kept.address == address and kept.plain_http)
    base = kept or EndpointSetting(address=address, model=model)
    return replace(base, address=address, model=model, plain_http=plain)


def reader_of(settings: Settings) -> Reader:
    """The reader, knowing the case's own places. Raises UsageError, NeedMissing, DataInvalid, EndpointRefused."""
    name = settings.reader or SHIPPED
    if name == ENDPOINT:
        from chapeau.pipeline.endpoint_reader import EndpointReader

        return EndpointReader.with_settings(settings)
    reader: Reader = _installed(name).with_places(settings.places)
    return reader


def announcement(settings: Settings) -> str | None:
    """What is said before anything is read: where the texts are sent, if anywhere."""
    if settings.reader != ENDPOINT:
        return None
    from chapeau.pipeline.endpoint import endpoint_of

    endpoint = endpoint_of(settings.endpoint)
    where = "on this machine" if endpoint.on_this_machine else "on another machine"
    return f"The text of each document is sent to {endpoint.name}, {where}, and read by {endpoint.model}."


class _Class(Protocol):
    def with_places(self, places_text: str | None) -> Reader: ...


def _installed(name: str) -> _Class:
    found = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in found:
        raise UsageError(
            f"There is no reader '{name}'.", hint=f"There are: {', '.join(sorted({*found, ENDPOINT}))}."
        )
    return _loaded(found[name])


def _loaded(entry: EntryPoint) -> _Class:
    try:
        loaded: _Class = entry.load()
    except ImportError as error:
        raise NeedMissing(
            f"The reader '{entry.name}' cannot be loaded: {error}.", hint="Install what it needs."
        ) from error
    return loaded


def outcome(reader: Reader, text: Text) -> Outcome:
    """The reading of one text, with what its reader has to say of it. Raises InputUnreadable."""
    if isinstance(reader, Remarking):
        return reader.read_with_remarks(text)
    return Outcome(reading=reader.read(text))
