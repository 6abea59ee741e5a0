"""The layout engine, Graphviz as WebAssembly, in processes of its own.

A graph that makes the engine abort or run for ever ends such a process, never this one. A process lays out one picture
after the other, for it takes longer to start one than to lay out a page: it stays until this program ends. Each picture
has the whole time limit for itself, and what ends a process costs no other picture its place. The limit counts the work
of the process, so a picture is drawn or refused alike whatever else the machine does.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import Any

from datamap.errors import DatamapError

TIME_LIMIT = 30.0
"""Seconds of work that a picture may take before it is given up; a page that can be read takes less than two."""

WAITING = 10
"""How many times as long it may take by the clock, on a machine with much else to do."""

ALONE = 6
"""Up to so many pictures one process is enough: a second would take longer to start than it saves."""

PROCESSES = 2

Positions = dict[str, tuple[float, float]]


class LayoutFailedError(DatamapError):
    """The engine broke off."""


class LayoutTimedOutError(LayoutFailedError):
    """The engine took too long and was stopped."""


class _Engine:
    """A process that lays out; it starts with the first request, and again after one that ended it."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None
        self.is_late = False

    def start(self) -> subprocess.Popen[str]:
        """Start the process, which gets ready by itself."""
        command = [sys.executable, "-P", str(Path(__file__).with_name("engine_child.py"))]
        # What the engine complains about may be long, and nobody reads it while it works.
        self.complaints = TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - closed with it
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and file
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.complaints, text=True, encoding="utf-8"
        )
        self.process, self.is_late = process, False
        self._write(process, sys.path)
        return process

    def _write(self, process: subprocess.Popen[str], request: Any) -> None:
        if process.stdin:
            # A process that has ended already is noticed when it does not answer.
            with contextlib.suppress(OSError):
                process.stdin.write(json.dumps(request) + "\n")
                process.stdin.flush()

    def positions(self, source: str, time_limit: float) -> Positions:
        """Return the positions for a DOT text; LayoutTimedOutError if it took more work than the limit."""
        if self.process and self.process.poll() is not None:
            self.close()
        process = self.process or self.start()
        timer = Timer(WAITING * time_limit, self._stop)
        timer.start()
        self._write(process, [time_limit, source])
        answer = process.stdout.readline() if process.stdout else ""
        timer.cancel()
        if answer:
            return _centres(json.loads(answer))
        is_late = process.wait() == -getattr(signal, "SIGPROF", 0) or self.is_late
        last = self._last_complaint()
        self.close()
        if is_late:
            raise LayoutTimedOutError(f"the layout engine was stopped after {time_limit:g} seconds")
        raise LayoutFailedError(f"the layout engine failed: {last}")

    def _stop(self) -> None:
        """Stop the process because its time is up."""
        self.is_late = True
        if self.process:
            self.process.kill()

    def _last_complaint(self) -> str:
        self.complaints.seek(0)
        return ([line for line in self.complaints.read().splitlines() if line.strip()] or ["no message"])[-1].strip()

    def close(self) -> None:
        """End the process."""
        if self.process:
            self.process.kill()
            with contextlib.suppress(OSError):
                self.process.communicate()
            self.complaints.close()
            self.process = None


_at_rest: deque[_Engine] = deque()
"""Processes that wait for the next pictures."""


@atexit.register
def close_engines() -> None:
    """End the processes that wait for pictures; the next picture starts one."""
    while _at_rest:
        _at_rest.pop().close()


if hasattr(os, "register_at_fork"):
    # Two programs that ask one process would get each other's answers.
    os.register_at_fork(after_in_child=_at_rest.clear)


def start_engine() -> None:
    """Start a process, if none waits, that gets ready while its first picture is still being planned."""
    if not _at_rest:
        engine = _Engine()
        engine.start()
        _at_rest.append(engine)


@contextlib.contextmanager
def _engine() -> Iterator[_Engine]:
    """Give a process that nobody else asks at the time."""
    try:
        engine = _at_rest.pop()
    except IndexError:
        engine = _Engine()
    try:
        yield engine
    except BaseException:
        engine.close()  # it may still be at work on what nobody waits for
        raise
    _at_rest.append(engine)


def positions_of(sources: Sequence[str], time_limit: float = TIME_LIMIT) -> list[Positions | LayoutFailedError]:
    """Return for each DOT text where its nodes stand, or why the engine gave no places.

    That is by name the x and y of the centre in points, y growing downwards. The largest texts come first, and each
    process takes the next when it is done with one: both end at about one time.

    >>> [type(each).__name__ for each in positions_of(["digraph { a }", "digraph {"])]
    ['dict', 'LayoutFailedError']
    """
    found: dict[int, Positions | LayoutFailedError] = {}
    waiting = deque(sorted(range(len(sources)), key=lambda index: -len(sources[index])))

    def work(_turn: int) -> None:
        with _engine() as engine:
            while waiting:
                with contextlib.suppress(IndexError):  # another process took the last one
                    index = waiting.popleft()
                    found[index] = _attempt(engine, sources[index], time_limit)

    processes = PROCESSES if len(sources) > ALONE else 1
    with ThreadPoolExecutor(processes) as pool:
        list(pool.map(work, range(processes)))
    return [found[index] for index in range(len(sources))]


def _attempt(engine: _Engine, source: str, time_limit: float) -> Positions | LayoutFailedError:
    try:
        return engine.positions(source, time_limit)
    except LayoutFailedError as error:
        return error


def _centres(layout: dict[str, Any]) -> Positions:
    """Return the centres of a layout in Graphviz's JSON, turned so that y grows downwards."""
    height = float(layout["bb"].split(",")[3])
    places = ((item["name"], item["pos"].split(",")) for item in layout.get("objects", ()) if "pos" in item)
    return {name: (float(x), height - float(y)) for name, (x, y) in places}
