"""Text that is not the inventory's language: each fault has its line and column, and one sentence."""

from pathlib import Path

import pytest

from datamap.model import NONE, NOT_RECORDED, Activity
from tests.folders import faults_of, read_files

ACTIVITY = "- id: act-a\n  name: A\n"

# What stands in activities.yaml, and each fault in short.
CASES: dict[str, tuple[str | bytes, list[str]]] = {
    "empty file": ("", ["activities.yaml TXT-001"]),
    "only white space": ("\n  \n", ["activities.yaml TXT-001"]),
    "only a comment": ("# later\n", ["activities.yaml TXT-001"]),
    "only a document marker": ("---\n", ["activities.yaml:2:1 TXT-003"]),
    "only a byte order mark": (b"\xef\xbb\xbf", ["activities.yaml TXT-001"]),
    "not UTF-8": (b"- id: act-a\n  name: \xc3\xa9\xff\n", ["activities.yaml:2:10 TXT-013"]),
    "UTF-16": (ACTIVITY.encode("utf-16"), ["activities.yaml:1:1 TXT-013"]),
    "indented by a tab": ("- id: act-a\n\tname: A\n", ["activities.yaml:2:1 TXT-002"]),
    "control character": (b"- id: act-a\n  name: a\x01b\n", ["activities.yaml:2:10 TXT-014"]),
    "null byte": (b"- id: act-a\r\n  name: a\x00b\r\n", ["activities.yaml:2:10 TXT-014"]),
    "delete character": (b"- id: act-a\n  name: a\x7fb\n", ["activities.yaml:2:10 TXT-014"]),
    "escaped control character": ('- id: act-a\n  name: "a\\0b"\n', ["activities.yaml:2:9 FLD-005"]),
    "escaped half of a pair": ('- id: act-a\n  name: "\\ud83d"\n', ["activities.yaml:2:12 TXT-002"]),
    "colon in plain text": ("- id: act-a\n  name: a: b\n", ["activities.yaml:2:10 TXT-002"]),
    "wrong indentation": ("- id: act-a\n   name: A\n", ["activities.yaml:2:8 TXT-002"]),
    "open quote": ("- id: act-a\n  name: 'A\n", ["activities.yaml:3:1 TXT-002"]),
    "a list that ends with the file": (
        "- id: act-a\n  measures: [a, b",
        ["activities.yaml:2:13 TXT-011", "activities.yaml:2:18 TXT-002"],
    ),
    "a mapping": ("id: act-a\nname: A\n", ["activities.yaml:1:1 TXT-003"]),
    "a word": ("activities\n", ["activities.yaml:1:1 TXT-003"]),
    "a record that is a list": ("- - id: act-a\n" + ACTIVITY, ["activities.yaml:1:3 TXT-003"]),
    "a record that is a word": (ACTIVITY + "- act-b\n", ["activities.yaml:3:3 TXT-003"]),
    "a record that is nothing": ("-\n" + ACTIVITY, ["activities.yaml:1:2 TXT-003"]),
    "two documents": (ACTIVITY + "---\n" + ACTIVITY, ["activities.yaml:3:1 TXT-006"]),
    "a nested mapping": (ACTIVITY + "  owner:\n    first: B\n", ["activities.yaml:4:5 TXT-004"]),
    "a nested list": (ACTIVITY + "  processing:\n  - - hosting\n  - backup\n", ["activities.yaml:4:5 TXT-004"]),
    "a list as a name": (ACTIVITY + "  ? - owner\n  : B\n", ["activities.yaml:3:5 TXT-004"]),
    "a number as a name": (ACTIVITY + "  1: B\n", ["activities.yaml:3:3 FLD-001"]),
    "null as a name": (ACTIVITY + "  null: B\n", ["activities.yaml:3:3 FLD-001"]),
    "a merge key": (ACTIVITY + "  <<: B\n", ["activities.yaml:3:3 FLD-001"]),
    "a repeated name": (ACTIVITY + "  name: B\n", ["activities.yaml:3:3 TXT-005"]),
    "anchor": ("- id: act-a\n  name: &x A\n", ["activities.yaml:2:9 TXT-009"]),
    "anchor on a record": ("- &x\n  id: act-a\n  name: A\n", ["activities.yaml:1:3 TXT-009"]),
    "anchor on a name": ("- id: act-a\n  &x name: A\n", ["activities.yaml:2:3 TXT-009"]),
    "anchor on a list": (ACTIVITY + "  processing: &x\n  - hosting\n", ["activities.yaml:3:15 TXT-009"]),
    "alias": ("- id: act-a\n  name: *x\n", ["activities.yaml:2:9 TXT-009"]),
    "alias in a list": (ACTIVITY + "  processing:\n  - *x\n", ["activities.yaml:4:5 TXT-009"]),
    "tag": ("- id: act-a\n  name: !x A\n", ["activities.yaml:2:9 TXT-010"]),
    "tag of Python": ("- id: act-a\n  name: !!python/name:os.system A\n", ["activities.yaml:2:9 TXT-010"]),
    "flow style": (ACTIVITY + "  processing: [hosting]\n", ["activities.yaml:3:15 TXT-011"]),
    "a record in braces": ("- {id: act-a, name: A}\n", ["activities.yaml:1:3 TXT-011"]),
    "an empty list": ("[]\n", ["activities.yaml:1:1 TXT-011"]),
    "an empty value": (ACTIVITY + "  owner:\n", ["activities.yaml:3:9 TXT-007"]),
    "an empty required value": ("- id: act-a\n  name:\n", ["activities.yaml:2:8 TXT-007"]),
    "an empty text": (ACTIVITY + "  owner: ''\n", ["activities.yaml:3:10 TXT-007"]),
    "a text of spaces": (ACTIVITY + "  owner: '  '\n", ["activities.yaml:3:10 TXT-007"]),
    "a null": (
        ACTIVITY + "  owner: ~\n  department: null\n",
        ["activities.yaml:3:10 TXT-007", "activities.yaml:4:15 TXT-007"],
    ),
    "an empty entry": (ACTIVITY + "  processing:\n  -\n  - hosting\n", ["activities.yaml:4:4 TXT-007"]),
    "none in a list": (ACTIVITY + "  processing:\n  - none\n  - hosting\n", ["activities.yaml:4:5 TXT-008"]),
    "none where a value must be": ("- id: act-a\n  name: none\n", ["activities.yaml:2:9 FLD-003"]),
    "behind an emoji": ('- id: act-a\n  "😀😀": B\n  name: A\n', ["activities.yaml:2:3 FLD-001"]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_fault_of_the_text_is_one_problem_in_its_place(tmp_path: Path, name: str) -> None:
    text, expected = CASES[name]
    assert faults_of(tmp_path, {"activities.yaml": text}) == expected


def test_every_problem_says_how_to_mend_it(tmp_path: Path) -> None:
    for number, (text, _expected) in enumerate(CASES.values()):
        for problem in read_files(tmp_path / str(number), {"activities.yaml": text})[1]:
            assert problem.hint, problem


def test_a_tab_is_named_in_the_hint(tmp_path: Path) -> None:
    [problem] = read_files(tmp_path, {"activities.yaml": "- id: act-a\n\tname: A\n"})[1]
    assert problem.hint == "a tab stands here: indent with spaces"


def test_sound_records_of_a_faulty_file_are_read_all_the_same(tmp_path: Path) -> None:
    inventory, problems = read_files(tmp_path, {"activities.yaml": ACTIVITY + "- id: act-b\n  name: B\n  nmae: C\n"})
    assert "act-a" in inventory.records
    assert "act-b" not in inventory.records
    assert [problem.hint for problem in problems] == ["did you mean 'name'?"]


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbf- id: act-a\n  name: A\n",
        b"- id: act-a\r\n  name: A\r\n",
        b"- id: act-a\r  name: A\r",
        b"%YAML 1.1\n---\n- id: act-a\n  name: A\n...\n",
        b"# a remark\n- id: act-a  # another\n  name: A",
        b"-\n    id: act-a\n    name: A\n",
        b"- name: A\n  id: act-a\n",
        b"- id: 'act-a'\n  name: \"A\"\n",
        b"- id: act-a\n  name: |-\n    A\n",
        b"- id: act-a\n  name: >-\n    A\n",
        b"- id: act-a\n  name:\tA\n",
    ],
)
def test_other_ways_of_writing_the_same_are_read_alike(tmp_path: Path, text: bytes) -> None:
    inventory, problems = read_files(tmp_path, {"activities.yaml": text})
    assert problems == []
    assert inventory.get(Activity, "act-a") == Activity(id="act-a", organisation="org-acme", name="A")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("1.10", "1.10"),
        ("0x1F", "0x1F"),
        ("2024-05-10", "2024-05-10"),
        ("12:30:45", "12:30:45"),
        ("NaN", "NaN"),
        ("'none'", "none"),
        ('"none"', "none"),
        ("'~'", "~"),
        ("'null'", "null"),
        ("None", "None"),
        ("none ", NONE),
        ("none", NONE),
        ("|\n    first\n\n    second\n", "first\n\nsecond\n"),
        (">-\n    folded\n    once", "folded once"),
        ("one\n    two", "one two"),
        ("'it''s'", "it's"),
        ('"\\u00e9\\t"', "é\t"),
        ("a #b", "a"),
        ("a#b", "a#b"),
    ],
)
def test_every_scalar_is_text_but_a_bare_none(tmp_path: Path, written: str, value: object) -> None:
    inventory, problems = read_files(tmp_path, {"activities.yaml": f"{ACTIVITY}  owner: {written}\n"})
    assert problems == []
    assert inventory.get(Activity, "act-a").owner == value
    assert inventory.get(Activity, "act-a").department is NOT_RECORDED


