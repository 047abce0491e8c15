-- The role the application serves with: it owns nothing, so row-level security and missing privileges bind it.
-- LOGIN without a password: it can enter through the private socket of the embedded server only. On another server the
-- owner's connections become this role by SET ROLE, or the administrator gives it a password.
do $$
begin
  if not exists (select from pg_roles where rolname = 'hoshirushi_app') then
    create role hoshirushi_app login nosuperuser nocreatedb nocreaterole noinherit nobypassrls noreplication;
  end if;
exception
  when duplicate_object or unique_violation then null; -- made at the same moment for another database of this server
end
$$;

do $$
begin
  if exists (select from pg_roles where rolname = 'hoshirushi_app' and (rolsuper or rolbypassrls)) then
    raise exception 'the role hoshirushi_app must be neither superuser nor exempt from row-level security';
  end if;
  if not (select rolsuper from pg_roles where rolname = current_user) and current_user <> 'hoshirushi_app' then
    execute format('grant hoshirushi_app to %I', current_user);
  end if;
end
$$;

grant usage on schema public to hoshirushi_app;

-- For tables in which nothing may vanish: refuses even the owner, who could otherwise mend history by hand.
create function refuse_change() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation';
end
$$;
