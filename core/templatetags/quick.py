"""{% translate %}, {% static %}, {% url %}, {% address %} and {% icon %} of constants: worked out once.

A page has fifty texts, twenty icons and six files; working them all out anew took a sixth of a list's time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.base import Node, NodeList, Parser, TextNode, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as url_of_django
from django.template.library import SimpleNode
from django.templatetags.i18n import do_translate
from django.templatetags.static import do_static
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape
from django.utils.translation import get_language

from core import markup
from core.templatetags.core import register as tags

register = template.Library()


class ConstantNode(Node):
    """What another node says, asked for once for each value of `key`."""

    child_nodelists = ()

    def __init__(self, node: Node | NodeList, key: Callable[[], Any]) -> None:
        self.node = node
        self.key = key
        self.texts: dict[Any, str] = {}

    def render(self, context: Any) -> str:
        key = self.key()
        text = self.texts.get(key)
        if text is None:
            text = self.texts[key] = self.node.render(context)
        return text


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    """As Django's own, whatever its options; a constant once for each language."""
    node = do_translate(parser, token)
    filtered = node.filter_expression
    is_constant = isinstance(filtered.var.literal, str) and not filtered.filters
    if node.asvar or node.noop or node.message_context or not is_constant:
        return node
    return ConstantNode(node, get_language)


@register.tag
def constant(parser: Parser, token: Token) -> Node:
    """{% constant %}…{% endconstant %}: drawn once for each language; what is inside takes nothing from the page."""
    inside = parser.parse(("endconstant",))
    parser.delete_first_token()
    return ConstantNode(inside, lambda: (get_language(), get_urlconf(), get_script_prefix(), settings.STATIC_URL))


@register.tag
def static(parser: Parser, token: Token) -> Node:
    """As Django's own; a constant once for each place that files are served from."""
    node = do_static(parser, token)
    is_constant = isinstance(node.path.var, str) and not node.path.filters
    return ConstantNode(node, lambda: settings.STATIC_URL) if is_constant and node.varname is None else node


class ConstantUrlNode(ConstantNode):
    """An address without arguments, under a name of the page's where it has one."""

    def __init__(self, node: URLNode) -> None:
        super().__init__(node, lambda: (get_urlconf(), get_script_prefix()))
        self.name, node.asvar = node.asvar, None

    def render(self, context: Any) -> str:
        if self.name is None:
            return super().render(context)
        try:
            context[self.name] = super().render(context)
        except NoReverseMatch:
            context[self.name] = ""
        return ""


@lru_cache(maxsize=4096)
def _known(name: str, args: tuple[str, ...], _prefix: str, urlconf: str | None) -> str:
    return reverse(name, urlconf, args=args)


class KnownUrlNode(Node):
    """An address with arguments: the lately used ones are known, as pages name the same agencies and projects often."""

    child_nodelists = ()

    def __init__(self, node: URLNode) -> None:
        self.name, self.args, self.asvar = str(node.view_name.var), node.args, node.asvar

    def render(self, context: Any) -> str:
        args = tuple(str(arg.resolve(context)) for arg in self.args)
        try:
            found = _known(self.name, args, get_script_prefix(), get_urlconf())
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar is None:
            return conditional_escape(found) if context.autoescape else found
        context[self.asvar] = found
        return ""


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """As Django's own, under a constant name; what was asked for lately is not worked out again."""
    node = url_of_django(parser, token)
    if not isinstance(node.view_name.var, str) or node.view_name.filters or node.kwargs:
        return node
    return KnownUrlNode(node) if node.args else ConstantUrlNode(node)


class ConstantAddressNode(ConstantNode):
    """An address that may not exist, under a name of the page's where it has one."""

    def __init__(self, node: SimpleNode) -> None:
        super().__init__(node, lambda: (get_urlconf(), get_script_prefix()))
        self.name, node.target_var = node.target_var, None

    def render(self, context: Any) -> str:
        text = super().render(context)
        if self.name is None:
            return text
        context[self.name] = text
        return ""


@register.tag
def address(parser: Parser, token: Token) -> Node:
    """As the tag of core; a constant once for each map of addresses."""
    node = tags.tags["address"](parser, token)
    is_constant = all(isinstance(arg.var, str) and not arg.filters for arg in node.args)
    return ConstantAddressNode(node) if is_constant else node


@register.tag
def icon(parser: Parser, token: Token) -> Node:
    """{% icon "search" %}: as the tag of core, drawn when the template is read where it has no label."""
    _tag, *words = token.split_contents()
    if len(words) == 1 and words[0][0] in "\"'" and words[0][0] == words[0][-1]:
        return TextNode(markup.icon(words[0][1:-1]))
    return tags.tags["icon"](parser, token)
