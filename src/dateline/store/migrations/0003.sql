-- What was made of a story, by a digest of all that it was made from: an update takes it from here (`reconcile.earlier_work`).
CREATE TABLE earlier_work (key BLOB PRIMARY KEY, part BLOB NOT NULL);
