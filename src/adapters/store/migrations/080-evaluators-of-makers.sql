-- People of laboratories whom a maker let in to test devices: a role of its own, that letters about anything else do not go to.

alter table accounts.membership drop constraint membership_roles_check;
alter table accounts.membership add constraint membership_roles_check
  check (roles <@ array['applicant', 'evaluator', 'intake', 'reviewer', 'decider', 'surveillance', 'administrator']);
alter table accounts.invitation drop constraint invitation_roles_check;
alter table accounts.invitation add constraint invitation_roles_check
  check (roles <@ array['applicant', 'evaluator', 'intake', 'reviewer', 'decider', 'surveillance', 'administrator']);

-- The people of an organisation, but for those who are there to test devices and for nothing else.
create or replace function accounts.addresses_of(of_organisation text) returns setof text
language sql stable security definer set search_path = '' as $$
  select p.email from accounts.membership m join accounts.person p on p.id = m.person
  where m.organisation = of_organisation and m.ended_at is null
    and cardinality(m.roles) > 0 and not m.roles <@ array['evaluator']
  order by p.email
$$;

-- Those alone.
create function accounts.addresses_of_evaluators(of_organisation text) returns setof text
language sql stable security definer set search_path = '' as $$
  select p.email from accounts.membership m join accounts.person p on p.id = m.person
  where m.organisation = of_organisation and m.ended_at is null
    and cardinality(m.roles) > 0 and m.roles <@ array['evaluator']
  order by p.email
$$;
revoke execute on function accounts.addresses_of_evaluators(text) from public;
grant execute on function accounts.addresses_of_evaluators(text) to hoshirushi_app;
