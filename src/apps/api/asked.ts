import { z } from 'zod'
import type { Instant } from '../../core/kernel/date.ts'
import type { Fault } from '../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { Text } from '../../core/kernel/text.ts'
import { readAsOf } from '../as-of.ts'
import type { House } from '../house.ts'

/** Text someone searches with. A null character is refused here: the database knows no such text. */
export const words = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^\P{Cc}*$/u)

/** The id of something of ours, as it stands in an address. */
export const name = z
  .string()
  .max(60)
  .regex(/^[\w.:-]+$/)

/** Reads a part of a request by its schema; the refusal names the field and says in both languages what is wrong. */
export function readAsked<T>(schema: z.ZodType<T> | undefined, value: unknown): Result<T, Fault> {
  if (!schema) return ok({} as T)
  const parsed = schema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  return refuse<Fault & { field: string; reason: Text }>({
    code: 'request-malformed',
    field: issue?.path.join('.') || '-',
    reason: reasonOf(issue),
  })
}

function reasonOf(issue: z.core.$ZodIssue | undefined): Text {
  if (issue?.code === 'too_big' || issue?.code === 'too_small') {
    const limit = String(issue.code === 'too_big' ? issue.maximum : issue.minimum)
    const [ja, en] = issue.code === 'too_big' ? ['以下', 'at most'] : ['以上', 'at least']
    const [unit, characters] = issue.origin === 'string' ? ['文字', ' characters'] : ['', '']
    return { ja: `${limit}${unit}${ja}にしてください。`, en: `It must be ${en} ${limit}${characters}.` }
  }
  if (issue?.code === 'invalid_value') {
    const offered = issue.values.map(String)
    return { ja: `次のいずれかです：${offered.join('、')}`, en: `It must be one of: ${offered.join(', ')}` }
  }
  if (issue?.code === 'invalid_type')
    return {
      ja: `${typeText[issue.expected]?.ja ?? issue.expected}が必要です。`,
      en: `It must be ${typeText[issue.expected]?.en ?? issue.expected}.`,
    }
  return { ja: '書き方が正しくありません。', en: 'It is not written as expected.' }
}

const typeText: Readonly<Record<string, Text>> = {
  string: { ja: '文字列', en: 'a text' },
  number: { ja: '数', en: 'a number' },
  int: { ja: '整数', en: 'a whole number' },
  object: { ja: 'JSONのオブジェクト', en: 'a JSON object' },
  array: { ja: 'JSONの配列', en: 'a JSON array' },
  boolean: { ja: 'trueかfalse', en: 'true or false' },
}

/** The moment a question is about. What a label will be worth on a day to come is not known, so it is not answered. */
export function momentOf(house: House, asked: string | undefined): Result<Instant, Fault> {
  const now = house.ports.clock.now()
  const read = readAsOf(asked, now)
  if (!read.ok) return read
  const ahead = Date.parse(read.value) - Date.parse(now)
  if (ahead <= 0) return read
  // Today is asked for as today's last moment, which has not come: now stands for it.
  if (ahead < 86_400_000) return ok(now)
  return refuse<Fault & { found: string }>({ code: 'as-of-in-the-future', found: asked?.slice(0, 40) ?? '' })
}
