"""Options of the address fields, one level from the level above; htmx puts them into the page.

Open to everyone: the list of places is public. A form works without them, since it reads typed names.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from places.models import District, Subdistrict


@login_not_required
@require_safe
@cache_control(max_age=3600, private=True)
@vary_on_headers("Accept-Language", "Cookie")
def districts(request: HttpRequest) -> TemplateResponse:
    """Options of the districts of ``?province=CODE``; none for an unknown code."""
    places = District.objects.filter(province=request.GET.get("province", "").replace("\0", ""))
    return TemplateResponse(request, "places/options.html", {"places": places})


@login_not_required
@require_safe
@cache_control(max_age=3600, private=True)
@vary_on_headers("Accept-Language", "Cookie")
def subdistricts(request: HttpRequest) -> TemplateResponse:
    """Options of the subdistricts of ``?district=CODE``; none for an unknown code."""
    places = Subdistrict.objects.filter(district=request.GET.get("district", "").replace("\0", ""))
    return TemplateResponse(request, "places/options.html", {"places": places})


@login_not_required
@require_safe
@cache_control(max_age=3600, private=True)
@vary_on_headers("Accept-Language", "Cookie")
def postcodes(request: HttpRequest) -> TemplateResponse:
    """Options of the postal codes of ``?subdistrict=CODE``; none for an unknown code."""
    code = request.GET.get("subdistrict", "").replace("\0", "")
    found = Subdistrict.objects.filter(code=code).values_list("postcodes", flat=True).first()
    return TemplateResponse(request, "places/postcodes.html", {"postcodes": found or []})
