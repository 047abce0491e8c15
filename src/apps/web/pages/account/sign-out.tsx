import { everybody } from '../../access.ts'
import { defineDeskPage, one } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { Form, Hidden } from '../../parts/form.tsx'
import { Title } from '../../parts/section.tsx'
import { clearSessionCookie } from '../../session-cookie.ts'
import { deskFrame } from './desk-frame.ts'
import { forgetHere, unsentHere } from './kept-here.ts'
import { en, ja } from './sign-out.texts.ts'

/** Ends the session, and takes with it what the browser kept; where records would be lost, it asks first. */
export const signOut = defineDeskPage({
  path: '/account/sign-out',
  texts: { ja, en },
  ...everybody,
  post: async (p) => {
    const { t } = p
    const unsent = unsentHere(p.c)
    const sure = one(await p.form(), 'anyway') === 'yes'
    if (unsent !== undefined && unsent > 0 && !sure)
      return p.show(
        { title: t.title, noIndex: true, desk: deskFrame(p, p.session) },
        <>
          <Title title={t.title} lead={t.lead(unsent)}>
            <p>{t.send}</p>
          </Title>
          <Form action={p.href('/account/sign-out')} csrf={p.session.csrf} label={t.title}>
            <Hidden name="anyway" value="yes" />
            <Acts>
              <ButtonLink href={p.href('/desk')}>{t.back}</ButtonLink>
              <Button look="danger">{t.anyway}</Button>
            </Acts>
          </Form>
        </>,
      )
    await p.house.accounts.signOut(p.session)
    clearSessionCookie(p.c, p.house)
    if (unsent !== undefined) forgetHere(p.c)
    return p.goTo('/')
  },
})
