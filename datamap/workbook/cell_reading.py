"""One cell: from what was seen in it to what it says of its field, or to what is at fault there."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from datamap.model import Fact, Value, YesNo
from datamap.model.raw import encode
from datamap.model.values import BadValueError, parse_value, shorten
from datamap.problems import CellLocation, Severity
from datamap.text import LONGEST_TEXT, did_you_mean, join_words
from datamap.workbook.conversions import may_become
from datamap.workbook.days import day_in, is_of_other_calendar
from datamap.workbook.error_values import is_error_value
from datamap.workbook.faults import BadCellError, Fault, Findings
from datamap.workbook.mistyped import converted, not_text
from datamap.workbook.references import NAMES, References
from datamap.workbook.seen import Nature, SeenCell
from datamap.workbook.tidy import is_as_before, tidy, word_of_mixed_scripts
from datamap.workbook.words import Standing, Wording
from datamap.workbook.xlsx.names import badly_escaped
from datamap.workbook.yes_no import yes_or_no


class Spot(NamedTuple):
    """Which field of which record a cell stands for, and what it held before.

    Attributes:
        fact: the field.
        kinds: the kinds that a reference in it may point to; empty: any.
        place: the cell.
        record: the id of the record, or "".
        organisation: the organisation that keeps it, or "".
        words: what the field held when the file was exported, as canonical JSON; None if nothing was recorded.
        text: the text that was exported for it; "" if nothing was recorded.
        of: for a field that names a field of another record, the id of that record, provisional or not; else "".
    """

    fact: Fact
    kinds: tuple[str, ...]
    place: CellLocation
    record: str = ""
    organisation: str = ""
    words: str | None = None
    text: str = ""
    of: str = ""


class Reading(NamedTuple):
    """What a cell says: the words of its field as canonical JSON, None if it is blank.

    `is_cleared` tells whether the word for clearing makes it blank in earnest.
    """

    words: str | None
    is_cleared: bool = False


class CellReader:
    """Reads the cells of one file; what is amiss goes to its findings."""

    def __init__(
        self,
        wording: Wording,
        references: References,
        findings: Findings,
        long_texts: Mapping[int, str],
        *,
        is_plain_text: bool,
    ) -> None:
        """Prepare to read a file.

        Args:
            wording: the words of its language.
            references: finds what names lead to.
            findings: gathers notes and problems.
            long_texts: the texts that were too long for their cells, by number.
            is_plain_text: whether the file knows no numbers and dates, so that what a program made of a text stands
                there as text (CSV).
        """
        self._wording, self._references, self._findings = wording, references, findings
        self._long_texts, self._is_plain_text = long_texts, is_plain_text
        self._by_value: dict[Value, Callable[[str, Spot], str]] = {
            Value.TEXT: self._free_text,
            Value.DATE: lambda words, spot: self._day(SeenCell(words), spot),
            Value.NUMBER: self._parsed,
            Value.DURATION: self._parsed,
            Value.CHOICE: self._choice,
            Value.REFERENCE: self._reference,
        }

    def read(self, cell: SeenCell, spot: Spot) -> Reading | None:
        """Return what a cell says of its field; None if it is at fault, or if what it held before is kept."""
        try:
            return self._read(cell, spot)
        except BadCellError as bad:
            self._tell(bad, spot)
            return None

    def _read(self, cell: SeenCell, spot: Spot) -> Reading | None:
        if cell.nature is Nature.ERROR or (cell.words != spot.text and is_error_value(cell.words)):
            message = f"the error value {cell.words} stands here, which is neither text nor empty"
            raise BadCellError(Fault.ERROR_VALUE, message, "mend the formula, or type the value itself")
        if cell.nature is Nature.UNCALCULATED:
            message = f"a formula stands here that was never calculated: {shorten(cell.words)}"
            hint = "open the file in a spreadsheet program, let it calculate, and save; or type the value itself"
            raise BadCellError(Fault.NOT_CALCULATED, message, hint)
        if cell.is_formula:
            self._findings.note(spot.place, "a formula stands here; its last value was taken")
        return self._text(cell, spot) if cell.nature is Nature.TEXT else self._typed(cell, spot)

    def text_in(self, cell: SeenCell) -> str:
        """Return the text of a cell, from the sheet of long texts if it stands there."""
        number = self._wording.number_of_long(cell.words) if cell.nature is Nature.TEXT else None
        return cell.words if number is None else self._long_texts.get(number, "")

    def _text(self, cell: SeenCell, spot: Spot) -> Reading | None:
        """Read a cell of text."""
        number = self._wording.number_of_long(cell.words)
        if number is not None and number not in self._long_texts:
            message = f"the long text {number} is not in the file"
            hint = "put the sheet of long texts back, or type the text itself"
            raise BadCellError(Fault.LONG_TEXT_MISSING, message, hint)
        text = self.text_in(cell)
        if is_as_before(text, spot.text):
            self._note_tidied(text, spot)
            return Reading(spot.words)
        if self._is_plain_text and (told := may_become(spot.text, cell)):
            raise converted(cell.words, told, spot.text)
        # LibreOffice drops tabs when it reads .ods; what stood around one may look like a code when it saves .xlsx.
        misread = (*badly_escaped(spot.text), *badly_escaped(spot.text.replace("\t", "")))
        if any(is_as_before(text, each) for each in misread):
            raise converted(cell.words, "by taking a code in it for a letter", spot.text)
        tidied = tidy(text)
        if tidied.removed:
            self._findings.note(spot.place, f"taken out of the text: {join_words(tidied.removed)}")
        if tidied.is_turned:
            message = "signs that turn the direction of writing were taken out: with them a text can read as another"
            self._warn(Fault.HIDDEN_DIRECTION, spot, message, "look whether the text is what it should be")
        return self._said(tidied.words, spot)

    def _note_tidied(self, text: str, spot: Spot) -> None:
        """Note what was taken out of a text, after which it is what was exported: nobody sees why nothing changes."""
        if spot.text != text and spot.text and (removed := set(tidy(text).removed) - set(tidy(spot.text).removed)):
            told = f"taken out of the text: {join_words(sorted(removed))}; what is left is what was there before"
            self._findings.note(spot.place, told)

    def _said(self, text: str, spot: Spot) -> Reading | None:
        """Read the words of a cell by the kind of value of its field."""
        fact = spot.fact
        said = self._wording.said_in(text, fact, lambda words: bool(self._references.candidates(words, spot.kinds)))
        if said.standing is Standing.NONE and fact.required:
            message = f"'{fact.title}' cannot be none"
            raise BadCellError(Fault.NO_VALUE, message, fact.help or f"write the {fact.title}")
        if said.standing is Standing.MIXED:
            message = f"{shorten(said.values[0])} stands here beside other values"
            hint = "take that line out; or take out the others, if there is no value"
            raise BadCellError(Fault.NO_VALUE, message, hint)
        if said.standing is Standing.NONE:
            return Reading("null")
        if said.standing is not Standing.VALUE:
            return Reading(None, is_cleared=said.standing is Standing.CLEAR)
        if len(said.values) > 1 and not fact.many:
            raise BadCellError(Fault.SEVERAL_VALUES, _several(fact, len(said.values)), "leave one")
        values = []
        for words in said.values:
            try:
                values.append(self._by_value[fact.value](words, spot))
            except BadCellError as bad:
                self._tell(self._with_names_apart(bad, words, spot), spot)
        return self._recorded(values, spot) if len(values) == len(said.values) else None

    def _recorded(self, values: list[str], spot: Spot) -> Reading:
        """Return values as words of the field; the same values in another order are no change."""
        if not spot.fact.many:
            return Reading(encode(values[0]))
        once = tuple(dict.fromkeys(values))
        if len(once) < len(values):
            twice = next(value for number, value in enumerate(values) if value in values[:number])
            self._findings.note(spot.place, f"{shorten(twice)} stands here more than once, and counts once")
        before = json.loads(spot.words) if spot.words else None
        is_same = isinstance(before, list) and set(before) == set(once)
        return Reading(spot.words if is_same else encode(once))

    def _free_text(self, words: str, spot: Spot) -> str:
        """Read one text; one that was there already stays as it was, to the last blank."""
        if len(words) > LONGEST_TEXT:
            message = f"the text has {len(words):,} characters, and a cell holds at most {LONGEST_TEXT:,}"
            hint = "shorten it; the full text belongs in a document that is cited as evidence"
            raise BadCellError(Fault.TOO_LONG, message, hint)
        if spot.fact.name in NAMES and (mixed := word_of_mixed_scripts(words)):
            message = f"{shorten(mixed)} mixes letters of several alphabets that look alike"
            self._warn(Fault.MIXED_SCRIPTS, spot, message, "type the name anew, in one alphabet")
        if not spot.fact.many and self._wording.is_placeholder(words):
            told = "is kept as it stands: write none if there is none, and leave the cell empty if nobody knows yet"
            self._findings.note(spot.place, f"{shorten(words)} {told}")
        if spot.of:
            return self._references.field_of(spot.of, words)
        before = json.loads(spot.words) if spot.words else None
        kept = next((each for each in before or () if is_as_before(words, each)), None) if spot.fact.many else None
        return kept or tidy(words).words

    def _day(self, cell: SeenCell, spot: Spot) -> str:
        """Read one day; warn if it moved as far as the two calendars of spreadsheets are apart."""
        day = day_in(cell)
        before = json.loads(spot.words) if spot.words else None
        if isinstance(before, str) and is_of_other_calendar(day, datetime.date.fromisoformat(before)):
            message = f"{before} became {day}: exactly the 1,462 days between two calendars of spreadsheets"
            hint = "if it was pasted from another workbook, type the date again"
            self._warn(Fault.SHIFTED_DATE, spot, message, hint)
        return day.isoformat()

    def _parsed(self, words: str, spot: Spot) -> str:
        """Read a number or a length of time."""
        try:
            parse_value(words, spot.fact)
        except BadValueError as bad:
            fault = Fault.NO_NUMBER if spot.fact.value is Value.NUMBER else Fault.NO_VALUE
            raise BadCellError(fault, f"{spot.fact.title}: {bad}", bad.hint) from None
        return words

    def _choice(self, words: str, spot: Spot) -> str:
        """Read a choice; yes and no in any language of the European Union."""
        known = list(spot.fact.choices or ())
        if words in known:
            return words
        if spot.fact.choices is YesNo and (answer := yes_or_no(words)):
            self._findings.note(spot.place, f"{shorten(words)} is read as '{answer}'")
            return str(answer)
        offered = self._wording.choices_of(spot.fact)
        message = f"{shorten(words)} is not one of the choices for '{spot.fact.title}'"
        hint = did_you_mean(words, offered) or f"write {join_words(offered, 'or')}"
        raise BadCellError(Fault.NO_VALUE, message, hint)

    def _reference(self, words: str, spot: Spot) -> str:
        """Read a name or an id; a name that was exported here means what it meant then."""
        if spot.words and words in (lines := spot.text.split("\n")):
            before = json.loads(spot.words)
            return str(before[lines.index(words)] if isinstance(before, list) else before)
        id = self._references.resolve(words, spot.kinds, spot.organisation)
        if name := self._references.other_name(id, words, spot.kinds):
            self._findings.note(spot.place, f"{shorten(words)} is read as {shorten(name)}")
        return id

    def _with_names_apart(self, bad: BadCellError, words: str, spot: Spot) -> BadCellError:
        """Return a fault with the hint that names stand one per line, if they stand on one, with commas between."""
        parts = [part.strip() for part in words.split(",")]
        is_list = len(parts) > 1 and spot.fact.value is Value.REFERENCE and bad.fault is Fault.UNKNOWN_NAME
        if not is_list or not all(self._references.candidates(part, spot.kinds) for part in parts):
            return bad
        if not spot.fact.many:
            return BadCellError(Fault.SEVERAL_VALUES, _several(spot.fact, len(parts)), "leave one")
        named = join_words([repr(part) for part in parts])
        hint = f"{named} are known: write one per line (Alt+Enter, in LibreOffice Ctrl+Enter), or a semicolon between"
        return BadCellError(bad.fault, str(bad), hint)

    def _typed(self, cell: SeenCell, spot: Spot) -> Reading:
        """Read a cell that holds a number, a date or a truth value."""
        value, nature = spot.fact.value, cell.nature
        if value is Value.DATE:
            return self._recorded([self._day(cell, spot)], spot)
        if value is Value.NUMBER and nature is Nature.NUMBER:
            number = Decimal(cell.words)
            return self._recorded([self._parsed(f"{number:f}".removesuffix(".0"), spot)], spot)
        if spot.fact.choices is YesNo and nature is Nature.BOOLEAN:
            return self._recorded([self._choice(cell.words, spot)], spot)
        if nature is Nature.NUMBER and cell.words == spot.text:
            return Reading(spot.words)
        raise not_text(cell, spot.text)

    def _warn(self, fault: Fault, spot: Spot, message: str, hint: str) -> None:
        self._tell(BadCellError(fault, message, hint, Severity.WARNING), spot)

    def _tell(self, bad: BadCellError, spot: Spot) -> None:
        self._findings.fault(bad.fault, spot.place, str(bad), bad.hint, record=spot.record, severity=bad.severity)


def _several(fact: Fact, count: int) -> str:
    return f"'{fact.title}' holds one value, {count} stand here"
