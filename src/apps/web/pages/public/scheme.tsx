import type { Fee, OperatedScheme } from '../../../../core/scheme/scheme.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Capsules } from '../../parts/capsules.tsx'
import { writeDate, writeNumber } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Code, Name } from '../../parts/text.tsx'
import { Known } from './provenance.tsx'
import { en, ja } from './schemes.texts.ts'

type Context = PageContext<typeof ja>

/** That this is not the scheme's own publication: first on every page about it. */
export const Unofficial = ({ p, scheme }: { p: Context; scheme: OperatedScheme }) => (
  <Notice title={p.t.unofficial}>
    <p class="sm">
      {p.say(scheme.notice)} <a href={scheme.officialUrl}>{p.t.official}</a>
    </p>
  </Notice>
)

/** A scheme: who runs it, its levels, fees and reasons. */
export const schemePage = definePage({
  path: '/schemes/:scheme',
  texts: { ja, en },
  handler: (p) => {
    const { t } = p
    const id = p.param('scheme')
    const scheme = p.house.ports.schemes.find(id)
    if (!scheme) return p.refuse({ code: 'scheme-not-found', scheme: id.slice(0, 40) })
    return p.show(
      {
        title: p.say(scheme.name),
        current: '/schemes',
        crumbs: [{ href: p.href('/schemes'), text: t.crumb }],
      },
      <>
        <Title title={<Name text={p.say(scheme.name)} />} />
        <Unofficial p={p} scheme={scheme} />
        <div class="gap">
          <Levels p={p} scheme={scheme} />
          <Section title={t.facts.title}>
            <Facts
              items={[
                { term: t.facts.owner, detail: p.say(scheme.owner) },
                { term: t.facts.operator, detail: p.say(scheme.operator) },
                { term: t.facts.legal, detail: p.say(scheme.legalNature) },
                {
                  term: t.facts.edition,
                  detail: (
                    <>
                      {p.say(scheme.edition.title)}
                      <br />
                      <span class="sm mut">
                        <Code>{scheme.edition.documentNumber}</Code>
                      </span>
                    </>
                  ),
                },
              ]}
            />
          </Section>
          <Fees p={p} scheme={scheme} />
          <Reasons p={p} scheme={scheme} />
        </div>
      </>,
    )
  },
})

const Levels = ({ p, scheme }: { p: Context; scheme: OperatedScheme }) => {
  const t = p.t.levels
  return (
    <Section title={t.title} note={t.note}>
      <Table
        caption={t.title}
        rows={scheme.levels}
        columns={[
          {
            head: t.level,
            rowHead: true,
            cell: (level) => (
              <>
                <Capsules rank={level.rank} of={level.of} />
                <a href={p.href(`/schemes/${scheme.id}/${level.code}`)}>{t.name(level.code, level.symbol)}</a>
                <br />
                <span class="sm mut plain">{p.say(level.name)}</span>
              </>
            ),
          },
          { head: t.who, label: t.who, cell: (level) => t.assessor[level.assessor] },
          { head: t.status, label: t.status, cell: (level) => t.statuses[level.status] },
          {
            head: t.criteria,
            label: t.criteria,
            cell: (level) => (level.criteria.length === 0 ? t.none : t.items(level.criteria.length)),
          },
          { head: t.validity, label: t.validity, cell: (level) => t.months(level.validityMonths) },
        ]}
      />
    </Section>
  )
}

const Fees = ({ p, scheme }: { p: Context; scheme: OperatedScheme }) => {
  const t = p.t.fees
  const when = (fee: Fee) =>
    [fee.from && t.from(writeDate(fee.from, p.lang)), fee.until && t.until(writeDate(fee.until, p.lang))]
      .filter(Boolean)
      .join(p.lang === 'en' ? ' ' : '') || t.always
  const fees = scheme.levels.flatMap((level) => level.fees.map((fee) => ({ level, fee })))
  return (
    <Section title={t.title} note={t.note}>
      {fees.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <Table
          caption={t.title}
          rows={fees}
          columns={[
            { head: t.name, rowHead: true, cell: ({ level, fee }) => `${level.symbol} ${p.say(fee.name)}` },
            {
              head: t.amount,
              label: t.amount,
              number: true,
              cell: ({ fee }) =>
                fee.currency === 'JPY' && p.lang === 'ja'
                  ? `${writeNumber(fee.amount)}円`
                  : `${fee.currency} ${writeNumber(fee.amount)}`,
            },
            { head: t.period, label: t.period, cell: ({ fee }) => when(fee) },
            { head: t.known, label: t.known, cell: ({ fee }) => <Known p={p} provenance={fee.provenance} /> },
          ]}
        />
      )}
    </Section>
  )
}

const Reasons = ({ p, scheme }: { p: Context; scheme: OperatedScheme }) => {
  const t = p.t.reasons
  return (
    <Section title={t.title} note={t.note}>
      <Table
        caption={t.title}
        rows={scheme.reasons}
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
