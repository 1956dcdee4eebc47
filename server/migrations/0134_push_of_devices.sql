-- Whoever signs a device out gets no notifications there any more. Null: subscribed with an API token, or before this was kept.

alter table push_subscriptions
  add column device_id bigint references device_tokens (id) on delete cascade;
create index push_subscriptions_device on push_subscriptions (device_id);
