"""Files with a fault in them are read or refused in one sentence: no traceback, no hang, no write, little memory."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from datamap.workbook.book import book_of
from datamap.workbook.write_ods import write_ods
from datamap.workbook.write_xlsx import write_xlsx
from tests.figures import Figures
from tests.workbook.forging import inline, ods_parts, xlsx_parts, zipped
from tests.workbook.mutations import mutated
from tests.workbook.samples import ORIGIN, small

CASES, PROVED_CASES = 300, 20_000
SECONDS_OF_A_FILE = 10
ENDINGS = ("xlsx", "xlsx", "ods", "csv", "zip")
MOST_MEMORY = 512
"""MB."""

# Reads the files that lie in a folder, one after another, with the bounds of the child, and says what came of each.
# The work of its processor is counted: other programs take time of the clock, and a reader only ever works or ends. One
# that waited for something would end with the whole run.
READER = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from datamap.workbook.read_child import limit, read_start
from datamap.workbook.guard import limits
from datamap.workbook.tell import tell
from datamap.workbook.wire import assemble, lines_of, pieces_of
from datamap.workbook.guard import RefusedError
limit(limits.MEMORY.most, 86_400)
for path in sys.stdin.read().splitlines():
    content = read_start(path, limits.FILE_BYTES.most)
    start = time.process_time()
    try:
        seen = assemble(pieces_of(lines_of(tell(content, path))), path)
        words = "read" if seen else "broken off"
    except RefusedError as refused:
        words = "refused " + ascii(str(refused))
    if time.process_time() - start > float(sys.argv[2]):
        words = "late"
    print(path, words, flush=True)
import resource
print("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def corpus() -> dict[str, bytes]:
    """Valid files with something of everything in them."""
    strings = "<si><t>plain</t></si><si><r><t>ri</t></r><rPh><t>x</t></rPh></si>"
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="d.m.yy"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>'
    )
    cells = '<row r="9"><c r="A9" t="s"><v>1</v></c><c r="B9" s="1"><v>46277.5</v></c><c r="C9" t="b"><v>1</v></c>'
    cells += (
        '<c r="D9" t="e"><v>#N/A</v></c><c r="E9"><f>1+1</f><v>2</v></c><c r="F9" t="d"><v>2026-09-12</v></c></row>'
    )
    around = '<cols><col min="1" max="2" hidden="1"/></cols>{rows}<mergeCells><mergeCell ref="B2:C3"/></mergeCells>'
    book = '<workbookPr date1904="1"/><definedNames><definedName name="a">"b"</definedName></definedNames>'
    office = xlsx_parts(
        inline(("a", "b"), ("c", "ü")) + cells, strings=strings, styles=styles, around=around, book=book
    )
    rows = '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" '
    rows += 'office:value="1" table:number-columns-repeated="3"/><table:table-cell office:value-type="string" '
    rows += 'table:number-columns-spanned="2"><text:p>a<text:s text:c="2"/>b</text:p></table:table-cell>'
    rows += '<table:table-cell office:value-type="date" office:date-value="2026-09-12"/></table:table-row>'
    tables = {"a.csv": 'id;"na;me"\r\n1;"two\r\nlines"\r\n' * 5, "_meta.csv": "delimiter;tab\r\n"}
    return {
        "xlsx": zipped(office),
        "ods": zipped({**ods_parts(rows), "meta.xml": '<m><user-defined name="a">b</user-defined></m>'}),
        "csv": 'id,name\r\n1,"über"\r\n'.encode() * 20,
        "zip": zipped(tables),
        "exported.xlsx": write_xlsx(book_of(small(), ORIGIN)),
        "exported.ods": write_ods(book_of(small(), ORIGIN)),
    }


@pytest.fixture(scope="module")
def cases(proving: bool) -> int:
    return PROVED_CASES if proving else CASES


@pytest.mark.faults
def test_files_with_faults_are_read_or_refused(cases: int, root: Path, tmp_path: Path, figures: Figures) -> None:
    chance = random.Random(20_260_912)
    originals = corpus()
    outcomes: dict[str, int] = {}
    most_memory = 0
    for first in range(0, cases, 1_000):
        folder = tmp_path / "files"
        folder.mkdir(exist_ok=True)
        names = []
        for number in range(first, min(first + 1_000, cases)):
            # What was really exported is larger, and takes its time to break.
            among = ["exported.xlsx", "exported.ods"] if chance.random() < 0.05 else ENDINGS
            ending = chance.choice(among)
            path = folder / f"{number % 1_000}.{ending}"
            path.write_bytes(mutated(originals[ending], chance))
            names.append(str(path))
        before = sorted(path.name for path in folder.iterdir())
        command = [sys.executable, "-I", "-S", "-c", READER, str(root), str(SECONDS_OF_A_FILE)]
        done = subprocess.run(command, input="\n".join(names), capture_output=True, text=True, check=False, timeout=900)
        *lines, memory = done.stdout.splitlines() or [""]
        most_memory = max(most_memory, int(memory.removeprefix("memory ") or 0))
        assert (done.returncode, len(lines)) == (0, len(names)), f"{names[len(lines) : len(lines) + 1]}: {done.stderr}"
        for line in lines:
            outcome, _, sentence = line.split(" ", 1)[1].partition(" ")
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
            assert outcome in {"read", "refused"}, line
            assert "Error" not in sentence, line
            assert outcome == "read" or ": " in sentence, line
        assert sorted(path.name for path in folder.iterdir()) == before
    assert min(outcomes["read"], outcomes["refused"]) > cases / 20, outcomes
    assert most_memory < MOST_MEMORY
    figures(
        "mutated workbooks", files=cases, **outcomes, tracebacks=0, longer_than_10_s=0, files_written=0,
        MB_of_memory_at_most=most_memory,
    )  # fmt: skip
