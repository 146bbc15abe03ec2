-- What a job may spend in a day, over all its runs. Days are UTC's by the database's clock; a day's
-- row begins with its first request. An attempt remembers the day whose budget holds its
-- reservation, so that an answer after midnight is settled where its price was reserved.

create table daily_budget (
    job          text not null,
    day          date not null,
    cap_usd      numeric(14, 6),
    reserved_usd numeric(14, 6) not null default 0 check (reserved_usd >= 0),
    spent_usd    numeric(14, 6) not null default 0 check (spent_usd >= 0),
    primary key (job, day)
);

alter table budget add column daily_cap_usd numeric(14, 6);

alter table attempt add column day date;
update attempt set day = (sent_at at time zone 'UTC')::date;
alter table attempt
    alter column day set default (now() at time zone 'UTC')::date,
    alter column day set not null;

insert into daily_budget (job, day, reserved_usd, spent_usd)
select r.job, a.day, coalesce(sum(a.reserved_usd) filter (where a.cost_usd is null), 0),
    coalesce(sum(a.cost_usd), 0)
from attempt a join run r on r.id = a.run_id
group by r.job, a.day;
