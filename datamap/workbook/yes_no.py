"""Yes and no in the languages of the European Union, as people and spreadsheet programs write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from datamap.model import YesNo
from datamap.text import match_key


def yes_or_no(words: str) -> YesNo | None:
    """Return the answer that a word gives in any of the languages; None if it is no such word.

    >>> yes_or_no("Ja"), yes_or_no("WAHR"), yes_or_no("nie"), yes_or_no("maybe")
    (<YesNo.YES: 'yes'>, <YesNo.YES: 'yes'>, <YesNo.NO: 'no'>, None)
    """
    return _read_answers().get(_key(words))


@cache
def _read_answers() -> Mapping[str, YesNo]:
    text = (files("datamap.workbook") / "yes_no.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    return {_key(word): answer for row in rows for answer in YesNo for word in row[answer].split()}


def _key(words: str) -> str:
    """Return what spellings have in common; signs such as a tick have nothing but themselves."""
    return match_key(words) or words.strip()
