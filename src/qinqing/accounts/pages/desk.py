"""After sign-in: everybody to the first page of their role."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from qinqing.accounts.request import Request
from qinqing.accounts.roles import Role

# Role → the route it begins at. The order of `Role` decides where somebody with several begins.
FIRST_PAGE = {
    Role.SUPERVISOR: "board",
    Role.OUTSIDE_SUPERVISOR: "board",
    Role.ORGAN_HANDLER: "organ_board",
    Role.ORGAN_APPROVER: "organ_board",
    Role.SUPERIOR_ORGAN: "organ_board",
    Role.SYSTEM_ADMIN: "people",
    Role.SECURITY_ADMIN: "people",
    Role.AUDIT_ADMIN: "entries",
    Role.CLERK: "affairs",
    Role.INSPECTOR: "notices",
    Role.REVIEWER: "notices",
    Role.LEADER: "affairs",
    Role.ENTERPRISE: "own_affairs",
}


def desk(request: Request) -> HttpResponse:
    """The first page of the role acted in; without a role, a page that says whom to ask."""
    role = request.actor.role
    if role in FIRST_PAGE:
        return redirect(FIRST_PAGE[Role(role)])
    return render(request, "accounts/no_role.html", status=403)
