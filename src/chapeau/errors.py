"""One family of errors: what happened, to which file or record, what to do.

    ChapeauError                      exit 1
    ├── UsageError                    exit 2   the command was called wrongly
    │   ├── PathMissing
    │   ├── OutputIsInput
    │   ├── RecordUnknown
    │   ├── DeterminationRefused
    │   └── SigningRefused
    ├── InputUnreadable               exit 3   one input cannot be taken; the run goes on without it
    │   ├── EmptyInput
    │   ├── BinaryInput
    │   ├── WrongEncoding
    │   ├── BrokenLine
    │   ├── InputChanging
    │   ├── RestrictedRefused
    │   ├── FormatUnknown
    │   ├── AnswerUnusable
    │   └── NotSent
    ├── EvidenceMismatch              exit 4   preserved bytes or the custody log are not what they were
    └── ConfigurationError            exit 5   the machine, the case or a data file does not allow it
        ├── CaseUnwritable
        ├── CaseBusy
        ├── CaseNewer
        ├── CaseMissing
        ├── DataInvalid
        ├── NeedMissing
        ├── EndpointRefused
        └── KeyUnusable

An `InputUnreadable` never ends a run: the pipeline turns it into a `Skipped` record, and the run
ends with exit code 3 ("done, but some input was skipped"). Errors are caught in `cli.py` (and, once
there is a web, in `web/errors.py`) and nowhere else, except where an input is skipped.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar


class ChapeauError(Exception):
    """Anything Chapeau can say went wrong.

    `message` names the file or record and what happened; `hint` says what to do. `reference` is a
    stable name for documentation and scripts, unique in the family.
    """

    reference: ClassVar[str] = "failed"
    exit_code: ClassVar[int] = 1
    http_status: ClassVar[int] = 500

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[partial[ChapeauError], tuple[()]]:
        """How it goes from one process to another: pickling an exception leaves keywords out."""
        return partial(type(self), self.message, hint=self.hint), ()


class UsageError(ChapeauError):
    """The command or function was called in a way that cannot mean anything."""

    reference = "usage"
    exit_code = 2
    http_status = 400


class PathMissing(UsageError):
    """A path that was named does not exist."""

    reference = "path-missing"


class OutputIsInput(UsageError):
    """A file that is to be written is one of those that are to be read: it would be lost before it was read."""

    reference = "output-is-input"


class RecordUnknown(UsageError):
    """No record, or more than one, answers to the id that was given."""

    reference = "record-unknown"
    http_status = 404


class DeterminationRefused(UsageError):
    """What a sheet asks to determine cannot be: a verdict looser than the rule, or findings that have moved since."""

    reference = "determination-refused"


class SigningRefused(UsageError):
    """A determination cannot be signed as it stands, or not by this key."""

    reference = "signing-refused"


class InputUnreadable(ChapeauError):
    """One input cannot be taken. Everything else is still done."""

    reference = "input-unreadable"
    exit_code = 3
    http_status = 422


class EmptyInput(InputUnreadable):
    """The input holds no text."""

    reference = "input-empty"


class BinaryInput(InputUnreadable):
    """The input is not text."""

    reference = "input-binary"


class WrongEncoding(InputUnreadable):
    """The bytes are not text in the encoding they claim, or in UTF-8."""

    reference = "input-encoding"


class BrokenLine(InputUnreadable):
    """A line of a JSONL file is not a document."""

    reference = "input-line"


class InputChanging(InputUnreadable):
    """The file changed while it was read."""

    reference = "input-changing"


class RestrictedRefused(InputUnreadable):
    """A source marked restricted was offered before there is encryption to keep it."""

    reference = "input-restricted"


class SourceWithdrawn(InputUnreadable):
    """A source that was withdrawn was offered again."""

    reference = "input-withdrawn"


class FormatUnknown(InputUnreadable):
    """No installed format takes this kind of file."""

    reference = "input-format"


class AnswerUnusable(InputUnreadable):
    """The user's own model gave no answer about a document, or none that can be read."""

    reference = "endpoint-answer"
    http_status = 502


class NotSent(InputUnreadable):
    """A document whose spread is limited was not sent to a model on another machine."""

    reference = "endpoint-not-sent"


class EvidenceMismatch(ChapeauError):
    """Preserved bytes, a text or the custody log no longer match the hash taken of them."""

    reference = "evidence-mismatch"
    exit_code = 4


class ConfigurationError(ChapeauError):
    """The machine, the case or a data file does not allow what was asked."""

    reference = "configuration"
    exit_code = 5


class CaseUnwritable(ConfigurationError):
    """The case folder cannot be written."""

    reference = "case-unwritable"


class CaseBusy(ConfigurationError):
    """Another run is writing into this case."""

    reference = "case-busy"
    http_status = 409


class CaseNewer(ConfigurationError):
    """The case was written by a newer version of Chapeau."""

    reference = "case-newer"


class CaseMissing(ConfigurationError):
    """There is no case in this folder, or it is damaged beyond opening."""

    reference = "case-missing"
    http_status = 404


class DataInvalid(ConfigurationError):
    """A data file (places, outlines, law, vocabulary, settings) does not hold what it must."""

    reference = "data-invalid"


class NeedMissing(ConfigurationError):
    """Something a step needs is not installed."""

    reference = "need-missing"


class EndpointRefused(ConfigurationError):
    """The user's own model cannot be asked there, or not in this way."""

    reference = "endpoint"
    http_status = 502


class KeyUnusable(ConfigurationError):
    """A signing key cannot be made or read there."""

    reference = "key-unusable"
