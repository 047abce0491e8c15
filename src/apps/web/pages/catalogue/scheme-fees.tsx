import type { Language } from '../../../../core/kernel/text.ts'
import type { Fee } from '../../../../core/scheme/fee.ts'
import type { Scheme } from '../../../../core/scheme/scheme.ts'
import type { PageContext } from '../../page.tsx'
import { writeDate, writeNumber } from '../../parts/dates.ts'
import { Section } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Code } from '../../parts/text.tsx'
import { Known } from '../public/provenance.tsx'
import { en, ja } from '../public/schemes.texts.ts'

type P = PageContext<unknown>
const texts = { ja, en }

/** An amount of money as it is written in a language. */
export const feeAmount = (fee: Fee, lang: Language): string =>
  fee.currency === 'JPY' && lang === 'ja'
    ? `${writeNumber(fee.amount)}円`
    : `${fee.currency} ${writeNumber(fee.amount)}`

/** What a scheme costs, where that is published. */
export const Fees = ({ p, scheme }: { p: P; scheme: Scheme }) => {
  const t = texts[p.lang].fees
  const when = (fee: Fee) =>
    [fee.from && t.from(writeDate(fee.from, p.lang)), fee.until && t.until(writeDate(fee.until, p.lang))]
      .filter(Boolean)
      .join(p.lang === 'en' ? ' ' : '') || t.always
  const fees = scheme.levels.flatMap((level) => level.fees.map((fee) => ({ level, fee })))
  return (
    <Section title={t.title} note={fees.length > 1 ? t.note : undefined} id="fees">
      {fees.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <Table
          caption={t.title}
          rows={fees}
          columns={[
            { head: t.name, rowHead: true, cell: ({ level, fee }) => `${level.symbol} ${p.say(fee.name)}`.trim() },
            { head: t.amount, label: t.amount, number: true, cell: ({ fee }) => feeAmount(fee, p.lang) },
            { head: t.period, label: t.period, cell: ({ fee }) => when(fee) },
            { head: t.known, label: t.known, cell: ({ fee }) => <Known p={p} provenance={fee.provenance} /> },
          ]}
        />
      )}
    </Section>
  )
}

/** Why a label of a scheme that is run here may be suspended or withdrawn. */
export const Reasons = ({ p, scheme }: { p: P; scheme: Scheme }) => {
  const t = texts[p.lang].reasons
  if (scheme.operation === undefined) return null
  return (
    <Section title={t.title} note={t.note} id="reasons">
      <Table
        caption={t.title}
        rows={scheme.operation.reasons}
        columns={[
          { head: t.text, rowHead: true, cell: (reason) => <span class="plain">{p.say(reason.text)}</span> },
          {
            head: t.for,
            label: t.for,
            cell: (reason) => reason.for.map((e) => t.events[e]).join(p.lang === 'ja' ? '・' : ', '),
          },
          { head: t.code, label: t.code, cell: (reason) => <Code>{reason.code}</Code> },
        ]}
      />
    </Section>
  )
}
