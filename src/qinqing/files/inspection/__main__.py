"""The child process: a line of JSON in, `{"path", "kind"}`; a line out, `{"found": [[code, where], …]}`.

The system bounds what it takes (memory, processor time per file) and that it writes nothing; beyond, it is ended.
It stops when whoever started it is gone.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from qinqing.files.inspection.looking import look_into
from qinqing.files.limits import MOST_CPU_SECONDS, MOST_MEMORY

READY = "{}"


def bound() -> None:
    """Address space, open files, no file written, no core."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def bound_next() -> None:
    """So many more seconds of the processor from now on; then SIGXCPU."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(spent.ru_utime + spent.ru_stime) + 1 + MOST_CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def main() -> int:
    bound()
    _say(READY)
    for line in sys.stdin:
        bound_next()
        asked = json.loads(line)
        try:
            found = look_into(Path(asked["path"]), asked["kind"])
        except (MemoryError, RecursionError):
            _say(json.dumps({"found": [["too_much", ""]]}))
            return 1  # a fresh process has its memory whole again
        except Exception as error:  # a reader that stumbles as nobody foresaw has not found the file clean
            _say(
                json.dumps({"found": [["broken", ""]], "stumbled": f"{type(error).__name__}: {error}"[:200]})
            )
            continue
        _say(json.dumps({"found": found}))
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
