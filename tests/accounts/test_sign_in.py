import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from accounts.permissions import Role
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def sign_in(client, login, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": login, "password": password})


def test_signs_in_by_username_and_password(client, coordinator):
    response = sign_in(client, "coordinator")
    assert (response.status_code, response.url) == (302, "/")
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_signs_in_by_email(client, coordinator):
    assert sign_in(client, "coordinator@example.go.th").status_code == 302


def test_a_wrong_password_says_so_in_thai_and_keeps_the_name(client, coordinator):
    page = sign_in(client, "coordinator", "wrong").content.decode()
    assert "<title>ข้อผิดพลาด:" in page
    assert 'value="coordinator"' in page


def test_a_deactivated_account_cannot_sign_in(client, coordinator):
    coordinator.is_active = False
    coordinator.save()
    sign_in(client, "coordinator")
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_five_wrong_passwords_lock_the_account_and_not_the_office(client, coordinator, staff):
    for _ in range(5):
        sign_in(client, "coordinator", "wrong")
    assert sign_in(client, "coordinator").status_code != 302
    assert sign_in(client, "staff").status_code == 302


@pytest.mark.parametrize(
    ("role", "status"), [(Role.STAFF, 302), (Role.ADMIN, 302), (Role.COORDINATOR, 200), (Role.COMMITTEE, 200)]
)
def test_real_accounts_over_the_whole_countrys_personal_data_need_a_second_factor(client_of, role, status):
    user = UserFactory(role=role, is_demo=False)
    response = client_of(user).get("/")
    assert response.status_code == status
    if status == 302:
        assert response.url == reverse("mfa_activate_totp")


def test_with_a_second_factor_the_page_opens(client_of):
    user = UserFactory(role=Role.STAFF, is_demo=False)
    TOTP.activate(user, generate_totp_secret())
    assert client_of(user).get("/").status_code == 200


def test_strangers_cannot_make_an_account(client):
    response = client.post(
        reverse("account_signup"), {"username": "x", "email": "x@example.org", "password1": "correct horse 1"}
    )
    assert response.status_code == 200
    assert "บัญชี" in response.content.decode()
    assert sign_in(client, "x", "correct horse 1").status_code == 200
