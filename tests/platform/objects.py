"""For the walk over the matrix: sample addresses, and objects standing in a given relation to a given reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils import timezone

from qinqing.accounts.actor import Actor, actor_of
from qinqing.accounts.models import RoleGrant, User
from qinqing.accounts.roles import Role
from qinqing.organisations.models import Official
from qinqing.oversight.models import EvidenceRow
from qinqing.record.models import Entry
from qinqing.record.services import service, write_entry
from tests.platform import called
from tests.platform.affairs_objects import AFFAIRS
from tests.support.people import Office, make_finding, make_user

Kwargs = dict[str, Any]
Make = Callable[[Office, str, str, Official | None], Kwargs | None]


def some_person(office: Office) -> Kwargs:
    return {"pk": make_user(None).pk}


def some_grant(office: Office) -> Kwargs:
    grant = RoleGrant.objects.create(
        user=make_user(None),
        role=Role.CLERK,
        since=timezone.localdate(),
        reason="test",
        proposed_by=make_user(None),
    )
    return {"pk": grant.pk}


def some_own(office: Office) -> Kwargs:
    from qinqing.accounts.models import Authorisation

    waiting = Authorisation.objects.create(
        user=make_user(None), enterprise=office.firm, since=timezone.localdate(), proposed_by=make_user(None)
    )
    return {"pk": waiting.pk}


def some_measure(office: Office) -> Kwargs:
    from qinqing.measures.models import Measure

    Measure.objects.get_or_create(
        key="some",
        defaults={"title": "某办法", "file_name": "a.txt", "file_digest": "0", "loaded_at": timezone.now()},
    )
    return {"key": "some"}


def some_article(office: Office) -> Kwargs:
    from qinqing.measures.models import Suggestion

    suggestion = Suggestion.objects.select_related("article").get(pk=some_suggestion(office)["pk"])
    return {"key": "some", "pk": suggestion.article.pk}


def some_suggestion(office: Office) -> Kwargs:
    from qinqing.measures.models import Article, Measure, Suggestion

    measure = Measure.objects.get(**some_measure(office))
    article, _ = Article.objects.get_or_create(
        measure=measure, address="1", defaults={"label": "第一条", "position": 1, "text": "……"}
    )
    suggestion, _ = Suggestion.objects.get_or_create(article=article, norm="decide-in-time")
    return {"key": "some", "pk": suggestion.pk}


def some_release(office: Office) -> Kwargs:
    from qinqing.organ.models import Release

    day = timezone.localdate()
    row, _ = Release.objects.get_or_create(
        address="13",
        period_from=day,
        period_to=day,
        defaults={
            "total": 6,
            "reason": "核实",
            "proposed_by": make_user(None),
            "proposed_at": timezone.now(),
        },
    )
    return {"pk": row.pk}


def log_file(office: Office) -> Kwargs:
    settings.LOG_FILES.mkdir(parents=True, exist_ok=True)
    (settings.LOG_FILES / "checkpoint").touch()
    return {"path": "checkpoint"}


# Routes whose address needs parts but whose object is everybody's.
SAMPLES: dict[str, Kwargs | Callable[[Office], Kwargs]] = {
    "person": some_person,
    "grant_approve": some_grant,
    "grant_revoke": some_grant,
    "own_propose": some_person,
    "own_approve": some_own,
    "own_revoke": some_own,
    "norm_suggestions": some_measure,
    "norm_decide": some_suggestion,
    "norm_add": some_article,
    "measure_describe": some_measure,
    "release_total": some_release,
    "value": {"id": "transfers_max"},
    "value_confirm": {"id": "transfers_max"},
    "value_set": {"id": "transfers_max"},
    "article": {"address": "13"},
    "article_months": {"address": "7"},
    "article_months_csv": {"address": "7"},
    "article_slips": {"address": "13"},
    "record_picture": {"rule": "application-overdue"},
    "check": {"rule": "inspection-over-cap"},
    "rule": {"name": "application-overdue"},
    "item": {"key": "cad-offsite-approval"},
    "item_checklist": {"key": "cad-offsite-approval"},
    "affairs_leader_share": {"official": "O2"},
    "offering_item": {"item": "cad-offsite-approval"},
    "offering_guide": {"item": "cad-offsite-approval"},
    "apply": {"key": "cad-offsite-approval"},
    "patterns_picture": {"name": "months"},
    **called.SAMPLES,
    "log_file": log_file,
}


def finding_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    """A finding standing so to the supervisor in the watch unit, or to the outside supervisor."""
    outside = role == Role.OUTSIDE_SUPERVISOR
    unit = {"same_unit": "watch", "other_unit": "works"}.get(relation, "works")
    if relation == "concerned":
        if official is None or outside:
            return None
        return {"number": make_finding(office, official=official, department=official.department).number}
    if relation == "assigned":
        return (
            {"number": make_finding(office, outside=True, official=office.head).number} if outside else None
        )
    if relation in ("same_unit", "other_unit"):
        # The outside supervisor belongs to no unit, and colleagues of the watch unit are judged there too.
        return (
            None
            if outside or official is None
            else {
                "number": make_finding(
                    office, department=office.departments[unit], official=_colleague(office, unit)
                ).number
            }
        )
    if relation == "none":
        return {
            "number": make_finding(
                office, outside=not outside, official=office.clerk if outside else office.head
            ).number
        }
    return None


def _colleague(office: Office, unit: str) -> Official:
    found = (
        Official.objects.filter(department=office.departments[unit], leader=False)
        .exclude(pk=office.officials["watcher"].pk)
        .first()
    )
    return found or Official.objects.create(
        key=f"O-{unit}", name="己科员", department=office.departments[unit], post="科员"
    )


def notice_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    from qinqing.oversight.models import Disposition

    if relation not in ("concerned", "none") or (relation == "concerned" and official is None):
        return None
    to = official if relation == "concerned" else office.clerk
    author = make_user(None)
    notice = Disposition.objects.create(
        finding=make_finding(office, official=to),
        kind="explain",
        words="请说明情况。",
        due_on=timezone.localdate(),
        by=author,
        at=timezone.now(),
        official=to,
    )
    return {"pk": notice.pk}


def enterprise_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    firm = {"own": office.firm if role == Role.ENTERPRISE else None, "none": office.other_firm}.get(relation)
    return {"key": firm.key} if firm else None


def authorisation_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    from qinqing.accounts.models import Authorisation

    kwargs = enterprise_for(office, role, relation, official)
    if kwargs is None:
        return None
    firm = office.firm if relation == "own" else office.other_firm
    given = Authorisation.objects.create(
        user=make_user(None),
        enterprise=firm,
        agent=True,
        since=timezone.localdate(),
        until=timezone.localdate(),
        approved_at=timezone.now(),
    )
    return {"pk": given.pk}


def entry_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    """An entry the reader wrote, or somebody else; there is a checkpoint over it."""
    from qinqing.record.keeping import keep
    from qinqing.record.signer import open_signer, sign

    reader = User.objects.order_by("pk").last() if role in {*Role} else None
    if relation not in ("own", "none") or (relation == "own" and reader is None):
        return None
    entry = say(actor_of(reader if relation == "own" and reader else make_user(None)))
    with TemporaryDirectory() as folder:
        place = Path(folder)
        with override_settings(LOG_FILES=place / "tlog", SIGNER_FOLDER=place / "signer"):
            signer = open_signer()
            keep(SimpleNamespace(sign=lambda size: sign(signer, size).decode()))  # type: ignore[arg-type]
    return {"entry": entry.pk}


def attachment_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    """One that is published, or one that its app opens to nobody."""
    from qinqing.files.publication import publication_of
    from qinqing.files.services import receive, record_secrecy_check
    from qinqing.files.tests.harmless import png

    if relation not in ("own", "none"):
        return None
    upload = SimpleUploadedFile("guide.png", png())
    found = receive(actor_of(make_user(None)), upload, owner="nobody", access="public")
    if relation == "own":
        checker = actor_of(make_user(None))
        record_secrecy_check(checker, publication_of(found), "may_publish", "看过，可以公开。")
    return {"pk": found.pk}


def notice_to_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    """One told to the reader, or to somebody else."""
    from qinqing.notices.models import Notice

    reader = User.objects.order_by("pk").last() if role in {*Role} else None
    if relation not in ("own", "none") or (relation == "own" and reader is None):
        return None
    reader = reader if relation == "own" else make_user(None)
    return {"pk": Notice.objects.create(user=reader, kind="test.matrix").pk}


@service("test.matrix")
def say(actor: Actor) -> Entry:
    return write_entry(actor, "一案", {"words": "一句话"})


def sealed_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    """A sealed finding: the desk's own is `assigned`, the other desk's is `none`."""
    if relation not in ("assigned", "none"):
        return None
    above = (role == Role.SUPERIOR_ORGAN) == (relation == "assigned")
    about = office.head if above else office.clerk
    finding = make_finding(office, rule="related-award", level="refer", official=about, path=[TIE])
    EvidenceRow.objects.create(
        finding=finding,
        position=1,
        ref=TIE,
        row={"holder_id": about.key, "enterprise_id": office.firm.key, "share": 0.6},
    )
    return {"number": finding.number}


TIE = "holdings:a/b"


def lead_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    from qinqing.organ.models import Lead
    from qinqing.oversight.models import Finding

    kwargs = sealed_for(office, role, relation, official)
    if kwargs is None:
        return None
    finding = Finding.objects.get(**kwargs)
    lead = Lead.objects.create(
        number=f"X-{finding.number}",
        finding=finding,
        reason="依据",
        registered_by=make_user(None),
        registered_at=timezone.now(),
    )
    return {"number": lead.number}


def procedure_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    from qinqing.organ.models import Lead, Procedure

    kwargs = lead_for(office, role, relation, official)
    if kwargs is None:
        return None
    lead = Lead.objects.get(**kwargs)
    procedure = Procedure.objects.create(
        lead=lead,
        kind="hold",
        reason="依据",
        due_on=timezone.localdate(),
        proposed_by=make_user(None),
        proposed_at=timezone.now(),
    )
    return {"pk": procedure.pk}


def package_for(office: Office, role: str, relation: str, official: Official | None) -> Kwargs | None:
    from qinqing.organ.models import Recipient, SealedPackage
    from qinqing.oversight.models import Finding

    kwargs = sealed_for(office, role, relation, official)
    if kwargs is None:
        return None
    recipient, _ = Recipient.objects.get_or_create(
        name="清宁市纪委监委（虚构）", defaults={"public_key": AGE_KEY}
    )
    package = SealedPackage.objects.create(
        finding=Finding.objects.get(**kwargs),
        recipient=recipient,
        reason="移送",
        asked_by=make_user(None),
        asked_at=timezone.now(),
        sealed=b"sealed",
        digest="0" * 64,
    )
    return {"pk": package.pk}


AGE_KEY = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"

OBJECTS: dict[str, Make] = {
    "finding": finding_for,
    "finding_evidence": finding_for,
    "finding_limit": finding_for,
    "finding_limit_csv": finding_for,
    "finding_dispose": finding_for,
    "finding_checked": finding_for,
    "notice": notice_for,
    "own_enterprise": enterprise_for,
    "authorisation_revoke": authorisation_for,
    "attachment": attachment_for,
    "inbox_open": notice_to_for,
    "receipt": entry_for,
    "receipt_file": entry_for,
    "promise_file": entry_for,
    "receipt_code": entry_for,
    **called.OBJECTS,
}
if not settings.ORGAN:
    OBJECTS |= AFFAIRS
if settings.ORGAN:
    OBJECTS = {
        "attachment": attachment_for,
        "organ_finding": sealed_for,
        "organ_evidence": sealed_for,
        "organ_path": sealed_for,
        "organ_path_csv": sealed_for,
        "organ_limit": sealed_for,
        "organ_limit_csv": sealed_for,
        "organ_register": sealed_for,
        "package_ask": sealed_for,
        "package_agree": package_for,
        "package_file": package_for,
        "lead": lead_for,
        "procedure_propose": lead_for,
        "procedure_decide": procedure_for,
    }
else:
    from tests.platform.own_objects import OWN

    OBJECTS |= OWN
