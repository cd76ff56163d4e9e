"""Templates of page bodies: Jinja with every value escaped and every missing one an error."""

from __future__ import annotations

import functools

import jinja2
from markupsafe import Markup

from whereas.resources import data_file
from whereas.site.words import format_date


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(data_file("site", "templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["date"] = format_date
    return environment


def render(template: str, /, **values: object) -> Markup:
    """Give a template filled with `values`; strings are escaped, `Markup` is not."""
    return Markup(_environment().get_template(template).render(**values))
