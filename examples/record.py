"""Make the record of processing of one organisation as a workbook in memory.

Run it from the top of the project: python examples/record.py
"""

from pathlib import Path

from datamap.exports.record import record_of, render_record
from datamap.model import Organisation
from datamap.register import open_inventory, part_of

innomis = part_of(open_inventory(Path("inventory")), "innomis")
[organisation] = innomis.of(Organisation)
record = record_of(innomis, organisation.id, organisation.updated)
workbook = render_record(record)
print(f"{organisation.name}: {len(record.activities)} activities, inventory {record.digest[:12]}")
print(workbook[:2].decode(), "begins every workbook")
