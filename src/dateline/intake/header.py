"""The head of a report: title, dateline, agencies, byline, outlet, date. Found with marks and without, kept out of the reading proper.

A head with marks: "TRIPOLI, Feb 6 (Agency) - ", "Pratica di Mare (Italy), May 8 (IANS/AKI): ", "YIROL - ", "NUSAYBIN: ".
A head without: "ROME April Xinhua ", also behind a headline on the same line.
"""

import re
from functools import cache

import msgspec

from dateline.intake.published import DATE, MONTH, WEEKDAY, candidates, iso_of
from dateline.lexicon import table
from dateline.model.report import DamageKind, Header, Report
from dateline.text.boundaries import first_names
from dateline.text.view import names_of_countries

HEAD_CHARACTERS = 160  # of a line, within which a dateline ends
HEAD_LINES = 8  # non-blank lines among which a head may stand
TITLE_WORDS = 32
STRIPPED_HEAD_WORDS = 45  # words within which a dateline without marks may stand

_UP = r"[^\W\d_a-zß-öø-ÿ]"
_CAP_WORD = rf"{_UP}[\w'’.]{{0,60}}(?:-[\w'’.]{{1,60}}){{0,6}}"
_PLACE = rf"{_CAP_WORD}(?: (?:{_CAP_WORD}|de|del|di|la|le|el|al|des|du|of|the|and)){{0,4}}"
_BROKEN_DATE = rf"(?:{MONTH}\b\.?|(?<=\s)(?:[-/.]{{2,}}|\d{{1,2}}[-/.]\d{{1,2}})(?=\s*\())[\s,.]*"
_DATELINE = re.compile(
    rf"(?<!\w)(?P<place>{_PLACE})(?:,\s*(?P<region>{_PLACE}?(?:,\s*{_PLACE}?)?))??(?:\s*\((?P<country>{_CAP_WORD}(?:[ .-]{_CAP_WORD}){{0,3}})\))?"
    rf"(?:\s*[,:]?\s*(?i:{WEEKDAY},?\s*)?(?P<date>(?i:{DATE}|{_BROKEN_DATE})))?"
    r"\s*(?:[(\[](?P<agency>[^()\[\]\n]{2,70})[)\]]|\.?\s*/(?P<slashed>[^\W\d_][^/()\n]{1,40})/"
    rf"|[,.]?\s*(?P<bare>{_UP}[\w-]{{2,30}})(?=\.\s))?"
    r"\s*(?P<sep>(?(bare)\.|(?:\.?\s*(?:--?|–|—|_)(?=\s)|:|(?<=\))\.(?=\s)|(?<=/)\.?(?=\s))))\s*"
)
_CAPS_PERIOD = re.compile(rf"(?<!\w)(?P<place>{_UP}{{4,60}}(?: {_UP}{{3,60}}){{0,2}})\.\s+(?=[A-Z])")
_BYLINE = re.compile(
    r"(?i:by)\s+(?P<our>(?i:our|a|the)\s+(?:own\s+)?(?:special\s+)?(?:staff\s+)?(?:envoy|correspondents?|reporters?|writers?|staff)\b\s*)?"
    r"(?P<name>.{0,80}?)(?:\s+in\s+(?P<place>[A-Z][\w'’. -]{1,40}))?\s*"
)
_BESIDE = re.compile(r"\s[|•·]\s")
"""Between the parts of a line that says more than who wrote: "By Ann Reed | Analysis | 4 November 2024"."""
_NAME_WORD = rf"(?:{_UP}\.(?:\s?{_UP}\.)*|{_UP}[\w'’-]+|al-[A-Z]\w+|el-[A-Z]\w+|de|da|di|van|von|der|den|la|le|bin|ibn|ould|ag)"
_NAME = re.compile(rf"(?<!\w){_NAME_WORD}(?:\s+{_NAME_WORD}){{1,3}}")
_NAMES = re.compile(
    rf"(?<!\w){_NAME_WORD}(?:\s+{_NAME_WORD}){{1,3}}(?:(?:,\s+|\s+and\s+|\s+&\s+|,\s+and\s+){_NAME_WORD}(?:\s+{_NAME_WORD}){{1,3}})*"
)
_OUR = re.compile(
    r"(?:(?P<place>[^\W\d_][\w'’ .-]{1,40}?)\s*[-–—,:]+\s*)?(?:from\s+)?(?P<our>our\s+(?:own\s+)?(?:special\s+)?(?:staff\s+)?(?:correspondent|reporter|envoy|bureau)s?|staff\s+(?:reporter|writer)|news\s+desk|web\s+desk)\.?\s*",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    rf"(?:(?:published|posted|updated|date|issued|dated)(?:\s+on|\s+at)?\s*:?\s*)?(?:{WEEKDAY},?\s+)?(?P<whole>{DATE})(?:,?\s*(?:at\s*)?\d{{1,2}}[:.h]\d{{2}}.{{0,12}})?\s*\.?\s*",
    re.IGNORECASE,
)
_BULLETIN = re.compile(
    r"\b(?:update|bulletin|sitrep|situation|report|note|flash|brief|digest|no\.?\s*\d+|as of|issue|statement|media|press|weekly|monthly|daily)\b",
    re.IGNORECASE,
)
_AGENCY_LINE = re.compile(r"[(\[]?(?P<names>[A-Z][\w .&'’/-]{1,50})[)\]]?\s*", re.UNICODE)
_TAIL = re.compile(
    r"(?<!\s)\(?\s*(?:(?:additional |further )?(?:reporting|writing|editing|compiled|translated|edited|written|reported)\s+by\b.{2,200}"
    r"|with (?:inputs?|reporting|additional reporting|contributions?) from\s+(?P<from>.{2,80})"
    r"|(?:[-–—/]+\s*)(?P<dash>[A-Z][\w .&'’/-]{1,40})|source\s*:\s*(?P<source>.{2,60})|©.{2,120}|copyright\b.{2,120}|all rights reserved\W*)\)?\s*",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:share|tweet|e-?mail|print|save|bookmark|copy link)(?:\s+(?:this|on|via|to|with|by|article|story|page|link)\b[^.]{0,40})?"
    r"|(?:read|see|watch|listen|related|recommended|also read|more on this|must read|don[’']t miss|you may also like|most read|trending|editors?[’']s? picks?)"
    r"(?:\s+(?:more|also|next|stories|coverage|topics|articles))*\s*[:|»>].*"
    r"|(?:sign up|subscribe|register|log in|follow us|join us|join our|download|get (?:our|the|all|breaking))\b.*\b(?:newsletters?|inbox|apps?|channel|whatsapp|telegram|updates|alerts|account|briefing|instagram|facebook|twitter|youtube)\b.{0,40}"
    r"|.{0,60}\b(?:uses?|accept)\s+(?:all\s+)?cookies\b.*|cookie (?:policy|settings|preferences).*|(?:privacy policy|terms (?:of (?:use|service)|and conditions)).{0,60}"
    r"|advertise?ment|sponsored(?: content)?|(?:article|story) continues below.*|continue reading.{0,40}|back to top|skip to (?:main )?content"
    r"|(?:leave a|view|post a|\d{1,7}) comments?|\d{1,7} shares?|\d{1,3} min(?:ute)?s? read|tags?\s*:.*",
    re.IGNORECASE,
)
"""Lines of a web page that are none of its report: buttons, links, cookie notices."""
_PHOTO_CREDIT = re.compile(r"(?:(?<=[.!?])\s+|\A)[\[(]?(?:(?:file )?photo(?:graph)?|image|picture|video)s?(?: credits?| by)?\s*[:©].{2,80}$", re.IGNORECASE)
FURNITURE_WORDS, CREDIT = 24, 160  # words of such a line, at most; characters at the end of a line among which a credit stands
_CREDIT = re.compile(rf"[(\[](?P<name>{_CAP_WORD}(?: (?:{_CAP_WORD}|&|of|the|and|de)){{0,5}})[)\]]\s+(?=[\"“‘']?{_UP})")
_MONTH_WORD = re.compile(rf"{MONTH}\Z", re.IGNORECASE)
_AGENCY_END = frozenset(("agency", "press", "wire", "newswire", "news", "service", "newsroom", "exchange", "dispatch", "presse", "wires"))
_AGENCY_MIDDLE = frozenset(("of", "de", "d", "the", "and", "s"))
_OPENERS = frozenset(
    "the a an at in on after some more he she it they we there this that these those when while two three four five six seven eight nine ten dozens "
    "hundreds thousands about around nearly almost as for from his her their our its i if what who how why yesterday today one".split()
)
_LEADS_TO_PLACE = frozenset("in at near from to of for on with by outside inside towards into and or between against the a".split())
_NO_NAME = frozenset(
    "highlights access overview background summary humanitarian situation update flash breaking analysis opinion editorial exclusive sport weather "
    "markets world key points report note bulletin operational weekly mission election statement press release snapshot fact sheet".split()
)


