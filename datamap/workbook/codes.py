"""The codes of all that can be at fault in a workbook: what each means, and how to mend it."""

from __future__ import annotations

from typing import NamedTuple

from datamap.labels import read_labels


class Code(NamedTuple):
    """One permanent code: what it means, and how to mend what it stands for."""

    code: str
    meaning: str
    mend: str


def codes() -> tuple[Code, ...]:
    """Return all codes, in their order.

    >>> [each.code for each in codes()][:2]
    ['PLN-001', 'PLN-002']
    """
    labels = read_labels("plan")
    known = sorted(key.removeprefix("code.") for key in labels if key.startswith("code."))
    return tuple(Code(code, labels[f"code.{code}"], labels[f"mend.{code}"]) for code in known)


def code_called(words: str) -> Code | None:
    """Return a code in any case of letters, None if there is none.

    >>> code_called("wbk-307").mend
    'Unmerge them and fill each cell.'
    """
    return next((each for each in codes() if each.code == words.upper()), None)
