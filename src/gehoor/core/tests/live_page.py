"""A page with live elements, small enough to compare with a fresh load of itself."""

from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from gehoor.conversations.models import Conversation
from gehoor.core.live import topics
from gehoor.core.models import Event
from gehoor.staff.guard import requires
from gehoor.staff.permissions import Capability

PAGE = """{% load live %}<!doctype html><html lang="en"><head><title>Live</title><link rel="icon" href="/static/core/icons/gehoor.svg"></head><body>
<div id="toasts"></div><div id="announcer" aria-live="polite"></div>
<section id="story" {% live_attributes topic request.path version "Something changed" %}>
<h1>{{ conversation.subject }}</h1>
<ol>{% for event in events %}<li id="event-{{ event.pk }}">{{ event.kind }}</li>{% endfor %}</ol>
<details id="fold"><summary>More</summary>inside</details>
<form><textarea id="answer" name="text"></textarea><input id="line" name="line"></form>
</section>{% include "core/_live.html" %}
<script type="module" src="/static/core/js/announce.js"></script></body></html>"""


@requires(Capability.HANDLE)
def page(request, pk):
    topic = f"conversation:{pk}"
    version = topics.version(topic)
    conversation = Conversation.objects.visible_to(request.user).get(pk=pk)
    events = Event.objects.filter(conversation_id=pk).order_by("pk")
    context = {"topic": topic, "version": version, "conversation": conversation, "events": events}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("gehoor.core.urls")),
    path("page/<int:pk>/", page),
]