@cache
def known_outlets() -> dict[str, tuple[str, str]]:
    """Names and aliases of `outlets.tsv`, lower case, as (name, kind)."""
    found: dict[str, tuple[str, str]] = {}
    for row in table("outlets.tsv"):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            found.setdefault(name.casefold(), (row["name"], row["kind"]))
    return found


class _Line(msgspec.Struct, frozen=True):
    start: int
    end: int
    text: str


def _lines(text: str) -> list[_Line]:
    found, position = [], 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = position + len(line) - len(line.lstrip())
            found.append(_Line(start, start + len(stripped), stripped))
        position += len(line)
    return found


class _Head:
    """What is being found; turned into a report at the end."""

    def __init__(self, own: str | None = None) -> None:
        self.own = own  # the outlet that is known beforehand
        self.title: tuple[int, int] | None = None
        self.dateline: tuple[int, int] | None = None
        self.outside: list[tuple[int, int]] = []
        self.place: str | None = None
        self.agencies: list[str] = []
        self.byline: str | None = None
        self.outlet: str | None = None
        self.date: str | None = None  # ISO prefix, XXXX- where the year is missing
        self.dated_by = "header"


def read_header(report: Report, title_span: tuple[int, int] | None = None) -> Report:
    """The report with what its head says, where nothing better was known: given > metadata > header > inferred.

    `published` is set from a head only where the head names the year; else `published_candidates` holds every date that fits.

    Args:
        report: as intake made it.
        title_span: where the container's title stands in the text.
    """
    lines = _lines(report.text)
    if not lines:
        return report
    head = _Head(report.outlet)
    damaged = {d.kind for d in report.damage}
    body = 0
    if title_span is not None:
        head.title = title_span
        body = next((n for n, line in enumerate(lines) if line.start >= title_span[1]), len(lines))
    elif len(lines) > 1 and _is_title(lines[0], lines[1], report):
        head.title = (lines[0].start, lines[0].end)
        body = 1
    body = _read_lines(head, lines, body)
    if head.dateline is None and body < len(lines):
        _stripped_head(head, lines[body], damaged, allow_title=body == 0)
    _read_tail(head, lines, body)
    _read_furniture(head, lines)
    _title_date(head, report)
    return _apply(report, head)


