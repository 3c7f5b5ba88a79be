
"""A situation written by hand from the bundled river example: what an ideal reading of it would hold.

The publishers are tested on it, so that their tests do not depend on what the readers find.
"""

import csv
import hashlib
from pathlib import Path

from lxml import html

import dateline
from dateline.model import record as r
from dateline.model.evidence import Evidence, Ref, make_id
from dateline.model.judgement import Judgement
from dateline.model.report import Damage, Loss
from dateline.model.situation import Situation

FOLDER = Path(dateline.__file__).parent / "examples" / "river"

ACTORS = {  # key: name, kind, country, sectors, aliases, titles (title, of)
    "chad": ("Chad", "country", "TCD", (), (), ()),
    "cameroon": ("Cameroon", "country", "CMR", (), ("Yaounde",), ()),
    "front": ("Logone Self-Defence Front", "armed_group", "TCD", ("REB",), ("Front d’autodéfense du Logone", "FAL", "the Front"), ()),
    "djibrine": ("Kalla Djibrine", "person", "TCD", ("REB",), ("Djibrine", "Kalla Jibrine"), (("leader", "front"),)),
    "wassou": ("Abba Wassou", "person", "TCD", ("REB",), ("Wassou",), (("spokesman", "front"),)),
    "ngarlenan": ("Rimadji Ngarlenan", "person", "TCD", ("GOV",), ("Ngarlenan",), (("regional governor", None),)),
    "kolingar": ("Idriss Kolingar", "person", "TCD", ("GOV", "MIL"), ("General Idriss Kolingar",), (("defence minister", "chad"),)),
    "smbarga": ("Serge Mbarga", "person", "CMR", ("MIL",), ("Colonel Mbarga",), (("army spokesman", "cmr_army"),)),
    "jmbarga": ("Jeanne Mbarga", "person", "CMR", ("MED",), ("Dr Jeanne Mbarga",), (("director", "hospital"),)),
    "hospital": ("Yagoua district hospital", "organisation", "CMR", ("MED",), (), ()),
    "cmr_army": ("Cameroonian army", "military", "CMR", ("MIL",), ("Cameroonian soldiers",), ()),
    "cmr_mod": ("Cameroonian defence ministry", "government", "CMR", ("GOV", "MIL"), ("the ministry",), ()),
    "tcd_army": ("Chadian special forces", "military", "TCD", ("MIL",), ("Chad's army",), ()),
    "redcross": ("Chad Red Cross", "organisation", "TCD", ("NGO",), ("the Red Cross",), ()),
    "prefecture": ("Prefecture of Yagoua", "government", "CMR", ("GOV",), (), ()),
    "boatmen": ("boatmen’s association", "organisation", "TCD", ("CVL",), (), ()),
    "haiwa": ("Toumba Haïwa", "person", None, ("CVL",), (), ()),
    "dabba": ("Michel Dabba", "person", "TCD", ("JUD",), (), (("public prosecutor of Bongor", None),)),
    "fishermen": ("detained fishermen", "population", "TCD", ("CVL",), ("the 23 fishermen",), ()),
    "survivor": ("A survivor", "person", None, ("CVL",), (), ()),
    "kabalaye": ("Radio Kabalaye", "outlet", "TCD", ("JRN",), (), ()),
    "hassana": ("Blama Hassana", "person", "CMR", ("GOV",), (), (("mayor of Logone-Birni", None),)),
    "unhcr": ("UNHCR", "intergovernmental", None, ("IGO",), (), ()),
    "vestby": ("Ingrid Vestby", "person", None, ("IGO",), (), (("spokeswoman", "unhcr"),)),
    "eu": ("European Union", "intergovernmental", None, ("IGO",), (), ()),
    "souleyman": ("Halime Souleyman", "person", "TCD", ("GOV",), ("Souleyman",), (("foreign minister", "chad"),)),
    "essomba": ("Philippe Essomba", "person", "CMR", ("GOV",), ("Essomba",), (("foreign minister", "cameroon"),)),
    "garba": ("Tijani Garba", "person", None, ("IGO",), (), (("executive secretary", "lcbc"),)),
    "lcbc": ("Lake Chad Basin Commission", "intergovernmental", None, ("IGO",), (), ()),
    "headlines": ("Sahel Headlines", "outlet", "TCD", ("JRN",), (), ()),
    "sali": ("Adoum Sali", "person", "TCD", ("CVL",), (), ()),
    "gunmen": ("gunmen", "armed_group", None, ("UAF",), (), ()),
    "gunmen2": ("gunmen (Logone-Birni)", "armed_group", None, ("UAF",), (), ()),
    "passengers": ("boat passengers", "population", None, ("CVL",), ("traders",), ()),
}

PLACES = {
    "bongor": ("Bongor", 10.2806, 15.3722, "TCD", "PPLA", 3.0),
    "yagoua": ("Yagoua", 10.3428, 15.2329, "CMR", "PPL", 3.0),
    "kousseri": ("Kousseri", 12.0769, 15.0306, "CMR", "PPL", 3.0),
    "ndjamena": ("N'Djamena", 12.1067, 15.0444, "TCD", "PPLC", 5.0),
    "birni": ("Logone-Birni", 11.7763, 15.1019, "CMR", "PPL", 3.0),
    "yaounde": ("Yaounde", 3.8667, 11.5167, "CMR", "PPLC", 8.0),
    "chad_p": ("Chad", 15.0, 19.0, "TCD", "PCLI", 600.0),
    "cmr_p": ("Cameroon", 6.0, 12.5, "CMR", "PCLI", 400.0),
    "logone": ("Logone", None, None, None, "STM", None),
}


