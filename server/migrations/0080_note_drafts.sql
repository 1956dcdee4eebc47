-- A note that somebody has begun to write is kept apart from the reply: taken for one, it would go to the customer.
alter table conversation_drafts add column note text not null default '';
