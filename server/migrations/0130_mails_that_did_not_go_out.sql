-- Test mails, and a list of what did not go out that stays short however much did.

alter table mails drop constraint mails_purpose_check;
alter table mails add constraint mails_purpose_check check (purpose in ('invitation', 'password', 'confirmation', 'reply',
  'continuity', 'transcript', 'notification', 'import', 'export', 'test'));

create index mails_not_sent on mails (account_id, id desc) where state <> 'sent';
