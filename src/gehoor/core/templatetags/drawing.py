"""Draw a part of a page once: `{% drawn NAME key ... hole=value ... %}...{% enddrawn %}` (decision 009).

The drawing is kept in the memory of this process by its name, the language and the keys, which are compared as they are:
everything that decides what it looks like is a key; while one is None, it is drawn anew each time. A hole is what differs
with each request, such as the address of the page: in the drawing stands a mark, and the value, escaped, takes its place.
A hole can be shown, not asked for (`if`). The CSRF token is always one.

    {% drawn "menu" user.pk theme next=request.get_full_path %}<input type="hidden" name="next" value="{{ next }}">{% enddrawn %}
"""

from collections import OrderedDict
from secrets import token_hex
from threading import Lock

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData, SafeString
from django.utils.translation import get_language

register = template.Library()

LIMIT = 20_000_000  # characters kept; what was not used for the longest time goes first
TOKEN = "csrf_token"  # as Django names it in a template
_MARK = token_hex(8)  # no text that somebody sends can hold it


class Kept:
    """Drawings by key, the least recently used first."""

    def __init__(self, limit=LIMIT):
        self._limit, self._size = limit, 0
        self._drawings: OrderedDict[tuple, str] = OrderedDict()
        self._lock = Lock()

    def get(self, key) -> str | None:
        with self._lock:
            if key in self._drawings:
                self._drawings.move_to_end(key)
            return self._drawings.get(key)

    def put(self, key, drawing: str):
        with self._lock:
            self._size += len(drawing) - len(self._drawings.pop(key, ""))
            self._drawings[key] = drawing
            while self._size > self._limit:
                self._size -= len(self._drawings.popitem(last=False)[1])

    def clear(self):
        with self._lock:
            self._drawings.clear()
            self._size = 0


kept = Kept()


class DrawnNode(template.Node):
    def __init__(self, nodelist, name, keys, holes):
        self.nodelist, self.name, self.keys, self.holes = nodelist, name, keys, holes

    def render(self, context):
        keys = [one.resolve(context) for one in self.keys]
        values = {name: one.resolve(context) for name, one in self.holes.items()}
        if any(key is None for key in keys):
            with context.push(**values):
                return self.nodelist.render(context)
        # Markup is equal to the text that is to be escaped, so whether it is markup belongs to the key.
        key = (self.name, get_language(), *keys, *(isinstance(key, SafeData) for key in keys))
        drawing = kept.get(key)
        if drawing is None:
            with context.push(**{name: SafeString(_mark(name)) for name in (*values, TOKEN)}):
                drawing = self.nodelist.render(context)
            kept.put(key, drawing)
        return SafeString(_filled(drawing, values, context.get(TOKEN)))


def _filled(drawing, values, token) -> str:
    """The drawing with the values in its holes; the token is not even made where nothing asks for it."""
    if _MARK in drawing:
        for name, value in (*values.items(), (TOKEN, token)):
            if (mark := _mark(name)) in drawing:
                drawing = drawing.replace(mark, "" if value is None else conditional_escape(value))
    return drawing


def _mark(name) -> str:
    return f"{_MARK}{name}-"


@register.tag
def drawn(parser, token):
    _tag, name, *arguments = token.split_contents()
    if name[:1] not in "\"'" or name[-1] != name[0]:
        raise template.TemplateSyntaxError("drawn: the name is a text in quotes")
    named = [one for one in arguments if "=" in one.split('"')[0]]
    keys = [parser.compile_filter(one) for one in arguments if one not in named]
    holes = template.base.token_kwargs(named, parser)  # takes out of the list what it could read
    if named:
        raise template.TemplateSyntaxError(f"drawn: cannot read {named[0]}")
    nodelist = parser.parse(("enddrawn",))
    parser.delete_first_token()
    return DrawnNode(nodelist, name[1:-1], keys, holes)
