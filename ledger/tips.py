"""Where logs stand: the last line of each, found by one step into the primary key a log."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from ledger.rows import EVENT, LOG


def tips(where: ColumnElement[bool]) -> Select[Any]:
    """Per log its id, whether it is own and closed, `seq` and `head` at its end, `acked` and `acked_head`."""
    line, tip, acked = EVENT.alias("line"), EVENT.alias("tip"), EVENT.alias("acked")
    of_log = and_(line.c.space_id == LOG.c.space_id, line.c.log_id == LOG.c.log_id)
    last = select(func.max(line.c.seq)).where(of_log).correlate(LOG).scalar_subquery()
    at_tip = and_(tip.c.space_id == LOG.c.space_id, tip.c.log_id == LOG.c.log_id, tip.c.seq == last)
    at_acked = and_(
        acked.c.space_id == LOG.c.space_id, acked.c.log_id == LOG.c.log_id, acked.c.seq == LOG.c.acked
    )
    columns = (LOG.c.log_id, LOG.c.own, LOG.c.closed, LOG.c.acked, tip.c.seq, tip.c.hash.label("head"))
    joined = LOG.join(tip, at_tip).outerjoin(acked, at_acked)
    found = select(*columns, acked.c.hash.label("acked_head")).select_from(joined)
    return found.where(where).order_by(LOG.c.log_id)
