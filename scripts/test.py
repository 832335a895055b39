"""Runs every test of the repository, part by part; see `make test`. `--only WORD` and `-k EXPR` are for developers."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.support.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
