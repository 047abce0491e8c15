import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, test } from 'vitest'
import { jobInputOf, worldModels, worldPacked } from '../../../tests/support/check-job-work.ts'
import type { CheckInput } from '../../core/procurement/check.ts'
import {
  type Answers,
  checkStream,
  openLines,
  toAttention,
  toCsv,
  toJson,
} from '../../core/procurement/check-stream.ts'
import { chooseColumns } from '../../core/procurement/lists/columns.ts'
import { commandLimits } from '../../core/procurement/lists/limits.ts'
import { knownTo } from '../../core/procurement/lists/read-list.ts'
import { openIndex } from '../../core/procurement/register-index.ts'
import { openCheckThreads } from './check-threads.ts'
import { checkInThreads } from './judge-in-threads.ts'
import type { PieceForm } from './judge-pieces.ts'
import { openListFile } from './list-file.ts'
import { openPlainList } from './plain-list.ts'

const folder = mkdtempSync(join(tmpdir(), 'hoshirushi-pieces-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const madeAt = '2026-11-23T01:00:00Z'
const chosen = await jobInputOf({ policy: 'gov-low', asOf: '2026-11-23', language: 'en', madeAt })
assert.ok(chosen.ok)
const register = openIndex(worldPacked)
const input: Omit<CheckInput, 'lines'> = { ...chosen.value, register }

const forms = ['attention', 'csv', 'json'] as const
const formOf = (kind: (typeof forms)[number]): PieceForm =>
  kind === 'csv' ? { kind, language: 'ja', madeAt } : kind === 'json' ? { kind, madeAt } : { kind, most: 100 }

/** What a list comes to: the bytes that are written, or what is shown of it. */
async function comesTo(path: string, kind: (typeof forms)[number], threads: number | undefined): Promise<unknown> {
  const list = await openListFile(path, commandLimits)
  assert.ok(list.ok)
  const lines = await openLines(list.value, { known: knownTo(register), mostRows: commandLimits.rows })
  assert.ok(lines.ok)
  const parts: Buffer[] = []
  const write = async (text: string | Uint8Array) => void parts.push(Buffer.from(text as string))
  const attention = toAttention(100)
  const answers: Answers =
    kind === 'csv' ? toCsv(write, { language: 'ja', madeAt }) : kind === 'json' ? toJson(write, madeAt) : attention
  const { guess, source } = lines.value
  const columns = chooseColumns(guess)
  assert.ok(columns.ok)
  const file = await openPlainList(path, 0, 1e9)
  assert.ok(file)
  const plain = {
    file,
    delimiter: source().delimiter ?? 'none',
    columns: columns.value,
    headingRow: guess.headingRow ?? 0,
    limits: commandLimits,
    form: formOf(kind),
  }
  const pool = threads === undefined ? undefined : openCheckThreads(threads)
  const done =
    pool === undefined
      ? await checkStream(input, lines.value, answers)
      : await checkInThreads(input, plain, { answers, write }, pool)
  pool?.end()
  await list.value.close()
  if (!done.ok) return done.fault
  const { failing, asking, seen } = attention
  const empty = 'empty' in done.value ? done.value.empty : lines.value.emptyRows()
  return {
    counts: done.value.counts,
    empty,
    text: Buffer.concat(parts).toString('utf8'),
    failing,
    asking,
    seen: [...seen],
  }
}

// Everything that a row may be, in every place of a piece: found in each way, unknown, similar, unreadable, empty, too short, too long.
const odd = [
  ...worldModels.map((model) => `,${model},1`),
  ...worldModels.map((model) => ` ,${model.toLowerCase().replaceAll('-', ' ')},12台`),
  ...worldModels.map((model) => `架空星空電機株式会社,${model}X,x`),
  ',ＨＲ－２００,３',
  'nobody,HR-200',
  ',,',
  '',
  '   ',
  'only a maker,,1',
  ',=1+1,1',
  ",'=HYPERLINK(1),1",
  `,${'長'.repeat(201)},1`,
  ',tab\there,1',
  ',\u0007bell,1',
  ',\uFEFFmark,1',
  ',🏠-1,1,more,and,more',
  ',"'.replace('"', '”'),
]
const rows = Array.from({ length: 90_000 }, (_, i) => odd[(i * 7 + Math.floor(i / 997)) % odd.length]!)
const ends = (row: string, i: number) => `${row}${i % 5 === 0 ? '\n' : '\r\n'}`

for (const [name, head, tail] of [
  ['with headings', 'maker,model,quantity\r\n', ''],
  [
    'below a title, with a mark, without a last line end',
    '\uFEFF令和8年度,,\r\n\r\nmaker,model,quantity\n',
    ',HR-200,1',
  ],
] as const)
  test(`a list ${name} comes to the same bytes in pieces as from its beginning to its end`, {
    timeout: 120_000,
  }, async () => {
    const path = file(`${head.length}.csv`, head + rows.map(ends).join('') + tail)
    assert.notEqual(await openPlainList(path, 2_000_000, 1e9), undefined)
    for (const kind of forms) {
      const plain = await comesTo(path, kind, undefined)
      assert.deepEqual(await comesTo(path, kind, 2), plain, kind)
    }
  })

test('a refusal is the same, too', { timeout: 60_000 }, async () => {
  const path = file('long.csv', `maker,model\n${rows.map(ends).join('')},${'x'.repeat(40_000)}\n,A\n`)
  const plain = await comesTo(path, 'csv', undefined)
  assert.deepEqual(await comesTo(path, 'csv', 2), plain)
  assert.equal((plain as { code: string }).code, 'list-cell-too-long')
})

test('what is not plain is not read in pieces', async () => {
  const body = rows.map((row) => `${row}\n`).join('')
  for (const [name, content] of [
    ['quoted', `${body}"a\nb",1\n`],
    ['old line ends', `${body}a\rb\n`],
    ['another encoding', Buffer.concat([Buffer.from(body), Buffer.from([0x8c, 0x5e, 0x0a])])],
    ['zero', `${body}\0\n`],
    ['escape', `${body}\u001b$B\n`],
    ['one line', 'x'.repeat(5_000_000)],
    ['short', 'model\nA\n'],
  ] as const)
    assert.equal(await openPlainList(file(`${name}.csv`, content), 2_000_000, 1e9), undefined, name)
  assert.equal(await openPlainList('-', 0, 1e9), undefined)
  assert.equal(await openPlainList(join(folder, 'missing'), 0, 1e9), undefined)
})
