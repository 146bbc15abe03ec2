-- What the provider said was on the account when an execution of a run began to send and when it
-- had ended, beside what the ledger has for the requests in between.

create table balance (
    id            bigint generated always as identity primary key,
    run_id        text           not null references run,
    before_usd    numeric(18, 6) not null,
    before_at     timestamptz    not null default clock_timestamp(),
    after_usd     numeric(18, 6),
    spent_usd     numeric(14, 6) not null default 0,
    perhaps_usd   numeric(14, 6) not null default 0,
    keys_honoured boolean        not null
);
create index balance_by_run on balance (run_id, id desc);
