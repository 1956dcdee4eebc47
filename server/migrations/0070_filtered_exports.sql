-- Exports of the contacts that match filter rows.

alter table contact_exports add column filter jsonb not null default '[]';
