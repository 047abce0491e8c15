-- From the register to the transparency log. Writers put signed leaves into the outbox, in the transaction that changes
-- the register; one sequencer at a time, holding the row of log_head, gives them their places in the tree.

create table log_outbox (
  id text primary key, -- a retry makes no second leaf
  position bigint generated always as identity unique, -- order of arrival, not of commit
  typ text not null check (typ in ('vc+jwt', 'label-event+jwt', 'key-event+jwt', 'status-snapshot+jwt')),
  label text,
  jws text not null check (octet_length(jws) <= 65535), -- the longest entry a C2SP bundle can hold
  created_at timestamptz not null default now(),
  leaf_index bigint unique -- null until sequenced
);

create index log_outbox_waiting on log_outbox (position) where leaf_index is null;
create index log_outbox_events on log_outbox (leaf_index) where typ = 'label-event+jwt';
create index log_outbox_label on log_outbox (label, leaf_index) where label is not null;

create table log_entry (
  idx bigint primary key,
  outbox_id text not null unique references log_outbox (id),
  hash bytea not null check (octet_length(hash) = 32)
);

-- Complete inner nodes; level 0 is log_entry. A node is made once and never changes.
create table log_node (
  level smallint not null check (level between 1 and 62),
  pos bigint not null,
  hash bytea not null check (octet_length(hash) = 32),
  primary key (level, pos)
);

-- The one row whose lock makes one sequencer out of many servers; a lock dies with its connection.
create table log_head (
  one integer primary key check (one = 1),
  size bigint not null,
  root bytea not null check (octet_length(root) = 32)
);

insert into log_head (one, size, root)
values (1, 0, '\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'); -- SHA-256 of nothing

-- The first note signed for a size is the note: every server publishes the same bytes.
create table log_checkpoint (
  size bigint primary key,
  root bytea not null,
  note text not null,
  signed_at timestamptz not null default now()
);

-- Status lists as signed, kept before anybody sees them; published once their snapshot leaf is in the log.
create table log_status_list (
  purpose text not null check (purpose in ('revocation', 'suspension')),
  k integer not null,
  tree_size bigint not null, -- the prefix of the log it is a function of
  sha256 text not null, -- of the JWS, hex
  bits_sha256 text not null, -- of the unpacked bits: tells a change from a renewal
  jws text not null,
  valid_from timestamptz not null,
  snapshot text not null references log_outbox (id),
  primary key (purpose, k, tree_size)
);

create index log_status_list_snapshot on log_status_list (snapshot);

create function log_outbox_keeps() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and old.leaf_index is null and new.leaf_index is not null
     and (new.id, new.position, new.typ, new.jws, new.created_at) = (old.id, old.position, old.typ, old.jws, old.created_at)
     and new.label is not distinct from old.label then
    return new;
  end if;
  raise exception 'log_outbox: a leaf is kept as it was signed, and gets its place once: % refused', lower(tg_op)
    using errcode = 'restrict_violation';
end
$$;

create trigger log_outbox_keeps before update or delete on log_outbox
  for each row execute function log_outbox_keeps();
create trigger log_entry_keeps before update or delete on log_entry
  for each row execute function refuse_change();
create trigger log_node_keeps before update or delete on log_node
  for each row execute function refuse_change();
create trigger log_checkpoint_keeps before update or delete on log_checkpoint
  for each row execute function refuse_change();
create trigger log_status_list_keeps before update or delete on log_status_list
  for each row execute function refuse_change();

create function log_head_grows() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.size < old.size or (new.size = old.size and new.root <> old.root) then
    raise exception 'log_head: a log never shrinks and never changes its past' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

create trigger log_head_grows before update on log_head for each row execute function log_head_grows();

grant select, insert on log_outbox, log_entry, log_node, log_checkpoint, log_status_list to hoshirushi_app;
grant update (leaf_index) on log_outbox to hoshirushi_app;
grant select, update on log_head to hoshirushi_app;
