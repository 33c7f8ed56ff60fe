from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core import formats, navigation


def site(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page needs: `menu` and `language_code` ("th" or "en"). Costs nothing until a template asks."""
    return {
        "menu": SimpleLazyObject(lambda: navigation.main_menu(request)),
        "language_code": formats.language(),
    }
