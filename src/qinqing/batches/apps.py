from django.apps import AppConfig


class BatchesConfig(AppConfig):
    name = "qinqing.batches"
    label = "batches"

    def ready(self) -> None:
        # Registers how an actor stands to a batch, and where batches hold a person's data.
        from qinqing.batches import erasing, permissions  # noqa: F401
