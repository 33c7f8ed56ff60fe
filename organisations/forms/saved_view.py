from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.actions.saved_views import sharings
from organisations.choices import Sharing
from organisations.forms.fields import TidyField
from organisations.models import SavedView


class SavedViewForm(forms.Form):
    """The name of a view, and who may use it."""

    name = TidyField(label=_("Name of the view"), max_length=80, help_text=_("Such as “Foundations of the North”."))
    sharing = forms.ChoiceField(
        label=_("Who may use it"),
        widget=forms.RadioSelect,
        help_text=_("Each person finds what he or she may see, never what you see."),
    )

    def __init__(self, data: Any = None, *, user: Any, view: SavedView | None = None) -> None:
        initial = {"name": view.name, "sharing": view.sharing} if view else {"sharing": Sharing.ME}
        super().__init__(data, initial=initial)
        choices = [(sharing.value, sharing.label) for sharing in sharings(user)]
        self.fields["sharing"].choices = choices  # type: ignore[attr-defined]  # it is a ChoiceField
