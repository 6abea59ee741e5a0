"""Rules of one's own as text: a list of mappings, read with the line and column of every word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from datamap.checks.own_rules import KEYS, Clause, RuleText, keys_in_words
from datamap.inventory.faults import Locate, character_fault, syntax_fault
from datamap.inventory.read import read_text
from datamap.model import Words
from datamap.model.values import shorten
from datamap.problems import Problem, TextLocation
from datamap.text import did_you_mean, join_words

FIELDS = ("name", "why", "for", "never", "only", "holds", "fails")
DEEPEST = 5
"""So deep lists and mappings stand in each other in a file of rules, and no deeper."""
_NAME_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def read_own_rules(path: Path) -> tuple[list[RuleText], list[Problem]]:
    """Return the rules in a file, and everything that is wrong with its text."""
    text, problem = read_text(path)
    return ([], [problem]) if problem else parse_own_rules(text, partial(TextLocation, path.as_posix()))


def parse_own_rules(text: str, locate: Locate) -> tuple[list[RuleText], list[Problem]]:
    """Return the rules in a text, and everything that is wrong with it.

    Args:
        text: YAML: a list of rules, each with a name, the reason and what must never or may only be so.
        locate: makes a place of a line and a column.

    >>> rules, problems = parse_own_rules(
    ...     "- {name: a-rule, why: Because, never: {category: payment}}", partial(TextLocation, "rules.yaml")
    ... )
    >>> rules[0].never["category"][0].words, problems
    ('payment', [])
    """
    parser = _Parser(locate)
    try:
        if parser.is_plain(text):
            return parser.rules(yaml.compose(text, Loader=yaml.CBaseLoader)), parser.problems
    except yaml.MarkedYAMLError as error:
        parser.problems.append(syntax_fault(error, text, locate))
    except yaml.reader.ReaderError:
        parser.problems.append(character_fault(text, locate))
    return [], parser.problems


class _Parser:
    """Reads the nodes of a file; problems gather in `problems`, and rules that are sound come back all the same."""

    def __init__(self, locate: Locate) -> None:
        """Prepare to read the file that `locate` names."""
        self.locate = locate
        self.problems: list[Problem] = []

    def is_plain(self, text: str) -> bool:
        """Return whether the file holds no alias, anchor or tag, and nests no deeper than rules do."""
        depth = 0
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                self._fault(event, "RUL-001", "lists and mappings stand too deep in each other", "begin with '- name:'")
                return False
            if getattr(event, "anchor", None) or getattr(event, "tag", None):
                self._fault(event, "RUL-001", "an anchor, an alias or a tag stands here", "write the value out")
        return not self.problems

    def rules(self, root: Any) -> list[RuleText]:
        """Return the rules of a file."""
        if not isinstance(root, yaml.SequenceNode) or not root.value:
            self._fault(root, "RUL-001", "the file is no list of rules", "begin each rule with '- name: ...'")
            return []
        found: list[RuleText] = []
        for node in root.value:
            rule = self._rule(node)
            if rule is None:
                continue
            first = next((each for each in found if each.name.words == rule.name.words), None)
            if first:
                self._told(rule.name, "RUL-004", f"a second rule is called '{rule.name.words}'", "give it another name")
            else:
                found.append(rule)
        return found

    def _rule(self, node: Any) -> RuleText | None:
        """Return one rule, or None if it cannot be one."""
        before = len(self.problems)
        fields = dict(self._fields(node, FIELDS, "a rule"))
        if len(self.problems) > before and not fields:
            return None
        missing = [name for name in ("name", "why") if name not in fields]
        if missing:
            self._fault(node, "RUL-003", f"the rule has no {join_words(missing)}", "every rule has a name and a reason")
        if ("never" in fields) == ("only" in fields):
            message = "the rule says both 'never' and 'only'" if "never" in fields else "the rule says nothing"
            self._fault(node, "RUL-003", message, "write 'never:' or 'only:', and below it the keys")
        name, why = (self._word(fields[each], each) if each in fields else None for each in ("name", "why"))
        if name and not _is_name(name.words):
            hint = "write small letters, digits and hyphens, such as no-payment-for-advertising"
            self._told(name, "RUL-003", f"{shorten(name.words)} is no name of a rule", hint)
        clauses = {each: self._clause(fields[each]) if each in fields else {} for each in ("for", "never", "only")}
        holds, fails = (tuple(self._examples(fields[each])) if each in fields else () for each in ("holds", "fails"))
        if len(self.problems) > before or not name or not why:
            return None
        return RuleText(name, why, clauses["for"], clauses["never"], clauses["only"], holds, fails, self.locate)

    def _fields(self, node: Any, known: tuple[str, ...], what: str) -> Iterator[tuple[str, Any]]:
        """Yield the fields of a mapping that have a known name, each once."""
        if not isinstance(node, yaml.MappingNode):
            self._fault(
                node, "RUL-001", f"{what} is written as 'key: value', line by line", f"keys: {join_words(known)}"
            )
            return
        met: set[str] = set()
        for key, value in node.value:
            name = key.value.replace("_", " ").replace("-", " ") if isinstance(key, yaml.ScalarNode) else ""
            if name not in known:
                hint = did_you_mean(name, known) or f"there are {join_words(known)}"
                self._fault(key, "RUL-002", f"{what} has no key {shorten(name)}", hint)
            elif name in met:
                self._fault(key, "RUL-004", f"{shorten(name)} stands twice", "keep one; a list holds several values")
            else:
                met.add(name)
                yield name, value

    def _clause(self, node: Any) -> Clause:
        """Return the keys of a clause with their words."""
        before = len(self.problems)
        clause = {name: tuple(self._words(value, name)) for name, value in self._fields(node, tuple(KEYS), "a clause")}
        if not clause and len(self.problems) == before:
            self._fault(node, "RUL-003", "nothing stands here", f"name one of {keys_in_words()}")
        return clause

    def _examples(self, node: Any) -> Iterator[Clause]:
        if isinstance(node, yaml.SequenceNode) and node.value:
            for each in node.value:
                yield self._clause(each)
        else:
            self._fault(node, "RUL-001", "examples are a list", "begin each with '- ', such as '- category: payment'")

    def _words(self, node: Any, name: str) -> Iterator[Words]:
        """Yield the words of a value: one, or those of a list."""
        for each in node.value if isinstance(node, yaml.SequenceNode) and node.value else (node,):
            words = self._word(each, name)
            if words:
                yield words

    def _word(self, node: Any, name: str) -> Words | None:
        if isinstance(node, yaml.ScalarNode) and node.value.strip():
            return Words(node.value.strip(), *_place(node))
        self._fault(node, "RUL-003", f"{shorten(name)} is empty or holds no words", "write a word, or a list of words")
        return None

    def _fault(self, node: Any, code: str, message: str, hint: str) -> None:
        where = self.locate(*_place(node)) if node else self.locate(0, 0)
        self.problems.append(Problem(code=code, message=message, location=where, hint=hint))

    def _told(self, words: Words, code: str, message: str, hint: str) -> None:
        where = self.locate(words.row, words.column)
        self.problems.append(Problem(code=code, message=message, location=where, hint=hint))


def _is_name(words: str) -> bool:
    return set(words) <= _NAME_SIGNS and words[0] != "-" and words[-1] != "-"


def _place(node: Any) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
