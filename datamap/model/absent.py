"""The two states of a fact that is not a value: nobody said, or somebody said that there is none."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar


class Absent(Enum):
    """Why a field holds no value.

    A source that is silent gives NOT_RECORDED; only a source that says "none" gives NONE. The two are never
    mixed up, because "we do not know the recipients" and "there are no recipients" are different answers to a
    regulator (Art. 30(1)(d)).
    """

    NOT_RECORDED = "not recorded"
    NONE = "none"

    def __str__(self) -> str:
        return self.value

    def __repr__(self) -> str:
        return self.name

    def __bool__(self) -> bool:
        """Neither state is a value, so both are false where a value is asked for."""
        return False


NOT_RECORDED = Absent.NOT_RECORDED
NONE = Absent.NONE

T = TypeVar("T")


def recorded(values: tuple[T, ...] | Absent) -> tuple[T, ...]:
    """Return the values of a field that holds several; none if it holds none, for whatever reason.

    >>> recorded(("name", "phone")), recorded(NOT_RECORDED)
    (('name', 'phone'), ())
    """
    return values if isinstance(values, tuple) else ()
