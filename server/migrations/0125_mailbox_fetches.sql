-- Where the fetching of mail stands, for each inbox whose mail is fetched (IMAP).

create table mailbox_fetches (
  inbox_id integer primary key references inboxes (id) on delete cascade,
  account_id integer not null references accounts (id) on delete cascade,
  -- Whose mailbox the position is of: the login, and the server.
  login text not null,
  host text not null,
  -- Every mail up to last_uid is kept here, as long as the server calls its numbering uid_validity. Null: nothing was looked at.
  uid_validity bigint,
  last_uid bigint not null default 0,
  -- Mails with a number below look_below are taken only if they arrived at look_from or later.
  look_from timestamptz(3) not null,
  look_below bigint,
  -- When everything that was there had been taken.
  synced_at timestamptz(3),
  -- A mail that could not be taken, and how often it was tried.
  stuck_uid bigint,
  stuck_attempts integer not null default 0,
  state text not null default 'connecting' check (state in ('off', 'connecting', 'idle', 'polling', 'waiting')),
  since timestamptz(3) not null,
  last_connected_at timestamptz(3),
  last_mail_at timestamptz(3),
  last_lag_seconds integer,
  attempts integer not null default 0,
  error text,
  retry_at timestamptz(3)
);
create index mailbox_fetches_of_account on mailbox_fetches (account_id);
