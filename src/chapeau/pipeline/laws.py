"""Which law is at hand, and is a file of law whole?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from chapeau.assess.codes import code_faults, law_of, official_faults
from chapeau.assess.elements import Law, law
from chapeau.assess.law_file import plain_yaml
from chapeau.assess.questions import answered
from chapeau.errors import DataInvalid, PathMissing
from chapeau.ground.settings import Settings


def packaged() -> Law:
    """The law that the program brings."""
    return law()


def faults_in(path: Path) -> tuple[str, ...]:
    """Every fault of a code or of official wording, each with its line and place; none: the file is whole.

    Raises PathMissing, and DataInvalid where it is no text or no YAML.
    """
    text = _text(path)
    plain = plain_yaml(path.name, {path.name: text})
    official = isinstance(plain, Mapping) and "texts" in plain and "provisions" not in plain
    return official_faults(text, path.name) if official else code_faults(text, path.name)


def check_law(settings: Settings) -> None:
    """That the law, the answers and the provisions that the settings name are there, before anything is read.

    Raises DataInvalid, and RecordUnknown where a provision is opened that no body of law holds.
    """
    made = law_of(settings)
    answered(settings.answers)
    for provision in (
        *(one.provision for one in settings.opened),
        *(one.provision for one in settings.answers if one.provision is not None),
    ):
        made.provision(provision)


def _text(path: Path) -> str:
    if not path.exists():
        raise PathMissing(f"There is nothing at {path}.", hint="Check the spelling of the path.")
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataInvalid(f"{path} cannot be read: {error}.", hint="Write it as UTF-8 text.") from error
