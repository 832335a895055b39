"""The roles of the two installations, and the face each works at."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody may act as. Granted by two people, dated, revocable; see services."""

    ENTERPRISE = "enterprise", _("企业人员")
    CLERK = "clerk", _("窗口和经办")
    INSPECTOR = "inspector", _("检查人员")
    REVIEWER = "reviewer", _("法制审核")
    LEADER = "leader", _("领导干部")
    SUPERVISOR = "supervisor", _("督查")
    OUTSIDE_SUPERVISOR = "outside_supervisor", _("外部监督")
    SYSTEM_ADMIN = "system_admin", _("系统管理员")
    SECURITY_ADMIN = "security_admin", _("安全管理员")
    AUDIT_ADMIN = "audit_admin", _("审计管理员")
    ORGAN_HANDLER = "organ_handler", _("纪检监察承办人")
    ORGAN_APPROVER = "organ_approver", _("纪检监察审批人")
    SUPERIOR_ORGAN = "superior_organ", _("上级纪检监察机关")


# Separated by law and sense: nobody holds two of these at once.
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
ORGAN_ROLES = frozenset({Role.ORGAN_HANDLER, Role.ORGAN_APPROVER, Role.SUPERIOR_ORGAN})
STAFF_ROLES = frozenset(set(Role) - {Role.ENTERPRISE})
EVERYBODY = "anyone"
SIGNED_IN = "signed_in"
