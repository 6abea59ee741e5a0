"""What an exported workbook says of itself: of which register and revision it is, what is in it, and how much."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

FORMAT = 1
"""The version of the form of workbooks; it grows when an older program could misread them."""
PART = "datamap_base_"
"""What the names begin with under which the parts of a base stand in a file, followed by their number from 1."""
LONGEST_PART = 200
"""Characters of one part: a defined name and a document property hold 255."""


class Scope(NamedTuple):
    """Which part of a register a workbook holds.

    Attributes:
        organisations: the ids of its organisations; empty: all.
        department: the department whose activities it holds; "": all.
        only_missing: whether it holds only records in which something that is asked for is not recorded.
    """

    organisations: tuple[str, ...] = ()
    department: str = ""
    only_missing: bool = False


class Base(NamedTuple):
    """What a workbook was exported from.

    Attributes:
        register: the id of the register.
        revision: the sequence of the revision; 0 in an empty register.
        hash: the hash of that revision in the chain, which tells a copy of the register that went another way.
        scope: which part of it.
        totals: how many records stand on each sheet, by the name of the kind.
        language: in which its words are, as an ISO 639-1 code.
    """

    register: str
    revision: int
    hash: str
    scope: Scope
    totals: Mapping[str, int]
    language: str = "en"


def parts_of(base: Base) -> dict[str, str]:
    """Return a base in words, in numbered parts that fit wherever a file can keep a text; `base_in` joins them.

    >>> parts_of(Base("r1", 3, "ab12", Scope(), {"party": 2}))
    {'datamap_base_1': '{"format":1,"register":"r1","revision":3,"hash":"ab12","organisations":[],"department":"",\
"only_missing":false,"totals":{"party":2},"language":"en"}'}
    """
    words = {
        "format": FORMAT,
        "register": base.register,
        "revision": base.revision,
        "hash": base.hash,
        **base.scope._asdict(),
        "totals": dict(base.totals),
        "language": base.language,
    }
    text = json.dumps(words, separators=(",", ":"))
    starts = range(0, len(text), LONGEST_PART)
    return {f"{PART}{number}": text[at : at + LONGEST_PART] for number, at in enumerate(starts, 1)}


def base_in(parts: Mapping[str, str]) -> Base | None:
    """Return the base that stands in numbered parts among others; None if there is none, or it is not whole.

    >>> base_in({**parts_of(Base("r1", 3, "ab12", Scope(department="HR"), {"party": 2})), "other": "x"}).scope
    Scope(organisations=(), department='HR', only_missing=False)
    >>> base_in({"datamap_base_1": "{"}) is None
    True
    """
    numbered = {int(name.removeprefix(PART)): text for name, text in _numbered(parts)}
    if set(numbered) != set(range(1, len(numbered) + 1)):
        return None
    try:
        words = json.loads("".join(text for _number, text in sorted(numbered.items())))
        scope = Scope(tuple(map(str, words["organisations"])), str(words["department"]), bool(words["only_missing"]))
        totals = {str(kind): int(count) for kind, count in words["totals"].items()}
        revision, language = int(words["revision"]), str(words["language"])
        return Base(str(words["register"]), revision, str(words["hash"]), scope, totals, language)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _numbered(parts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, text) for name, text in parts.items() if re.fullmatch(rf"{PART}[1-9]\d{{0,3}}", name))
