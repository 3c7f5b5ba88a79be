"""Errors that Dateline raises on purpose. Each says what, where and what to do.

DatelineError
├── InputError        a file, page or manifest that cannot be used
│   └── RefusedError  an address or a size that the guard refuses
├── LexiconError      a data file with a bad line, or one that is missing or not the one recorded
├── ModelError        the language model is missing or is not the one recorded
├── StoreError        a store that cannot be opened, written or understood
└── ReaderError       the table of readers does not fit together, or a process that reads ended
"""


class DatelineError(Exception):
    """Base of all errors raised on purpose; its text is one sentence for the user."""


class InputError(DatelineError):
    """A file, page or manifest cannot be used."""


class RefusedError(InputError):
    """An address, redirect or size is refused by the guard."""


class LexiconError(DatelineError):
    """A data file has a line that does not fit its columns, is missing, or differs from its recorded hash."""


class ModelError(DatelineError):
    """The language model is missing, or its files differ from the recorded hashes."""


class StoreError(DatelineError):
    """A store cannot be opened, written or understood."""


class ReaderError(DatelineError):
    """A reader needs what no reader gives, two need each other, or a process that reads ended."""
