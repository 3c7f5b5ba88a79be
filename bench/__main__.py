"""`python -m bench predict SET GOLD OUT [--order N]`, `score SET GOLD OUT`, `gate`, `baseline`, `speed`, `slices`, `thousand`, `verdicts`."""

import argparse
import inspect
import json
import sys
from pathlib import Path

from bench.paths import ROOT
from bench.sets import SETS, predictor, score


def _predict(options: argparse.Namespace) -> int:
    function = predictor(options.set)
    takes = inspect.signature(function).parameters
    extra = {"order": options.order} if "order" in takes and options.order else {}
    if options.damaged and "damaged" in takes:
        extra["damaged"] = True
    function(Path(options.gold), Path(options.out), **extra)
    return 0


def _score(options: argparse.Namespace) -> int:
    result = score(options.set, Path(options.gold), Path(options.out), *options.extra)
    print(result["text"] if set(result) == {"text"} else json.dumps(result, indent=1))
    return 0


def _gate(options: argparse.Namespace) -> int:
    from bench.gate import gate

    return gate(own_only=options.own, only=options.only)


def _baseline(options: argparse.Namespace) -> int:
    from bench.gate import baseline

    return baseline(options.only, options.part, options.join)


def _speed(options: argparse.Namespace) -> int:
    from bench.speed import speed

    return speed(options.stories, options.repeat)


def _restoring(options: argparse.Namespace) -> int:
    from bench.gate import BASELINE
    from bench.restoring import restoring

    return restoring(BASELINE, options.only)


def _slices(options: argparse.Namespace) -> int:
    from bench.slices import check

    count, wrong = check(Path(options.export))
    print(f"{count} pieces of evidence, {len(wrong)} do not slice back")
    for line in wrong[:20]:
        print(line)
    return 1 if wrong else 0


def _thousand(options: argparse.Namespace) -> int:
    from bench.thousand import thousand

    return thousand(options.count, options.kills)


def _verdicts(options: argparse.Namespace) -> int:
    from bench.verdicts import verdicts

    return verdicts(options.wrong)


def _scale(options: argparse.Namespace) -> int:
    from bench.scale import scale

    return scale(options.sizes, options.kinds, options.out)


def _exports(options: argparse.Namespace) -> int:
    from bench.exports import run

    return run()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("predict", help="predictions of Dateline on a set, in the format of its scorer")
    one.add_argument("set", choices=sorted(SETS))
    one.add_argument("gold")
    one.add_argument("out")
    one.add_argument("--order", type=int, default=0, help="clustering: add report by report in this random order")
    one.add_argument("--damaged", action="store_true", help="situations: letters-only twins")
    one.set_defaults(run=_predict)
    two = commands.add_parser("score", help="score predictions with the set's own scorer")
    two.add_argument("set", choices=sorted(SETS))
    two.add_argument("gold")
    two.add_argument("out")
    two.add_argument("extra", nargs=argparse.REMAINDER)
    two.set_defaults(run=_score)
    three = commands.add_parser("gate", help="compare all figures with their floors; exit 1 where one fell")
    three.add_argument("--own", action="store_true", help="only bench/own, also where the shared sets are present")
    three.add_argument("--only", nargs="*", help="only these sets")
    three.set_defaults(run=_gate)
    four = commands.add_parser("baseline", help="measure all figures and write bench/BASELINE.md and floors.json")
    four.add_argument("--only", nargs="*", help="only these sets")
    four.add_argument("--part", type=Path, help="only write what was measured to this file")
    four.add_argument("--join", type=Path, nargs="*", help="take figures from such files instead of measuring")
    four.set_defaults(run=_baseline)
    five = commands.add_parser("speed", help="time of the bare parse and of everything else, per stage")
    five.add_argument(
        "--stories", type=Path, default=None, help="folder of stories; default: the shared situations, else bench/own/stories"
    )
    five.add_argument("--repeat", type=int, default=3)
    five.set_defaults(run=_speed)
    exports = commands.add_parser("exports", help="every format of the examples and the situations against its schema and side file")
    exports.set_defaults(run=_exports)
    six = commands.add_parser("slices", help="check that every piece of evidence of an export slices back to its words")
    six.add_argument("export")
    six.set_defaults(run=_slices)
    seven = commands.add_parser("thousand", help="memory over a thousand reports; killed runs end with the same export")
    seven.add_argument("--count", type=int, default=1000)
    seven.add_argument("--kills", type=int, default=5)
    seven.set_defaults(run=_thousand)
    eight = commands.add_parser("verdicts", help="verdicts of figures and what changed from day to day, on our own cases")
    eight.add_argument("--wrong", action="store_true", help="name the wrong ones")
    eight.set_defaults(run=_verdicts)
    eight = commands.add_parser("restoring", help="damaged twins with and without the restored view; writes its section of BASELINE.md")
    eight.add_argument("--only", nargs="*", help="only print these sets")
    eight.set_defaults(run=_restoring)
    scale = commands.add_parser("scale", help="time and memory of reconciling alone, from stored readings, over many reports")
    scale.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    scale.add_argument("--kinds", nargs="+", choices=("dense", "spread"), default=["dense", "spread"])
    scale.add_argument("--out", type=Path, default=ROOT / "bench" / "SCALE.md")
    scale.set_defaults(run=_scale)
    options = parser.parse_args(arguments)
    return int(options.run(options))


if __name__ == "__main__":
    sys.exit(main())
