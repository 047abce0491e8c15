import { type Answer, answers, answerText } from '../../../../../core/procurement/answer.ts'
import type { JobAnswer, JobSeen } from '../../../../../core/procurement/check-job.ts'
import type { RecordRow } from '../../../../../core/procurement/record/record-schema.ts'
import { bodyOfPieces } from '../../../../body-of-pieces.ts'
import { faultSummary } from '../../../../faults.ts'
import { definePage, one, type PageContext } from '../../../page.tsx'
import { Acts, Button, ButtonLink } from '../../../parts/button.tsx'
import { writeDate, writeMoment, writeNumber } from '../../../parts/dates.ts'
import { Facts } from '../../../parts/facts.tsx'
import { FaultNotice } from '../../../parts/fault-notice.tsx'
import { VerdictChip } from '../../../parts/mark.tsx'
import { Section, Title } from '../../../parts/section.tsx'
import { Table } from '../../../parts/table.tsx'
import { CountsPicture } from '../counts-picture.tsx'
import { en, ja } from './job.texts.ts'

type Context = PageContext<typeof ja>

// What fails is said first, what has to be asked next.
const order = ['does-not-meet', 'needs-checking', 'meets'] as const satisfies readonly Answer[]
const refreshSeconds = 3

/** A list that was left: how far it is, then what came of it. Whoever has the address opens it, and can delete it. */
export const jobPage = definePage({
  path: '/check/job/:token',
  texts: { ja, en },
  handler: async (p) => {
    p.c.header('cache-control', 'private, no-store')
    const job = await p.house.checks.jobs.see(p.param('token'))
    if (job === undefined) return p.refuse({ code: 'check-job-not-found' })
    return job.answer === undefined ? showWaiting(p, job) : showAnswer(p, job, job.answer)
  },
  post: async (p) => {
    p.c.header('cache-control', 'private, no-store')
    const form = await p.form()
    const gone = one(form, 'do') === 'delete' && (await p.house.checks.jobs.remove(p.param('token')))
    if (!gone) return p.refuse({ code: 'check-job-not-found' })
    return p.show(
      { title: p.t.removed, current: '/check', noIndex: true, canonical: '/check/job' },
      <Title eyebrow={p.t.eyebrow} title={p.t.removed} lead={p.t.removedLead}>
        <Acts>
          <ButtonLink href={p.href('/check')} look="second">
            {p.t.again}
          </ButtonLink>
        </Acts>
      </Title>,
    )
  },
})

const types = { csv: 'text/csv', json: 'application/json' } as const

/** The answers of a job as a file. */
export const jobFilePage = definePage({
  path: '/check/job/:token/result',
  texts: { ja, en },
  handler: async (p) => {
    p.c.header('cache-control', 'private, no-store')
    const form = p.query('as') === 'json' ? 'json' : 'csv'
    const job = await p.house.checks.jobs.see(p.param('token'))
    if (job === undefined) return p.refuse({ code: 'check-job-not-found' })
    const pieces = await p.house.checks.jobs.result(p.param('token'), form)
    if (pieces === undefined) return p.refuse({ code: 'check-job-not-done' })
    return p.c.body(bodyOfPieces(pieces), 200, {
      'content-type': `${types[form]}; charset=utf-8`,
      'content-disposition': `attachment; filename="check-${job.wish.asOf}.${form}"`,
    })
  },
})

function showWaiting(p: Context, job: JobSeen): Response {
  const { t } = p
  const { state, rowsDone, rowsTotal, secondsWorking = 0, fault } = job
  const under = fault === undefined
  const still = p.query('refresh') === 'off'
  // Told to the browser by a header: it needs no script, and can be turned off.
  if (under && !still) p.c.header('refresh', String(refreshSeconds))
  const here = p.href(`/check/job/${p.param('token')}`)
  const total = rowsTotal === undefined ? undefined : Math.max(rowsTotal, rowsDone)
  const left = total === undefined || rowsDone === 0 ? undefined : (secondsWorking / rowsDone) * (total - rowsDone)
  return p.show(
    { title: `${t.tab[state]}｜${t.title}`, current: '/check', noIndex: true },
    <>
      <Title eyebrow={t.eyebrow} title={t.state[state]} />
      {fault !== undefined && (
        <>
          <FaultNotice summary={faultSummary(fault, p.lang)} codeWord={p.frame.faultCode} />
          <p class="below">
            <a href={p.href('/check/job')}>{t.again}</a>
          </p>
        </>
      )}
      {under && (
        <div class="job-progress flow">
          <progress max={total ?? 1} value={state === 'working' ? rowsDone : 0} aria-label={t.progress} />
          <p>
            {state === 'waiting' ? (
              t.ahead(job.ahead)
            ) : (
              <>
                <strong>
                  {total === undefined
                    ? t.rowsOnly(writeNumber(rowsDone))
                    : t.rows(writeNumber(rowsDone), writeNumber(total))}
                </strong>{' '}
                {left !== undefined && <span class="nw">{t.left(left)}</span>}
              </>
            )}
          </p>
          <p class="sm mut">
            {still ? t.refreshesNot : t.refreshes}{' '}
            <a href={still ? here : `${here}?refresh=off`}>{still ? t.go : t.stop}</a>
            {still && (
              <>
                <span aria-hidden="true"> ／ </span>
                <a href={`${here}?refresh=off`}>{t.now}</a>
              </>
            )}
          </p>
          <p class="sm">
            {t.keepAddress} {t.until(writeMoment(job.expiresAt, p.lang))}
          </p>
        </div>
      )}
      <Remove
        p={p}
        note={under ? t.cancelNote : t.removeNote(writeMoment(job.expiresAt, p.lang))}
        word={under ? t.cancel : t.remove}
      />
    </>,
  )
}

