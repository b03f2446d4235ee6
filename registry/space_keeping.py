"""The administrator's commands that change what a space was given: its name, and codes that nobody used."""

from registry.language import _
from registry.shell import Wish, fail, opened, say
from registry.use_cases.rename import rename
from registry.use_cases.withdraw_codes import unused_codes, withdraw_codes


def run_rename(wish: Wish) -> int:
    """Give a space another name."""
    with opened(wish) as spaces:
        account = rename(spaces, wish.space, wish.name or wish.space)
    if account is None:
        return _no_space(wish)
    answer = {"space": account.space, "name": account.name}
    text = _("Space {space} is called {name} from now on. Kiosks that joined keep the name they have.")
    return say(wish, answer, text.format(**answer))


def run_codes(wish: Wish) -> int:
    """Say which codes of a space nobody has used, and take them back where that is wished for."""
    with opened(wish) as spaces:
        expire = unused_codes(spaces, wish.space)
        if expire is None:
            return _no_space(wish)
        if wish.withdraw:
            count = withdraw_codes(spaces, wish.space)
            text = _("Codes that let nobody in any more: {count}").format(count=count)
            return say(wish, {"space": wish.space, "withdrawn": count}, text)
    lines = [_("a code that nobody used, until {at}").format(at=at) for at in expire]
    answer = {"space": wish.space, "unused": expire}
    return say(wish, answer, "\n".join(lines) or _("There is no code that somebody could still use."))


def _no_space(wish: Wish) -> int:
    return fail(_("There is no space {space}.").format(space=wish.space))
