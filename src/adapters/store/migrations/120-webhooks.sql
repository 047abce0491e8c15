-- Who is told of what happens to labels, and how far each has been told. The log is the queue: `next` is the entry that is looked at
-- next, so nothing is left out and nothing comes out of order. The secret that signs deliveries is encrypted with a key that is not in
-- the database; of the token that shows and ends a subscription only its digest is here.
--   hoshirushi.webhook  that digest, local to a transaction

create table webhook (
  id text primary key,
  url text not null,
  host text not null,
  events text[] not null check (cardinality(events) > 0),
  secret bytea not null,
  token_digest text not null unique,
  state text not null check (state in ('unconfirmed', 'active', 'given-up')),
  confirmed boolean not null default false, -- whoever has the address has answered the challenge
  next bigint not null check (next >= 0),
  delivered bigint not null default 0,
  attempts integer not null default 0,
  last_error text,
  failing_since timestamptz,
  next_try_at timestamptz not null default now(),
  lease text, -- of the server that is sending
  lease_until timestamptz,
  created_at timestamptz not null default now()
);
create index webhook_due on webhook (next_try_at) where state <> 'given-up';
create index webhook_by_host on webhook (host);

alter table webhook enable row level security;
alter table webhook force row level security;
create policy known_token on webhook using (token_digest = (select current_setting('hoshirushi.webhook', true)));
create policy sender on webhook using ((select current_setting('hoshirushi.kind', true)) = 'webhooks');
do $$
begin
  execute format('create policy maintenance on webhook to %I using (current_setting(''hoshirushi.kind'', true) = ''maintenance'')',
    current_user);
end
$$;

grant select, insert, delete on webhook to hoshirushi_app;
grant update (state, confirmed, next, delivered, attempts, last_error, failing_since, next_try_at, lease, lease_until) on webhook to hoshirushi_app;
