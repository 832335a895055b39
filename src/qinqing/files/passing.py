"""A file that is read and not kept, a sheet somebody imports: checked like any attachment before a line of it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qinqing.files import refusals, store
from qinqing.files.checks import File, look, problems_before


@contextmanager
def looked_through(upload: Any, accepts: Sequence[str]) -> Iterator[Path]:
    """Where it lies while it is read; gone afterwards. Refused and Failed as `services.receive`."""
    file = File(upload, str(upload.name or ""), upload.size or 0)
    if troubles := problems_before([file], accepts):
        raise refusals.together(troubles, 1)
    with store.incoming(upload) as what:
        if troubles := look(file, what, accepts):
            raise refusals.together(troubles, 1)
        yield what.path
