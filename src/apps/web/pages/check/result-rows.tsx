import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { answerText } from '../../../../core/procurement/answer.ts'
import { type Finding, tell } from '../../../../core/procurement/reason.ts'
import { candidateText, notYetText } from '../../../../core/procurement/record/record-texts.ts'
import type { Name, ReportRow, RowLabel } from '../../../../core/procurement/report.ts'
import type { PageContext } from '../../page.tsx'
import { writeDate, writeNumber } from '../../parts/dates.ts'
import { StandingMark, VerdictChip } from '../../parts/mark.tsx'
import { Tag } from '../../parts/notice.tsx'
import { Table } from '../../parts/table.tsx'
import { en, ja } from './result.texts.ts'
import { again } from './result-form.tsx'

interface Props {
  readonly p: PageContext<unknown>
  readonly row: ReportRow
}

/** Rows with their answers: what was asked, why, by which label, and what to do next. */
export const Rows = ({
  p,
  rows,
  caption,
}: {
  p: PageContext<unknown>
  rows: readonly ReportRow[]
  caption: string
}) => {
  const t = { ja, en }[p.lang]
  return (
    <Table
      caption={caption}
      rows={rows}
      columns={[
        { head: t.row, label: t.row, oneLine: true, cell: (row) => <RowNumbers row={row} p={p} /> },
        { head: t.device, rowHead: true, cell: (row) => <Device p={p} row={row} /> },
        {
          head: t.answer,
          label: t.answer,
          oneLine: true,
          cell: ({ answer }) => <VerdictChip verdict={answer}>{answerText[answer][p.lang]}</VerdictChip>,
        },
        { head: t.reason, label: t.reason, cell: (row) => <Reason p={p} row={row} /> },
        { head: t.label, label: t.systems.label, cell: (row) => <LabelOf p={p} label={row.label} /> },
        { head: t.next, label: t.next, cell: (row) => <Next p={p} row={row} /> },
      ]}
    />
  )
}

const shownNumbers = 6

const RowNumbers = ({ p, row: { rows } }: Props) => (
  <>
    {rows.slice(0, shownNumbers).join(p.lang === 'ja' ? '、' : ', ')}
    {rows.length > shownNumbers &&
      (p.lang === 'ja' ? ` ほか${rows.length - shownNumbers}行` : ` and ${rows.length - shownNumbers} more`)}
  </>
)

const Device = ({ p, row: { asked, quantity, match } }: Props) => {
  const t = { ja, en }[p.lang]
  const name = asked.model ?? asked.label ?? asked.gtin ?? asked.maker ?? '–'
  const rest = [
    asked.model !== undefined ? asked.maker : undefined,
    asked.model !== undefined ? asked.label : undefined,
    asked.scheme === undefined ? undefined : [asked.scheme, asked.level].filter(Boolean).join(' '),
    asked.role === undefined ? undefined : `${t.role}${asked.role}`,
    quantity === undefined ? asked.quantity : t.quantity(writeNumber(quantity)),
  ].filter((cell) => cell !== undefined)
  return (
    <span class="cell">
      {name}
      {rest.map((cell) => (
        <span class="block sm mut light">{cell}</span>
      ))}
      {match === 'chosen' && <Tag tone="accent">{t.chosen}</Tag>}
    </span>
  )
}

const first = ({ findings, code }: ReportRow): Finding =>
  findings.find((finding) => finding.code === code) ?? findings[0]!

const Reason = ({ p, row }: Props) => {
  const t = { ja, en }[p.lang]
  const main = first(row)
  return (
    <>
      {p.say(tell(main).words)}
      <code class="block sm mut mono">{row.code}</code>
      {row.findings
        .filter((finding) => finding !== main)
        .map((finding) => (
          <span class="block sm">
            {t.also}
            {p.say(tell(finding).words)} <code class="mut mono">{finding.code}</code>
          </span>
        ))}
    </>
  )
}

const named = (name: Name, lang: 'ja' | 'en') => (lang === 'en' ? (name.en ?? name.ja) : name.ja)

const LabelOf = ({ p, label }: { p: PageContext<unknown>; label: RowLabel | undefined }) => {
  const t = { ja, en }[p.lang]
  if (label === undefined) return <span class="mut">{t.noLabel}</span>
  const { number, standing } = label
  return (
    <span class="cell">
      {label.elsewhere ? (
        <>
          {number} <Tag>{t.elsewhere}</Tag>
        </>
      ) : (
        <a class="nw" href={`/l/${number}?lang=${p.lang}`}>
          {writeLabelId(number)}
        </a>
      )}
      <span class="block sm">
        <span class="nw">{p.say(label.levelName)}</span>
        {label.assessor && (
          <span class="nw">
            {p.lang === 'ja' ? `（${t.assessor[label.assessor]}）` : ` (${t.assessor[label.assessor]})`}
          </span>
        )}
      </span>
      <span class="block sm">
        {standing === undefined ? (
          <span class="mut">{notYetText[p.lang]}</span>
        ) : (
          <StandingMark code={standing} lang={p.lang} />
        )}{' '}
        <span class="nw">{label.lastDay === undefined ? t.noEnd : t.until(writeDate(label.lastDay, p.lang))}</span>
      </span>
      <span class="block sm mut no-print">
        {named(label.maker, p.lang)}
        {label.sample && (
          <>
            {' '}
            <Tag tone="wait">{t.sample}</Tag>
          </>
        )}
      </span>
    </span>
  )
}

const Next = ({ p, row }: Props) => {
  const t = { ja, en }[p.lang]
  const { candidates, rows } = row
  return (
    <>
      {p.say(tell(first(row)).next)}
      {candidates !== undefined && candidates.shown.length > 0 && (
        <fieldset class="candidates no-print">
          <legend class="sm">
            {t.candidates}
            <span class="light mut">
              {p.lang === 'ja' ? `（${candidateText[candidates.why].ja}）` : ` (${candidateText[candidates.why].en})`}
            </span>
          </legend>
          <input type="hidden" form={again} name={`rows-${row.row}`} value={rows.join(',')} />
          {[...new Map(candidates.shown.map((one) => [one.label, one])).values()].map((one) => (
            <label class="opt">
              <input type="radio" form={again} name={`choice-${row.row}`} value={one.label} />
              <span class="cell">
                {one.model}　{named(one.maker, p.lang)}
                <span class="block sm mut">
                  {writeLabelId(one.label)}　{p.say(one.levelName)}
                </span>
              </span>
            </label>
          ))}
          <label class="opt">
            <input type="radio" form={again} name={`choice-${row.row}`} value="" checked />
            <span>{t.noneOfThem}</span>
          </label>
          {candidates.total > candidates.shown.length && (
            <p class="sm mut">{t.moreCandidates(candidates.total - candidates.shown.length)}</p>
          )}
        </fieldset>
      )}
    </>
  )
}
