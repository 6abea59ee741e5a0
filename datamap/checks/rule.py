"""A rule: one function that looks at a case, its code and weight, and its manual."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from datamap.checks.case import Case
from datamap.checks.finding import Seen
from datamap.problems import Severity

Check = Callable[[Case], Iterable[Seen]]
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


class Rule(NamedTuple):
    """One rule of the catalogue.

    Attributes:
        code: its permanent code.
        severity: error: a fact that the law asks for is missing, or facts contradict each other; warning: hard to
            defend; note: advice.
        article: the provisions that it serves.
        title: what it finds, in a few words.
        check: yields what it sees; its docstring is the manual.
        needs: the fields that it reads, as "kind.field".
        silenced_by: codes of rules whose finding on the same record, its activity or its organisation is the root of
            this one, so that a cascade is told once.
    """

    code: str
    severity: Severity
    article: str
    title: str
    check: Check
    needs: tuple[str, ...]
    silenced_by: tuple[str, ...] = ()


class Unanswered(NamedTuple):
    """A rule of the catalogue that the records cannot answer, and the field that it would need."""

    code: str
    title: str
    needs: str


class Manual(NamedTuple):
    """The docstring of a check by its sections; the examples are Python, run by the tests."""

    summary: str
    why: str
    bad: str
    good: str
    law: str
    bad_example: str
    good_example: str


_SECTION = re.compile(r"^(Why|Bad|Good|Law): ", re.MULTILINE)


def manual_of(rule: Rule) -> Manual:
    """Return the manual of a rule: the sections of its docstring, without the examples, and the examples.

    In a section, a line that begins with "| " is Python: records made by `datamap.checks.examples`.

    >>> from datamap.checks.catalogue import RULES
    >>> manual_of(RULES[0]).law
    'Art. 30(1)(a).'
    """
    text = inspect.getdoc(rule.check) or ""
    summary, *parts = _SECTION.split(text)
    sections = dict(zip((name.lower() for name in parts[::2]), parts[1::2], strict=True))
    words = {name: _sentence(_words(part)) for name, part in sections.items()}
    return Manual(
        summary=_sentence(_words(summary).removeprefix("Return ")),
        **words,
        bad_example=_example(sections["bad"]),
        good_example=_example(sections["good"]),
    )


def _words(part: str) -> str:
    return " ".join(" ".join(line for line in part.splitlines() if not line.lstrip().startswith("| ")).split())


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _example(part: str) -> str:
    return "\n".join(line.lstrip()[2:] for line in part.splitlines() if line.lstrip().startswith("| "))
