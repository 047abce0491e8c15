import type { Watch } from '../../../../casework/watches.ts'
import { labelUrl } from '../../../../core/attestation/credential.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { type StandingCode, standingText } from '../../../../core/surveillance/standing.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { writeDay, writeMoment, writeNumber } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Form } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { LabelsTable } from './begin-form.tsx'
import { en, ja } from './watch.texts.ts'
import { watchFeed } from './watch-feed.ts'

type Context = PageContext<typeof ja>

/** What nobody but the holder of the address may keep or find. */
async function opened(p: Context): Promise<Watch | undefined> {
  p.c.header('cache-control', 'private, no-store')
  p.c.header('x-robots-tag', 'noindex')
  return p.house.watches.open(p.param('token'))
}

/** A watch: what its labels are worth today, what has changed, and how to end it. */
export const watchPage = definePage({
  path: '/watch/:token',
  texts: { ja, en },
  handler: async (p) => {
    const watch = await opened(p)
    return watch === undefined ? p.notFound() : showWatch(p, watch)
  },
  post: async (p) => {
    const renewed = await p.house.watches.renew(p.param('token'))
    const watch = await opened(p)
    return watch === undefined ? p.notFound() : showWatch(p, watch, renewed)
  },
})

const isGood = ({ standing }: Watch['labels'][number]) => standing === 'valid'

function showWatch(p: Context, watch: Watch, renewed = false): Response {
  const t = p.t.page
  const token = p.param('token')
  const own = `/watch/${token}`
  const feed = `${own}/feed.atom?lang=${p.lang}`
  const bad = watch.labels.filter((label) => !isGood(label)).length
  const all = writeNumber(watch.labels.length)
  const state = (code: StandingCode | undefined) => (code === undefined ? t.notYet : standingText[code][p.lang])
  const product = new Map(watch.labels.map((one) => [one.label, one.product]))
  return p.show(
    { title: t.tab(watch.name), noIndex: true, feed },
    <>
      <Title
        eyebrow={t.eyebrow}
        title={watch.name}
        lead={watch.confirmed ? (bad === 0 ? t.all(all) : t.some(writeNumber(bad), all)) : t.waits}
      />
      {renewed && <Notice tone="done">{t.renewed}</Notice>}
      <Section title={t.labels}>
        <LabelsTable
          p={p}
          caption={t.labels}
          rows={watch.labels.toSorted((a, b) => Number(isGood(a)) - Number(isGood(b)))}
        />
      </Section>
      <Section title={t.changes}>
        {watch.changes.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <Table
            caption={t.changes}
            rows={watch.changes}
            columns={[
              { head: t.at, rowHead: true, cell: ({ at }) => writeMoment(at, p.lang) },
              {
                head: t.label,
                label: t.label,
                cell: ({ label }) => {
                  const name = product.get(label)
                  return (
                    <a href={`/l/${label}?lang=${p.lang}`}>
                      {name === undefined ? writeLabelId(label) : (p.lang === 'en' && name.en) || name.ja}
                    </a>
                  )
                },
              },
              {
                head: t.change,
                label: t.change,
                cell: ({ was, became }) => t.arrow(state(was), state(became)),
              },
            ]}
          />
        )}
      </Section>
      <Section title={t.about} note={t.secret}>
        <Facts
          items={[
            { term: t.policy, detail: <span class="mono">{watch.policy}</span> },
            { term: t.way, detail: watch.byMail ? t.byMail : t.byFeed },
            {
              term: t.feed,
              detail: (
                <a class="mono long" href={feed}>
                  {p.house.operator.address + feed}
                </a>
              ),
            },
            { term: t.begun, detail: writeDay(watch.createdAt, p.lang) },
            { term: t.until, detail: writeDay(watch.expiresAt, p.lang, { weekday: true }) },
          ]}
        />
        <Form action={p.href(own)} label={t.about}>
          <Acts>
            {watch.confirmed && <Button look="second">{t.renew}</Button>}
            <ButtonLink look="danger" href={p.href(`${own}/stop`)}>
              {t.stop}
            </ButtonLink>
          </Acts>
        </Form>
      </Section>
    </>,
  )
}

/** From the mail that asks: opening it changes nothing, for mail scanners open links; the button begins the watch. */
export const watchConfirmPage = definePage({
  path: '/watch/:token/confirm',
  texts: { ja, en },
  handler: async (p) => {
    const watch = await opened(p)
    if (watch === undefined) return p.notFound()
    const own = `/watch/${p.param('token')}`
    if (watch.confirmed) return p.goTo(own)
    const t = p.t.confirm
    return p.show(
      { title: t.title, noIndex: true },
      <>
        <Title eyebrow={p.t.page.eyebrow} title={t.title} lead={t.lead(watch.name, writeNumber(watch.labels.length))} />
        <Form action={p.href(`${own}/confirm`)} label={t.title}>
          <Acts>
            <Button>{t.button}</Button>
          </Acts>
        </Form>
        <p class="mut gap">{t.not}</p>
      </>,
    )
  },
  post: async (p) => {
    const token = p.param('token')
    return (await p.house.watches.confirm(token)) ? p.goTo(`/watch/${token}`) : p.notFound()
  },
})

/** From every mail: the end of a watch. */
export const watchStopPage = definePage({
  path: '/watch/:token/stop',
  texts: { ja, en },
  handler: async (p) => {
    const watch = await opened(p)
    if (watch === undefined) return p.notFound()
    const own = `/watch/${p.param('token')}`
    const t = p.t.stop
    return p.show(
      { title: t.title, noIndex: true },
      <>
        <Title eyebrow={p.t.page.eyebrow} title={t.title} lead={t.lead(watch.name)} />
        <Form action={p.href(`${own}/stop`)} label={t.title}>
          <Acts>
            <Button look="danger">{t.button}</Button>
            <ButtonLink look="second" href={p.href(own)}>
              {t.back}
            </ButtonLink>
          </Acts>
        </Form>
      </>,
    )
  },
  post: async (p) => ((await p.house.watches.remove(p.param('token'))) ? p.goTo('/watch/stopped') : p.notFound()),
})

export const watchStoppedPage = definePage({
  path: '/watch/stopped',
  texts: { ja, en },
  handler: (p) =>
    p.show(
      { title: p.t.stopped.title, noIndex: true },
      <>
        <Title eyebrow={p.t.page.eyebrow} title={p.t.stopped.title} lead={p.t.stopped.lead} />
        <p class="gap">
          <a href={p.href('/check')}>{p.t.stopped.again}</a>
        </p>
      </>,
    ),
})

/** What has changed, for a feed reader. */
export const watchFeedPage = definePage({
  path: '/watch/:token/feed.atom',
  prefixed: false,
  texts: { ja, en },
  handler: async (p) => {
    const watch = await opened(p)
    if (watch === undefined) return p.notFound()
    const { issuer } = p.house.ports
    const { address } = p.house.operator
    const own = `${address}/${p.lang}/watch/${p.param('token')}`
    const text = watchFeed({
      watch,
      language: p.lang,
      title: p.t.feedTitle(watch.name),
      author: issuer.name[p.lang],
      page: own,
      self: `${address}/watch/${p.param('token')}/feed.atom?lang=${p.lang}`,
      notYet: p.t.page.notYet,
      pageOf: (label) => labelUrl(address, label),
      host: new URL(issuer.labelsUrl).hostname,
      key: p.param('token'),
    })
    return p.c.body(text, 200, { 'content-type': 'application/atom+xml; charset=utf-8' })
  },
})
