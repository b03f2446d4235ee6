"""The administrator's commands: serve the registry, let kiosks in, put them out, list spaces.

Exit codes: 0 done, 1 it could not be done, 2 the command was not understood.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ledger.errors import LedgerError
from registry import in_use, typed
from registry.language import _
from registry.listening import NotListening, listen, url_of
from registry.options import ALLOWANCE, Allowance, Serving
from registry.sentences import not_listening, of_copy, of_error
from registry.shell import NoRegistryYet, Wish, database_of, fail, opened, own_file, say
from registry.space_keeping import run_codes, run_rename
from registry.spaces import CopyFails
from registry.upkeep import run_backup, run_doctor, run_rebuild, run_restore
from registry.use_cases.issue_code import VALID, NamedOtherwise, issue_code
from registry.use_cases.list_spaces import Listed, list_spaces
from registry.use_cases.revoke import revoke

PORT = 8484


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    wish = _parser().parse_args(arguments)
    try:
        return int(wish.run(wish))
    except NoRegistryYet as error:
        text = _(
            "There is no registry in {file}. Check the path; registry serve and registry enrol begin one."
        )
        return fail(text.format(file=error))
    except CopyFails as error:
        return fail(of_copy(error.cause, wish.read_database))
    except LedgerError as error:
        return fail(of_error(error, wish.database))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="registry", description=_("The registry that all spaces share."))
    parser.add_argument(
        "--version", action="version", version=version("makerspace-kiosk"), help=_("show the version")
    )
    verbs = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--database",
        default=str(own_file()),
        metavar=_("URL|PATH"),
        help=_usual(_("a file, or postgresql://…")),
    )
    shared.add_argument("--json", action="store_true", help=_("answer as JSON"))

    def verb(name: str, run: Callable[[Wish], int], text: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, parents=[shared], help=text, description=text)
        added.set_defaults(run=run)
        return added

    served = verb("serve", _serve, _("answer kiosks until stopped"))
    _declare_serving(served)
    enrolled = verb("enrol", _enrol, _("print a code that lets one kiosk into a space"))
    enrolled.add_argument(
        "space", type=typed.space, metavar=_("SPACE"), help=_("its id: a-z, 0-9 and hyphens")
    )
    enrolled.add_argument("--name", type=typed.name, default="", help=_("what people call a new space"))
    enrolled.add_argument(
        "--zone", type=typed.zone, default="", help=_("a new space's time zone: Europe/Riga")
    )
    verb("spaces", _spaces, _("list spaces and their kiosks"))
    named = verb("rename", run_rename, _("give a space another name; its id and its prefix stay"))
    given = verb("codes", run_codes, _("list the codes of a space that nobody has used"))
    revoked = verb("revoke", _revoke, _("end a kiosk's access"))
    for each in (named, given, revoked):
        each.add_argument("space", type=typed.space, metavar=_("SPACE"))
    named.add_argument("name", type=typed.name, metavar=_("NAME"), help=_("what people call it"))
    given.add_argument("--withdraw", action="store_true", help=_("take them back: they let nobody in"))
    revoked.add_argument("kiosk", metavar=_("KIOSK"), help=_("its id, as the list of spaces shows it"))
    checked = verb("doctor", run_doctor, _("check the database, the logs and what they fold to"))
    folded = verb("rebuild", run_rebuild, _("fold the stock again from the logs"))
    for each in (checked, folded):
        each.add_argument("space", type=typed.space, nargs="?", metavar=_("SPACE"))
    copied = verb("backup", run_backup, _("copy the database while the registry runs"))
    copied.add_argument("file", type=Path, metavar=_("FILE"))
    put_back = verb("restore", run_restore, _("go back to a copy, while no registry serves the database"))
    put_back.add_argument("file", type=Path, metavar=_("FILE"))
    return parser


def _declare_serving(served: argparse.ArgumentParser) -> None:
    served.add_argument("--host", default="127.0.0.1", help=_usual(_("the address to listen on")))
    served.add_argument(
        "--port", type=typed.port, default=PORT, help=_usual(_("the port; 0 takes a free one"))
    )
    served.add_argument(
        "--workers", type=typed.count, default=1, help=_usual(_("processes that share a database server"))
    )
    served.add_argument(
        "--read-database", default="", metavar=_("URL"), help=_("a streaming copy that neighbours read")
    )
    served.add_argument(
        "--requests",
        type=typed.count,
        default=ALLOWANCE.requests_a_minute,
        help=_usual(_("most requests of a space a minute")),
    )
    served.add_argument(
        "--events",
        type=typed.count,
        default=ALLOWANCE.events_a_day,
        help=_usual(_("most event lines of a space a day")),
    )


def _usual(text: str) -> str:
    """A help text that ends in what counts where nothing is said."""
    return f"{text} (%(default)s)"


def _serve(wish: Wish) -> int:
    from registry.serving import serve

    with opened(wish, make=True) as spaces:
        is_shared, file = spaces.is_shared, spaces.file
    if wish.workers > 1 and not is_shared:
        return fail(_("Several processes need a database server: --database postgresql://…"))
    allowance = Allowance(wish.requests, wish.events)
    serving = Serving(database_of(wish), wish.read_database, wish.workers, allowance)
    try:
        listening = listen(wish.host, wish.port)
    except NotListening as error:
        return fail(not_listening(error, wish.host, wish.port))
    try:
        with listening, in_use.shared(file):
            url = url_of(listening)
            serve(serving, listening, lambda: say(wish, {"url": url}, _("Serving at {url}").format(url=url)))
    except in_use.InUse:
        return fail(_("A copy is being put in the place of this database. Try again in a moment."))
    return 0


def _enrol(wish: Wish) -> int:
    try:
        with opened(wish, make=True) as spaces:
            issued = issue_code(spaces, wish.space, wish.name, wish.zone)
    except NamedOtherwise:
        return fail(
            _(
                "Space {space} has another name or zone already. Leave them out. A new name: registry rename"
            ).format(space=wish.space)
        )
    account = issued.account
    answer = {"code": issued.code, "expires": issued.expires, "space": account.space, "name": account.name}
    hours = VALID.total_seconds() // 3600
    text = _("{code}   lets one kiosk into {name}, once, within {hours:.0f} hours: kiosk sync join URL CODE")
    return say(wish, answer | {"prefix": account.prefix}, text.format(hours=hours, **answer))


def _spaces(wish: Wish) -> int:
    with opened(wish) as spaces:
        listed = list_spaces(spaces)
    lines = [line for space in listed for line in _lines(space)]
    return say(wish, [_as_json(space) for space in listed], "\n".join(lines) or _("There are no spaces yet."))


def _revoke(wish: Wish) -> int:
    with opened(wish) as spaces:
        was_there = revoke(spaces, wish.space, wish.kiosk)
    if not was_there:
        text = _("There is no such kiosk in {space}. To see them: registry spaces")
        return fail(text.format(space=wish.space))
    return say(
        wish, {"revoked": wish.kiosk}, _("Kiosk {kiosk} has no access any more.").format(kiosk=wish.kiosk)
    )


def _lines(listed: Listed) -> Iterator[str]:
    account = listed.account
    items = _("items: {count}").format(count=listed.items)
    yield f"{account.space}   {account.prefix}   {account.name}   {items}"
    for kiosk in listed.kiosks:
        state = (
            _("revoked {at}").format(at=kiosk.revoked)
            if kiosk.revoked
            else _("enrolled {at}").format(at=kiosk.created)
        )
        yield f"    {kiosk.kiosk}   {kiosk.first}   {state}"


def _as_json(listed: Listed) -> dict[str, Any]:
    account = listed.account
    kiosks = [
        {"kiosk": each.kiosk, "first": each.first, "created": each.created, "revoked": each.revoked}
        for each in listed.kiosks
    ]
    return {
        "space": account.space,
        "name": account.name,
        "prefix": account.prefix,
        "zone": account.zone,
        "created": account.created,
        "items": listed.items,
        "kiosks": kiosks,
    }


if __name__ == "__main__":
    sys.exit(main())
