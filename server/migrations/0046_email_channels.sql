-- E-mail inboxes: how their mail is fetched and sent.

alter table inboxes drop constraint inboxes_channel_type_check;
alter table inboxes add constraint inboxes_channel_type_check check (channel_type in ('web_widget', 'api', 'email'));

create table email_channels (
  inbox_id integer primary key references inboxes (id) on delete cascade,
  email text not null,
  -- The part before the @ of the address that mail may be forwarded to.
  forward_token text not null unique,
  provider text check (provider in ('google', 'microsoft')),
  verified_for_sending boolean not null default false,
  imap_enabled boolean not null default false,
  imap_login text not null default '',
  imap_password_encrypted text,
  imap_address text not null default '',
  imap_port integer not null default 0 check (imap_port between 0 and 65535),
  imap_enable_ssl boolean not null default true,
  imap_authentication text not null default 'plain' check (imap_authentication in ('plain', 'login', 'cram_md5', 'xoauth2')),
  smtp_enabled boolean not null default false,
  smtp_login text not null default '',
  smtp_password_encrypted text,
  smtp_address text not null default '',
  smtp_port integer not null default 0 check (smtp_port between 0 and 65535),
  smtp_domain text not null default '',
  smtp_enable_starttls_auto boolean not null default true,
  smtp_enable_ssl_tls boolean not null default false,
  smtp_openssl_verify_mode text not null default 'peer'
    check (smtp_openssl_verify_mode in ('none', 'peer', 'client_once', 'fail_if_no_peer_cert')),
  smtp_authentication text not null default 'login' check (smtp_authentication in ('plain', 'login', 'cram_md5', 'xoauth2'))
);
-- One inbox per address in an installation: an incoming mail must have one place to go.
create unique index email_channels_email on email_channels (lower(email));
