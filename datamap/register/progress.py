"""How long work tells what comes next."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str], None]
"""Is told the name of what comes next."""


def silent(_name: str) -> None:
    """Tell nobody.

    >>> silent("Acme")
    """
