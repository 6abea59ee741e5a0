"""What `datamap --help` costs, held against a bare Python that loads the same command-line library."""

import statistics
import subprocess
import sys
import time

import pytest

MOST = 3.0
HELP = "import sys; sys.argv = ['datamap', '--help']; from datamap.cli import main; main()"


def seconds(*arguments: str) -> float:
    """Median time of a fresh Python with the arguments; one run before it warms the cache of files."""
    times = []
    for _ in range(8):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def test_help_costs_little_more_than_loading_click(slack: float) -> None:
    pytest.importorskip("datamap.cli")
    floor = seconds("-c", "import click")
    ours = seconds("-c", HELP)
    figures = (
        f"datamap --help {ours * 1000:.0f} ms, a bare Python with click {floor * 1000:.0f} ms, {ours / floor:.1f} times"
    )
    sys.stdout.write(figures + "\n")
    assert ours <= slack * MOST * floor, figures
