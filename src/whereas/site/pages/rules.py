"""The list of rules and a page a rule: what is checked, why, and how to mend it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from whereas.model.catalogue import Rate, RuleEntry, RuleFamily
from whereas.site.labels import capitalize
from whereas.site.listing import Entry, Section, make_listing
from whereas.site.pages.kinds import Plan, SiteSource, page_kind
from whereas.site.shell import Page
from whereas.site.words import Phrases

_TYPED = re.compile(r"`([^`]+)`")


@page_kind("rules")
def plan_rules(source: SiteSource) -> Iterator[Plan]:
    """Plan the list of rules and a page a rule, in the site's own language."""
    language = source.publication.language
    if source.catalogue.rules:
        make = functools.partial(make_rules, source)
        yield Plan("rules/index.html", "rules", language, make)
    for family in source.catalogue.rules:
        for rule in family.rules:
            make_one = functools.partial(make_rule, source, family, rule)
            yield Plan(f"rules/{rule.id}.html", "rules", language, make_one)


def make_rules(source: SiteSource) -> Page:
    """Give the list of rules by family."""
    language = source.publication.language
    words = Phrases(language, "lists")
    sections = (
        Section(
            family.key,
            capitalize(family.title),
            tuple(Entry(rule.id, f"{rule.id}.html", _plain(rule.rule)) for rule in family.rules),
        )
        for family in source.catalogue.rules
    )
    return make_listing(
        source,
        "rules",
        language,
        "rules/index.html",
        heading=words["rules"],
        lead=words["rules_lead"],
        sections=sections,
        everywhere=False,
    )


def make_rule(source: SiteSource, family: RuleFamily, rule: RuleEntry) -> Page:
    """Give the page of a rule."""
    language = source.publication.language
    words = Phrases(language, "lists")
    parts = {
        "reason": rule.reason,
        "wrong": rule.wrong,
        "right": rule.right,
        "remedy": rule.remedy,
    }
    sections = [
        Section(name, words[f"rule_{name}"], body=_paragraph(said))
        for name, said in parts.items()
        if said
    ]
    if rule.rate is not None:
        sections.append(Section("rate", words["rule_rate"], body=_rate(rule.rate, words)))
    return make_listing(
        source,
        "rules",
        language,
        f"rules/{rule.id}.html",
        heading=rule.id,
        lead=f"{_plain(rule.rule)} {words[f'severity_{rule.severity}']}.",
        sections=sections,
        up=(words["rules"], "rules/index.html"),
        everywhere=False,
    )


def _rate(rate: Rate, words: Phrases) -> Markup:
    said = words.fill(
        "rule_rate_says",
        found=words.number(rate.found),
        texts=words.number(rate.texts),
    )
    return Markup("<p>{}</p>").format(said)


def _plain(text: str) -> str:
    return _TYPED.sub(r"\1", text)


def _paragraph(text: str) -> Markup:
    """Give words of a rule's help, which are English, with what is typed set as code."""
    html = _TYPED.sub(r"<code>\1</code>", str(escape(text)))
    return Markup('<p lang="en" dir="ltr">{}</p>').format(Markup(html))
