import type { ActRequest } from '../../../../casework/desk.ts'
import type { FieldFault, InputInvalid } from '../../../../casework/fields.ts'
import { writeFieldFault } from '../../../../casework/fields.ts'
import { type ActName, lifecycle } from '../../../../casework/lifecycle.ts'
import { digestOf } from '../../../../core/kernel/digest.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { faultSummary } from '../../../faults.ts'
import type { DeskContext, FormData } from '../../page.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { ErrorSummary, Hidden, type Problems } from '../../parts/form.tsx'

/** What a form that shows saved values carries along: the number seen, and the values seen. */
export const Seen = ({ seq, values }: { seq: number; values?: FormData }) => (
  <>
    <Hidden name="seenSeq" value={seq} />
    {values !== undefined && <Hidden name="seenValues" value={fingerprint(values)} />}
  </>
)

/** Tells whether the saved values are still those a form was filled from. */
export const fingerprint = (values: FormData): string => digestOf(values).slice(7, 31)

/** The sequence number a form was made from; a form without one is never fresh. */
export const seenSeq = (form: FormData): number => {
  const value = Number(form['seenSeq'])
  return Number.isSafeInteger(value) && value > 0 ? value : 0
}

const isInvalid = (fault: Fault): fault is InputInvalid => fault.code === 'input-invalid'

/** Where the faults of an act's form are told: path in the act's data → name of the form's field. */
export type FieldNames = Readonly<Record<string, string>>

const fieldOf = (fault: FieldFault, names: FieldNames): string => {
  const known = Object.keys(names)
    .filter((path) => fault.path === path || fault.path.startsWith(`${path}.`))
    .sort((a, b) => b.length - a.length)[0]
  return known === undefined ? fault.path : (names[known] ?? fault.path)
}

/** The sentences beside the fields of a refused form, in the order of the page; several faults of one field are one. */
export function problemsOf(p: DeskContext<unknown>, fault: Fault | undefined, names: FieldNames): Problems {
  if (fault === undefined || !isInvalid(fault)) return {}
  const found = new Map(fault.fields.map((f) => [fieldOf(f, names), p.say(writeFieldFault(f))]))
  const order = [...new Set(Object.values(names))]
  return Object.fromEntries([...found].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)))
}

/** The refusal at the head of a form: the list of its problems, or the fault in words. */
export const Refusal = ({
  p,
  fault,
  problems,
  labels = {},
}: {
  p: DeskContext<unknown>
  fault: Fault | undefined
  problems: Problems
  labels?: Readonly<Record<string, string>>
}) => {
  const found = Object.entries(problems)
  if (found.length > 0) {
    const named = found.map(([field, text]) => [field, labels[field] ? `${labels[field]}${colon(p)}${text}` : text])
    return <ErrorSummary title={p.frame.problems(found.length)} problems={Object.fromEntries(named)} />
  }
  if (fault === undefined) return null
  return <FaultNotice summary={faultSummary(fault, p.lang)} codeWord={p.frame.faultCode} />
}

export const colon = (p: { readonly lang: 'ja' | 'en' }): string => (p.lang === 'ja' ? '：' : ': ')

/** Whether the fault says that someone else was faster. */
export const isStale = (fault: Fault): fault is StaleFault => fault.code === 'stale-case'
export interface StaleFault extends Fault {
  readonly code: 'stale-case'
  readonly now: number
  readonly by: string
  readonly at: string
  readonly act: ActName
}

/** Who was faster, as a maker may know it: its own people by name, the body as a whole. */
export async function whoWasFaster(p: DeskContext<unknown>, fault: StaleFault): Promise<string> {
  const side = lifecycle.declaration.find((row) => row.act === fault.act)?.kind
  return side === 'maker' ? p.house.accounts.personName(fault.by) : p.say(p.house.operator.name)
}

/** A request to act on the case of this address. */
export const request = (p: DeskContext<unknown>, act: ActName, seq: number, data: unknown): ActRequest => ({
  act,
  caseId: p.param('id'),
  seenSeq: seq,
  data,
})
