-- An index for each order and each way into the lists, so that a page reads its own rows at any size. Lists go in by places (the
-- account, an inbox, a team, an assignee) and statuses and merge what they find, so no index needs to serve several of either.

drop index conversations_inbox;
drop index conversations_by_assignee;
create index conversations_by_inbox on conversations (inbox_id, status, last_activity_at desc, id desc);
create index conversations_by_assignee on conversations (account_id, assignee_id, status, last_activity_at desc, id desc);
create index if not exists conversations_team on conversations (team_id, status, last_activity_at desc, id desc)
  where team_id is not null;

create index conversations_by_age on conversations (inbox_id, status, created_at desc, id desc);
create index conversations_by_waiting on conversations (inbox_id, status, waiting_since, id);
create index conversations_by_priority on conversations (inbox_id, status, priority, id);

create index conversations_updated on conversations (account_id, updated_at);

-- For counting those that wait for an answer, without looking at the rows.
create index conversations_unattended on conversations (account_id, status, inbox_id, team_id, assignee_id)
  where first_reply_created_at is null or waiting_since is not null;

create index if not exists conversations_labels on conversations using gin (labels) where labels <> '{}';
