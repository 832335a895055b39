"""The organ's register of ties as fact tables, for the next sweep of this custody."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from qinqing.facts.write import write_folder
from qinqing.organ.models import Kinship, Position


def register_folder() -> Path:
    """Where the register stands; the tables lie in its organ's part."""
    folder: Path = settings.FACTS_FOLDER
    return folder / "ties"


def write_register() -> None:
    """The whole register as fact tables. Derived, so it follows the commit: the next import writes it again."""
    kinships = Kinship.objects.values("official__key", "person_key", "relation")
    positions = Position.objects.values(
        "person_key", "enterprise__key", "role", "paid", "approved_on", "since", "until"
    )
    names = {"official__key": "official_id", "person_key": "person_id", "enterprise__key": "enterprise_id"}
    write_folder(
        register_folder(),
        {
            table: [{names.get(name, name): value for name, value in row.items()} for row in rows]
            for table, rows in (("kinships", kinships), ("positions", positions))
        },
    )
