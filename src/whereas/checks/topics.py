"""TOP: subjects under which texts are filed."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator

from whereas.checks.judged import Judged
from whereas.checks.keys import Keys
from whereas.checks.rules import Finding, corpus_rule, file_rule
from whereas.problems import Severity, quoted

_MOST = 12
"""Topics of one text; the design's choice: more say little of what it is about."""
_HINTED = 12
"""Unknown topics for which a like one is sought; more are of another register."""
_LONGEST = 64
"""Characters of a topic for which a like one is sought; keys of registers are shorter."""
_ADD = "add it to content/registers/topics.yaml"


@file_rule("TOP01", Severity.ERROR)
def check_topics(judged: Judged) -> Iterator[Finding]:
    """Topics are keys of the register of topics.

    A subject under two spellings is two subjects to a reader.
    Wrong: `human_rights`. Right: `human-rights`.
    Use a key of the register, or add one to content/registers/topics.yaml.
    """
    known = judged.registers.topics
    topics = enumerate(judged.resolution.topics)
    unknown = ((position, topic) for position, topic in topics if topic not in known)
    for number, (position, topic) in enumerate(unknown):
        sought = number < _HINTED and len(topic) <= _LONGEST
        near = difflib.get_close_matches(topic, known, 1) if sought else ()
        message = f"{quoted(topic)} is not in the register of topics"
        hint = f"did you mean {near[0]}?" if near else _ADD
        yield Finding(("topics", position), message, hint)


@corpus_rule("TOP02", Severity.INFO)
def check_number(keys: Keys) -> Iterator[tuple[str, Finding]]:
    """A text has a topic where most texts of its body have one, and at most twelve.

    In a list by topic a text without any is not found, and one under everything is no help. The
    rule is silent on bodies whose texts are not filed by topic.
    Wrong: a text without `topics` among others that have them. Right: `topics: [oceans]`.
    Add what the text is about, or take away what it only mentions.
    """
    filed = Counter(text.body for text in keys if text.topics)
    texts = Counter(text.body for text in keys)
    for text in keys:
        if not text.topics and 2 * filed[text.body] > texts[text.body]:
            hint = "most texts of its body have one"
            yield text.file, Finding((), "the text has no topic", hint)
        elif len(text.topics) > _MOST:
            message = f"{len(text.topics)} topics, at most {_MOST} are of use"
            yield text.file, Finding(("topics", _MOST), message, "keep what the text is about")
