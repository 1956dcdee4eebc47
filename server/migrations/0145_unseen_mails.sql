-- Mails that something of a conversation answers and that have not come in themselves. When one comes later it belongs there, in whatever
-- order a chain of answers arrives. Ids are cut as in the lookup.

create table unseen_mails (
  account_id bigint not null references accounts (id) on delete cascade,
  inbox_id bigint not null references inboxes (id) on delete cascade,
  header_id text not null check (header_id <> '' and length(header_id) <= 500),
  conversation_id bigint not null references conversations (id) on delete cascade,
  primary key (inbox_id, header_id, conversation_id)
);
create index unseen_mails_conversation on unseen_mails (conversation_id);
create index unseen_mails_account on unseen_mails (account_id);

insert into unseen_mails (account_id, inbox_id, header_id, conversation_id)
  select account_id, inbox_id, left(additional_attributes ->> 'in_reply_to', 500), id from conversations
  where additional_attributes ? 'in_reply_to' and additional_attributes ->> 'in_reply_to' <> ''
    and not exists (
      select from messages where messages.inbox_id = conversations.inbox_id
        and messages.source_id = additional_attributes ->> 'in_reply_to');

drop index conversations_answering;
