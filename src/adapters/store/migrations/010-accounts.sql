-- People, organisations and sessions: who may come in (docs/decisions/0003-sign-in.md).
-- Secrets are never kept: of tokens only SHA-256, of mailed codes only a salted scrypt digest.
-- Two settings say on whose behalf a transaction reads memberships and invitations; without them it sees none:
--   accounts.person        the person who has just proved who they are
--   accounts.organisation  the organisation (tenant) of the viewer

create schema accounts;
grant usage on schema accounts to hoshirushi_app;

create table accounts.organisation (
  id text primary key,
  kind text not null check (kind in ('maker', 'body')),
  name_ja text not null check (name_ja <> ''),
  name_en text,
  corporate_number text check (corporate_number ~ '^[0-9]{13}$'),
  oidc_issuer text, -- the provider its people may sign in with; null: none
  created_at timestamptz not null
);

create table accounts.person (
  id text primary key,
  email text not null unique check (email = lower(email)),
  name text not null check (name <> ''),
  demonstration boolean not null default false, -- may be entered without a code, in demonstration mode only
  created_at timestamptz not null
);

create table accounts.membership (
  person text not null references accounts.person (id),
  organisation text not null references accounts.organisation (id),
  roles text[] not null,
  since timestamptz not null,
  ended_at timestamptz, -- people who left stay on record
  primary key (person, organisation),
  check (roles <@ array['applicant', 'intake', 'reviewer', 'decider', 'surveillance', 'administrator'])
);
create index membership_by_organisation on accounts.membership (organisation);

