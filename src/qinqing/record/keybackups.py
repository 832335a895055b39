"""Short-lived copies of the keystore: what is erased lasts in them, so none is older than a setting says."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from qinqing.record import refusals
from qinqing.record.keystore import KeyStore
from qinqing.record.models import Erased
from qinqing.record.openings import keys

FORM = "%Y%m%dT%H%M%S"


def back_up() -> Path:
    """A copy named by its hour, whole by rename; copies past their time are destroyed first."""
    prune()
    folder: Path = settings.KEY_BACKUPS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy = folder / timezone.localtime().strftime(FORM)
    beside = Path(tempfile.mkdtemp(prefix=".copying-", dir=folder))
    try:
        if settings.PEOPLE_KEYS.is_dir():
            shutil.copytree(settings.PEOPLE_KEYS, beside, dirs_exist_ok=True)
        beside.rename(copy)
    except OSError as error:
        raise refusals.keys_not_copied(error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return copy


def copies() -> list[tuple[datetime, Path]]:
    """Oldest first."""
    found = []
    for path in sorted(settings.KEY_BACKUPS.glob("*T*")):
        try:
            made = datetime.strptime(path.name, FORM)  # noqa: DTZ007  # made aware on the next line
        except ValueError:
            continue
        found.append((timezone.make_aware(made), path))
    return found


def prune() -> list[Path]:
    """Copies older than `QINQING_KEY_BACKUP_DAYS`, every key overwritten before it is removed. Which they were."""
    oldest = timezone.now() - timedelta(days=settings.KEY_BACKUP_DAYS)
    past = [path for made, path in copies() if made < oldest]
    for path in past:
        _destroy_all(path)
    for path in settings.KEY_BACKUPS.glob(".copying-*"):  # a copy that was cut short
        _destroy_all(path)
    return past


def bring_back(copy: Path) -> int:
    """Keys of that copy which the keystore lacks, but those of people who were erased. How many came."""
    if not copy.is_dir():
        raise refusals.no_such_copy(str(copy))
    erased = {person for people in Erased.objects.values_list("people", flat=True) for person in people}
    came = 0
    for person in KeyStore(copy).people():
        to = settings.PEOPLE_KEYS / person[:2] / person
        if person in erased or to.exists():
            continue
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copy2(copy / person[:2] / person, to)
        came += 1
    return came


def destroy_everywhere(people: Iterable[str]) -> int:
    """In the keystore and in every copy of it that this installation made. How many keys there were."""
    stores = [keys(), *(KeyStore(path) for _, path in copies())]
    return sum(store.destroy(person) for person in people for store in stores)


def _destroy_all(copy: Path) -> None:
    store = KeyStore(copy)
    for person in list(store.people()):
        store.destroy(person)
    shutil.rmtree(copy)
