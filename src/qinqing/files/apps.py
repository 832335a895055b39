from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "qinqing.files"
    label = "files"

    def ready(self) -> None:
        from qinqing.files import permissions  # noqa: F401  # declares its relation
