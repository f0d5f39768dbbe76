"""Pages that fail in each of the ways that are no defect, and one that is."""

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.urls import include, path
from psycopg import errors
from psycopg_pool import PoolTimeout

from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability


def database_away(request):
    raise OperationalError("connection to server at 10.1.2.3 failed: FATAL: password of fatima@example.nl")


def pool_empty(request):
    raise PoolTimeout("no connection after 10 s")


def disk_full(request):
    with connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END $$")


def defect(request):
    raise errors.UniqueViolation("DETAIL: Key (value)=(fatima@example.nl, 06 12 34 56 78) already exists.")


def refused(request, token):
    raise PermissionDenied


@requires(Capability.HANDLE)
def form(request):
    return HttpResponse(request.POST.get("text", "page"))


urlpatterns = [
    path("", include("gehoor.core.urls")),
    path("account/", include("gehoor.staff.account_urls")),
    path("away/", database_away),
    path("pool/", pool_empty),
    path("full/", disk_full),
    path("defect/", defect),
    path("form/", form),
    path("refused/<token>/", refused),
]
handler400 = "gehoor.core.errors.bad_request"
handler403 = "gehoor.core.errors.forbidden"
handler404 = "gehoor.core.errors.not_found"
handler500 = "gehoor.core.errors.server_error"
