-- The run under whose key a run's results lie: its own, or an earlier one's that it repeats image by
-- image, so that a refresh of nothing puts nothing.

alter table run add column results_of text references run;
update run set results_of = id where results_url is not null;
