-- Inline pictures of a mail are named by its text.
alter table attachments add column content_id text;

-- A mail that answers something nobody here has seen: its sisters, and what it answers, are found by this.
create index conversations_answering on conversations (inbox_id, left(additional_attributes ->> 'in_reply_to', 500))
  where additional_attributes ? 'in_reply_to';
