"""How a document is covered: each sentence by evidence, by a stated reason, or not at all."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from datamap.checks.sentences import Sentence, split_sentences
from datamap.model import Coverage, Document, Evidence, Inventory, NoFact
from datamap.problems import Problem, Report, Severity, TextLocation
from datamap.text import did_you_mean


class State(StrEnum):
    """What became of a sentence."""

    EVIDENCE = "evidence"
    NO_FACT = "no fact"
    UNCOVERED = "uncovered"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredSentence:
    """One sentence of a document, the records that it backs, and the reason if it states no fact."""

    organisation: str
    document: str
    sentence: Sentence
    records: tuple[str, ...]
    reason: NoFact | None

    @property
    def state(self) -> State:
        """Whether evidence, a stated reason or nothing covers the sentence."""
        if self.records:
            return State.EVIDENCE
        return State.NO_FACT if self.reason else State.UNCOVERED


def cover_documents(inventory: Inventory, files: Mapping[str, bytes]) -> tuple[list[CoveredSentence], Report]:
    """Return every sentence of the inventory's documents, and what is wrong with the evidence.

    Args:
        inventory: whose documents, evidence and coverage are held against the files.
        files: the bytes of each document by its file name.
    """
    sentences: list[CoveredSentence] = []
    problems: list[Problem] = list(_unbacked(inventory))
    for document in inventory.of(Document):
        name = str(document.file)
        if name not in files:
            problems.append(_no_file(inventory, document, files))
        elif hashlib.sha256(files[name]).hexdigest() != document.sha256:
            problems.append(_other_bytes(inventory, document))
        elif (text := _decoded(files[name])) is None:
            problems.append(_no_text(inventory, document))
        else:
            covered, faults = _cover(inventory, document, text)
            sentences += covered
            problems += faults
    return sentences, Report(problems)


def _cover(inventory: Inventory, document: Document, text: str) -> tuple[list[CoveredSentence], list[Problem]]:
    """Hold the evidence and the reasons of one document against its sentences."""
    sentences = split_sentences(text)
    starts = [sentence.start for sentence in sentences]
    records: dict[int, list[str]] = {}
    reasons: dict[int, NoFact] = {}
    problems: list[Problem] = []
    cited: tuple[Evidence | Coverage, ...] = (*inventory.of(Evidence), *inventory.of(Coverage))
    for item in cited:
        if item.document != document.id:
            continue
        offset = _offset_of(item, text)
        if isinstance(offset, Problem):
            problems.append(_placed(inventory, item, offset))
            continue
        index = bisect_right(starts, offset) - 1
        if isinstance(item, Evidence):
            records.setdefault(index, []).append(item.record)
        else:
            reasons[index] = item.reason
    covered = [
        CoveredSentence(
            organisation=document.organisation,
            document=document.id,
            sentence=sentence,
            records=tuple(sorted(set(records.get(index, ())))),
            reason=reasons.get(index),
        )
        for index, sentence in enumerate(sentences)
    ]
    problems += [_uncovered(each, document) for each in covered if each.state is State.UNCOVERED]
    return covered, problems


def _offset_of(item: Evidence | Coverage, text: str) -> int | Problem:
    """Return where the phrase begins in the document, on its stated line if it has one, or what is wrong with it."""
    pattern = re.compile(r"\s+".join(map(re.escape, item.phrase.split())))
    lines = {text.count("\n", 0, match.start()) + 1: match.start() for match in reversed(list(pattern.finditer(text)))}
    if not lines:
        return Problem(
            code="EVD-003",
            message=f"the phrase '{item.phrase}' does not stand in the document word for word",
            hint="copy it from the document, with its signs and capitals",
            record=item.id,
        )
    if not isinstance(item.line, int):
        return lines[min(lines)]
    if item.line not in lines:
        found = ", ".join(map(str, sorted(lines)))
        message = f"the phrase '{item.phrase}' begins on line {found}, not on line {item.line}"
        return Problem(code="EVD-007", message=message, hint=f"write line: {min(lines)}", record=item.id)
    return lines[item.line]


def _placed(inventory: Inventory, item: Evidence | Coverage, problem: Problem) -> Problem:
    field = "line" if problem.code == "EVD-007" else "phrase"
    where = inventory.location_of(item.id, field)
    return Problem(code=problem.code, message=problem.message, location=where, hint=problem.hint, record=item.id)


def _uncovered(each: CoveredSentence, document: Document) -> Problem:
    return Problem(
        code="COV-001",
        message=f"this sentence is not covered: {each.sentence.text[:100]}",
        location=TextLocation(str(document.file), each.sentence.line),
        hint="record its facts with evidence, or list it in coverage.yaml with the reason why it states none",
    )


def _unbacked(inventory: Inventory) -> Iterator[Problem]:
    """Yield the records that no evidence backs."""
    backed = {evidence.record for evidence in inventory.of(Evidence)}
    for record in inventory.kept():
        if record.id not in backed and not isinstance(record, Evidence | Coverage):
            yield Problem(
                code="EVD-004",
                message=f"no evidence backs '{record.id}'",
                location=inventory.location_of(record.id),
                hint="add the phrase that states it, or take the record out",
                record=record.id,
            )


def _no_file(inventory: Inventory, document: Document, files: Mapping[str, bytes]) -> Problem:
    return Problem(
        code="EVD-006",
        message=f"the document '{document.file}' is not in the folder",
        location=inventory.location_of(document.id, "file"),
        hint=did_you_mean(str(document.file), files) or "name the folder that holds it with --documents DIR",
        record=document.id,
        severity=Severity.ERROR,
    )


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _no_text(inventory: Inventory, document: Document) -> Problem:
    return Problem(
        code="EVD-008",
        message=f"the file '{document.file}' is not UTF-8",
        location=inventory.location_of(document.id, "file"),
        hint="save it as UTF-8 text, and record the SHA-256 of that",
        record=document.id,
    )


def _other_bytes(inventory: Inventory, document: Document) -> Problem:
    return Problem(
        code="EVD-005",
        message=f"the file '{document.file}' is not the one that was read: its SHA-256 differs",
        location=inventory.location_of(document.id, "sha256"),
        hint="get the version that was read, or go through the new one and record its SHA-256",
        record=document.id,
    )
