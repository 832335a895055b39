"""Every value of the law has a source, every citation resolves, no dates overlap; every binding's norm exists."""

from __future__ import annotations

import sys

from qinqing.law.bindings import load_binding
from qinqing.law.norms import load_norms
from qinqing.law.values import check_catalogue
from qinqing.refusals import Refused


def main() -> int:
    try:
        found = [str(problem) for problem in check_catalogue()]
        load_norms()
        load_binding()
    except Refused as refused:
        found = [str(refused)]
    if found:
        print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
