"""The second process of long files: the same rows come out, and its end is noticed."""

import os
from datetime import date

import pytest
from django.db import connection

from imports import checking
from imports.helper import Order, helped
from imports.reading import UnreadableFileError
from organisations.terms import current_terms
from tests.factories.imports import RIGHT, checked, csv_of
from tests.factories.organisations import OrganisationFactory


@pytest.fixture
def order():
    return Order(
        {0: "name_th", 1: "province"}, current_terms(), date(2026, 11, 22), None, str(connection.settings_dict["NAME"])
    )


@pytest.mark.django_db(transaction=True)
def test_it_makes_no_difference(admin, monkeypatch):
    held = OrganisationFactory(name_th="สมาคมรักษ์แม่น้ำปิง", province_id="50", email="ping@example.org")
    rows = [
        RIGHT,
        {**RIGHT, "ชื่อองค์กร": "สมาคมรักแม่น้ำปิง", "อีเมล": "ping@example.org"},
        {**RIGHT, "ชื่อองค์กร": "มูลนิธิ\\ทดสอบ \t ๑", "จังหวัด": "ไม่มี"},
        {**RIGHT, "รหัสทะเบียน": held.code, "โทรศัพท์": "053 123 456"},
        {**RIGHT, "รหัสทะเบียน": held.code},
        {**RIGHT, "วันที่จดทะเบียน": "1/1/2999", "รหัสไปรษณีย์": "abc"},
        RIGHT,
    ]
    rows += [{**RIGHT, "ชื่อองค์กร": f"สมาคมคนรักป่า แห่งที่ {number}", "จังหวัด": "สงขลา"} for number in range(3)]
    found = []
    for helped_from in (1_000_000, 0):
        monkeypatch.setattr(checking, "HELPED_FROM", helped_from)
        imported = checked(csv_of(rows), by=admin)
        names = [field.attname for field in imported.rows.model._meta.concrete_fields[2:]]
        found.append((imported.counts, list(imported.rows.order_by("number").values(*names))))
    assert found[0] == found[1]
    assert len({row["verdict"] for row in found[0][1]}) >= 4


@pytest.mark.django_db
def test_a_reading_child_that_died_is_told(order):
    with helped() as helper:
        helper.begin(order)
        os.write(helper.pipe.writing, '[[2,["สมาคม","สงขลา"]]]\n'.encode())
        helper.pipe.close_writing()
        rows = helper.rows()
        assert next(rows).read == {"name_th": "สมาคม", "province": "90"}
        with pytest.raises(UnreadableFileError, match="too_heavy"):
            next(rows)
        assert sorted(helper.each(divmod, [(n, 2) for n in range(7, 13)])) == [(n // 2, n % 2) for n in range(7, 13)]


@pytest.mark.django_db
def test_a_helper_that_died_is_not_the_fault_of_the_file(order):
    with helped() as helper:
        helper.begin(order)
        helper._process.kill()
        with pytest.raises(RuntimeError, match="has died"):
            next(helper.rows())
