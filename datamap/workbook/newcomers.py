"""New rows: the ids that they get, the records that they may already be, and what they refer to in the same file."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from itertools import chain, count
from typing import NamedTuple

from datamap.model.facts import Value, facts_of
from datamap.model.kinds import KINDS, kind_named
from datamap.workbook.edits import Edit
from datamap.workbook.merge import is_same
from datamap.workbook.names import LINKS, NAME_FIELDS, text_of

LONGEST_SLUG = 40
"""Characters of a name that go into an id, so that ids stay readable."""
_KIND_ORDER = {kind.name: number for number, kind in enumerate(KINDS)}


class Newcomers(NamedTuple):
    """The new rows of a file.

    Attributes:
        rows: those that make a record, each with the id that it gets.
        known: those whose record the register has already, from the same row of an earlier import, each with its id.
        ids: the id behind each provisional one.
    """

    rows: tuple[Edit, ...]
    known: tuple[Edit, ...]
    ids: Mapping[str, str]


def settle(rows: Iterable[Edit], made: Mapping[str, Mapping[str, str]], taken: Collection[str]) -> Newcomers:
    """Return the new rows with their ids, and those that are no longer new.

    Args:
        rows: the rows without an id.
        made: what each living record that came since the export held when it was made.
        taken: all ids that the register ever gave; none is given twice.

    >>> from datamap.problems import CellLocation
    >>> from datamap.workbook.edits import Action
    >>> place = CellLocation("a.xlsx", "Parties", 3, 1)
    >>> row = Edit("party", "", "org-acme", Action.KEEP, {"name": '"Müller & Co."'}, {}, place)
    >>> settle([row], {}, {"party-acme-muller-co"}).rows[0].id
    'party-acme-muller-co-2'
    """
    ids: dict[str, str] = {}
    known, rest = _recognised(sorted(rows, key=lambda row: _KIND_ORDER[row.kind]), made, ids)
    fresh, used = [], set(taken)
    for row in rest:
        id = new_id(referring(row, ids), used)
        used.add(id)
        ids.update({row.new: id} if row.new else {})
        fresh.append(row._replace(id=id))
    return Newcomers(tuple(referring(row, ids) for row in fresh), tuple(known), ids)


def _recognised(
    rows: list[Edit], made: Mapping[str, Mapping[str, str]], ids: dict[str, str]
) -> tuple[list[Edit], list[Edit]]:
    """Return the rows whose record the register has, and the others; provisional ids that are known then go to `ids`.

    A row may refer to another new one, so that rows are gone through until no more of them are recognised.
    """
    known: list[Edit] = []
    free, rest = dict(made), rows
    while True:
        left = []
        for row in rest:
            twin = _twin(referring(row, ids), free)
            if twin:
                del free[twin]
                known.append(row._replace(id=twin))
                ids.update({row.new: twin} if row.new else {})
            else:
                left.append(row)
        if len(left) == len(rest):
            return known, left
        rest = left


def _twin(row: Edit, made: Mapping[str, Mapping[str, str]]) -> str:
    """Return the record that was made of the same row before, or ""."""
    said = {
        name: words for name, words in row.words.items() if words is not None and name not in ("id", "organisation")
    }
    prefix = f"{kind_named(row.kind).prefix}-"
    for id, held in made.items():
        alike = id.startswith(prefix) and said.keys() == held.keys() and said
        if alike and all(is_same(words, held[name]) for name, words in said.items()):
            return id
    return ""


def referring(row: Edit, ids: Mapping[str, str]) -> Edit:
    """Return a row whose references to new records of the same file hold their ids.

    >>> from datamap.problems import CellLocation
    >>> from datamap.workbook.edits import Action
    >>> place = CellLocation("a.xlsx", "Data uses", 3, 1)
    >>> row = Edit("data_use", "", "org-a", Action.KEEP, {"activity": '"new-1"'}, {}, place)
    >>> referring(row, {"new-1": "act-a-payroll"}).words
    {'activity': '"act-a-payroll"'}
    """
    if not ids:
        return row
    facts = facts_of(kind_named(row.kind).record_class)
    words = {
        name: _replaced(said, ids) if said and name in facts and facts[name].value is Value.REFERENCE else said
        for name, said in row.words.items()
    }
    return row._replace(words=words, organisation=ids.get(row.organisation, row.organisation))


def _replaced(words: str, ids: Mapping[str, str]) -> str:
    value = json.loads(words)
    if isinstance(value, list):
        value = [ids.get(each, each) for each in value]
    elif isinstance(value, str):
        value = ids.get(value, value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def new_id(row: Edit, taken: Collection[str]) -> str:
    """Return an id for a new row that nobody has: the prefix of its kind, its organisation, and its name.

    >>> from datamap.problems import CellLocation
    >>> from datamap.workbook.edits import Action
    >>> place = CellLocation("a.xlsx", "Data uses", 3, 1)
    >>> words = {"activity": '"act-acme-payroll"', "category": '"cat-email"'}
    >>> new_id(Edit("data_use", "", "org-acme", Action.KEEP, words, {}, place), ())
    'use-acme-payroll-email'
    """
    home = row.organisation.removeprefix("org-")
    own = next(filter(None, (text_of(row.words.get(field)) for field in NAME_FIELDS)), "")
    linked = (text_of(row.words.get(field)) for field in (*LINKS, "record", "field"))
    name = own or "-".join(re.sub(rf"^[a-z]+-({re.escape(home)}-)?", "", each) for each in linked if each)
    stem = "-".join(filter(None, (kind_named(row.kind).prefix, home, slug(name))))
    numbered = (f"{stem}-{number}" for number in count(2 if slug(name) else 1))
    among = chain([stem], numbered) if slug(name) else numbered
    return next(id for id in among if id not in taken)


def slug(name: str) -> str:
    """Return a name as small letters, digits and hyphens; "" if it has no letter that is written so.

    >>> slug("Müller & Co. (Straße 5)"), slug("東京")
    ('muller-co-strasse-5', '')
    """
    folded = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    whole = "-".join(re.findall(r"[a-z0-9]+", plain))
    return whole if len(whole) <= LONGEST_SLUG else whole[:LONGEST_SLUG].rpartition("-")[0] or whole[:LONGEST_SLUG]
