-- Whose turn it is in an inbox: its members in the order in which they are next. Locked while somebody is chosen.
create table assignment_queues (
  inbox_id integer primary key references inboxes (id) on delete cascade,
  user_ids integer[] not null default '{}'
);
-- What waits for somebody to be free, the oldest first.
create index conversations_unassigned on conversations (inbox_id, created_at, id) where status = 'open' and assignee_id is null;
