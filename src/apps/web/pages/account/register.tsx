import type { AccountFault } from '../../../../casework/account-faults.ts'
import { statusOf } from '../../../status-of.ts'
import { definePage, type FormData, one, type PageContext } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Form, Hidden, TextField } from '../../parts/form.tsx'
import { Title } from '../../parts/section.tsx'
import { problemsOf, Refused } from './refused.tsx'
import { en, ja } from './register.texts.ts'
import { asNext, keepWaiting, networkAddress, ownPath } from './visitor.ts'

function show(p: PageContext<typeof ja>, sent: FormData = {}, fault?: AccountFault): Response {
  const { t } = p
  const problems = problemsOf(p, fault)
  const next = ownPath(one(sent, 'next') || p.query('next')) ?? ''
  const field = (name: string) => ({
    name,
    value: one(sent, name),
    error: problems[name],
    errorWord: p.frame.errorPrefix,
  })
  return p.show(
    { title: `${fault ? p.frame.errorPrefix : ''}${t.title}`, current: '/apply' },
    <>
      <Refused p={p} fault={fault} />
      <Title title={t.title} lead={t.lead}>
        <p>
          {t.have} <a href={p.href(`/account/sign-in${asNext(next)}`)}>{t.signIn}</a>
        </p>
      </Title>
      <Form action={p.href('/account/register')} csrf={p.session?.csrf} label={t.title}>
        <Hidden name="next" value={next} />
        <TextField
          {...field('organisation')}
          label={t.organisation}
          hint={t.organisationHint}
          autocomplete="organization"
        />
        <TextField
          {...field('corporateNumber')}
          label={t.number}
          hint={t.numberHint}
          width="middle"
          inputmode="numeric"
          autocomplete="off"
        />
        <TextField {...field('name')} label={t.name} hint={t.nameHint} width="middle" autocomplete="name" />
        <TextField
          {...field('email')}
          label={t.email}
          hint={t.emailHint}
          type="email"
          inputmode="email"
          autocomplete="email"
          spellcheck={false}
        />
        <Acts>
          <Button>{t.send}</Button>
        </Acts>
      </Form>
    </>,
    fault ? (statusOf(fault) as 422) : 200,
  )
}

/** A maker signs up; nothing is made before the mailed code has proved the address. */
export const registerPage = definePage({
  path: '/account/register',
  texts: { ja, en },
  handler: (p) => show(p),
  post: async (p) => {
    const form = await p.form()
    const corporateNumber = one(form, 'corporateNumber')
    const email = one(form, 'email')
    const sent = await p.house.accounts.register(
      {
        organisation: one(form, 'organisation'),
        name: one(form, 'name'),
        email,
        ...(corporateNumber !== '' && { corporateNumber }),
      },
      networkAddress(p.c),
    )
    if (!sent.ok) return show(p, form, sent.fault)
    keepWaiting(p, { email, next: ownPath(one(form, 'next')) ?? p.href('/desk') })
    return p.goTo('/account/code')
  },
})
