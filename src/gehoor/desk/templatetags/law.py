"""Naming only the law by which a complaint is judged."""

from django import template

from gehoor.complaints.citing import cited

register = template.Library()
register.filter("cited", cited)
