"""Which acts say again, in the same words, what an earlier text of their origin says."""

from __future__ import annotations

STATEMENTS = (
    "ALTER TABLE link_acts ADD COLUMN told_as TEXT",
    "ALTER TABLE link_acts ADD COLUMN in_words BLOB",
    "ALTER TABLE link_acts ADD COLUMN said_again TEXT",
    "ALTER TABLE link_acts ADD COLUMN repeats TEXT",
    "CREATE INDEX link_acts_by_words ON link_acts (told_as) WHERE told_as IS NOT NULL",
    "CREATE INDEX link_acts_by_repeated ON link_acts (repeats) WHERE repeats IS NOT NULL",
)
