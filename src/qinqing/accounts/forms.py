"""What administrators and enterprises write about people."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.models import User
from qinqing.accounts.roles import ADMINISTRATORS, ORGAN_ROLES, Role
from qinqing.organisations.models import Enterprise, Official
from qinqing.web.fields import DATE_WRONG, calendar, day_field


def roles_granted_here() -> list[tuple[str, str]]:
    """The roles of this installation; enterprise people come by authorisation instead."""
    mine = ORGAN_ROLES | ADMINISTRATORS if settings.ORGAN else set(Role) - ORGAN_ROLES - {Role.ENTERPRISE}
    return [(role.value, str(role.label)) for role in Role if role in mine]


class AccountForm(forms.Form):
    """A new account, tied to an official by their number where they are staff."""

    username = forms.SlugField(
        label=_("登录名"),
        max_length=60,
        help_text=_("字母、数字和短横线"),
        error_messages={"required": _("还没有写登录名"), "invalid": _("登录名只用字母、数字和短横线")},
    )
    official = forms.CharField(
        label=_("工号"), required=False, max_length=60, help_text=_("不是本局工作人员的留空")
    )
    password = forms.CharField(
        label=_("初始口令"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("不少于 10 个字符，本人首次登录后更换"),
        error_messages={"required": _("还没有写初始口令")},
    )

    def clean_official(self) -> Official | None:
        key = self.cleaned_data["official"].strip()
        if not key:
            return None
        found = Official.objects.filter(key=key).first()
        if found is None:
            raise ValidationError(_("没有这个工号"))
        return found

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class GrantForm(forms.Form):
    """A role for a time, proposed to another administrator."""

    role = forms.ChoiceField(label=_("角色"), choices=roles_granted_here)
    since = day_field(_("自"), DATE_WRONG["required"])
    until = day_field(_("至"), help_text=_("长期的留空"))
    reason = forms.CharField(label=_("理由"), max_length=200, error_messages={"required": _("还没有写理由")})


class OwnForm(forms.Form):
    """A person of an enterprise, proposed to another administrator."""

    enterprise = forms.CharField(
        label=_("统一社会信用代码"), max_length=60, error_messages={"required": _("还没有写统一社会信用代码")}
    )
    until = day_field(_("至"), help_text=_("长期的留空"))
    reason = forms.CharField(
        label=_("核对过的证件"),
        max_length=200,
        help_text=_("例如：营业执照、法定代表人授权书、本人身份证"),
        error_messages={"required": _("还没有写核对过的证件")},
    )

    def clean_enterprise(self) -> Enterprise:
        found = Enterprise.objects.filter(key=self.cleaned_data["enterprise"].strip()).first()
        if found is None:
            raise ValidationError(_("没有这家企业：请核对代码，或者先在“企业”页面导入"))
        return found


class AgentForm(forms.Form):
    """An agent for an enterprise, with a last day."""

    agent = forms.CharField(
        label=_("代理人的登录名"), max_length=60, error_messages={"required": _("还没有写代理人的登录名")}
    )
    until = day_field(_("授权至"), DATE_WRONG["required"], widget=calendar())

    def clean_agent(self) -> User:
        found = User.objects.filter(
            username=self.cleaned_data["agent"].strip(), is_active=True, official__isnull=True
        ).first()
        if found is None:
            raise ValidationError(_("没有这个登录名，或者这个账号属于工作人员"))
        return found
