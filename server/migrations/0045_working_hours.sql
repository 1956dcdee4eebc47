-- When an inbox is open, and its picture.

create table working_hours (
  inbox_id integer not null references inboxes (id) on delete cascade,
  -- 0 is Sunday.
  day_of_week smallint not null check (day_of_week between 0 and 6),
  closed_all_day boolean not null default false,
  open_all_day boolean not null default false,
  open_hour smallint check (open_hour between 0 and 23),
  open_minutes smallint check (open_minutes between 0 and 59),
  -- Earlier than the opening: it is open past midnight.
  close_hour smallint check (close_hour between 0 and 23),
  close_minutes smallint check (close_minutes between 0 and 59),
  primary key (inbox_id, day_of_week),
  check (not (closed_all_day and open_all_day)),
  check (closed_all_day or open_all_day
    or (open_hour is not null and open_minutes is not null and close_hour is not null and close_minutes is not null))
);

insert into working_hours (inbox_id, day_of_week, closed_all_day, open_hour, open_minutes, close_hour, close_minutes)
select inboxes.id, day, day in (0, 6), hours.open, hours.zero, hours.close, hours.zero
from inboxes, generate_series(0, 6) as day,
  lateral (select case when day not in (0, 6) then 9 end as open, case when day not in (0, 6) then 17 end as close,
    case when day not in (0, 6) then 0 end as zero) as hours;

alter table inboxes add column avatar_blob_key text;
create index inboxes_avatar on inboxes (avatar_blob_key) where avatar_blob_key is not null;
