"""Where logs stand: the last line of each, found by one step into the primary key a log."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select, true

from ledger.rows import EVENT, LOG


def tips(where: ColumnElement[bool], *, only_unsent: bool = False) -> Select[Any]:
    """Per log its id, whether it is own and closed, `seq` and `head` at its end, `acked` and `acked_head`,
    which is None where all or nothing of it is. `only_unsent`: logs of which not all is."""
    line, tip, acked = EVENT.alias("line"), EVENT.alias("tip"), EVENT.alias("acked")
    of_log = and_(line.c.space_id == LOG.c.space_id, line.c.log_id == LOG.c.log_id)
    last = select(func.max(line.c.seq)).where(of_log).correlate(LOG).scalar_subquery()
    at_tip = and_(tip.c.space_id == LOG.c.space_id, tip.c.log_id == LOG.c.log_id, tip.c.seq == last)
    at_acked = and_(
        acked.c.space_id == LOG.c.space_id, acked.c.log_id == LOG.c.log_id, acked.c.seq == LOG.c.acked
    )
    acked_head = select(acked.c.hash).where(at_acked).correlate(LOG).scalar_subquery()
    is_unsent = tip.c.seq > LOG.c.acked
    found = select(
        *(LOG.c.log_id, LOG.c.own, LOG.c.closed, LOG.c.acked, tip.c.seq, tip.c.hash.label("head")),
        case((is_unsent, acked_head), else_=None).label("acked_head"),
    ).select_from(LOG.join(tip, at_tip))
    return found.where(where, is_unsent if only_unsent else true()).order_by(LOG.c.log_id)
