"""Keeping a fact folder as a version: a content-addressed copy that later sweeps and readers find again."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from qinqing.facts.folder import FactFolder
from qinqing.oversight.models import FactVersion
from qinqing.refusals import Failed, Say, system_words

CHUNK = 1 << 20


def keep_version(folder: FactFolder) -> FactVersion:
    """Copy the folder's table files under their common digest; the same facts are kept once."""
    digest = digest_of(folder.tables)
    version = FactVersion.objects.filter(digest=digest).first()
    if version is None:
        version = FactVersion(
            digest=digest,
            kept_at=timezone.now(),
            source=str(folder.path),
            rows=folder.rows,
            warnings=[{"where": w.where, "zh": w.says.zh, "en": w.says.en} for w in folder.warnings],
        )
    if not version.folder.is_dir():
        _copy(folder, version.folder)
    os.utime(version.folder)  # the organ reads the version swept last, not the one kept last
    version.save()
    return version


def digest_of(tables: dict[str, Path]) -> str:
    """SHA-256 over the names and bytes of a folder's table files, in order of name."""
    total = hashlib.sha256()
    for name in sorted(tables):
        total.update(f"{tables[name].name}\0".encode())
        with tables[name].open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def _copy(folder: FactFolder, to: Path) -> None:
    """All files or none: copied beside the target, then renamed into place."""
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=to.parent, prefix=".keeping-") as staging:
            for path in folder.tables.values():
                shutil.copyfile(path, Path(staging) / path.name)
            Path(staging).rename(to)
            Path(staging).mkdir()  # what the context manager removes
    except OSError as error:
        why = system_words(error)
        raise Failed(
            "sweep.not_kept",
            Say(
                f"事实版本没有存下：{why.zh}（{settings.FACTS_FOLDER}）",
                f"the fact version was not kept: {why.en} ({settings.FACTS_FOLDER})",
            ),
        ) from error
