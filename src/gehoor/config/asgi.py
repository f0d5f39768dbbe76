"""The site for an ASGI server: pages in threads, live screens over `/live/`, and the hub's start and stop."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gehoor.config.settings")

import django

django.setup()

from channels.sessions import SessionMiddlewareStack
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from gehoor.config.pages import Pages
from gehoor.core.live import listening, origin
from gehoor.core.live.hub import Hub
from gehoor.core.live.socket import LiveSocket

hub = Hub()
WORDS = 2  # threads for words of live contacts; more of them would only wait for each other's turn at the interpreter
# One connection of the pool stays free for the screens, whose log-in and permission are looked up outside these threads.
threads = settings.DATABASES["default"]["OPTIONS"]["pool"]["max_size"] - 1
pages = Pages(get_wsgi_application(), threads=threads - WORDS, quick_threads=WORDS)
live = origin.same(SessionMiddlewareStack(LiveSocket(hub)))
live_open = origin.same(LiveSocket(hub, is_open=True))


async def application(scope, receive, send):
    """Give each connection to who deals with it."""
    if scope["type"] == "http" and scope["method"] == "GET" and (found := listening.find(scope["path"])):
        await hub.streams.serve(*found, scope, receive, send)
    elif scope["type"] == "http":
        await pages(scope, receive, send)
    elif scope["type"] == "websocket" and scope["path"] == "/live/":
        await live(scope, receive, send)
    elif scope["type"] == "websocket" and scope["path"] == "/live/open/":
        await live_open(scope, receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close"})  # before it is accepted: the server answers 403
    elif scope["type"] == "lifespan":
        await lifespan(receive, send)


async def lifespan(receive, send):
    """Start the hub with the server and stop it with the server; a database that is away holds up neither."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            hub.start()
            await send({"type": "lifespan.startup.complete"})
        else:
            await hub.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return
