"""Filing and following, for a firm's own program: upload, file once under a key of one's own, answer, withdraw."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import Http404
from ninja import File, Header, Status
from ninja.files import UploadedFile

from qinqing.accounts.request import Request
from qinqing.affairs import filled, refusals
from qinqing.affairs.api import telling
from qinqing.affairs.api.own import firm_of, own, router
from qinqing.affairs.api.schemas import (
    Answering,
    ApplicationOut,
    AttachmentOut,
    DraftOut,
    Filed,
    Sending,
    Withdrawing,
)
from qinqing.affairs.models import Application, CorrectionPoint
from qinqing.affairs.offered import item_of
from qinqing.affairs.selectors.cases import case_of
from qinqing.affairs.selectors.held import held_papers
from qinqing.affairs.services import correcting, deciding, drafts, filing
from qinqing.affairs.services.papers import OWNER
from qinqing.api.described import described
from qinqing.files import names
from qinqing.files.models import Attachment, State
from qinqing.files.services import receive
from qinqing.refusals import Problem, Say

CHUNK = 1 << 20
FILE: Any = File(...)
KEY: Any = Header(
    ...,
    alias="Idempotency-Key",
    min_length=8,
    max_length=48,
    pattern=r"^[A-Za-z0-9._-]+$",
    description="您自己取的键：同一个键再发一次，还是同一件 · a key of your own: sent again, it is the same application",
)


@router.post(
    "/attachments", response={200: AttachmentOut, 201: AttachmentOut}, url_name="api_attachments",
    **described("attach", "上传一个附件，用返回的编号写进申请", "Upload one file; name it by its number in the application", tag="applications"),
)  # fmt: skip
def attach(request: Request, file: UploadedFile = FILE) -> Status[dict[str, Any]]:
    before = _same(request, file)
    if before:
        return Status(200, telling.attachment(before))
    came = receive(request.actor, file, owner=OWNER, person=f"enterprise/{firm_of(request).pk}")
    return Status(201, telling.attachment(came))


@router.post(
    "/drafts", response=DraftOut, url_name="api_drafts",
    **described("save", "保存草稿，不提交；返回还缺什么", "Save a draft without filing; says what is still missing", tag="applications"),
)  # fmt: skip
def save(request: Request, sent: Sending, key: str = KEY) -> dict[str, Any]:
    firm, papers = firm_of(request), _papers(sent)
    if Application.objects.filter(key=drafts.own_key(firm, key)).exists():
        raise refusals.draft_gone()
    draft = drafts.open_draft(request.actor, firm, sent.item, key)
    if draft.item != sent.item:
        other = Say(f"这个键的草稿是“{draft.item}”", f"the draft of this key is for {draft.item!r}")
        raise refusals.unknown_entries([Problem(sent.item, other, "/item")])
    draft = drafts.save_draft(request.actor, draft, sent.fields, papers)
    item = item_of(draft.item)
    there = {**held_papers(firm, item, draft.fields, draft.papers), **draft.papers}
    return telling.draft(draft, key, filled.missing(item, draft.fields, there))


@router.post(
    "/applications", response={200: Filed, 201: Filed}, url_name="api_applications",
    **described("file", "提交申请；同一个键再发一次，返回同一件", "File an application; sent again under the same key, it is the same one", tag="applications"),
)  # fmt: skip
def file(request: Request, sent: Sending, key: str = KEY) -> Status[dict[str, Any]]:
    firm = firm_of(request)
    there = Application.objects.filter(key=drafts.own_key(firm, key)).exists()
    application = filing.file_in_one(request.actor, firm, sent.item, key, sent.fields, _papers(sent))
    return Status(200 if there else 201, telling.filed(application, key))


@router.post(
    "/applications/{number}/corrections/{point}", response=ApplicationOut, url_name="api_answer",
    **described("answer", "答复一项补正", "Answer one point to be corrected", tag="applications"),
)  # fmt: skip
def answer(request: Request, number: str, point: int, sent: Answering) -> dict[str, Any]:
    application = own(request, number)
    points = CorrectionPoint.objects.filter(notice__application=application, notice__issued_at__isnull=False)
    found = points.select_related("notice__application").filter(pk=point).first()
    if found is None:
        raise Http404
    paper = sent.paper.model_dump(mode="json") if sent.paper else None
    correcting.answer_correction(request.actor, found, sent.seen, sent.answer, paper)
    return telling.whole(case_of(own(request, number)))


@router.post(
    "/applications/{number}/withdraw", response=ApplicationOut, url_name="api_withdraw",
    **described("withdraw", "撤回申请，不必说明理由", "Withdraw an application; no reason need be given", tag="applications"),
)  # fmt: skip
def withdraw(request: Request, number: str, sent: Withdrawing) -> dict[str, Any]:
    deciding.withdraw(request.actor, own(request, number), sent.seen, sent.reason)
    return telling.whole(case_of(own(request, number)))


def _papers(sent: Sending) -> dict[str, Any]:
    return {key: given.model_dump(mode="json") for key, given in sent.papers.items()}


def _same(request: Request, file: UploadedFile) -> Attachment | None:
    """The very file, uploaded before under this name and not filed yet: whoever lost our answer sends it again."""
    digest = hashlib.sha256()
    for chunk in file.chunks(CHUNK):
        digest.update(chunk)
    rows = Attachment.objects.filter(
        owner=OWNER,
        uploaded_by=request.actor.user,
        sha256=digest.hexdigest(),
        name=names.shown(file.name or ""),
    )
    return rows.filter(papers=None, withdrawn_at=None, erased_at=None).exclude(state=State.REFUSED).first()