def _is_title(first: _Line, second: _Line, report: Report) -> bool:
    """Whether the first line is a headline: named so by the container, or short, without a full stop and without a dateline."""
    if report.title and _squeeze(report.title).endswith(_squeeze(first.text)) and len(_squeeze(first.text)) > 8:
        return True
    words = first.text.split()
    if len(words) > TITLE_WORDS or len(first.text) > 220 or len(words) < 2 or _DATE_LINE.fullmatch(first.text[:HEAD_CHARACTERS]):
        return False
    if _byline_of(first.text) or first.text.endswith((".", ",", ";", "-")) and not first.text.isupper():
        return False
    found = _DATELINE.match(first.text[:HEAD_CHARACTERS])
    if found and _is_dateline(found, first.text) and len(first.text) - found.end() > 40 and (found["agency"] or found["date"]):
        return False
    return len(words) <= 18 or len(second.text) > len(first.text) or not first.text[-1].isalnum()


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _byline_of(text: str) -> re.Match[str] | None:
    text = _BESIDE.split(text)[0].rstrip()
    found = _BYLINE.fullmatch(text) if len(text) <= 110 else None
    if found is None or text.endswith((".", "?", "!")) and not re.search(r"\b[A-Z]\.$", text):
        return None
    name = found["name"].split(",")[0].strip(" -–—:")
    if not found["our"] and not _NAMES.fullmatch(name):
        return None
    return found


