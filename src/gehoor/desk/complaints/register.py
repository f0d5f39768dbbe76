"""The register for team leads: counts only, and the same as a file."""

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gehoor.complaints import register, rules
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from .. import rail

FIRST_YEAR = 2000


@requires(Capability.OVERSEE)
@require_GET
def show(request):
    """Four quarters of one year."""
    year = _year(request)
    return render(request, "desk/complaints/register.html", {
        "year": year, "quarters": register.of_year(year), "smallest": register.SMALLEST, "law": rules.current().law, "rail": rail.links(request.user, "complaints"),
        "earlier": year - 1 if year > FIRST_YEAR else None, "later": year + 1 if year < timezone.localdate().year else None,
    })


@requires(Capability.OVERSEE)
@require_GET
def download(request):
    """The same as CSV, for the yearly report (Awb 9:12a); without anything that tells of a person."""
    year = _year(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="klachtenregister-{year}.csv"'
    response.write("\ufeff")  # so that spreadsheets read it as UTF-8
    sheet = csv.writer(response, delimiter=";")
    sheet.writerow([_("year"), _("quarter"), _("counted"), _("what"), _("number")])
    for quarter in register.of_year(year):
        few = _("fewer than %(number)s") % {"number": register.SMALLEST}
        rows = [(_("received"), "", quarter.received), *((_("subject"), *one) for one in quarter.topics),
                *((_("result"), *one) for one in quarter.results)]
        for counted, what, number in rows:
            sheet.writerow([year, quarter.number, counted, what, few if number is None else number])
        if quarter.in_time is not None:
            sheet.writerow([year, quarter.number, _("in time, percent"), "", quarter.in_time])
    return response


def _year(request) -> int:
    typed = request.GET.get("year", "")
    today = timezone.localdate().year
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) == 4 and FIRST_YEAR <= int(typed) <= today else today
