"""Requests between spaces, and pieces that go from one to another."""

from argparse import Namespace
from dataclasses import replace

from kiosk.answers.letters import letter_item, letter_sentence
from kiosk.answers.space_names import SpaceNames
from kiosk.commands.codes import amount_of, foreign_code, found_item
from kiosk.commands.neighbours import checked
from kiosk.commands.opening import opened
from kiosk.commands.printed import carried_out
from kiosk.commands.refusals import refused
from kiosk.commands.said import Failed, Said, Value
from kiosk.commands.shapes import event_value, joined, moment, recorded
from kiosk.commands.stocking import done_or_failed
from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.use_cases import inbox as inboxes
from kiosk.use_cases import transfer
from kiosk.use_cases.inbox import Matter
from kiosk.use_cases.labels import slip_order
from kiosk.use_cases.spaces import space_names
from ledger.letters import Letter
from stock.codes import SlipCode, read
from stock.events import Event
from stock.refusals import Reason, Refusal
from stock.slips import write_slip
from stock.typed import Typed


def request(arguments: Namespace) -> Said:
    """Ask another space to keep something."""
    with opened(arguments) as kiosk:
        code = foreign_code(arguments.code)
        quantity = _any_unit(arguments.amount) if arguments.amount else 0
        notes = checked(kiosk, arguments, arguments.space)
        done = done_or_failed(transfer.request(kiosk, code, arguments.space, quantity), code)
        return replace(recorded(_("ASKED"), done, space=arguments.space), notes=notes)


def inbox(arguments: Namespace) -> Said:
    """What other spaces told this one."""
    with opened(arguments) as kiosk:
        matters = inboxes.inbox(kiosk)
        names = space_names(kiosk)
        lines = tuple(_matter_line(kiosk, matter, names) for matter in matters)
        notes = () if matters else (_("Nothing yet. It is fetched with: kiosk sync pull"),)
        return Said(
            lines, {"ok": True, "letters": [_matter_value(matter, names) for matter in matters]}, notes
        )


def grant(arguments: Namespace) -> Said:
    """Keep what a space asked for."""
    with opened(arguments) as kiosk:
        asked = _asked(kiosk, arguments)
        done = done_or_failed(transfer.grant(kiosk, asked), asked.event.item)
        return recorded(_("KEPT"), done, space=asked.sender)


def deny(arguments: Namespace) -> Said:
    """Do not keep it."""
    with opened(arguments) as kiosk:
        asked = _asked(kiosk, arguments)
        done = done_or_failed(transfer.deny(kiosk, asked), asked.event.item)
        return recorded(_("DENIED"), done, space=asked.sender)


def send(arguments: Namespace) -> Said:
    """Send a piece, or some of a lot, to another space, with a slip."""
    with opened(arguments) as kiosk:
        found = found_item(kiosk, arguments.code)
        item, quantity = found.item, amount_of(found, arguments.amount)
        notes = checked(kiosk, arguments, arguments.to)
        outcome = transfer.send(kiosk, item, arguments.to, quantity, held_too=arguments.held_too)
        done = done_or_failed(outcome, item)
        said = replace(recorded(_("SENT"), done, space=arguments.to), notes=notes)
        return _with_slip(kiosk, arguments, said, done.event)


def slip(arguments: Namespace) -> Said:
    """Print the slip of a piece that was sent once more."""
    with opened(arguments) as kiosk:
        item = found_item(kiosk, arguments.code)
        with kiosk.ledger.transaction() as change:
            sent = transfer.last_sent(change, item)
        found = transfer.slip_for(kiosk, sent) if sent else None
        if found is None:
            raise refused(Refusal(Reason.NOT_SENT), item.item)
        return carried_out(kiosk, arguments, slip_order(kiosk, found), slip=write_slip(found))


def arrive(arguments: Namespace) -> Said:
    """Take in a piece by its slip, or by its code where its sender's message is here."""
    with opened(arguments, make=True) as kiosk:
        scan = read(arguments.code)
        if isinstance(scan, SlipCode):
            return recorded(_("ARRIVED"), done_or_failed(transfer.arrive(kiosk, scan.text), ""))
        code = foreign_code(arguments.code)
        found = inboxes.announced(kiosk, code)
        if found is None:
            sentence = _("No space said that it sent {code}. Scan the slip that came with it.")
            raise Failed("no-slip", sentence.format(code=code), {"code": code})
        return recorded(_("ARRIVED"), done_or_failed(transfer.arrive_with(kiosk, found), code))


def came_back(arguments: Namespace) -> Said:
    """A piece that was sent is here again."""
    with opened(arguments) as kiosk:
        item = found_item(kiosk, arguments.code).item
        return recorded(_("BACK"), done_or_failed(transfer.came_back(kiosk, item), item))


def _any_unit(amount: Typed) -> int:
    """An amount in the unit it was typed in: the lot is another space's, which knows its unit."""
    return amount.count or amount.mass_mg or amount.volume_ul or 0


def _asked(kiosk: Kiosk, arguments: Namespace) -> Letter:
    code = foreign_code(arguments.code)
    asked = inboxes.request_for(kiosk, code, arguments.space or "")
    if asked is None:
        raise refused(Refusal(Reason.NO_REQUEST), code)
    return asked


def _with_slip(kiosk: Kiosk, arguments: Namespace, said: Said, sent: Event) -> Said:
    """A slip that fails is a note: what was recorded stays recorded."""
    found = transfer.slip_for(kiosk, sent)
    assert found
    assert isinstance(said.value, dict)
    value: Value = said.value | {"slip": write_slip(found)}
    try:
        printed = carried_out(kiosk, arguments, slip_order(kiosk, found))
    except Failed as failed:
        again = _("The slip is not printed. Again: kiosk slip {code}").format(code=found.item)
        notes = (*said.notes, f"kiosk: {failed.sentence}", again)
        return replace(said, value=value | {"printed": failed.value}, notes=notes)
    return replace(said, value=value | {"printed": printed.value}, lines=(*said.lines, *printed.lines))


def _matter_line(kiosk: Kiosk, matter: Matter, names: SpaceNames) -> str:
    letter, sentence = matter.letter, _matter_sentence(matter, names)
    mark = "›" if matter.is_open else " "
    return joined(mark, moment(kiosk, letter.event.at), sentence, letter_item(letter))


def _matter_sentence(matter: Matter, names: SpaceNames) -> str:
    return letter_sentence(matter.letter, names.typed(matter.letter.sender))


def _matter_value(matter: Matter, names: SpaceNames) -> Value:
    letter = matter.letter
    return {
        "space": letter.sender,
        "open": matter.is_open,
        "sentence": _matter_sentence(matter, names),
    } | event_value(letter.event)
