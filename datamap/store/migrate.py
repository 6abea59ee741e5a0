"""Bringing a register of an older program to the tables of this one: forward only, each step whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Engine, update

from datamap.store.connect import read_version, reading, writing
from datamap.store.schema import SETTING, VERSION


class Step(NamedTuple):
    """What turns the tables of one version into those of the next.

    Attributes:
        version: the version that it leads to.
        run: makes the change, inside a transaction.
    """

    version: int
    run: Callable[[Connection], None]


STEPS: tuple[Step, ...] = ()
"""All steps, from version 1 on; the last one leads to `schema.VERSION`."""


def migrate(engine: Engine, steps: Sequence[Step] = STEPS) -> list[int]:
    """Bring a register to the newest version, and return the versions that it went through.

    Args:
        engine: of a register.
        steps: in the order of their versions.

    Raises:
        DatamapError: a newer program made the register; nothing was touched.
    """
    newest = steps[-1].version if steps else VERSION
    with reading(engine) as connection:
        read_version(connection, newest)  # a refusal comes before the first lock
    reached = []
    for step in steps:
        with writing(engine) as connection:
            if read_version(connection, newest) < step.version:
                step.run(connection)
                version = SETTING.c.name == "version"
                connection.execute(update(SETTING).where(version).values(value=str(step.version)))
                reached.append(step.version)
    return reached
