"""All articles in force as a file, to keep or to take in elsewhere."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from gehoor.knowledge import exporting

from .articles import writes


@writes
@require_GET
def download(request):
    """The same as `gehoor knowledge export`."""
    name = f"artikelen-{timezone.localdate():%Y-%m-%d}.json"
    return HttpResponse(exporting.as_json(exporting.records()), content_type="application/json; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store",
    })
