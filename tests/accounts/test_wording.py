"""The sign-in library's pages speak the Thai of this system."""

from pathlib import Path

import allauth
import pytest
from babel.messages.pofile import read_po
from django.urls import reverse

from accounts import wording

TEXTS = [
    *wording.SIGN_IN,
    *wording.PASSWORD,
    *wording.EMAIL,
    *wording.SECOND_FACTOR,
    *wording.MAIL,
]


def test_every_text_is_one_of_the_library():
    path = Path(allauth.__file__).parent / "locale/th/LC_MESSAGES/django.po"
    with path.open("rb") as file:
        theirs = {message.id for message in read_po(file)}
    assert [text for text in TEXTS if text not in theirs] == []


@pytest.mark.django_db
def test_what_a_password_must_be_is_said_in_thai(client_of, staff):
    page = client_of(staff).get(reverse("account_change_password")).content.decode()
    assert "รหัสผ่านต้องมีอย่างน้อย 12 ตัวอักษร" in page
    assert "Your password" not in page


@pytest.mark.django_db
def test_our_words_come_before_those_of_the_library(client):
    page = client.get(reverse("account_reset_password")).content.decode()
    assert "ระบบจะส่งลิงก์สำหรับตั้งรหัสผ่านใหม่ไปให้ทางอีเมล" in page
    assert "รีเซ็" not in page


@pytest.mark.django_db
def test_nobody_is_written_to_who_has_no_account(client, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert mailoutbox == []
