"""A profile: the layout in which an authority asks for the record, as a data file with its source and its date."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from datamap.errors import UnknownNameError
from datamap.text import did_you_mean, join_words

OUTSIDE = ""
"""What stands for the answer to a question that nothing in the model can answer."""
PLAIN = "art30"
"""The profile that is Art. 30 itself, for every authority that has no layout of its own here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of an authority: a column of a table, or a row or column of a form.

    Attributes:
        heading: word for word, in the authority's language.
        answer: the name of what fills it; "" for what the model does not hold.
        article: the provision that asks for it; "" for what is more than that.
        style: of the heading, by which the authority tells required from optional.
        band: the words above the heading; neighbours of one band share it.
        width: in pixels.
        across: how many columns of the sheet it takes.
        number: of a line of a form, as the authority counts.
        answers: of a line of a form with several columns, what fills each.
        categories: of a line of a form, the widest categories of data whose line it is.
        slots: of a line that is repeated, how many there are at least; more are inserted as needed.
    """

    heading: str
    answer: str = OUTSIDE
    article: str = ""
    style: str = "optional"
    band: str = ""
    width: int = 120
    across: int = 1
    number: str = ""
    answers: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    slots: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A cell outside the table, such as of the contact block: fixed words, or an answer; rows and columns from 1."""

    row: int
    column: int
    last: int = 0
    words: str = ""
    answer: str = ""
    article: str = ""
    style: str = "label"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a form, one table: its title, the headings of its columns if it has any, and its lines.

    Attributes:
        title: above it.
        headings: of its columns, without the first, in the row of the title.
        spans: first and last column of each cell of a line, from 1: label, then answers.
        each: what makes a line of its own, such as "recipients"; "" if each line is a question.
        lines: the questions, one a line; of a section with `each` the one that is repeated, with {number}.
        choices: the authority's own words for terms, by their ids; they stand for narrower terms too.
        other: its words for all others.
    """

    title: str = ""
    headings: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ((1, 1), (2, 2))
    each: str = ""
    lines: tuple[Field, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One profile.

    Attributes:
        name: by which people ask for it.
        title: of the layout, as the authority calls it.
        authority: whose it is; country: where, ISO 3166-1.
        language: of its headings, ISO 639-1; "" if they come in every language that there are labels for.
        role: whose record: "controller" or "processor"; "" for both.
        source: where the layout was seen; date: when it was published or seen; standing: how well it is known.
        layout: "record", "table", "forms", or "list and forms".
        sheet: the name of the sheet of the table; forms: the name of a form's sheet, with {number}.
        top: the row of the bands, from 1; there are none if no field names one.
        first: the row at which data begin, from 1, if rows are left empty before them.
        paper: "A4" or "A3", across.
        pages: the headings of the columns that begin a new page.
        repeated: how many columns stand on every page.
        styles: further looks, by name.
        notes: the cells above the table.
        fields: the columns of the table.
        widths: of the columns of the form, in pixels.
        sections: of the form.
    """

    name: str
    title: str
    authority: str = ""
    country: str = ""
    language: str = ""
    role: str = ""
    source: str
    date: str
    standing: str
    remark: str = ""
    layout: str
    sheet: str = ""
    form: str = "{number}"
    top: int = 1
    first: int = 0
    paper: str = "A4"
    pages: tuple[str, ...] = ()
    repeated: int = 0
    widths: tuple[int, ...] = ()
    styles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    fields: tuple[Field, ...] = ()
    sections: tuple[Section, ...] = ()

    def questions(self) -> tuple[Field, ...]:
        """Return everything that the profile asks about an activity, of the table and of the form."""
        return (*self.fields, *(line for section in self.sections for line in section.lines))


def profile_names() -> tuple[str, ...]:
    """Return the names of all profiles, plain Art. 30 first.

    >>> profile_names()[0]
    'art30'
    """
    found = (path.name.removesuffix(".toml") for path in files(__package__).iterdir() if path.name.endswith(".toml"))
    return tuple(sorted(found, key=lambda name: (name != PLAIN, name)))


@cache
def read_profile(name: str) -> Profile:
    """Return the profile of this name.

    Raises:
        UnknownNameError: there is none; the message names those that there are.

    >>> read_profile("ico").fields[0].heading
    'Business function'
    """
    known = profile_names()
    if name not in known:
        hint = did_you_mean(name, known)
        meant = f"{hint} " if hint else ""
        raise UnknownNameError(f"there is no profile '{name}'; {meant}there are: {join_words(known)}")
    return _parse_profile(name, (files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


def _parse_profile(name: str, text: str) -> Profile:
    """Return the profile that a text declares; a key that no profile has is a fault of the file."""
    declared = tomllib.loads(text)
    sections = tuple(
        Section(**{**_tuples(section), "lines": tuple(_field(line) for line in section.get("lines", ()))})
        for section in declared.pop("sections", ())
    )
    return Profile(
        **_tuples(declared, besides=("notes", "fields")),
        name=name,
        notes=tuple(Note(**note) for note in declared.get("notes", ())),
        fields=tuple(_field(each) for each in declared.get("fields", ())),
        sections=sections,
    )


def _field(declared: Mapping[str, Any]) -> Field:
    return Field(**_tuples(declared))


def _tuples(declared: Mapping[str, Any], besides: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        key: tuple(value) if isinstance(value, list) else value for key, value in declared.items() if key not in besides
    }
