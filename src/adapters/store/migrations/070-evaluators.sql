-- The register of evaluators: what was entered, never changed. The body reads it, and whoever holds evidence can ask about the key
-- that signed it, by knowing that key:
--   hoshirushi.evaluator_key  the Ed25519 public key asked about, local to a transaction

create table evaluator_event (
  id text not null, -- of the qualification
  seq integer not null check (seq > 0),
  organisation text not null check (organisation <> ''), -- the body's
  key text not null check (key ~ '^[A-Za-z0-9_-]{43}$'),
  at timestamptz not null,
  event json not null, -- EvaluatorEvent, as given
  primary key (id, seq)
);
create index evaluator_event_by_key on evaluator_event (key);
create index evaluator_event_by_time on evaluator_event (at, id, seq);

create trigger append_only before update or delete on evaluator_event
  for each row execute function refuse_change();

alter table evaluator_event enable row level security;
alter table evaluator_event force row level security;
create policy body_reads on evaluator_event for select
  using ((select current_setting('hoshirushi.kind', true)) = 'body');
create policy body_enters on evaluator_event for insert
  with check ((select current_setting('hoshirushi.kind', true)) = 'body'
    and organisation = (select current_setting('hoshirushi.organisation', true)));
create policy known_key on evaluator_event for select
  using (key = (select current_setting('hoshirushi.evaluator_key', true)));

do $$
begin
  execute format(
    'create policy maintenance on evaluator_event to %I using (current_setting(''hoshirushi.kind'', true) = ''maintenance'')',
    current_user);
end
$$;

grant select, insert on evaluator_event to hoshirushi_app;

-- The effort ledger asks for the runs on the bench alone.
create index case_event_runs on case_event (at) where act = 'attach-run';
