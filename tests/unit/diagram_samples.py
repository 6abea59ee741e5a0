"""Drawings that the tests of the pictures share: a small one, a large one as a real policy gives it, a denser one."""

from __future__ import annotations

from datamap.exports.diagrams.drawing import (
    Cluster,
    Drawing,
    Edge,
    Emphasis,
    Fact,
    FrameStyle,
    Lane,
    LineStyle,
    Mark,
    MarkShape,
    Node,
    Shape,
)

ART_9 = Mark("Art. 9", "special categories of personal data", MarkShape.POINTED)
THIRD = Mark("third-party data", "data about people who are not users", MarkShape.SQUARE)
SOLID, DASHED, DOTTED = LineStyle.SOLID, LineStyle.DASHED, LineStyle.DOTTED
LANES = (
    Lane(id="people", title="People and sources"),
    Lane(id="use", title="Processing activities"),
    Lane(id="held", title="Systems"),
    Lane(id="out", title="Recipients"),
)


def missing(text: str) -> Fact:
    return Fact(text, Emphasis.MISSING)


def small_drawing() -> Drawing:
    """A softphone app: three sources, five activities, two servers, five recipients."""

    def activity(id: str, title: str, purpose: str) -> Node:
        return Node(
            id=id,
            lane="use",
            shape=Shape.ACTIVITY,
            title=title,
            facts=(Fact(f"purpose: {purpose}"), missing("basis: not recorded")),
        )

    def recipient(id: str, title: str, *facts: Fact) -> Node:
        return Node(id=id, lane="out", shape=Shape.RECIPIENT, title=title, facts=facts, cluster="out")

    nodes = (
        Node(
            id="user",
            lane="people",
            shape=Shape.PERSON,
            title="User of the app",
            facts=(Fact("softphone for iOS, Android, desktop"),),
        ),
        Node(
            id="contact",
            lane="people",
            shape=Shape.PERSON,
            title="People in the address book",
            facts=(Fact("not users themselves"),),
            marks=(THIRD,),
        ),
        Node(
            id="device",
            lane="people",
            shape=Shape.SOURCE,
            title="Device",
            facts=(Fact("location, files, address book"),),
        ),
        activity("push", "Push notifications", "wake the app for a call"),
        activity("smart", "Smart Contacts", "recognise users among contacts"),
        activity("emerg", "Emergency location", "dispatchable location"),
        activity("media", "Media sharing", "send attachment"),
        activity("logs", "Troubleshooting logs", "resolve technical issues"),
        Node(
            id="sipis",
            lane="held",
            shape=Shape.SYSTEM,
            title="SIPIS push server",
            cluster="own",
            facts=(Fact("erased when the push instance expires, usually within 3–6 days"),),
        ),
        Node(
            id="srv",
            lane="held",
            shape=Shape.SYSTEM,
            title="Server (unnamed)",
            cluster="own",
            facts=(missing("retention: not recorded"),),
        ),
        recipient("fcm", "Firebase Cloud Messaging", missing("role: not recorded")),
        recipient("apns", "Apple Push Notification Service", missing("role: not recorded")),
        recipient("other", "Other users, message recipients"),
        recipient("law", "Authorities, courts, acquirer", Fact("only as required or on merger")),
        recipient("emsvc", "Emergency service"),
    )
    rows = (
        ("user", "push", "account: SIP account details", SOLID),
        ("contact", "smart", "contacts-book: 7 elements", SOLID),
        ("device", "emerg", "location", DASHED),
        ("device", "media", "media: photos, videos, documents", DASHED),
        ("user", "logs", "network traffic of the app", DASHED),
        ("push", "sipis", "SIP account details", SOLID),
        ("sipis", "apns", "push token", SOLID),
        ("sipis", "fcm", "push token", SOLID),
        ("smart", "srv", "contacts-book", DASHED),
        ("media", "srv", "encrypted files", DASHED),
        ("srv", "other", "file download", DASHED),
        ("emerg", "emsvc", "location", DASHED),
        ("logs", "law", "on legal request", DOTTED),
    )
    return Drawing(
        title="Innovat Solution, Corp: where personal data flows",
        subtitle="as of 2026-11-22 · “not recorded”: the policy does not say",
        description="How personal data of users and of people in their address books reaches servers and recipients.",
        footer="Innovat Solution, Corp · as of 2026-11-22 · inventory 3f9a1c2e",
        lanes=LANES,
        nodes=nodes,
        clusters=(
            Cluster(id="own", label="Operated by the company · country not recorded", style=FrameStyle.DASHED),
            Cluster(id="out", label="Country not recorded", style=FrameStyle.DASHED),
        ),
        edges=tuple(Edge(tail=t, head=h, number=i, label=w, style=s) for i, (t, h, w, s) in enumerate(rows, 1)),
    )


