"""A fictional team for the report's tests: a pathway of four levels, eight people and what is known about them."""

from datetime import UTC, date, datetime

from peersteps.evidence import MarkedHandIn, Received, marked, sign_off
from peersteps.evidence.ids import id_from
from peersteps.evidence.statement import COMPLETED, Result, Statement, Verb, activity, actor
from peersteps.model import Item, Level, Pathway

ON = date(2026, 11, 22)
SIGNERS = ("line manager", "shift lead")
NAMES = {
    "p-heron": "Ana Heron",
    "p-wren": "Bo Wren",
    "p-robin": "Zoë Robin",
    "p-swift": "Dee Swift",
    "p-lark": "Ed Larkspur-Fotheringham",
    "p-finch": "Fay Finch",
    "p-tern": "Gil Tern",
    "p-plover": "Hana Plover",
}
AWAY = "p-tern"
HEADER = "pseudonym,name,manager,service,joined,left,leave_from,leave_to\n"


def item(which: str, title: str, **more: object) -> Item:
    return Item.model_validate({"item": which, "title": title, **more})


def level(slug: str, *items: Item, choose: int | None = None) -> Level:
    return Level(id=slug, title=slug.capitalize(), says="What it means.", items=items, choose=choose)


PATHWAY = Pathway(
    pathway="team",
    version=1,
    title="A pathway",
    levels=(
        level(
            "welcome",
            item("module/role", "What the role is"),
            item("module/help", "Where help is"),
            item("sign-off/second-contact", "A second contact, named", known="seen", sign_off_roles=SIGNERS),
            item("module/safety", "Safety on a call", valid_months=12),
        ),
        level(
            "foundation",
            item("module/suicide", "Suicide awareness", valid_months=12),
            item("module/self-harm", "Self-harm", valid_months=12),
            item("module/safeguarding", "Safeguarding", valid_months=12),
            item("module/boundaries", "Boundaries and sharing"),
            item("module/language", "Words that help"),
            item("quiz/calls", "Difficult calls", known="marked", valid_months=12, instead=("sign-off/talk",)),
            item("sign-off/listening", "Live listening", known="seen", sign_off_roles=SIGNERS),
        ),
        level("practising", *(item(f"scenario/s{n}", f"Conversation {n}") for n in range(1, 6)), choose=3),
        level("senior", item("module/groups", "Leading a group")),
    ),
)


def told(who: str, which: str, on: date) -> Received:
    """The learner's own record."""
    when = datetime(on.year, on.month, on.day, 9, 37, tzinfo=UTC)
    statement = Statement(
        id=id_from("test", who, which, on),
        actor=actor(who),
        verb=Verb(COMPLETED),
        about=activity(which),
        timestamp=when,
        version="1.0.3",
        result=Result(completion=True),
    )
    return Received("you-told-us", "record-1a2b3c4d", when, statement)


def quiz(who: str, on: date, *, passed: bool = True) -> Received:
    """A marked hand-in of the quiz on difficult calls."""
    when = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    points = 6.5 if passed else 1.5
    return marked(MarkedHandIn(who, "calls-v1", "calls", 1, points, 8, passed, when, "1+1a2b3c4d"))


def seen(who: str, which: str, on: date) -> Received:
    """Signed by the line manager."""
    return sign_off(who, which, signer="m-oak", role="line manager", on=on)


def evidence() -> list[Received]:
    """Each further person has come a little further."""
    rows = []
    for n, who in enumerate(NAMES):
        rows += [told(who, "module/role", date(2026, 1, 5)), told(who, "module/help", date(2026, 1, 6))]
        if n == 0:
            rows += [
                told(who, "sign-off/second-contact", date(2026, 11, 1)),
                told(who, "module/safety", date(2026, 10, 1)),
            ]
            continue
        rows += [seen(who, "sign-off/second-contact", date(2026, 1, 8)), told(who, "module/safety", date(2025, 12, n))]
        if n > 1:
            rows += [told(who, f"module/{name}", date(2026, 3, n)) for name in ("suicide", "self-harm", "boundaries")]
            rows += [
                told(who, "module/language", date(2026, 3, 4)),
                told(who, "module/safeguarding", date(2025, 10, n)),
            ]
        if n > 2:
            rows += [quiz(who, date(2026, 4, n)), told(who, "sign-off/listening", date(2026, 5, n))]
            rows += [told(who, "scenario/s1", date(2026, 6, 1))]
        if n > 4:
            rows += [
                seen(who, "sign-off/listening", date(2026, 6, 8)),
                told(who, "module/safeguarding", date(2026, 10, n)),
            ]
            rows += [told(who, f"scenario/s{k}", date(2026, 6, 1)) for k in (2, 3)]
    return rows


def people_csv(team: int = 8) -> bytes:
    """The first `team` people are Mo Oak's, the others Sam Ash's; Gil Tern is on leave."""
    rows = ["m-oak,Mo Oak,,,,,,", "m-ash,Sam Ash,,,,,,"]
    for n, (who, name) in enumerate(NAMES.items()):
        manager, service = "m-oak" if n < team else "m-ash", "Helpline" if n < 6 else "North"
        leave = "2026-11-01,2026-12-20" if who == AWAY else ","
        rows.append(f"{who},{name},{manager},{service},2026-01-01,,{leave}")
    return (HEADER + "\n".join(rows) + "\n").encode()
