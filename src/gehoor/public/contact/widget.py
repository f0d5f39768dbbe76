"""The widget: one script for any site, and the contact page small enough for its panel."""

import json

from csp.constants import SELF
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from gehoor.core import organisation
from gehoor.postroom import ways_in

from . import views

KEPT = 300  # seconds that a browser may keep the script


@require_GET
@cache_control(public=True, max_age=KEPT)
def script(request):
    """The same for everybody: button and panel, and the ways in as links for where no frame is let in."""
    words = {code: _words(code, organisation.of(request)) for code, _name in settings.LANGUAGES}
    # As in django.utils.html.json_script: nothing in it ends a script, or a text in backquotes.
    told = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    source = render_to_string("public/contact/widget.js", {"words": mark_safe(told)})
    return HttpResponse(source, content_type="text/javascript; charset=utf-8", headers={"Cross-Origin-Resource-Policy": "cross-origin"})


@require_GET
@cache_control(private=True, no_cache=True)
def panel(request):
    """The contact page in a frame, in the language of the page around it (`?taal=en`), on sites that were named for it."""
    language = request.GET.get("taal", "")
    with translation.override(language if language in dict(settings.LANGUAGES) else translation.get_language()):
        response = render(request, "public/contact/contact.html", {**views.told(request), "framed": True, "language": language})
    response._csp_update = {"frame-ancestors": [SELF, *organisation.of(request).widget_sites.split()]}
    response.xframe_options_exempt = True  # it knows one site only; browsers with frame-ancestors ignore it
    return response


def _words(code, house) -> dict:
    with translation.override(code):
        # Where it asks for a page of ours the way leads to the contact page: hours and waits stand there.
        ways = [[way.title, way.shown, way.url or reverse("contact:contact") + f"#way-{way.key}"] for way in ways_in.at_this_moment(house)]
        return {
            "button": _("Contact"), "close": _("Close"), "title": _("Contact %(name)s") % {"name": house.name},
            "ways": [*ways, [_("All ways to reach us"), _("with opening hours and waits"), reverse("contact:contact")]],
        }
