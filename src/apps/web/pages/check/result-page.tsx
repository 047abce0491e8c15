import { digestOf } from '../../../../core/kernel/digest.ts'
import { type Answer, answers, answerText } from '../../../../core/procurement/answer.ts'
import { importanceText } from '../../../../core/procurement/demand.ts'
import { type Columns, nameOf } from '../../../../core/procurement/lists/columns.ts'
import { fields, fieldText } from '../../../../core/procurement/lists/fields.ts'
import type { Delimiter } from '../../../../core/procurement/lists/list-row.ts'
import { encodingText } from '../../../../core/procurement/lists/notices.ts'
import { reasonCodes } from '../../../../core/procurement/reason.ts'
import { recordJson } from '../../../../core/procurement/record/record-json.ts'
import type { ReportRow } from '../../../../core/procurement/report.ts'
import type { PageContext } from '../../page.tsx'
import { Acts } from '../../parts/button.tsx'
import { writeDate, writeMoment, writeNumber } from '../../parts/dates.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { VerdictChip } from '../../parts/mark.tsx'
import { Section } from '../../parts/section.tsx'
import { Rich } from '../../parts/text.tsx'
import { KeepRecord } from '../watch/keep-record.tsx'
import type { Answered, Asked } from './ask-check.ts'
import { CountsPicture } from './counts-picture.tsx'
import { en as localEn, ja as localJa } from './local/local.texts.ts'
import type { Place } from './place.ts'
import { en, ja } from './result.texts.ts'
import { AgainButton, again, Carried, ColumnsTable } from './result-form.tsx'
import { Rows } from './result-rows.tsx'
import { Systems } from './result-systems.tsx'
import type { OpenedList } from './taken-list.ts'
import type { Seen, Wish } from './wish.ts'

/** Everything an answer is shown from. */
export interface ShownResult {
  readonly wish: Wish
  readonly seen: Seen
  readonly asked: Asked
  readonly list: OpenedList
  readonly columns: Columns
  readonly emptyRows: number
  readonly chosen: ReadonlyMap<number, string>
  readonly report: Answered
  readonly place: Place
}

interface Props {
  readonly p: PageContext<unknown>
  readonly shown: ShownResult
}

// What fails is said first, what has to be asked next, what meets last.
const order = ['does-not-meet', 'needs-checking', 'meets'] as const satisfies readonly Answer[]

/** The page of an answer; printed, it is the record for the file. */
export function showResult(p: PageContext<unknown>, shown: ShownResult): Response {
  const t = { ja, en }[p.lang]
  const { report, wish, list, columns, chosen } = shown
  const { lines, rows, answers: given } = report.counts
  const n = (answer: Answer) => writeNumber(given[answer])
  return p.show(
    {
      title: t.tab(writeNumber(lines), n('meets'), n('does-not-meet'), n('needs-checking')),
      current: '/check',
      noIndex: true,
      sentBy: again,
    },
    <>
      <div class="title">
        <p class="eyebrow no-print">{t.eyebrow}</p>
        <p class="eyebrow print">{t.record}</p>
        <h1>{t.title(writeNumber(lines))}</h1>
        {rows < lines && <p class="mut sm">{t.merged}</p>}
      </div>
      <Carried p={p} wish={wish} list={list} columns={columns} chosen={chosen} />
      <div class="check-counts">
        {order.map((answer) => (
          <p>
            <VerdictChip verdict={answer}>{answerText[answer][p.lang]}</VerdictChip>
            <strong>{n(answer)}</strong>
          </p>
        ))}
      </div>
      <CountsPicture
        counts={given}
        order={order}
        words={t.picture(writeNumber(lines), n('does-not-meet'), n('needs-checking'), n('meets'))}
      />
      <div class="no-print after-counts">
        <Acts>
          <AgainButton look="first" name="do" value="csv">
            {t.csv}
          </AgainButton>
          <AgainButton name="do" value="json">
            {t.json}
          </AgainButton>
          <AgainButton to={p.href('/check')}>{t.edit}</AgainButton>
        </Acts>
        <p class="sm mut">{t.print}</p>
      </div>
      {shown.place === 'server' && (
        <KeepRecord p={p} watchable={report.rows.some(({ label }) => label?.elsewhere === false)} />
      )}
      <Premises p={p} shown={shown} />
      {report.systems && <Systems p={p} systems={report.systems} rows={report.rows} />}
      <Answers p={p} shown={shown} />
      <section class="check-part no-print">
        <Disclosure summary={t.columns.title} open={unsure(list, columns)}>
          <ColumnsTable p={p} list={list} columns={columns} />
          <Acts>
            <AgainButton>{t.columns.apply}</AgainButton>
          </Acts>
        </Disclosure>
      </section>
      <RecordFoot p={p} shown={shown} />
    </>,
  )
}