PEOPLE = (
    ("Users of the Services", "account holders"),
    ("Website visitors", ""),
    ("Administrators of managed accounts", "appointed by the customer"),
    ("Customers and their employees", "controller: the customer"),
    ("Event participants", ""),
    ("Newsletter subscribers", ""),
    ("People named in content", "not users themselves"),
    ("Job applicants", ""),
    ("Other Service users", "provide data about others"),
    ("SSO identity provider", "name, e-mail"),
    ("Partners", "billing and contact data"),
    ("Device and browser", "type, settings, IP address"),
)
ACTIVITIES = (
    ("Provide the Services", "contract, Art. 6(1)(b)"),
    ("Authenticate users (SSO)", "contract, Art. 6(1)(b)"),
    ("Customer support", "contract, Art. 6(1)(b)"),
    ("Process transactions and billing", "contract, Art. 6(1)(b)"),
    ("Send transactional messages", "contract, Art. 6(1)(b)"),
    ("Secure the Services", "contract, Art. 6(1)(b)"),
    ("Detect fraud and violations", "legitimate interests, Art. 6(1)(f)"),
    ("Legal claims, compliance, audit", "legitimate interests, Art. 6(1)(f)"),
    ("Newsletters and product news", "legitimate interests, Art. 6(1)(f)"),
    ("Testimonials and use cases", "consent, Art. 6(1)(a)"),
    ("Research and development", "legitimate interests, Art. 6(1)(f)"),
    ("Session and log-in cookies", ""),
    ("Hosting content for customers", "processor for the customer"),
    ("Partner-run implementation", ""),
    ("Recruiting", ""),
    ("Business transfer or merger", ""),
)
SYSTEMS = (
    ("Service platform", "as long as the account is active", "de"),
    ("Data centre backups", "isolated until deletion is possible", "de"),
    ("Customer relationship system", "reasonable period", "unknown"),
    ("Support desk", "", "unknown"),
    ("Billing system", "", "unknown"),
    ("Log store", "", "de"),
    ("Newsletter tool", "from last interest", "us"),
    ("Cookie on the device", "end of session", "device"),
)
RECIPIENTS = (
    ("Other Service users", "by permission", "unknown"),
    ("Administrators of managed accounts", "employer's domain", "unknown"),
    ("Innomis Partners", "consulting, implementation", "unknown"),
    ("Affiliated companies", "", "unknown"),
    ("Hosting provider", "processor", "de"),
    ("Payment service provider", "", "unknown"),
    ("E-mail delivery provider", "processor", "us"),
    ("Google Analytics", "", "us"),
    ("Authorities and courts", "only as required by law", "unknown"),
    ("Acquirer of the business", "only on merger", "unknown"),
    ("Linked third-party services", "at the user's wish", "unknown"),
    ("Public website readers", "with consent", "worldwide"),
)
LABELS = (
    "account and profile: name, e-mail",
    "contact",
    "device and connection: IP address, browser type, operating system",
    "content: objects created, accessed, used",
    "payment: billing address, card number, security code",
    "location",
    "cookies",
    "contact, account",
    "support requests: problem description, screenshots",
    "analytics: pages seen, time spent",
    "media: photos",
    "identity documents",
    "communications",
    "transactions: products bought, interest shown",
)


def large_drawing(edges: int = 64) -> Drawing:
    """A provider of cloud services: 12 sources, 16 activities, 8 systems, 12 recipients in five places."""
    nodes = [
        Node(
            id=f"p{i}",
            lane="people",
            shape=Shape.SOURCE if i > 8 else Shape.PERSON,
            title=title,
            facts=(Fact(fact),) if fact else (),
            marks=(THIRD,) if "named" in title else (),
        )
        for i, (title, fact) in enumerate(PEOPLE)
    ]
    nodes += [
        Node(
            id=f"a{i}",
            lane="use",
            shape=Shape.ACTIVITY,
            title=title,
            facts=(Fact(basis) if basis else missing("basis: not recorded"),),
            marks=(ART_9,) if title == "Recruiting" else (),
        )
        for i, (title, basis) in enumerate(ACTIVITIES)
    ]
    nodes += [
        Node(
            id=f"s{i}",
            lane="held",
            shape=Shape.SYSTEM,
            title=title,
            cluster=place,
            facts=(Fact(fact) if fact else missing("retention: not recorded"),),
        )
        for i, (title, fact, place) in enumerate(SYSTEMS)
    ]
    nodes += [
        Node(
            id=f"r{i}",
            lane="out",
            shape=Shape.RECIPIENT,
            title=title,
            cluster=place,
            facts=(Fact(fact) if fact else missing("role: not recorded"),),
        )
        for i, (title, fact, place) in enumerate(RECIPIENTS)
    ]
    pairs = [(f"p{i % 12}", f"a{(i * 5 + i // 12) % 16}") for i in range(edges * 7 // 16)]
    pairs += [(f"a{i % 16}", f"s{(i * 3 + i // 16) % 8}") for i in range(edges * 5 // 16)]
    pairs += [(f"a{(i * 7 + 3) % 16}", f"r{i % 12}") for i in range(edges * 2 // 16)]
    pairs += [(f"s{i % 8}", f"r{(i * 5 + 2) % 12}") for i in range(edges - edges * 14 // 16)]
    unique = sorted(set(pairs), key=pairs.index)
    styles = (SOLID, SOLID, SOLID, DASHED, SOLID, DOTTED)
    return Drawing(
        title="Innomis S.A.: where personal data flows",
        subtitle="Privacy Policy, version 01.01.2022 · as of 2026-11-22",
        footer="Innomis S.A. · as of 2026-11-22 · inventory 3f9a1c2e",
        lanes=LANES,
        nodes=tuple(nodes),
        clusters=(
            Cluster(id="de", label="Germany (EEA)"),
            Cluster(id="us", label="United States · adequacy not recorded"),
            Cluster(id="device", label="On the user's device"),
            Cluster(id="worldwide", label="Worldwide (published)"),
            Cluster(id="unknown", label="Country not recorded", style=FrameStyle.DASHED),
        ),
        edges=tuple(
            Edge(tail=t, head=h, number=i, label=LABELS[i * 3 % len(LABELS)], style=styles[i % 6])
            for i, (t, h) in enumerate(unique, 1)
        ),
    )


def denser_drawing() -> Drawing:
    """The large one with eighty arrows."""
    return large_drawing(82)
