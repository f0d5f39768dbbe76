"""Channels for templates, from the registry."""

from django import template

from gehoor.postroom import channel

register = template.Library()


@register.simple_tag
def noted_channels():
    """Channels whose contacts an employee writes down (phone, counter), in the order of lists."""
    return [config for config in channel.all_channels() if config.noted_by_employee]
