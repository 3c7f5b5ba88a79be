"""Sort the rows of every packaged table by their first column; heads stay as they are. Run it after editing a data file."""

from dateline.lexicon import data_path, files


def main() -> None:
    for name in files():
        path = data_path(name)
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        head = [x for x in lines if x.startswith("#")]
        rows = [x for x in lines if x.strip() and not x.startswith("#")]
        keys = [x.split("\t")[0] for x in rows]
        if keys in (sorted(keys), sorted(keys, key=str.casefold)):
            continue
        path.write_text("\n".join([*head, *sorted(rows, key=lambda x: (x.split("\t")[0].casefold(), x))]) + "\n", encoding="utf-8")
        print(f"sorted {name}")


if __name__ == "__main__":
    main()
