"""What the superuser may do and others may not, laid down for a while: CI often runs as the superuser."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

VERSION = 0x20080522
"""Of the call, as linux/capability.h numbers it: with two words for each set of powers."""
OVER_FILES = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: to read and write whatever the modes of files say."""


@contextmanager
def without_power_over_files() -> Iterator[None]:
    """Has the modes of files bind this thread, whoever runs it; Linux only."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(VERSION, 0)
    powers = (ctypes.c_uint32 * 6)()  # effective, permitted and inheritable, twice
    assert libc.capget(header, powers) == 0, os.strerror(ctypes.get_errno())
    effective = powers[0]
    powers[0] = effective & ~OVER_FILES
    assert libc.capset(header, powers) == 0, os.strerror(ctypes.get_errno())
    try:
        yield
    finally:
        powers[0] = effective
        assert libc.capset(header, powers) == 0, os.strerror(ctypes.get_errno())
