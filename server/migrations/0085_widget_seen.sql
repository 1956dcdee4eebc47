-- When somebody first opened the widget of a website: the company learns that its snippet works.
alter table web_widgets add column seen_at timestamptz(3);
