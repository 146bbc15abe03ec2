-- What a million rows need at intake.

-- A look-up of the run for each row cost more than a third of the time in which rows are written. The
-- loader looks once for all rows that it writes together, and locks the run as these keys did.
alter table item_input drop constraint item_input_run_id_fkey;
alter table item drop constraint item_run_id_fkey;

-- Fingerprints come in no order and are only ever looked for as a whole: a quarter of the size, and no
-- long comparisons.
drop index item_input_fingerprint;
create index item_input_fingerprint on item_input using hash (fingerprint)
    where fingerprint is not null;

-- Entries of two runs are compared as wholes, which needs no index; nothing looks for a single one.
drop index item_input_entry;
