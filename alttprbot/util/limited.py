"""Become another program that may not take everything: `limited.py SECONDS MEMORY FILE_SIZE COMMAND ...`.

Run as a script between a process and the program that it starts, since limits cannot be set safely in a process that
has threads. `SECONDS` are of processor time, the others are bytes. Where there is no such program the exit status is
`CANNOT_START`.
"""

from __future__ import annotations

import os
import resource
import sys

CANNOT_START = 127
LESS_URGENT = 10


def main(arguments: list[str]) -> None:
    """Lower the limits and become the program."""
    seconds, memory, file_size = map(int, arguments[:3])
    _lower(resource.RLIMIT_CPU, seconds, spare=1)
    # What is reserved and not used does not count: .NET reserves hundreds of gigabytes.
    _lower(resource.RLIMIT_DATA, memory)
    _lower(resource.RLIMIT_FSIZE, file_size)
    _lower(resource.RLIMIT_CORE, 0)
    os.nice(LESS_URGENT)
    command = arguments[3:]
    try:
        os.execvp(command[0], command)  # noqa: S606 - no shell is wanted
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)  # noqa: T201
        sys.exit(CANNOT_START)


def _lower(what: int, limit: int, *, spare: int = 0) -> None:
    """Never above what is allowed already. With `spare` the program hears of the limit so much before it is killed."""
    _, allowed = resource.getrlimit(what)
    hard = limit + spare
    if allowed != resource.RLIM_INFINITY:
        hard = min(hard, allowed)
    resource.setrlimit(what, (min(limit, hard), hard))


if __name__ == "__main__":
    main(sys.argv[1:])
