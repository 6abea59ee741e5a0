"""Text that can be read and is wrong: each fault in its own place, all at once, and none told twice."""

from pathlib import Path

import pytest

from datamap.inventory import read_inventory
from datamap.model import NONE, DataUse
from tests.folders import ORGANISATION, Files, faults_of, in_short, inventory_folder, read_files, write_files

ACTIVITY = "- id: act-a\n  name: A\n"
USE = "- id: use-a\n  activity: act-a\n  category: cat-email\n"
PARTIES = "- id: party-google-analytics\n  name: Google Analytics\n- id: party-host\n  name: Host\n"
SOUND = {"activities.yaml": ACTIVITY, "data-uses.yaml": USE, "parties.yaml": PARTIES}

# A file, what stands in it, and each fault in short.
CASES: dict[str, tuple[str, str, list[str]]] = {
    "unknown field": ("parties.yaml", "- id: party-a\n  name: A\n  colour: red\n", ["parties.yaml:3:3 FLD-001"]),
    "misspelt required field": ("parties.yaml", "- id: party-a\n  nmae: A\n", ["parties.yaml:2:3 FLD-001"]),
    "organisation stated": (
        "parties.yaml",
        "- id: party-a\n  name: A\n  organisation: org-acme\n",
        ["parties.yaml:3:3 FLD-001"],
    ),
    "missing field": ("parties.yaml", "- id: party-a\n", ["parties.yaml:1:3 FLD-002"]),
    "two missing fields": (
        "data-uses.yaml",
        "- id: use-a\n",
        ["data-uses.yaml:1:3 FLD-002", "data-uses.yaml:1:3 FLD-002"],
    ),
    "a reference that leads nowhere beside another fault": (
        "data-uses.yaml",
        USE + "  colour: red\n  recipients:\n  - party-b\n  - party-host\n",
        ["data-uses.yaml:4:3 FLD-001", "data-uses.yaml:6:5 REF-001"],
    ),
    "missing id": ("parties.yaml", "- name: A\n", ["parties.yaml:1:3 FLD-002"]),
    "id of another kind": ("parties.yaml", "- id: act-b\n  name: A\n", ["parties.yaml:1:7 IDS-001"]),
    "id with capitals": ("parties.yaml", "- id: party-A\n  name: A\n", ["parties.yaml:1:7 IDS-001"]),
    "id with a colon": ("parties.yaml", "- id: party:a\n  name: A\n", ["parties.yaml:1:7 IDS-001"]),
    "id that is too long": ("parties.yaml", f"- id: party-{'a' * 195}\n  name: A\n", ["parties.yaml:1:7 IDS-001"]),
    "two ids": ("parties.yaml", "- id:\n  - party-a\n  - party-b\n  name: A\n", ["parties.yaml:3:5 FLD-004"]),
    "a date that is none": (
        "parties.yaml",
        "- id: party-a\n  name: A\n  contract_date: 2024-02-30\n",
        ["parties.yaml:3:18 FLD-005"],
    ),
    "a date in another form": (
        "parties.yaml",
        "- id: party-a\n  name: A\n  contract_date: 10.5.2024\n",
        ["parties.yaml:3:18 FLD-005"],
    ),
    "a length of time that is none": (
        "retention-rules.yaml",
        "- id: keep-a\n  name: A\n  kind: limit-fixed-period\n  longest: 3 days\n",
        ["retention-rules.yaml:4:12 FLD-005"],
    ),
    "a number that is none": (
        "evidence.yaml",
        "- id: evidence-a\n  record: act-a\n  field: name\n  document: doc-a\n  line: 3a\n  phrase: x\n",
        ["evidence.yaml:5:9 FLD-005"],
    ),
    "a choice that is none": ("activities.yaml", ACTIVITY + "  status: actve\n", ["activities.yaml:3:11 FLD-005"]),
    "an entry named twice": (
        "data-uses.yaml",
        USE + "  recipients:\n  - party-host\n  - party-host\n",
        ["data-uses.yaml:4:3 FLD-006"],
    ),
    "a reference that leads nowhere": (
        "activities.yaml",
        ACTIVITY + "  role: role-king\n",
        ["activities.yaml:3:9 REF-001"],
    ),
    "an entry that leads nowhere": (
        "data-uses.yaml",
        USE + "  recipients:\n  - party-host\n  - party-gone\n",
        ["data-uses.yaml:6:5 REF-001"],
    ),
    "a reference to another kind": ("data-uses.yaml", USE.replace("cat-email", "DE"), ["data-uses.yaml:3:13 REF-002"]),
    "an entry of another kind": (
        "data-uses.yaml",
        USE + "  systems:\n  - party-host\n",
        ["data-uses.yaml:5:5 REF-002"],
    ),
    "the same id twice": ("parties.yaml", PARTIES + "- id: party-host\n  name: Other\n", ["parties.yaml:5:7 IDS-002"]),
    "the id of a shipped term": (
        "categories.yaml",
        "- id: cat-email\n  label: Mail\n",
        ["categories.yaml:1:7 IDS-002"],
    ),
    "a parent that is itself": (
        "categories.yaml",
        "- id: cat-a\n  label: A\n  parent: cat-a\n",
        ["categories.yaml:3:11 REF-003"],
    ),
    "parents in a circle": (
        "categories.yaml",
        (
            "- id: cat-a\n  label: A\n  parent: cat-b\n- id: cat-b\n  label: B\n  parent: cat-c\n"
            "- id: cat-c\n  label: C\n  parent: cat-a\n"
        ),
        ["categories.yaml:3:11 REF-003"],
    ),
    "sub-processors in a circle": (
        "parties.yaml",
        "- id: party-a\n  name: A\n  sub_processors: party-b\n- id: party-b\n  name: B\n  sub_processors: party-a\n",
        ["parties.yaml:3:19 REF-003"],
    ),
    "evidence for a field that is none": (
        "evidence.yaml",
        "- id: evidence-a\n  record: act-a\n  field: nmae\n  document: doc-a\n  phrase: x\n",
        ["evidence.yaml:3:10 EVD-001"],
    ),
    "evidence as long as a paragraph": (
        "evidence.yaml",
        f"- id: evidence-a\n  record: act-a\n  field: name\n  document: doc-a\n  phrase: {'x ' * 16}\n",
        ["evidence.yaml:5:11 EVD-002"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_fault_of_a_record_is_one_problem_in_its_place(tmp_path: Path, name: str) -> None:
    file, text, expected = CASES[name]
    files = {**SOUND, "documents.yaml": "- id: doc-a\n  title: Policy\n", file: text}
    assert faults_of(tmp_path, files) == expected


def test_sound_files_have_no_problem(tmp_path: Path) -> None:
    assert faults_of(tmp_path, SOUND) == []


@pytest.mark.parametrize(
    ("file", "text", "hint"),
    [
        ("parties.yaml", PARTIES + "  kontact: x\n", "did you mean 'contact' or 'contract'?"),
        ("activities.yaml", ACTIVITY + "  status: actve\n", "did you mean 'active'?"),
        ("activities.yaml", ACTIVITY + "  status: later\n", "write planned, active or ended"),
        ("activities.yaml", ACTIVITY + "  role: role-controler\n", "did you mean 'role-controller'"),
        ("data-uses.yaml", USE + "  recipients: party-google-analytic\n", "did you mean 'party-google-analytics'?"),
        ("data-uses.yaml", USE.replace("cat-email", "cat-emial"), "did you mean 'cat-email'"),
        ("activities.yaml", ACTIVITY + "  start: 1.5.2024\n", "write it as year-month-day: 2024-05-10"),
        ("activity.yaml", "x", "did you mean 'activities.yaml'?"),
        ("notes.txt", "x", "an organisation's folder holds: organisation.yaml, activities.yaml,"),
        ("parties.yaml", "- id: party-a\n  name: A\n  country: UK\n", "did you mean 'GB'?"),
        (
            "parties.yaml",
            "- id: party-a\n  name: A\n  country: Atlantis\n",
            "name one that exists: `datamap list countries`",
        ),
    ],
)
def test_what_was_probably_meant_is_offered(tmp_path: Path, file: str, text: str, hint: str) -> None:
    [problem] = read_files(tmp_path, {**SOUND, file: text})[1]
    assert problem.hint.startswith(hint)


def test_only_what_the_organisation_may_name_is_offered(tmp_path: Path) -> None:
    other = {"other/organisation.yaml": "- id: org-other\n  name: Other\n"}
    other["other/parties.yaml"] = "- id: party-googol\n  name: G\n"
    [problem] = read_files(tmp_path, {**SOUND, **other, "data-uses.yaml": USE + "  recipients: party-gogol\n"})[1]
    assert "party-googol" not in problem.hint


def test_all_faults_of_all_files_come_at_once_in_the_order_of_their_places(tmp_path: Path) -> None:
    files: Files = {
        "activities.yaml": ACTIVITY + "  start: soon\n  status: lost\n" + ACTIVITY,
        "data-uses.yaml": "- id: use-a\n  activity: act-gone\n  category: cat-email\n" + "\n" * 10 + "  systems: []\n",
        "parties.yaml": b"\xff",
        "systems.yaml": "",
        "notes.md": "x",
        "other/organisation.yaml": "- id: org-else\n  name: Else\n",
    }
    _inventory, problems = read_files(tmp_path, files)
    assert in_short(tmp_path, problems) == [
        "activities.yaml:3:10 FLD-005",
        "activities.yaml:4:11 FLD-005",
        "data-uses.yaml:2:13 REF-001",
        "data-uses.yaml:14:12 TXT-011",
        "notes.md TXT-012",
        "parties.yaml:1:1 TXT-013",
        "systems.yaml TXT-001",
        f"{tmp_path.as_posix()}/other/organisation.yaml:1:7 REF-004",
    ]


USES_OF_PARTY = "".join(
    f"- id: use-{n}\n  activity: act-a\n  category: cat-email\n  recipients: party-host\n" for n in "abc"
)


@pytest.mark.parametrize(
    ("parties", "fault"),
    [
        ("", "parties.yaml TXT-001"),
        ("# later\n", "parties.yaml TXT-001"),
        (b"\xff", "parties.yaml:1:1 TXT-013"),
        ("- id: party-a\n  name: a: b\n- id: party-host\n  name: Host\n", "parties.yaml:2:10 TXT-002"),
        ("- id: party-host\n  name: a\x01\n", "parties.yaml:2:10 TXT-014"),
        ("- id: party-a\n  name: A\n---\n- id: party-host\n  name: Host\n", "parties.yaml:3:1 TXT-006"),
        ("- id: party-host\n", "parties.yaml:1:3 FLD-002"),
        ("- id: party-host\n  name:\n", "parties.yaml:2:8 TXT-007"),
        ("- name: Host\n", "parties.yaml:1:3 FLD-002"),
        ("- id: Party Host\n  name: Host\n", "parties.yaml:1:7 IDS-001"),
        ("- party-host\n", "parties.yaml:1:3 TXT-003"),
        ("- id: party-host\n  name: Host\n  country: XX\n", "parties.yaml:3:12 REF-001"),
    ],
)
def test_a_cascade_is_cut_at_its_root(tmp_path: Path, parties: str | bytes, fault: str) -> None:
    files: Files = {"activities.yaml": ACTIVITY, "data-uses.yaml": USES_OF_PARTY, "parties.yaml": parties}
    assert faults_of(tmp_path, files) == [fault]


def test_a_file_that_is_not_there_hides_nothing(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, {"activities.yaml": ACTIVITY, "data-uses.yaml": USES_OF_PARTY})
    assert faults == [f"data-uses.yaml:{line}:15 REF-001" for line in (4, 8, 12)]


@pytest.mark.parametrize(
    ("organisation", "faults"),
    [
        (None, ["activities.yaml:1:3 REF-004"]),
        ("", ["organisation.yaml TXT-001"]),
        ("- id: org-other\n  name: Other\n", ["organisation.yaml:1:7 REF-004"]),
        ("- id: Acme\n  name: Acme\n", ["organisation.yaml:1:7 IDS-001"]),
        ("- id: org-acme\n  nmae: Acme\n", ["organisation.yaml:2:3 FLD-001"]),
        ("- name: Acme\n", ["organisation.yaml:1:3 FLD-002"]),
    ],
)
def test_a_folder_without_its_organisation_is_one_fault(
    tmp_path: Path, organisation: str | None, faults: list[str]
) -> None:
    files = {**SOUND} if organisation is None else {**SOUND, "organisation.yaml": organisation}
    write_files(tmp_path, files)
    _inventory, problems = read_inventory(tmp_path)
    assert in_short(tmp_path, list(problems)) == faults


def test_an_id_given_in_two_organisations_is_one_fault(tmp_path: Path) -> None:
    files = {f"other/{name}": text.replace("act-a", "act-b").replace("use-a", "use-b") for name, text in SOUND.items()}
    files["other/data-uses.yaml"] += "  recipients: party-host\n"
    files["other/organisation.yaml"] = ORGANISATION.replace("acme", "other")
    files["other/parties.yaml"] = "- id: party-host\n  name: Host\n"
    _inventory, problems = read_files(tmp_path, {**SOUND, **files})
    assert [problem.code for problem in problems] == ["IDS-002"]
    assert str(problems[0].related[0]).endswith("acme/parties.yaml:3:7")


def test_a_record_of_another_organisation_is_no_target(tmp_path: Path) -> None:
    other = {
        "other/organisation.yaml": ORGANISATION.replace("acme", "other"),
        "other/parties.yaml": "- id: party-theirs\n  name: Theirs\n",
    }
    _inventory, problems = read_files(
        tmp_path, {**SOUND, **other, "data-uses.yaml": USE + "  recipients: party-theirs\n"}
    )
    assert in_short(tmp_path, problems) == ["data-uses.yaml:4:15 REF-005"]


def test_a_circle_elsewhere_does_not_hide_another(tmp_path: Path) -> None:
    pair = "- id: cat-{0}\n  label: X\n  parent: cat-{1}\n- id: cat-{1}\n  label: Y\n  parent: cat-{0}\n"
    text = pair.format("a", "b") + pair.format("c", "d")
    assert faults_of(tmp_path, {"categories.yaml": text}) == [
        "categories.yaml:3:11 REF-003",
        "categories.yaml:9:11 REF-003",
    ]


def test_none_and_not_recorded_stay_apart(tmp_path: Path) -> None:
    inventory, problems = read_files(tmp_path, {**SOUND, "data-uses.yaml": USE + "  recipients: none\n"})
    assert problems == []
    assert inventory.get(DataUse, "use-a").recipients is NONE
    assert str(inventory.get(DataUse, "use-a").systems) == "not recorded"


def test_places_lead_back_to_each_field(tmp_path: Path) -> None:
    inventory, _problems = read_files(tmp_path, {**SOUND, "data-uses.yaml": USE + "  recipients:\n  - party-host\n"})
    folder = inventory_folder(tmp_path, {}).as_posix()
    places = {
        field: str(inventory.location_of("use-a", field)) for field in ("", "id", "category", "recipients", "systems")
    }
    assert places == {
        "": f"{folder}/acme/data-uses.yaml:1:3",
        "id": f"{folder}/acme/data-uses.yaml:1:7",
        "category": f"{folder}/acme/data-uses.yaml:3:13",
        "recipients": f"{folder}/acme/data-uses.yaml:4:3",
        "systems": f"{folder}/acme/data-uses.yaml:1:3",
    }
