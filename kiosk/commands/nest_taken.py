"""`nest --take`: the plan that was just made is taken."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace

from kiosk.commands.plans import plan_line, plan_value
from kiosk.commands.printed import with_labels
from kiosk.commands.refusals import refused
from kiosk.commands.said import Said
from kiosk.commands.shapes import joined
from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.use_cases.nest import Nested
from kiosk.use_cases.plans import TakenPlan
from kiosk.use_cases.take_plan import group_of, take_plan
from stock.refusals import Refusal


def taken(kiosk: Kiosk, found: Sequence[Nested], arguments: Namespace) -> TakenPlan:
    """The plan, taken. Raises Failed where a piece of it is not free any more, or it opens nothing."""
    groups = [group_of(nested, charred=arguments.charred) for nested in found]
    plan = take_plan(kiosk, groups)
    if isinstance(plan, Refusal):
        raise refused(plan)
    return plan


def codes_of(plan: TakenPlan, at: int) -> dict[int, tuple[str, ...]]:
    """The codes of what will be left, by the places of the layouts in the group with the number `at`."""
    return {sheet.at: sheet.codes for sheet in plan.kept.sheets if sheet.group == at}


def with_plan(kiosk: Kiosk, arguments: Namespace, said: Said, plan: TakenPlan) -> Said:
    """The answer with the plan that was taken, and its labels if they were asked for."""
    labels = [code for sheet in plan.kept.sheets for code in sheet.codes]
    again = _("Cut? Then: kiosk plans confirm {number}").format(number=plan.number)
    lines = (*said.lines, joined(_("YOURS"), plan_line(plan)), again)
    assert isinstance(said.value, dict)
    value = said.value | {"plan": plan_value(plan), "labels": labels}
    return with_labels(kiosk, arguments, replace(said, lines=lines, value=value), labels)
