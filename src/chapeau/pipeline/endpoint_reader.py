"""The reader that asks a user's own model: questions out, answers in, and only what the text bears out.

Off unless chosen; imported only then. Asking is done here, since no step may know a network; what is asked
and what an answer is worth is decided in `read/`, where it can be tested without one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from chapeau.errors import AnswerUnusable, NotSent
from chapeau.ground.settings import Settings
from chapeau.pipeline.asking import Model
from chapeau.pipeline.endpoint import Endpoint, endpoint_of
from chapeau.pipeline.readers import ENDPOINT, Outcome
from chapeau.pipeline.skipping import ANSWER_DROPPED, ANSWER_OTHERWISE
from chapeau.read.answered import Checked, checked
from chapeau.read.answers import Reason
from chapeau.read.asked import Question, answer_schema, halved, prompt_version, questions
from chapeau.read.language import language
from chapeau.read.reader import Text
from chapeau.read.rules import VERSION, RuleReader
from chapeau.records import Reading

WORDS: dict[Reason, str] = {
    "nowhere": "stand nowhere in the text",
    "far": "stand too far from the deed",
    "vocabulary": "outside the vocabulary",
    "form": "not in the form asked for",
    "unsaid": "without words that say so",
    "number": "no number",
    "twice": "told before",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointReader:
    """Reads English by asking one model. Its version is the model's name and the words that it is asked in."""

    endpoint: Endpoint
    model: Model
    rules: RuleReader
    send_limited: bool = False

    @classmethod
    def with_settings(cls, settings: Settings, environment: Mapping[str, str] = os.environ) -> EndpointReader:
        """The reader that a case's settings name. Raises EndpointRefused, DataInvalid."""
        endpoint = endpoint_of(settings.endpoint)
        return cls(
            endpoint=endpoint,
            model=Model(endpoint=endpoint, schema=answer_schema(), environment=environment),
            rules=RuleReader.with_places(settings.places),
            send_limited=settings.endpoint is not None and settings.endpoint.send_limited,
        )

    @property
    def name(self) -> str:
        """The reader's name."""
        return ENDPOINT

    @property
    def version(self) -> str:
        """The model, the words it is asked in, and the case's own places, which the rules put on the map."""
        return f"{self.endpoint.model} prompt {prompt_version()}{self.rules.version.removeprefix(VERSION)}"

    @property
    def made_by(self) -> str:
        """What everything this reader finds is marked with."""
        return f"{self.name} {self.version}"

    @property
    def languages(self) -> tuple[str, ...]:
        """English alone: our own rules resolve places and times in no other."""
        return self.rules.languages

    def read(self, text: Text) -> Reading:
        """All that the model finds and the text bears out. Raises AnswerUnusable, NotSent, EndpointRefused."""
        return self.read_with_remarks(text).reading

    def read_with_remarks(self, text: Text) -> Outcome:
        """The reading, with what was dropped of the answers; a text that is not read is not sent either."""
        asked = questions(text.text) if language(text.text) in self.languages else ()
        if not asked:
            return Outcome(reading=replace(self.rules.read(text), made_by=self.made_by))
        self._may_be_sent(text)
        written = [each for question in asked for each in self._answers(text.text, question)]
        found = checked(text, written, self.rules, self.made_by)
        return Outcome(reading=found.reading, remarks=remarks(found), note=self.endpoint.note)

    def _answers(self, text: str, question: Question) -> Iterator[tuple[Question, str]]:
        """The answer to a question, or the answers to its halves where the whole one is cut off."""
        words = self.model.answer(question.instructions, question.material)
        if words is not None:
            yield question, words
            return
        halves = halved(text, question)
        if not halves:
            raise AnswerUnusable(
                f"The model at {self.endpoint.name} ended before its answer was whole.",
                hint="Let the endpoint write longer answers.",
            )
        for half in halves:
            yield from self._answers(text, half)

    def _may_be_sent(self, text: Text) -> None:
        if text.limited and not self.endpoint.on_this_machine and not self.send_limited:
            raise NotSent(
                f"It was not sent to {self.endpoint.name}: its source is limited, or is somebody's testimony.",
                hint="Read it with a model on this machine, or set send_limited = true under [endpoint].",
            )


def remarks(found: Checked) -> dict[str, str]:
    """What is said of the answers to one document, by reference; nothing where nothing is amiss."""
    said: dict[str, str] = {}
    dropped = sum(found.dropped.values())
    if dropped:
        listed = "; ".join(f"{count} {WORDS[reason]}" for reason, count in found.dropped.items())
        parts = "1 part" if dropped == 1 else f"{dropped} parts"
        said[ANSWER_DROPPED] = f"{parts} of the model's answer dropped: {listed}."
    otherwise = list(_otherwise(found))
    if otherwise:
        said[ANSWER_OTHERWISE] = (
            f"The rule reader reads otherwise: {'; '.join(otherwise)}. Look at this document."
        )
    return said


def _otherwise(found: Checked) -> Iterator[str]:
    if found.untold:
        yield f"{_deeds(found.untold)} where the model tells of none"
    if found.otherwise:
        yield f"how sure the text is of {_deeds(found.otherwise)}"
    if found.voices:
        told = "1 statement" if found.voices == 1 else f"{found.voices} statements"
        yield f"{told} that the model left out around its deeds, taken from the rules"


def _deeds(number: int) -> str:
    return "1 deed" if number == 1 else f"{number} deeds"
