from django.apps import AppConfig


class AffairsConfig(AppConfig):
    name = "qinqing.affairs"
    label = "affairs"

    def ready(self) -> None:
        # Registers how an actor stands to applications, drafts, ratings and problems, and the recurring jobs.
        from qinqing.affairs import permissions, tasks  # noqa: F401
