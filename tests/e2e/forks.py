"""The installed command line, started many times: what it imports is imported once, and each call is a fork of that.

Run with the wheel on the path. Each line of standard input is a call: arguments, folder, environment, and the files
that take what it prints; each line of standard output is its exit code.
"""

import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

IMPORTED = (
    "datamap.cli.keeping", "datamap.cli.making", "datamap.cli.proving", "datamap.cli.questions", "datamap.cli.records",
    "datamap.cli.texts", "datamap.graph", "datamap.inventory", "datamap.register", "datamap.store.connect", "pandas",
    "rich.box", "rich.console", "rich.padding", "rich.table", "rich.text", "sqlalchemy.dialects.sqlite",
)  # fmt: skip


def call(wanted: dict[str, Any]) -> NoReturn:
    """Become a process like any other that was started with these arguments."""
    for descriptor, file in ((1, wanted["output"]), (2, wanted["errors"])):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update(wanted["environment"])
    time.tzset()
    sys.argv = ["datamap", *wanted["arguments"]]
    from datamap.cli import main

    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else bool(end.code)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)  # to take down what was imported would cost more than most commands


if __name__ == "__main__":
    for name in IMPORTED:
        __import__(name)
    gc.collect()
    gc.freeze()  # children share what they do not touch
    main_module = Path(sys.modules["datamap"].__file__ or "")
    sys.stdout.write(f"{main_module}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            call(json.loads(line))
        _pid, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
