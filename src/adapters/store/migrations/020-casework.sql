-- Cases, evidence and the mail they cause. All of it is confidential: every table is bound to tenants by row-level
-- security, forced for the owner as well. Three settings, local to a transaction, say on whose behalf it runs:
--   hoshirushi.organisation  the viewer's organisation (tenant)
--   hoshirushi.kind          maker | body | post (mail delivery) | maintenance (owner only: backup, restore)
-- Without them nothing is visible.

-- One line a case: the worklist, and the row that is locked while a case changes.
create table case_line (
  case_id text primary key,
  organisation text not null check (organisation <> ''), -- the maker's: the tenant
  declared boolean not null, -- stays true once the maker has declared: from then on the body sees the case
  state text not null,
  reviewer text,
  open_proposals integer not null,
  seq integer not null,
  started_at timestamptz not null,
  updated_at timestamptz not null,
  summary json not null, -- CaseSummary, as given
  words text not null -- normalised, for the search box of the worklist
);
create index case_line_by_organisation on case_line (organisation, updated_at desc);
create index case_line_by_state on case_line (state, updated_at desc);
create index case_line_by_reviewer on case_line (reviewer) where reviewer is not null;

-- What happened, word for word: `event` is kept as given, so that the digests of the chain can be checked for ever.
create table case_event (
  case_id text not null references case_line (case_id),
  seq integer not null check (seq > 0),
  tenant text not null,
  at timestamptz not null,
  act text not null,
  event json not null,
  primary key (case_id, seq)
);

create table evidence_file (
  organisation text not null check (organisation <> ''),
  digest text not null check (digest ~ '^sha256:[0-9a-f]{64}$'),
  added_at timestamptz not null,
  file json not null, -- EvidenceFile, as given
  primary key (organisation, digest)
);

-- Which evidence a case shows; the body sees a file through this only.
create table case_file (
  case_id text not null references case_line (case_id),
  digest text not null,
  organisation text not null,
  primary key (case_id, digest)
);
create index case_file_by_digest on case_file (organisation, digest);

-- Running numbers without gaps: the row is locked until the transaction that took the number ends.
create table number_series (
  series text not null,
  year integer not null,
  last bigint not null,
  primary key (series, year)
);

create table mail_outbox (
  id text primary key,
  "to" text not null,
  subject text not null,
  text text not null,
  case_id text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  attempts integer not null default 0,
  next_try_at timestamptz not null default now(),
  last_error text
);
create index mail_outbox_waiting on mail_outbox (next_try_at) where sent_at is null;
create index mail_outbox_newest on mail_outbox (created_at desc, id desc);

create trigger append_only before update or delete on case_event
  for each row execute function refuse_change();

alter table case_line enable row level security;
alter table case_line force row level security;
create policy own on case_line
  using (organisation = (select current_setting('hoshirushi.organisation', true)));
create policy body_reads on case_line for select
  using (declared and (select current_setting('hoshirushi.kind', true)) = 'body');
create policy body_writes on case_line for update
  using (declared and (select current_setting('hoshirushi.kind', true)) = 'body');

alter table case_event enable row level security;
alter table case_event force row level security;
-- The line must be visible to the viewer and of the same tenant: nobody appends to a case of another's.
create policy through_the_line on case_event
  using (exists (select from case_line l where l.case_id = case_event.case_id and l.organisation = case_event.tenant));

alter table case_file enable row level security;
alter table case_file force row level security;
create policy through_the_line on case_file for select
  using (exists (select from case_line l where l.case_id = case_file.case_id and l.organisation = case_file.organisation));
create policy own on case_file
  using (organisation = (select current_setting('hoshirushi.organisation', true))
    and exists (select from case_line l where l.case_id = case_file.case_id and l.organisation = case_file.organisation));

alter table evidence_file enable row level security;
alter table evidence_file force row level security;
create policy own on evidence_file
  using (organisation = (select current_setting('hoshirushi.organisation', true)));
create policy body_reads on evidence_file for select
  using ((select current_setting('hoshirushi.kind', true)) = 'body' and exists (
    select from case_file f where f.organisation = evidence_file.organisation and f.digest = evidence_file.digest));

alter table mail_outbox enable row level security;
alter table mail_outbox force row level security;
create policy anyone_posts on mail_outbox for insert with check (true);
create policy post_delivers on mail_outbox
  using ((select current_setting('hoshirushi.kind', true)) = 'post');

-- Backup and restore read and write everything, as the owner and nobody else.
do $$
declare t text;
begin
  foreach t in array array['case_line', 'case_event', 'case_file', 'evidence_file', 'mail_outbox'] loop
    execute format(
      'create policy maintenance on %I to %I using (current_setting(''hoshirushi.kind'', true) = ''maintenance'')',
      t, current_user);
  end loop;
end
$$;

grant select, insert on case_line, case_event, case_file, evidence_file, number_series, mail_outbox to hoshirushi_app;
grant update (declared, state, reviewer, open_proposals, seq, updated_at, summary, words) on case_line to hoshirushi_app;
grant delete on case_file to hoshirushi_app; -- evidence taken out of a draft nobody else has seen
grant update (last) on number_series to hoshirushi_app;
grant update (sent_at, attempts, next_try_at, last_error) on mail_outbox to hoshirushi_app;
