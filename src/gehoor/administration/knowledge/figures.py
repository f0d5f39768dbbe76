"""For editors: how the assistant does with what they wrote."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from gehoor.assistant import shown

from .articles import writes


@writes
@require_GET
def show(request):
    """Weeks, subjects, and what employees told; of one subject by `?subject=`."""
    return render(request, "administration/knowledge/figures.html", shown.facts(request.GET.get("subject", "")[:100]))
