import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Fault } from '../../core/kernel/fault.ts'
import { faultSummary } from '../faults.ts'
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
  const ja = faultSummary(fault, 'ja')
  const en = faultSummary(fault, 'en')
  return {
    type: `urn:hoshirushi:fault:${fault.code}`,
    title: en.what,
    status: statusOf(fault),
    code: fault.code,
    detail: { ja: `${ja.what}${ja.why}`, en: `${en.what} ${en.why}`.trim() },
    next: { ja: ja.next, en: en.next },
    fault,
  }
}

/** Answers a request with the problem a fault amounts to. */
export function answerProblem(c: Context, fault: Fault): Response {
  const problem = problemOf(fault)
  c.header('Content-Type', 'application/problem+json; charset=utf-8')
  return c.body(JSON.stringify(problem), problem.status as ContentfulStatusCode)
}
