"""What tells one sending of a form from another, for forms that stand in pages of others."""

from django import template

from gehoor.postroom import newcomer

register = template.Library()
register.simple_tag(newcomer.once, name="once")
