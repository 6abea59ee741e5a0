"""Three-way merge of one field: what it was, what the register holds now, and what the file says."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """Who changed a field since the file was exported."""

    UNCHANGED = "unchanged"
    FILE = "changed in the file"
    REGISTER = "changed in the register"
    BOTH = "changed alike in both"
    CONFLICT = "conflict"


class Merged(NamedTuple):
    """The outcome for one field, and the words that it would hold; after a conflict those of the register."""

    outcome: Outcome
    words: str | None


def merge_words(base: str | None, register: str | None, file: str | None) -> Merged:
    """Return what comes of the three values of a field, each as canonical JSON, None where nothing is recorded.

    Fields with several values are merged value by value: what either side added is added, what either side took away
    goes. Their order means nothing, so a change of order alone is none. Nothing is decided where both sides changed
    the same thing.

    >>> merge_words('"a"', '"a"', '"b"')
    Merged(outcome=<Outcome.FILE: 'changed in the file'>, words='"b"')
    >>> merge_words('["a","b"]', '["a","b","c"]', '["b","d"]').words
    '["b","c","d"]'
    >>> merge_words('"a"', '"b"', None).outcome
    <Outcome.CONFLICT: 'conflict'>
    """
    if is_same(file, base):
        return Merged(Outcome.UNCHANGED if is_same(register, base) else Outcome.REGISTER, register)
    if is_same(file, register):
        return Merged(Outcome.BOTH, register)
    if is_same(register, base):
        return Merged(Outcome.FILE, file)
    combined = _combined(values_of(base), values_of(register), values_of(file))
    if not combined:
        return Merged(Outcome.CONFLICT, register)
    words = words_of(combined)
    return Merged(Outcome.BOTH, register) if is_same(words, register) else Merged(Outcome.FILE, words)


def _combined(base: list[str] | None, register: list[str] | None, file: list[str] | None) -> list[str]:
    """Return the values that are left and new on both sides.

    None are returned if a side is no list, or if nothing would be left, which neither side said.
    """
    if register is None or file is None:
        return []
    old = set(base or ())
    kept = [value for value in register if value in file or value not in old]
    return kept + [value for value in dict.fromkeys(file) if value not in old and value not in register]


def with_added(register: str | None, file: str) -> str:
    """Return what the register holds with what the file adds; nothing goes, as nobody knows what the file left out.

    >>> with_added('["a","b"]', '["c","a"]'), with_added('"a"', '"b"'), with_added('["a"]', "null")
    ('["a","b","c"]', '"b"', '["a"]')
    """
    held, said = values_of(register), values_of(file)
    if held is None:
        return file
    return words_of([*held, *(value for value in dict.fromkeys(said or ()) if value not in held)])


def is_same(one: str | None, other: str | None) -> bool:
    """Return whether two values of a field mean the same; several values do in any order.

    >>> is_same('["a","b"]', '["b","a"]'), is_same("null", None)
    (True, False)
    """
    if one == other:
        return True
    values, others = values_of(one), values_of(other)
    return values is not None and others is not None and set(values) == set(others)


def values_of(words: str | None) -> list[str] | None:
    """Return the values of a field that holds several; None for any other field, and where there are none.

    >>> values_of('["a"]'), values_of('"a"'), values_of("null"), values_of(None)
    (['a'], None, None, None)
    """
    if words is None or not words.startswith("["):
        return None
    values: list[str] = json.loads(words)
    return values


def words_of(values: list[str]) -> str:
    """Return several values as the words of a field.

    >>> words_of(["a", "é"])
    '["a","é"]'
    """
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
