-- What rules did, and why one no longer runs.

alter table automation_rules
  add column broken_reason text;

create table automation_runs (
  id bigint generated always as identity primary key,
  account_id integer not null references accounts (id) on delete cascade,
  rule_id integer not null references automation_rules (id) on delete cascade,
  event_id bigint not null,
  conversation_id integer not null references conversations (id) on delete cascade,
  outcome text not null check (outcome in ('done', 'held_back')),
  -- [{"name", "done", "reason"?}], in the order of the actions.
  actions jsonb not null default '[]',
  ran_at timestamptz(3) not null,
  unique (rule_id, event_id)
);
create index automation_runs_rule on automation_runs (rule_id, id desc);
create index automation_runs_conversation on automation_runs (conversation_id, id desc);
create index automation_runs_age on automation_runs (ran_at);