def test_one_word_where_several_may_stand_is_a_list_of_one(tmp_path: Path) -> None:
    inventory, problems = read_files(tmp_path, {"activities.yaml": f"{ACTIVITY}  processing: hosting\n"})
    assert (inventory.get(Activity, "act-a").processing, problems) == (("hosting",), [])


def test_nesting_and_growth_end_in_one_problem_each(tmp_path: Path) -> None:
    deep = f"{ACTIVITY}  owner: {'[' * 5000}{']' * 5000}\n"
    assert "activities.yaml:3:10 TXT-011" in faults_of(tmp_path / "deep", {"activities.yaml": deep})
    steps = "- " * 3000 + "x\n"
    assert faults_of(tmp_path / "steps", {"activities.yaml": steps}) == ["activities.yaml:1:3 TXT-003"]
    laughs = "- id: act-a\n  name: A\n  owner: &a0 [lol, lol]\n" + "".join(
        f"  f{i}: &a{i + 1} [{', '.join([f'*a{i}'] * 9)}]\n" for i in range(9)
    )
    faults = faults_of(tmp_path / "laughs", {"activities.yaml": laughs})
    assert "activities.yaml:4:12 TXT-009" in faults
    assert len(faults) < 150


def test_a_key_or_value_as_long_as_a_book_is_named_in_short(tmp_path: Path) -> None:
    book = "x" * 5_000_000
    text = f"{ACTIVITY}  owner: {book}\n  description: |\n    {book}\n  ? {book}\n  : y\n  status: {book}\n"
    _inventory, problems = read_files(tmp_path, {"activities.yaml": text})
    assert [problem.code for problem in problems] == ["FLD-005", "FLD-005", "FLD-001", "FLD-005"]
    assert problems[0].message == "owner: text of 5,000,000 characters, at most 32,767 fit"
    assert all(len(str(problem)) < 800 for problem in problems)


def test_a_name_with_signs_for_the_terminal_is_shown_escaped(tmp_path: Path) -> None:
    [problem] = read_files(tmp_path, {"activities.yaml": f'{ACTIVITY}  "\\e[2Jx": y\n'})[1]
    assert "\x1b" not in str(problem)
    assert "'\\x1b[2Jx'" in problem.message