/** Whether somebody should look at how the columns were read. */
const unsure = ({ guess }: OpenedList, columns: Columns): boolean =>
  guess.columns.some(({ index, field, sure }) => field !== undefined && sure === 'unsure' && columns[field] === index)

const delimiterText: Record<Delimiter, string> = { '\t': 'TSV', ',': 'CSV', ';': 'CSV (;)', none: 'TXT' }

const Premises = ({ p, shown }: Props) => {
  const t = { ja, en }[p.lang].basis
  const { asked, list, columns, report, emptyRows } = shown
  const { against, importance } = asked
  const { asOf, delivery, contractEnd, register } = report.basis
  const { source, notices } = list
  const read = [
    source.format === 'xlsx' ? 'XLSX' : delimiterText[source.delimiter ?? 'none'],
    ...(source.encoding === undefined ? [] : [p.say(encodingText[source.encoding])]),
    ...(source.sheet === undefined ? [] : [t.sheet(source.sheet)]),
    t.rows(writeNumber(report.counts.lines)),
  ]
  const day = (date: string) => writeDate(date, p.lang, { weekday: true })
  return (
    <Section
      title={t.title}
      note={
        <span class="no-print">
          <Rich text={shown.place === 'browser' ? { ja: localJa, en: localEn }[p.lang].basisNote : t.note} />
        </span>
      }
    >
      <Facts
        items={[
          {
            term: t.policy,
            detail: (
              <>
                <strong>{p.say(against.title)}</strong>{' '}
                <span class="sm mut nw">
                  {against.id}　{t.version(against.version)}
                </span>
                {against.caution && <span class="block sm no-print">{p.say(against.caution)}</span>}
              </>
            ),
          },
          importance !== undefined && { term: t.importance, detail: importanceText[importance][p.lang] },
          { term: t.asOf, detail: day(asOf) },
          delivery !== undefined && { term: t.delivery, detail: day(delivery) },
          contractEnd !== undefined && { term: t.contract_end, detail: day(contractEnd) },
          {
            term: t.register,
            detail: (
              <>
                {writeMoment(register.takenAt, p.lang)} <code class="block sm mut mono long">{register.digest}</code>
              </>
            ),
          },
          {
            term: t.list,
            detail: (
              <>
                {read.join(p.lang === 'ja' ? '、' : ', ')}
                <span class="block sm">
                  {fields
                    .flatMap((field) =>
                      columns[field] === undefined
                        ? []
                        : [`${fieldText[field][p.lang]} = ${nameOf(list.guess, columns[field])}`],
                    )
                    .join(p.lang === 'ja' ? '、' : ', ')}
                </span>
                {notices.map((notice) => (
                  <span class="block sm wait">{p.say(notice)}</span>
                ))}
                {emptyRows > 0 && <span class="block sm">{t.empty(emptyRows)}</span>}
              </>
            ),
          },
        ]}
      />
      {report.notAsked.map((what) => (
        <p class="sm mut">{t.notAsked[what]}</p>
      ))}
    </Section>
  )
}

