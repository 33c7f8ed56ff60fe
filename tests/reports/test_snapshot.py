import json
import random

import pytest
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from indicators import figures
from organisations.models import Organisation
from reports import snapshot
from reports.content import document
from reports.content.blocks import Table
from reports.frozen.lists import of_period
from reports.models import Report
from reports.scope import scope_of
from reports.snapshot.canonical import plain
from reports.snapshot.indicators import record_list
from tests.factories.organisations import OrganisationFactory
from tests.factories.reports import half_year, written_year
from tests.reports.conftest import NASTY
from thai.periods import Period


def _value(parts, code):
    return next(part["value"] for part in parts if part["code"] == code)


def test_only_verified_organisations_are_counted(frozen):
    registry = frozen["sections"]["registry"]
    assert registry["total"] == Organisation.objects.published().count()
    assert "ยังไม่ตรวจสอบ" not in snapshot.canonical(frozen).decode()


def test_registry_figures_equal_a_count_one_by_one(frozen):
    registry = frozen["sections"]["registry"]
    verified = list(Organisation.objects.published())
    for code in ("01", "04", "17", "20"):
        assert _value(registry["issue"], code) == sum(code in each.issues for each in verified)
    for code in ("10", "50", "90", "96"):
        assert _value(registry["provinces"], code) == sum(each.province_id == code for each in verified)
    for code in ("foundation", "association"):
        assert _value(registry["form"], code) == sum(each.legal_form == code for each in verified)
    assert sum(part["value"] for part in registry["regions"]) == len(verified)
    assert len(registry["provinces"]) == 77


def test_indicator_figures_are_those_of_the_indicator_pages(frozen):
    plan = half_year().plan
    for row in frozen["sections"]["indicators"]["indicators"]:
        indicator = plan.indicators.get(code=row["code"])
        figure = figures.figure(indicator, Period.parse("2565-H1"))
        assert (row["value"], row["previous"], row["records"]) == (
            plain(figure.value),
            plain(figure.previous),
            figure.records,
        )
        places = figures.by_province(indicator, Period.parse("2565-H1"))
        assert [part["value"] for part in row["places"]["provinces"]] == [
            plain(part.value) for part in places.provinces
        ]


def test_records_behind_a_figure_are_named_with_their_versions(frozen):
    plan = half_year().plan
    refs = figures.record_refs(plan.indicators.get(code="G2"), Period.parse("2565-H1"))
    behind = frozen["records"]["indicators/G2"]
    assert (behind["model"], behind["periods"][0]) == ("indicators.supportreceived", "2565-H1")
    assert of_period(behind, "2565-H1") == [[ref.id, ref.version] for ref in refs]
    assert all(ref.version for ref in refs)


def test_the_records_of_every_period_that_a_series_tells_are_named(frozen):
    for row in frozen["sections"]["indicators"]["indicators"]:
        behind = frozen["records"][f"indicators/{row['code']}"]
        assert [len(of_period(behind, each["period"])) for each in row["series"]] == [
            each["records"] for each in row["series"]
        ]


def test_a_record_counts_for_its_period_after_any_number_of_others(frozen):
    indicator = half_year().plan.indicators.get(code="G2")
    before_the_plan = [Period(2400 + year) for year in range(60)]
    found = record_list(indicator, [*before_the_plan, Period.parse("2565-H1")], Q(), timezone.localdate())
    assert of_period(found, "2565-H1") == of_period(frozen["records"]["indicators/G2"], "2565-H1")
    assert len(of_period(found, "2565-H1")) > 0


def test_what_was_not_reported_stays_null_and_zero_stays_zero(frozen):
    money = frozen["sections"]["money"]
    assert money["budget"] == "81000000.00"
    assert money["in_period"]["received"] == "1250000.50"
    assert money["to_date"]["received"] == "1750000.50"
    assert money["in_period"]["disbursed"] == "0.00"
    lines = {node["number"]: node for node in money["nodes"]}
    assert lines["1.2"]["in_period"]["received"] is None
    assert lines["1"]["budget"] is None


def test_a_report_that_is_not_accepted_is_not_told(frozen):
    reports = {node["number"]: node["report"] for node in frozen["sections"]["progress"]["nodes"]}
    assert reports["1.3"] is None
    assert (reports["1.1"]["status"], reports["1.1"]["percent"]) == ("on_track", 40)
    assert reports["1.2"]["outputs"] == NASTY


