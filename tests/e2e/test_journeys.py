"""The journeys of five people, as the walk-throughs in `examples/` tell them, command by command.

What people do between two commands, in a spreadsheet or elsewhere, stands here as functions.
"""

import contextlib
import datetime
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pypdf
import pytest
from playwright.sync_api import Browser

from datamap.model.state import Change
from datamap.register import open_inventory, part_of
from tests.browser.conftest import browser  # noqa: F401 - a fixture
from tests.browser.opening import open_map
from tests.databases import Server, postgresql  # noqa: F401 - a fixture
from tests.e2e.console import Shown, matches, shown_commands, tidy
from tests.e2e.runner import Runner
from tests.store import keeping

EXAMPLES = Path(__file__).parents[2] / "examples"
BETWEEN = Mapping[str, Callable[[], object]]


class Journey:
    """A walk-through, and a folder in which it is walked."""

    def __init__(self, name: str, datamap: Runner, home: Path) -> None:
        self.text = (EXAMPLES / f"{name}.md").read_text(encoding="utf-8")
        self.home, self.datamap = home, datamap.at(home)

    def walk(self, between: BETWEEN | None = None, codes: Mapping[str, int] | None = None) -> dict[str, str]:
        """Runs every command in turn; before some, people do something. Gives what each printed."""
        between, codes = dict(between or {}), dict(codes or {})
        printed = {}
        for shown in shown_commands(self.text):
            between.pop(shown.command, lambda: None)()
            printed[shown.command] = self.run(shown, codes.pop(shown.command, 0))
        assert (between, codes) == ({}, {}), "commands that the walk-through does not show"
        return printed

    def run(self, shown: Shown, code: int) -> str:
        """Runs a command, which has to print what is shown and to end as is expected."""
        program, *arguments = shown.words
        assert program == "datamap"
        result = self.datamap(*arguments)
        lines = tidy(result.stdout + result.stderr)
        assert matches(shown.output, lines), "\n".join([shown.command, *lines[:60]])
        assert result.returncode == code, shown.command
        return "\n".join(lines)

    def with_inventory(self, *organisations: str) -> "Journey":
        """Puts the text of some organisations into the folder."""
        for name in organisations:
            shutil.copytree(EXAMPLES.parent / "inventory" / name, self.home / "inventory" / name)
        return self


@pytest.fixture
def journey(datamap: Runner, tmp_path: Path) -> Callable[[str], Journey]:
    return lambda name: Journey(name, datamap, tmp_path)


class Sheets:
    """A workbook on somebody's screen."""

    def __init__(self, path: Path) -> None:
        self.path, self.book = path, openpyxl.load_workbook(path)

    def write(self, sheet: str, row: int, **cells: str | datetime.date) -> int:
        """Writes cells of a row by the keys of their columns; says how many."""
        columns = {str(cell.value).partition(".")[2]: cell.column for cell in self.book[sheet][1] if cell.value}
        for key, words in cells.items():
            self.book[sheet].cell(row, columns[key]).value = words
        return len(cells)

    def save(self) -> None:
        self.book.save(self.path)


def edit(path: Path, sheet: str, row: int, **cells: str | datetime.date) -> None:
    sheets = Sheets(path)
    sheets.write(sheet, row, **cells)
    sheets.save()


def saved_by_libreoffice(path: Path) -> None:
    """Opens a workbook in LibreOffice and saves it there."""
    soffice, into = shutil.which("soffice"), path.parent / "saved"
    assert soffice is not None
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command: list[str | Path] = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", into, path]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    (into / path.name).replace(path)


@pytest.mark.libreoffice
def test_an_officer_edits_forty_cells_and_resolves_a_conflict(journey: Callable[[str], Journey]) -> None:
    officer = journey("officer").with_inventory("innomis")
    edited, chosen = officer.home / "edit.xlsx", officer.home / "choose.xlsx"

    def edit_forty_cells() -> None:
        sheets = Sheets(edited)
        rows = range(3, sheets.book["Activities"].max_row + 1)
        review = datetime.date(2027, 3, 1)
        cells = sum(sheets.write("Activities", row, owner="Maria Rossi", next_review=review) for row in rows)
        cells += sheets.write(
            "Organisations", 3, phone="+352 26 12 34", dpo_name="Maria Rossi", dpo_contact="privacy@innomis.example",
            supervisory_authority="CNPD",
        )  # fmt: skip
        assert cells == 40
        sheets.write("Activities", rows.stop, name="Newsletter", description="Once a month", role="Controller")
        sheets.save()
        saved_by_libreoffice(edited)

    def somebody_else_was_quicker() -> None:
        contact, website = '"dpo@innomis.example"', '"https://innomis.example"'
        fields = {"dpo_contact": contact, "website": website}.items()
        changes = [Change("org-innomis", "organisation", "", field, None, words) for field, words in fields]
        keeping.write(str(officer.home / "register.db"), *changes, base=1)

    def choose() -> None:
        sheets = Sheets(chosen)
        [row] = [cell.row for cell in sheets.book["Conflicts"]["B"] if cell.value == "org-innomis"]
        sheets.write("Conflicts", row, choice="file")
        sheets.save()

    command = 'datamap workbook apply {} --author "Maria Rossi" --reason "yearly review"'
    first, again = command.format("edit.xlsx"), command.format("choose.xlsx")
    printed = officer.walk(
        {"datamap workbook plan edit.xlsx": edit_forty_cells, first: somebody_else_was_quicker, again: choose},
        {first: 3, "datamap workbook plan edit.xlsx --annotate choose.xlsx": 3},
    )
    assert printed[again].startswith("applied as revision 3: 43 fields changed")
    assert [line.split(",")[2] for line in printed["datamap history --format csv"].splitlines()[1:]] == [
        "Maria Rossi", "Ada", "Maria Rossi",
    ]  # fmt: skip
    kept = officer.datamap("show", "org-innomis", "--format", "csv").stdout
    assert "privacy@innomis.example" in kept
    assert "https://innomis.example" in kept
    assert "Newsletter" in officer.datamap("list", "activities").stdout


