import { z } from 'zod'
import { isDate } from '../core/kernel/date.ts'
import type { Digest } from '../core/kernel/digest.ts'
import type { Fault } from '../core/kernel/fault.ts'
import { fill, type Text } from '../core/kernel/text.ts'

// The words of every input form: limits are set here and in act-data, and nowhere else. A custom refusal names its code
// as zod's message, so that one table has all the texts.

// Control characters, halves of surrogate pairs, and marks that turn the direction of writing: no page, letter or PDF can
// show them, PostgreSQL keeps no null character, and a turned line can make a name read as another.
const unprintable = /[^\P{Cc}\n\t]|\p{Cs}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** Whether a text can be shown and kept as it is. */
export const isPrintable = (s: string): boolean => !unprintable.test(s)

const written = (max: number) => z.string().max(max).refine(isPrintable, { error: 'unprintable' })

/** One paragraph or line a person writes; blank is missing. */
export const line = (max: number) =>
  z
    .string()
    .transform((s) => s.replace(/\r\n?/g, '\n').trim())
    .pipe(written(max).min(1))

/** A paragraph that may stay blank. */
export const blankOrLine = (max: number) => z.string().trim().pipe(written(max)).default('')

/** The same where it may be left out; an empty field counts as left out. */
export const optionalLine = (max: number) =>
  z
    .string()
    .transform((s) => s.replace(/\r\n?/g, '\n').trim())
    .pipe(written(max))
    .transform((s) => (s === '' ? undefined : s))
    .optional()

/** What stands in a single line everywhere, above all in the subject of a letter: a name. */
const oneLine = (s: unknown): unknown => (typeof s === 'string' ? s.replace(/[\r\n\t]+/g, ' ') : s)
export const name = (max: number) => z.preprocess(oneLine, line(max))
export const optionalName = (max: number) => z.preprocess(oneLine, optionalLine(max)).optional()

const isHttps = (s: string): boolean => {
  if (/\s/.test(s)) return false // a browser would drop line breaks and tabs, and lead elsewhere than the text says
  try {
    const url = new URL(s)
    return url.protocol === 'https:' && url.hostname.includes('.') && url.username === '' && url.password === ''
  } catch {
    return false
  }
}
const isMail = (s: string): boolean => /^[^\s@<>"(),;:]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/u.test(s)

export const httpsUrl = line(2_000).refine(isHttps, { error: 'not-https' })
export const optionalHttpsUrl = optionalLine(2_000).refine((s) => s === undefined || isHttps(s), { error: 'not-https' })
/** Where people write to: an e-mail address or a form on the web. */
export const contactPoint = line(2_000).refine((s) => isHttps(s) || isMail(s), { error: 'not-a-contact' })
export const isoDate = line(10).refine(isDate, { error: 'not-a-date' })
export const digest = z.custom<Digest>((v) => typeof v === 'string' && /^sha256:[0-9a-f]{64}$/.test(v), {
  error: 'malformed',
})
export const instant = z.iso.datetime()
export const id = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[\w.:/+-]+$/u)

/** A text shown to the public: Japanese is required, English may follow. */
export const publicText = (max: number) => z.object({ ja: line(max), en: optionalLine(max) })
/** A name as registered. */
export const properName = z.object({ ja: name(120), en: optionalName(120) })

/** 法人番号: 13 digits of which the first checks the rest (a full-width or spaced number is read, too). */
export const corporateNumber = z
  .string()
  .transform((s) => s.normalize('NFKC').replace(/[\s-]/g, ''))
  .refine((s) => /^\d{13}$/.test(s) && corporateCheckDigit(s.slice(1)) === Number(s[0]), {
    error: 'not-a-corporate-number',
  })

function corporateCheckDigit(twelve: string): number {
  const sum = [...twelve].reverse().reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 2), 0)
  return 9 - (sum % 9)
}

