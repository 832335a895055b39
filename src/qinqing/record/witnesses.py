"""Who witnesses the log: registered and removed by an entry of its own, and what each has seen."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count
from django.utils import timezone

from qinqing.record import refusals
from qinqing.record.asking import is_address
from qinqing.record.models import Checkpoint, Cosignature, Witness
from qinqing.record.services import Machine, service, write_entry
from qinqing.tlog.keys import Verifier, read_verifier

CASE = "witnesses"
LONGEST_NAME, LONGEST_URL = 120, 300
LOOKED_BACK = 100  # checkpoints among which one is sought that others cosigned already


@service("record.add_witness", fields=("witness", "key"))
def add_witness(written: str, url: str = "") -> Witness:
    """Ask this outsider to cosign from now on. `written`: its public key; `url`: empty where files are carried."""
    key = read_verifier(written)
    if not key.cosigns:
        raise refusals.witness_key(key.name)
    if len(key.name) > LONGEST_NAME:
        raise refusals.witness_name(len(key.name), LONGEST_NAME)
    if url and not (is_address(url) and len(url) <= LONGEST_URL):
        raise refusals.witness_address(url)
    if Witness.objects.filter(name=key.name, removed_at=None).exists():
        raise refusals.witness_registered(key.name)
    defaults = {"name": key.name, "url": url.rstrip("/"), "removed_at": None, "trouble": ""}
    witness, _ = Witness.objects.update_or_create(key=str(key), defaults=defaults)
    payload = {"url": witness.url}
    write_entry(Machine("console"), CASE, payload, sets=[witness], witness=witness.name, key=witness.key)
    return witness


@service("record.remove_witness", fields=("witness", "key"))
def remove_witness(name: str) -> Witness:
    """Ask it no more. Its key stays: what it cosigned is still verified by it."""
    witness = registered(name)
    witness.removed_at = timezone.now()
    witness.save(update_fields=("removed_at",))
    write_entry(Machine("console"), CASE, {}, sets=[witness], witness=witness.name, key=witness.key)
    return witness


def witnesses() -> list[Witness]:
    """Those registered now."""
    return list(Witness.objects.filter(removed_at=None))


def registered(name: str) -> Witness:
    found = Witness.objects.filter(name=name, removed_at=None).first()
    if found is None:
        raise refusals.no_witness(name)
    return found


def the_witness(name: str | None) -> Witness:
    """The one of that name; without a name the only one there is."""
    if name is not None:
        return registered(name)
    known = witnesses()
    if len(known) != 1:
        raise refusals.which_witness(", ".join(one.name for one in known) or "0")
    return known[0]


def verifiers() -> dict[str, list[Verifier]]:
    """By name, every key that is registered or was."""
    found: dict[str, list[Verifier]] = defaultdict(list)
    for witness in Witness.objects.all():
        found[witness.name].append(read_verifier(witness.key))
    return found


def last_seen(name: str) -> Cosignature | None:
    """What the witness cosigned last."""
    rows = Cosignature.objects.filter(witness=name).select_related("checkpoint")
    return rows.order_by("-checkpoint_id").first()


def covering(index: int) -> Checkpoint | None:
    """The checkpoint by which an entry at `index` is proved best: seen by most witnesses, then the earliest.

    The newest where no witness has seen any; None while there is none over it.
    """
    sizes = list[int]()
    for name in Witness.objects.values_list("name", flat=True).distinct().order_by("name"):
        rows = Cosignature.objects.filter(witness=name, checkpoint_id__gt=index).order_by("checkpoint_id")
        sizes += rows.values_list("checkpoint_id", flat=True)[:1]
    seen = Checkpoint.objects.filter(size__in=sizes).annotate(seen=Count("cosignatures"))
    return seen.order_by("-seen", "size").first() or Checkpoint.objects.filter(size__gt=index).first()


def to_be_witnessed(witness: Witness) -> Checkpoint:
    """The checkpoint to carry to a witness: of the newest it has not seen, one that most others cosigned."""
    last = last_seen(witness.name)
    unseen = Checkpoint.objects.filter(size__gt=last.checkpoint_id if last else 0)
    recent = list(unseen.annotate(seen=Count("cosignatures"))[:LOOKED_BACK])
    if best := max(recent, key=lambda one: (one.seen, one.size), default=None):
        return best
    if (newest := Checkpoint.objects.first()) is None:
        raise refusals.nothing_to_witness()
    return newest
