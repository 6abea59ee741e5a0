"""How benches measure: two things in turns, in one process, with the garbage collector in the same state."""

import gc
import os
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from typing import Any

Work = Callable[[], Any]
Clock = Callable[[], float]
Summary = Callable[[Sequence[float]], float]


def in_turns(
    *works: Work, rounds: int = 7, times: int = 1, of: Summary = statistics.median, clock: Clock = time.perf_counter
) -> list[float]:
    """The median time of each work, taken in turns so that a busy machine slows all of them alike.

    Works of a few milliseconds, of which a busy machine interrupts the longer one more often, are better told by `min`.

    What neither sleeps nor waits for a disk is told best by the clock of the processor (`time.process_time`): then
    others who are at work meanwhile do not count.

    The collector is off, as it is while text is read: its turns depend on what else is in memory.
    """
    gc.collect()
    was_on = gc.isenabled()
    gc.disable()
    try:
        rows = [[seconds(work, times, clock) for work in works] for _ in range(rounds + 1)]
    finally:
        if was_on:
            gc.enable()
    # The first round warms the caches.
    return [of(column) for column in zip(*rows[1:], strict=True)]


def work_done() -> float:
    """Seconds of processor time, of this process and of the children that it waited for."""
    return time.process_time() + sum(os.times()[2:4])


def seconds(work: Work, times: int, clock: Clock) -> float:
    """How long one turn of the work takes."""
    start = clock()
    for _ in range(times):
        work()
    return (clock() - start) / times


def peak(work: Work) -> int:
    """The most memory that the work holds at one time, in bytes."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


# What the system says of a child's peak begins with what its parent held when it made it: so a small process stands
# between, and tells its own peak and that of its largest child apart.
PEAK = """
import re, resource, sys
from pathlib import Path
{work}
own = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(int(own[1]) + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def peak_of(work: str, *arguments: str) -> int:
    """The most memory in bytes that a fresh Python holds with that work, and the largest child that it waited for."""
    command = [sys.executable, "-c", PEAK.format(work=work), *arguments]
    return 1024 * int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def say(figures: str) -> str:
    """Shows the figures (`make bench`), and gives them back for the message of an assertion."""
    sys.stdout.write(f"{figures}\n")
    return figures