def _read_lines(head: _Head, lines: list[_Line], at: int) -> int:
    """Walk the lines of the head; returns the number of the first line of running text."""
    last = min(len(lines), at + HEAD_LINES)
    while at < last:
        line = lines[at]
        if _read_byline(head, line) or _read_our(head, line) or _read_date_line(head, line) or _read_agency_line(head, line, lines, at):
            at += 1
            continue
        if _bare_name(line, lines, at, head):
            name, _, rest = line.text.partition(",")
            head.byline = name.strip()
            head.outlet = head.outlet or (rest.strip() if rest.strip() and len(rest.split()) <= 5 else None)
            head.outside.append((line.start, line.end))
            at += 1
            continue
        if not _read_dateline(head, line):
            _read_credit(head, line)
        break
    return at


def _read_byline(head: _Head, line: _Line) -> bool:
    found = _byline_of(line.text)
    if found is None or head.byline is not None:
        return False
    name, _, rest = found["name"].strip(" -–—:,").partition(",")
    name, rest = name.strip(), rest.strip(" ,")
    if name:
        head.byline = name if not rest or not _NAME.fullmatch(rest) or rest.casefold() in known_outlets() else f"{name}, {rest}"
        if rest and (rest.casefold() in known_outlets() or not _NAME.fullmatch(rest) or _AGENCY_END & set(rest.casefold().split())):
            head.outlet = rest
        elif rest and " and " not in rest and len(rest.split()) <= 4:
            head.byline, head.outlet = name, rest
    else:
        head.byline = found["our"].strip()
    if found["place"] and head.place is None:
        head.place = found["place"].strip()
    for beside in _BESIDE.split(line.text)[1:]:
        if day := _DATE_LINE.fullmatch(beside.strip()):
            head.date = head.date or iso_of(day)
    head.outside.append((line.start, line.end))
    return True


def _read_our(head: _Head, line: _Line) -> bool:
    found = _OUR.fullmatch(line.text[:400])
    if found is None:
        return False
    head.byline = head.byline or found["our"].strip()
    if found["place"] and head.place is None:
        head.place = found["place"].strip(" ,-")
        start = line.start + found.start("place")
        head.dateline = (start, start + len(found["place"]))
    head.outside.append((line.start, line.end))
    return True


def _read_date_line(head: _Head, line: _Line) -> bool:
    found = _DATE_LINE.fullmatch(line.text[:400])
    if found is None:
        return False
    head.date = head.date or iso_of(found)
    head.outside.append((line.start, line.end))
    return True


def _read_agency_line(head: _Head, line: _Line, lines: list[_Line], at: int) -> bool:
    """A line that is nothing but a known agency's name ("Reuters", "(AFP)")."""
    found = _AGENCY_LINE.fullmatch(line.text[:400])
    if found is None or at + 1 >= len(lines):
        return False
    names = [n.strip() for n in re.split(r"\s*[/&]\s*|\s+and\s+", found["names"])]
    if not all(n.casefold() in known_outlets() for n in names):
        return False
    for name in names:
        if known_outlets()[name.casefold()][1] == "agency":
            head.agencies.append(name)
        else:
            head.outlet = head.outlet or name
    head.outside.append((line.start, line.end))
    return True


def _bare_name(line: _Line, lines: list[_Line], at: int, head: _Head) -> bool:
    """A name alone on a line between the headline and running text."""
    if head.title is None or head.byline is not None or at + 1 >= len(lines) or len(lines[at + 1].text) < 60:
        return False
    name, _, rest = line.text.partition(",")
    if not _NAME.fullmatch(name.strip()) or len(line.text) > 60 or (rest and len(rest.split()) > 5):
        return False
    words = name.casefold().split()
    if name.isupper():
        return False
    return not (_NO_NAME & set(words)) and name.strip().casefold() not in names_of_countries() and not any(w in ("the", "in", "of") for w in words)


