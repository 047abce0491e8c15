import type { AccountFault } from '../../../../casework/account-faults.ts'
import { statusOf } from '../../../status-of.ts'
import { everybody } from '../../access.ts'
import { type DeskContext, defineDeskPage, one } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { writeDay, writeMoment } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Choices, Form, Hidden, TextField } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Unseen } from '../../parts/text.tsx'
import { en, ja } from './account.texts.ts'
import { deskFrame } from './desk-frame.ts'
import { readJson } from './passkey-sign-in.ts'
import { PasskeyStep, passkeyScript } from './passkey-step.tsx'
import { Refused } from './refused.tsx'
import { roleList } from './role-list.ts'

type P = DeskContext<typeof ja>
const texts = { ja, en }

async function show(p: P, fault?: AccountFault): Promise<Response> {
  const { t, session, lang } = p
  const { viewer, organisations } = session
  const { csrf } = session
  const passkeys = await p.house.accounts.passkeys(session)
  const asked = p.query('done')
  const done = asked in t.done ? t.done[asked as keyof typeof t.done] : undefined
  const own = organisations.find((o) => o.id === viewer.organisation)
  return p.show(
    {
      title: `${fault ? p.frame.errorPrefix : ''}${t.title}`,
      noIndex: true,
      desk: deskFrame(p, session),
      scripts: [passkeyScript.url],
    },
    <>
      <Refused p={p} fault={fault} />
      <Title title={t.title}>
        {done !== undefined && !fault && (
          <Notice tone="done">
            <p>{done}</p>
          </Notice>
        )}
      </Title>
      <Section title={t.you}>
        <Facts
          items={[
            { term: t.name, detail: viewer.name },
            { term: t.email, detail: session.email },
            { term: t.organisation, detail: <span lang="ja">{own?.name}</span> },
            { term: t.roles, detail: roleList(p, viewer.roles) },
            { term: t.until, detail: t.untilNote(writeMoment(session.expiresAt, lang)) },
          ]}
        />
      </Section>
      {organisations.length > 1 && (
        <Section title={t.switch.title} note={t.switch.note}>
          <Form action={p.href('/account/organisation')} csrf={csrf} label={t.switch.title}>
            <Choices
              kind="one"
              name="organisation"
              label={t.switch.label}
              errorWord={p.frame.errorPrefix}
              options={organisations.map((o) => ({ value: o.id, text: <span lang="ja">{o.name}</span> }))}
              chosen={[viewer.organisation]}
            />
            <Acts>
              <Button look="second">{t.switch.button}</Button>
            </Acts>
          </Form>
        </Section>
      )}
      <Section title={t.passkeys.title} note={t.passkeys.note}>
        {passkeys.length === 0 ? (
          <p>{t.passkeys.none}</p>
        ) : (
          <Form action={p.href('/account/passkeys/remove')} csrf={csrf} label={t.passkeys.caption}>
            <Table
              caption={t.passkeys.caption}
              rows={passkeys}
              columns={[
                { head: t.passkeys.name, rowHead: true, cell: (k) => k.name },
                { head: t.passkeys.added, label: t.passkeys.added, cell: (k) => writeDay(k.createdAt, lang) },
                {
                  head: t.passkeys.used,
                  label: t.passkeys.used,
                  cell: (k) => (k.usedAt === undefined ? t.passkeys.never : writeDay(k.usedAt, lang)),
                },
                {
                  head: <Unseen>{t.passkeys.action}</Unseen>,
                  cell: (k) => (
                    <Button look="second" small name="id" value={k.id}>
                      {t.passkeys.remove}
                      <Unseen>: {k.name}</Unseen>
                    </Button>
                  ),
                },
              ]}
            />
          </Form>
        )}
        <PasskeyStep
          kind="create"
          options={p.href('/account/passkeys')}
          off={t.passkeys.off}
          failed={t.passkeys.failed}
        >
          <Form action={p.href('/account/passkeys')} csrf={csrf} label={t.passkeys.add}>
            <Hidden name="response" value="" />
            <TextField
              name="passkeyName"
              label={t.passkeys.nameLabel}
              hint={t.passkeys.nameHint}
              width="middle"
              autocomplete="off"
              errorWord={p.frame.errorPrefix}
            />
            <Acts>
              <Button look="second">{t.passkeys.add}</Button>
            </Acts>
          </Form>
        </PasskeyStep>
      </Section>
      {viewer.roles.includes('administrator') && (
        <Section title={t.people.title} note={t.people.note}>
          <p>
            <a href={p.href('/desk/admin/people')}>{t.people.link}</a>
          </p>
        </Section>
      )}
      <Section title={t.out.title} note={t.out.note}>
        <Form action={p.href('/account/sign-out')} csrf={csrf} label={t.out.title}>
          <Button look="second">{t.out.button}</Button>
        </Form>
      </Section>
    </>,
    fault ? (statusOf(fault) as 422) : 200,
  )
}

/** Who I am here, for whom I work, and how I come in. */
export const accountPage = defineDeskPage({ path: '/account', texts, ...everybody, handler: (p) => show(p) })

export const switchOrganisation = defineDeskPage({
  path: '/account/organisation',
  texts,
  ...everybody,
  post: async (p) => {
    const done = await p.house.accounts.switchOrganisation(p.session, one(await p.form(), 'organisation'))
    return done.ok ? p.goTo('/account?done=switched') : show(p, done.fault)
  },
})

/** Adding a passkey: the options for the browser, then its answer. */
export const addPasskey = defineDeskPage({
  path: '/account/passkeys',
  texts,
  ...everybody,
  handler: async (p) => p.c.json({ options: await p.house.accounts.passkeyRegistrationOptions(p.session) }),
  post: async (p) => {
    const form = await p.form()
    const response = readJson(one(form, 'response'))
    const done = await p.house.accounts.registerPasskey(p.session, response, one(form, 'passkeyName'))
    return done.ok ? p.goTo('/account?done=passkey-added') : show(p, done.fault)
  },
})

export const removePasskey = defineDeskPage({
  path: '/account/passkeys/remove',
  texts,
  ...everybody,
  post: async (p) => {
    const done = await p.house.accounts.removePasskey(p.session, one(await p.form(), 'id'))
    return done.ok ? p.goTo('/account?done=passkey-removed') : show(p, done.fault)
  },
})
