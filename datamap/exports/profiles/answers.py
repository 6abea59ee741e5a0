"""The vocabulary of the record, second part: what an activity and its keeper answer, by the name that profiles use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from datamap.exports.profiles.answers_of_use import OF_USE, Answer, wider
from datamap.exports.profiles.view import Keeper, View
from datamap.exports.record.audience import Audience
from datamap.exports.record.cells import EMPTY, Cell, stack
from datamap.exports.record.facts import controllers_cell, joint_controllers_cell, measures_cell
from datamap.exports.record.wording import Value, Wording
from datamap.model import NOT_RECORDED, Absent, Category, RightsProcedure, YesNo


def _of_field(field: str, *, is_internal: bool = False) -> Callable[[View], Cell]:
    """Return the answer that is a field of the activity; the public is not told what is internal."""

    def answer(view: View) -> Cell:
        if is_internal and view.wording.audience is Audience.PUBLIC:
            return view.wording.withheld()
        return view.wording.cell(getattr(view.activity, field))

    return answer


def function(view: View) -> Cell:
    """Return the department, and the name of the activity, which is never missing."""
    department = view.activity.department
    return Cell(f"{department}: {view.activity.name}" if isinstance(department, str) else view.activity.name)


def activity_with_description(view: View) -> Cell:
    """Return the name of the activity and what is done."""
    description = view.activity.description
    return Cell(f"{view.activity.name}\n{description}" if isinstance(description, str) else view.activity.name)


def all_purposes(view: View) -> Cell:
    """Return all purposes of the activity by name."""
    names = dict.fromkeys(view.wording.name(line.purpose) for line in view.lines)
    return view.wording.all_of([Cell(name) for name in names])


def purposes_with_bases(view: View) -> Cell:
    """Return all purposes of the activity, each with its legal basis."""
    wording = view.wording
    cells = []
    for line in view.lines:
        basis = wording.cell(line.legal_basis, wording.term)
        cells.append(Cell(f"{wording.name(line.purpose)}: {basis.text}", stack([Cell(""), basis]).standing))
    return wording.all_of(cells)


def description_and_purposes(view: View) -> Cell:
    """Return what is done, then each purpose with its legal basis."""
    described = view.activity.description
    own = [Cell(described)] if isinstance(described, str) else []
    return stack([*own, purposes_with_bases(view)])


def rights(view: View) -> Cell:
    """Return how people exercise their rights: what is special to the activity, then what holds everywhere."""
    wording = view.wording
    own = [] if view.activity.rights is NOT_RECORDED else [wording.cell(view.activity.rights)]
    procedures = [*wording.procedures.get(view.activity.id, ()), *_general(wording)]
    return wording.all_of([*own, *(Cell(name) for name in dict.fromkeys(wording.name(p.right) for p in procedures))])


def _general(wording: Wording) -> list[RightsProcedure]:
    return [each for each in wording.inventory.of(RightsProcedure) if each.activities is NOT_RECORDED]


def automated_decisions(view: View) -> Cell:
    """Return whether decisions are automated, and by what logic (Art. 22, 13(2)(f))."""
    wording = view.wording
    logic = wording.if_recorded("automated_logic", view.activity.automated_logic)
    return stack([wording.cell(view.activity.automated_decisions), *logic])


def impact_assessment(view: View) -> Cell:
    """Return whether an impact assessment is required, how far it is, and where it stands (Art. 35)."""
    wording, activity = view.wording, view.activity
    details = [
        *wording.if_recorded("dpia_status", activity.dpia_status),
        *wording.if_recorded("dpia_date", activity.dpia_date),
        *wording.if_recorded("dpia_reference", activity.dpia_reference),
    ]
    return stack([wording.cell(activity.dpia_required), *details])


def controller(view: View) -> Cell:
    """Return the name and contact details of the organisation that keeps the record, on one line."""
    return view.wording.once("keeper", "controller", lambda: contact_line(view.keeper))


def controllers_and_joint(view: View) -> Cell:
    """Return the organisation that keeps the record, and who decides with it."""
    joint = joint_controllers_cell(view.wording, view.activity)
    lead = f"{view.wording.labels['joint-controllers']}: "
    return stack([Cell(view.keeper.organisation.name), Cell(lead + joint.text, joint.standing)])


def has_special(view: View) -> Cell:
    """Return whether any data of an activity are special (Art. 9(1), 10); unknown where data are not specified."""
    wording = view.wording
    found = [wording.inventory.records.get(use.category) for use in view.uses]
    if any(isinstance(each, Category) and isinstance(each.special, str) for each in found):
        return wording.cell(YesNo.YES)
    is_vague = any("cat-unspecified" in wider(wording, use.category) for use in view.uses)
    return wording.absent(NOT_RECORDED) if is_vague or not found else wording.cell(YesNo.NO)


def contact_line(keeper: Keeper) -> Cell:
    """Return the name, address, e-mail and telephone of the keeper on one line; what is not recorded is named."""
    wording, own = keeper.wording, keeper.organisation
    details = [wording.labelled(f"organisation.{each}", getattr(own, each)) for each in ("address", "email", "phone")]
    return stack([Cell(own.name), *details], "; ")


def _line(*fields: str) -> Callable[[Keeper], Cell]:
    """Return the answer that is several fields of the keeper on one line; not recorded if none of them is."""

    def answer(keeper: Keeper) -> Cell:
        found = [keeper.wording.cell(getattr(keeper.organisation, field)) for field in fields]
        told = [cell for cell, field in zip(found, fields, strict=True) if _is_said(keeper, field)]
        return stack(told, "; ") if told else found[0]

    return answer


def _is_said(keeper: Keeper, field: str) -> bool:
    return getattr(keeper.organisation, field) is not NOT_RECORDED


def _own(field: str) -> Callable[[Keeper], Cell]:
    """Return the answer that is a field of the organisation."""

    def answer(keeper: Keeper) -> Cell:
        word = keeper.wording.name if field == "country" else None
        return keeper.wording.cell(getattr(keeper.organisation, field), word)

    return answer


def _email(field: str) -> Callable[[Keeper], Cell]:
    return lambda keeper: keeper.wording.cell(_if(getattr(keeper.organisation, field), is_email=True))


def _phone(field: str) -> Callable[[Keeper], Cell]:
    return lambda keeper: keeper.wording.cell(_if(getattr(keeper.organisation, field), is_email=False))


def _if(contact: Value, *, is_email: bool) -> Value:
    """Return a contact that is an e-mail address, or one that is not; the model holds both in one field."""
    if isinstance(contact, Absent):
        return contact
    return contact if ("@" in str(contact)) == is_email else NOT_RECORDED


OF_KEEPER: Mapping[str, Callable[[Keeper], Cell]] = {
    **{f"keeper.{name}": _own(name) for name in ("name", "address", "country", "email", "phone", "website", "updated")},
    **{
        f"{who}.{name}": make(f"{field}_{part}")
        for who, field in (("officer", "dpo"), ("representative", "representative"))
        for name, part, make in (
            ("name", "name", _own),
            ("address", "address", _own),
            ("contact", "contact", _own),
            ("email", "contact", _email),
            ("phone", "contact", _phone),
        )
    },
    "keeper": contact_line,
    "officer": _line("dpo_name", "dpo_address", "dpo_contact"),
    "representative": _line("representative_name", "representative_address", "representative_contact"),
    "authority": _own("supervisory_authority"),
    "as-of": lambda keeper: keeper.wording.cell(keeper.as_of),
}
"""What the organisation that keeps the record answers (Art. 30(1)(a), 30(2)(a))."""

OF_ACTIVITY: Mapping[str, Callable[[View], Cell]] = {
    "number": lambda view: Cell(str(view.number)),
    "reference": lambda view: Cell(view.activity.id),
    "name": lambda view: Cell(view.activity.name),
    "function": function,
    "name-and-description": activity_with_description,
    "description": _of_field("description"),
    "department": _of_field("department", is_internal=True),
    "owner": _of_field("owner", is_internal=True),
    "status": _of_field("status"),
    "start": _of_field("start"),
    "end": _of_field("end"),
    "last-review": _of_field("last_review", is_internal=True),
    "role": lambda view: view.wording.cell(view.activity.role, view.wording.name),
    "controller": controller,
    "joint-controllers": lambda view: joint_controllers_cell(view.wording, view.activity),
    "controllers-and-joint": controllers_and_joint,
    "controllers-served": lambda view: controllers_cell(view.wording, view.activity),
    "processing": _of_field("processing"),
    "all-purposes": all_purposes,
    "purposes-with-bases": purposes_with_bases,
    "has-special": has_special,
    "description-and-purposes": description_and_purposes,
    "measures": lambda view: measures_cell(view.wording, view.activity),
    "rights": rights,
    "notice": lambda view: view.wording.cell(view.activity.notice, view.wording.name),
    "automated-decisions": automated_decisions,
    "dpia-required": _of_field("dpia_required"),
    "dpia-status": _of_field("dpia_status"),
    "dpia-reference": _of_field("dpia_reference", is_internal=True),
    "dpia": impact_assessment,
}
"""What an activity as a whole answers."""


def by_data(view: View, answer: Answer) -> Cell:
    """Return what the data uses of an activity answer, each with the people and data that it holds for.

    This is how an answer stays linked where an authority wants one cell for the whole activity (Art. 30(1)(c) to (f)).
    """
    wording = view.wording
    found: dict[Cell, dict[str, None]] = {}
    for use in view.uses:
        found.setdefault(answer(view, use), {})[wording.name(use.category)] = None
    if len(found) <= 1:
        return next(iter(found), wording.absent(NOT_RECORDED))
    return stack(Cell(f"{'; '.join(names)}: {_flat(cell.text)}", cell.standing) for cell, names in found.items())


def _flat(text: str) -> str:
    return " / ".join(line.removeprefix("· ") for line in text.split("\n"))


def people_and_data(view: View) -> Cell:
    """Return each category of people with the data about them (Art. 30(1)(c))."""
    wording = view.wording
    found: dict[Cell, dict[str, None]] = {}
    for use in view.uses:
        found.setdefault(OF_USE["people"](view, use), {})[_flat(OF_USE["data"](view, use).text)] = None
    cells = [Cell(f"{_flat(who.text)}: {'; '.join(each)}", stack([who, EMPTY]).standing) for who, each in found.items()]
    return wording.all_of(cells)


@cache
def answer_of(name: str) -> Answer | None:
    """Return what answers a question in a row of data uses, by its name; None if the model holds no answer.

    A name with " by data" is an answer for the activity as a whole in which each data use keeps its own.

    >>> answer_of("recipients") is OF_USE["recipients"], answer_of("")
    (True, None)
    """
    if name in OF_USE:
        return OF_USE[name]
    if name.endswith(" by data"):
        of_use = OF_USE[name.removesuffix(" by data")]
        return lambda view, _use: by_data(view, of_use)
    if name == "people and data":
        return lambda view, _use: people_and_data(view)
    if name in OF_ACTIVITY:
        of_activity = OF_ACTIVITY[name]
        return lambda view, _use: of_activity(view)
    if name in OF_KEEPER:
        of_keeper = OF_KEEPER[name]
        return lambda view, _use: view.wording.once("keeper", name, lambda: of_keeper(view.keeper))
    return None
