from django.apps import AppConfig


class AffairsConfig(AppConfig):
    name = "qinqing.affairs"
    label = "affairs"

    def ready(self) -> None:
        # Registers how an actor stands to applications, drafts, ratings and problems, what notices say, which deadlines
        # and fact tables are kept here, what of a person is, and which sheets there are to take away and to enter.
        from qinqing.affairs import deadlines, erasing, facts, permissions, told  # noqa: F401
        from qinqing.affairs.sheets import entering, lists  # noqa: F401
        from qinqing.oversight.owners import owns

        owns(facts.TABLES, facts.began)
