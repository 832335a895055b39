from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "qinqing.accounts"
    label = "accounts"

    def ready(self) -> None:
        # The matrix is read once at start: a malformed one stops the start, it never fails open.
        # Registers how an actor stands to an enterprise, and where accounts hold a person's data.
        from qinqing.accounts import erasing, permissions  # noqa: F401
        from qinqing.accounts.erasers import erasers
        from qinqing.accounts.matrix import matrix

        matrix()
        erasers()