def _is_dateline(found: re.Match[str], line: str) -> bool:
    place = found["place"]
    words = place.split()
    if len(words) > 5 or any(w.casefold().strip(".") in _NO_NAME for w in words) or _MONTH_WORD.match(words[0]):
        return False
    if any(
        w[0].islower() and w.casefold() not in ("de", "del", "di", "la", "le", "el", "al", "des", "du", "of", "the", "and") for w in words
    ):
        return False
    rest = line[found.end() :]
    if len(rest) < 20:
        return False
    if found["country"] and found["country"].casefold() not in names_of_countries() and (found["sep"].strip() != ":" or line.isupper()):
        return True
    if found["bare"]:
        return bool(found["date"]) and known_outlets().get(found["bare"].casefold(), ("", ""))[1] == "agency"
    if agency := found["agency"] or found["slashed"]:
        return not re.search(r"\d{3}|\b(?:is|was|are|were|said|the)\b", agency)
    if found["date"] and not found["date"].isspace():
        return True
    caps = all(c.isupper() for c in place if c.isalpha()) and len(re.sub(r"\W", "", place)) >= 3
    if caps and line.isupper():
        return False
    if caps:
        return rest[0].isupper() or rest[0] in "\"'“‘" or rest[0].isdigit() and found["sep"].strip() != ":"
    dash = found["sep"].strip(" .") in ("-", "--", "–", "—")
    return dash and len(words) <= 3 and not found["region"] and (rest[0].isupper() or rest[0] in '"“') and len(rest) > 60


def _read_dateline(head: _Head, line: _Line) -> bool:
    found = _DATELINE.match(line.text[:HEAD_CHARACTERS])
    if found is None or not _is_dateline(found, line.text):
        found = _CAPS_PERIOD.match(line.text)
        if found is None or line.text.isupper() or found["place"].casefold() in names_of_countries():
            return False
        head.place = found["place"]
        head.dateline = (line.start, line.start + found.end())
        return True
    head.place = found["place"].strip(" ,") if found["place"].count(".") > 1 else found["place"].strip(" ,.")
    head.dateline = (line.start, line.start + found.end())
    agency = found["agency"] or found["slashed"] or found["bare"]
    if found["country"] and agency is None and found["country"].casefold() not in names_of_countries():
        agency = found["country"]
    if agency:
        head.agencies.extend(_agency_names(agency))
    if found["date"] and (iso := iso_of(found)):
        head.date = iso
    elif found["date"] and (month := re.search(MONTH, found["date"], re.IGNORECASE)):
        head.date = iso_of_month(month.group())
    return True


def _read_credit(head: _Head, line: _Line) -> bool:
    """An agency or the report's own outlet in brackets before the first sentence: "(Lakes Agency) Fighters crossed"."""
    found = _CREDIT.match(line.text[:HEAD_CHARACTERS])
    if found is None:
        return False
    name = found["name"].strip()
    if name.casefold() not in known_outlets() and name.split()[-1].casefold() not in _AGENCY_END and name != head.own:
        return False
    head.agencies.append(name)
    head.outside.append((line.start, line.start + found.end()))
    return True


def iso_of_month(word: str) -> str:
    """`XXXX-04` for "April"."""
    from dateline.intake.published import MONTHS

    return f"XXXX-{MONTHS[word.casefold().rstrip('.')]:02}"


def _agency_names(text: str) -> list[str]:
    return [n.strip() for n in re.split(r"\s*[/&+;|]\s*|\s+and\s+|,\s+", text) if n.strip() and not re.fullmatch(r"[\d\s.,:-]+", n.strip())]


_WORD = re.compile(r"[^\W\d_]+")