def test_discipline_tells_who_reported(frozen):
    (period,) = frozen["sections"]["discipline"]["periods"]
    assert (period["expected"], period["received"], period["late"], period["missing"]) == (15, 3, 0, 12)


def test_forum_tells_the_latest_follow_up(frozen):
    forum = frozen["sections"]["forum"]
    assert [len(proposal["follow_ups"]) for proposal in forum["proposals"]] == [1, 0]
    assert forum["proposals"][0]["follow_ups"][0]["status"] == "in_progress"


def test_no_personal_data_are_frozen(frozen):
    assert "ห้ามเปิดเผย" not in snapshot.canonical(frozen).decode()


def test_the_seal_survives_the_database_and_any_order_of_keys(frozen):
    digest = snapshot.digest_of(frozen)
    scope = half_year()
    report = Report.objects.create(kind=scope.kind, plan=scope.plan, period="2565-H1", snapshot=frozen)
    report.refresh_from_db()
    assert snapshot.digest_of(report.snapshot) == digest
    shuffled = list(frozen.items())
    random.Random(1).shuffle(shuffled)
    assert snapshot.digest_of(dict(shuffled)) == digest
    content = Report.objects.content_of(report.pk)
    assert content == {key: value for key, value in frozen.items() if key != "records"}


def test_one_changed_letter_breaks_the_seal(frozen):
    digest = snapshot.digest_of(frozen)
    frozen["sections"]["registry"]["total"] += 1
    assert snapshot.digest_of(frozen) != digest


def test_no_float_and_no_unknown_thing_is_ever_frozen(frozen):
    def floats(thing):
        if isinstance(thing, dict):
            return [found for value in thing.values() for found in floats(value)]
        if isinstance(thing, list):
            return [found for value in thing for found in floats(value)]
        return [thing] if isinstance(thing, float) else []

    assert floats(json.loads(snapshot.canonical(frozen))) == []
    with pytest.raises(TypeError):
        plain(1.5)
    with pytest.raises(TypeError):
        snapshot.canonical({"a": {1, 2}})


def test_a_provincial_snapshot_counts_its_province_alone(rows):
    frozen = snapshot.take(scope_of("provincial", "cso-1", "2565", "50"))
    assert frozen["sections"]["registry"]["total"] == 2
    plan = half_year().plan
    for row in frozen["sections"]["indicators"]["indicators"]:
        figure = figures.figure(plan.indicators.get(code=row["code"]), Period.parse("2565"), "50")
        assert row["value"] == plain(figure.value)


@pytest.mark.django_db(transaction=True)
def test_all_is_read_as_of_one_moment():
    from threading import Thread

    def add():
        OrganisationFactory(verified_at=timezone.now())
        connection.close()

    with snapshot.one_moment():
        before = Organisation.objects.count()
        other = Thread(target=add)
        other.start()
        other.join()
        assert Organisation.objects.count() == before
    assert Organisation.objects.count() == before + 1


def test_discipline_tells_of_every_agency_and_every_province(rows):
    written_year("50", state="submitted")
    written_year("90", state="draft")
    frozen = snapshot.take(half_year())
    provinces = frozen["sections"]["discipline"]["provinces"]
    assert len(provinces) == 77
    assert [province["code"] for province in provinces if province["state"]] == ["50"]
    chapter = next(each for each in document(frozen, "", language="en").chapters if each.code == "discipline")
    tables = {block.sheet: block for block in chapter.blocks if isinstance(block, Table)}
    agencies = {row.cells[0].value: [cell.value for cell in row.cells[1:]] for row in tables["Agencies 1/2565"].rows}
    for name, (expected, received, late, returned, missing) in agencies.items():
        mine = [
            node
            for node in frozen["sections"]["discipline"]["periods"][0]["nodes"]
            if name in [agency["printed"] for agency in node["lead"]]
        ]
        assert (expected, received, late, returned) == (
            len(mine),
            sum(bool(node["submitted_at"]) for node in mine),
            0,
            0,
        )
        assert missing == expected - received
    assert len(tables["Provinces' reports"].rows) == 77
