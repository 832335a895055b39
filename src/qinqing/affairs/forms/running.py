"""While the clock runs: pause, resume, extend, hand over; and what it costs the firm, written down."""

from __future__ import annotations

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qinqing.affairs.allowed import paused_on
from qinqing.affairs.forms.base import ActForm, declared_field, past_day_field
from qinqing.affairs.forms.engaging import EngagedFields
from qinqing.affairs.models import Application
from qinqing.affairs.selectors.possible import matter_of
from qinqing.affairs.services import demanding, engaging, running
from qinqing.affairs.services.papers import OWNER
from qinqing.clock.events import grounds_on
from qinqing.files.forms import AttachmentsField
from qinqing.files.services import receive_all
from qinqing.organisations.models import Official
from qinqing.oversight.forms import EnterpriseField
from qinqing.web.fields import line_field, words_field


class PauseForm(ActForm):
    title = _("中止")
    does = _("只有法律列明的事由才停期限，要有材料为凭，并告诉企业大约多久。")
    button = _("中止期限")

    ground = forms.ChoiceField(label=_("法定事由"), error_messages={"required": _("还没有选事由")})
    evidence = words_field(
        _("凭什么"), _("还没有写凭什么"), 2, help_text=_("写委托书、通知等材料的名称和文号。企业看得到。")
    )
    papers = AttachmentsField(label=_("依据的附件"), required=False)
    kept = forms.BooleanField(
        label=_("附件不给企业打开"),
        required=False,
        help_text=_("附件里有他人的个人信息或者商业秘密才选；企业仍看得到上面写的名称和文号。"),
    )
    days = forms.IntegerField(
        label=_("大约多少天"),
        min_value=1,
        max_value=365,
        error_messages={
            "required": _("还没有写大约多少天"),
            "invalid": _("请写天数，例如 15"),
            "min_value": _("至少 1 天"),
            "max_value": _("最多 365 天"),
        },
    )
    on = past_day_field(_("哪天起"))
    declared = declared_field()

    def prepare(self) -> None:
        """The grounds it is not paused on already."""
        stands = paused_on(matter_of(self.actor, self.case))
        grounds = grounds_on(timezone.localdate())
        self.fields["ground"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", gettext("请选一种")),
            *((key, str(says)) for key, says in grounds.items() if key not in stands),
        ]

    def do(self, application: Application) -> None:
        """First the files: looking into one takes up to seconds, and the application is not held so long."""
        given = self.cleaned_data
        person = f"enterprise/{application.enterprise_id}"
        papers = given["papers"]
        files = receive_all(self.actor, papers, owner=OWNER, person=person) if papers else []
        running.pause(
            self.actor,
            application,
            self.version,
            given["ground"],
            given["evidence"],
            given["days"],
            given["on"],
            files,
            for_firm=not given["kept"],
            declared=self.declares,
        )


class ResumeForm(ActForm):
    title = _("恢复")
    does = _("事由结束了，期限接着算；恢复当天不算，次日起算。")
    button = _("恢复期限")

    ground = forms.ChoiceField(label=_("哪个事由结束了"), error_messages={"required": _("还没有选事由")})
    words = words_field(_("结果"), rows=2, help_text=_("例如专家评审意见的名称和结论。可以不填。"))
    on = past_day_field(_("哪天结束的"))
    declared = declared_field()

    def prepare(self) -> None:
        names = grounds_on(timezone.localdate())
        self.fields["ground"].choices = [  # type: ignore[attr-defined]  # a choice field
            (key, str(names.get(key, key))) for key in paused_on(matter_of(self.actor, self.case))
        ]

    def do(self, application: Application) -> None:
        given = self.cleaned_data
        said = given["ground"], given["words"], given["on"]
        running.resume(self.actor, application, self.version, *said, declared=self.declares)


class ExtendForm(ActForm):
    title = _("延长期限")
    does = _("法律准许延长一次，由本机关负责人在期满以前批准；企业看得到理由。")
    button = _("批准延长")
    final = True

    reason = words_field(_("为什么不能按期办完"), _("还没有写理由"))
    declared = declared_field()

    def do(self, application: Application) -> None:
        running.extend(
            self.actor, application, self.version, self.cleaned_data["reason"], declared=self.declares
        )


class TransferForm(ActForm):
    title = _("转交")
    does = _("换一个人承办，由他的科室负责；期限不因此停或者重算。")
    button = _("转交")

    handler = forms.ChoiceField(label=_("交给谁"), error_messages={"required": _("还没有选交给谁")})
    reason = words_field(_("为什么"), _("还没有写理由"), 2)

    def prepare(self) -> None:
        now = self.case.application.handler_id
        today = timezone.localdate()
        there = Official.objects.filter(Q(until=None) | Q(until__gte=today)).exclude(pk=now or 0)
        choices: dict[str, list[tuple[str, str]]] = {}
        for official in there.select_related("department").order_by("department__key", "key"):
            words = {"name": official.name, "what": official.post}
            row = (official.key, gettext("%(name)s（%(what)s）") % words)
            choices.setdefault(official.department.name, []).append(row)
        self.fields["handler"].choices = [("", gettext("请选一人")), *choices.items()]  # type: ignore[attr-defined]

    def do(self, application: Application) -> None:
        given = self.cleaned_data
        to = Official.objects.select_related("department").get(key=given["handler"])
        running.transfer(self.actor, application, self.version, to, given["reason"])


class TripForm(ActForm):
    title = _("登记企业到场一次")
    does = _("企业为这件事跑了一趟，不论因为什么，都记上。")
    button = _("登记")

    words = words_field(_("为什么来的"), _("还没有写为什么来的"), 2)
    on = past_day_field(_("哪天"))

    def do(self, application: Application) -> None:
        given = self.cleaned_data
        running.note_trip(self.actor, application, self.version, given["words"], given["on"])


class DemandForm(ActForm):
    title = _("登记指南以外的要求")
    does = _("向企业提过办事指南没有的要求，谁知道谁登记；企业看得到，也会统计。")
    button = _("登记")

    words = words_field(_("要求了什么"), _("还没有写要求了什么"))
    made_by = line_field(_("谁提的（工号）"), help_text=_("不填就是承办人。"))
    on = past_day_field(_("哪天"))

    def clean_made_by(self) -> Official | None:
        key = self.cleaned_data["made_by"].strip()
        found = Official.objects.filter(key=key).first() if key else None
        if key and found is None:
            raise forms.ValidationError(gettext("没有这个工号"))
        return found

    def do(self, application: Application) -> None:
        given = self.cleaned_data
        demanding.record_demand(
            self.actor, application, self.version, given["words"], given["made_by"], given["on"]
        )


class IntermediaryForm(EngagedFields, ActForm):
    title = _("登记中介服务")
    does = _("企业为这件事委托了中介的，写明谁选的、谁付钱。")
    button = _("登记")

    intermediary = EnterpriseField(_("哪家中介"))
    field_order = ("intermediary",)

    def do(self, application: Application) -> None:
        engaging.record_intermediary(self.actor, application, self.version, self.engagement)
