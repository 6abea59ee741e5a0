"""The words that files for people are written in: a folder for each language, and in it a CSV file for each product."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

ENGLISH = "en"


@cache
def read_labels(product: str, language: str = ENGLISH) -> Mapping[str, str]:
    """Return the words of one product by key, in the language with this ISO 639-1 code.

    >>> read_labels("record")["none"]
    'none'
    """
    text = (files(__name__) / language / f"{product}.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return MappingProxyType({row["key"]: row["words"] for row in rows})


@cache
def languages_of(product: str) -> tuple[str, ...]:
    """Return the languages that one product has words in, as ISO 639-1 codes, English first.

    >>> languages_of("record")[0]
    'en'
    """
    folders = (folder for folder in files(__name__).iterdir() if (folder / f"{product}.csv").is_file())
    return tuple(sorted((folder.name for folder in folders), key=lambda code: (code != ENGLISH, code)))
