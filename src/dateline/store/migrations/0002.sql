-- Mentions by their actor and judgements by their sides: the review room asks for both with every entry that it opens.
CREATE INDEX mentions_actor ON mentions (json_extract(row, '$.actor_id'));
CREATE INDEX judgements_left ON judgements (json_extract(row, '$.left'));
CREATE INDEX judgements_right ON judgements (json_extract(row, '$.right'));
