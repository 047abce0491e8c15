import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { procurementVectors } from '../../../../tests/support/procurement-world.ts'
import { shiftJis } from '../../../../tests/support/shift-jis.ts'
import { languages } from '../../kernel/text.ts'
import { readColumnChoice } from './columns.ts'
import { type Field, fields } from './fields.ts'
import type { GuessedColumn } from './guess-columns.ts'
import { pageLimits } from './limits.ts'
import { tellNotice } from './notices.ts'
import { linesOf, readList } from './read-list.ts'

interface Case {
  readonly name: string
  readonly text?: string
  readonly encoding?: 'utf-8' | 'shift_jis' | 'utf-16le'
  readonly file?: string
  readonly choice?: string
  readonly fault?: string
  readonly columns?: readonly string[]
  readonly headings?: number
  readonly notices?: readonly string[]
  readonly empty?: number
  readonly rows?: readonly ({ readonly row: number } & Partial<Record<Field, string>>)[]
}

const encode = {
  'utf-8': (text: string) => new TextEncoder().encode(text),
  shift_jis: shiftJis,
  'utf-16le': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
}

const contentOf = ({ text = '', encoding = 'utf-8', file }: Case): Uint8Array =>
  file === undefined
    ? encode[encoding](text)
    : readFileSync(new URL(`../../../../vectors/procurement/lists/${file}`, import.meta.url))

const mark = ({ by, sure }: GuessedColumn) => (sure === 'unsure' ? '?' : by === 'content' ? '~' : '')

for (const v of procurementVectors<readonly Case[]>('lists'))
  test(v.name, () => {
    const choice = v.choice === undefined ? undefined : readColumnChoice(v.choice)
    assert.ok(choice?.ok !== false)
    const list = readList(contentOf(v), { limits: pageLimits, headings: choice?.value.headings })
    const asked = list.ok ? linesOf(list.value, choice?.value.columns) : list
    if (v.fault !== undefined) return assert.equal(asked.ok ? undefined : asked.fault.code, v.fault)
    assert.ok(list.ok && asked.ok, JSON.stringify(asked))
    const { guess, source } = list.value
    const told = fields.flatMap((field) =>
      guess.columns.flatMap((one) => (one.field === field ? [`${field}=${one.index + 1}${mark(one)}`] : [])),
    )
    assert.deepEqual(told, v.columns)
    assert.equal(guess.headingRow, v.headings)
    assert.deepEqual(
      source.notices.map(({ code }) => code),
      v.notices ?? [],
    )
    for (const notice of source.notices)
      for (const language of languages) assert.doesNotMatch(tellNotice(notice)[language], /\{\w+\}|undefined/)
    assert.equal(asked.value.emptyRows, v.empty ?? 0)
    assert.deepEqual(
      asked.value.lines.map(({ asked: cells }) => cells),
      v.rows,
    )
  })
