"""`python -m dateline`."""

from dateline.cli import main

if __name__ == "__main__":  # processes that read load this module too
    main()
