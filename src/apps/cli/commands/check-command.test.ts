import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { worldEntries } from '../../../../tests/support/procurement-world.ts'
import { issuer } from '../../../../tests/support/sample-log.ts'
import { newLogKey, newSigner } from '../../../../tests/support/sample-register.ts'
import { shiftJis } from '../../../../tests/support/shift-jis.ts'
import { policyText, windowsOf } from '../../../adapters/log/publish-trust.ts'
import { writeSnapshot } from '../../../adapters/snapshot/write-snapshot.ts'
import type { Signer } from '../../../core/attestation/signer.ts'
import { recordSchema } from '../../../core/procurement/record/record-schema.ts'
import { snapshotFormat, writeSnapshotLine } from '../../../core/register/snapshot-file.ts'
import type { Terminal } from '../command.ts'
import { checkCommand } from './check-command.ts'

let folder: string
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoshirushi-check-'))
  const head = { format: snapshotFormat, takenAt: '2026-11-24T01:00:00Z', entries: worldEntries.length } as const
  const text = `${[head, ...worldEntries].map(writeSnapshotLine).join('\n')}\n`
  await writeFile(at('register.jsonl'), text)
  await writeFile(at('register.jsonl.gz'), gzipSync(text))
  await writeFile(at('register.jsonl.zst'), zstdCompressSync(text))
  await writeFile(at('cut.jsonl'), text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1))
  await writeFile(at('torn.jsonl.zst'), zstdCompressSync(text).subarray(0, -20))
  await writeFile(at('broken.jsonl'), text.replace('"models":[', '"models":[7,'))
  // Found when a row asks for that label; the label that is looked for first.
  await writeFile(at('damaged.jsonl'), text.replaceAll('"validFrom":"2', '"validFrom":"x'))
  await writeFile(at('three.txt'), 'HR-200\nSB-10\nZZ-999\n')
  await writeFile(at('good.txt'), 'HR-200\nGW-F1\n')
  await writeFile(at('sjis.csv'), shiftJis('型番,メーカー\r\nHR-200,架空星空電機株式会社\r\n'))
  await writeFile(at('home.csv'), '型番,役割\nHR-200,ルーター\nGW-F1,ゲートウェイ\nLT-1,照明\nLT-1,鍵\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(language: 'ja' | 'en', ...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const terminal: Terminal = {
    language,
    interactive: false,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    ask: async () => undefined,
  }
  const exit = await checkCommand.run(args, terminal)
  return { exit, out: out.join('\n'), err: err.join('\n') }
}
const check = (list: string, ...more: string[]) =>
  run('en', at(list), '--as-of', '2026-11-24', '--register', at('register.jsonl'), ...more)

test('three lines under importance low: what is met, what is not and why, and what to do next', async () => {
  const { exit, out } = await check('three.txt', '--policy', 'gov-low')
  assert.equal(exit, 1)
  assert.match(out, /Meets +1\n +OK +1\n. Does not meet +2\n +SUSPENDED +1\n +NOT_FOUND +1\n/)
  assert.match(
    out,
    /Row 2 {2}Does not meet {2}SB-10[^\n]*\n.*suspended since 2026-11-10 \[SUSPENDED\]\n +Next: See the reason/,
  )
  assert.match(out, /Row 3 {2}Does not meet {2}ZZ-999/)
  assert.doesNotMatch(out, /Row 1 /)
})

test('the same in Japanese, and before the suspension', async () => {
  const { out } = await run(
    'ja',
    at('three.txt'),
    '--as-of',
    '2026-11-09',
    '--register',
    at('register.jsonl'),
    '--policy',
    'gov-low',
  )
  assert.match(out, /適 +2\n/)
  assert.match(out, /判定日: 2026-11-09/)
})

test('a list of which every row meets the policy ends with 0', async () => {
  const { exit, out } = await check('good.txt', '--policy', 'gov-low')
  assert.deepEqual([exit, /Row \d/.test(out)], [0, false])
})

