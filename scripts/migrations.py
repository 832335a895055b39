"""Writes the migrations that the models lack, formatted, without a database: `make migrations`.

`scripts/migrations.py -n a_reason_is_kept parking` names the file after what it does; further arguments are Django's.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.lint import environment, tool  # noqa: E402


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as home:
        given = {
            **environment(home),
            "QINQING_OFFICE": "-",
            "QINQING_HEADS": "-",
            "DJANGO_SETTINGS_MODULE": "qinqing.config.settings",
        }
        command = (sys.executable, "-m", "django", "makemigrations", *arguments)
        made = subprocess.run(command, cwd=ROOT, env=given)
    subprocess.run((tool("ruff"), "format", "--quiet", "src"), cwd=ROOT, check=True)
    return made.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
