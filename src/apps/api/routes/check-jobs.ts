import { z } from 'zod'
import { dateInJapan, isDate } from '../../../core/kernel/date.ts'
import type { Fault } from '../../../core/kernel/fault.ts'
import { ok, refuse } from '../../../core/kernel/result.ts'
import { openCheck } from '../../../core/procurement/check.ts'
import { type JobSeen, jobBounds, jobForms, jobStates } from '../../../core/procurement/check-job.ts'
import { choosePolicy } from '../../../core/procurement/choose-policy.ts'
import { jobLimits } from '../../../core/procurement/lists/limits.ts'
import { recordSchema } from '../../../core/procurement/record/record-schema.ts'
import { bodyOfPieces } from '../../body-of-pieces.ts'
import { takeBytes } from '../../check-upload.ts'
import { name } from '../asked.ts'
import { endpoint } from '../endpoint.ts'
import { problemOf } from '../problem.ts'
import { problem } from '../schemas.ts'

const day = z
  .string()
  .max(40)
  .refine(isDate)
  .meta({ description: 'A day in Japan, YYYY-MM-DD', examples: ['2027-03-31'] })

const id = name.meta({ description: 'The secret of the job: whoever has it opens and deletes it' })

const job = z
  .object({
    id: z.string(),
    state: z.enum(jobStates),
    created_at: z.string(),
    expires_at: z.string().meta({ description: 'Everything that is kept of it is deleted then' }),
    rows_done: z.int().min(0),
    rows_total: z.int().min(0).optional().meta({ description: 'About, until the list has been read' }),
    seconds_left: z.int().min(0).optional(),
    counts: recordSchema.shape.counts.optional().meta({ description: 'When it is done' }),
    problem: problem.optional().describe('Why the list could not be checked'),
  })
  .meta({ id: 'CheckJob' })

const lists = [
  'text/csv',
  'text/tab-separated-values',
  'text/plain',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const

/** Takes in a list that is too long for an answer at once. */
export const makeJob = endpoint({
  method: 'post',
  path: '/checks/jobs',
  tag: 'procurement',
  summary: `Leaves a list (CSV, TSV, text or XLSX, at most ${jobLimits.rows} rows and ${jobLimits.bytes / 1e6} MB) to be checked; it is kept encrypted until it has been checked, and its answers for ${jobBounds.hours} hours`,
  worksLong: true,
  upload: lists,
  query: z.object({
    policy: z
      .string()
      .min(1)
      .max(80)
      .meta({ description: 'A preset, policy or profile, or one version as ID@VERSION', example: 'gov-low' }),
    as_of: day.optional(),
    delivery: day.optional(),
    contract_end: day.optional(),
    language: z.enum(['ja', 'en']).default('ja').meta({ description: 'Of the CSV' }),
  }),
  response: job,
  handler: async ({ house, query, request, asker }) => {
    const now = house.ports.clock.now()
    const asOf = query.as_of ?? dateInJapan(now)
    const chosen = choosePolicy(house.checks, query.policy, asOf)
    if (!chosen.ok) return chosen
    const days = {
      asOf,
      ...(query.delivery ? { delivery: query.delivery } : {}),
      ...(query.contract_end ? { contractEnd: query.contract_end } : {}),
    }
    const { schemes, recognition } = house.catalogue
    const opened = openCheck({
      ...chosen.value,
      ...days,
      schemes,
      recognition,
      register: await house.checks.register(),
    })
    if (!opened.ok) return opened
    const list = request.body === null ? undefined : await takeBytes(request.body, () => house.checks.jobs.open(asker))
    if (list === undefined) return refuse({ code: 'list-nothing-there' } as Fault)
    if (!list.ok) return list
    const { token } = list.value
    await list.value.keep({ policy: query.policy, ...days, language: query.language, madeAt: now })
    const made = await house.checks.jobs.see(token)
    return made === undefined ? refuse({ code: 'check-job-not-found' } as Fault) : ok(jobView(token, made))
  },
})

/** How far a list is. */
export const readJob = endpoint({
  method: 'get',
  path: '/checks/jobs/{id}',
  tag: 'procurement',
  summary: 'How far a list that was left is, and what its answers come to',
  params: z.object({ id }),
  response: job,
  handler: async ({ house, params }) => {
    const seen = await house.checks.jobs.see(params.id)
    return seen === undefined ? refuse({ code: 'check-job-not-found' } as Fault) : ok(jobView(params.id, seen))
  },
})

/** The answers to a list. */
export const readJobResult = endpoint({
  method: 'get',
  path: '/checks/jobs/{id}/result',
  tag: 'procurement',
  summary: 'The answers to a list that was left: the record as JSON or CSV',
  params: z.object({ id }),
  query: z.object({ format: z.enum(jobForms).default('json') }),
  response: recordSchema.meta({ id: 'CheckRecord' }),
  files: ['text/csv'],
  handler: async ({ house, params, query }) => {
    const { jobs } = house.checks
    if ((await jobs.see(params.id)) === undefined) return refuse({ code: 'check-job-not-found' } as Fault)
    const pieces = await jobs.result(params.id, query.format)
    if (pieces === undefined) return refuse({ code: 'check-job-not-done' } as Fault)
    const type = query.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json'
    return ok(new Response(bodyOfPieces(pieces), { headers: { 'content-type': type, 'cache-control': 'no-store' } }))
  },
})

/** Deletes what is kept of a list. */
export const deleteJob = endpoint({
  method: 'delete',
  path: '/checks/jobs/{id}',
  tag: 'procurement',
  summary: 'Deletes at once what is kept of a list and its answers',
  params: z.object({ id }),
  response: z.object({ deleted: z.literal(true) }),
  handler: async ({ house, params }) =>
    (await house.checks.jobs.remove(params.id))
      ? ok({ deleted: true })
      : refuse({ code: 'check-job-not-found' } as Fault),
})

function jobView(
  token: string,
  { state, createdAt, expiresAt, rowsDone, rowsTotal, secondsWorking, answer, fault }: JobSeen,
) {
  const left = state === 'working' && rowsTotal !== undefined && rowsDone > 0 && secondsWorking !== undefined
  return {
    id: token,
    state,
    created_at: createdAt,
    expires_at: expiresAt,
    rows_done: rowsDone,
    ...(rowsTotal === undefined ? {} : { rows_total: Math.max(rowsTotal, rowsDone) }),
    ...(left ? { seconds_left: Math.ceil((secondsWorking / rowsDone) * Math.max(0, rowsTotal - rowsDone)) } : {}),
    ...(answer === undefined ? {} : { counts: answer.counts }),
    ...(fault === undefined ? {} : { problem: problemOf(fault) }),
  }
}
