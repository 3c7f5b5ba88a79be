"""Single sentences and short reports as the readers and the record see them, for tests."""

from functools import cache

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.situation import Situation
from dateline.reading.readers import read
from dateline.reconcile import assemble
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

PARSER = SpacyParser()


@cache
def reading(words: str) -> Reading:
    """The reading of a report of 5 March 2021."""
    [text] = segment([Report(report_id="r1", uri="file:r1", text=words, published="2021-03-05")], PARSER)
    return read(text, Lexica())


def roles(words: str, trigger: str) -> tuple[set[str], set[str]]:
    """Names of who acts and who is acted on in the one event of a trigger."""
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    [event] = [e for e in found.events if e.trigger.text == trigger]
    return {names[c] for c in event.actors}, {names[c] for c in event.recipients}


def situation(*texts: str) -> Situation:
    """What reports of days in a row, from 2 March 2021 on, tell together."""
    reports = [Report(report_id=f"r{n}", uri=f"file:r{n}", text=text, published=f"2021-03-0{n + 2}") for n, text in enumerate(texts)]
    return assemble(reports, [read(t, Lexica()) for t in segment(reports, PARSER)])