def _stripped_head(head: _Head, line: _Line, damaged: set[DamageKind], allow_title: bool) -> None:
    """A dateline without marks: a place in capitals, a month or nothing, an agency or nothing."""
    if not {"punctuation_lost", "digits_lost"} & damaged and not _bare(line.text):
        return
    words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(line.text[:600])]
    names = [w for _, _, w in words]
    own = tuple(w.casefold() for w in _WORD.findall(head.own or ""))
    for at in range(min(len(words), STRIPPED_HEAD_WORDS if allow_title else 2)):
        found = _stripped_dateline(names, at, line.text.isupper(), line.text.islower(), own)
        if found is None:
            continue
        start = line.start + words[found.place[0]][0]
        head.place = line.text[words[found.place[0]][0] : words[found.place[1] - 1][1]]
        head.dateline = (start, line.start + words[found.end - 1][1])
        if found.month is not None:
            head.date = iso_of_month(found.month)
        if found.agency is not None:
            agency = line.text[words[found.agency[0]][0] : words[found.agency[1] - 1][1]]
            head.agencies.extend([agency] if agency.casefold() not in names_of_countries() else [])
        if found.place[0]:
            _stripped_front(head, line, words, found.place[0])
        return
    follows = names[len(own)] if len(names) > len(own) else ""
    if own and tuple(n.casefold() for n in names[: len(own)]) == own and follows[:1].isupper() and not (len(follows) > 1 and follows.isupper()):
        head.dateline = (line.start, line.start + words[len(own) - 1][1])  # "Reed Wire Fighters held ..."
        head.agencies.append(line.text[: words[len(own) - 1][1]])
        return
    by = _stripped_byline(names, own)
    if allow_title and by is not None:
        _stripped_front(head, line, words, *by)


def _stripped_byline(names: list[str], own: tuple[str, ...]) -> tuple[int, int] | None:
    """Numbers of the words after "By Name Name", and after that in a line without marks, None where there is none; the outlet, a place and
    a month may stand behind the name."""
    for at in range(2, min(len(names) - 4, 30)):
        if names[at] == "By" and all(n[0].isupper() for n in names[at + 1 : at + 3]) and not names[at].isupper():
            for end in (at + 3, at + 4):
                if end < len(names) and names[end][0].isupper() and names[end].casefold() in _OPENERS:
                    return end, end
                after = end + len(own) if own and tuple(n.casefold() for n in names[end : end + len(own)]) == own else end
                month = next((k for k in range(after, min(after + 3, len(names) - 1)) if _MONTH_WORD.match(names[k])), None)
                after = month + 1 if month is not None and all(n[0].isupper() for n in names[after : month + 1]) else after
                if after > end and after < len(names) and names[after][0].isupper():
                    return after, end
    return None


def _stripped_front(head: _Head, line: _Line, words: list[tuple[int, int, str]], stop: int, named: int | None = None) -> None:
    """What stands before running text without marks: the headline, perhaps "By" and a name, which ends before word `named`."""
    named = stop if named is None else named
    by = next((n for n in (*range(max(2, named - 5), named - 1), 0) if words[n][2].casefold() == "by" and 2 <= named - n - 1 <= 4), None)
    end = by if by is not None else stop
    if end > 1:
        head.title = (line.start, line.start + words[end - 1][1])
    if by is not None:
        name = line.text[words[by + 1][0] : words[named - 1][1]]
        head.byline = head.byline or name
        head.outside.append((line.start + words[by][0], line.start + words[stop - 1][1]))


def _bare(text: str) -> bool:
    return len(text) > 150 and not re.search(r"[.,;:!?\"“”()-]", text[:400])


class _Stripped(msgspec.Struct, frozen=True):
    """A dateline without marks, in word numbers (half open)."""

    place: tuple[int, int]
    month: str | None
    agency: tuple[int, int] | None
    end: int


