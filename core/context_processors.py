from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core import formats, navigation


def site(request: HttpRequest) -> dict[str, Any]:
    """The frame of every page: `menu`, worked out when a template asks for it, and `language_code` ("th" or "en")."""
    return {
        "menu": SimpleLazyObject(lambda: navigation.main_menu(request)),
        "language_code": formats.language(),
    }
