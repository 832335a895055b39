from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "qinqing.accounts"
    label = "accounts"

    def ready(self) -> None:
        # The matrix is read once at start: a malformed one stops the start, it never fails open.
        from qinqing.accounts import permissions  # noqa: F401  # registers how an actor stands to an enterprise
        from qinqing.accounts.matrix import matrix

        matrix()
