"""From the names that people write in a file to ids: among what was exported, what is there now, and what is new."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from datamap.model import KINDS, Inventory, Term, kind_named, kind_of
from datamap.model.other_names import terms_meant
from datamap.model.values import shorten
from datamap.text import join_words, match_key, nearest, offer
from datamap.workbook.faults import OFFERED_AT_MOST, BadCellError, Fault
from datamap.workbook.naming import Names, titles_of

_ID_BEHIND = re.compile(r"\s*\[\S+\]$")
NAMES = ("name", "label", "title", "summary", "phrase")
"""The fields that hold what people call a record."""
LINKS = ("activity", "category", "purpose", "right")
"""The fields by which records without a name are called."""
NAMING = (*NAMES, *LINKS, "country", "location", "importers")
"""All fields that can make up the name of a record."""
OFFERED = 3
"""How many names are offered at most for one that is not known."""


class FileNames:
    """The names that rows of the file bear now: of new records, and of those that were renamed in it.

    >>> names = FileNames()
    >>> names.add("party", "new-party-9", "org-a", "Acme")
    >>> names.ids_for("ACME", ("party",)), names.organisation_of("new-party-9")
    (('new-party-9',), 'org-a')
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._ids: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._organisations: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._shown: dict[str, list[str]] = defaultdict(list)

    def add(self, kind: str, id: str, organisation: str, name: str) -> None:
        """Note that the record with this id, provisional or not, bears this name in the file."""
        self._organisations[id] = organisation
        self._kinds[id] = kind
        self._names[id] = name
        plain = _ID_BEHIND.sub("", name)
        self._shown[kind].append(name)
        if key := match_key(plain):
            self._ids[kind][key].append(id)
            self._ids[""][match_key(f"{kind_named(kind).title}: {plain}")].append(id)

    def ids_for(self, words: str, kinds: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of the rows that bear this name, among those of these kinds (none given: of any)."""
        key = match_key(words)
        return tuple(id for kind in kinds or ("",) for id in self._ids[kind].get(key, ()))

    def shown(self, kinds: Sequence[str]) -> list[str]:
        """Return the names of the rows of these kinds."""
        return [name for kind in kinds for name in self._shown[kind]]

    def name_of(self, id: str) -> str:
        """Return the name of a row; "" if it has none."""
        return self._names.get(id, "")

    def kind_of(self, id: str) -> str:
        """Return the name of the kind of a row; "" if no row brings this id."""
        return self._kinds.get(id, "")

    def organisation_of(self, id: str) -> str:
        """Return the organisation that keeps the record of a row; "" if it has none."""
        return self._organisations.get(id, "")


class References:
    """Finds the records that the words in a cell of references mean."""

    def __init__(self, base: Inventory, now: Inventory, in_file: FileNames, *, has_base: bool = True) -> None:
        """Look among the records at the time of export, those of now, and those that the file itself brings.

        Args:
            base: what was exported; what there is now, if nobody knows.
            now: what there is now.
            in_file: the names that the file brings.
            has_base: whether it is known what was exported.
        """
        self._has_base = has_base
        self._inventories = (base,) if base is now else (base, now)
        self._names = tuple(map(Names, self._inventories))
        self._in_file = in_file
        self._offers: dict[tuple[tuple[str, ...], str], list[str]] = {}
        self._asked = 0

    @property
    def exported(self) -> Names:
        """The names as they were exported."""
        return self._names[0]

    def candidates(self, words: str, kinds: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of all records that the words may mean, those of other organisations too.

        Whoever wrote the words saw what was exported and the rows of the file; what bears the name since only counts
        if none of these does. So a new row goes on meaning itself when its record is in the register already.
        """
        in_file = self._in_file.ids_for(words, kinds)
        exported = self.exported.ids_for(words, kinds) if self._has_base or not in_file else ()
        return tuple(dict.fromkeys([*exported, *in_file])) or self._names[-1].ids_for(words, kinds)

    def resolve(self, words: str, kinds: Sequence[str], organisation: str) -> str:
        """Return the id that the words mean in a record of an organisation.

        Raises:
            BadCellError: they mean none, several, or one that belongs to another organisation.
        """
        found = self.candidates(words, kinds)
        own = [id for id in found if not organisation or self.owner_of(id) in ("", organisation)]
        if len(own) == 1:
            return own[0]
        titles = join_words([kind_named(kind).title for kind in kinds], "or") or "record"
        if own:
            named = [self._told(id) for id in own]
            message = f"{shorten(words)} is the name of {len(own)} records: {join_words(named)}"
            raise BadCellError(
                Fault.SEVERAL_BEARERS, message, f"write the ID of the one that is meant: {named[0]}, say"
            )
        if found:
            message = f"{shorten(words)} belongs to another organisation"
            hint = "each organisation keeps its own: name one of its own, or add it on its sheet"
            raise BadCellError(Fault.FOREIGN_RECORD, message, hint)
        offered = self._nearest(words, tuple(kinds), organisation)
        is_kept = not kinds or any(kind_named(kind).is_kept for kind in kinds)
        add = (
            f"add the {titles} on its sheet first, or choose one from the list"
            if is_kept
            else "choose one from the list; if it is not known, leave the cell empty"
        )
        raise BadCellError(Fault.UNKNOWN_NAME, f"{titles} {shorten(words)} is not known", offer(offered) or add)

    def other_name(self, id: str, words: str, kinds: Sequence[str]) -> str:
        """Return what a record is called, if the words call it otherwise than anybody does, or did; else ""."""
        said, in_file = " ".join(words.split()), self._in_file.name_of(id)
        if said in (in_file, _ID_BEHIND.sub("", in_file)) or any(names.bears(id, said, kinds) for names in self._names):
            return ""
        return in_file or self._names[-1].name_for(id, kinds)

    def field_of(self, id: str, words: str) -> str:
        """Return the name of the field of a record that the words mean: its title, or the very name.

        Raises:
            BadCellError: such a record has no such field.
        """
        kind = self._kind_of(id)
        titles = titles_of(kind) if kind else {}
        by_key = {match_key(title): field for field, title in titles.items()}
        if not kind or words in titles:
            return words
        if field := by_key.get(match_key(words)):
            return field
        meant = nearest(words, titles.values(), OFFERED)
        message = f"records of this kind ({kind_named(kind).title}) have no field {shorten(words)}"
        raise BadCellError(Fault.NO_VALUE, message, offer(meant) or "write the title of the column on its sheet")

    def _kind_of(self, id: str) -> str:
        """Return the name of the kind of a record, which may be new in the file; "" if there is no such record."""
        records = (inventory.records.get(id) for inventory in self._inventories)
        return next((kind_of(record).name for record in records if record), "") or self._in_file.kind_of(id)

    def owner_of(self, id: str) -> str:
        """Return the organisation that keeps a record; "" for organisations and shipped terms."""
        for inventory in self._inventories:
            if id in inventory.records:
                owner = getattr(inventory.records[id], "organisation", "")
                return owner if isinstance(owner, str) else ""
        return self._in_file.organisation_of(id)

    def _told(self, id: str) -> str:
        """Return an id; for a row that has none yet, that it is the new one."""
        return id if any(id in inventory.records for inventory in self._inventories) else "a new row of this file"

    def _nearest(self, words: str, kinds: tuple[str, ...], organisation: str) -> tuple[str, ...]:
        """Return the names of what the words mean elsewhere, or those most alike that this organisation may use."""
        if meant := terms_meant(words, [kind_named(kind) for kind in kinds] or KINDS):
            return tuple(self._names[-1].name_for(id, kinds) for id in meant)
        if (kinds, organisation) not in self._offers:
            self._offers[kinds, organisation] = [*self._names_of(kinds, organisation), *self._in_file.shown(kinds)]
        self._asked += 1
        if self._asked > OFFERED_AT_MOST:
            return ()
        return nearest(words, dict.fromkeys(self._offers[kinds, organisation]), OFFERED)

    def _names_of(self, kinds: tuple[str, ...], organisation: str) -> list[str]:
        now = self._inventories[-1]
        classes = [kind_named(kind).record_class for kind in kinds] or [kind.record_class for kind in KINDS]
        records = (record for each in classes for record in now.known(each))
        return [
            self._names[-1].name_for(record.id, kinds)
            for record in records
            if self.owner_of(record.id) in ("", organisation) and not (isinstance(record, Term) and record.retired)
        ]


def name_in_row(texts: Mapping[str, str]) -> str:
    """Return what people will call the record of a row, from the texts of its cells; "" if nothing names it.

    >>> name_in_row({"activity": "Payroll", "category": "Salary"}), name_in_row({"name": "Acme"})
    ('Payroll: Salary', 'Acme')
    """
    for field in NAMES:
        if texts.get(field):
            return " ".join(texts[field].split())
    linked = [texts[field] for field in LINKS if texts.get(field)]
    place = [texts.get("country") or texts.get("location") or "", texts.get("importers", "").replace("\n", ", ")]
    return ": ".join(_ID_BEHIND.sub("", each) for each in linked or place if each)
