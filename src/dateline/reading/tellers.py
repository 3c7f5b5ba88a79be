"""Tellers: who says so of an event, from the statements that cover its words.

The innermost statement is where an event stands (`said_in`); who says so is the outermost source around it: when two diplomats say that a
government asked for talks, the diplomats tell of the talks. Words that take an event as known tell nothing of it: who condemns a raid has
not said that there was one, and "the besieged town" is the reporter's.
"""

from collections.abc import Mapping, Sequence

from dateline.lexicon import rule_words
from dateline.model.evidence import Evidence
from dateline.model.statement import Statement
from dateline.text.segment import ReportText

JUDGING = rule_words("judging")
RESOLVING = rule_words("resolving")


class Tellers:
    """Who says so of the events of one report."""

    def __init__(self, text: ReportText, statements: Sequence[Statement]) -> None:
        self.text = text
        self.by_id: Mapping[str, Statement] = {s.statement_id: s for s in statements}

    def of(self, token: int, innermost: Statement | None) -> tuple[str, ...]:
        """The chain of who says so of an event at a token that `innermost` covers; empty where the report itself does."""
        if innermost is None or self.is_epithet(token):
            return ()
        found: tuple[str, ...] = ()
        at: Statement | None = innermost
        while at is not None:
            if at.source is not None and self.tells(at, token):
                found = (at.source, *at.also_by)
            at = self.by_id.get(at.parent_id or "")
        return found

    def tells(self, statement: Statement, token: int) -> bool:
        """Whether a statement asserts what stands at a token: it is no resolve of its source and no judgement of a deed known to all."""
        if statement.cue_class == "think" or statement.cue is None:
            return False
        cue = self.cue_verb(statement.cue)
        if cue is None:
            return True
        lemma = self.text.tokens[cue].lemma
        return lemma not in RESOLVING and not (lemma in JUDGING and self.is_judged(token, cue))

    def cue_verb(self, cue: Evidence) -> int | None:
        """The verb among the words of a cue."""
        inside = self.text.tokens_in(cue.start, cue.end)
        return next((i for i in reversed(inside) if self.text.tokens[i].pos == "VERB"), None)

    def is_epithet(self, token: int) -> bool:
        """Whether a trigger is an attribute before its noun: "the besieged town", "a hijacked dhow"."""
        t = self.text.tokens[token]
        return t.dep == "amod" and t.head > token

    def is_judged(self, token: int, cue: int) -> bool:
        """Whether a noun is what a cue judges, or stands within it: "condemned | the killing", "called | the charge | baseless"."""
        tokens = self.text.tokens
        if tokens[token].pos not in ("NOUN", "PROPN"):
            return False
        for up in self.text.ancestors(token):
            if up == cue:
                return True
            if tokens[up].pos in ("VERB", "AUX"):
                return False
        return False


__all__ = ["Tellers"]