class Maker:
    """Collects rows; evidence is looked up by its words, so that it always slices back."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.tables: dict[str, list] = {name: [] for name in Situation.__struct_fields__}
        self.seen: dict[str, list[Evidence]] = {}

    def ev(self, report: str, words: str, nth: int = 0) -> Evidence:
        start = -1
        for _ in range(nth + 1):
            start = self.texts[report].find(words, start + 1)
            assert start >= 0, (report, words)
        return Evidence(report_id=report, start=start, end=start + len(words), text=words)

    def ref(self, key: str) -> Ref:
        return Ref(id=f"a_{key}", name=ACTORS[key][0])

    def refs(self, keys: str) -> tuple[Ref, ...]:
        return tuple(self.ref(key) for key in keys.split())

    def place(self, key: str | None) -> Ref | None:
        return Ref(id=f"pl_{key}", name=PLACES[key][0]) if key else None

    def event(
        self,
        key,
        type_,
        tellings,
        *,
        mode=None,
        actors="",
        recipients="",
        place=None,
        start=None,
        end=None,
        modality="happened",
        attributed="",
        story="s_boats",
        independent=None,
    ):
        rows = []
        for report, trigger, sentence, *rest in tellings:
            how = rest[0] if rest else modality
            trigger_evidence = self.ev(report, trigger)
            if trigger not in sentence:
                raise AssertionError((trigger, sentence))
            outer = self.ev(report, sentence)
            begin = outer.start + sentence.index(trigger)
            trigger_evidence = Evidence(report_id=report, start=begin, end=begin + len(trigger), text=trigger)
            said = self.refs(rest[1]) if len(rest) > 1 else self.refs(attributed)
            rows.append(
                r.EventMentionRow(
                    report_id=report,
                    trigger=trigger_evidence,
                    modality=how,
                    actors=self.refs(actors),
                    recipients=self.refs(recipients),
                    attributed_to=said,
                    date_start=start,
                    date_end=end or start,
                    place=self.place(place),
                    evidence=(outer,),
                    event_mention_id=make_id("em", report, begin),
                    event_type=type_,
                    mode=mode,
                )
            )
        reports = {row.report_id for row in rows}
        self.tables["events"].append(
            r.EventRow(
                event_id=f"e_{key}",
                event_type=type_,
                mode=mode,
                contexts=(),
                cameo=None,
                actors=self.refs(actors),
                recipients=self.refs(recipients),
                trigger=rows[0].trigger.text,
                place=self.place(place),
                date_start=start,
                date_end=end or start,
                date_basis="stated" if start else None,
                modality=modality,
                modality_evidence=(rows[-1].trigger,),
                attributed_to=self.refs(attributed),
                n_reports=len(reports),
                n_independent=independent or len(reports - {"river-03", "river-09"}),
                mentions=tuple(rows),
                evidence=tuple(e for row in rows for e in row.evidence),
                story_id=story,
            )
        )

    def statement(self, report, source, source_text, cue, cue_class, kind, content, *, relayed="", addressee=None, about=(), date=None):
        pieces = tuple(self.ev(report, words) for words in ([content] if isinstance(content, str) else content))
        self.tables["statements"].append(
            r.StatementRow(
                statement_id=make_id("s", report, pieces[0].start),
                report_id=report,
                source=self.ref(source) if source else None,
                source_text=source_text,
                cue=cue,
                cue_class=cue_class,
                kind=kind,
                content=pieces,
                addressee=addressee,
                relayed_by=self.refs(relayed),
                parent_id=None,
                date=date,
                date_basis=None,
                about=tuple(f"e_{a}" for a in about),
                evidence=(*pieces, *((self.ev(report, source_text),) if source_text else ())),
            )
        )

    def claim(
        self,
        key,
        report,
        indicator,
        expression,
        value,
        low,
        high,
        qualifier,
        *,
        status="stated",
        source="",
        place="bongor",
        end=None,
        unit="persons",
        who=None,
        event="boats",
    ):
        self.tables["figure_claims"].append(
            r.FigureClaimRow(
                claim_id=f"c_{key}",
                report_id=report,
                indicator=indicator,
                value=value,
                low=low,
                high=high,
                unit=unit,
                qualifier=qualifier,
                expression=expression,
                status=status,
                who=who,
                place=self.place(place),
                period_start=None,
                period_end=end,
                as_of=end,
                part_of=None,
                attributed_to=self.refs(source),
                evidence=(self.ev(report, expression),),
                event_id=f"e_{event}",
            )
        )

    def figure(self, key, indicator, claims, verdict, latest, low, high, *, place="bongor", unit="persons", story="s_boats", who=None):
        rows = {row.claim_id: row for row in self.tables["figure_claims"]}
        self.tables["figures"].append(
            r.FigureRow(
                figure_id=f"f_{key}",
                indicator=indicator,
                unit=unit,
                place=self.place(place),
                story_id=story,
                claims=tuple(f"c_{c}" for c in claims),
                verdict=verdict,
                latest=latest,
                low=low,
                high=high,
                evidence=tuple(e for c in claims for e in rows[f"c_{c}"].evidence),
                who=who,
                event_id=rows[f"c_{claims[0]}"].event_id,
            )
        )

    def commitment(self, key, by, report, action, sentence, outcome, *, due=None, due_text=None, condition=None, event=None, out=(), to=""):
        self.tables["commitments"].append(
            r.CommitmentRow(
                commitment_id=f"k_{key}",
                by=self.refs(by),
                to=self.refs(to),
                action=action,
                event_type=None,
                place=None,
                due=due,
                due_text=due_text,
                condition=condition,
                outcome=outcome,
                outcome_events=(f"e_{event}",) if event else (),
                evidence=(self.ev(report, sentence),),
                outcome_evidence=tuple(self.ev(*o) for o in out),
                event_id=None,
            )
        )

    def relation(self, subject, predicate, object_, report, words):
        self.tables["relations"].append(
            r.RelationRow(
                relation_id=make_id("r", subject, predicate, object_),
                subject=self.ref(subject),
                predicate=predicate,
                object=self.ref(object_),
                since=None,
                evidence=(self.ev(report, words),),
            )
        )

    def contradiction(self, kind, note, *sides):
        rows = tuple(
            r.SideRow(table=table, id=id_, name=name, evidence=(self.ev(report, words),)) for table, id_, name, report, words in sides
        )
        self.tables["contradictions"].append(
            r.ContradictionRow(contradiction_id=make_id("x", kind, note), kind=kind, sides=rows, note=note)
        )

    def situation(self) -> Situation:
        for key, (name, kind, country, sectors, aliases, titles) in ACTORS.items():
            found = []
            for report, text in self.texts.items():
                for form in (name, *aliases):
                    start = text.find(form)
                    if start >= 0:
                        evidence = Evidence(report_id=report, start=start, end=start + len(form), text=form)
                        found.append(evidence)
                        self.tables["mentions"].append(
                            r.MentionRow(
                                mention_id=make_id("m", report, start, key),
                                report_id=report,
                                start=start,
                                end=start + len(form),
                                text=form,
                                form="name",
                                actor_id=f"a_{key}",
                            )
                        )
            titles_ = tuple(r.TitleRow(title=t, of=self.ref(of) if of else None, evidence=tuple(found[:1])) for t, of in titles)
            self.tables["actors"].append(
                r.ActorRow(
                    actor_id=f"a_{key}",
                    name=name,
                    kind=kind,
                    aliases=aliases,
                    titles=titles_,
                    country=country,
                    sectors=sectors,
                    external_ids={},
                    n_mentions=len(found),
                    n_reports=len({e.report_id for e in found}),
                    evidence=tuple(found),
                )
            )
        for key, (name, lat, lon, country, feature, precision) in PLACES.items():
            found = [
                Evidence(report_id=report, start=text.find(name), end=text.find(name) + len(name), text=name)
                for report, text in self.texts.items()
                if name in text
            ]
            self.tables["places"].append(
                r.PlaceRow(
                    place_id=f"pl_{key}",
                    name=name,
                    latitude=lat,
                    longitude=lon,
                    country=country,
                    admin1=None,
                    feature=feature,
                    gazetteer_id=None,
                    precision_km=precision,
                    evidence=tuple(found),
                    reason=None if lat else "not in the gazetteer as a point",
                )
            )
        return Situation(**{name: tuple(rows) for name, rows in self.tables.items()})


def river() -> Situation:
    """The river example as a situation of two stories, ten reports."""
    m = Maker()
    for row in csv.DictReader((FOLDER / "manifest.csv").read_text(encoding="utf-8").splitlines()):
        raw = (FOLDER / row["path"]).read_text(encoding="utf-8").strip()
        if row["path"].endswith(".html"):
            article = html.fromstring(raw).xpath("//article")[0]
            for node in article.xpath(".//*[@class='ad' or @class='byline' or @class='date']"):
                node.drop_tree()
            raw = "\n\n".join(" ".join(node.text_content().split()) for node in article.iter("h1", "p"))
        rid = row["id"]
        m.texts[rid] = raw
        damage = (
            tuple(Damage(kind=k, start=0, end=len(raw)) for k in ("digits_lost", "punctuation_lost", "breaks_lost"))
            if rid == "river-09"
            else ()
        )
        m.tables["reports"].append(
            r.ReportRow(
                report_id=rid,
                uri=row["path"],
                title=row["title"],
                text=raw,
                outlet=row["outlet"],
                agencies=("Harmattan Newswire",) if "(Harmattan)" in raw else (),
                byline="Esther Maïna" if rid == "river-04" else None,
                dateline_place={"river-02": "BONGOR", "river-05": "YAOUNDE", "river-08": "KOUSSERI"}.get(rid),
                published=row["published"],
                published_basis="given",
                published_candidates=(),
                language="en",
                damage=damage,
                story_id="s_birni" if rid == "river-06" else "s_boats",
                copy_of={"river-03": "river-02", "river-09": "river-08"}.get(rid),
                version_of=None,
                external_id=rid,
                content_hash=hashlib.sha256(raw.encode()).hexdigest(),
                url=row["url"],
            )
        )
    fill(m)
    return m.situation()


def fill(m: Maker) -> None:
    """The findings."""
    t = {rid: text for rid, text in m.texts.items()}
    lead2 = t["river-02"].split("\n\n")[1]
    lead3 = t["river-03"].split("\n\n")[1]
    lead1 = t["river-01"].split("\n\n")[1].removesuffix(" More to follow.")
    lead8 = t["river-08"].split("\n\n")[1]
    m.event(
        "boats",
        "ASSAULT",
        [
            ("river-01", "killing", lead1),
            ("river-02", "killed", lead2),
            ("river-03", "killed", lead3),
            (
                "river-04",
                "attack",
                "The death toll of Saturday’s attack on the market boats has risen to 17, the Chad Red Cross said, after more bodies were found downstream.",
            ),
            (
                "river-08",
                "came under fire",
                "At least 19 people died when two passenger boats came under fire between Yagoua and Bongor, according to the Chad Red Cross.",
            ),
        ],
        mode="firearms",
        actors="gunmen",
        recipients="passengers",
        place="bongor",
        start="2024-03-02",
        attributed="ngarlenan",
    )
    m.event(
        "closure",
        "SANCTION",
        [("river-02", "closed", lead2), ("river-03", "closed", lead3)],
        mode="embargo",
        actors="chad",
        place="bongor",
        start="2024-03-03",
    )
    m.event(
        "blame",
        "ACCUSE",
        [
            ("river-02", "blamed", "She blamed the Logone Self-Defence Front, an armed group led by a former gendarme, Kalla Djibrine."),
            (
                "river-04",
                "ambush",
                "Governor Rimadji Ngarlenan repeated on Monday that the ambush was the work of the men of Kalla Jibrine, whose movement is known here as the Front d’autodéfense du Logone (FAL).",
            ),
        ],
        actors="ngarlenan",
        recipients="front",
        start="2024-03-03",
    )
    m.event(
        "front_attack",
        "ASSAULT",
        [
            ("river-02", "denied", "The group denied it.", "denied", "front"),
            (
                "river-04",
                "ambush",
                "Governor Rimadji Ngarlenan repeated on Monday that the ambush was the work of the men of Kalla Jibrine, whose movement is known here as the Front d’autodéfense du Logone (FAL).",
                "happened",
                "ngarlenan",
            ),
            (
                "river-06",
                "attack",
                "In a recording sent to this station, the leader of the Logone Self-Defence Front, Kalla Djibrine, again denied the attack of 2 March and threatened to sink any army launch that comes near the islands.",
                "denied",
                "djibrine",
            ),
        ],
        actors="front",
        recipients="passengers",
        place="bongor",
        start="2024-03-02",
        modality="uncertain",
    )
    m.event(
        "army_attack",
        "ASSAULT",
        [
            (
                "river-04",
                "claimed",
                "A survivor interviewed by Radio Kabalaye claimed that he had seen Cameroonian soldiers on the island.",
                "uncertain",
                "survivor",
            ),
            (
                "river-05",
                "fired",
                'YAOUNDE, March 5 (CND) - Cameroon\'s defence ministry on Tuesday rejected as "baseless" a report that its soldiers fired on passenger boats on the Logone at the weekend.',
                "denied",
                "cmr_mod",
            ),
        ],
        actors="cmr_army",
        recipients="passengers",
        place="bongor",
        start="2024-03-02",
        modality="denied",
        attributed="cmr_mod",
    )
    m.event(
        "detain",
        "COERCE",
        [("river-04", "detained", "The gendarmerie has detained 23 fishermen from the islands.")],
        mode="arrest",
        recipients="fishermen",
        place="bongor",
        start="2024-03-04",
    )
    m.event(
        "release",
        "RETREAT",
        [
            (
                "river-04",
                "freed",
                "The public prosecutor of Bongor, Michel Dabba, promised that those with no part in the attack would be freed by 15 March.",
                "planned",
                "dabba",
            ),
            (
                "river-10",
                "walked out",
                "The 23 fishermen walked out of the gendarmerie barracks in Bongor on Friday morning, on the very day by which the public prosecutor had promised to let the innocent go.",
            ),
        ],
        recipients="fishermen",
        place="bongor",
        start="2024-03-15",
    )
    m.event(
        "accuse_radio",
        "ACCUSE",
        [("river-05", "accused", "Colonel Mbarga accused the station of spreading rumours.")],
        actors="smbarga",
        recipients="kabalaye",
        start="2024-03-05",
    )
    m.event(
        "escort",
        "SUPPORT",
        [
            (
                "river-02",
                "escort",
                "Cameroon will send soldiers to escort the boats from Wednesday, an army spokesman, Colonel Serge Mbarga, said in Yaounde.",
                "planned",
                "smbarga",
            ),
            (
                "river-06",
                "escort",
                "In Yagoua, boatmen said that no escort appeared on Wednesday, although the Cameroonian army had promised to begin that day.",
                "denied",
            ),
            ("river-10", "Escorts", "Escorts by the Cameroonian army began only on Monday, five days late, and for cargo alone."),
        ],
        actors="cmr_army",
        place="yagoua",
        start="2024-03-11",
        modality="ongoing",
    )
    m.event(
        "pursuit",
        "MOBILIZE",
        [
            (
                "river-05",
                "pursue",
                "Cameroon had not asked Chad for the right to pursue the attackers across the border and did not plan to, he added.",
            )
        ],
        actors="cameroon",
        recipients="chad",
        modality="denied",
        attributed="smbarga",
    )
    m.event(
        "birni",
        "ASSAULT",
        [
            (
                "river-06",
                "killed",
                "Four fishermen were killed on Wednesday evening when gunmen fired on their canoe near Logone-Birni, some 170 kilometres downstream from Bongor, the mayor of the Cameroonian town told Radio Kabalaye.",
            )
        ],
        mode="firearms",
        actors="gunmen2",
        place="birni",
        start="2024-03-06",
        attributed="hassana",
        story="s_birni",
    )
    m.event(
        "birni_arrest",
        "COERCE",
        [("river-06", "arrested", "Police have arrested two men.")],
        mode="arrest",
        place="birni",
        start="2024-03",
        story="s_birni",
    )
    m.event(
        "threat",
        "THREATEN",
        [
            (
                "river-06",
                "threatened",
                "In a recording sent to this station, the leader of the Logone Self-Defence Front, Kalla Djibrine, again denied the attack of 2 March and threatened to sink any army launch that comes near the islands.",
            )
        ],
        actors="djibrine",
        recipients="cmr_army",
        start="2024-03-07",
    )
    m.event(
        "sink",
        "ASSAULT",
        [
            (
                "river-06",
                "sink",
                "In a recording sent to this station, the leader of the Logone Self-Defence Front, Kalla Djibrine, again denied the attack of 2 March and threatened to sink any army launch that comes near the islands.",
            )
        ],
        actors="front",
        recipients="cmr_army",
        modality="hypothetical",
        attributed="djibrine",
    )
    m.event(
        "meeting",
        "CONSULT",
        [
            (
                "river-02",
                "meet",
                "The foreign ministers of the two countries plan to meet in Kousseri on March 9, a Cameroonian diplomat said on condition of anonymity.",
                "planned",
            ),
            (
                "river-06",
                "meeting",
                "The meeting of the Chadian and Cameroonian foreign ministers in Kousseri, set for Saturday, has been postponed until Tuesday, the Chadian foreign ministry said.",
                "planned",
            ),
            (
                "river-08",
                "met",
                "Halime Souleyman of Chad and Philippe Essomba of Cameroon met for four hours in the town hall, across the bridge from N'Djamena.",
            ),
            (
                "river-09",
                "met",
                "Halime Souleyman of Chad and Philippe Essomba of Cameroon met for four hours in the town hall across the bridge from N Djamena",
            ),
        ],
        mode="meet",
        actors="souleyman essomba",
        recipients="essomba souleyman",
        place="kousseri",
        start="2024-03-12",
    )
    m.event("agree", "AGREE", [("river-08", "agreed", lead8)], actors="chad cameroon", place="kousseri", start="2024-03-12")
    m.event(
        "patrols",
        "COOPERATE",
        [
            ("river-08", "patrol", lead8, "planned"),
            (
                "river-10",
                "patrols",
                "Many are waiting for the joint patrols that the two foreign ministers agreed at Kousseri on Tuesday and that are to begin on 1 April.",
                "planned",
            ),
        ],
        actors="chad cameroon",
        start="2024-04-01",
        modality="planned",
    )
    m.event(
        "truce",
        "CONCEDE",
        [
            (
                "river-08",
                "respect",
                "Its leader, Kalla Djibrine, said the group would respect a truce if both armies withdrew from the islands.",
            )
        ],
        mode="ceasefire",
        actors="front",
        modality="hypothetical",
        attributed="djibrine",
    )
    m.event(
        "refuse",
        "REJECT",
        [("river-08", "ruled out", 'Essomba ruled out talks with what he called "a gang with a letterhead".')],
        actors="essomba",
        recipients="front",
        start="2024-03-12",
    )
    m.event(
        "offer",
        "AID",
        [("river-08", "pay", "The Lake Chad Basin Commission offered to pay for two patrol boats.")],
        actors="lcbc",
        modality="planned",
        start="2024-03-12",
    )
    m.event(
        "reopen",
        "CONCEDE",
        [
            (
                "river-02",
                "reopen",
                "Chad's defence minister, General Idriss Kolingar, promised to reopen the crossing within a week, once patrols were in place.",
                "planned",
                "kolingar",
            ),
            (
                "river-10",
                "open",
                "General Idriss Kolingar, Chad's defence minister, said on 3 March that the crossing to Yagoua would be open within a week.",
                "denied",
            ),
        ],
        actors="chad",
        place="bongor",
        start="2024-03-10",
        modality="denied",
    )
    m.event(
        "relocate",
        "AID",
        [("river-07", "move", "UNHCR plans to move 600 people from the market to a site outside Bongor by 20 March.")],
        actors="unhcr",
        place="bongor",
        start="2024-03-20",
        modality="planned",
    )
    m.event(
        "raid",
        "ASSAULT",
        [
            (
                "river-10",
                "killed",
                "A website in N'Djamena, Sahel Headlines, reported on Thursday that Kalla Djibrine had been killed in a raid by Chadian special forces.",
                "happened",
                "headlines",
            ),
            (
                "river-10",
                "denied",
                "The Logone Self-Defence Front denied it, and on Friday it released a recording in which a voice said to be his mocks the talks in Kousseri.",
                "denied",
                "front",
            ),
        ],
        actors="tcd_army",
        recipients="djibrine",
        start="2024-03-14",
        modality="uncertain",
    )
    m.event(
        "old",
        "ASSAULT",
        [
            (
                "river-10",
                "fighting",
                "In 2021 fighting between fishermen and herders around Logone-Birni drove tens of thousands of people into Chad.",
            )
        ],
        place="birni",
        start="2021",
    )

    say = m.statement
    say(
        "river-02",
        "ngarlenan",
        "the regional governor",
        "said",
        "say",
        "indirect",
        "gunmen fired on two passenger boats on the Logone and killed at least 12 people",
    )
    say(
        "river-02",
        "ngarlenan",
        "Ngarlenan",
        "said",
        "say",
        "direct",
        ['"They waited until the second boat was out on open water, and then they fired at both,"', '"Nobody on board was armed."'],
    )
    say(
        "river-02",
        "wassou",
        "its spokesman, Abba Wassou",
        "said",
        "deny",
        "direct",
        '"Our fighters were nowhere near the river that morning,"',
        about=["front_attack"],
    )
    say("river-02", "jmbarga", "she", "said", "say", "direct", '"We do not know how many the river has kept,"')
    say(
        "river-02",
        "kolingar",
        "General Idriss Kolingar",
        "promised",
        "promise",
        "indirect",
        "to reopen the crossing within a week, once patrols were in place",
        about=["reopen"],
    )
    say(
        "river-02",
        None,
        "a Cameroonian diplomat",
        "said",
        "say",
        "indirect",
        "The foreign ministers of the two countries plan to meet in Kousseri on March 9",
        about=["meeting"],
    )
    say(
        "river-04",
        "haiwa",
        "Toumba Haïwa",
        "said",
        "say",
        "direct",
        ["“I counted my passengers when we left,”", "“I cannot count them now.”"],
    )
    say(
        "river-04",
        "redcross",
        "the Chad Red Cross",
        "said",
        "say",
        "indirect",
        "The death toll of Saturday’s attack on the market boats has risen to 17",
    )
    say(
        "river-04",
        "dabba",
        "Michel Dabba",
        "promised",
        "promise",
        "indirect",
        "those with no part in the attack would be freed by 15 March",
        about=["release"],
    )
    say(
        "river-04",
        "survivor",
        "A survivor",
        "claimed",
        "say",
        "indirect",
        "he had seen Cameroonian soldiers on the island",
        relayed="kabalaye",
        about=["army_attack"],
    )
    say(
        "river-05",
        "smbarga",
        "Colonel Serge Mbarga",
        "said",
        "deny",
        "direct",
        [
            '"No unit of our forces was on the river on Saturday,"',
            '"There was no patrol, there was no shooting by our men, and there is nothing to investigate."',
        ],
        about=["army_attack"],
    )
    say(
        "river-05",
        "cmr_mod",
        "Cameroon's defence ministry",
        "rejected",
        "deny",
        "mixed",
        '"baseless" a report that its soldiers fired on passenger boats',
        about=["army_attack"],
    )
    say(
        "river-05",
        "survivor",
        "a survivor",
        "saying",
        "say",
        "indirect",
        "men in Cameroonian uniform were on the island from which the shots came",
        relayed="kabalaye",
    )
    say("river-05", "smbarga", "Colonel Mbarga", "accused", "accuse", "indirect", "the station of spreading rumours")
    say("river-06", "hassana", "he", "said", "say", "direct", ['"Here everybody knows the killers,"', '"They are our neighbours."'])
    say(
        "river-06",
        "djibrine",
        "Kalla Djibrine",
        "threatened",
        "threaten",
        "indirect",
        "to sink any army launch that comes near the islands",
        about=["sink"],
    )
    say("river-07", "vestby", "Ingrid Vestby", "said", "say", "direct", '"We need the river open, because the food is on the other bank,"')
    say(
        "river-08",
        "souleyman",
        "Souleyman",
        "said",
        "say",
        "direct",
        '"We have agreed that a crime on the river is a crime on both banks,"',
    )
    say(
        "river-08",
        "essomba",
        "Essomba",
        "told",
        "promise",
        "indirect",
        "A joint commission will name those behind the attack of March 2 within 30 days",
        addressee="reporters",
    )
    say(
        "river-08",
        "djibrine",
        "Kalla Djibrine",
        "said",
        "promise",
        "indirect",
        "the group would respect a truce if both armies withdrew from the islands",
        about=["truce"],
    )
    say(
        "river-09", "souleyman", "Souleyman", "said", "say", "indirect", "We have agreed that a crime on the river is a crime on both banks"
    )
    say(
        "river-10",
        "sali",
        "Adoum Sali",
        "said",
        "say",
        "direct",
        ['"They never asked me one question about the boats,"', '"They asked me who sells me petrol."'],
    )
    say("river-10", "jmbarga", "she", "said", "say", "direct", ['"I sign certificates,"', '"I do not hold press conferences."'])
    say(
        "river-10",
        "headlines",
        "Sahel Headlines",
        "reported",
        "say",
        "indirect",
        "Kalla Djibrine had been killed in a raid by Chadian special forces",
        about=["raid"],
    )

    c = m.claim
    c("k1", "river-01", "killed", "at least seven people", 7, 7, None, "at_least", end="2024-03-02")
    c("k2", "river-02", "killed", "at least 12 people", 12, 12, None, "at_least", source="ngarlenan", end="2024-03-03")
    c("k3", "river-03", "killed", "at least 12 people", 12, 12, None, "at_least", source="ngarlenan", end="2024-03-03")
    c("k4", "river-02", "killed", "nine bodies", 9, 9, 9, "exact", source="jmbarga", place="yagoua", end="2024-03-03")
    c("k5", "river-04", "killed", "17", 17, 17, 17, "exact", source="redcross", end="2024-03-04")
    c("k6", "river-04", "killed", "14 dead", 14, 14, 14, "exact", source="prefecture", end="2024-03-04")
    c("k7", "river-05", "killed", "14", 14, 14, 14, "exact", source="cmr_mod", end="2024-03-05")
    c("k8", "river-07", "killed", "19 people", 19, 19, 19, "exact", source="redcross", end="2024-03-08")
    c("k9", "river-08", "killed", "At least 19 people", 19, 19, None, "at_least", source="redcross", end="2024-03-12")
    c("k10", "river-09", "killed", "At least people", None, None, None, "at_least", status="lost", source="redcross", end="2024-03-12")
    c("k11", "river-10", "killed", "19 dead", 19, 19, 19, "exact", source="redcross", end="2024-03-16")
    c("m1", "river-04", "missing", "Between 10 and 15 people", None, 10, 15, "about", source="boatmen", end="2024-03-04")
    c("m2", "river-07", "missing", "three people", 3, 3, 3, "exact", source="redcross", end="2024-03-08")
    c("i1", "river-02", "injured", "16 people", 16, 16, 16, "exact", source="jmbarga", place="yagoua", end="2024-03-03")
    c("d1", "river-07", "displaced", "Some 3,400 people", 3400, None, None, "about", source="unhcr", end="2024-03-08")
    c("d2", "river-07", "displaced", "Dozens of families", None, None, None, "vague", status="vague", end="2024-03-08", unit="families")
    c("d3", "river-10", "displaced", "About 4,100 people", 4100, None, None, "about", source="unhcr", end="2024-03-16")
    c("t1", "river-04", "detained", "23 fishermen", 23, 23, 23, "exact", end="2024-03-04", event="detain")
    c("b1", "river-06", "killed", "Four fishermen", 4, 4, 4, "exact", source="hassana", place="birni", end="2024-03-06", event="birni")
    c("e1", "river-07", "money", "1.2 million dollars", 1200000, 1200000, 1200000, "exact", unit="USD", end="2024-03-08")
    c("e2", "river-07", "money", "400,000 euros", 400000, 400000, 400000, "exact", unit="EUR", source="eu", end="2024-03-08")
    c("r1", "river-05", "troops", "40 soldiers", 40, 40, 40, "exact", source="smbarga", place="yagoua", end="2024-03-05", event="escort")
    m.figure("killed", "killed", ["k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11"], "dispute", 19, 7, 19)
    m.figure("missing", "missing", ["m1", "m2"], "update", 3, 3, 15)
    m.figure("displaced", "displaced", ["d1", "d2", "d3"], "update", 4100, 3400, 4100)
    m.figure("injured", "injured", ["i1"], "single", 16, 16, 16, place="yagoua")
    m.figure("detained", "detained", ["t1"], "single", 23, 23, 23)
    m.figure("birni", "killed", ["b1"], "single", 4, 4, 4, place="birni", story="s_birni")
    m.figure("asked", "money", ["e1"], "single", 1200000, 1200000, 1200000, unit="USD", place=None)
    m.figure("pledged", "money", ["e2"], "single", 400000, 400000, 400000, unit="EUR", place=None)
    m.figure("troops", "troops", ["r1"], "single", 40, 40, 40, place="yagoua")

    k = m.commitment
    k(
        "reopen",
        "kolingar",
        "river-02",
        "to reopen the crossing",
        "promised to reopen the crossing within a week, once patrols were in place",
        "broken",
        due="2024-03-10",
        due_text="within a week",
        condition="once patrols were in place",
        event="reopen",
        out=[("river-10", "On Saturday the barrier was still down, and the soldier beside it had no orders to lift it.")],
    )
    k(
        "escort",
        "cameroon",
        "river-02",
        "to send soldiers to escort the boats",
        "Cameroon will send soldiers to escort the boats from Wednesday",
        "broken",
        due="2024-03-06",
        due_text="from Wednesday",
        event="escort",
        out=[
            ("river-06", "no escort appeared on Wednesday"),
            ("river-10", "Escorts by the Cameroonian army began only on Monday, five days late, and for cargo alone."),
        ],
    )
    k(
        "free",
        "dabba",
        "river-04",
        "to free those with no part in the attack",
        "promised that those with no part in the attack would be freed by 15 March",
        "kept",
        due="2024-03-15",
        due_text="by 15 March",
        event="release",
        out=[("river-10", "The 23 fishermen walked out of the gendarmerie barracks in Bongor on Friday morning")],
        to="fishermen",
    )
    k(
        "meet",
        "chad cameroon",
        "river-02",
        "foreign ministers to meet in Kousseri",
        "plan to meet in Kousseri on March 9",
        "broken",
        due="2024-03-09",
        due_text="on March 9",
        event="meeting",
        out=[("river-06", "has been postponed until Tuesday")],
    )
    k(
        "meet2",
        "chad cameroon",
        "river-06",
        "foreign ministers to meet in Kousseri",
        "postponed until Tuesday",
        "kept",
        due="2024-03-12",
        due_text="until Tuesday",
        event="meeting",
        out=[("river-08", "met for four hours in the town hall")],
    )
    k(
        "name",
        "chad cameroon",
        "river-08",
        "to name those behind the attack",
        "A joint commission will name those behind the attack of March 2 within 30 days",
        "open",
        due="2024-04-11",
        due_text="within 30 days",
    )
    k(
        "patrol",
        "chad cameroon",
        "river-08",
        "to patrol the Logone together",
        "agreed on Tuesday to patrol the Logone together from April 1",
        "open",
        due="2024-04-01",
        due_text="from April 1",
    )
    k(
        "move",
        "unhcr",
        "river-07",
        "to move 600 people to a site outside Bongor",
        "UNHCR plans to move 600 people from the market to a site outside Bongor by 20 March.",
        "open",
        due="2024-03-20",
        due_text="by 20 March",
    )
    k(
        "truce",
        "front",
        "river-08",
        "to respect a truce",
        "the group would respect a truce if both armies withdrew from the islands",
        "open",
        condition="if both armies withdrew from the islands",
    )

    rel = m.relation
    rel("djibrine", "leads", "front", "river-06", "the leader of the Logone Self-Defence Front, Kalla Djibrine")
    rel("wassou", "member_of", "front", "river-02", "its spokesman, Abba Wassou")
    rel("kolingar", "holds_office_in", "chad", "river-02", "Chad's defence minister, General Idriss Kolingar")
    rel("souleyman", "holds_office_in", "chad", "river-08", "Halime Souleyman of Chad")
    rel("ngarlenan", "holds_office_in", "chad", "river-02", "Governor Rimadji Ngarlenan")
    rel("essomba", "holds_office_in", "cameroon", "river-08", "Philippe Essomba of Cameroon")
    rel("smbarga", "member_of", "cmr_army", "river-05", "the army spokesman, Colonel Serge Mbarga")
    rel("cmr_army", "part_of", "cameroon", "river-06", "the Cameroonian army")
    rel("cmr_mod", "part_of", "cameroon", "river-05", "Cameroon's defence ministry")
    rel("jmbarga", "leads", "hospital", "river-02", "The director of the district hospital in Yagoua, Dr Jeanne Mbarga")
    rel("garba", "leads", "lcbc", "river-08", "Its executive secretary, Tijani Garba")
    rel("vestby", "member_of", "unhcr", "river-07", "Ingrid Vestby, a spokeswoman for UNHCR")
    rel("chad", "opposes", "front", "river-10", "the man whom Chad blames")
    rel("essomba", "opposes", "front", "river-08", "Essomba ruled out talks")
    rel("tcd_army", "part_of", "chad", "river-10", "Chad's army")

    m.contradiction(
        "figure",
        "The Red Cross and the authorities in Cameroon count different numbers of dead.",
        ("figure_claims", "c_k11", "19 dead", "river-10", "The Chad Red Cross counts 19 dead."),
        ("figure_claims", "c_k7", "14", "river-05", "The ministry put the number of dead at 14."),
    )
    m.contradiction(
        "modality",
        "Whether the Front attacked the boats is claimed and denied.",
        ("events", "e_front_attack", "attack", "river-04", "the ambush was the work of the men of Kalla Jibrine"),
        ("events", "e_front_attack", "attack", "river-02", '"Our fighters were nowhere near the river that morning,"'),
    )
    m.contradiction(
        "actor",
        "Who fired on the boats.",
        ("events", "e_army_attack", "attack", "river-04", "he had seen Cameroonian soldiers on the island"),
        ("events", "e_army_attack", "attack", "river-05", '"No unit of our forces was on the river on Saturday,"'),
    )
    m.contradiction(
        "modality",
        "Whether Kalla Djibrine is dead.",
        ("events", "e_raid", "killed", "river-10", "Kalla Djibrine had been killed in a raid by Chadian special forces"),
        ("events", "e_raid", "killed", "river-10", "The Logone Self-Defence Front denied it"),
    )

    for report, holder, topic, stance, words in (
        ("river-08", "essomba", "talks with the Front", "against", "Essomba ruled out talks"),
        ("river-08", "djibrine", "a truce", "ambivalent", "would respect a truce if both armies withdrew from the islands"),
        ("river-07", "vestby", "reopening the river", "for", "We need the river open"),
    ):
        m.tables["positions"].append(
            r.PositionRow(
                position_id=make_id("p", report, holder),
                holder=m.ref(holder),
                topic=topic,
                stance=stance,
                strength=None,
                date=None,
                evidence=(m.ev(report, words),),
            )
        )

    ref = m.ref
    ids = [row.report_id for row in m.tables["reports"]]
    m.tables["stories"] += [
        r.StoryRow(
            story_id="s_boats",
            title="Attack on two boats on the Logone",
            first="2024-03-02",
            last="2024-03-16",
            n_reports=9,
            n_independent=7,
            report_ids=tuple(i for i in ids if i != "river-06"),
            actors=(ref("chad"), ref("cameroon"), ref("front")),
            places=(m.place("bongor"),),
        ),
        r.StoryRow(
            story_id="s_birni",
            title="Fishermen killed near Logone-Birni",
            first="2024-03-07",
            last="2024-03-07",
            n_reports=1,
            n_independent=1,
            report_ids=("river-06",),
            actors=(ref("hassana"),),
            places=(m.place("birni"),),
        ),
    ]
    m.tables["losses"] += [
        Loss(
            loss_id="l_1",
            uri="04-page.html",
            what="passage",
            reason="menu, advertisements and footer of the page are not part of the report",
            report_id="river-04",
        ),
        Loss(loss_id="l_2", uri="11-scan.pdf", what="file", reason="no reader for application/pdf"),
        Loss(
            loss_id="l_3",
            uri="09-stripped.txt",
            what="passage",
            reason="a number was lost from the text",
            report_id="river-09",
            start=m.ev("river-09", "At least people").start,
            end=m.ev("river-09", "At least people").end,
        ),
    ]
    m.tables["judgements"].append(
        Judgement(
            judgement_id="j_1", table="reports", left="river-02", right="river-03", verdict="same", because=("near copy",), score=0.93
        )
    )
