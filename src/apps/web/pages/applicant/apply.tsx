import { standardPeriod } from '../../../../casework/clock.ts'
import { feeOn } from '../../../../casework/fees.ts'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import type { Level, OperatedScheme } from '../../../../core/scheme/scheme.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Button } from '../../parts/button.tsx'
import { writeNumber } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Choices } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Steps } from '../../parts/status-band.tsx'
import { Table } from '../../parts/table.tsx'
import { en, ja } from './apply.texts.ts'
import { wordsOf } from './words.ts'

type P = PageContext<typeof ja>

/** Whether a level can be applied for here. */
export const isOpen = (level: Level): boolean =>
  level.status === 'in-operation' && level.path === 'declaration' && level.criteria.length > 0

/** Yen as people read them; another currency by its code. */
export const writeAmount = (p: { readonly lang: 'ja' | 'en' }, amount: number, currency: string): string => {
  if (currency !== 'JPY') return `${currency} ${writeNumber(amount)}`
  return p.lang === 'ja' ? `${writeNumber(amount)}円` : `JPY ${writeNumber(amount)}`
}

/** The fees that are or will be in force, whatever the product; those of the past are history. */
const feesFrom = (level: Level, today: string) =>
  level.fees.filter((fee) => fee.until === undefined || fee.until >= today)

const Fees = ({ p, level }: { p: P; level: Level }) => {
  const t = p.t.fee
  const fees = feesFrom(level, dateInJapan(p.now))
  return (
    <Section title={t.title} note={t.note}>
      {fees.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <Table
          caption={t.caption}
          fixed
          rows={fees}
          columns={[
            { head: t.name, rowHead: true, cell: (fee) => p.say(fee.name) },
            { head: t.amount, number: true, cell: (fee) => writeAmount(p, fee.amount, fee.currency) },
          ]}
        />
      )}
    </Section>
  )
}

const Start = ({ p, scheme }: { p: P; scheme: OperatedScheme }) => {
  const t = p.t.start
  const open = scheme.levels.filter(isOpen)
  const closed = scheme.levels.filter((level) => !isOpen(level))
  return (
    <Section title={t.title} note={t.note} id="start">
      <form action={p.href(`/apply/${scheme.id}/eligibility/1`)} class="form">
        <Choices
          kind="one"
          name="level"
          label={<span class="vh">{t.label}</span>}
          options={open.map((level) => ({
            value: level.code,
            text: wordsOf(p).level(level.code, level.symbol),
            hint: p.say(level.name),
          }))}
          chosen={open[0] ? [open[0].code] : []}
          errorWord={p.frame.errorPrefix}
        />
        <div class="acts">
          <Button>{t.button}</Button>
        </div>
      </form>
      <p class="sm mut">{t.privacy}</p>
      {closed.length > 0 && (
        <>
          <h3>{t.closed}</h3>
          <Facts
            items={closed.map((level) => ({
              term: wordsOf(p).level(level.code, level.symbol),
              detail: level.status === 'in-operation' ? t.certification : t.closedStatus[level.status],
            }))}
          />
        </>
      )}
    </Section>
  )
}

/** Whatever else can be applied for here; each has a start page of its own. */
const Others = ({ p, schemes }: { p: P; schemes: readonly string[] }) => {
  const t = p.t.others
  const all = schemes.flatMap((id) => p.house.ports.schemes.find(id) ?? [])
  if (all.length === 0) return null
  return (
    <Section title={t.title}>
      <ul class="list">
        {all.map(({ id, name, covers }) => (
          <li>
            <a href={p.href(`/apply?scheme=${encodeURIComponent(id)}`)}>{p.say(name)}</a>
            <span class="hint">{p.say(covers)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The start page for makers: what it takes, before anything is asked. */
export const applyPage = definePage({
  path: '/apply',
  texts: { ja, en },
  handler: (p) => {
    const { t } = p
    const asked = p.query('scheme')
    const offered = [...new Set(p.house.schemes.filter((s) => s.levels.some(isOpen)).map(({ id }) => id))]
    const scheme = p.house.ports.schemes.find(offered.includes(asked) ? asked : (offered[0] ?? ''))
    const level = scheme?.levels.find(isOpen)
    if (!scheme || !level)
      return p.show({ title: t.title, current: '/apply' }, <Title title={t.title} lead={t.noScheme} />)
    return p.show(
      { title: t.title, description: t.lead, current: '/apply' },
      <>
        <Title eyebrow={p.say(scheme.name)} title={t.title} lead={t.lead} />
        {scheme.illustrative && (
          <Notice tone="wait">
            <p>{p.say(scheme.notice)}</p>
          </Notice>
        )}
        <Section title={t.steps.title}>
          <Steps steps={t.steps.items} />
        </Section>
        <Section title={t.need.title} note={t.need.note}>
          <ul class="list">
            {t.need.items.map((item) => (
              <li>{item}</li>
            ))}
          </ul>
        </Section>
        <Section title={t.time.title}>
          <Facts
            items={[
              { term: t.time.writing, detail: t.time.writingDetail },
              { term: t.time.body, detail: t.time.bodyDetail(standardPeriod) },
              { term: t.time.validity, detail: t.time.validityDetail(level.validityMonths) },
            ]}
          />
        </Section>
        <Fees p={p} level={level} />
        <Section title={t.language.title}>
          <p>{t.language.text}</p>
        </Section>
        <Start p={p} scheme={scheme} />
        <Others p={p} schemes={offered.filter((id) => id !== scheme.id)} />
      </>,
    )
  },
})

/** The fee as far as it is known from the answers: the one that applies today. */
export const feeToday = (
  p: { readonly now: string },
  level: Level,
  facts: Readonly<Record<string, string | boolean>>,
) => feeOn(level, facts, dateInJapan(p.now))
