-- Bots that a program has made, for an account of its own or for all (contract 2.18).

alter table platform_app_permissibles
  add column agent_bot_id integer references agent_bots (id) on delete cascade,
  drop constraint platform_app_permissibles_check,
  add check (num_nonnulls(account_id, user_id, agent_bot_id) = 1),
  add unique (platform_app_id, agent_bot_id);
create index platform_app_permissibles_agent_bot on platform_app_permissibles (agent_bot_id);
