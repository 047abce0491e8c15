import { turn } from '../../../../casework/lifecycle.ts'
import { perform } from '../../../../casework/perform.ts'
import { caseFor, worklist } from '../../../../casework/queries.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { type DeskContext, defineDeskPage } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { Form } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Title } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { at } from './case-page.ts'
import { makerFrame } from './frame.ts'
import { en, ja } from './label-acts.texts.ts'
import { type Held, heldLabel, labelAt } from './own-label.ts'
import { wordsOf } from './words.ts'

type P = DeskContext<typeof ja>

/** A renewal that was begun and is not finished: a second one would only be a mistake. */
async function begun(p: P, { record }: Held) {
  for (const row of await worklist(p.house.ports, p.session.viewer)) {
    if (turn[row.state] === 'nobody') continue
    const c = await caseFor(p.house.ports, p.session.viewer, row.id)
    if (c?.renews === record.entry.label) return c
  }
  return undefined
}

/** Begins the renewal: a draft with everything the label rests on, to be looked through and declared again. */
export const labelRenewPage = defineDeskPage({
  path: '/desk/labels/:label/renew',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const held = await heldLabel(p)
    if (held === undefined) return p.notFound()
    const t = p.t.renew
    const there = await begun(p, held)
    const { entry } = held.record
    return p.show(
      makerFrame(p, t.title, '/desk/labels', {
        back: { href: p.href(labelAt(held)), text: wordsOf(p).backToLabel },
      }),
      <>
        <Title
          eyebrow={
            <>
              <span lang="ja">{entry.product.name.ja}</span> <Code>{writeLabelId(entry.label)}</Code>
            </>
          }
          title={t.title}
          lead={t.lead}
        >
          <p>{t.same}</p>
          <p>{t.fee}</p>
        </Title>
        {there ? (
          <Notice title={t.already}>
            <Acts>
              <ButtonLink href={p.href(at(there))}>{t.open}</ButtonLink>
            </Acts>
          </Notice>
        ) : (
          <Form action={p.href(labelAt(held, '/renew'))} csrf={p.session.csrf} label={t.title}>
            <Acts>
              <Button>{t.button}</Button>
            </Acts>
          </Form>
        )}
      </>,
    )
  },
  post: async (p) => {
    const held = await heldLabel(p)
    if (held === undefined) return p.notFound()
    const there = await begun(p, held)
    if (there) return p.goTo(at(there))
    const { entry } = held.record
    const data = { scheme: entry.scheme, level: entry.level, renews: entry.label }
    const started = await perform(p.house.ports, p.session.viewer, { act: 'start', data })
    return started.ok ? p.goTo(at(started.value)) : p.refuse(started.fault)
  },
})
