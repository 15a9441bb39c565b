-- What is there already changes nothing, but is locked: whoever else writes the same records waits until we have committed.
INSERT INTO stored_seq AS known (device_no, epoch, word, stored, fresh)
SELECT q.device_no, q.epoch, q.word, q.seqs, q.seqs
FROM unnest(CAST(:devices AS int[]), CAST(:epochs AS bigint[]), CAST(:words AS bigint[]), CAST(:seqs AS bigint[])) AS q(device_no, epoch, word, seqs)
ON CONFLICT (device_no, epoch, word) DO UPDATE SET fresh = excluded.stored & ~known.stored, stored = known.stored | excluded.stored
WHERE excluded.stored & ~known.stored <> 0
RETURNING device_no, epoch, word, fresh
