from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SealForm(forms.Form):
    """A seal as it is printed, or a file: is it a report of ours?"""

    LARGEST = 50 * 1024 * 1024

    seal = forms.CharField(
        label=_("Seal"),
        required=False,
        max_length=100,
        help_text=_("The letters and digits in the foot of each page (12) or on the cover (64)."),
    )
    file = forms.FileField(
        label=_("File of the report"), required=False, help_text=_("PDF, Word, Excel or HTML. It is not kept.")
    )

    def clean_seal(self) -> str:
        seal = re.sub(r"[\s\u200b…]", "", self.cleaned_data["seal"]).lower()
        if seal and not re.fullmatch(r"[0-9a-f]{12,64}", seal):
            raise forms.ValidationError(
                _("A seal has 12 to 64 of the signs 0–9 and a–f. Copy it from the foot of a page.")
            )
        return seal

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > self.LARGEST:
            raise forms.ValidationError(_("No report is larger than 50 MB, so this file is none of ours."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("seal") and not cleaned.get("file"):
            raise forms.ValidationError(_("Type the seal or choose the file."))
        return cleaned
