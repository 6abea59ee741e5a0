"""A document gone through sentence by sentence: what covers each, and what is wrong with the evidence."""

import dataclasses
import hashlib
from pathlib import Path

import pytest

from datamap.checks.coverage import State, cover_documents
from datamap.checks.sentences import split_sentences
from tests.folders import ORGANISATION, faults_of, in_short, inventory_folder, read_files, run_datamap

POLICY = """Privacy Policy

We collect your name. We keep it in a
locked area, e.g. a safe.
Contact
Write to us.
"""
FILES = {
    "organisation.yaml": ORGANISATION,
    "activities.yaml": "- id: act-a\n  name: A\n",
    "documents.yaml": "- id: doc-a\n  title: Privacy Policy\n  file: a.txt\n"
    f"  sha256: {hashlib.sha256(POLICY.encode()).hexdigest()}\n",
    "evidence.yaml": """- id: evidence-a
  record: act-a
  field: name
  document: doc-a
  line: 3
  phrase: collect your name
- id: evidence-b
  record: act-a
  field: description
  document: doc-a
  line: 3
  phrase: keep it in a locked area
- id: evidence-c
  record: doc-a
  field: title
  document: doc-a
  line: 1
  phrase: Privacy Policy
- id: evidence-d
  record: org-acme
  field: name
  document: doc-a
  line: 6
  phrase: Write to us
""",
    "coverage.yaml": """- id: cover-a
  document: doc-a
  line: 5
  phrase: Contact
  reason: heading
""",
}


def covered(folder: Path, policy: str | bytes = POLICY, **files: str):
    """Holds the document against the inventory with some of its files changed."""
    changed = {**FILES, **{f"{name}.yaml": text for name, text in files.items()}}
    inventory, problems = read_files(folder, changed)
    assert problems == []
    content = policy if isinstance(policy, bytes) else policy.encode()
    sentences, report = cover_documents(inventory, {"a.txt": content})
    return sentences, in_short(folder, list(report)), list(report)


def test_every_sentence_is_covered_by_its_records_or_its_reason(tmp_path: Path) -> None:
    sentences, faults, _problems = covered(tmp_path)
    assert faults == []
    assert [(each.sentence.line, each.sentence.text, str(each.state), each.records) for each in sentences] == [
        (1, "Privacy Policy", "evidence", ("doc-a",)),
        (3, "We collect your name.", "evidence", ("act-a",)),
        (3, "We keep it in a locked area, e.g. a safe.", "evidence", ("act-a",)),
        (5, "Contact", "no fact", ()),
        (6, "Write to us.", "evidence", ("org-acme",)),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("evidence", "line: 6", "line: 5", "evidence.yaml:23:9 EVD-007"),
        ("evidence", "phrase: Write to us", "phrase: write to us", "evidence.yaml:24:11 EVD-003"),
        ("evidence", "phrase: Write to us", "phrase: Write to them", "evidence.yaml:24:11 EVD-003"),
        ("coverage", "line: 5", "line: 1", "coverage.yaml:3:9 EVD-007"),
        ("coverage", "phrase: Contact", "phrase: Kontakt", "coverage.yaml:4:11 EVD-003"),
        ("documents", "file: a.txt", "file: b.txt", "documents.yaml:3:9 EVD-006"),
        ("documents", "sha256: ", "sha256: 0", "documents.yaml:4:11 EVD-005"),
        ("activities", "name: A\n", "name: A\n- id: act-b\n  name: B\n", "activities.yaml:3:3 EVD-004"),
    ],
)
def test_wrong_evidence_is_named_with_its_place(tmp_path: Path, file: str, old: str, new: str, fault: str) -> None:
    text = FILES[f"{file}.yaml"]
    assert text.count(old) == 1
    _sentences, faults, _problems = covered(tmp_path, **{file: text.replace(old, new)})
    # Without its evidence or reason, the sentence itself is uncovered too.
    assert [each for each in faults if "COV-001" not in each] == [fault]


def test_a_wrong_line_is_told_with_the_right_one(tmp_path: Path) -> None:
    text = FILES["evidence.yaml"].replace("line: 6", "line: 5")
    _sentences, _faults, problems = covered(tmp_path, evidence=text)
    hints = {problem.code: problem.hint for problem in problems}
    assert hints["EVD-007"] == "write line: 6"


def test_an_uncovered_sentence_is_named_with_its_line_in_the_document(tmp_path: Path) -> None:
    text = FILES["evidence.yaml"].replace("collect your name", "Privacy Policy").replace("line: 3", "line: 1", 1)
    sentences, faults, problems = covered(tmp_path, evidence=text)
    assert [each.sentence.text for each in sentences if each.state is State.UNCOVERED] == ["We collect your name."]
    assert faults == ["a.txt:3 COV-001"]
    assert "We collect your name." in problems[0].message


