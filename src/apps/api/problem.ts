import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Fault } from '../../core/kernel/fault.ts'
import { faultMessage } from '../faults.ts'
import { statusOf } from '../status-of.ts'

/** RFC 9457 problem details with the permanent code and both languages. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: { readonly ja: string; readonly en: string }
  readonly next: { readonly ja: string; readonly en: string }
  readonly fault: Fault
}

export function problemOf(fault: Fault): Problem {
  const text = faultMessage(fault)
  return {
    type: `urn:hoshirushi:fault:${fault.code}`,
    title: text.what.en,
    status: statusOf(fault),
    code: fault.code,
    detail: { ja: `${text.what.ja} ${text.why.ja}`.trim(), en: `${text.what.en} ${text.why.en}`.trim() },
    next: text.next,
    fault,
  }
}

/** Answers a request with the problem a fault amounts to. */
export function answerProblem(c: Context, fault: Fault): Response {
  const problem = problemOf(fault)
  c.header('Content-Type', 'application/problem+json; charset=utf-8')
  return c.body(JSON.stringify(problem), problem.status as ContentfulStatusCode)
}