test('the register may be packed; its digest is that of its lines however they are packed', async () => {
  const digests = new Set<string>()
  for (const name of ['register.jsonl', 'register.jsonl.gz', 'register.jsonl.zst']) {
    const { exit, out } = await run(
      'en',
      at('good.txt'),
      '--as-of',
      '2026-11-24',
      '--register',
      at(name),
      '--policy',
      'gov-low',
    )
    assert.equal(exit, 0)
    digests.add(/sha256:[0-9a-f]{64}/.exec(out)![0])
  }
  assert.equal(digests.size, 1)
})

test('a list in Shift_JIS is read, and how it was read is told', async () => {
  const { exit, out } = await check('sjis.csv', '--policy', 'gov-low')
  assert.equal(exit, 0)
  assert.match(out, /List: CSV, Shift_JIS\nColumns: model = 1: 型番, maker = 2: メーカー/)
})

test('all rows as CSV into a file that appears whole', async () => {
  const { exit, err } = await check(
    'three.txt',
    '--policy',
    'gov-low',
    '--csv',
    '--out',
    at('result.csv'),
    '--language',
    'ja',
  )
  assert.equal(exit, 1)
  assert.match(err, /List: TXT, UTF-8/)
  const rows = parse(await readFile(at('result.csv'), 'utf8'), { bom: true, columns: true }) as Record<string, string>[]
  assert.deepEqual(
    rows.map((row) => [row['行'], row['型番'], row['判定'], row['理由コード'], row['方針の版'], row['判定日']]),
    [
      ['1', 'HR-200', '適', 'OK', '2024-07', '2026-11-24'],
      ['2', 'SB-10', '不適', 'SUSPENDED', '2024-07', '2026-11-24'],
      ['3', 'ZZ-999', '不適', 'NOT_FOUND', '2024-07', '2026-11-24'],
    ],
  )
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.endsWith('.tmp')),
    [],
  )
})

test('all rows as JSON that fits its schema', async () => {
  await check('three.txt', '--policy', 'gov-low', '--json', '--out', at('result.json'))
  const record = recordSchema.parse(JSON.parse(await readFile(at('result.json'), 'utf8')))
  assert.deepEqual(
    record.rows.map(({ code }) => code),
    ['OK', 'SUSPENDED', 'NOT_FOUND'],
  )
  assert.deepEqual(record.counts.answers, { meets: 1, 'does-not-meet': 2, 'needs-checking': 0 })
})

test('a profile tells what the rows come to for the system', async () => {
  const { exit, out } = await check('home.csv', '--profile', 'smart-home')
  assert.equal(exit, 1)
  assert.match(out, /The whole: Needs checking\n +. Router \(JC-STAR ☆2\): Needs checking, Rows 2\n/)
  await check('home.csv', '--profile', 'smart-home', '--json', '--out', at('home.json'))
  const record = recordSchema.parse(JSON.parse(await readFile(at('home.json'), 'utf8')))
  assert.equal(record.systems?.[0]?.answer, 'needs-checking')
})

test('a long list shows a hundred rows of a kind and says how many more there are', async () => {
  await writeFile(at('long.txt'), Array.from({ length: 5000 }, (_, i) => `ZZ-${i}`).join('\n'))
  const { out } = await check('long.txt', '--policy', 'gov-low')
  assert.equal([...out.matchAll(/^. Row /gm)].length, 100)
  assert.match(out, /More rows: 4900/)
})

