-- Two rights that were wider than what needs them.

-- Codes and links of invitations are in the text of mails outside a case: once sent they are no longer kept.
grant update (text) on mail_outbox to hoshirushi_app;
set local hoshirushi.kind = 'maintenance';
update mail_outbox set text = '' where sent_at is not null and case_id is null;

-- A person reads their memberships everywhere, but memberships are made and changed in their organisation only: proving
-- who one is must not be enough to join somebody else's.
drop policy own_or_tenant on accounts.membership;
create policy own_or_tenant on accounts.membership for select
  using (person = current_setting('accounts.person', true)
    or organisation = current_setting('accounts.organisation', true));
create policy tenant_adds on accounts.membership for insert
  with check (organisation = current_setting('accounts.organisation', true));
create policy tenant_changes on accounts.membership for update
  using (organisation = current_setting('accounts.organisation', true));
