-- What a million rows need at intake: as few index entries as can be, and none in random order.

-- The columns of entries that follow one another, many to a row: a row of its own for each cost more than
-- what it held. They are read as slices, hence not compressed.
create table entry_columns (
    first_item bigint primary key,
    names      text[] not null,
    cells      text[] not null
);
alter table entry_columns alter column cells set storage external;
comment on column entry_columns.cells is 'as many as there are names for each entry, entry after entry';

insert into entry_columns
select item_id, array(select key from json_each_text(columns) with ordinality order by ordinality),
    array(select coalesce(value, '') from json_each_text(columns) with ordinality order by ordinality)
from item_input;

alter table item_input add column block bigint, add column place integer not null default 0;
update item_input set block = item_id;
alter table item_input alter column block set not null, alter column place drop default,
    drop column columns;
comment on column item_input.block is 'first_item of the entry_columns with the columns of its entry';
comment on column item_input.place is 'the place of its entry there, from 0';

-- Items get their numbers in the order of the manifest, so those of a run lie beside each other.
drop index item_input_row;
create index item_input_run on item_input using brin (run_id) with (pages_per_range = 32);
create index item_run on item using brin (run_id) with (pages_per_range = 32);

-- No row is written twice: each load begins where the one before ended. Null: not known, for a run that
-- was begun before.
alter table run add column rows_read bigint;
alter table run alter column rows_read set default 0;

-- Looked for are only fingerprints of items that ended: 64 bits of one are entered when that happens.
drop index item_input_fingerprint;
alter table item add column fingerprint_part bigint;
update item i set fingerprint_part = ('x' || left(n.fingerprint, 16))::bit(64)::bigint
from item_input n where n.item_id = i.id and n.fingerprint is not null;
create index item_fingerprint on item (fingerprint_part)
    where state in ('SUCCEEDED', 'REJECTED', 'UNKNOWN', 'FAILED');
