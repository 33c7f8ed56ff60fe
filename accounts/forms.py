"""Forms of sign-in, where the library's do not say what is meant, and the filters of the register of looks."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm as LibraryLoginForm
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import ThaiDateField
from core.models import PersonalDataAccess


class LoginForm(LibraryLoginForm):
    """Labels say what to type, above the boxes and not inside them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username or email")
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)


class LooksForm(forms.Form):
    """What of the register of looks is asked for; everything may be left out."""

    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Who"), required=False, to_field_name="username", empty_label=_("Everybody")
    )
    kind = forms.ChoiceField(
        label=_("What happened"), required=False, choices=[("", _("Everything")), *PersonalDataAccess.Kind.choices]
    )
    code = forms.CharField(
        label=_("Registry code"), required=False, max_length=60, help_text=_("Of one record, such as CSO-0012340.")
    )
    since = ThaiDateField(label=_("From"), required=False)
    until = ThaiDateField(label=_("To"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        looked = PersonalDataAccess.objects.filter(user=OuterRef("pk"))
        self.fields["person"].queryset = User.objects.filter(Exists(looked)).order_by("name", "username")  # type: ignore[attr-defined]  # it is a ModelChoiceField

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).upper()

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        since, until = answers.get("since"), answers.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day lies before the first one. Check both."))
        return answers

    def asked(self) -> dict[str, Any]:
        """What is to be found, of the answers that are right: arguments of PersonalDataAccessQuerySet.filtered."""
        answers = self.cleaned_data if self.is_valid() or self.is_bound else {}
        return {
            "user": answers.get("person"),
            "kind": answers.get("kind", ""),
            "code": answers.get("code", ""),
            "since": answers.get("since"),
            "until": answers.get("until"),
        }
