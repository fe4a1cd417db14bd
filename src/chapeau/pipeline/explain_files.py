"""Reading without a case, with reasons: files in, one explained reading a document out, in the order of input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal

from chapeau.engine.local import ordered
from chapeau.errors import UsageError
from chapeau.ground.settings import Settings
from chapeau.pipeline.read_files import not_read, texts_of
from chapeau.pipeline.readers import reader_of
from chapeau.pipeline.reading import refuse_too_long
from chapeau.read.reader import Reader, Text
from chapeau.read.rules import RuleReader
from chapeau.read.why.explain import explained
from chapeau.read.why.format import explained_json
from chapeau.read.why.reason import Explained, Explains
from chapeau.read.why.shown import lines
from chapeau.records import Skipped

Form = Literal["json", "words"]
"""One line of JSON a document, or lines for people."""


def explain_files(
    paths: Iterable[Path],
    *,
    date: str | None = None,
    settings: Settings | None = None,
    jobs: int | None = None,
    tell: Callable[[Skipped], None],
    form: Form = "json",
) -> Iterator[bytes]:
    """An explained reading a document, one at a time, as `read_files` reads them.

    Raises UsageError where `date` is no day, or the reader cannot say why; DataInvalid, NeedMissing.
    """
    names: dict[str, str] = {}
    work = partial(_work, settings or Settings(), form)
    work()
    return _told(work, texts_of(paths, date, tell, names), jobs, tell, names)


def _told(
    work: Callable[[], Callable[[Text], bytes]],
    texts: Iterator[Text],
    jobs: int | None,
    tell: Callable[[Skipped], None],
    names: dict[str, str],
) -> Iterator[bytes]:
    for done in ordered(work, texts, jobs):
        if done.result is None:
            tell(not_read(done, names.get(done.item.id, done.item.id)))
        else:
            yield done.result


def _work(settings: Settings, form: Form) -> Callable[[Text], bytes]:
    """What a worker does with one document; made once in each process."""
    return partial(_explain, explainer(reader_of(settings)), form)


def explainer(reader: Reader) -> Callable[[Text], Explained]:
    """What reads a text and says why. Raises UsageError where the reader cannot."""
    if isinstance(reader, Explains):
        return reader.explain
    if isinstance(reader, RuleReader):
        return partial(explained, reader)
    raise UsageError(
        f"The reader '{reader.name}' cannot say why.",
        hint="Leave out --explain, or read with --reader rules.",
    )


def _explain(explain: Callable[[Text], Explained], form: Form, text: Text) -> bytes:
    refuse_too_long(text)
    made = explain(text)
    if form == "json":
        return explained_json(made) + b"\n"
    return ("\n".join(lines(text.text, made)) + "\n\n").encode()
