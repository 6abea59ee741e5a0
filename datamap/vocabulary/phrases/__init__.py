"""Phrases that tell something by being written at all, as data: a folder for each language, a file for each list."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Phrase(NamedTuple):
    """One phrase of a list.

    Attributes:
        words: the phrase, in any case of letters.
        where: "" anywhere in a text, "start" only at its beginning, "whole" only if nothing else stands there.
        unless: words beside which it means something else, such as the browser of a fingerprint.
        means: what it stands for, such as the kind of data that it may reveal; "" where the list says it all.
    """

    words: str
    where: str
    unless: tuple[str, ...]
    means: str


@cache
def read_phrases(name: str) -> tuple[Phrase, ...]:
    """Return the phrases of the list in the files `name`.csv, of all languages, in the order of the files.

    A register may hold texts in several languages, and says of few of them in which.

    >>> read_phrases("placeholders")[0].words
    'tbd'
    """
    languages = sorted((each for each in files(__name__).iterdir() if each.is_dir()), key=lambda each: each.name)
    lists = (language / f"{name}.csv" for language in languages)
    return tuple(
        Phrase(row["phrase"], row["where"], tuple(filter(None, row["unless"].split(";"))), row["means"])
        for file in lists
        if file.is_file()
        for row in csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline=""), strict=True)
    )
