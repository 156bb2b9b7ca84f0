"""The law in a fresh process: the rules imported and every dated value read, under 0.2 s.

Once as it is in use, the values kept from an earlier process, and once with all YAML read anew as
in an installation that cannot be written. The best of five processes, Python's own start aside.
"""

import subprocess
import sys

from benchmarks.ratio import Ratio

LIMIT = 0.2  # seconds
_PROGRAM = """
import time
start = time.perf_counter()
import taminyar.law.rules
from taminyar.law import values
{before}
values.every()
print(time.perf_counter() - start)
"""
IN_USE = _PROGRAM.format(before="")
READ_ANEW = _PROGRAM.format(before="values._entries = values._read")


def measure() -> list[Ratio]:
    return [
        Ratio("import of the law with all its values, s", seconds(IN_USE), LIMIT),
        Ratio("the same, every file read anew, s", seconds(READ_ANEW), LIMIT),
    ]


def seconds(program: str, runs: int = 5) -> float:
    """The best of some fresh processes, each printing how long its work took."""
    return min(_once(program) for _ in range(runs))


def _once(program: str) -> float:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return float(done.stdout)