def test_a_regulator_gets_the_record_of_a_past_day(journey: Callable[[str], Journey], root: Path) -> None:
    regulator = journey("regulator")
    place = str(regulator.home / "register.db")
    signature = keeping.SIGNATURE
    with pytest.MonkeyPatch.context() as patch:
        first = signature._replace(at="2026-01-12T09:00:00.000000Z", reason="first load", origin="inventory")
        patch.setattr(keeping, "SIGNATURE", first)
        keeping.load(place, part_of(open_inventory(root / "inventory"), "innovus"))
        patch.setattr(keeping, "SIGNATURE", signature._replace(at="2026-05-04T09:00:00.000000Z"))
        email = Change("org-innovus", "organisation", "", "email", None, '"dpo@innovus.example"')
        keeping.write(place, email, base=1)
    regulator.walk(codes={"datamap ropa record.pdf --organisation innovus --as-of 2025-12-31": 2})
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(regulator.home / "record.pdf").pages)
    assert "2026-03-31" in words
    assert "dpo@innovus.example" not in words
    with zipfile.ZipFile(regulator.home / "record.zip") as pack:
        assert b"dpo@innovus.example" not in pack.read("data/record.json")
        assert b"2026-03-31" in pack.read("data/record.json")


@pytest.mark.chromium
def test_an_auditor_follows_an_address_book_on_paper_and_on_screen(
    journey: Callable[[str], Journey],
    browser: Browser,  # noqa: F811
) -> None:
    auditor = journey("auditor").with_inventory("innovat")
    rule = "datamap check --organisation innovat --rule RET-001"
    printed = auditor.walk(codes={rule: 1})
    assert "Smart Contacts" in printed[rule]
    words = " ".join(page.extract_text() for page in pypdf.PdfReader(auditor.home / "contacts.pdf").pages)
    stations = ("address book", "Contacts in the app", "Server to which", "not recorded", "Privacy policy, line")
    assert [each for each in stations if each not in " ".join(words.split())] == []
    page = open_map(browser, auditor.home / "map.html")
    page.page.keyboard.press("/")
    page.page.keyboard.type("contacts book")
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Enter")
    assert page.status.startswith("Trace of Contacts book")
    lit = {*page.lit()}
    assert {"use-innovat-smart-contacts", "system-innovat-contacts-server"} <= lit
    assert (page.complaints, len(page.requests)) == ([], 1)
    page.page.context.close()


@pytest.mark.postgresql
def test_a_consultant_keeps_five_clients_with_a_colleague(
    journey: Callable[[str], Journey],
    postgresql: Server,  # noqa: F811
) -> None:
    names = ("inemsoft", "informetric", "innomis", "innovat", "innovus")
    consultant = journey("consultant").with_inventory(*names)
    [settings] = re.findall(r"^```toml\n(.*?)^```$", consultant.text, re.MULTILINE | re.DOTALL)
    place = postgresql.new_database()
    shown = "postgresql://anna@db.example/clients"
    assert shown in settings
    (consultant.home / "datamap.toml").write_text(settings.replace(shown, place), encoding="utf-8")

    def edit_both() -> None:
        edit(consultant.home / "innovus.xlsx", "Organisations", 3, email="privacy@innovus.example")
        edit(consultant.home / "innomis.xlsx", "Organisations", 3, email="privacy@innomis.example")

    printed = consultant.walk(
        {'datamap workbook apply innovus.xlsx --reason "call with the client"': edit_both},
    )
    authors = [line.split(",")[2] for line in printed["datamap history --format csv"].splitlines()[1:]]
    assert authors == ["Anna Weber", "Anna Weber", "Bert Klein"]
    record = openpyxl.load_workbook(consultant.home / "innovus-record.xlsx")
    cells = " ".join(str(cell.value) for sheet in record for row in sheet for cell in row if cell.value)
    assert "privacy@innovus.example" in cells
    assert "innomis" not in cells.casefold()


def test_an_engineer_holds_the_inventory_to_its_rules(
    journey: Callable[[str], Journey], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engineer = journey("engineer").with_inventory("innovus")
    shutil.copyfile(EXAMPLES / "policy-rules.yaml", engineer.home / "policy-rules.yaml")
    shutil.copytree(root / "exports" / "innovus", engineer.home / "exports" / "innovus")
    severe = "datamap check --organisation innovus --format github --min-severity error"
    printed = engineer.walk(codes={severe: 1})
    assert set(re.findall(r"^- run: (datamap .*)$", engineer.text, re.MULTILINE)) <= printed.keys()
    [code] = re.findall(r"^```python\n(.*?)^```$", engineer.text, re.MULTILINE | re.DOTALL)
    [told] = re.findall(r"^```text\n(.*?)^```$", engineer.text, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(engineer.home)
    with contextlib.redirect_stdout(io.StringIO()) as output:
        exec(code, {})
    assert output.getvalue() == told
    activities = engineer.home / "inventory" / "innovus" / "activities.yaml"
    activities.write_text(activities.read_text(encoding="utf-8").replace("name: ", "name:  ", 1), encoding="utf-8")
    assert engineer.datamap("format", "--check").returncode == 1


def test_every_walk_through_is_walked() -> None:
    walked = {"officer", "regulator", "auditor", "consultant", "engineer"}
    assert {path.stem for path in EXAMPLES.glob("*.md")} == walked
