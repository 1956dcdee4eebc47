-- The pair of keys by which push services know this installation (RFC 8292): made once, because each subscription is bound to it.

create table push_keys (
  only_row boolean primary key default true check (only_row),
  public_key text not null,
  private_key_encrypted text not null,
  created_at timestamptz(3) not null default now()
);
