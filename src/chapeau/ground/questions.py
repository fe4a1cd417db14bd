"""Does a text itself ask whether a deed was done?"""

from __future__ import annotations

from chapeau.records import Act

_CLOSING = " \n\"'”’»)"
_MARKS = ("?", "؟")


def asks_itself(act: Act) -> bool:
    """Whether the act stands in a question of the author's own.

    That is a sentence with its mark, whose deed the reader did not find to be presupposed ('Who answers for the
    shelling that killed them?').
    """
    return act.certainty == "possible" and act.evidence.text.rstrip(_CLOSING).endswith(_MARKS)
