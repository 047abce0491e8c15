import type { AccountFault } from '../../../../casework/account-faults.ts'
import { type Role, roleMeaning, rolesOf, roleText } from '../../../../casework/roles.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, type FormData, one, several } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Choices, Form, Hidden, TextField } from '../../parts/form.tsx'
import { Notice, Tag } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Unseen } from '../../parts/text.tsx'
import { deskFrame } from './desk-frame.ts'
import { en, ja } from './people.texts.ts'
import { problemsOf, Refused } from './refused.tsx'
import { roleList } from './role-list.ts'

type P = DeskContext<typeof ja>
const texts = { ja, en }
const common = { texts, roles: ['administrator'] as const }

/** The roles somebody ticked; words that are no role are dropped. */
const rolesIn = (p: P, form: FormData): readonly Role[] =>
  rolesOf[p.session.viewer.kind].filter((role) => several(form, 'roles').includes(role))

const RoleChoices = ({ p, chosen, error }: { p: P; chosen: readonly string[]; error?: string | undefined }) => (
  <Choices
    kind="many"
    name="roles"
    label={p.t.invite.roles}
    error={error}
    errorWord={p.frame.errorPrefix}
    options={rolesOf[p.session.viewer.kind].map((role) => ({
      value: role,
      text: p.say(roleText[role]),
      hint: p.say(roleMeaning[role]),
    }))}
    chosen={chosen}
  />
)

async function show(p: P, sent: FormData = {}, fault?: AccountFault): Promise<Response> {
  const { t, session } = p
  const { viewer, csrf } = session
  const { accounts, operator } = p.house
  const members = await accounts.members(viewer)
  const problems = problemsOf(p, fault)
  const asked = p.query('done')
  const done = asked in t.done ? t.done[asked as keyof typeof t.done] : undefined
  const allowed = await accounts.oidcAllowed(viewer)
  return p.show(
    {
      title: `${fault ? p.frame.errorPrefix : ''}${t.title}`,
      noIndex: true,
      current: '/desk/admin/people',
      desk: deskFrame(p, session),
    },
    <>
      <Refused p={p} fault={fault} />
      <Title title={t.title} lead={t.lead}>
        {done !== undefined && !fault && (
          <Notice tone="done">
            <p>{done}</p>
          </Notice>
        )}
      </Title>
      <Section title={t.list.title}>
        <Table
          caption={t.list.caption}
          rows={members}
          columns={[
            { head: t.list.name, rowHead: true, cell: (m) => m.name },
            { head: t.list.email, label: t.list.email, cell: (m) => m.email },
            { head: t.list.roles, label: t.list.roles, cell: (m) => roleList(p, m.roles) },
            {
              head: t.list.state,
              label: t.list.state,
              cell: (m) => (m.invited ? <Tag tone="wait">{t.list.invited}</Tag> : t.list.member),
            },
            {
              head: <Unseen>{t.list.action}</Unseen>,
              cell: (m) =>
                m.invited ? (
                  ''
                ) : (
                  <a href={p.href(`/desk/admin/people/${encodeURIComponent(m.person)}`)}>
                    {t.list.change}
                    <Unseen>: {m.name}</Unseen>
                  </a>
                ),
            },
          ]}
        />
      </Section>
      <Section title={t.invite.title} note={t.invite.note}>
        <Form action={p.href('/desk/admin/people')} csrf={csrf} label={t.invite.title}>
          <TextField
            name="name"
            label={t.invite.name}
            width="middle"
            autocomplete="off"
            value={one(sent, 'name')}
            error={problems.name}
            errorWord={p.frame.errorPrefix}
          />
          <TextField
            name="email"
            label={t.invite.email}
            hint={t.invite.emailHint}
            type="email"
            inputmode="email"
            autocomplete="off"
            spellcheck={false}
            value={one(sent, 'email')}
            error={problems.email}
            errorWord={p.frame.errorPrefix}
          />
          <RoleChoices p={p} chosen={several(sent, 'roles')} error={problems.roles} />
          <Acts>
            <Button>{t.invite.send}</Button>
          </Acts>
        </Form>
      </Section>
      {operator.oidc && (
        <Section title={t.oidc.title} note={t.oidc.note}>
          <p>{(allowed ? t.oidc.on : t.oidc.off)(p.say(operator.oidc.label))}</p>
          <Form action={p.href('/desk/admin/outside-accounts')} csrf={csrf} label={t.oidc.title}>
            <Hidden name="allowed" value={allowed ? 'no' : 'yes'} />
            <Button look="second">{allowed ? t.oidc.forbid : t.oidc.allow}</Button>
          </Form>
        </Section>
      )}
    </>,
    fault ? (statusOf(fault) as 422) : 200,
  )
}

