"""Was this your answer? Yes or no, and words if somebody likes; nobody is asked who they are."""

from django.core import signing
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from gehoor.core import limits
from gehoor.knowledge import remarks
from gehoor.knowledge.models import Remark

from . import shelf

MOST, WITHIN = 20, 60 * 60  # opinions of one place
STILL = 60 * 60  # seconds in which words may be added
SIGNED = signing.TimestampSigner(salt="answers-opinion")


@csrf_exempt  # nobody is logged in here
@require_POST
def say(request, slug):
    """Keep yes or no, or the words that come after it; then the page again, where it thanks them."""
    if limits.too_often(request, "answers-opinion", MOST, WITHIN):
        return _back(slug, "much")
    given = _remark(request.POST.get("of", ""), slug)
    text = request.POST.get("text", "")
    if given is not None:
        if text.strip() and not given.text:
            remarks.add(given, text=text)
        return _back(slug, "words")
    version = shelf.find(slug)
    if version is None or request.POST.get("helped") not in ("yes", "no"):
        return HttpResponseRedirect(reverse("answers:article", args=[slug]))
    made = remarks.remark(version, door="page", helped=request.POST["helped"] == "yes")
    return _back(slug, SIGNED.sign(made.pk))


def said(request, version) -> dict:
    """What to thank for: `of` while words may be added, `helped`, `done`, `much` (too often from one place)."""
    given = request.GET.get("mening", "")
    if given in ("words", "much"):
        return {"done": given == "words", "much": given == "much"}
    remark = _remark(given, version.article.slug)
    return {"of": given, "helped": remark.helped} if remark else {}


def _remark(signed: str, slug) -> Remark | None:
    """The one that this page gave to somebody within the hour."""
    try:
        pk = int(SIGNED.unsign(signed, max_age=STILL))
    except (signing.BadSignature, ValueError):
        return None
    return Remark.objects.select_related("version").filter(pk=pk, version__article__slug=slug).first()


def _back(slug, said):
    return HttpResponseRedirect(f"{reverse('answers:article', args=[slug])}?mening={said}#mening")
