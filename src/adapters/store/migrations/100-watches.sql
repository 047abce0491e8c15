-- Labels that somebody wants to be told about. Only label numbers, a name for the list and the policy are kept, never the list
-- itself. A watch is known by the digest of its address; whoever holds the address sees the watch, and may end it.
-- Two settings, local to a transaction:
--   hoshirushi.watch  the id (digest of the address) of the watch that is asked about
--   hoshirushi.kind   'watcher': looks what has changed, and tells

create table watch (
  id text primary key check (id ~ '^[0-9a-f]{64}$'),
  name text not null check (char_length(name) between 1 and 80),
  language text not null check (language in ('ja', 'en')),
  policy text not null, -- id@version that the list was checked by
  by_mail boolean not null,
  created_at timestamptz not null,
  confirmed_at timestamptz, -- by mail: when the address was shown to be the reader's own
  expires_at timestamptz not null,
  reminded_at timestamptz, -- that it is about to expire
  mail_after timestamptz not null -- the next mail leaves no earlier: what happens until then goes into one
);
create index watch_by_expiry on watch (expires_at);

create table watch_label (
  watch text not null references watch (id) on delete cascade,
  label text not null references label (label),
  told text, -- standing that was told last; null: not valid yet
  next_at timestamptz, -- when it changes by itself, if nothing is decided before
  primary key (watch, label)
);
create index watch_label_by_label on watch_label (label);
create index watch_label_by_time on watch_label (next_at) where next_at is not null;

create table watch_change (
  watch text not null references watch (id) on delete cascade,
  label text not null,
  at timestamptz not null, -- when it was noticed
  was text,
  became text,
  mailed_at timestamptz,
  primary key (watch, label, at)
);
create index watch_change_waiting on watch_change (watch) where mailed_at is null;

-- The only table with an address of a person; nobody but the watcher reads it. The address of the watch itself stands here as well,
-- because every mail has to lead to it.
create table watch_mail (
  watch text primary key references watch (id) on delete cascade,
  address text not null check (address = lower(address)),
  token text not null
);
create index watch_mail_by_address on watch_mail (address);

-- A mail of a watch goes with its watch, and is not kept once it has left.
alter table mail_outbox add column watch text references watch (id) on delete cascade;
create index mail_outbox_by_watch on mail_outbox (watch) where watch is not null;
create policy only_of_watches on mail_outbox as restrictive for delete using (watch is not null
  or (select current_setting('hoshirushi.kind', true)) = 'maintenance');
grant delete on mail_outbox to hoshirushi_app;

do $$
declare t text;
begin
  foreach t in array array['watch', 'watch_label', 'watch_change', 'watch_mail'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy watcher on %I using ((select current_setting(''hoshirushi.kind'', true)) = ''watcher'')', t);
    execute format(
      'create policy maintenance on %I to %I using (current_setting(''hoshirushi.kind'', true) = ''maintenance'')',
      t, current_user);
  end loop;
end
$$;
create policy known_address on watch using (id = (select current_setting('hoshirushi.watch', true)));
create policy known_address on watch_label using (watch = (select current_setting('hoshirushi.watch', true)));
create policy known_address on watch_change for select
  using (watch = (select current_setting('hoshirushi.watch', true)));

grant select, insert, delete on watch to hoshirushi_app;
grant update (confirmed_at, expires_at, reminded_at, mail_after) on watch to hoshirushi_app;
grant select, insert on watch_label to hoshirushi_app;
grant update (told, next_at) on watch_label to hoshirushi_app;
grant select, insert on watch_change to hoshirushi_app;
grant update (mailed_at) on watch_change to hoshirushi_app;
grant select, insert on watch_mail to hoshirushi_app;
