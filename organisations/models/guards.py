"""What the database itself sees to on the table of organisations."""

import pgtrigger

from core.models import STAMPED_BY
from core.triggers import references

# An organisation is dissolved or merged, never deleted: letters name its code, and its history is the registry's.
KEPT = pgtrigger.Protect(name="organisation_is_kept", operation=pgtrigger.Delete)
# Every path that moves a record on, plain SQL too, leaves the moment from which its next step is waited for.
STATE_SINCE = pgtrigger.Trigger(
    name="state_since",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("state"),
    condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
    func="""
        IF NEW.state_since IS NOT DISTINCT FROM OLD.state_since THEN NEW.state_since = now(); END IF;
        RETURN NEW;
    """,
)
# What a record refers to among the tables that lose nothing.
REFERENCES = references(
    province_id="places_province.code",
    district_id="places_district.code",
    subdistrict_id="places_subdistrict.code",
    responsible_id="accounts_user.id",
    verified_by_id="accounts_user.id",
    **STAMPED_BY,
)
