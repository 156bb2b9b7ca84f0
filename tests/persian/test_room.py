"""The room stands alone and is light to enter."""

import subprocess
import sys

IMPORT_ALL = """
import importlib, pkgutil, sys
import taminyar.persian as room
for module in pkgutil.iter_modules(room.__path__, room.__name__ + "."):
    importlib.import_module(module.name)
print(*({"django", "numpy", "polars", "babel", "psycopg"} & set(sys.modules)))
"""


def test_importing_every_module_pulls_in_no_framework() -> None:
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == ""
