-- The company's own name, pictures and colours. Null: what the environment says, which each start notes in `defaults`.

create table branding (
  only_row boolean primary key default true check (only_row),
  defaults jsonb not null default '{}',
  installation_name text check (char_length(installation_name) between 1 and 80),
  accent text check (accent ~ '^#[0-9a-f]{6}$'),
  widget_color text check (widget_color ~ '^#[0-9a-f]{6}$'),
  powered_by boolean,
  logo_blob_key text,
  logo_dark_blob_key text,
  thumbnail_blob_key text,
  favicon_blob_key text,
  updated_at timestamptz(3) not null default now()
);
insert into branding default values;

-- A website whose colour nobody chose follows the installation's.
alter table web_widgets alter column widget_color drop not null, alter column widget_color drop default;
update web_widgets set widget_color = null where widget_color = '#c2410c';
