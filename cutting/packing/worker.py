"""PackingSolver behind two pipes: a question a line in, answers and an end a line out, as JSON.

This file stands alone: it runs under any Python that has PackingSolver, which need not be the kiosk's.
`cutting.packing.engine` says what a question and an answer hold.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from packingsolver import irregular, rectangle, rectangleguillotine

Say = Callable[[dict[str, Any]], None]

_GRACE_SECONDS = 10.0
"""A question that takes so much longer ends the process, also when whoever asked is no more."""


def main() -> None:
    """Answer until nobody asks any more."""
    say = _own_pipe()
    for line in sys.stdin:
        question = json.loads(line)
        signal.setitimer(signal.ITIMER_REAL, question["seconds"] + _GRACE_SECONDS)
        try:
            _solve(question, say)
        except Exception as wrong:  # noqa: BLE001 (whatever it is, whoever asked shall know and go on)
            say({"error": f"{type(wrong).__name__}: {wrong}"})
        signal.setitimer(signal.ITIMER_REAL, 0)
        say({"end": True})


def _own_pipe() -> Say:
    """Whatever else the process prints goes elsewhere."""
    pipe = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(answer: dict[str, Any]) -> None:
        pipe.write(json.dumps(answer) + "\n")
        pipe.flush()

    return say


def _solve(question: dict[str, Any], say: Say) -> None:
    """Each full solution is said as soon as it is known."""
    module, builder, bins_of = _WAYS[question["way"]](question)
    builder.set_objective(getattr(module.Objective, question["objective"]))

    def found(output: Any) -> None:
        solution = output.solution
        if solution.full():
            bins = [solution.bin(at) for at in range(solution.number_of_different_bins())]
            say({"bins": [[each.bin_type_id, each.copies, bins_of(each)] for each in bins]})

    parameters = module.OptimizeParameters()
    parameters.time_limit, parameters.verbosity_level = question["seconds"], 0
    parameters.new_solution_callback = found
    module.optimize(builder.build(), parameters)


def _sawn(question: dict[str, Any]) -> tuple[Any, Any, Callable[[Any], Any]]:
    builder = rectangleguillotine.InstanceBuilder()
    if question["stages"]:
        builder.set_number_of_stages(question["stages"])
    else:
        builder.set_number_of_stages_unlimited()
    builder.set_cut_type(rectangleguillotine.CutType.NonExact)
    builder.set_first_stage_orientation(getattr(rectangleguillotine.CutOrientation, question["first"]))
    _fill(builder, question)
    return rectangleguillotine, builder, _nodes


def _fill(builder: Any, question: dict[str, Any]) -> None:
    for dx, dy, cost, copies in question["bins"]:
        builder.add_bin_type(dx, dy, cost=float(cost), copies=copies)
    for dx, dy, turns, copies in question["items"]:
        builder.add_item_type(dx, dy, oriented=not turns, copies=copies)


def _nodes(sawn: Any) -> list[list[int]]:
    """Near and far corner, the parent's place, and the item: -1 where there is none."""
    return [
        [node.l, node.b, node.r, node.t, node.f, node.item_type_id if node.f >= 0 else -1]
        for node in sawn.nodes
    ]


def _free(question: dict[str, Any]) -> tuple[Any, Any, Callable[[Any], Any]]:
    builder = rectangle.InstanceBuilder()
    _fill(builder, question)
    return rectangle, builder, _items


def _items(filled: Any) -> list[list[int]]:
    """The item, its near corner, and whether it is turned."""
    return [[each.item_type_id, each.x, each.y, int(each.rotate)] for each in filled.items]


def _within_rings(question: dict[str, Any]) -> tuple[Any, Any, Callable[[Any], Any]]:
    """Bins with outlines, whose holes are defects."""
    builder, trim, less = irregular.InstanceBuilder(), float(question["trim"]), question["between"]
    builder.set_item_item_minimum_spacing(float(question["spacing"]))
    for (_, _, cost, copies), (outer, *holes) in zip(question["bins"], question["rings"], strict=True):
        made = builder.add_bin_type(
            _shape(outer), cost=float(cost), copies=copies, item_bin_minimum_spacing=trim
        )
        for hole in holes:
            defect = builder.add_defect(made, -1, irregular.ShapeWithHoles(_shape(hole)))
            builder.set_item_defect_minimum_spacing(made, defect, trim)
    sides = [(dx - less, dy - less) for dx, dy, _, _ in question["items"]]
    for (dx, dy), (_, _, turns, copies) in zip(sides, question["items"], strict=True):
        ways = [(0.0, 0.0, False), (90.0, 90.0, False)][: 1 + turns]
        corners = [(0, 0), (dx, 0), (dx, dy), (0, dy)]
        builder.add_item_type(_shape(corners), allowed_rotations=ways, copies=copies)
    return irregular, builder, lambda filled: [_lies(each, sides) for each in filled.items]


def _shape(ring: list[Any]) -> Any:
    """A closed polygon, anticlockwise."""
    points = [irregular.Point(float(x), float(y)) for x, y in ring]
    edges = list(zip(points, points[1:] + points[:1], strict=True))
    if sum(a.x * b.y - b.x * a.y for a, b in edges) < 0:
        return _shape(ring[::-1])
    return irregular.Shape([irregular.ShapeElement(start=a, end=b) for a, b in edges])


def _lies(each: Any, sides: list[tuple[int, int]]) -> list[int]:
    """The item, its near corner in whole numbers, and whether it is turned: the solver names the corner that
    was the near one before."""
    turned = int(each.angle > 45)
    x, y = round(each.bl_corner.x), round(each.bl_corner.y)
    return [each.item_type_id, x - turned * sides[each.item_type_id][1], y, turned]


_WAYS = {"guillotine": _sawn, "free": _free, "irregular": _within_rings}


if __name__ == "__main__":
    main()
