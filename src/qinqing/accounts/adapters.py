"""How django-allauth is held: accounts are made by administrators, never by signing up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Closed sign-up; after sign-in everybody goes to the desk of their role."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