def test_a_changed_document_is_told_and_not_gone_through(tmp_path: Path) -> None:
    sentences, faults, _problems = covered(tmp_path, policy=POLICY.replace("safe", "vault"))
    assert (sentences, faults) == ([], ["documents.yaml:4:11 EVD-005"])


def test_a_document_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    content = b"caf\xe9"
    digest = hashlib.sha256(content).hexdigest()
    text = f"- id: doc-a\n  title: Privacy Policy\n  file: a.txt\n  sha256: {digest}\n"
    sentences, faults, _problems = covered(tmp_path, policy=content, documents=text)
    assert (sentences, faults) == ([], ["documents.yaml:3:9 EVD-008"])


def test_a_phrase_longer_than_a_place_needs_is_refused_when_read(tmp_path: Path) -> None:
    text = FILES["evidence.yaml"].replace("Write to us", "word " * 16)
    assert faults_of(tmp_path, {**FILES, "evidence.yaml": text}) == ["evidence.yaml:24:11 EVD-002"]


def run(folder: Path, policy: str, **files: str):
    changed = {**FILES, **{f"{name}.yaml": text for name, text in files.items()}}
    inventory_folder(folder / "inventory", changed)
    (folder / "documents").mkdir()
    (folder / "documents" / "a.txt").write_bytes(policy.encode())
    return run_datamap(folder, "coverage", "--documents", "documents")


def test_the_command_ends_with_counts_and_says_by_its_exit_code_whether_all_is_covered(tmp_path: Path) -> None:
    whole = run(tmp_path / "whole", POLICY)
    assert (whole.returncode, whole.stderr) == (0, "")
    assert whole.stdout.rstrip().splitlines()[-1].split() == ["doc-a", "5", "4", "1", "0"]
    without = run(
        tmp_path / "without", POLICY, coverage="- id: cover-a\n  document: doc-a\n  phrase: to us\n  reason: heading\n"
    )
    assert without.returncode == 1
    assert "a.txt:5: error COV-001" in without.stderr
    other = run(tmp_path / "other", POLICY + "More.\n")
    assert other.returncode == 1
    assert "EVD-005" in other.stderr


def test_the_command_needs_a_folder_of_documents(tmp_path: Path) -> None:
    inventory_folder(tmp_path / "inventory", FILES)
    result = run_datamap(tmp_path, "coverage", "--documents", "nowhere")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("datamap: there is no folder 'nowhere'")


@pytest.mark.parametrize(
    ("document", "sentences"),
    [
        ("", []),
        ("\n \n", []),
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Heading\nText follows here.", ["Heading", "Text follows here."]),
        ("We use TLS, e.g. at log-in. Dr. Who agrees.", ["We use TLS, e.g. at log-in.", "Dr. Who agrees."]),
        ("Acme, Inc. is the controller. It is small.", ["Acme, Inc. is the controller.", "It is small."]),
        ("We collect:\n- names\n- phone numbers\n", ["We collect:", "- names", "- phone numbers"]),
        ("1. Scope\nThis is all of it, and that is so.", ["1. Scope", "This is all of it, and that is so."]),
        ("Kept for 3.5 years. Then erased.", ["Kept for 3.5 years.", "Then erased."]),
        ("a  b\tc.", ["a b c."]),
    ],
)  # fmt: skip
def test_a_document_is_split_at_its_sentences(document: str, sentences: list[str]) -> None:
    assert [each.text for each in split_sentences(document)] == sentences


def test_a_sentence_wrapped_by_hand_is_one_and_has_its_place() -> None:
    document = (
        "Data are kept in a locked area until the end\nof the contract and then erased without any\ndelay. More.\n"
    )
    found = split_sentences(document)
    assert [(each.line, each.text) for each in found] == [
        (1, "Data are kept in a locked area until the end of the contract and then erased without any delay."),
        (3, "More."),
    ]
    assert [document[each.start : each.end].split() for each in found] == [each.text.split() for each in found]


def test_a_reason_and_evidence_may_cover_the_same_sentence(tmp_path: Path) -> None:
    more = (
        FILES["coverage.yaml"] + "- id: cover-b\n  document: doc-a\n  phrase: collect your name\n  reason: repetition\n"
    )
    sentences, faults, _problems = covered(tmp_path, coverage=more)
    assert faults == []
    [both] = [each for each in sentences if each.reason and each.records]
    assert both.state is State.EVIDENCE
    assert dataclasses.replace(both, records=()).state is State.NO_FACT
