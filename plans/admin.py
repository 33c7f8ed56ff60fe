"""Administrators say who reports for which agency. Plans themselves come from their documents."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from plans.models import Agency, AgencyMember


class AgencyMemberInline(admin.TabularInline):
    model = AgencyMember
    extra = 0
    autocomplete_fields = ["user"]


@admin.register(Agency)
class AgencyAdmin(admin.ModelAdmin):
    list_display = ["name_th", "abbreviation", "code", "kind", "parent"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name_th", "name_en", "abbreviation", "code"]
    # What a plan's document says of an agency would be said again by the next loading.
    readonly_fields = ["code", "name_th", "name_en", "abbreviation", "kind", "parent"]
    inlines = [AgencyMemberInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Agency | None = None) -> bool:
        return False
