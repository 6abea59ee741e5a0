r"""What one field holds and the text of its cell: each gives the other back exactly.

Several values stand one per line. Three words of the workbook's language have a meaning of their own if a cell holds
nothing else: those for "none" and for "not recorded", and the one that clears. A text of the register that reads like
them (or like white space, or like the sign for a long text) gets a backslash before it; so does one that is such a word
behind backslashes. All other texts stand as they are, paths with backslashes too. In a cell of several texts, a line
that begins with `\+` goes on with the text above; a line that is such a word was never written by us.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from datamap.model import NONE, Absent, Fact, Value
from datamap.text import LONGEST_TEXT, match_key

CONTINUED = "\\+"
"""What begins a line that goes on with the text above."""
BETWEEN_REFERENCES = re.compile("[;|\uff1b]")
"""What may stand between references on one line; a comma may not, since names hold commas ("Acme, Inc.")."""

ALWAYS_FITS = LONGEST_TEXT // 2
"""Characters that a cell holds whatever they are."""

_LONGEST_WORD = 60
"""Texts of more characters are no word with a meaning of its own, whatever stands in them."""


class Standing(StrEnum):
    """What a cell says of its field."""

    VALUE = "value"
    NONE = "none"
    NOT_RECORDED = "not recorded"
    CLEAR = "clear"
    MIXED = "a word that stands for no value, among values"


class Said(NamedTuple):
    """What the text of a cell says: how the field stands, and its values if it has any.

    Values of references are the names that people wrote; choices are the words of the model. If the standing is mixed,
    the one value is the word that contradicts the others.
    """

    standing: Standing
    values: tuple[str, ...] = ()


class Wording:
    r"""How a workbook in one language words what fields hold.

    >>> from datamap.labels import read_labels
    >>> from datamap.model import Party, facts_of
    >>> wording, facts = Wording(read_labels("workbook")), facts_of(Party)
    >>> wording.text_of(NONE, facts["contract"]), wording.text_of("None", facts["contract"])
    ('none', '\\None')
    >>> wording.said_in("none", facts["contract"]), wording.said_in("\\None", facts["contract"]).values
    (Said(standing=<Standing.NONE: 'none'>, values=()), ('None',))
    """

    def __init__(self, labels: Mapping[str, str]) -> None:
        """Take the words from the label table of the product "workbook" in one language."""
        self.none, self.clear, not_recorded = labels["none"], labels["clear"], labels["not-recorded"]
        self._long = labels["long-text"]
        before, after = self._long.split("{number}")
        self._is_long = re.compile(rf"{re.escape(before)}(\d+){re.escape(after)}", re.IGNORECASE)
        self._meanings = {_folded(self.none): Standing.NONE, _folded(self.clear): Standing.CLEAR}
        self._meanings[_folded(not_recorded)] = Standing.CLEAR
        self._firsts = {word.casefold()[:1] for word in (self.none, not_recorded, self.clear, self._long)}
        self._placeholders = frozenset(labels["placeholders"].split("|"))
        choices = {key.removeprefix("choice."): words for key, words in labels.items() if key.startswith("choice.")}
        self._choices = choices
        self._by_key = {match_key(words): value for value, words in choices.items()}

    def text_of(
        self, words: str | tuple[str, ...] | Absent, fact: Fact, name_for: Callable[[str], str] | None = None
    ) -> str:
        """Return the text of the cell for the words of a field, as `datamap.model.flatten` gives them.

        Args:
            words: the words of the field; not recorded, the cell is empty.
            fact: the field.
            name_for: gives the name for an id in this field; left out, ids stand for themselves.
        """
        if isinstance(words, Absent):
            return self.none if words is NONE else ""
        if fact.value is Value.REFERENCE:
            ids = (words,) if isinstance(words, str) else words
            return "\n".join(self._name(id, name_for) for id in ids)
        if isinstance(words, tuple):
            return "\n".join(map(self._lines_of, words))
        if fact.value is Value.CHOICE:
            return self._choices.get(words, words)
        return self._marked(words)

    def said_in(self, text: str, fact: Fact, is_name: Callable[[str], bool] = lambda _words: False) -> Said:
        """Return what the text of a cell says of a field; of what `text_of` gave, exactly what it was given.

        White space around a free text counts as part of it here: whoever tidies does so before, and says so.

        Args:
            text: what stands in the cell.
            fact: the field.
            is_name: whether the words are a name that this field can point to, so that they are not taken apart.
        """
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            return Said(Standing.NOT_RECORDED)
        if meaning := self._meaning(text):
            return Said(meaning)
        if fact.many and (word := next(filter(self._meaning, text.split("\n")), "")):
            return Said(Standing.MIXED, (word.strip(),))
        if fact.value is Value.REFERENCE:
            return Said(Standing.VALUE, _names_in(text, fact, is_name))
        if fact.value is Value.TEXT:
            return Said(Standing.VALUE, self._texts_in(text) if fact.many else (self._unmarked(text),))
        word = text.strip()
        return Said(Standing.VALUE, (self._by_key.get(match_key(word), word) if fact.choices else word,))

    def choices_of(self, fact: Fact) -> tuple[str, ...]:
        """Return the words for the choices of a field, in their order."""
        return tuple(self._choices.get(str(each), str(each)) for each in fact.choices or ())

    def sign_of_long(self, number: int) -> str:
        """Return what stands in a cell whose text is too long for it: a sign that leads to the sheet of long texts."""
        return self._long.format(number=number)

    def number_of_long(self, text: str) -> int | None:
        """Return which long text a cell stands for; None if it stands for itself."""
        found = self._is_long.fullmatch(text.strip()) if len(text) <= _LONGEST_WORD else None
        return int(found[1]) if found else None

    def is_placeholder(self, text: str) -> bool:
        """Return whether a text is one that people put where they have nothing to say, such as "n/a"."""
        return len(text) <= _LONGEST_WORD and _folded(text) in self._placeholders

    def _name(self, id: str, name_for: Callable[[str], str] | None) -> str:
        """Return the name of what a reference points to; its id, if the name would read like a word of ours."""
        name = name_for(id) if name_for else id
        return id if self.is_word(name) else name

    def _meaning(self, text: str) -> Standing | None:
        return self._meanings.get(_folded(text)) if len(text) <= _LONGEST_WORD else None

    def is_word(self, text: str) -> bool:
        """Return whether a text alone in a cell would be taken for a word of ours, or for nothing."""
        first = text[:1]
        if first and not first.isspace() and first.casefold()[:1] not in self._firsts:
            return False
        return not text or text.isspace() or bool(self._meaning(text)) or self.number_of_long(text) is not None

    def _marked(self, text: str) -> str:
        return f"\\{text}" if self.is_word(text.lstrip("\\")) else text

    def _unmarked(self, text: str) -> str:
        return text[1:] if text.startswith("\\") and self.is_word(text.lstrip("\\")) else text

    def _lines_of(self, text: str) -> str:
        """Return one of several texts of a cell as lines."""
        first, *rest = text.split("\n")
        marked = f"\\{first}" if first.startswith("\\") and first.lstrip("\\").startswith("+") else self._marked(first)
        return "\n".join([marked, *(f"{CONTINUED}{line}" for line in rest)])

    def _texts_in(self, text: str) -> tuple[str, ...]:
        """Return the texts of a cell of several; empty lines between them are nobody's text."""
        texts: list[str] = []
        for line in text.split("\n"):
            if line.startswith(CONTINUED) and texts:
                texts[-1] += f"\n{line.removeprefix(CONTINUED)}"
            elif line.startswith("\\") and line.lstrip("\\").startswith("+"):
                texts.append(line[1:])
            elif line.strip():
                texts.append(self._unmarked(line))
        return tuple(texts)


