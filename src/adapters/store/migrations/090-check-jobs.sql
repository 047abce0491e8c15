-- Lists that are too long for a page and wait to be checked. They are here for a day at most, in a schema of its own that no
-- backup reads. Everything of a list and of its answers is encrypted with a key that is in the address of the job; the database has
-- that key only until the work is over, and never the address itself:
--   hoshirushi.check_job  the id (digest of the address) of the job that is asked about, local to a transaction

create schema passing;

create table passing.check_job (
  id text primary key check (id ~ '^[0-9a-f]{64}$'),
  state text not null check (state in ('arriving', 'waiting', 'working', 'done', 'refused')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  asker bytea not null, -- digest of the sender's address with the salt below: one address may send so many
  asker_salt bytea not null,
  key bytea check (octet_length(key) = 32), -- opens the list while it waits
  wish json, -- policy and days; nothing of the list
  rows_total integer, -- about, until the list has been read
  rows_done integer not null default 0,
  attempts integer not null default 0,
  worker text,
  lease_until timestamptz,
  started_at timestamptz,
  outcome bytea, -- encrypted
  check (key is not null or state in ('done', 'refused'))
);
create index check_job_waiting on passing.check_job (created_at) where state in ('waiting', 'working');
create index check_job_by_expiry on passing.check_job (expires_at);

-- Pieces of the list, and of the answers as CSV and JSON: packed, then encrypted.
create table passing.check_job_piece (
  job text not null references passing.check_job (id) on delete cascade,
  kind text not null check (kind in ('list', 'csv', 'json')),
  attempt integer not null, -- at judging; 0 for the list
  number integer not null,
  content bytea not null,
  primary key (job, kind, attempt, number)
);

-- Its lock makes counting and adding one step.
create table passing.check_job_turn (one integer primary key check (one = 1));
insert into passing.check_job_turn values (1);

alter table passing.check_job enable row level security;
alter table passing.check_job force row level security;
create policy known_address on passing.check_job
  using (id = (select current_setting('hoshirushi.check_job', true)));
create policy worker on passing.check_job
  using ((select current_setting('hoshirushi.kind', true)) = 'check-worker');

alter table passing.check_job_piece enable row level security;
alter table passing.check_job_piece force row level security;
create policy known_address on passing.check_job_piece
  using (job = (select current_setting('hoshirushi.check_job', true)));
create policy worker on passing.check_job_piece
  using ((select current_setting('hoshirushi.kind', true)) = 'check-worker');

grant usage on schema passing to hoshirushi_app;
grant select, insert, delete on passing.check_job, passing.check_job_piece to hoshirushi_app;
grant update (state, expires_at, key, wish, rows_total, rows_done, attempts, worker, lease_until, started_at, outcome)
  on passing.check_job to hoshirushi_app;
grant select, update on passing.check_job_turn to hoshirushi_app;
