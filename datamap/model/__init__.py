"""The model: record kinds, the facts about their fields, and the inventory that holds them."""

from datamap.model.absent import NONE, NOT_RECORDED, Absent, recorded
from datamap.model.activities import Activity, DataUse, PurposeLine, Status
from datamap.model.actors import Organisation, Party, System, Transfer
from datamap.model.assemble import assemble
from datamap.model.decisions import Acceptance
from datamap.model.facts import Fact, Value, YesNo, facts_of
from datamap.model.inventory import Inventory, inventory_of
from datamap.model.kinds import KINDS, Kind, kind_named, kind_of, kind_of_file
from datamap.model.lookup import find
from datamap.model.raw import Origin, RawRecord, Words, flatten, structure
from datamap.model.record import KeptRecord, Record
from datamap.model.rules import Claim, ClaimKind, RetentionRule, RightsProcedure
from datamap.model.sources import Coverage, Document, Evidence, NoFact
from datamap.model.terms import Category, Country, LegalBasis, Match, Measure, People, Purpose, Source, Term

__all__ = [
    "KINDS",
    "NONE",
    "NOT_RECORDED",
    "Absent",
    "Acceptance",
    "Activity",
    "Category",
    "Claim",
    "ClaimKind",
    "Country",
    "Coverage",
    "DataUse",
    "Document",
    "Evidence",
    "Fact",
    "Inventory",
    "KeptRecord",
    "Kind",
    "LegalBasis",
    "Match",
    "Measure",
    "NoFact",
    "Organisation",
    "Origin",
    "Party",
    "People",
    "Purpose",
    "PurposeLine",
    "RawRecord",
    "Record",
    "RetentionRule",
    "RightsProcedure",
    "Source",
    "Status",
    "System",
    "Term",
    "Transfer",
    "Value",
    "Words",
    "YesNo",
    "assemble",
    "facts_of",
    "find",
    "flatten",
    "inventory_of",
    "kind_named",
    "kind_of",
    "kind_of_file",
    "recorded",
    "structure",
]
