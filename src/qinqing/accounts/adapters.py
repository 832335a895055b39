"""How django-allauth is held: accounts are made by administrators, never by signing up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from qinqing.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Closed sign-up; after sign-in everybody goes to the desk of their role."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """A closed account is answered like a wrong password: nobody learns from the answer that it exists."""
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def set_password(self, user: User, password: str) -> None:
        """From here on nobody else knows it."""
        user.password_given = False
        super().set_password(user, password)
