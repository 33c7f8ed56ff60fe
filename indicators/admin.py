"""KPI records and values in the admin: to look at, never to change. Changes go through the actions and their rules."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from indicators.models import CommitteeSeat, LegalMeasure, Network, SupportReceived, SupportSystem, Value


class ReadOnlyAdmin(admin.ModelAdmin):
    list_select_related = ["province"]
    list_filter = ["province__region"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(CommitteeSeat)
class CommitteeSeatAdmin(ReadOnlyAdmin):
    list_display = ["committee", "organisation", "level", "province", "from_on", "to_on", "withdrawn_at"]
    list_select_related = ["province", "organisation"]


@admin.register(SupportReceived)
class SupportReceivedAdmin(ReadOnlyAdmin):
    list_display = ["organisation", "source", "sector", "kind", "amount", "received_on", "province", "withdrawn_at"]
    list_select_related = ["province", "organisation"]


@admin.register(LegalMeasure)
class LegalMeasureAdmin(ReadOnlyAdmin):
    list_display = ["title", "kind", "change", "agency", "in_force_on", "withdrawn_at"]
    list_select_related = ["agency"]


@admin.register(SupportSystem)
class SupportSystemAdmin(ReadOnlyAdmin):
    list_display = ["name", "kind", "owner", "in_service_on", "out_of_service_on", "withdrawn_at"]
    list_select_related = ["owner"]


@admin.register(Network)
class NetworkAdmin(ReadOnlyAdmin):
    list_display = ["name", "form", "level", "province", "active_from", "active_to", "withdrawn_at"]


@admin.register(Value)
class ValueAdmin(ReadOnlyAdmin):
    list_display = ["indicator", "period", "province", "number", "numerator", "denominator", "reached"]
    list_select_related = ["indicator", "province"]