def _stripped_dateline(names: list[str], at: int, shouted: bool, lower: bool, own: tuple[str, ...] = ()) -> _Stripped | None:
    """The dateline that begins at word `at`, None where none does; `own`: the words of the outlet, lower case."""
    if lower or shouted:
        return _month_dateline(names, at, 1, own) or (_month_dateline(names, at, 2, own) if at == 0 else None)
    run = at
    while run < len(names) and names[run].isupper() and (len(names[run]) > 1 or run == at) and run - at < 12:
        run += 1
    if run == at:
        return _month_dateline(names, 0, 3, own) if at == 0 else _inner_dateline(names, at, own)
    if at and names[at - 1].isupper() and len(names[at - 1]) > 1:
        return None
    first = at if run - at <= 3 else run - 1
    if any(n.casefold() in _NO_NAME for n in names[first:run]) or (run - first == 1 and len(names[first]) < 3):
        return None
    for dated in (True, False):
        for after in range(run, min(run + 4, len(names) - 1)):
            if not all(n[0].isupper() and not _MONTH_WORD.match(n) for n in names[run:after]):
                break
            month = names[after] if _MONTH_WORD.match(names[after]) and names[after][0].isupper() else None
            agency = _agency_at(names, after + (month is not None), own)
            if (month is not None) is dated and (month or (agency and after == run)):
                return _Stripped((first, run), month, agency, agency[1] if agency else after + 1)
    if run - first >= 2 and _acronym(names[run - 1]) and run < len(names) and names[run][0].isupper():
        return _Stripped((first, run - 1), None, (run - 1, run), run)
    place = " ".join(names[first:run]).casefold()
    opened = run < len(names) and names[run][0].isupper() and (first == 0 or names[run].casefold() in _OPENERS)
    known = place in names_of_countries() or place in _bodies() or place in known_outlets()
    least = 4 if first == 0 or "By" in names[max(0, first - 4) : first - 1] else 5
    if opened and not known and run - at <= 3 and all(len(n) >= least or run - first > 1 for n in names[first:run]):
        return _Stripped((first, run), None, None, run)
    return None


@cache
def _bodies() -> frozenset[str]:
    """Acronyms and names of international bodies, which are no places though they stand in capitals."""
    return frozenset(
        cell.casefold()
        for row in table("international_bodies.tsv")
        for value in list(row.values())[:3]
        for cell in value.split("|")
        if cell
    )


def _acronym(word: str) -> bool:
    if word.casefold() in known_outlets():
        return True
    return word.isupper() and 2 <= len(word) <= 6 and sum(c in "AEIOUY" for c in word) < 0.36 * len(word)


def _inner_dateline(names: list[str], at: int, own: tuple[str, ...]) -> _Stripped | None:
    """ "denies prisoners were taken Karsova May The army ...": a dateline not in capitals, right behind a headline that ends in small letters."""
    before = names[at - 1]
    if not before.islower() or before in _LEADS_TO_PLACE | _NO_NAME or len(names[at]) < 3 or names[at].casefold() in first_names() | _OPENERS | _NO_NAME:
        return None
    for end in (at + 1, at + 2):
        if end + 1 >= len(names) or not names[at:end][-1][0].isupper():
            return None
        if _MONTH_WORD.match(names[end]) and names[end][0].isupper():
            agency = _agency_at(names, end + 1, own)
            after = agency[1] if agency else end + 1
            opened = after < len(names) and names[after][0].isupper() and names[after].casefold() in _OPENERS
            return _Stripped((at, end), names[end], agency, after) if opened else None
    return None


def _month_dateline(names: list[str], at: int, most: int, own: tuple[str, ...] = ()) -> _Stripped | None:
    """ "Skopje March Agency ...": a place by its position before a month, where an agency or a new sentence follows."""
    for end in range(at + 1, min(at + 1 + most, len(names) - 1)):
        if _MONTH_WORD.match(names[end]) and all(n.casefold() not in _OPENERS | _NO_NAME and len(n) > 1 for n in names[at:end]):
            agency = _agency_at(names, end + 1, own)
            if agency:
                return _Stripped((at, end), names[end], agency, agency[1])
        if not names[end][0].isupper() and not names[0].islower():
            break
    return None


