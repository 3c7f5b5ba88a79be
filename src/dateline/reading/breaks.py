"""Where sentences begin in passages that lost their marks, for those who look at sentences after the parse is gone."""

from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.text.segment import ReportText


def read_breaks(text: ReportText, found: Reading, lexica: Lexica) -> tuple[int, ...]:
    """Offsets at which the sentences of passages without marks begin, in order; nothing where all marks are there."""
    return tuple(s.start for s in text.sentences if s.restored)
