-- Who brought which bytes: an organisation cites a stored file only if it brought it, or has it in its library already.

create table evidence_intake (
  organisation text not null check (organisation <> ''),
  digest text not null check (digest ~ '^sha256:[0-9a-f]{64}$'),
  taken_in_at timestamptz not null default now(), -- by this clock, whatever moment a demonstration is told at
  primary key (organisation, digest, taken_in_at)
);
create index evidence_intake_by_digest on evidence_intake (digest);

create trigger append_only before update or delete on evidence_intake
  for each row execute function refuse_change();

alter table evidence_intake enable row level security;
alter table evidence_intake force row level security;
create policy own on evidence_intake
  using (organisation = (select current_setting('hoshirushi.organisation', true)));

do $$
begin
  execute format(
    'create policy maintenance on evidence_intake to %I using (current_setting(''hoshirushi.kind'', true) = ''maintenance'')',
    current_user);
end
$$;

grant select on evidence_intake to hoshirushi_app;
grant insert (organisation, digest) on evidence_intake to hoshirushi_app; -- the time is not the application's to say

-- One more kind besides those of 020: the sweep, which takes away stored files that nothing speaks of, looks at all tenants.
create policy sweep_reads on evidence_intake for select
  using ((select current_setting('hoshirushi.kind', true)) = 'sweep');
create policy sweep_reads on evidence_file for select
  using ((select current_setting('hoshirushi.kind', true)) = 'sweep');
create policy sweep_reads on case_file for select
  using ((select current_setting('hoshirushi.kind', true)) = 'sweep');

-- Since when uploads are noted here: a file that is older and unknown may be another database's, and is let alone.
create function evidence_intake_since() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select applied_at from public.schema_migration where name = '060-evidence-intake.sql'
$$;
revoke execute on function evidence_intake_since() from public;
grant execute on function evidence_intake_since() to hoshirushi_app;
