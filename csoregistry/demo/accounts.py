"""The demo accounts: one for each kind of user (INTERFACE.md, Demo accounts)."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.core.management.base import CommandError

from accounts.actions import apply_role
from accounts.models import User, UserProvince
from accounts.permissions import Role
from plans.models import Agency, AgencyMember

PASSWORD = "registry-demo"  # noqa: S105 - printed in the README; such accounts exist in demo registries only
AGENCY = "nhco"


@dataclass(frozen=True)
class Account:
    username: str
    name: str
    role: Role
    province: str = ""


ACCOUNTS = [
    Account("admin", "ผู้ดูแลระบบ (สาธิต)", Role.ADMIN),
    Account("staff", "เจ้าหน้าที่ พม. (สาธิต)", Role.STAFF),
    Account("coordinator", "ผู้ประสานงานเชียงใหม่ (สาธิต)", Role.COORDINATOR, "50"),
    Account("coordinator.south", "ผู้ประสานงานสงขลา (สาธิต)", Role.COORDINATOR, "90"),
    Account("agency", "เจ้าหน้าที่ สช. (สาธิต)", Role.AGENCY),
    Account("committee", "กรรมการ คสป. (สาธิต)", Role.COMMITTEE),
]


def make_accounts() -> dict[str, User]:
    """The demo accounts by username; those that exist are left as they are.

    Raises CommandError where a real account has one of the names: its password is not ours to set.
    """
    names = [account.username for account in ACCOUNTS]
    found = {user.username: user for user in User.objects.filter(username__in=names)}
    real = sorted(user.username for user in found.values() if not user.is_demo)
    if real:
        raise CommandError(f"These accounts are real, not demo ones: {', '.join(real)}. Rename them first.")
    # Hashed once for all: it takes as long as two thousand organisations.
    password = make_password(PASSWORD) if len(found) < len(names) else ""
    for account in ACCOUNTS:
        if account.username in found:
            continue
        user = User(username=account.username, name=account.name, role=account.role, password=password, is_demo=True)
        user.email = f"{account.username}@example.org"
        apply_role(user)
        user.save()
        if account.province:
            UserProvince.objects.create(user=user, province_id=account.province)
        if account.role == Role.AGENCY:
            AgencyMember.objects.create(user=user, agency=Agency.objects.get(code=AGENCY))
        found[account.username] = user
    return found