def _folded(word: str) -> str:
    """Return a word as it is compared with those that have a meaning: case and the width of blanks do not count."""
    return " ".join(word.split()).casefold()


def fits(text: str) -> bool:
    """Return whether a cell can hold a text; spreadsheet programs count in UTF-16, where rare signs count twice.

    >>> fits("x" * 32_767), fits("😀" * 32_767)
    (True, False)
    """
    length = len(text)
    if length <= ALWAYS_FITS:
        return True
    return length <= LONGEST_TEXT and len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT


def pieces_of(text: str, longest: int = 30_000) -> tuple[str, ...]:
    """Return a long text in pieces that fit into cells; joined, they are the text again.

    Wherever it can be, no piece begins or ends with white space: programs drop that.

    >>> pieces_of("abcde", 4), pieces_of("ab cdefg", 6)
    (('ab', 'cd', 'e'), ('a', 'b c', 'def', 'g'))
    """
    step, pieces, start = longest // 2, [], 0
    while start < len(text):
        end = start + step
        around = ((cut, text[cut - 1 : cut + 1]) for cut in range(end, start, -1))
        end = next((cut for cut, signs in around if signs.strip() == signs), end)
        pieces.append(text[start:end])
        start = end
    return tuple(pieces)


def _names_in(text: str, fact: Fact, is_name: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the names in a cell of references, one per line or parted by a sign that is in no name known."""
    names: list[str] = []
    for line in text.split("\n"):
        parts = [line] if not fact.many or is_name(line.strip()) else BETWEEN_REFERENCES.split(line)
        names += [part.strip() for part in parts if part.strip()]
    return tuple(names)
