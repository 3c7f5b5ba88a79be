"""A situation whose every string is hostile: what the publishers must show as text and never run, load or follow."""

from pathlib import Path

from dateline.model import record as r
from dateline.model.evidence import Evidence, Ref
from dateline.model.report import Loss
from dateline.model.situation import Situation

STRINGS = tuple(
    line for line in (Path(__file__).parent / "data" / "hostile.txt").read_text(encoding="utf-8").split("\n") if line and line[0] != "#"
)


def hostile() -> Situation:
    """One report, actor, event, statement, figure, promise, relation, place, story, contradiction and loss for each string."""
    tables: dict[str, list] = {name: [] for name in Situation.__struct_fields__}
    for n, bad in enumerate(STRINGS):
        text = f"{bad}\n\nBefore {bad} after. He said {bad} to 12 people.\n{bad}"
        start = text.index(bad, len(bad) + 2)
        e = Evidence(report_id=f"r{n}", start=start, end=start + len(bad), text=bad)
        ref = Ref(id=f"a{n}", name=bad)
        place = Ref(id=f"p{n}", name=bad)
        common = {"place": place, "attributed_to": (ref,)}
        tables["reports"].append(
            r.ReportRow(
                report_id=f"r{n}", uri=bad, title=bad, text=text, outlet=bad, agencies=(bad,), byline=bad, dateline_place=bad,
                published="2024-03-02", published_basis="given", published_candidates=(), language="en", damage=(), story_id=f"s{n}",
                copy_of=None, version_of=None, external_id=bad, content_hash="", url=bad,
            )
        )  # fmt: skip
        tables["actors"].append(
            r.ActorRow(
                actor_id=f"a{n}", name=bad, kind=bad, aliases=(bad + "2",), titles=(r.TitleRow(title=bad + "3", of=bad, evidence=(e,)),),
                country=bad, sectors=(bad,), external_ids={bad: bad}, n_mentions=1, n_reports=1, evidence=(e,),
            )
        )  # fmt: skip
        telling = r.EventMentionRow(
            report_id=f"r{n}", trigger=e, modality="planned", actors=(ref,), recipients=(place,), date_start="2024-03-02", date_end=None,
            evidence=(e,), **common,
        )  # fmt: skip
        tables["events"].append(
            r.EventRow(
                event_id=f"e{n}", event_type=bad, mode=bad, contexts=(bad,), cameo=bad, actors=(ref,), recipients=(place,), trigger=bad,
                date_start="2024-03-02", date_end=None, date_basis=bad, modality=bad if n % 2 else "denied", modality_evidence=(e,),
                n_reports=1, n_independent=1, mentions=(telling,), evidence=(e,), story_id=f"s{n}", **common,
            )
        )  # fmt: skip
        tables["statements"].append(
            r.StatementRow(
                statement_id=f"st{n}", report_id=f"r{n}", source=ref if n % 2 else None, source_text=bad, cue=bad, cue_class=bad, kind=bad,
                content=(e,), addressee=bad, relayed_by=(ref,), parent_id=None, date=bad, date_basis=None, about=(), evidence=(e,),
            )
        )  # fmt: skip
        for i, value in enumerate((3.0, 5.0, None)):
            tables["figure_claims"].append(
                r.FigureClaimRow(
                    claim_id=f"c{n}{i}", report_id=f"r{n}", indicator="killed", value=value, low=None, high=None, unit=bad, qualifier=bad,
                    expression=bad, status="stated" if value else bad, who=bad, period_start=None, period_end=f"2024-03-0{i + 1}",
                    as_of=None, part_of=None, evidence=(e,), **common,
                )
            )  # fmt: skip
        tables["figures"].append(
            r.FigureRow(
                figure_id=f"f{n}", indicator=bad, unit=bad, place=place, story_id=f"s{n}", claims=(f"c{n}0", f"c{n}1", f"c{n}2"),
                verdict=bad, latest=5.0, low=3.0, high=5.0, evidence=(e,), who=bad,
            )
        )  # fmt: skip
        tables["commitments"].append(
            r.CommitmentRow(
                commitment_id=f"k{n}", by=(ref,), to=(ref,), action=bad, event_type=bad, place=place, due=bad, due_text=bad, condition=bad,
                outcome=bad, outcome_events=(f"e{n}",), evidence=(e,),
            )
        )  # fmt: skip
        other = Ref(id=f"a{(n + 1) % len(STRINGS)}", name=bad)
        tables["relations"].append(r.RelationRow(relation_id=f"l{n}", subject=ref, predicate=bad, object=other, since=bad, evidence=(e,)))
        tables["positions"].append(
            r.PositionRow(position_id=f"q{n}", holder=ref, topic=bad, stance=bad, strength=None, date=bad, evidence=(e,))
        )
        tables["places"].append(
            r.PlaceRow(
                place_id=f"p{n}", name=bad, latitude=10 + n / 10, longitude=15.0, country=bad, admin1=bad, feature=bad[:1] + "PPL",
                gazetteer_id=bad, precision_km=1.0, evidence=(e,), reason=bad,
            )
        )  # fmt: skip
        tables["stories"].append(
            r.StoryRow(
                story_id=f"s{n}", title=bad, first=bad, last=bad, n_reports=1, n_independent=1, report_ids=(f"r{n}",), actors=(ref,),
                places=(place,),
            )
        )  # fmt: skip
        sides = (r.SideRow(table="events", id=f"e{n}", name=bad, evidence=(e,)),) * 2
        tables["contradictions"].append(r.ContradictionRow(contradiction_id=f"x{n}", kind=bad, sides=sides, note=bad))
        tables["losses"].append(Loss(loss_id=f"o{n}", uri=bad, what=bad, reason=bad, report_id=f"r{n}" if n % 2 else None))
    return Situation(**{name: tuple(rows) for name, rows in tables.items()})
