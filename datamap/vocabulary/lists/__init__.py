"""Tables that name terms for rules, one CSV file each."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def read_table(stem: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of the file `stem`.csv, each by column name.

    >>> read_table("unfit-bases")[0]["basis"]
    'basis-consent'
    """
    text = (files(__name__) / f"{stem}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text, newline=""), strict=True))
