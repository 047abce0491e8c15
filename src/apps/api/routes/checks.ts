import { z } from 'zod'
import { dateInJapan, type Instant, isDate } from '../../../core/kernel/date.ts'
import type { Fault } from '../../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { languages } from '../../../core/kernel/text.ts'
import { type CheckInput, check } from '../../../core/procurement/check.ts'
import { choosePolicy } from '../../../core/procurement/choose-policy.ts'
import { importances } from '../../../core/procurement/demand.ts'
import { readLine } from '../../../core/procurement/line.ts'
import { fields } from '../../../core/procurement/lists/fields.ts'
import { pageLimits } from '../../../core/procurement/lists/limits.ts'
import { versionKey } from '../../../core/procurement/policy.ts'
import { isProfile } from '../../../core/procurement/profile.ts'
import { recordJson } from '../../../core/procurement/record/record-json.ts'
import { recordSchema } from '../../../core/procurement/record/record-schema.ts'
import type { Report } from '../../../core/procurement/report.ts'
import { noteLimit } from '../../../core/procurement/sheet/note.ts'
import { sheetOf } from '../../../core/procurement/sheet/sheet.ts'
import { checkSystems, type SystemAnswer } from '../../../core/procurement/system.ts'
import { countChecked } from '../../count-checked.ts'
import type { House } from '../../house.ts'
import { makerOf } from '../../sheet-maker.ts'
import { endpoint } from '../endpoint.ts'

const day = z
  .string()
  .max(40)
  .refine(isDate)
  .meta({ description: 'A day in Japan, YYYY-MM-DD', examples: ['2027-03-31'] })

// A cell that is too long, or holds what nobody can read, is told with its row: the other rows are answered all the same.
const cell = z.union([z.string().max(32_767), z.number()]).transform(String)

const row = z
  .strictObject(Object.fromEntries(fields.map((field) => [field, cell.optional()])))
  .meta({ description: 'One device; at least a model or a label number' })

const question = z
  .strictObject({
    policy: z
      .string()
      .min(1)
      .max(80)
      .meta({ description: 'A preset, policy or profile, or one version as ID@VERSION', examples: ['gov-low'] }),
    importance: z.enum(importances).optional().meta({ description: 'Of rows that name none' }),
    as_of: day.optional(),
    delivery: day.optional(),
    contract_end: day.optional(),
    rows: z.array(row).meta({ description: `At most ${pageLimits.rows}; numbered from 1 in the answer` }),
    language: z.enum(languages).optional().meta({ description: 'Of the record sheet (PDF); ja where nothing is said' }),
    note: z.string().max(noteLimit).optional().meta({ description: 'Printed on the record sheet: who asked for what' }),
  })
  .meta({ id: 'CheckQuestion' })

interface CheckedList {
  readonly report: Report & { readonly systems?: readonly SystemAnswer[] }
  readonly against: CheckInput['against']
  readonly now: Instant
}

async function checkList(house: House, body: z.infer<typeof question>): Promise<Result<CheckedList, Fault>> {
  if (body.rows.length > pageLimits.rows) return refuse({ code: 'list-too-many-rows', limit: pageLimits.rows } as Fault)
  const now = house.ports.clock.now()
  const asOf = body.as_of ?? dateInJapan(now)
  const chosen = choosePolicy(house.checks, body.policy, asOf)
  if (!chosen.ok) return chosen
  const { against } = chosen.value
  const { schemes, recognition, facts } = house.catalogue
  const input: Omit<CheckInput, 'against'> = {
    lines: body.rows.map((asked, i) => readLine({ ...asked, row: i + 1 })),
    importance: body.importance ?? chosen.value.importance,
    register: await house.checks.register(),
    schemes,
    recognition,
    vocabulary: facts,
    asOf,
    delivery: body.delivery,
    contractEnd: body.contract_end,
  }
  const report = isProfile(against) ? checkSystems({ ...input, against }) : check({ ...input, against })
  if (!report.ok) return report
  countChecked(house.statistics, report.value)
  return ok({ report: report.value, against, now })
}

/** The check of a list of devices: the same record as `hoshirushi check --json`, or the record sheet. Nothing of the list is kept. */
export const makeCheck = endpoint({
  method: 'post',
  path: '/checks',
  tag: 'procurement',
  summary: 'Whether devices may be bought under a policy: an answer, a reason and a next step for every row',
  changes: false,
  worksLong: true,
  query: z.object({
    format: z.enum(['json', 'pdf']).optional().meta({ description: 'pdf: the sealed record sheet; else by Accept' }),
  }),
  body: question,
  response: recordSchema.meta({ id: 'CheckRecord' }),
  handler: async ({ house, body }) => {
    const checked = await checkList(house, body)
    return checked.ok ? ok(recordJson(checked.value.report, checked.value.now)) : checked
  },
  pdf: async ({ house, body }) => {
    const checked = await checkList(house, body)
    if (!checked.ok) return checked
    const { report, against, now } = checked.value
    const { language = 'ja', note } = body
    const { schemes, recognition } = house.catalogue
    const facts = { language, note, maker: makerOf(house), against, schemes, recognition, madeAt: now }
    const pdf = await house.recordSheet(sheetOf(report, facts))
    return pdf === 'busy' ? refuse({ code: 'too-many-requests', seconds: 30 } as Fault) : ok(pdf)
  },
})

const words = z.object({ ja: z.string(), en: z.string() })

/** What a check can be asked by. */
export const listPolicies = endpoint({
  method: 'get',
  path: '/policies',
  tag: 'procurement',
  summary: 'Policies and profiles that lists are checked by, every version with its digest',
  response: z.object({
    policies: z.array(
      z.looseObject({
        key: z.string(),
        kind: z.enum(['policy', 'profile']),
        id: z.string(),
        version: z.string(),
        digest: z.string(),
        from: z.string(),
        status: z.string(),
        title: words,
        summary: words,
      }),
    ),
  }),
  handler: async ({ house }) => {
    const { policies, profiles } = house.checks
    return ok({
      policies: [...policies, ...profiles].map((one) => ({
        key: versionKey(one),
        kind: isProfile(one) ? 'profile' : 'policy',
        ...one,
      })),
    })
  },
})
