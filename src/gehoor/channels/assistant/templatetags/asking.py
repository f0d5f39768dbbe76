"""What tells one sending of a form from another, for forms that stand in pages of others; and how answers are written out."""

from django import template

from gehoor.knowledge.rendering import amounts
from gehoor.postroom import newcomer

register = template.Library()
register.simple_tag(newcomer.once, name="once")
register.filter("amounts", amounts)
