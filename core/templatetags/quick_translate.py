"""{% translate "…" %} as Django has it, but a constant text is looked up once for each language, not on every page.

A page has fifty of them, and looking them all up anew took a tenth of a list's time.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import Node, Parser, Token
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language

register = template.Library()


class ConstantNode(Node):
    child_nodelists = ()

    def __init__(self, looked_up: TranslateNode) -> None:
        self.looked_up = looked_up
        self.texts: dict[str | None, str] = {}

    def render(self, context: Any) -> str:
        language = get_language()
        text = self.texts.get(language)
        if text is None:
            text = self.texts[language] = self.looked_up.render(context)
        return text


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    """As Django's own, whatever its options."""
    node = do_translate(parser, token)
    filtered = node.filter_expression
    is_constant = isinstance(filtered.var.literal, str) and not filtered.filters
    return node if node.asvar or node.noop or node.message_context or not is_constant else ConstantNode(node)
