"""Keeping facts, values and rules as versions: content-addressed copies that later sweeps and readers find again."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from qinqing.facts.folder import FactFolder
from qinqing.law.values import Values
from qinqing.law.values.catalogue import catalogue_digest
from qinqing.law.values.kept import write_out
from qinqing.oversight.custody import belongs_here
from qinqing.oversight.models import FactVersion, RuleText, ValueVersion
from qinqing.refusals import Failed, Say, system_words
from qinqing.rules.catalogue import load_rules

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


def keep_values(values: Values) -> ValueVersion:
    """What the values of every rule judged here are and were, written out; the same values are kept once."""
    by_rule = {name: list(rule.values) for name, rule in sorted(load_rules().items()) if belongs_here(name)}
    kept = {
        "catalogue": catalogue_digest(),
        "dated": write_out(values, (id for ids in by_rule.values() for id in ids)),
        "by_rule": by_rule,
    }
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return ValueVersion.objects.get_or_create(digest=digest, defaults={**kept, "kept_at": timezone.now()})[0]


def keep_rules() -> dict[str, RuleText]:
    """The file of every rule judged here, by rule; the same text is kept once."""
    texts = {name: rule.path.read_text("utf-8") for name, rule in load_rules().items() if belongs_here(name)}
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
    now = timezone.now()
    RuleText.objects.bulk_create(
        [RuleText(digest=digests[name], kept_at=now, text=text) for name, text in texts.items()],
        ignore_conflicts=True,
    )
    kept = RuleText.objects.only("digest").in_bulk([*digests.values()], field_name="digest")
    return {name: kept[digest] for name, digest in digests.items()}


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