const Answers = ({ p, shown: { report, seen, chosen } }: Props) => {
  const t = { ja, en }[p.lang]
  const wanted = report.rows.filter(
    ({ answer, code }) =>
      (seen.answer === undefined || answer === seen.answer) && (seen.code === undefined || code === seen.code),
  )
  const filtered = seen.answer !== undefined || seen.code !== undefined
  const count = (rows: readonly ReportRow[]) => rows.reduce((sum, row) => sum + row.rows.length, 0)
  const byAnswer = Map.groupBy(wanted, ({ answer }) => answer)
  const choosable = wanted.some(({ candidates }) => candidates !== undefined)
  return (
    <>
      <Filter p={p} report={report} seen={seen} />
      {filtered && <p role="status">{t.filter.shown(writeNumber(count(wanted)), writeNumber(report.counts.lines))}</p>}
      {wanted.length === 0 && <p>{t.filter.none}</p>}
      {!filtered && report.counts.answers.meets === report.counts.lines && <p class="lead">{t.allMeet}</p>}
      {order.map((answer) => {
        const rows = byAnswer.get(answer)
        if (rows === undefined) return null
        const n = writeNumber(count(rows))
        const caption = `${answerText[answer][p.lang]}　${t.count(n)}`
        // What cannot be read hides what it asks: it stands first.
        const sorted = rows.toSorted(
          (a, b) => Number(b.code === 'UNREADABLE') - Number(a.code === 'UNREADABLE') || a.row - b.row,
        )
        return answer === 'meets' ? (
          <section class="check-part answers no-print">
            <Disclosure summary={t.showMeets(n)} open={seen.answer === 'meets'}>
              <Rows p={p} rows={sorted} caption={caption} />
            </Disclosure>
          </section>
        ) : (
          <section class="check-part answers">
            <h2>{caption}</h2>
            <Rows p={p} rows={sorted} caption={caption} />
          </section>
        )
      })}
      {(choosable || chosen.size > 0) && (
        <div class="no-print below">
          <Acts>
            {choosable && <AgainButton look="first">{t.again}</AgainButton>}
            {chosen.size > 0 && (
              <AgainButton name="do" value="again">
                {t.clear}
              </AgainButton>
            )}
          </Acts>
        </div>
      )}
    </>
  )
}

const Filter = ({ p, report, seen }: { p: PageContext<unknown>; report: Answered; seen: Seen }) => {
  const t = { ja, en }[p.lang].filter
  const codes = reasonCodes.filter((code) => report.counts.codes[code] !== undefined)
  if (codes.length < 2) return null
  return (
    <section class="check-part no-print filter" aria-labelledby="filter">
      <h2 id="filter" class="vh">
        {t.title}
      </h2>
      <p>
        <label for="show">{t.answer}</label>
        <select id="show" name="show" form={again}>
          <option value="">{t.all}</option>
          {answers.map((answer) => (
            <option value={answer} selected={answer === seen.answer}>
              {answerText[answer][p.lang]} ({report.counts.answers[answer]})
            </option>
          ))}
        </select>
      </p>
      <p>
        <label for="code">{t.code}</label>
        <select id="code" name="code" form={again}>
          <option value="">{t.all}</option>
          {codes.map((code) => (
            <option value={code} selected={code === seen.code}>
              {code} ({report.counts.codes[code]})
            </option>
          ))}
        </select>
      </p>
      <AgainButton>{t.apply}</AgainButton>
    </section>
  )
}

/** The foot of the printed record: by what others can see that it is this result, and who signs. */
const RecordFoot = ({ p, shown: { report } }: Props) => {
  const t = { ja, en }[p.lang]
  const { made_at: _, ...result } = recordJson(report, p.now)
  return (
    <div class="record-foot">
      <dl>
        <div>
          <dt>{t.basis.digest}</dt>
          <dd class="mono long">{digestOf(result)}</dd>
        </div>
        <div>
          <dt>{t.basis.made}</dt>
          <dd>{writeMoment(p.now, p.lang)}</dd>
        </div>
      </dl>
      {report.counts.answers.meets > 0 && <p class="print">{t.printMeets(writeNumber(report.counts.answers.meets))}</p>}
      <p class="print signature">
        {t.signature.map((word) => (
          <span>{word}</span>
        ))}
      </p>
    </div>
  )
}
