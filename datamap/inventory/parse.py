"""One text file: from YAML events to raw records, with the line and column of every key and value.

Only a small part of YAML is the inventory's language: a list of mappings whose values are text or lists of text. All
scalars are text (`NO` is Norway); anchors, aliases, tags and flow style have no use here and are refused, which also
leaves no way to write a file that grows when it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from datamap.inventory.faults import character_fault, syntax_fault
from datamap.model import NONE, Kind, RawRecord, Words, facts_of
from datamap.model.raw import UNUSABLE, Cell, Place
from datamap.model.values import shorten
from datamap.problems import Location, Problem

NONE_WORD = "none"
"""The bare word that says "there is none"; in quotes it is text."""
EMPTY_WORDS = frozenset({"", "~", "null", "Null", "NULL"})
"""Bare words that YAML uses for nothing at all."""


class FileParser:
    """Reads the events of one file; problems gather in `problems`, and what is sound comes back all the same.

    `is_whole` says whether every record of the file came back: what refers to one that did not is no fault of its own.
    """

    def __init__(self, kind: Kind, organisation: str, locate: Callable[[int, int], Location]) -> None:
        """Prepare to read records of this kind, kept by this organisation, in the file that `locate` names."""
        self.kind, self.organisation, self.locate = kind, organisation, locate
        self.problems: list[Problem] = []
        self.is_whole = True
        self.known = {name for name, fact in facts_of(kind.record_class).items() if not fact.from_folder}

    def parse(self, text: str) -> list[RawRecord]:
        """Return the raw records of the file, up to the first place where it is no YAML."""
        raws: list[RawRecord] = []
        try:
            self._stream(yaml.parse(text, Loader=yaml.CBaseLoader), raws)
        except yaml.MarkedYAMLError as error:
            self.is_whole = False
            self.problems.append(syntax_fault(error, text, self.locate))
        except yaml.reader.ReaderError:
            self.is_whole = False
            self.problems.append(character_fault(text, self.locate))
        return raws

    def _stream(self, events: Iterator[Any], raws: list[RawRecord]) -> None:
        """Read the one document of the file."""
        next(events)
        if isinstance(next(events), yaml.StreamEndEvent):
            hint = "write its records, or delete the file"
            problem = Problem(code="TXT-001", message="the file holds no record", location=self.locate(0, 0), hint=hint)
            self.problems.append(problem)
            self.is_whole = False
            return
        self._records(events, next(events), raws)
        next(events)
        more = next(events)
        if not isinstance(more, yaml.StreamEndEvent):
            self._loss(more, "TXT-006", "a second document begins ('---')", "put all records into one list")

    def _records(self, events: Iterator[Any], first: Any, raws: list[RawRecord]) -> None:
        """Read the list of records."""
        if not isinstance(first, yaml.SequenceStartEvent):
            self._loss(first, "TXT-003", "the file is no list of records", "begin each record with '- id: ...'")
            self._skip(events, first)
            return
        self._check_plain(first)
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            if isinstance(event, yaml.MappingStartEvent):
                self._check_plain(event)
                raws.append(self._record(events, event))
            else:
                self._loss(event, "TXT-003", "an entry of the list is no record", "write '- id: ...', then its fields")
                self._skip(events, event)

    def _record(self, events: Iterator[Any], start: Any) -> RawRecord:
        """Read one record: keys and values until the mapping ends."""
        cells: dict[str, Cell] = {}
        places: dict[str, Place] = {}
        for key in events:
            if isinstance(key, yaml.MappingEndEvent):
                break
            if not isinstance(key, yaml.ScalarEvent):
                self._fault(key, "TXT-004", "a field's name is no word", "write 'name: value'")
                self._skip(events, key)
                self._skip(events, next(events))
                continue
            if key.anchor or key.tag:
                self._check_plain(key)
            name = key.value
            cell, place = self._cell(events, next(events), name)
            if name in places:
                self.problems.append(
                    Problem(
                        code="TXT-005",
                        message=f"the field {shorten(name)} stands twice in one record",
                        location=self.locate(*_place(key)),
                        hint="keep one; a list holds several values",
                        related=(self.locate(*places[name]),),
                    )
                )
                continue
            places[name] = place if place and name in self.known else _place(key)
            cells[name] = cell
        return RawRecord(self.kind, cells, places, _place(start), self.locate, self.organisation)

    def _cell(self, events: Iterator[Any], event: Any, name: str) -> tuple[Cell, Place | None]:
        """Read one field's value: a word, the bare word `none`, or a list of words."""
        if isinstance(event, yaml.ScalarEvent):
            place = _place(event)
            words = self._words(event, name)
            if words is None:
                return UNUSABLE, place
            if words == NONE_WORD and not event.style:
                return NONE, place
            return (Words(words, *place),), place
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, event, name), None
        if not isinstance(event, yaml.AliasEvent):
            message = f"{shorten(name)} holds neither text nor a list of text"
            self._fault(event, "TXT-004", message, "write a word or a list")
        self._skip(events, event)
        return UNUSABLE, None

    def _list(self, events: Iterator[Any], start: Any, name: str) -> Cell:
        """Read a list of words."""
        self._check_plain(start)
        found: list[Words] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            if isinstance(event, yaml.ScalarEvent):
                words = self._words(event, name)
                if words == NONE_WORD and not event.style:
                    hint = f"write {shorten(f'{name}: none')} without a list"
                    self._fault(event, "TXT-008", "'none' stands in a list", hint)
                elif words is not None:
                    found.append(Words(words, *_place(event)))
            else:
                if not isinstance(event, yaml.AliasEvent):
                    self._fault(event, "TXT-004", f"an entry of {shorten(name)} is no text", "write one value per line")
                self._skip(events, event)
        return tuple(found)

    def _words(self, event: Any, name: str) -> str | None:
        """Return the words of a scalar, or None if nothing is written."""
        if event.anchor or event.tag:
            self._check_plain(event)
        words: str = event.value
        if not words.strip() or (not event.style and words in EMPTY_WORDS):
            hint = "leave the field out if it is not recorded; write none if there is none"
            self._fault(event, "TXT-007", f"{shorten(name)} is empty", hint)
            return None
        return words

    def _check_plain(self, event: Any) -> None:
        """Report what the inventory's language has no use for."""
        if event.anchor:
            self._fault(event, "TXT-009", f"anchor '&{event.anchor}'", "write the value out")
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._fault(event, "TXT-010", f"tag {shorten(tag)}", "leave it out: every value is text")
        if getattr(event, "flow_style", False):
            self._fault(event, "TXT-011", "brackets or braces", "write one entry per line, each behind '- '")

    def _skip(self, events: Iterator[Any], event: Any) -> None:
        """Leave out a whole value whose first event is given."""
        if isinstance(event, yaml.AliasEvent):
            self._fault(event, "TXT-009", f"alias '*{event.anchor}'", "write the value out")
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            inner = next(events)
            depth += isinstance(inner, yaml.CollectionStartEvent) - isinstance(inner, yaml.CollectionEndEvent)

    def _fault(self, event: Any, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(code=code, message=message, location=self.locate(*_place(event)), hint=hint))

    def _loss(self, event: Any, code: str, message: str, hint: str) -> None:
        """Report a fault that takes a record away."""
        self.is_whole = False
        self._fault(event, code, message, hint)


def _place(event: Any) -> Place:
    """Return the line and column of an event, both from 1."""
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
