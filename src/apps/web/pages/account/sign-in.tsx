import type { AccountFault } from '../../../../casework/account-faults.ts'
import { statusOf } from '../../../status-of.ts'
import { definePage, one, type PageContext } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { Form, Hidden, TextField } from '../../parts/form.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Unseen } from '../../parts/text.tsx'
import { PasskeyStep, passkeyScript } from './passkey-step.tsx'
import { problemsOf, Refused } from './refused.tsx'
import { roleList } from './role-list.ts'
import { en, ja } from './sign-in.texts.ts'
import { asNext, keepWaiting, networkAddress, ownPath } from './visitor.ts'

type P = PageContext<typeof ja>

/** The ways in; `fault` says why the last try was refused. Also shown again by the steps that lead back here. */
export async function showSignIn(
  base: PageContext<unknown>,
  tried: { readonly fault?: AccountFault; readonly email?: string; readonly next?: string } = {},
): Promise<Response> {
  const p: P = { ...base, t: { ja, en }[base.lang] }
  const { t } = p
  const next = ownPath(tried.next ?? p.query('next')) ?? ''
  const samples = await p.house.accounts.demonstrationAccounts()
  const { oidc } = p.house.operator
  const csrf = p.session?.csrf
  p.c.header('cache-control', 'private, no-store')
  return p.show(
    {
      title: `${tried.fault ? p.frame.errorPrefix : ''}${t.title}`,
      noIndex: true,
      scripts: [passkeyScript.url],
    },
    <>
      <Refused p={p} fault={tried.fault} />
      <Title title={t.title} lead={t.lead} />
      {samples.length > 0 && (
        <Section title={t.sample.title} note={t.sample.note}>
          <Form action={p.href('/account/sign-in/sample')} csrf={csrf} label={t.sample.title}>
            <Hidden name="next" value={next} />
            <Table
              caption={t.sample.caption}
              rows={samples}
              columns={[
                { head: t.sample.name, rowHead: true, cell: (s) => <span lang="ja">{s.name}</span> },
                {
                  head: t.sample.organisation,
                  label: t.sample.organisation,
                  cell: (s) => <span lang="ja">{s.organisation}</span>,
                },
                { head: t.sample.roles, label: t.sample.roles, cell: (s) => roleList(p, s.roles) },
                {
                  head: <Unseen>{t.sample.action}</Unseen>,
                  cell: (s) => (
                    <Button look="second" small name="person" value={s.person}>
                      {t.sample.enter}
                      <Unseen>: {s.name}</Unseen>
                    </Button>
                  ),
                },
              ]}
            />
          </Form>
          <p>
            {t.sample.listEnd} <a href={p.href('/outbox')}>{t.sample.outbox}</a>
          </p>
        </Section>
      )}
      <Section title={t.mail.title} note={t.mail.note}>
        <Form action={p.href('/account/sign-in')} csrf={csrf} label={t.mail.title}>
          <Hidden name="next" value={next} />
          <TextField
            name="email"
            label={t.mail.email}
            hint={t.mail.hint}
            type="email"
            inputmode="email"
            autocomplete="email"
            spellcheck={false}
            value={tried.email}
            error={problemsOf(p, tried.fault).email}
            errorWord={p.frame.errorPrefix}
          />
          <Acts>
            <Button>{t.mail.send}</Button>
          </Acts>
        </Form>
      </Section>
      <Section title={t.passkey.title} note={t.passkey.note}>
        <PasskeyStep
          kind="get"
          options={p.href('/account/sign-in/passkey')}
          off={t.passkey.off}
          failed={t.passkey.failed}
        >
          <Form action={p.href('/account/sign-in/passkey')} csrf={csrf} label={t.passkey.title}>
            <Hidden name="next" value={next} />
            <Hidden name="flow" value="" />
            <Hidden name="response" value="" />
            <Button look="second">{t.passkey.use}</Button>
          </Form>
        </PasskeyStep>
      </Section>
      {oidc && (
        <Section title={t.oidc.title} note={t.oidc.note}>
          <p>
            <ButtonLink look="second" href={p.href(`/account/sign-in/oidc${asNext(next)}`)}>
              {t.oidc.use(p.say(oidc.label))}
            </ButtonLink>
          </p>
        </Section>
      )}
      <Section title={t.first.title}>
        <p>{t.first.maker}</p>
        <p>
          <a href={p.href(`/account/register${asNext(next)}`)}>{t.first.register}</a>
        </p>
        <p class="mut">{t.first.staff}</p>
      </Section>
    </>,
    tried.fault ? (statusOf(tried.fault) as 422) : 200,
  )
}

/** Sign in: code by mail first, since it needs nothing but a mailbox. */
export const signInPage = definePage({
  path: '/account/sign-in',
  texts: { ja, en },
  handler: (p) => showSignIn(p),
  post: async (p) => {
    const form = await p.form()
    const email = one(form, 'email')
    const next = ownPath(one(form, 'next'))
    const sent = await p.house.accounts.requestCode(email, networkAddress(p.c))
    if (!sent.ok) return showSignIn(p, { fault: sent.fault, email, ...(next && { next }) })
    keepWaiting(p, { email, ...(next && { next }) })
    return p.goTo('/account/code')
  },
})
