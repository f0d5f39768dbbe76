"""What people and colleagues said of an article: looked at, one or all."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gehoor.knowledge import remarks
from gehoor.knowledge.models import Article, Remark

from .articles import writes


@writes
@require_POST
def handle(request, pk):
    """This one is dealt with; or not after all."""
    said = get_object_or_404(Remark.objects.select_related("version"), pk=pk)
    if request.POST.get("undo"):
        remarks.take_up_again(said, by=request.user)
        messages.success(request, _("The remark waits again."))
    else:
        remarks.handle(said, by=request.user)
        messages.success(request, _("Dealt with. It stands below, where you can take it up again."))
    return redirect("administration:article", pk=said.version.article_id)


@writes
@require_POST
def handle_all(request, pk):
    """All that the page showed: those of later stay."""
    article = get_object_or_404(Article, pk=pk)
    seen = [int(one) for one in request.POST.getlist("seen") if one.isdecimal() and len(one) < 10]
    waiting = Remark.objects.waiting().filter(version__article=article, pk__in=seen).select_related("version")
    number = sum(remarks.handle(one, by=request.user) for one in waiting)
    messages.success(request, ngettext("%(n)d remark is dealt with.", "%(n)d remarks are dealt with.", number) % {"n": number})
    return redirect("administration:article", pk=pk)
