"""For everybody: how often the assistant is right, wrong, or does not know (requirement B8)."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from gehoor.assistant import shown


@require_GET
@cache_control(private=True, no_cache=True)
def measured(request):
    """The same weeks and subjects as our own people see."""
    asked = request.GET.get("subject", "")[:100]
    return render(request, "public/knowledge/measured.html", {**shown.facts(asked), "told": []})
