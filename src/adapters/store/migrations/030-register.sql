-- The public register. Everyone may read all of it; it holds nothing confidential. Nothing vanishes: every version of an
-- entry and every event stays. What is computed from them for searching (label, label_model) may be redone.

-- What is looked at to search, list and filter, in one row: a join would cost more than the search.
create table label (
  label text primary key,
  case_id text not null,
  organisation text not null,
  version integer not null, -- of the entry in force
  scheme text not null,
  edition text not null,
  level text not null,
  category text not null,
  maker text not null,
  maker_name json not null,
  models integer not null,
  issued_at timestamptz not null,
  -- What the label is worth from which moment on, computed by core/surveillance: standing_code[i] holds from
  -- standing_from[i]. A question as of t reads standing_code[width_bucket(t, standing_from)]; before the first it is null.
  standing_from timestamptz[] not null,
  standing_code text[] not null,
  known_from timestamptz not null, -- standing_from[1]: from then on the label is in the register
  -- Words normalised by core/register/search, one a line with a line feed before and after each, and their bigrams. Not
  -- pg_trgm: words of two characters are found, Japanese is found, and no extension is needed.
  model_words text not null,
  name_words text not null, -- product, maker, label number
  bigrams text[] not null,
  check (cardinality(standing_from) = cardinality(standing_code) and known_from = standing_from[1])
);
-- The index answers for the bigrams; outside the row they do not slow down reading the rest of it.
alter table label alter column bigrams set storage external;
-- Without statistics the planner always asks the index: with them it reads every row, bigrams and all, for common words.
alter table label alter column bigrams set statistics 0;
alter table label alter column model_words set storage main;
alter table label alter column name_words set storage main;
alter table label set (toast_tuple_target = 256);
create index label_bigrams on label using gin (bigrams) with (fastupdate = off);
create index label_known on label (known_from);
create index label_newest on label (issued_at desc, label);
create index label_by_maker on label (maker, issued_at desc);
create unique index label_by_case on label (case_id);

create table label_version (
  label text not null references label (label),
  version integer not null check (version > 0),
  recorded_at timestamptz not null, -- from then on the entry stood so
  entry json not null, -- Entry, as given
  jws text not null, -- the credential then in force, byte for byte
  primary key (label, version)
);
create index label_version_by_date on label_version (label, recorded_at desc, version desc);

create table label_event (
  label text not null references label (label),
  n integer not null, -- index into the entry's events
  event text not null,
  at timestamptz not null,
  effective_from timestamptz not null,
  body json not null, -- LabelEvent, as given
  primary key (label, n)
);
create index label_event_newest on label_event (at desc, label, n);

create table label_model (
  label text not null references label (label),
  model text not null,
  normalised text collate "C" not null,
  primary key (label, model)
);
create index label_model_normalised on label_model (normalised, label);

create trigger append_only before update or delete on label_version
  for each row execute function refuse_change();
create trigger append_only before update or delete on label_event
  for each row execute function refuse_change();

-- All may read; a maker writes only its own labels, the body any.
do $$
declare t text;
begin
  alter table label enable row level security;
  alter table label force row level security;
  create policy public_reads on label for select using (true);
  create policy own_or_body on label
    using (organisation = (select current_setting('hoshirushi.organisation', true))
      or (select current_setting('hoshirushi.kind', true)) in ('body', 'maintenance'));
  foreach t in array array['label_version', 'label_event', 'label_model'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy public_reads on %I for select using (true)', t);
    execute format(
      'create policy own_or_body on %1$I using (
         (select current_setting(''hoshirushi.kind'', true)) in (''body'', ''maintenance'')
         or exists (select from label l where l.label = %1$I.label
           and l.organisation = (select current_setting(''hoshirushi.organisation'', true))))', t);
  end loop;
end
$$;

grant select, insert on label, label_version, label_event, label_model to hoshirushi_app;
grant update (case_id, version, edition, level, category, maker_name, models, standing_from, standing_code, known_from, model_words,
  name_words, bigrams) on label to hoshirushi_app;
grant update (normalised) on label_model to hoshirushi_app;
grant delete on label_model to hoshirushi_app;
