import pytest
from django.core.exceptions import PermissionDenied

from accounts import actions
from accounts.models import User
from accounts.permissions import RIGHTS, Right, Role
from places.models import Province

pytestmark = pytest.mark.django_db


def test_an_admin_makes_an_account_with_its_scope(admin):
    user = actions.create_user(
        username="new",
        name="สมหญิง",
        email="new@example.go.th",
        role=Role.COORDINATOR,
        provinces=Province.objects.filter(code__in=["50", "51"]),
        by=admin,
    )
    assert user.province_codes == {"50", "51"}
    assert not user.has_usable_password()
    assert (user.is_staff, user.is_superuser) == (False, False)


def test_the_scope_is_replaced_whole(admin, coordinator):
    actions.set_provinces(user=coordinator, provinces=Province.objects.filter(code="51"), by=admin)
    assert coordinator.province_codes == {"51"}


def test_only_admins_make_accounts(staff):
    with pytest.raises(PermissionDenied):
        actions.create_user(username="new", name="x", email="", role=Role.STAFF, by=staff)
    assert not User.objects.filter(username="new").exists()


def test_every_role_has_its_rights_and_only_admins_have_all():
    assert RIGHTS.keys() == set(Role)
    assert [role for role, rights in RIGHTS.items() if rights == set(Right)] == [Role.ADMIN]


def test_changes_of_an_account_are_in_its_history(admin, coordinator):
    coordinator.role = Role.STAFF
    coordinator.save()
    assert list(coordinator.events.order_by("pgh_id").values_list("pgh_label", "role")) == [
        ("insert", "coordinator"),
        ("update", "staff"),
    ]