function showAnswer(p: Context, job: JobSeen, answer: JobAnswer): Response {
  const { t } = p
  const { counts, basis } = answer
  const n = (one: Answer) => writeNumber(counts.answers[one])
  const lines = writeNumber(counts.lines)
  const file = (form: string) => `${p.href(`/check/job/${p.param('token')}/result`)}?as=${form}`
  return p.show(
    { title: `${t.tab.done}｜${t.resultTitle(lines)}`, current: '/check', noIndex: true },
    <>
      <Title eyebrow={t.eyebrow} title={t.resultTitle(lines)} />
      <div class="check-counts job-counts">
        {order.map((one) => (
          <p>
            <VerdictChip verdict={one}>{answerText[one][p.lang]}</VerdictChip>
            <strong>{n(one)}</strong>
          </p>
        ))}
      </div>
      <CountsPicture
        counts={counts.answers}
        order={order}
        words={t.picture(lines, n('does-not-meet'), n('needs-checking'), n('meets'))}
      />
      <div class="after-counts no-print">
        <Acts>
          <ButtonLink href={file('csv')}>{t.csv}</ButtonLink>
          <ButtonLink href={file('json')} look="second">
            {t.json}
          </ButtonLink>
        </Acts>
        <p class="sm mut">
          {t.filesNote} {t.until(writeMoment(job.expiresAt, p.lang))}
        </p>
      </div>
      <Section title={t.basis}>
        <Facts
          items={[
            {
              term: t.policy,
              detail: (
                <>
                  <strong>{p.say(answer.title)}</strong>{' '}
                  <span class="sm mut nw">
                    {basis.against.id}　{t.version(basis.against.version)}
                  </span>
                </>
              ),
            },
            { term: t.asOf, detail: writeDate(basis.as_of, p.lang, { weekday: true }) },
            basis.delivery !== undefined && {
              term: t.delivery,
              detail: writeDate(basis.delivery, p.lang, { weekday: true }),
            },
            basis.contract_end !== undefined && {
              term: t.contract_end,
              detail: writeDate(basis.contract_end, p.lang, { weekday: true }),
            },
            {
              term: t.register,
              detail: (
                <>
                  {writeMoment(basis.register.taken_at, p.lang)}{' '}
                  <code class="block sm mut mono long">{basis.register.digest}</code>
                </>
              ),
            },
            {
              term: t.columns,
              detail: (
                <>
                  {answer.read.columns
                    .map(([field, name]) => `${p.say(field)} = ${name}`)
                    .join(p.lang === 'ja' ? '、' : ', ')}
                  {answer.read.notices.map((notice) => (
                    <span class="block sm wait">{p.say(notice)}</span>
                  ))}
                  {answer.emptyRows > 0 && <span class="block sm">{t.empty(writeNumber(answer.emptyRows))}</span>}
                </>
              ),
            },
          ]}
        />
      </Section>
      {answer.systems !== undefined && (
        <Section title={t.systems} note={t.systemsNote}>
          <Table
            caption={t.systems}
            rows={answer.systems.slice(0, 100)}
            columns={[
              { head: t.system, rowHead: true, cell: (one) => one.name ?? t.unnamed },
              {
                head: answerTextHead[p.lang],
                cell: (one) => <VerdictChip verdict={one.answer}>{answerText[one.answer][p.lang]}</VerdictChip>,
              },
            ]}
          />
        </Section>
      )}
      {order
        .filter((one) => one !== 'meets')
        .map((one) => (
          <FirstRows p={p} of={one} rows={answer.first.filter((row) => row.answer === one)} all={counts.answers[one]} />
        ))}
      {counts.answers.meets === counts.lines && <p class="below">{t.none}</p>}
      <Remove p={p} note={t.removeNote(writeMoment(job.expiresAt, p.lang))} word={t.remove} />
    </>,
  )
}

const answerTextHead = { ja: '判定', en: 'Answer' } as const

const FirstRows = ({ p, of, rows, all }: { p: Context; of: Answer; rows: readonly RecordRow[]; all: number }) => {
  const { t } = p
  if (rows.length === 0) return null
  return (
    <Section title={t.first[of]} note={t.firstNote(writeNumber(rows.length), writeNumber(all))}>
      <Table
        caption={t.first[of]}
        rows={rows}
        columns={[
          { head: t.row, cell: (row) => row.row, label: t.row, oneLine: true },
          {
            head: t.what,
            rowHead: true,
            cell: ({ asked }) => (
              <span class="cell">
                {[asked['maker'], asked['model'] ?? asked['label'] ?? asked['gtin']].filter((cell) => cell).join(' ')}
              </span>
            ),
          },
          {
            head: t.why,
            cell: (row) => (
              <>
                {p.say(row.words)} <span class="block sm mut">{p.say(row.next)}</span>
                <span class="sm mut mono">{row.code}</span>
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}

const Remove = ({ p, note, word }: { p: Context; note: string; word: string }) => (
  <Section title={p.t.removeTitle} note={note}>
    <form method="post" action={p.href(`/check/job/${p.param('token')}`)}>
      <input type="hidden" name="do" value="delete" />
      <Button look="danger">{word}</Button>
    </form>
  </Section>
)

// The compiler counts the answers: a new one needs a place in the order above.
void (answers satisfies readonly (typeof order)[number][])
