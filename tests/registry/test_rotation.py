"""A kiosk changes its token: at no moment is it without one, and a used one ends the one before."""

from dataclasses import replace

from registry.use_cases.revoke import revoke
from tests.registry.served import Served
from tests.registry.wires import Wire, problem


def test_the_old_token_works_until_the_new_one_was_used_once(wire: Wire) -> None:
    new = _with(wire, _renewed(wire))
    assert wire.items().status_code == 200
    assert new.items().status_code == 200
    assert problem(wire.items()) == (401, "/problems/not-enrolled")
    assert new.hello().status_code == 200


def test_a_new_token_that_got_lost_is_replaced_by_the_next(wire: Wire) -> None:
    lost, new = _with(wire, _renewed(wire)), _with(wire, _renewed(wire))
    assert problem(lost.items()) == (401, "/problems/not-enrolled")
    assert wire.items().status_code == 200
    assert new.items().status_code == 200


def test_a_revoked_kiosk_has_neither_token(wire: Wire, served: Served) -> None:
    new = _with(wire, _renewed(wire))
    revoke(served.spaces, wire.joined.space, wire.joined.kiosk)
    assert problem(wire.items()) == (401, "/problems/not-enrolled")
    assert problem(new.items()) == (401, "/problems/not-enrolled")


def _renewed(wire: Wire) -> str:
    return str(wire.http.post(f"{wire.path}/token", headers=wire.door).json()["token"])


def _with(wire: Wire, token: str) -> Wire:
    return replace(wire, joined=replace(wire.joined, token=token))
