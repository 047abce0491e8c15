import type { CaseEvent } from '../../../../casework/events.ts'
import { type InputInvalid, writeFieldFault } from '../../../../casework/fields.ts'
import type { ActName } from '../../../../casework/lifecycle.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { faultSummary } from '../../../faults.ts'
import type { PageContext } from '../../page.tsx'
import { writeMoment } from '../../parts/dates.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { ErrorSummary, type Problems } from '../../parts/form.tsx'
import { actText } from './act-text.ts'

const words = {
  ja: {
    since: 'その間に行われたこと',
    kept: '入力した内容は、下に残してあります。確かめてから、もう一度送ってください。',
  },
  en: { since: 'What happened in the meantime', kept: 'What you entered is kept below. Check it and send it again.' },
}

/** Which field of a page a part of the act's form is typed in, where the names differ. */
export type FieldNames = Readonly<Record<string, string>>

/** What to write at the fields of a form that was refused. */
export function problemsIn(p: PageContext<unknown>, fault: Fault | undefined, names: FieldNames = {}): Problems {
  if (fault === undefined) return {}
  if (fault.code === 'input-invalid')
    return Object.fromEntries(
      (fault as InputInvalid).fields.map((f) => [names[f.path] ?? f.path, p.say(writeFieldFault(f))]),
    )
  const field = names[fault.code]
  return field === undefined ? {} : { [field]: faultSummary(told(fault), p.lang).what }
}

// A refusal names an act by its code; people read its name.
const told = (fault: Fault): Fault => {
  const name = (fault as { act?: unknown }).act
  return typeof name === 'string' && name in actText ? ({ ...fault, act: actText[name as ActName] } as Fault) : fault
}

/** A refusal at the head of a page: with fields it leads there; after a stale tab it tells what changed meanwhile. */
export const Refusal = ({
  p,
  fault,
  problems = {},
  events = [],
  nameOf = (person) => person,
}: {
  p: PageContext<unknown>
  fault: Fault | undefined
  problems?: Problems
  events?: readonly CaseEvent[]
  nameOf?: (person: string) => string
}) => {
  if (fault === undefined) return null
  const summary = faultSummary(told(fault), p.lang)
  const count = Object.keys(problems).length
  if (count > 0)
    return (
      <ErrorSummary title={p.frame.problems(count)} problems={problems}>
        {fault.code !== 'input-invalid' && (
          <>
            <p>{summary.why}</p>
            <p>{summary.next}</p>
          </>
        )}
      </ErrorSummary>
    )
  const seen = fault.code === 'stale-case' ? ((fault as { seen?: number }).seen ?? 0) : undefined
  const t = words[p.lang]
  return (
    <>
      <FaultNotice summary={summary} codeWord={p.frame.faultCode} />
      {seen !== undefined && (
        <div class="note wait meantime">
          <p class="strong">{t.since}</p>
          <ul class="list">
            {events
              .filter((event) => event.seq > seen)
              .map((event) => (
                <li>
                  {writeMoment(event.at, p.lang)}　{nameOf(event.person)}　{p.say(actText[event.act])}
                </li>
              ))}
          </ul>
          <p>{t.kept}</p>
        </div>
      )}
    </>
  )
}
