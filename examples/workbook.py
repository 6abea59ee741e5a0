"""Give a person a workbook to edit, bring it back, and see what would change before it does.

Run it from the top of the project: python examples/workbook.py
"""

import tempfile
from pathlib import Path

from openpyxl import load_workbook

from datamap.register.keeping import load_all
from datamap.register.workbook_plans import apply_workbook, plan_workbook
from datamap.register.workbooks import export_workbook, scope_for

with tempfile.TemporaryDirectory() as folder:
    register, file = str(Path(folder) / "register.db"), Path(folder) / "edit.xlsx"
    load_all(register, Path("inventory"), author="Anna")
    base = export_workbook(register, file, scope_for(register, ["innomis"]))
    print(f"exported revision {base.revision}: {sum(base.totals.values())} records")

    book = load_workbook(file)  # what a person does in Excel or LibreOffice
    parties = book["Parties"]
    keys = [cell.value for cell in parties[1]]
    parties.cell(3, keys.index("party.name") + 1).value = "Administrator of the customer"
    book.save(file)

    plan = plan_workbook(register, file)
    for record in plan.plan.changes:
        for field in record.fields:
            print(f"{record.record}.{field.field}: {field.before} -> {field.after}")
    revision = apply_workbook(plan, author="Bert", reason="the contract says so")
    print(f"revision {revision.sequence}: {revision.changes} change")
    print("again:", len(plan_workbook(register, file).plan.changes), "changes")
