import type { CaseSummary } from '../../../../casework/case.ts'
import { brokenLink, type CaseEvent } from '../../../../casework/events.ts'
import { type ActName, acts } from '../../../../casework/lifecycle.ts'
import type { DeskContext } from '../../page.tsx'
import { Button } from '../../parts/button.tsx'
import { writeMoment } from '../../parts/dates.ts'
import { Select, TextField } from '../../parts/form.tsx'
import { Table } from '../../parts/table.tsx'
import { actText } from './act-text.ts'
import type { en, ja } from './record.texts.ts'

export type RecordContext = DeskContext<typeof ja | typeof en>

/** One thing that was done, as the record lists it. */
export interface RecordLine {
  readonly caseId: string
  readonly number: string
  readonly product: string
  readonly event: CaseEvent
  readonly name: string
}

/** The events of one case with the words to list them by. */
export const linesOf = (
  events: readonly CaseEvent[],
  summary: Pick<CaseSummary, 'id' | 'number' | 'productName'>,
  nameOf: (person: string) => string,
): readonly RecordLine[] =>
  events.map((event) => ({
    caseId: summary.id,
    number: summary.number,
    product: summary.productName,
    event,
    name: nameOf(event.person),
  }))

/** What the filter of the address asks for. */
export function filtered(p: DeskContext<unknown>, lines: readonly RecordLine[]): readonly RecordLine[] {
  const [act, person] = [p.query('act'), p.query('person')]
  return lines.filter(({ event }) => (act === '' || event.act === act) && (person === '' || event.person === person))
}

/**
 * A record as a file. What an applicant tried out before the first declaration is nobody's business: such an entry keeps its
 * place and its digest in the chain, and says that its content is withheld.
 */
export function exported(events: readonly CaseEvent[], nameOf: (person: string) => string) {
  const declared = events.findIndex((event) => event.act === 'declare')
  return {
    chain: brokenLink(events) === undefined ? 'unbroken' : `broken at ${brokenLink(events)}`,
    events: events.map((event, i) => {
      const { data, ...rest } = event
      const secret = declared === -1 || i < declared
      return { ...rest, name: nameOf(event.person), ...(secret ? { withheld: true } : { data }) }
    }),
  }
}

/** Which acts and whom to show; plain links, no script. */
export const RecordFilter = ({
  p,
  lines,
  action,
  search,
}: {
  p: RecordContext
  lines: readonly RecordLine[]
  action: string
  search?: boolean
}) => {
  const { t } = p
  const used = new Set(lines.map((line) => line.event.act))
  const people = new Map(lines.map((line) => [line.event.person, line.name]))
  const errorWord = p.frame.errorPrefix
  return (
    <form action={action} class="recordfilter" aria-label={t.filter}>
      {search && <TextField name="q" type="search" label={t.q} value={p.query('q')} errorWord={errorWord} />}
      <Select
        name="act"
        label={t.act}
        chosen={p.query('act')}
        options={[
          { value: '', text: t.anyAct },
          ...acts.filter((name) => used.has(name)).map((name) => ({ value: name, text: p.say(actText[name]) })),
        ]}
        errorWord={errorWord}
      />
      <Select
        name="person"
        label={t.person}
        chosen={p.query('person')}
        options={[{ value: '', text: t.anyone }, ...[...people].map(([value, text]) => ({ value, text }))]}
        errorWord={errorWord}
      />
      <Button look="second" small>
        {t.show}
      </Button>
      {p.url.search !== '' && <a href={action}>{t.clear}</a>}
    </form>
  )
}

/** The list itself: when, what, who, and the first characters of the digest that links it to the next. */
export const RecordTable = ({
  p,
  lines,
  withCase,
}: {
  p: RecordContext
  lines: readonly RecordLine[]
  withCase?: boolean
}) => {
  const { t } = p
  if (lines.length === 0) return <p class="empty">{t.empty}</p>
  return (
    <Table
      caption={t.caption}
      dense
      rows={lines}
      columns={[
        { head: t.at, label: t.at, oneLine: true, cell: ({ event }) => writeMoment(event.at, p.lang) },
        ...(withCase
          ? [
              {
                head: t.case,
                label: t.case,
                cell: (line: RecordLine) => (
                  <>
                    <a href={p.href(`/desk/cases/${line.caseId}/record`)} class="mono">
                      {line.number}
                    </a>{' '}
                    <span lang="ja">{line.product}</span>
                  </>
                ),
              },
            ]
          : []),
        { head: t.act, rowHead: true, cell: ({ event }) => p.say(actText[event.act as ActName]) },
        { head: t.person, label: t.person, oneLine: true, cell: (line) => line.name },
        { head: t.seq, label: t.seq, number: true, cell: ({ event }) => event.seq },
        {
          head: t.digest,
          label: t.digest,
          oneLine: true,
          cell: ({ event }) => <span class="mono">{event.digest.slice(7, 19)}…</span>,
        },
      ]}
    />
  )
}
