"""A plan as a workbook: the same document out and in, and every mistake by sheet and row."""

# ruff: noqa: E501 - a table of mistakes is read a line at a time

import io

import pytest
import python_calamine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from plans.actions import load_plan
from plans.models import Plan
from plans.reading import DocumentError, read
from plans.sheets import as_workbook, read_workbook
from tests.factories.plans import DOCUMENTS
from tests.plans.test_checks import DOCUMENT

pytestmark = pytest.mark.django_db


def tables(content):
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def saved(sheets):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    page.write(number, column, value)
    return out.getvalue()


def with_cell(sheet, row, column, value):
    """The sample plan's workbook with one cell written anew; the row as the spreadsheet program shows it."""
    found = tables(as_workbook(read(DOCUMENT.encode()).data))
    rows = found[sheet]
    rows[row - 1][rows[0].index(column)] = value
    return saved(found)


@pytest.mark.parametrize("code", ["cso-1", "codi-2563", "somswd-2564"])
def test_out_and_in_it_is_the_same_document(client, code):
    given = (DOCUMENTS / f"{code}.yaml").read_bytes()
    load_plan(content=given, by=None)
    answer = client.get(reverse("plans:workbook", args=[code]))
    assert answer["Content-Disposition"] == f'attachment; filename="{code}.xlsx"'
    assert read_workbook(answer.content).data == read(given).data
    _plan, changes = load_plan(content=answer.content, by=None)
    assert (changes.created, changes.changed, changes.removed) == (0, 0, 0)


def test_a_workbook_that_a_person_saved_loads_as_the_document_does():
    data = read(DOCUMENT.encode()).data
    assert read_workbook(saved(tables(as_workbook(data)))).data == data


@pytest.mark.parametrize(
    ("cell", "where", "reason"),
    [
        (("plan", 7, "value", "สองพันห้าร้อย"), ("plan", 7), "“first_year” must be a whole number, not “สองพันห้าร้อย”."),
        (("plan", 2, "name", "formats"), ("plan", 2), "“formats” is not known here. Check its spelling, or leave it out."),
        (("parts", 2, "agency", "abroad"), ("parts", 2), "“abroad” is not among the agencies of this document."),
        (("parts", 2, "role", "boss"), ("parts", 2), "“boss” is not a value of “role”. Choose from: lead, supporting."),
        (("parts", 2, "node", "9"), ("parts", 2), "“9” is not among the rows that this one may belong to. Check “node”."),
        (("nodes", 3, "under", "9"), ("nodes", 3), "“9” is not a number of this sheet. Say under which row this one stands."),
        (("nodes", 2, "under", "1.1"), ("nodes", 2), "“1” stands within itself."),
        (("nodes", 4, "number", "1.1"), ("nodes", 4), "“1.1” stands on line 3 already. Every one needs its own."),
        (("nodes", 4, "first_year", 2570), ("nodes", 4), "2570 is outside the plan, which runs from 2564 to 2565."),
        (("indicators", 2, "baseline.value", "มาก"), ("indicators", 2), "“value” must be a number, not “มาก”."),
        (("targets", 2, "indicator", "A9"), ("targets", 2), "“A9” is not among the rows that this one may belong to. Check “indicator”."),
        (("targets", 2, "period", "2566-H1"), ("targets", 2), "2566-H1 is outside the plan, which runs from 2564 to 2565."),
        (("agencies", 3, "parent", "nowhere"), ("agencies", 3), "“nowhere” is not among the agencies of this document."),
        (("budget_lines", 2, "province", "99"), ("budget_lines", 2), "“99” is not the code of a province."),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_whole_with_sheet_and_row(cell, where, reason):
    with pytest.raises(DocumentError) as refused:
        load_plan(content=with_cell(*cell), by=None)
    found = [((problem.sheet, problem.line), problem.said_in("en")) for problem in refused.value.problems]
    assert (where, reason) in found
    assert not Plan.objects.exists()


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500, saved({"อื่น": [["ก"]]})])
def test_what_is_no_plans_workbook_is_refused(content):
    with pytest.raises(DocumentError):
        load_plan(content=content, by=None)


def test_an_uploaded_workbook_is_looked_at_as_text(staff, client_of):
    content = as_workbook(read(DOCUMENT.encode()).data)
    page = client_of(staff).post(reverse("plans:load"), {"file": SimpleUploadedFile("plan.xlsx", content), "text": ""})
    assert page.context["preview"].code == "test-plan"
    assert read(page.context["form"].initial["text"].encode()).data == read(DOCUMENT.encode()).data
    assert not Plan.objects.exists()


def test_a_broken_workbook_names_sheet_and_row_on_the_page_and_in_the_command(staff, client_of, tmp_path, capsys):
    content = with_cell("agencies", 3, "parent", "nowhere")
    page = client_of(staff).post(reverse("plans:load"), {"file": SimpleUploadedFile("plan.xlsx", content), "text": ""})
    assert "แผ่นงาน “agencies” แถว 3" in page.content.decode()
    (tmp_path / "plan.xlsx").write_bytes(content)
    with pytest.raises(CommandError):
        call_command("load_plan", str(tmp_path / "plan.xlsx"))
    assert "line agencies!3: “nowhere” is not among the agencies of this document." in capsys.readouterr().err
