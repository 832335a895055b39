"""By which ids facts know the firms and the holders of declarations."""

from __future__ import annotations

import re
from typing import Any

from stdnum.cn import uscc

from qinqing.facts.bods.read import Statement
from qinqing.facts.mapping.convert import digest
from qinqing.facts.parts import text, things

FIRMS = ("registeredEntity", "legalEntity")
NAMELESS = ("anonymousEntity", "unknownEntity", "anonymousPerson", "unknownPerson")
LIKE_A_CODE = re.compile(r"[0-9A-Za-z]{18}")


class Parties:
    """Entities and persons of the standing statements, by the id of their record."""

    def __init__(self, stand: dict[tuple[str, str], Statement]):
        self.ids = {record: id_of(given) for (kind, record), given in stand.items() if kind == "entity"}
        self.nameless = {
            record for (kind, record), given in stand.items() if kind != "relationship" and is_nameless(given)
        }

    def firm(self, relationship: Statement) -> str | None:
        """Whose interests they are; a record the file does not describe keeps its id."""
        subject = text(relationship, "recordDetails", "subject")
        return self.ids.get(subject, subject) if subject else None

    def holder(self, relationship: Statement) -> str | None:
        """None where the statement says there is nobody; who is not named gets an id no other statement has."""
        party = relationship["recordDetails"].get("interestedParty")
        if self.names_nobody(relationship):
            return f"BODS-ANON-{digest([relationship['statementId'], relationship['recordId']])}"
        return self.ids.get(party, party) if isinstance(party, str) and party else None

    def names_nobody(self, relationship: Statement) -> bool:
        """Somebody holds, and who that is cannot be told."""
        party = relationship["recordDetails"].get("interestedParty")
        if isinstance(party, dict):
            return party.get("reason") != "noBeneficialOwners"
        return isinstance(party, str) and party in self.nameless


def id_of(entity: Statement) -> str:
    """Its unified social credit code, else its first identifier with the scheme before it, else its record's id."""
    given = things(entity["recordDetails"], "identifiers")
    codes = [code for each in given if (code := text(each, "id")) and uscc.is_valid(code)]
    schemed = [f"{each['scheme']}-{text(each, 'id')}" for each in given if is_schemed(each)]
    record: str = entity["recordId"]
    # Eighteen letters and digits would be taken for a code with a wrong check digit.
    own = f"BODS-{record}" if LIKE_A_CODE.fullmatch(record) else record
    return next(iter([*(str(uscc.compact(code)) for code in codes), *schemed]), own)


def is_schemed(identifier: dict[str, Any]) -> bool:
    return bool(text(identifier, "scheme") and text(identifier, "id"))


def kind_of(entity: Statement) -> str | None:
    return text(entity, "recordDetails", "entityType", "type")


def is_nameless(given: Statement) -> bool:
    return (kind_of(given) or text(given, "recordDetails", "personType")) in NAMELESS
