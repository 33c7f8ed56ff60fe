"""Writes about accounts. Deactivated accounts stay, so that history keeps its names."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User, UserProvince
from accounts.permissions import Right, Role, require
from places.models import Province


@transaction.atomic
def create_user(
    *, username: str, name: str, email: str, role: Role, provinces: Iterable[Province] = (), by: User
) -> User:
    """Make an account without a password: its owner sets one through the password reset mail."""
    require(by, Right.MANAGE_USERS)
    user = User(username=username, name=name, email=email, role=role)
    user.set_unusable_password()
    apply_role(user)
    user.save()
    set_provinces(user=user, provinces=provinces, by=by)
    return user


@transaction.atomic
def set_provinces(*, user: User, provinces: Iterable[Province], by: User) -> None:
    """Make `provinces` the whole scope of the account."""
    require(by, Right.MANAGE_USERS)
    wanted = {province.pk for province in provinces}
    kept = set(UserProvince.objects.filter(user=user).values_list("province_id", flat=True))
    UserProvince.objects.filter(user=user, province__in=kept - wanted).delete()
    UserProvince.objects.bulk_create(UserProvince(user=user, province_id=code) for code in sorted(wanted - kept))
    user.__dict__.pop("province_codes", None)


def apply_role(user: User) -> None:
    """Django's admin looks at these two flags; only our administrators enter it."""
    user.is_staff = user.is_superuser = user.role == Role.ADMIN
