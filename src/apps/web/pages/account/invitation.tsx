import { roleMeaning, roleText } from '../../../../casework/roles.ts'
import { definePage, one } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Form, Hidden } from '../../parts/form.tsx'
import { Title } from '../../parts/section.tsx'
import { en, ja } from './invitation.texts.ts'
import { enter } from './visitor.ts'

/** An invitation from a mail. Opening it changes nothing, since mail scanners open links; the button accepts it. */
export const invitationPage = definePage({
  path: '/account/invitation',
  texts: { ja, en },
  handler: async (p) => {
    const { t } = p
    const token = p.query('token')
    const read = await p.house.accounts.readInvitation(token)
    if (!read.ok) return p.refuse(read.fault)
    const { organisation, name, email, roles } = read.value
    return p.show(
      { title: t.title, noIndex: true },
      <>
        <Title title={t.title} lead={t.lead(organisation)} />
        <Facts
          items={[
            { term: t.organisation, detail: organisation },
            { term: t.name, detail: name },
            { term: t.email, detail: email },
            {
              term: t.roles,
              detail: roles.map((role) => (
                <span class="block">
                  {p.say(roleText[role])}
                  <span class="hint">{p.say(roleMeaning[role])}</span>
                </span>
              )),
            },
          ]}
        />
        <Form action={p.href('/account/invitation')} csrf={p.session?.csrf} label={t.title}>
          <Hidden name="token" value={token} />
          <Acts>
            <Button>{t.accept}</Button>
          </Acts>
        </Form>
        <p class="mut gap">{t.once}</p>
      </>,
    )
  },
  post: async (p) => {
    const accepted = await p.house.accounts.acceptInvitation(one(await p.form(), 'token'))
    return accepted.ok ? enter(p, accepted.value) : p.refuse(accepted.fault)
  },
})