export type FieldCode =
  | 'missing'
  | 'too-long'
  | 'too-many'
  | 'too-few'
  | 'malformed'
  | 'unprintable'
  | 'not-offered'
  | 'not-https'
  | 'not-a-contact'
  | 'not-a-date'
  | 'not-a-corporate-number'
  | 'must-be-agreed'
  | 'not-a-signing-key'
  | 'ends-before-it-begins'

/** What is wrong with one field; `path` is the field's place, e.g. `updates.supportUntil`. */
export interface FieldFault {
  readonly path: string
  readonly code: FieldCode
  readonly limit?: number
}

export interface InputInvalid extends Fault {
  readonly code: 'input-invalid'
  readonly fields: readonly FieldFault[]
}

/** The sentence beside a field. */
export const fieldFaultText: Record<FieldCode, Text> = {
  missing: { ja: '入力してください。', en: 'Enter this.' },
  'too-long': { ja: '{limit}文字以内で入力してください。', en: 'Enter at most {limit} characters.' },
  'too-many': { ja: '{limit}件以内にしてください。', en: 'Give at most {limit}.' },
  'too-few': { ja: '{limit}件以上入力してください。', en: 'Give at least {limit}.' },
  malformed: { ja: '形式が正しくありません。', en: 'This is not in the expected form.' },
  unprintable: {
    ja: '表示できない文字（制御文字など）が含まれています。貼り付けた場合は、手で入力し直してください。',
    en: 'This contains characters that cannot be shown (such as control characters). If you pasted it, type it instead.',
  },
  'not-offered': { ja: '選択肢の中から選んでください。', en: 'Choose one of the options.' },
  'not-https': {
    ja: 'https:// で始まるURLを入力してください。',
    en: 'Enter a URL that begins with https://.',
  },
  'not-a-contact': {
    ja: 'メールアドレスか、https:// で始まるURLを入力してください。',
    en: 'Enter an e-mail address, or a URL that begins with https://.',
  },
  'not-a-date': { ja: '実在する日付を入力してください（例：2031-03-31）。', en: 'Enter a real date, e.g. 2031-03-31.' },
  'not-a-corporate-number': {
    ja: '13桁の法人番号を確認してください。検査数字が合いません。',
    en: 'Check the 13 digits of the corporate number: the check digit does not fit.',
  },
  'not-a-signing-key': {
    ja: 'Ed25519の公開鍵（PEM、または43文字のbase64url）を貼り付けてください。秘密鍵は入力しないでください。',
    en: 'Paste an Ed25519 public key (PEM, or 43 characters of base64url). Never enter a private key.',
  },
  'ends-before-it-begins': {
    ja: '終わりの日が、始まりの日より前です。',
    en: 'The last day comes before the first.',
  },
  'must-be-agreed': { ja: '確認のうえ、チェックを入れてください。', en: 'Read this and tick the box.' },
}

export const writeFieldFault = (fault: FieldFault): Text => fill(fieldFaultText[fault.code], { limit: fault.limit })

/** What zod found, in our own words and without the value that was typed. */
export function fieldFaults(error: z.ZodError, input: unknown): InputInvalid {
  const fields = error.issues.map((issue): FieldFault => {
    const path = issue.path.map(String).join('.')
    if (issue.message in fieldFaultText) return { path, code: issue.message as FieldCode }
    if (valueAt(input, issue.path) === undefined) return { path, code: 'missing' }
    if (issue.code === 'too_big')
      return { path, code: issue.origin === 'string' ? 'too-long' : 'too-many', limit: Number(issue.maximum) }
    if (issue.code === 'too_small')
      return issue.origin === 'string'
        ? { path, code: 'missing' }
        : { path, code: 'too-few', limit: Number(issue.minimum) }
    return { path, code: issue.code === 'invalid_value' ? 'not-offered' : 'malformed' }
  })
  // One sentence a field: that it is blank says more than that a blank is no date.
  const first = fields.filter((fault, i) => fields.findIndex((f) => f.path === fault.path) === i)
  return { code: 'input-invalid', fields: first }
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  )
