-- The bar code numbers of a label's models, as the entry in force has them; computed from it, like label_model, for looking up.

create table label_gtin (
  label text not null references label (label),
  gtin text not null check (gtin ~ '^[0-9]{14}$'),
  model text not null,
  primary key (label, gtin)
);
create index label_gtin_number on label_gtin (gtin, label);

-- All may read; a maker writes only for its own labels, the body for any.
alter table label_gtin enable row level security;
alter table label_gtin force row level security;
create policy public_reads on label_gtin for select using (true);
create policy own_or_body on label_gtin using (
  (select current_setting('hoshirushi.kind', true)) in ('body', 'maintenance')
  or exists (select from label l where l.label = label_gtin.label
    and l.organisation = (select current_setting('hoshirushi.organisation', true))));

grant select, insert, delete on label_gtin to hoshirushi_app;
grant update (model) on label_gtin to hoshirushi_app;
