-- Schema of a store, version 3. Inputs first, then the canonical tables, one for each table of the record; those can be rebuilt from the inputs.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE raw (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE input_reports (
    n INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL UNIQUE,
    uri TEXT NOT NULL,
    published TEXT,
    title TEXT,
    text TEXT NOT NULL,
    report BLOB NOT NULL,             -- msgpack of the report without its text
    reader_version TEXT NOT NULL,
    reading BLOB,                     -- msgpack of the reading; NULL: not read
    digest TEXT NOT NULL              -- SHA-256 of report and reading
);
CREATE VIRTUAL TABLE input_words USING fts5 (title, text, content='input_reports', content_rowid='n', tokenize='unicode61 remove_diacritics 2');
CREATE TABLE input_losses (loss_id TEXT PRIMARY KEY, loss TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE person_judgements (n INTEGER PRIMARY KEY, judgement_id TEXT NOT NULL UNIQUE, judgement TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0);
-- Canonical tables. n: place in the table; kind: event_type, indicator, predicate, stance ... of the row; row: the row as JSON
-- (table reports: without the text, which stands in input_reports).
CREATE TABLE reports (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX reports_id ON reports (id);
CREATE TABLE actors (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX actors_id ON actors (id);
CREATE TABLE mentions (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX mentions_id ON mentions (id);
CREATE TABLE relations (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX relations_id ON relations (id);
CREATE TABLE statements (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX statements_id ON statements (id);
CREATE TABLE events (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX events_id ON events (id);
CREATE TABLE figure_claims (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX figure_claims_id ON figure_claims (id);
CREATE TABLE figures (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX figures_id ON figures (id);
CREATE TABLE commitments (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX commitments_id ON commitments (id);
CREATE TABLE positions (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX positions_id ON positions (id);
CREATE TABLE places (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX places_id ON places (id);
CREATE TABLE times (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX times_id ON times (id);
CREATE TABLE stories (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX stories_id ON stories (id);
CREATE TABLE contradictions (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX contradictions_id ON contradictions (id);
CREATE TABLE judgements (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX judgements_id ON judgements (id);
CREATE TABLE losses (n INTEGER PRIMARY KEY, id TEXT NOT NULL, report_id TEXT, story_id TEXT, kind TEXT, date TEXT, name TEXT, row TEXT NOT NULL);
CREATE INDEX losses_id ON losses (id);
CREATE INDEX mentions_report ON mentions (report_id);
CREATE INDEX statements_report ON statements (report_id);
CREATE INDEX figure_claims_report ON figure_claims (report_id);
CREATE INDEX times_report ON times (report_id);
CREATE TABLE former_ids (former TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX mentions_actor ON mentions (json_extract(row, '$.actor_id'));
CREATE INDEX judgements_left ON judgements (json_extract(row, '$.left'));
CREATE INDEX judgements_right ON judgements (json_extract(row, '$.right'));
-- What was made of a story, by a digest of all that it was made from: an update takes it from here (`reconcile.earlier_work`).
CREATE TABLE earlier_work (key BLOB PRIMARY KEY, part BLOB NOT NULL);
