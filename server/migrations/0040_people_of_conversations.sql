-- Who takes part in a conversation, who was called into it, and what somebody has begun to write.

-- Who leaves the account leaves its conversations.
create table conversation_participants (
  conversation_id integer not null references conversations (id) on delete cascade,
  account_id integer not null,
  user_id integer not null,
  created_at timestamptz(3) not null default now(),
  primary key (conversation_id, user_id),
  foreign key (account_id, user_id) references account_users (account_id, user_id) on delete cascade
);
create index conversation_participants_user on conversation_participants (account_id, user_id, conversation_id);

-- Once per person and conversation; a later note that names them again moves the row.
create table mentions (
  conversation_id integer not null references conversations (id) on delete cascade,
  account_id integer not null,
  user_id integer not null,
  message_id bigint references messages (id) on delete set null,
  mentioned_at timestamptz(3) not null,
  primary key (conversation_id, user_id),
  foreign key (account_id, user_id) references account_users (account_id, user_id) on delete cascade
);
create index mentions_user on mentions (account_id, user_id, conversation_id);
create index mentions_message on mentions (message_id);

create table conversation_drafts (
  conversation_id integer not null references conversations (id) on delete cascade,
  account_id integer not null,
  user_id integer not null,
  message text not null,
  updated_at timestamptz(3) not null,
  primary key (conversation_id, user_id),
  foreign key (account_id, user_id) references account_users (account_id, user_id) on delete cascade
);
create index conversation_drafts_user on conversation_drafts (account_id, user_id);

-- What the unread counts of a sidebar look at, and nothing else.
create index conversations_unread on conversations (account_id, inbox_id) where unread_count > 0 and status = 'open';

-- What an integration says along with a message, such as the parameters of a template.
alter table messages add column additional_attributes jsonb not null default '{}';