def _agency_at(names: list[str], at: int, own: tuple[str, ...] = ()) -> tuple[int, int] | None:
    """The words of an agency's name that begin at `at`: the outlet's own, one that is known, one that ends like an agency, or an acronym."""
    if at >= len(names) - 1 or _MONTH_WORD.match(names[at]):
        return None
    if own and tuple(n.casefold() for n in names[at : at + len(own)]) == own and len(names) > at + len(own):
        return at, at + len(own)
    for end in range(min(len(names), at + 5), at, -1):
        words = " ".join(names[at:end]).casefold()
        if words in known_outlets() and (known_outlets()[words][1] == "agency" or end > at + 1):
            return at, end
    lower = names[at].islower()
    for end in range(at + 1, min(len(names), at + 5) + 1):
        word = names[end - 1]
        if _MONTH_WORD.match(word) or (not lower and not word[0].isupper() and word.casefold() not in _AGENCY_MIDDLE):
            break
        if end > at + 1 and word.casefold() in _AGENCY_END:
            if end < len(names) and names[end].casefold() in _AGENCY_END and (lower or names[end][0].isupper()):
                end += 1
            return at, end
    after = names[at + 1]
    if not lower and names[at].isupper() and 2 <= len(names[at]) <= 6 and not (after.isupper() and len(after) > 1):
        return at, at + 1
    if (
        not lower
        and names[at][0].isupper()
        and after[0].isupper()
        and after.casefold() in _OPENERS
        and names[at].casefold() not in _OPENERS
    ):
        return at, at + 1
    return None


def _read_tail(head: _Head, lines: list[_Line], body: int) -> None:
    """Credits at the end: "(Reporting by ...)", "- AFP", "With inputs from agencies"."""
    for line in reversed(lines[max(body + 1, len(lines) - 3) :]):
        found = _TAIL.fullmatch(line.text[:400]) or _byline_of(line.text)
        if found is None or len(line.text.split()) > 40:
            continue
        groups = found.groupdict()
        given = groups.get("from") or groups.get("dash") or groups.get("source")
        if groups.get("dash") and given and given.strip().casefold() not in known_outlets():
            continue
        if given:
            head.agencies.extend(
                n for n in _agency_names(given.rstrip(".) ")) if known_outlets().get(n.casefold(), ("", ""))[1] == "agency"
            )
        elif "name" in groups and head.byline is None:
            head.byline = groups["name"].strip(" ,") or None
        elif (
            (by := re.match(r"\(?\s*(?:Reporting|Written|Compiled)\s+by\s+([^;()]+)", line.text))
            and head.byline is None
            and _NAMES.match(by.group(1))
        ):
            head.byline = by.group(1).strip(" .")
        head.outside.append((line.start, line.end))


def _read_furniture(head: _Head, lines: list[_Line]) -> None:
    """Buttons, links to other reports, cookie notices and photo credits between the paragraphs of a web page."""
    for line in lines:
        if head.title is not None and line.start <= head.title[0] < line.end:
            continue
        if _FURNITURE.fullmatch(line.text) and len(line.text.split()) <= FURNITURE_WORDS:
            head.outside.append((line.start, line.end))
        elif credit := _PHOTO_CREDIT.search(line.text, max(0, len(line.text) - CREDIT)):
            head.outside.append((line.end - len(credit.group().lstrip()), line.end))


def _title_date(head: _Head, report: Report) -> None:
    """A bulletin's date in its headline ("Flash Update No. 3 (12 February 2024)")."""
    if head.date is not None or head.title is None:
        return
    title = report.text[slice(*head.title)]
    if not _BULLETIN.search(title):
        return
    dates = [iso for found in re.finditer(DATE, title, re.IGNORECASE) if (iso := iso_of(found))]
    if dates:
        head.date = dates[-1]


def _apply(report: Report, head: _Head) -> Report:
    changes: dict[str, object] = {
        "header": Header(title=head.title, dateline=head.dateline, outside=tuple(sorted(set(head.outside)))),
        "title": report.title or (" ".join(report.text[slice(*head.title)].split()) if head.title else None),
        "byline": report.byline or head.byline,
        "outlet": report.outlet or head.outlet,
        "dateline_place": report.dateline_place or head.place,
        "agencies": report.agencies or tuple(dict.fromkeys(head.agencies)),
    }
    if report.published is None and head.date is not None:
        if not head.date.startswith("XXXX"):
            changes.update(published=head.date, published_basis="header")
        else:
            fits = candidates(head.date, report.text)
            changes["published_candidates"] = fits
            if len(fits) == 1:
                changes.update(published=fits[0], published_basis="inferred")
    return msgspec.structs.replace(report, **changes)
