"""Joining a registry, pushing to it, fetching from it, and whether both hold the same."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from kiosk.answers.space_names import with_id
from kiosk.answers.unsynced import UNCOMPARED, sync_sentence, trouble_sentence
from kiosk.commands.opening import opened
from kiosk.commands.said import Exit, Failed, Said, Value
from kiosk.commands.shapes import moment
from kiosk.kiosk import Kiosk
from kiosk.language import _, _n
from kiosk.settings import Secrets
from kiosk.use_cases import join as joins
from kiosk.use_cases import keep
from kiosk.use_cases import push as pushes
from kiosk.use_cases import token as tokens
from ledger.outbox import Unsent, unsent
from sync.client import Client, Registration
from sync.errors import Refused, SyncError
from sync.push import Outcome
from sync.states import Trouble, Uncompared


def join(arguments: Namespace) -> Said:
    """Join a registry with a one-use code."""
    with opened(arguments, make=True) as kiosk, answered():
        how = {"as_another": arguments.another, "moves": arguments.move}
        joined = joins.join(kiosk, secrets_of(arguments), arguments.url, arguments.code, **how).settings
    text = _("Joined as space {space}. New codes begin with {prefix}.")
    line = text.format(space=joined.registry_space, prefix=joined.prefix)
    names = ("registry_url", "registry_space", "kiosk_id", "prefix", "first")
    return Said((line,), {"ok": True} | {name: getattr(joined, name) for name in names})


def push(arguments: Namespace) -> Said:
    """Send what the registry has not got."""
    with opened(arguments) as kiosk:
        outcome = _round(kiosk, arguments)
        sent = _n("{number} event sent.", "{number} events sent.", outcome.sent)
        return _done(kiosk, outcome, sent.format(number=outcome.sent))


def pull(arguments: Namespace) -> Said:
    """Fetch what other kiosks of the space did."""
    with opened(arguments) as kiosk:
        outcome = _round(kiosk, arguments)
        fetched = _n("{number} event fetched.", "{number} events fetched.", outcome.fetched)
        return _done(kiosk, outcome, fetched.format(number=outcome.fetched))


def verify(arguments: Namespace) -> Said:
    """Check the log, the stock and that the registry holds the same. Alarms that were told are settled."""
    with opened(arguments) as kiosk:
        outcome, health = _round(kiosk, arguments), keep.examine(kiosk)
        is_same = outcome.is_verified and health.sound
        said = _done(kiosk, outcome, _verdict(is_same, outcome))
        if is_same:
            pushes.seen(kiosk)
    assert isinstance(said.value, dict)
    value = said.value | {"ok": is_same, "sound": health.sound}
    return replace(said, value=value, code=Exit.DONE if is_same else Exit.FAILED)


def status(arguments: Namespace) -> Said:
    """What the registry had got at the last push."""
    with opened(arguments) as kiosk:
        secrets = secrets_of(arguments)
        enrolled = tokens.registration(kiosk.settings, secrets)
        waiting, uncompared = unsent(kiosk.ledger), pushes.not_compared(kiosk)
        where = _("Registry {url}, space {space}") if enrolled else _("This kiosk has joined no registry.")
        alarms = pushes.waiting_alarms(kiosk)
        since, refused = tokens.token_since(secrets), tokens.refused_since(secrets)
        own = with_id(kiosk.settings.space_name, kiosk.settings.registry_space)
        line = where.format(url=kiosk.settings.registry_url, space=own)
        value: Value = {
            "ok": True,
            "joined": enrolled is not None,
            "registry_url": kiosk.settings.registry_url,
            "registry_space": kiosk.settings.registry_space,
            "kiosk_id": kiosk.settings.kiosk_id,
            "token_since": since,
            "refused_since": refused,
            "verified": enrolled is not None and not (waiting.events or uncompared or alarms or refused),
        }
        value |= _waiting_value(waiting, uncompared)
        value |= {"alarms": [_trouble_value(alarm) for alarm in alarms]}
        lines = (line, *_token_line(kiosk, since), *_refused_line(kiosk, refused))
        lines += (_waiting(kiosk, waiting, uncompared),)
        lines += tuple(map(trouble_sentence, alarms))
        return Said(lines, value)


def token(arguments: Namespace) -> Said:
    """Change the token for a new one. Neither is in any answer."""
    secrets = secrets_of(arguments)
    with opened(arguments) as kiosk, answered():
        enrolled = registered(kiosk, arguments)
        with Client(enrolled) as client:
            tokens.renew(secrets, enrolled, client)
        value: Value = {"ok": True, "token_since": tokens.token_since(secrets)}
        return Said((_("The token was changed. The one before it opens nothing any more."),), value)


@contextmanager
def answered() -> Iterator[None]:
    """What sync could not do, as Failed."""
    try:
        yield
    except SyncError as error:
        raise Failed(_reason(error), sync_sentence(error)) from error


def _reason(error: SyncError) -> str:
    if isinstance(error, Refused):
        return f"refused-{error.kind}"
    return "".join("-" + c.lower() if c.isupper() else c for c in type(error).__name__).lstrip("-")


def _token_line(kiosk: Kiosk, since: str) -> tuple[str, ...]:
    days = tokens.LONGEST.days
    text = _n(
        "Token since {since}, changed every {number} day.",
        "Token since {since}, changed every {number} days.",
        days,
    )
    return (text.format(since=moment(kiosk, since), number=days),) if since else ()


def _refused_line(kiosk: Kiosk, since: str) -> tuple[str, ...]:
    text = _("The registry does not know this kiosk any more, since {since}. Join it again.")
    return (text.format(since=moment(kiosk, since)),) if since else ()


def secrets_of(arguments: Namespace) -> Secrets:
    """The secrets beside the database."""
    return Secrets(arguments.database.parent)


def _round(kiosk: Kiosk, arguments: Namespace) -> Outcome:
    with answered():
        outcome = pushes.push(kiosk, secrets_of(arguments))
    if outcome is None:
        raise _not_joined()
    return outcome


def registered(kiosk: Kiosk, arguments: Namespace) -> Registration:
    """Where this kiosk is enrolled. Raises Failed."""
    enrolled = tokens.registration(kiosk.settings, secrets_of(arguments))
    if enrolled is None:
        raise _not_joined()
    return enrolled


def _not_joined() -> Failed:
    return Failed("not-joined", _("This kiosk has joined no registry. First: kiosk sync join URL CODE"))


def _verdict(is_same: bool, outcome: Outcome) -> str:
    if is_same:
        return _("The registry and this kiosk hold the same events and the same stock.")
    if outcome.uncompared:
        return _("The stock of the registry and of this kiosk is not compared yet.")
    return _("The registry and this kiosk do not hold the same yet.")


def _done(kiosk: Kiosk, outcome: Outcome, first: str) -> Said:
    lines = (first, *_letters(outcome), _waiting(kiosk, outcome.unsent, outcome.uncompared))
    lines += tuple(map(trouble_sentence, outcome.troubles))
    value: Value = {
        "ok": not outcome.troubles,
        "sent": outcome.sent,
        "fetched": outcome.fetched,
        "letters": outcome.letters,
        "verified": outcome.is_verified,
        "troubles": [_trouble_value(trouble) for trouble in outcome.troubles],
    }
    value |= _waiting_value(outcome.unsent, outcome.uncompared)
    return Said(lines, value, code=Exit.FAILED if outcome.troubles else Exit.DONE)


def _letters(outcome: Outcome) -> tuple[str, ...]:
    text = _n("{number} new message: kiosk inbox", "{number} new messages: kiosk inbox", outcome.letters)
    return (text.format(number=outcome.letters),) if outcome.letters else ()


def _trouble_value(trouble: Trouble) -> Value:
    kind = trouble.kind.replace(" ", "-")
    return {"kind": kind, "log": trouble.log, "seq": trouble.seq, "sentence": trouble_sentence(trouble)}


def _waiting_value(waiting: Unsent, uncompared: Uncompared | None) -> Value:
    since = uncompared.since if uncompared else ""
    return {"unsent": waiting.events, "since": waiting.since, "uncompared_since": since}


def _waiting(kiosk: Kiosk, waiting: Unsent, uncompared: Uncompared | None) -> str:
    if waiting.events:
        text = _n(
            "{number} event waits since {since}.", "{number} events wait since {since}.", waiting.events
        )
        return text.format(number=waiting.events, since=moment(kiosk, waiting.since))
    if uncompared:
        return _(UNCOMPARED[uncompared.why]).format(since=moment(kiosk, uncompared.since))
    return _("The registry has everything.") if kiosk.settings.registry_url else _("Nothing waits.")