/** The people of the administrator's own organisation. */
export const peoplePage = defineDeskPage({
  ...common,
  path: '/desk/admin/people',
  handler: (p) => show(p),
  post: async (p) => {
    const form = await p.form()
    const invitation = { email: one(form, 'email'), name: one(form, 'name'), roles: rolesIn(p, form) }
    const sent = await p.house.accounts.invite(p.session.viewer, invitation)
    return sent.ok ? p.goTo('/desk/admin/people?done=invited') : show(p, form, sent.fault)
  },
})

export const outsideAccounts = defineDeskPage({
  ...common,
  path: '/desk/admin/outside-accounts',
  post: async (p) => {
    const allowed = one(await p.form(), 'allowed') === 'yes'
    const done = await p.house.accounts.allowOidc(p.session.viewer, allowed)
    return done.ok ? p.goTo('/desk/admin/people?done=oidc') : show(p, {}, done.fault)
  },
})

async function showPerson(p: P, fault?: AccountFault): Promise<Response> {
  const { t, session } = p
  const members = await p.house.accounts.members(session.viewer)
  const member = members.find((m) => m.person === p.param('person') && !m.invited)
  if (member === undefined) return p.notFound()
  const action = p.href(`/desk/admin/people/${encodeURIComponent(member.person)}`)
  const title = t.person.title(member.name)
  return p.show(
    {
      title: `${fault ? p.frame.errorPrefix : ''}${title}`,
      noIndex: true,
      current: '/desk/admin/people',
      desk: deskFrame(p, session),
      back: { href: p.href('/desk/admin/people'), text: t.person.back },
    },
    <>
      <Refused p={p} fault={fault} />
      <Title title={title} lead={member.email} />
      <Section title={t.list.roles}>
        <Form action={action} csrf={session.csrf} label={title}>
          <RoleChoices p={p} chosen={member.roles} error={problemsOf(p, fault).roles} />
          <Acts>
            <Button name="do" value="save">
              {t.person.save}
            </Button>
          </Acts>
        </Form>
      </Section>
      <Section title={t.person.remove} note={t.person.removeNote}>
        <Form action={action} csrf={session.csrf} label={t.person.remove}>
          <Button look="danger" name="do" value="remove">
            {t.person.remove}
          </Button>
        </Form>
      </Section>
    </>,
    fault ? (statusOf(fault) as 422) : 200,
  )
}

/** One member: other roles, or none any more. Leaving out every tick does not remove somebody; the button does. */
export const personPage = defineDeskPage({
  ...common,
  path: '/desk/admin/people/:person',
  handler: (p) => showPerson(p),
  post: async (p) => {
    const form = await p.form()
    const remove = one(form, 'do') === 'remove'
    const roles = remove ? [] : rolesIn(p, form)
    if (!remove && roles.length === 0) return showPerson(p, { code: 'member-role-missing' })
    const done = await p.house.accounts.changeRoles(p.session.viewer, p.param('person'), roles)
    if (!done.ok) return showPerson(p, done.fault)
    return p.goTo(`/desk/admin/people?done=${remove ? 'removed' : 'changed'}`)
  },
})
