import type { AccountFault } from '../../../../casework/account-faults.ts'
import { statusOf } from '../../../status-of.ts'
import { definePage, one, type PageContext } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Form, Hidden, TextField } from '../../parts/form.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { en, ja } from './code.texts.ts'
import { problemsOf, Refused } from './refused.tsx'
import { enter, networkAddress, readWaiting } from './visitor.ts'

function show(p: PageContext<typeof ja>, email: string, next: string | undefined, fault?: AccountFault): Response {
  const { t } = p
  const csrf = p.session?.csrf
  return p.show(
    {
      title: `${fault ? p.frame.errorPrefix : ''}${t.title}`,
      noIndex: true,
      back: { href: p.href('/account/sign-in'), text: t.other },
    },
    <>
      <Refused p={p} fault={fault} />
      <Title title={t.title} lead={t.sent(email)}>
        <p>{t.wait}</p>
        {p.house.operator.mode === 'demonstration' && (
          <p>
            {t.outbox} <a href={p.href('/outbox')}>{t.outboxLink}</a>
          </p>
        )}
      </Title>
      <Section title={t.enterTitle}>
        <Form action={p.href('/account/code')} csrf={csrf} label={t.enterTitle}>
          <TextField
            name="code"
            label={t.code}
            hint={t.hint}
            width="short"
            inputmode="numeric"
            autocomplete="one-time-code"
            spellcheck={false}
            error={problemsOf(p, fault).code}
            errorWord={p.frame.errorPrefix}
          />
          <Acts>
            <Button>{t.enter}</Button>
          </Acts>
        </Form>
      </Section>
      <Section title={t.again.title} note={t.again.note}>
        <Form action={p.href('/account/sign-in')} csrf={csrf} label={t.again.title}>
          <Hidden name="email" value={email} />
          <Hidden name="next" value={next ?? ''} />
          <Button look="second">{t.again.send}</Button>
        </Form>
      </Section>
    </>,
    fault ? (statusOf(fault) as 422) : 200,
  )
}

/** The six digits from the mail. Says the same whether or not the address is known. */
export const codePage = definePage({
  path: '/account/code',
  texts: { ja, en },
  handler: (p) => {
    const { email, next } = readWaiting(p)
    return email === undefined ? p.goTo('/account/sign-in') : show(p, email, next)
  },
  post: async (p) => {
    const { email, next } = readWaiting(p)
    if (email === undefined) return p.goTo('/account/sign-in')
    const code = one(await p.form(), 'code')
    const entered = await p.house.accounts.signInWithCode(email, code, networkAddress(p.c))
    return entered.ok ? enter(p, entered.value, next) : show(p, email, next, entered.fault)
  },
})
