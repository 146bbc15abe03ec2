-- The ledger: runs, what was asked (wide, never changed), where each item stands (narrow, changed
-- often), every request (append-only), and the money.

create table run (
    id              text        primary key,
    job             text        not null,
    state           text        not null check (state in
                        ('OPEN', 'RUNNING', 'STOPPED', 'HALTED', 'COMPLETED', 'FAILED',
                        'CANCELLED')),
    definition      text        not null,
    manifest        text        not null,
    folder          text        not null,
    snapshot        text        not null,
    input_sha256    text        not null,
    item_limit      bigint      not null,
    ingested        boolean     not null default false,
    request         text        check (request in ('STOP', 'CANCEL')),
    halt_reason     text,
    halt_message    text,
    estimated_usd   numeric(14, 6) not null default 0,
    results_url     text,
    created_at      timestamptz not null default now(),
    started_at      timestamptz,
    finished_at     timestamptz
);
create index run_by_job on run (job, created_at desc);

create sequence item_id_seq;

create table item_input (
    item_id       bigint primary key,
    run_id        text   not null references run,
    row_no        bigint not null,
    line_no       bigint not null,
    entry_id      text   not null,
    variant       text   not null,
    mode          text   check (mode in ('TEXT', 'EDIT')),
    prompt        text,
    images        text[] not null,
    quality       text   not null,
    resolution    text   not null,
    aspect_ratio  text   not null,
    output_format text   not null,
    output_key    text,
    columns       json   not null,
    fingerprint   text,
    price_usd     numeric(12, 6)
);
create unique index item_input_row on item_input (run_id, row_no, variant);
create index item_input_entry on item_input (run_id, entry_id, variant);
create index item_input_fingerprint on item_input (fingerprint) where fingerprint is not null;

create table item (
    id             bigint   primary key,
    run_id         text     not null references run,
    state          text     not null check (state in ('INVALID', 'PENDING', 'CLAIMED', 'RENDERED',
                       'SUCCEEDED', 'REJECTED', 'FAILED', 'UNKNOWN', 'CANCELLED')),
    claim_no       integer  not null default 0,
    owner          text,
    tries          smallint not null default 0,
    retries        smallint not null default 0,
    not_before     timestamptz,
    reuse_of       bigint,
    reused_from    bigint,
    output_key     text,
    output_sha256  text,
    output_bytes   bigint,
    output_type    text,
    width          integer,
    height         integer,
    cost_usd       numeric(12, 6) not null default 0,
    request_id     text,
    error_code     text,
    error_message  text,
    started_at     timestamptz,
    finished_at    timestamptz,
    check (state <> 'CLAIMED' or owner is not null),
    check (state <> 'SUCCEEDED' or (output_key is not null and output_sha256 is not null))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02,
        autovacuum_vacuum_threshold = 1000);
create index item_due on item (run_id, id) where state in ('PENDING', 'RENDERED') and owner is null;
create index item_claimed on item (run_id, owner) where owner is not null;
create index item_ended_badly on item (run_id, id) where state in ('FAILED', 'REJECTED', 'UNKNOWN');

create table attempt (
    id              bigint generated always as identity primary key,
    item_id         bigint      not null,
    run_id          text        not null references run,
    claim_no        integer     not null,
    idempotency_key text        not null,
    reserved_usd    numeric(12, 6) not null,
    sent_at         timestamptz not null default clock_timestamp(),
    ended_at        timestamptz,
    outcome         text        check (outcome in ('RENDERED', 'THROTTLED', 'REJECTED', 'FAILED',
                        'UNUSABLE', 'UNKNOWN', 'UNSENT', 'HALTED')),
    http_status     integer,
    cost_usd        numeric(12, 6),
    request_id      text,
    error_code      text,
    error_message   text,
    check ((outcome is null) = (ended_at is null))
);
create index attempt_by_item on attempt (item_id);
create index attempt_by_run on attempt (run_id, sent_at);
-- At most one open request for an item, whatever the code above believes.
create unique index attempt_open on attempt (item_id) where outcome is null;

create table budget (
    run_id       text primary key references run,
    cap_usd      numeric(14, 6),
    reserved_usd numeric(14, 6) not null default 0 check (reserved_usd >= 0),
    spent_usd    numeric(14, 6) not null default 0 check (spent_usd >= 0)
);

create table worker (
    id           text        primary key,
    run_id       text        not null references run,
    host         text        not null,
    pid          bigint      not null,
    started_at   timestamptz not null default now(),
    heartbeat_at timestamptz not null default now(),
    ended_at     timestamptz
);
create index worker_by_run on worker (run_id, started_at desc);