describe('unusable input ends with 2 and says what to do', () => {
  const low = ['--policy', 'gov-low']
  const cases: readonly (readonly [string, () => ReturnType<typeof run>, string])[] = [
    ['no list', () => run('en', ...low), 'option-wrong'],
    ['no policy', () => check('good.txt'), 'option-wrong'],
    ['a policy that is not there', () => check('good.txt', '--policy', 'nothing'), 'policy-unknown'],
    ['a day that does not exist', () => check('good.txt', ...low, '--delivery', '2026-02-30'), 'day-malformed'],
    ['delivery before the day', () => check('good.txt', ...low, '--delivery', '2026-11-23'), 'delivery-before-day'],
    ['a list that is not there', () => check('nothing.csv', ...low), 'list-file-missing'],
    ['a folder for a list', () => check('.', ...low), 'list-file-missing'],
    ['a column that is not there', () => check('good.txt', ...low, '--columns', 'model=Z'), 'list-column-unknown'],
    ['a choice nobody can read', () => check('good.txt', ...low, '--columns', 'nonsense'), 'list-column-twice'],
    ['the register in the place of the list', () => check('register.jsonl.zst', ...low), 'list-not-text'],
    [
      'a place that cannot be written',
      () => check('good.txt', ...low, '--csv', '--out', at('no/such/x.csv')),
      'exchange-not-written',
    ],
    ...(
      [
        'cut.jsonl:register-file-short',
        'torn.jsonl.zst:register-file-broken',
        'broken.jsonl:register-line-broken',
        'damaged.jsonl:register-line-broken',
        'three.txt:register-head-missing',
        'nothing:register-file-missing',
      ] as const
    ).map((one) => {
      const [name, code] = one.split(':') as [string, string]
      const by = () => run('en', at('good.txt'), '--as-of', '2026-11-24', '--register', at(name), ...low)
      return [`a register that is ${name}`, by, code] as const
    }),
    [
      'a day after the register',
      () => run('en', at('good.txt'), '--as-of', '2026-11-25', '--register', at('register.jsonl'), ...low),
      'day-after-register',
    ],
  ]
  for (const [name, made, code] of cases)
    test(name, async () => {
      const { exit, out, err } = await made()
      assert.deepEqual([exit, out], [2, ''])
      assert.match(err, new RegExp(`\\[${code}\\]$`))
      assert.doesNotMatch(err, /\{\w+\}|undefined|This could not be done/)
    })
})

describe('a signed register', () => {
  const signer = newSigner()
  const trustFile = (by: Signer) => {
    const policy = policyText(newLogKey(), `${issuer.labelsUrl}/log`)
    const anchor = { format: 'hoshirushi-trust/1', version: 1, issuer: issuer.did, labels: issuer.labelsUrl }
    return JSON.stringify({ ...anchor, log: `${issuer.labelsUrl}/log`, policy, keys: windowsOf(by) })
  }
  const pages = async function* () {
    yield worldEntries
  }
  const by = (anchor: string, register = at('signed')) =>
    run(
      'en',
      at('good.txt'),
      '--as-of',
      '2026-11-24',
      '--policy',
      'gov-low',
      '--register',
      register,
      '--trust',
      at(anchor),
    )

  beforeAll(async () => {
    await writeSnapshot(
      at('signed'),
      { count: worldEntries.length, pages },
      { asOf: '2026-11-24T01:00:00Z', issuer, signer },
    )
    await writeFile(at('root.json'), trustFile(signer))
    await writeFile(at('other.json'), trustFile(newSigner()))
  })

  test('is taken as a folder or as its file, and verified', async () => {
    assert.equal((await by('root.json')).exit, 0)
    assert.equal((await by('root.json', at('signed/register.jsonl.zst'))).exit, 0)
  })

  test('is refused when somebody else signed it, when a file of it was put in its place, or without a manifest', async () => {
    const code = async (...args: Parameters<typeof by>) => /\[(.*)\]$/.exec((await by(...args)).err)?.[1]
    assert.equal(await code('other.json'), 'snapshot-signature-wrong')
    assert.equal(await code('good.txt'), 'register-trust-unreadable')
    assert.equal(await code('root.json', at('register.jsonl')), 'snapshot-manifest-missing')
    await writeFile(at('signed/other.jsonl'), await readFile(at('register.jsonl')))
    assert.equal(await code('root.json', at('signed/other.jsonl')), 'register-not-signed')
  })
})

test('without a register anywhere it is said so, and no database is made', async () => {
  process.env.HOSHIRUSHI_HOME = at('empty-home')
  try {
    const { exit, err } = await run('ja', at('good.txt'), '--policy', 'gov-low')
    assert.equal(exit, 2)
    assert.match(err, /照合する登録簿がありません[\s\S]*\[register-not-here\]/)
    assert.deepEqual((await readdir(folder)).includes('empty-home'), false)
  } finally {
    delete process.env.HOSHIRUSHI_HOME
  }
})
