import type { z } from 'zod'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import { rowOf } from '../scheme/parse.ts'
import type { ExchangeFault } from './faults.ts'
import { type Lost, lost, merged, shown } from './lost.ts'

/**
 * Takes from a foreign document what we know how to read, and reports every field that was left where it was.
 * The schema must not change values: whatever is missing from its result is what was not understood.
 */
export function readShape<T>(
  schema: z.ZodType<T>,
  name: string,
  data: unknown,
): Result<{ readonly value: T; readonly lost: readonly Lost[] }, ExchangeFault> {
  const parsed = schema.safeParse(data)
  if (parsed.success) return ok({ value: parsed.data, lost: merged([...unread(data, parsed.data, '')]) })
  const issue = parsed.error.issues[0]!
  return refuse({ code: 'exchange-document-invalid', name, row: rowOf(issue.path), reason: issue.message })
}

function* unread(original: unknown, read: unknown, where: string): Generator<Lost> {
  if (Array.isArray(original) && Array.isArray(read)) {
    for (const [i, item] of original.entries()) yield* unread(item, read[i], `${where}[${i}]`)
  } else if (isObject(original) && isObject(read)) {
    for (const [key, value] of Object.entries(original)) {
      const place = where === '' ? key : `${where}.${key}`
      if (Object.hasOwn(read, key)) yield* unread(value, read[key], place)
      else if (key !== '$schema') yield lost(place, shown(value), noPlace(key))
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// What foreign documents often have, and why it finds no place here.
const reasons: Readonly<Record<string, Text>> = {
  params: {
    ja: 'こちらの規定には、値を差し替える変数がありません。',
    en: 'Provisions here have no parameters to be set.',
  },
  modify: {
    ja: '規定の文を制度ごとに書きかえることはできません。',
    en: 'A provision is not rewritten from scheme to scheme here.',
  },
  merge: { ja: '並べ方は、こちらで決まります。', en: 'The arrangement is made here.' },
  qualifiers: {
    ja: '対応の条件は、理由の文に書くことになっています。',
    en: 'Conditions of a row are told in its reason here.',
  },
  revisions: { ja: '版は、それぞれ別の文書です。', en: 'Every edition is a document of its own here.' },
  signature: {
    ja: '署名は元のファイルについてのもので、読み込んだ内容には当てはまりません。',
    en: 'The signature is over the original file and does not hold for what was read from it.',
  },
  openCre: {
    ja: 'ほかの文書との対応は、根拠のある対応表に分けて持ちます。',
    en: 'Relations to other documents live in crosswalks, with reasons.',
  },
}

const noPlace = (key: string): Text =>
  reasons[key] ?? {
    ja: 'これに当たるものが、こちらの形式にありません。',
    en: 'There is no place for it in our format.',
  }
