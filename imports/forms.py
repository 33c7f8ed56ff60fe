"""Uploading a file, and deciding what is written of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from imports.books import BOOKS, book_of
from imports.books.organisations import ORGANISATIONS
from imports.models import Duplicates, Import, Verdict
from imports.preview import heading_of
from imports.reading.limits import FILE_BYTES, MEGABYTE


def _books() -> list[tuple[str, Any]]:
    return [(book.slug, book.title) for book in BOOKS.values()]


class UploadForm(forms.Form):
    book = forms.ChoiceField(label=_("What the file holds"), choices=_books, initial=ORGANISATIONS.slug)
    file = forms.FileField(
        label=_("File to import"),
        help_text=format_lazy(
            "{} {} MB", _("Excel (.xlsx, .xls), LibreOffice (.ods) or CSV, at most"), FILE_BYTES // MEGABYTE
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.tsv,.txt"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Choose the file with your records."),
        },
    )
    verified = forms.BooleanField(
        label=_("The organisations of this file are already verified: publish them at once"),
        help_text=_("Without this, the ministry's staff see them at once, and the public once they are verified."),
        required=False,
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        # A page that was opened before there were books knows of organisations only.
        given = {"book": ORGANISATIONS.slug, **data.dict()} if data is not None else None
        super().__init__(given, *args, **kwargs)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("verified") and answers.get("book") != ORGANISATIONS.slug:
            self.add_error("verified", _("Only organisations are verified. Take the tick away."))
        return answers

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > FILE_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(megabytes)s MB. Split it into several files and upload each."),
                params={"megabytes": FILE_BYTES // MEGABYTE},
            )
        return file


class CommitForm(forms.Form):
    """Only the questions that the file raises are asked."""

    leave_out_errors = forms.BooleanField(required=False)
    duplicates = forms.ChoiceField(
        label=_("What to do with possible duplicates"),
        choices=Duplicates.choices,
        initial=Duplicates.SKIP,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, imported: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        errors = imported.counts.get(Verdict.ERROR, 0)
        self.fields["leave_out_errors"].label = ngettext(
            "Leave out the %(count)s row with errors and import the rest",
            "Leave out the %(count)s rows with errors and import the rest",
            errors,
        ) % {"count": f"{errors:,}"}
        if not errors:
            del self.fields["leave_out_errors"]
        if not imported.counts.get(Verdict.DUPLICATE):
            del self.fields["duplicates"]

    @property
    def leaves_out_errors(self) -> bool:
        return bool(self.cleaned_data.get("leave_out_errors"))

    @property
    def decision(self) -> Duplicates:
        return Duplicates(self.cleaned_data.get("duplicates") or Duplicates.SKIP)


class UndoForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the import is undone"),
        help_text=_("It stands in the history of every record."),
        max_length=300,
        error_messages={"required": _("Say why, so that whoever reads the history understands.")},
    )
    the_rest = forms.BooleanField(required=False)

    def __init__(self, *args: Any, blocked: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not blocked:
            del self.fields["the_rest"]
            return
        self.fields["the_rest"].required = True
        self.fields["the_rest"].label = ngettext(
            "Leave the %(count)s record below as it is and undo the rest",
            "Leave the %(count)s records below as they are and undo the rest",
            blocked,
        ) % {"count": f"{blocked:,}"}
        self.fields["the_rest"].error_messages["required"] = _(
            "Not everything can be undone. Tick this to undo the rest, or cancel."
        )


class ColumnField(forms.ChoiceField):
    """A question to which leaving the column out is an answer too, so that no page calls it optional."""

    is_answered_by_nothing = True


class ColumnsForm(forms.Form):
    """One question for each column of the file: which of ours it is. Two cannot be the same."""

    def __init__(self, *args: Any, imported: Import, samples: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book_of(imported)
        named = ((column.key, heading_of(column.key, self.book)) for column in self.book.columns)
        choices = [("", _("(skip this column)")), *named]
        for place, one in enumerate(imported.headings):
            if not one["heading"].strip() or one["column"] in ("why", "row_number"):
                continue
            self.fields[f"column-{place}"] = ColumnField(
                label=_("Column %(letter)s “%(heading)s”") % {"letter": one["letter"], "heading": one["heading"][:80]},
                help_text=samples.get(place, ""),
                choices=choices,
                required=False,
                initial=one["column"],
            )

    @property
    def said(self) -> dict[int, str]:
        return {int(name.removeprefix("column-")): value for name, value in self.cleaned_data.items()}

    def clean(self) -> None:
        taken: dict[str, str] = {}
        for name, value in list(self.cleaned_data.items()):
            if value and value in taken:
                self.add_error(name, _("Another column is read as this already. Choose one of the two."))
            taken[value] = name
        missing = [column for column in self.book.columns if column.required and column.key not in taken]
        if missing and self.book.identity not in taken:
            raise forms.ValidationError(
                _("Say which columns these are: %(headings)s. A new record needs them."),
                params={"headings": ", ".join(heading_of(column.key, self.book) for column in missing)},
            )
