from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime


class SeenMixin(forms.BaseForm):
    """A form that knows in which state its row was read, to notice that two people edit at once.

    The form declares a hidden field `seen`.
    """

    def remember(self, row: Any) -> None:
        """Note the row's state in the form that is shown."""
        self.initial["seen"] = row.updated_at.isoformat()

    @property
    def seen_at(self) -> datetime | None:
        """The row's updated_at when the form was opened; None for a new row."""
        try:
            return parse_datetime(self.cleaned_data.get("seen", ""))
        except ValueError:
            return None

    def sent_again_for(self, current: Any) -> None:
        """After a conflict: the same answers, as a form that has seen the row as it is now."""
        self.data = {**{name: self.data.get(name) for name in self.data}, "seen": current.updated_at.isoformat()}


def seen_field() -> forms.CharField:
    return forms.CharField(widget=forms.HiddenInput, required=False)
