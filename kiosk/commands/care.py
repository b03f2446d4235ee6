"""The verbs that keep a kiosk running: sync, health, backups, settings."""

from kiosk.commands import values
from kiosk.commands.parser import Verbs
from kiosk.language import _


def declare_care(verbs: Verbs) -> None:
    """`sync`, `doctor`, `rebuild`, `backup`, `restore`, `settings`, `pin`."""
    _sync(verbs)
    verbs.add("doctor", "keeping:doctor", _("check the database, the log and the stock"))
    verbs.add("rebuild", "keeping:rebuild", _("work the stock out again from the log"))
    backup = verbs.add("backup", "keeping:back_up", _("copy the database into a file"))
    backup.add_argument("file", type=values.file, metavar=_("FILE"))
    restore = verbs.add("restore", "keeping:restore", _("go back to a backup"))
    restore.add_argument("file", type=values.file, metavar=_("FILE"))
    settings = verbs.add("settings", "keeping:settings", _("show or change the settings"))
    settings.add_argument("changes", nargs="*", type=values.assignment, metavar=_("NAME=VALUE"))
    pin = Verbs(verbs.add("pin", "", _("the PIN of the staff screen")), needed=True)
    pin.add("reset", "keeping:reset_pin", _("forget it; the staff screen asks for a new one"))


def _sync(verbs: Verbs) -> None:
    sync = Verbs(verbs.add("sync", "", _("the registry that the spaces share")), needed=True)
    join = sync.add("join", "syncing:join", _("join it once"))
    join.add_argument("url", metavar=_("URL"), help=_("its address"))
    join.add_argument("code", metavar=_("CODE"), help=_("from: registry enrol"))
    text = _("as another kiosk than before: where two run from copies of one card")
    join.add_argument("--another", action="store_true", help=text)
    text = _("into another space than before, with all that is here")
    join.add_argument("--move", action="store_true", help=text)
    sync.add("push", "syncing:push", _("send now what it has not got yet"))
    sync.add("pull", "syncing:pull", _("fetch now what other kiosks of this space did"))
    sync.add("token", "syncing:token", _("change the token now, as when somebody may have read it"))
    sync.add("status", "syncing:status", _("what it has got"))
    sync.add(
        "verify", "syncing:verify", _("check that both hold the same, and note that you have seen the rest")
    )
