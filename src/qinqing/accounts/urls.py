"""Sign-in, second factor, and the way to one's own desk. Only the allauth routes we use are here."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.urls import path

from qinqing.accounts.pages import desk, enterprises, entries, own_people, people

# Administrators work at the face of their own installation.
STAFF = "jj/" if settings.ORGAN else "gw/"

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/second-factor/", mfa.authenticate, name="mfa_authenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/second-factor/", mfa.index, name="mfa_index"),
    path("account/second-factor/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second-factor/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "account/recovery-codes/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("desk/", desk.desk, name="desk"),
    path(f"{STAFF}people/", people.people, name="people"),
    path(f"{STAFF}people/new/", people.new_account, name="new_account"),
    path(f"{STAFF}people/<int:pk>/", people.person, name="person"),
    path(f"{STAFF}grants/<int:pk>/approve/", people.approve, name="grant_approve"),
    path(f"{STAFF}grants/<int:pk>/revoke/", people.revoke, name="grant_revoke"),
    path(f"{STAFF}entries/", entries.entries, name="entries"),
]

if not settings.ORGAN:
    urlpatterns += [
        path("gw/people/<int:pk>/enterprises/", own_people.propose, name="own_propose"),
        path("gw/authorisations/<int:pk>/approve/", own_people.approve, name="own_approve"),
        path("gw/authorisations/<int:pk>/revoke/", own_people.revoke, name="own_revoke"),
        path("qy/firms/", enterprises.own_enterprises, name="own_enterprises"),
        path("qy/firms/<str:key>/", enterprises.own_enterprise, name="own_enterprise"),
        path("qy/authorisations/<int:pk>/revoke/", enterprises.revoke, name="authorisation_revoke"),
    ]
