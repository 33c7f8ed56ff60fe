"""Whole plans, kept by the process for as long as the rows they were read from stay the same.

A plan with its tree is two hundred rows from six tables, of which every page of it shows most, and which change a few
times a year (docs/adr/0037).
"""

from __future__ import annotations

import copy
import threading

from django.db import connection

from plans.models import Plan, PlanPeriod

# More plans than these at once, and the one read first is read again.
MOST = 32

# A version of a row has its place (ctid) and its transaction (xmin) to itself: the same places and transactions are
# the same rows, whoever writes them by whatever way, once it is committed and not before.
_STAMP = """
WITH plan AS (SELECT id, ctid, xmin FROM plans_plan WHERE code = %s), rows AS (
  SELECT 1 AS part, ctid, xmin FROM plan
  UNION ALL SELECT 2, ctid, xmin FROM plans_level WHERE plan_id = (SELECT id FROM plan)
  UNION ALL SELECT 3, ctid, xmin FROM plans_statement WHERE plan_id = (SELECT id FROM plan)
  UNION ALL SELECT 4, ctid, xmin FROM plans_node WHERE plan_id = (SELECT id FROM plan)
  UNION ALL SELECT 5, ctid, xmin FROM plans_nodeagency
    WHERE node_id IN (SELECT id FROM plans_node WHERE plan_id = (SELECT id FROM plan))
  UNION ALL SELECT 6, ctid, xmin FROM plans_planagency WHERE plan_id = (SELECT id FROM plan)
  UNION ALL SELECT 7, ctid, xmin FROM plans_indicator WHERE plan_id = (SELECT id FROM plan)
  UNION ALL SELECT 8, ctid, xmin FROM plans_agency
)
SELECT sum(hashtextextended(ctid::text || xmin::text, part))::text FROM rows WHERE EXISTS (SELECT FROM plan)
"""

_lock = threading.Lock()
_kept: dict[str, tuple[object, Plan]] = {}


def whole_plan(code: str) -> Plan | None:
    """The plan of a code as `with_tree` reads it, or None: two queries, and five more after any of it has changed.

    The plan is the reader's own, its nodes, agencies, statements and indicators are everybody's: look, do not write.
    """
    stamp = (connection.settings_dict["NAME"], _stamp(code))
    if stamp[1] is None:
        return None
    kept = _kept.get(code)
    if kept is None or kept[0] != stamp:
        found = Plan.objects.with_tree().filter(code=code).first()
        if found is None:
            return None
        _ = found.tree  # put together before other threads see it
        kept = (stamp, found)
        with _lock:
            _kept.pop(code, None)
            while len(_kept) >= MOST:
                del _kept[next(iter(_kept))]
            _kept[code] = kept
    plan = copy.copy(kept[1])
    # Windows change from one request to the next.
    windows = PlanPeriod.objects.read_with_extensions(plan.pk)
    for window in windows:
        window.plan = plan
    plan.__dict__["_prefetched_objects_cache"] = {**kept[1].__dict__["_prefetched_objects_cache"], "periods": windows}
    return plan


def _stamp(code: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, [code])
        (stamp,) = cursor.fetchone() or (None,)
    return stamp
