import type { ActName } from '../../../../casework/lifecycle.ts'
import { permissions } from '../../../../casework/queries.ts'
import { writeGtin } from '../../../../core/kernel/gtin.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { lastDayOf } from '../../../../core/surveillance/hints.ts'
import { faultSummary } from '../../../faults.ts'
import { type DeskContext, defineDeskPage } from '../../page.tsx'
import { Button } from '../../parts/button.tsx'
import { writeDate, writeDay } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Form, Hidden } from '../../parts/form.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { StatusBand } from '../../parts/status-band.tsx'
import { Code, Foreign, foreign } from '../../parts/text.tsx'
import { at } from './case-page.ts'
import { makerFrame } from './frame.ts'
import { en, ja } from './label.texts.ts'
import { type Held, heldLabel, labelAt } from './own-label.ts'
import { Seen } from './saving.tsx'
import { wordsOf } from './words.ts'

type P = DeskContext<typeof ja>

const acts = [
  { key: 'models', act: 'add-models', path: '/models' },
  { key: 'change', act: 'change', path: '/change' },
  { key: 'advisory', act: 'publish-advisory', path: '/advisory' },
  { key: 'renew', act: 'start', path: '/renew' },
  { key: 'end', act: 'end-label', path: '/end' },
] as const

/** The five things a holder does, and the artwork; what is not possible says why. */
const Actions = ({ p, held, refusals }: { p: P; held: Held; refusals: Partial<Record<ActName, string>> }) => {
  const t = p.t.actions
  const rows = [
    ...acts.map(({ key, act, path }) => ({
      text: t[key],
      note: t[`${key}Note`],
      href: p.href(labelAt(held, path)),
      refusal: refusals[act],
    })),
    {
      text: t.artwork,
      note: t.artworkNote,
      href: p.href(labelAt(held, '/artwork')),
      refusal: undefined,
    },
  ]
  return (
    <ul class="can">
      {rows.map((row) => (
        <li>
          {row.refusal === undefined ? (
            <a class="btn second" href={row.href}>
              {row.text}
            </a>
          ) : (
            <span class="btn shut">{row.text}</span>
          )}
          <span class="sm">
            {row.refusal === undefined ? row.note : `${p.t.notNow}${p.lang === 'ja' ? '：' : ': '}${row.refusal}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

const Proposals = ({ p, held: { case: c } }: { p: P; held: Held }) => {
  const t = p.t.proposals
  const own = c.proposals.filter((x) => x.kind === 'add-models' || x.kind === 'change')
  if (own.length === 0) return null
  return (
    <Section title={t.title}>
      <Facts
        items={own.toReversed().map((x) => ({
          term: (
            <>
              {t.kinds[x.kind]}
              <br />
              {t.at(writeDay(x.at, p.lang))}
            </>
          ),
          detail: (
            <>
              {x.outcome === undefined ? (
                <Mark shape="diamond" tone="wait">
                  {t.waiting}
                </Mark>
              ) : (
                <strong>{x.outcome.confirmed ? t.confirmed : t.rejected}</strong>
              )}
              {x.models && <span class="sm mut block">{x.models.slice(0, 20).join('、')}</span>}
              {x.gtins && (
                <span class="sm mut block">
                  JAN{' '}
                  {x.gtins
                    .slice(0, 20)
                    .map(({ gtin }) => writeGtin(gtin))
                    .join('、')}
                </span>
              )}
              {x.outcome?.reason && (
                <span class="sm block" lang="ja">
                  {x.outcome.reason}
                </span>
              )}
            </>
          ),
        }))}
      />
    </Section>
  )
}

const Advisories = ({ p, held }: { p: P; held: Held }) => {
  const t = p.t.advisories
  const { case: c } = held
  if (c.advisories.length === 0) return null
  return (
    <Section title={t.title}>
      {c.advisories.toReversed().map((notice) => (
        <div class="asked">
          <p class="sm mut">
            {writeDay(notice.at, p.lang)}　{notice.open ? t.open : t.closed}
          </p>
          <p class="said">
            <Foreign text={notice.text} lang={p.lang} />
          </p>
          {notice.url && (
            <p class="sm">
              <a href={notice.url}>{notice.url}</a>
            </p>
          )}
          {notice.open && (
            <Form action={p.href(labelAt(held, '/advisory/close'))} csrf={p.session.csrf} label={t.close}>
              <Seen seq={c.seq} />
              <Hidden name="advisory" value={notice.id} />
              <Button look="second" small>
                {t.close}
              </Button>
            </Form>
          )}
        </div>
      ))}
    </Section>
  )
}

/** One label, from its holder's side: its standing, what can be done, what is waiting. */
export const labelPage = defineDeskPage({
  path: '/desk/labels/:label',
  texts: { ja, en },
  kind: 'maker',
  handler: async (p) => {
    const held = await heldLabel(p)
    if (held === undefined) return p.notFound()
    const { t } = p
    const { record, case: c, scheme, level, standing } = held
    const { entry } = record
    const may = await permissions(p.house.ports, p.session.viewer, c.id)
    const refusals: Partial<Record<ActName, string>> = {}
    for (const { act } of acts) {
      const answer = may?.[act]
      // `start` is not an act on this case: a renewal begins a new one, and says itself when it cannot.
      if (act !== 'start' && answer && !answer.allowed) refusals[act] = faultSummary(answer.fault, p.lang).what
    }
    if (standing?.code === 'withdrawn' || standing?.code === 'ended') refusals.start = t.over
    const until = entry.product.updates.supportUntil
    const asked = p.query('done')
    const done = asked in t.done ? t.done[asked as keyof typeof t.done] : undefined
    const reason = standing?.reasonCode && scheme.reasons.find((r) => r.code === standing.reasonCode)
    return p.show(
      makerFrame(p, foreign(entry.product.name, p.lang), '/desk/labels', {
        back: { href: p.href('/desk/labels'), text: wordsOf(p).menu.labels },
      }),
      <>
        {done !== undefined && (
          <Notice tone="done">
            <p>{done}</p>
          </Notice>
        )}
        <Title
          eyebrow={
            <>
              {t.number} <Code>{writeLabelId(entry.label)}</Code>　{wordsOf(p).level(level.code, level.symbol)}
            </>
          }
          title={<Foreign text={entry.product.name} lang={p.lang} />}
        />
        {standing && (
          <StatusBand
            code={standing.code}
            lang={p.lang}
            facts={[
              { term: t.until, detail: t.untilDay(writeDate(lastDayOf(entry.validity), p.lang)) },
              { term: t.support, detail: until === null ? t.noSupport : t.untilDay(writeDate(until, p.lang)) },
              { term: t.models, detail: t.count(entry.product.models.length) },
            ]}
          />
        )}
        {standing && standing.code !== 'valid' && (reason || standing.publicText) && (
          <Section title={t.reason}>
            {reason && <p>{p.say(reason.text)}</p>}
            {standing.publicText && (
              <p class="said">
                <Foreign text={standing.publicText} lang={p.lang} />
              </p>
            )}
          </Section>
        )}
        <div class="gap">
          <Section title={t.actions.title}>
            <Actions p={p} held={held} refusals={refusals} />
          </Section>
          <Proposals p={p} held={held} />
          <Advisories p={p} held={held} />
          <ul class="ways">
            <li>
              <a href={`/l/${entry.label}?lang=${p.lang}`}>{t.public}</a>
            </li>
            <li>
              <a href={p.href(at(c))}>{t.application}</a>
            </li>
            {standing?.code === 'valid' && (
              <li>
                <a href={p.href(`/desk/plan/labels/${entry.label}`)}>{t.abroad}</a>
              </li>
            )}
          </ul>
        </div>
      </>,
    )
  },
})
