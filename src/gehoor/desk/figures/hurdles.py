"""Hurdles by week and channel: a page, the same as a file, and in one line above a conversation."""

import csv
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from gehoor.conversations import hurdle_figures as figures
from gehoor.conversations.models import Hurdle
from gehoor.postroom import channel
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

from .. import rail

WEEKS = 12
Kind = Hurdle.Kind


@dataclass(frozen=True, slots=True)
class Row:
    """One week in the table; `cells` by the kinds of the columns."""

    week: date
    figures: figures.Figures
    cells: list[str]


@requires(Capability.OVERSEE)
@require_GET
def show(request):
    """The weeks of one channel, or of all together."""
    found = figures.by_week(WEEKS)
    kinds = {kind for channels in found.values() for kind in channels}
    channels = [config for config in channel.all_channels() if config.kind in kinds]
    asked = next((config for config in channels if config.kind == request.GET.get("channel")), None)
    weeks = {week: there.get(asked.kind, figures.Figures()) if asked else figures.of_all(there) for week, there in found.items()}
    columns = [kind for kind in Kind if any(kind in one.hurdles for one in weeks.values() if one.is_told)]
    return render(request, "desk/figures/hurdles.html", {
        "weeks": [Row(week, one, [_cell(one, kind) for kind in columns] if one.is_told else []) for week, one in weeks.items()],
        "columns": columns, "span": len(columns) + 2, "channels": channels, "asked": asked, "fewest": figures.FEWEST,
        "rail": rail.links(request.user, "in_time"),
    })


@requires(Capability.OVERSEE)
@require_GET
def download(_request):
    """The same of all channels as CSV; weeks of too few contacts say so."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="drempels.csv"'
    response.write("\ufeff")  # so that spreadsheets read it as UTF-8
    sheet = csv.writer(response, delimiter=";")
    sheet.writerow([_("week from"), _("channel"), _("contacts"), _("met a hurdle, percent"), *(kind.label for kind in Kind),
                    _("waited, minutes on average")])
    names = {config.kind: config.title for config in channel.all_channels()}
    few = _("fewer than %(number)s") % {"number": figures.FEWEST}
    for week, channels in figures.by_week(WEEKS).items():
        for kind, one in channels.items():
            sheet.writerow([week.isoformat(), names.get(kind, kind), *(_counts(one) if one.is_told else [few])])
    return response


def _counts(one: figures.Figures) -> list:
    often = [one.waited if kind == Kind.WAIT else one.hurdles.get(kind, (0, 0))[1] for kind in Kind]
    return [one.contacts, one.percent, *often, "" if one.waited_minutes is None else one.waited_minutes]


def _cell(one: figures.Figures, kind: str) -> str:
    if kind != Kind.WAIT:
        return str(one.per_hundred(kind))
    if one.waited_minutes is None:
        return str(one.waited)
    return _("%(times)s, on average %(minutes)s min") % {"times": one.waited, "minutes": one.waited_minutes}


def in_words(conversation) -> str:
    """What the person had to put up with so far, in words; empty where there was nothing. No query."""
    amounts = {found["kind"]: found["amount"] for found in conversation.hurdle_facts or []}
    amounts[Kind.TRANSFER] = conversation.transfers
    return ", ".join(say(amounts[kind]) for kind, say in _WORDS.items() if amounts.get(kind))


def _waited(seconds: int) -> str:
    if seconds < 60:
        return _("waited less than a minute")
    minutes = round(seconds / 60)
    return ngettext("waited %(number)s minute", "waited %(number)s minutes", minutes) % {"number": minutes}


_WORDS = {
    Kind.TRANSFER: lambda number: ngettext("handed over %(number)s time", "handed over %(number)s times", number) % {"number": number},
    Kind.WAIT: _waited,
    Kind.REPEAT: lambda number: ngettext("had to come back %(number)s time", "had to come back %(number)s times", number) % {"number": number},
    Kind.MISSED: lambda number: ngettext("missed our call %(number)s time", "missed our call %(number)s times", number) % {"number": number},
    Kind.MENU: lambda number: ngettext("%(number)s choice in a menu", "%(number)s choices in a menu", number) % {"number": number},
    Kind.BOT_TURN: lambda number: ngettext("%(number)s turn with a machine", "%(number)s turns with a machine", number) % {"number": number},
}
