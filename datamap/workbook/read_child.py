"""The child's side of reading: the path of a file as argument, one line of JSON for each piece on standard output.

Run as a file and without site packages: it needs nothing but the standard library and this package.
"""

import gc
import sys
from pathlib import Path


def main(path: str, name: str) -> None:
    """Write the pieces of a file; a refusal is a piece as well."""
    # A process that reads one file and ends has no rubbish worth looking for; looking takes a third of the time.
    gc.disable()
    from datamap.workbook.guard import limits
    from datamap.workbook.tell import tell
    from datamap.workbook.wire import lines_of

    limit(limits.MEMORY.most, limits.SECONDS.most)
    for line in lines_of(tell(read_start(path, limits.FILE_BYTES.most), name)):
        sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


def read_start(path: str, most: int) -> bytes:
    """Return the bytes of a file; of one that is too large, just too many for the guard."""
    with Path(path).open("rb") as file:
        return file.read(most + 1)


def limit(memory: int, seconds: int) -> None:
    """Take from this process what reading does not need: memory and time beyond these, files to write, core dumps."""
    try:
        import resource
    except ImportError:  # not on Windows; there the parent's clock is the only bound
        return
    # At the first of two bounds of time the process is told, so that its parent sees why it ended.
    bounds = (("RLIMIT_AS", memory, memory), ("RLIMIT_CPU", seconds, seconds + 5))
    for bound, most, last in (*bounds, ("RLIMIT_FSIZE", 0, 0), ("RLIMIT_CORE", 0, 0)):
        try:
            resource.setrlimit(getattr(resource, bound), (most, last))
        except (ValueError, OSError, AttributeError):  # macOS knows no bound of address space
            continue


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    main(sys.argv[2], sys.argv[3])
