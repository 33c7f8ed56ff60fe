"""Forms of sign-in, where the library's do not say what is meant."""

from typing import Any

from allauth.account.forms import LoginForm as LibraryLoginForm
from django.utils.translation import gettext_lazy as _


class LoginForm(LibraryLoginForm):
    """Labels say what to type, above the boxes and not inside them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username or email")
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
