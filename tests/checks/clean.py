"""Clean registers: of each number another organisation, of which everything is recorded as it should be.

Each holds what some rule looks at: special categories, criminal data, national numbers, children, decisions by machine,
every tool for transfers, processors with theirs, joint controllers, what is done for others, claims and their evidence.
"""

import datetime
from collections.abc import Iterator

from datamap.checks import examples as made
from datamap.checks.examples import date
from datamap.model import NONE, ClaimKind, Document, Record, Status, YesNo
from tests.checks.editing import Register
from tests.checks.whole import (
    activity,
    claim,
    consent,
    lead_in,
    limit,
    line,
    organisation,
    party,
    procedure,
    system,
    transfer,
    use,
)

ON = date("2026-08-05")
"""The day on which the registers are judged unless a test says another one."""
COUNTRIES = ("LU", "DE", "FR", "NL", "BE", "IE", "AT", "IT", "ES", "NO")
RIGHTS = ("access", "rectification", "erasure", "restriction", "object", "portability", "withdraw-consent")


class Clean(Register):
    """The clean register of one organisation; its records go by their ids without the number."""

    def __init__(self, number: int, on: datetime.date = ON) -> None:
        super().__init__(number)
        self.on = on
        for part in (self.actors, self.rules, self.contracted, self.consented, self.obliged, self.decided, self.served):
            self.keep(part())
        self.keep(self.transfers())
        self.keep(self.document())

    def ago(self, days: int) -> datetime.date:
        return self.on - datetime.timedelta(days=days)

    # Who there is.

    def actors(self) -> Iterator[Record]:
        country = COUNTRIES[self.number % len(COUNTRIES)]
        yield organisation(
            name=f"Acme {self.number}",
            legal_form="S.A.",
            country=country,
            address=f"{self.number} Main Street",
            email="privacy@acme.example",
            dpo_name="A. Weber",
            dpo_contact="dpo@acme.example",
            regime="regime-eu-gdpr",
            supervisory_authority="The authority of the seat",
            updated=self.on,
        )
        signed = {"contract": "C-1", "contract_date": date("2024-05-01")}
        yield party("mailer", kind="kind-processor", sub_processors=("party-centre",), country="FR", **signed)
        yield party("centre", name="Data centre", kind="kind-sub-processor", country="IN", **signed)
        yield party("host", name="Host", kind="kind-processor", sub_processors=NONE, country="DE", **signed)
        yield party("bank", name="Bank", kind="kind-other-controller", country="DE", is_category=YesNo.NO)
        yield party("sales", name="Sales department", kind="kind-internal")
        yield party("partner", name="Partner", kind="kind-joint-controller", contract="Arrangement 2")
        yield party("client", name="Client", kind="kind-customer-organisation", contact="a@client.example")
        yield party(
            "abroad", name="Far client", kind="kind-customer-organisation", contact="a@far.example", country="IN"
        )
        for name, place in (("yankee", "US"), ("maple", "CA"), ("alp", "CH"), ("shogun", "JP"), ("court", "IN")):
            kind = "kind-authority" if name == "court" else "kind-other-controller"
            yield party(name, name=name.title(), kind=kind, country=place)
        yield system("server", name="Server", operated_by="party-host", country="DE")
        yield system("cellar", name="Cellar", operated_by="org", country=country, description="Holds backups.")
        yield made.measure("measure-lock", organisation="org", label="Locked server room", description="Two locks.")
        yield made.category("cat-badge", organisation="org", label="Numbers of badges", parent="cat-identifiers")
        yield made.people("people-guest", organisation="org", label="Guests of the canteen", parent="people-customer")
        yield made.purpose("purpose-canteen", organisation="org", label="To run the canteen", definition="Meals.")
        yield made.source("source-till", organisation="org", label="Till of the canteen", parent="source-observed")

    def rules(self) -> Iterator[Record]:
        erased = {"at_end": "erased by a nightly job"}
        yield limit("years", name="Three years", longest="P3Y", starts="last order", wording="for 3 years", **erased)
        yield limit("books", name="Ten years", longest="P10Y", starts="end of the year", **erased)
        yield limit("end", name="Until the end", kind="limit-until-event", until="the account is closed", **erased)
        yield limit("short", name="Not stored", kind="limit-not-stored", wording="not stored at all")
        yield limit("year", name="One year", longest="P1Y", starts="end of the activity", **erased)
        for right in RIGHTS:
            yield procedure(right, right=f"right-{right}", how="By written notice.")
        yield procedure("announced", right="right-choice-announced", how="Switch it off in the settings.")
        yield procedure("marketing", right="right-choice-opt-out-marketing", how="The link in each message.")

    # What is done.

    def contracted(self) -> Iterator[Record]:
        yield activity("orders", department="Sales")
        yield line(
            "orders", purpose="purpose-orders", legal_basis="basis-contract", wording="to deliver what is ordered"
        )
        yield line(
            "goodwill", activity="act-orders", purpose="purpose-feedback", legal_basis="basis-consent", **consent()
        )
        yield use(
            "orders", category="cat-orders", people=("people-customer",), recipients=NONE, purposes=("line-orders",)
        )
        more = {
            "category": "cat-email",
            "people": ("people-customer",),
            "recipients": ("party-sales",),
            "retention": ("keep-end",),
        }
        yield use("mail", activity="act-orders", purposes=("line-goodwill",), **more)
        described = "What guests pay is kept in the quality register (QXR)."
        yield activity("canteen", description=described, measures=("measure-lock", "measure-backup"))
        yield line(
            "canteen", purpose="purpose-canteen", legal_basis="basis-contract", wording="to serve meals to guests"
        )
        yield use(
            "canteen", category="cat-badge", people=("people-guest",), sources=("source-till",), elements=("number",)
        )

    def consented(self) -> Iterator[Record]:
        yield activity("newsletter")
        yield line("newsletter", purpose="purpose-marketing-communications", legal_basis="basis-consent", **consent())
        yield use("newsletter", recipients=("party-mailer", "party-centre"), transfers=("transfer-india",))
        yield activity("magazine", description="Names stand in the QXR.")
        yield line("magazine", purpose="purpose-marketing-communications", legal_basis="basis-consent", **consent())
        yield use("magazine", people=("people-prospect",), recipients=("party-mailer", "party-alp", "party-shogun"))
        yield activity("website")
        yield line("website", purpose="purpose-analytics", legal_basis="basis-consent", **consent())
        yield use(
            "website", category="cat-cookies", sources=("source-cookies",), retention=("keep-short",), systems=NONE
        )
        yield activity("school", dpia_reference="Screening 3")
        parents = {"consent_given": "A parent confirms freely, by e-mail.", "consent_withdrawn": "By e-mail."}
        yield line("school", purpose="purpose-events", legal_basis="basis-consent", **parents)
        yield use("school", category="cat-name", people=("people-child",), condition="only with a parent present")
        yield activity("care", measures=("measure-encryption-at-rest", "measure-backup"), dpia_reference="Screening 4")
        yield line(
            "care",
            purpose="purpose-customer-support",
            legal_basis="basis-consent",
            conditions=("condition-explicit-consent",),
            consent_given="A signed statement, freely given.",
            consent_withdrawn="By e-mail.",
        )
        yield use("care", category="cat-special-health", elements=("allergies",))
        yield use("diet", activity="act-care", category="cat-preferences", elements=("dietary needs",))

    def obliged(self) -> Iterator[Record]:
        safe = {"measures": ("measure-access-control", "measure-backup")}
        yield activity("payroll", dpia_reference="Screening 5", **safe)
        law = {"legal_basis": "basis-legal-obligation", "law": "Labour Code, Art. 12"}
        yield line("payroll", purpose="purpose-personnel", **law)
        conditions = ("condition-employment-law",)
        yield line("leave", activity="act-payroll", purpose="purpose-legal-compliance", conditions=conditions, **law)
        staff = {"activity": "act-payroll", "people": ("people-employee",), "recipients": ("party-sales",)}
        yield use(
            "payroll", category="cat-bank-account", retention=("keep-books",), purposes=("line-payroll",), **staff
        )
        others = staff | {"people": ("people-applicant",)}
        yield use("advance", category="cat-bank-account", purposes=("line-payroll",), **others)
        yield use(
            "number", category="cat-national-number", retention=("keep-books",), purposes=("line-payroll",), **staff
        )
        yield use("leave", category="cat-special-health", purposes=("line-leave",), **staff)
        yield activity("hiring", **safe)
        yield line("hiring", purpose="purpose-recruitment", conditions=("condition-criminal-data",), **law)
        yield use("hiring", category="cat-criminal", people=("people-applicant",))
        yield activity("emergency", dpia_reference="Screening 6")
        yield line("emergency", purpose="purpose-emergency-location", legal_basis="basis-vital-interests")
        yield use("emergency", category="cat-precise-location", people=("people-user",))
        yield activity("delivery")
        yield line("delivery", purpose="purpose-delivery", legal_basis="basis-contract")
        yield use("delivery", category="cat-precise-location", necessity="The courier finds the door.")

    def decided(self) -> Iterator[Record]:
        done = {"dpia_status": "done", "dpia_date": self.ago(500), "dpia_reference": "File 4"}
        logic = {"automated_decisions": YesNo.YES, "automated_logic": "Income and past payments give a score."}
        yield activity(
            "credit", dpia_required=YesNo.YES, measures=("measure-encryption", "measure-backup"), **done, **logic
        )
        explicit = {"conditions": ("condition-explicit-consent",), "consent_given": "A signed statement, freely given."}
        yield line("credit", purpose="purpose-payment", legal_basis="basis-contract", **explicit)
        yield use("credit", category="cat-payment", recipients=("party-bank",))
        yield use("score", activity="act-credit", category="cat-special-health")
        yield activity("guard")
        interest = {"legitimate_interest": "To find fraud in orders.", "interest_assessment": "LIA-7"}
        yield line("guard", purpose="purpose-security", legal_basis="basis-legitimate-interests", **interest)
        yield use("guard", category="cat-logs", sources=("source-observed",), systems=("system-server",))
        yield activity("adverts")
        yield line("adverts", purpose="purpose-targeted-advertising", legal_basis="basis-consent", **consent())
        yield use("adverts", category="cat-interests")
        yield activity("contacts")
        yield line("contacts", purpose="purpose-contact-sync", legal_basis="basis-consent", **consent())
        yield use("contacts", category="cat-contacts-book", people=("people-address-book",), sources=("source-device",))
        yield activity("fair", role="role-joint-controller", joint_controllers=("party-partner",))
        yield line("fair", purpose="purpose-promotions", legal_basis="basis-consent", **consent())
        yield use("fair", category="cat-event-participation", recipients=("party-partner",))
        ended = {"status": Status.ENDED, "start": date("2019-01-01"), "end": date("2020-06-30")}
        yield activity("raffle", **ended)
        yield line("raffle", purpose="purpose-market-research", legal_basis="basis-consent", **consent())
        yield use("raffle", category="cat-postal-address", retention=("keep-year",), systems=NONE)

    def served(self) -> Iterator[Record]:
        clients = {"role": "role-processor", "processing": ("hosting", "support by telephone")}
        yield activity("hosting", controllers=("party-client", "party-abroad"), notice=NONE, **clients)
        yield use("hosting", category="cat-customer-data", recipients=NONE, transfers=("transfer-return",))

    def transfers(self) -> Iterator[Record]:
        signed = {"tool": "tool-scc-commission", "tool_details": "Module 2", "tool_date": date("2024-05-01")}
        clauses = {"impact_assessment": "TIA-1", **signed}
        yield transfer("india", importers=("party-centre",), country="IN", **clauses)
        yield transfer("return", importers=("party-abroad",), country="IN", **clauses)
        adequate = {"tool": "tool-adequacy"}
        yield transfer("us", importers=("party-yankee",), country="US", tool_date=self.ago(150), **adequate)
        subject = {"tool_details": "A commercial organisation subject to the Act."}
        yield transfer("canada", importers=("party-maple",), country="CA", **adequate, **subject)
        yield transfer("uk", importers=("party-bank",), country="GB", **adequate)
        yield transfer("swiss", importers=("party-alp",), country="CH", **adequate)
        yield transfer(
            "japan", importers=("party-shogun",), country="JP", **adequate, tool_details="Subject to the Act."
        )
        yield transfer("order", importers=("party-court",), country="IN", tool="tool-international-agreement")
        yield transfer("asked", country="KE", tool="tool-derogation-consent", location="a place of the person's choice")
        yield transfer(
            "group", country="IN", tool="tool-bcr", tool_details="CNPD, decision 12", impact_assessment="TIA-2"
        )
        urgent = {"tool": "tool-derogation-compelling-interests", "documentation": "File 12"}
        yield transfer("urgent", country="KE", **urgent)

    # What the notice says.

    def document(self) -> Iterator[Record]:
        yield Document(
            id="doc-notice",
            organisation="org",
            title="Privacy notice",
            date=date("2024-06-01"),
            file="notice.txt",
            sha256="9f86d081",
        )
        yield claim("shared", activities=("act-orders",))
        access = {"kind": ClaimKind.LIMITED_ACCESS, "summary": "Only employees have access."}
        yield claim("access", activities=("act-payroll",), **access)
        yield claim("sale", kind=ClaimKind.NO_SALE, summary="Never sold.")
        anonymous = {"kind": ClaimKind.NOT_PERSONAL, "summary": "Holds no personal data."}
        yield claim("anonymous", activities=("act-website",), **anonymous)
        only = {"kind": ClaimKind.LIMITED_USE, "summary": "Only for security.", "activities": ("act-guard",)}
        yield claim("only", categories=("cat-logs",), **only)
        yield claim("stored", kind=ClaimKind.NO_STORAGE, summary="Not stored.", activities=("act-website",))
        yield claim("erased", kind=ClaimKind.ERASURE, summary="We delete it after that time.")
        yield claim("bases", kind=ClaimKind.LEGAL_BASES, summary="Consent.", legal_bases=("basis-consent",))
        yield claim("used", kind=ClaimKind.ASSUMED_CONSENT, summary="By using the service you accept its terms.")
        ours = {"kind": ClaimKind.APPLICABILITY, "summary": f"The data are controlled by Acme {self.number}."}
        yield claim("ours", activities=("act-orders",), **ours)
        yield claim("theirs", kind=ClaimKind.LIABILITY, summary="What clients host is controlled by them.")
        yield lead_in("lead", line=1)
        yield from self.told(list(self.records.values()))