create table accounts.invitation (
  id text primary key,
  organisation text not null references accounts.organisation (id),
  email text not null check (email = lower(email)),
  name text not null,
  roles text[] not null,
  digest text not null unique,
  invited_by text not null references accounts.person (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz, -- accepted, or replaced by a newer invitation
  check (roles <@ array['applicant', 'intake', 'reviewer', 'decider', 'surveillance', 'administrator'])
);
create index invitation_by_organisation on accounts.invitation (organisation, email);

create table accounts.session (
  digest text primary key,
  person text not null references accounts.person (id),
  organisation text not null references accounts.organisation (id),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_by_person on accounts.session (person);
create index session_by_expiry on accounts.session (expires_at);

-- An unknown address gets a row too (person and registration null), so that both take the same way.
create table accounts.login_code (
  id text primary key,
  address text not null, -- SHA-256 of the normalised mail address
  person text references accounts.person (id),
  registration jsonb, -- a maker signing up: organisation and first person, made when the code proves the address
  salt bytea not null,
  digest bytea not null,
  tries smallint not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index login_code_by_address on accounts.login_code (address, created_at desc);
create index login_code_by_expiry on accounts.login_code (expires_at);

create table accounts.passkey (
  id text primary key, -- credential id, base64url
  person text not null references accounts.person (id),
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  backed_up boolean not null,
  created_at timestamptz not null,
  used_at timestamptz
);
create index passkey_by_person on accounts.passkey (person);

create table accounts.webauthn_flow (
  digest text primary key,
  person text references accounts.person (id), -- set: registration by that person; null: sign-in
  challenge text not null,
  expires_at timestamptz not null
);
create index webauthn_flow_by_expiry on accounts.webauthn_flow (expires_at);

create table accounts.oidc_flow (
  digest text primary key,
  state text not null,
  nonce text not null,
  verifier text not null,
  expires_at timestamptz not null
);
create index oidc_flow_by_expiry on accounts.oidc_flow (expires_at);

create table accounts.oidc_identity (
  issuer text not null,
  subject text not null,
  person text not null references accounts.person (id),
  linked_at timestamptz not null,
  primary key (issuer, subject)
);

create table accounts.rate (
  key text primary key, -- SHA-256 of what is counted: no addresses are kept
  count integer not null,
  ends_at timestamptz not null
);
create index rate_by_end on accounts.rate (ends_at);

-- Who gave whom which role, and who came in by which way: append-only, and the application cannot read it back.
create table accounts.history (
  id text primary key,
  at timestamptz not null,
  act text not null,
  person text not null,
  organisation text,
  by_person text not null,
  data jsonb not null
);
create index history_by_person on accounts.history (person, at);

alter table accounts.membership enable row level security;
create policy own_or_tenant on accounts.membership
  using (person = current_setting('accounts.person', true)
    or organisation = current_setting('accounts.organisation', true));

alter table accounts.invitation enable row level security;
create policy tenant on accounts.invitation
  using (organisation = current_setting('accounts.organisation', true));

grant select, insert on accounts.organisation to hoshirushi_app;
grant update (oidc_issuer) on accounts.organisation to hoshirushi_app;
grant select, insert on accounts.person to hoshirushi_app;
grant select, insert on accounts.membership to hoshirushi_app;
grant update (roles, since, ended_at) on accounts.membership to hoshirushi_app;
grant select, insert on accounts.invitation to hoshirushi_app;
grant update (closed_at) on accounts.invitation to hoshirushi_app;
grant select, insert, delete on accounts.session to hoshirushi_app;
grant update (seen_at, organisation) on accounts.session to hoshirushi_app;
grant select, insert, delete on accounts.login_code to hoshirushi_app;
grant update (tries, used_at) on accounts.login_code to hoshirushi_app;
grant select, insert, delete on accounts.passkey to hoshirushi_app;
grant update (counter, backed_up, used_at) on accounts.passkey to hoshirushi_app;
grant select, insert, delete on accounts.webauthn_flow to hoshirushi_app;
grant select, insert, delete on accounts.oidc_flow to hoshirushi_app;
grant select, insert on accounts.oidc_identity to hoshirushi_app;
grant select, insert, update, delete on accounts.rate to hoshirushi_app;
grant insert on accounts.history to hoshirushi_app;

-- A session by the digest of its token, with what its person may be everywhere: holding the token is the proof, so this
-- reads past the policies. Idle for eight hours or past its end, it is no session.
create function accounts.open_session(token_digest text, at timestamptz)
returns table (
  person text, name text, email text, organisation text,
  created_at timestamptz, seen_at timestamptz, expires_at timestamptz, memberships jsonb
)
language sql stable security definer set search_path = '' as $$
  select s.person, p.name, p.email, s.organisation, s.created_at, s.seen_at, s.expires_at, (
    select jsonb_agg(
      jsonb_build_object('id', o.id, 'name', o.name_ja, 'kind', o.kind, 'roles', m.roles) order by m.since, o.id)
    from accounts.membership m join accounts.organisation o on o.id = m.organisation
    where m.person = s.person and m.ended_at is null)
  from accounts.session s join accounts.person p on p.id = s.person
  where s.digest = token_digest and s.expires_at > at and s.seen_at > at - interval '8 hours'
$$;

-- An invitation by the digest of its token; again, holding the token is the proof.
create function accounts.open_invitation(token_digest text, at timestamptz)
returns table (id text, organisation text, organisation_name text, email text, name text, roles text[], invited_by text)
language sql stable security definer set search_path = '' as $$
  select i.id, i.organisation, o.name_ja, i.email, i.name, i.roles, i.invited_by
  from accounts.invitation i join accounts.organisation o on o.id = i.organisation
  where i.digest = token_digest and i.closed_at is null and i.expires_at > at
$$;

-- Mail addresses for notices, across tenants: a maker's act tells the body's people, and the other way round.
create function accounts.addresses_of(of_organisation text) returns setof text
language sql stable security definer set search_path = '' as $$
  select p.email from accounts.membership m join accounts.person p on p.id = m.person
  where m.organisation = of_organisation and m.ended_at is null and cardinality(m.roles) > 0
  order by p.email
$$;

create function accounts.addresses_of_body(of_roles text[]) returns setof text
language sql stable security definer set search_path = '' as $$
  select distinct p.email from accounts.membership m
  join accounts.person p on p.id = m.person join accounts.organisation o on o.id = m.organisation
  where o.kind = 'body' and m.ended_at is null and m.roles && of_roles
  order by p.email
$$;

-- The accounts offered on the sign-in page of a demonstration.
create function accounts.demonstration_accounts()
returns table (person text, name text, organisation text, kind text, roles text[])
language sql stable security definer set search_path = '' as $$
  select p.id, p.name, o.name_ja, o.kind, m.roles
  from accounts.person p join accounts.membership m on m.person = p.id and m.ended_at is null
  join accounts.organisation o on o.id = m.organisation
  where p.demonstration
  order by o.kind, o.id, m.since, p.id
$$;

revoke execute on all functions in schema accounts from public;
grant execute on all functions in schema accounts to hoshirushi_app;
