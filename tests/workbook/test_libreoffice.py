"""An exported workbook that LibreOffice opened and saved again, untouched, changes nothing."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from datamap.model import NONE, Activity, DataUse, Inventory, Organisation, Party, inventory_of
from datamap.register.workbook_plans import WorkbookPlan, is_settled, plan_workbook
from datamap.workbook.write_csv import write_csv
from datamap.workbook.write_ods import write_ods
from datamap.workbook.write_xlsx import write_xlsx
from tests.workbook.registers import book, make_register

CONVERTED = ("12345678901234567", "00012345678901234567", "001", "1E5", "12E3", "1.10", "SEP-12", "3/4", "TRUE", "10%")
"""Texts that a program takes for numbers, days or truth values, unless it is told that they are text."""
TRAPS = (
    *CONVERTED,
    *("NA", "NO", "none", "None", "\\none", "not recorded", "clear", "#N/A", "#REF!", "-"),
    *("=1+1", "+49 30 123", "-1", "@SUM(1,1)", "'=1+1", "'quoted'", "''", '"quoted"', "{=1+1}"),
    *("_x0041_", "_x0041__x0042_", "_x0041_x0042_", "_x005F_x0041_", "__x0041__", "_x000D_", "_xD83D_"),
    *("tab\there", "two\nlines", "a\n\n  indented\n\tand tabbed", "double  blanks", "no\u00a0break"),
    *("\u05e9\u05dc\u05d5\u05dd \u0639\u0631\u0628\u064a", "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467"),
    *(
        "e\u0301 \u00e9",
        "\u212b",
        "<b>&amp;</b>",
        "]]>",
        "<r><t>rich</t></r>",
        "<r>&</r>",
        "a;b,c|d",
        "C:\\x\\n",
        "%0A",
        "TRUE()",
    ),
    *("x" * 32_767, "\u00e9" * 32_767, "long " * 6_553, "x" * 32_765 + "\U0001f600"),
)
DESTROYED = {f"party-acme-{TRAPS.index(each)}" for each in ("_x0041_x0042_", "_x005F_x0041_")} | {"use-acme"}
"""The records with texts that LibreOffice cannot write into .xlsx: it takes parts of them for escapes."""
CSV = "Text - txt - csv (StarCalc):59,34,76,1,,0,false"


def trapped() -> Inventory:
    """An organisation whose parties are called and described by traps; one data use lists all of them."""
    parties = [
        Party(
            id=f"party-acme-{number}",
            organisation="org-acme",
            name=trap if len(trap) < 100 and "\n" not in trap else f"Party {number}",
            contact=trap,
            contract=trap if len(trap) < 100 else NONE,
        )
        for number, trap in enumerate(TRAPS)
    ]
    short = tuple(trap for trap in TRAPS if len(trap) < 100)
    some = tuple(party.id for party in parties[::3])
    return inventory_of(
        [
            Organisation(id="org-acme", name="=1+1", country="DE", dpo_name=NONE),
            Activity(id="act-acme", organisation="org-acme", name="SEP-12", department="NA"),
            DataUse(
                id="use-acme",
                organisation="org-acme",
                activity="act-acme",
                category="cat-email",
                elements=short,
                recipients=some,
            ),
            *parties,
        ]
    )


class LibreOffice:
    """Opens and saves files, several in each start."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("soffice")
        assert program is not None
        self._command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]

    def save(self, files: Sequence[Path], form: str, into: Path, *options: str) -> None:
        """Save files in a format into a folder, all in one start."""
        command = [*self._command, *options, "--convert-to", form, "--outdir", str(into), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_register(tmp_path_factory.mktemp("register"), trapped())


@pytest.fixture(scope="module")
def resaved(place: str, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The exported workbooks as LibreOffice saves them: in their own format, in the other, and back."""
    folder = tmp_path_factory.mktemp("resaved")
    office, made = LibreOffice(folder), book(place)
    xlsx, ods = folder / "x.xlsx", folder / "o.ods"
    xlsx.write_bytes(write_xlsx(made))
    ods.write_bytes(write_ods(made))
    office.save([xlsx, ods], "xlsx", folder / "as-xlsx")
    office.save([xlsx, ods], "ods", folder / "as-ods")
    office.save([folder / "as-ods" / "x.ods"], "xlsx", folder / "back")
    return {
        "xlsx": folder / "as-xlsx" / "x.xlsx",
        "ods": folder / "as-ods" / "o.ods",
        "xlsx to ods": folder / "as-ods" / "x.ods",
        "ods to xlsx": folder / "as-xlsx" / "o.xlsx",
        "xlsx to ods and back": folder / "back" / "x.xlsx",
    }


@pytest.fixture(scope="module")
def resaved_csv(place: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exported CSV files, each opened as a double click does, saved and zipped again."""
    folder = tmp_path_factory.mktemp("csv")
    with zipfile.ZipFile(io.BytesIO(write_csv(book(place)))) as archive:
        names = [name for name in archive.namelist() if name.endswith(".csv")]
        archive.extractall(folder / "exported", names)
    LibreOffice(folder).save(
        [folder / "exported" / name for name in names], f"csv:{CSV}", folder / "saved", f"--infilter={CSV}"
    )
    with zipfile.ZipFile(folder / "saved.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.write(folder / "saved" / name, name)
    return folder / "saved.zip"


def changed(plan: WorkbookPlan) -> list[str]:
    """What a plan would change."""
    return [
        f"{each.record}.{f.field}: {f.before} -> {f.after}"[:300] for each in plan.plan.changes for f in each.fields
    ]


@pytest.mark.libreoffice
@pytest.mark.parametrize("way", ["xlsx", "ods", "xlsx to ods", "ods to xlsx", "xlsx to ods and back"])
def test_a_workbook_that_libreoffice_saved_untouched_changes_nothing(
    place: str, resaved: Mapping[str, Path], way: str
) -> None:
    plan = plan_workbook(place, resaved[way])
    assert changed(plan) == []
    assert is_settled(plan)
    assert (plan.plan.missing, plan.plan.conflicts) == ((), ())
    assert plan.plan.base is not None
    assert all(total.exported == total.found for total in plan.plan.totals)
    # What LibreOffice itself destroys is kept, and said.
    assert {problem.code for problem in plan.plan.problems} <= {"WBK-203"}
    assert {problem.record for problem in plan.plan.problems} == (
        DESTROYED if way.endswith(("xlsx", "back")) else set()
    )


@pytest.mark.libreoffice
def test_texts_that_libreoffice_converts_in_csv_are_kept_and_told(place: str, resaved_csv: Path) -> None:
    plan = plan_workbook(place, resaved_csv)
    assert changed(plan) == []
    assert is_settled(plan)
    assert {problem.code for problem in plan.plan.problems} == {"WBK-203"}
    told = "\n".join(str(problem) for problem in plan.plan.problems)
    with zipfile.ZipFile(resaved_csv) as archive:
        saved = archive.read("09-parties.csv").decode("utf-8-sig").splitlines()
    for number, trap in enumerate(CONVERTED):
        line = next(line for line in saved if line.startswith(f"party-acme-{number};"))
        assert (f"'{trap}'" in told) == (trap not in line.split(";")), trap


def test_the_exported_files_themselves_change_nothing(place: str, tmp_path: Path) -> None:
    for name, write in {"a.xlsx": write_xlsx, "a.ods": write_ods, "a.zip": write_csv}.items():
        (tmp_path / name).write_bytes(write(book(place)))
        plan = plan_workbook(place, tmp_path / name)
        assert (changed(plan), plan.plan.problems, plan.plan.notes) == ([], (), ()), name
