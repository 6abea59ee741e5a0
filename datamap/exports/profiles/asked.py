"""What a profile asks and what the register answers: for each question, how often it is filled, missing, or outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from datamap.exports.profiles.profile import Field
from datamap.exports.record.cells import Cell, Standing


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a profile, and how it is answered.

    Attributes:
        heading: of the question, word for word.
        article: the provision that asks for it; "" for more than that.
        is_held: whether the model holds an answer at all.
        filled: how many activities answer it, "none" included; in_part: how many of these with a gap.
        missing: the names of those that do not.
    """

    heading: str
    article: str
    is_held: bool
    filled: int = 0
    in_part: int = 0
    missing: tuple[str, ...] = ()


def asked_of(fields: Iterable[Field], answers: Mapping[str, Sequence[Sequence[Cell | None]]]) -> Iterator[Asked]:
    """Yield how each question is answered.

    Args:
        fields: the questions.
        answers: for each activity by name, its rows: a cell for each question; None where the model holds no answer.

    >>> fields = [Field(heading="Purpose"), Field(heading="Breach")]
    >>> rows = {"Push": [(Cell("to count"), None)]}
    >>> [(each.heading, each.is_held, each.filled) for each in asked_of(fields, rows)]
    [('Purpose', True, 1), ('Breach', False, 0)]
    """
    for place, field in enumerate(fields):
        found = {name: {cell.standing for row in rows if (cell := row[place])} for name, rows in answers.items()}
        is_held = any(found.values()) or not found
        missing = [name for name, standings in found.items() if is_held and standings <= _MISSING]
        filled = {name: standings for name, standings in found.items() if is_held and not standings <= _MISSING}
        in_part = [name for name, standings in filled.items() if standings & _GAPS]
        yield Asked(field.heading, field.article, is_held, len(filled), len(in_part), tuple(missing))


_MISSING = frozenset((Standing.NOT_RECORDED,))
_GAPS = frozenset((Standing.NOT_RECORDED, Standing.IN_PART))
