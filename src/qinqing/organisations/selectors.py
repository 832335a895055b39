"""Questions about the organisation."""

from __future__ import annotations

from qinqing.organisations.models import Department


def department_parents() -> dict[int, int | None]:
    """Every department with its parent: small enough to read whole."""
    return dict(Department.objects.values_list("id", "parent_id"))


def is_within(department_id: int, top_id: int, parents: dict[int, int | None] | None = None) -> bool:
    """Whether a department is `top_id` or lies below it."""
    parents = department_parents() if parents is None else parents
    here: int | None = department_id
    seen: set[int] = set()
    while here is not None and here not in seen:
        if here == top_id:
            return True
        seen.add(here)
        here = parents.get(here)
    return False


def ancestors(department_id: int) -> list[int]:
    """A department and every unit above it."""
    parents = department_parents()
    chain: list[int] = []
    here: int | None = department_id
    while here is not None and here not in chain:
        chain.append(here)
        here = parents.get(here)
    return chain
