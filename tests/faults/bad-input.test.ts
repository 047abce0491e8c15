import assert from 'node:assert/strict'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { catalogueFileFaultTexts } from '../../src/adapters/catalogue-faults.ts'
import { loadCatalogue } from '../../src/adapters/catalogue-files.ts'
import { loadProductFolder, productFolderFaultTexts } from '../../src/adapters/example-files.ts'
import { packageRoot } from '../../src/adapters/package-root.ts'
import { assess } from '../../src/apps/cli/commands/assess.ts'
import { verifyLabel } from '../../src/apps/cli/commands/verify.ts'
import { faultSummary, faultTables, tellFaults } from '../../src/apps/faults.ts'
import { perform } from '../../src/casework/perform.ts'
import type { Fault } from '../../src/core/kernel/fault.ts'
import { languages } from '../../src/core/kernel/text.ts'
import type { PinnedScheme } from '../../src/core/scheme/scheme.ts'
import { writeBundle } from '../../src/core/verifier/bundle.ts'
import { nodeCrypto } from '../../src/core/verifier/crypto-node.ts'
import { criteria, declaring, filled, people, story } from '../support/application.ts'
import { memoryPorts } from '../support/memory-ports.ts'
import { labelNumber, sampleRegister } from '../support/sample-register.ts'
import { type OpenHouse, openProduction, type Visitor } from './house.ts'

// The list of bad input every release has to answer, line by line: a permanent code, what happened, why and what to do in
// both languages, and nothing half-written. How each room refuses in detail is tested beside its source.

for (const table of [catalogueFileFaultTexts, productFolderFaultTexts]) tellFaults(table)
const known = new Set(
  [...Object.values(faultTables), catalogueFileFaultTexts, productFolderFaultTexts].flatMap((t) => Object.keys(t)),
)

/** The refusal is one people can read, and one that was expected. */
function isClear(fault: Fault, code: string): void {
  assert.equal(fault.code, code)
  assert.match(code, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  assert.ok(known.has(code), `nobody wrote words for ${code}`)
  for (const lang of languages) {
    const told = faultSummary(fault, lang)
    const script = lang === 'ja' ? /[ぁ-んァ-ヶ一-龠]/ : /^[^ぁ-ん]*[a-z]/
    for (const part of ['what', 'next'] as const) assert.match(told[part], script, `${code}.${part} ${lang}`)
    assert.doesNotMatch(`${told.what}${told.why}${told.next}`, /\{\w+\}|undefined|\[object/, code)
  }
}

/** Whether an answer of the API or a page is that refusal, with its status. */
async function isToldAs(answer: Response, status: number, code: string): Promise<void> {
  const text = await answer.text()
  assert.equal(answer.status, status, text.slice(0, 300))
  if (answer.headers.get('content-type')?.startsWith('application/problem+json')) isClear(JSON.parse(text).fault, code)
  else assert.ok(text.includes(code), `${code} is not on the page`)
}

describe('files somebody wrote by hand', () => {
  let folder = ''
  let scheme: PinnedScheme
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hoshirushi-bad-'))
    const catalogue = loadCatalogue(join(packageRoot, 'catalogue'))
    assert.ok(catalogue.ok)
    scheme = catalogue.value.schemes.find((s) => s.id === 'jc-star')!
  })
  afterAll(() => rm(folder, { recursive: true }))

  /** A sample product with one text changed. */
  async function product(file: string, change: (text: string) => string): Promise<string> {
    const copy = await mkdtemp(join(folder, 'product-'))
    await cp(join(packageRoot, 'examples/hoshi-sensor'), copy, { recursive: true })
    const path = join(copy, file)
    await writeFile(path, change(await readFile(path, 'utf8')))
    return copy
  }
  const faultOf = async (path: string, edition?: string): Promise<Fault> => {
    const loaded = await loadProductFolder(path, edition ? { scheme: 'jc-star', edition } : undefined)
    if (!loaded.ok) return loaded.fault
    const { fault } = assess({ scheme, ...loaded.value }, { lang: 'ja' }).json as { fault?: Fault }
    assert.ok(fault, 'it was not refused')
    return fault
  }

  test('broken YAML: told with file, line and column', async () => {
    const fault = await faultOf(await product('ics.yaml', (text) => `${text}\n  - [`))
    isClear(fault, 'yaml-broken')
    assert.ok((fault as unknown as { line: number }).line > 1)
  })

  test('YAML whose aliases would fill the memory, or that is nested without end', async () => {
    const bomb = Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} [${i === 0 ? 'x' : `*a${i - 1}, *a${i - 1}`}]`)
    isClear(await faultOf(await product('ics.yaml', () => bomb.join('\n'))), 'yaml-unfolds-too-far')
    isClear(await faultOf(await product('ics.yaml', () => `a: ${'['.repeat(20_000)}`)), 'yaml-broken')
  })

  test('a catalogue with a broken file: nothing of it is loaded', async () => {
    const copy = join(folder, 'catalogue')
    await cp(join(packageRoot, 'catalogue'), copy, { recursive: true })
    await writeFile(join(copy, 'glossary.yaml'), 'terms: [')
    const loaded = loadCatalogue(copy)
    assert.ok(!loaded.ok)
    isClear(loaded.fault, 'yaml-broken')
  })

  test('the checklist of another edition', async () => {
    const path = await product('ics.yaml', (text) => text)
    isClear(await faultOf(path, 'another edition'), 'edition-mismatch')
  })

  test('a criterion nobody knows', async () => {
    const fault = await faultOf(await product('ics.yaml', (text) => text.replaceAll('S1.1-01', 'S1.1-99')))
    isClear(fault, 'criterion-unknown')
  })

  test('"not applicable" without a reason', async () => {
    const fault = await faultOf(
      await product('ics.yaml', (text) => text.replace(/(claim: not-applicable[\s\S]*?reason:)[^\n]*/, "$1 ''")),
    )
    isClear(fault, 'not-applicable-reason-missing')
  })
})

describe('an application', () => {
  let open: OpenHouse
  let maker: Visitor
  let id = ''
  beforeAll(async () => {
    open = await openProduction()
    maker = await open.signUp('hanako@hikari.example', '株式会社ひかり見本（架空）')
    id = (await (await send('new', 'start', { scheme: 'jc-star', level: '1' })).json()).id
  })
  afterAll(() => open.close())

  const send = (about: string, act: string, data: unknown, seen?: number) =>
    maker.request(`/api/v1/cases/${about}/acts/${act}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${maker.token()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ data, ...(seen === undefined ? {} : { seen_seq: seen }) }),
    })
  const seq = async (): Promise<number> => {
    const answer = await maker.request(`/api/v1/cases/${id}`, { headers: { authorization: `Bearer ${maker.token()}` } })
    return (await answer.json()).seq
  }
  /** Sends what is to be refused, and looks whether anything was written. */
  async function refused(act: string, data: unknown, status: number, code: string, seen?: number): Promise<void> {
    const before = await seq()
    await isToldAs(await send(id, act, data, seen), status, code)
    assert.equal(await seq(), before, 'something was written')
  }

  test('a criterion nobody knows', () =>
    refused('answer', { criterion: 'S9.9-99', claim: 'fulfilled' }, 422, 'criterion-unknown'))

  test('"not applicable" without a reason, without a condition, or against the facts', async () => {
    const s = story(memoryPorts())
    await filled(s)
    const [criterion] = criteria(s).slice(1)
    const tell = async (data: object) => {
      const { id: own, seq: before } = s.now()
      const done = await perform(s.ports, people.applicant, { act: 'answer', caseId: own, seenSeq: before, data })
      assert.ok(!done.ok)
      assert.equal(s.now().seq, before)
      return done.fault
    }
    const about = { criterion, claim: 'not-applicable' }
    isClear(await tell({ ...about, reason: '理由。' }), 'not-applicable-condition-missing')
    isClear(await tell({ ...about, condition: 'no-default-password' }), 'not-applicable-reason-missing')
    isClear(await tell({ ...about, reason: ' \n ', condition: 'no-default-password' }), 'not-applicable-reason-missing')
  })

  test('10 MB of model numbers', async () => {
    const many = 'HR-200\n'.repeat(1_500_000)
    await refused('save-models', { text: many }, 413, 'request-too-large')
    await refused('save-models', { text: many.slice(0, 1_100_000) }, 422, 'input-invalid')
    const different = Array.from({ length: 5_001 }, (_, i) => `HR-${i}`).join('\n')
    await refused('save-models', { text: different }, 422, 'models-too-many')
    await refused('save-models', { text: 'x'.repeat(81) }, 422, 'model-too-long')
    const body = new URLSearchParams({ email: many })
    const form = await maker.request('/ja/account/sign-in', { method: 'POST', body })
    await isToldAs(form, 413, 'request-too-large')
  })

  test('an edition that is not this house’s, a level that is not published', async () => {
    await isToldAs(await send('new', 'start', { scheme: 'none', level: '1' }), 404, 'scheme-not-found')
    await isToldAs(await send('new', 'start', { scheme: 'jc-star', level: '9' }), 422, 'level-unpublished')
  })

  test('something of another type, or JSON nested without end', async () => {
    for (const data of [null, [], 'x', 7, { text: 7 }, { text: null }, { text: { $gt: '' } }, { text: ['x'] }])
      await refused('save-models', data, 422, 'input-invalid')
    const deep = `{"data":${'['.repeat(300_000)}${']'.repeat(300_000)}}`
    const headers = { authorization: `Bearer ${maker.token()}`, 'content-type': 'application/json' }
    const answer = await maker.request(`/api/v1/cases/${id}/acts/save-models`, { method: 'POST', headers, body: deep })
    assert.ok(answer.status === 400 || answer.status === 422, String(answer.status))
    await isToldAs(
      await maker.request(`/api/v1/cases/${id}/acts/save-models`, { method: 'POST', headers, body: '{"data":' }),
      400,
      'request-malformed',
    )
  })

  test('the same form sent twice: the first counts, the second is told', async () => {
    const before = await seq()
    const both = await Promise.all([1, 2, 3].map(() => send(id, 'save-models', { text: 'HR-200' }, before)))
    assert.deepEqual(both.map((answer) => answer.status).sort(), [200, 409, 409])
    await isToldAs(both.find((answer) => answer.status === 409)!, 409, 'stale-case')
    assert.equal(await seq(), before + 1)
  })

  test('a tab left open while someone else went on', async () => {
    await refused('save-models', { text: 'HR-999' }, 409, 'stale-case', 1)
    await refused('save-models', { text: 'HR-999' }, 409, 'stale-case', 1_000)
  })

  test('a declaration of something else than what was shown', async () => {
    const s = story(memoryPorts())
    await filled(s)
    const shown = declaring(s)
    await s.does(people.applicant, 'save-models', { text: 'HR-1' })
    const { id: own, seq: before } = s.now()
    const done = await perform(s.ports, people.applicant, { act: 'declare', caseId: own, seenSeq: before, data: shown })
    assert.ok(!done.ok)
    isClear(done.fault, 'declaration-changed')
    assert.equal(s.now().state, 'draft')
  })

  /** An archive of one file. */
  const zip = (content: string): Buffer => {
    const packed = deflateRawSync(Buffer.from(content))
    const [local, central, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)]
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(1, 26)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(content.length, 24)
    central.writeUInt16LE(1, 28)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(1, 10)
    end.writeUInt32LE(47, 12)
    end.writeUInt32LE(31 + packed.length, 16)
    return Buffer.concat([local, Buffer.from('a'), packed, central, Buffer.from('a'), end])
  }
  const pdf = '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n'
  const files: readonly (readonly [string, string, Buffer | string, string])[] = [
    ['a PDF with a password', 'design.pdf', `${pdf}trailer << /Encrypt 5 0 R >>\n%%EOF`, 'file-password-protected'],
    ['an archive that unpacks for ever', 'evidence.zip', zip('0'.repeat(20_000_000)), 'file-zip-bomb'],
    ['a program called a PDF', 'design.pdf', 'MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'file-type-refused'],
    ['a page of the web called a text', 'notes.html', '<script>alert(1)</script>', 'file-type-refused'],
    ['a drawing with a script', 'photo.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'file-type-refused'],
    ['a PDF behind something else', 'a.pdf', `${'\0'.repeat(2_000)}${pdf}`, 'file-type-refused'],
    ['nothing', 'empty.pdf', '', 'file-empty'],
    ['more than the limit', 'large.txt', 'x'.repeat(2_000_001), 'file-too-large'],
  ]
  for (const [what, name, content, code] of files)
    test(`as evidence: ${what}`, async () => {
      const folder = join(open.home, 'evidence')
      const kept = async () =>
        (await readdir(folder, { recursive: true, withFileTypes: true })).filter((f) => f.isFile())
      const before = (await kept()).length
      const taken = await open.house.ports.files.accept(Readable.from([Buffer.from(content as string, 'latin1')]), {
        name,
        limit: 2_000_000,
      })
      assert.ok(!taken.ok)
      isClear(taken.fault, code)
      assert.equal((await kept()).length, before, 'something of it was kept')
    })

  test('evidence that was never sent, or is somebody’s guess', async () => {
    const file = { name: 'x.pdf', type: 'application/pdf', size: 1 }
    await refused('add-evidence', { ...file, digest: `sha256:${'0'.repeat(64)}` }, 422, 'file-unknown')
    for (const digest of ['sha256:../../keys/issuer.json', 'sha256:', 'x', `sha256:${'G'.repeat(64)}`])
      await refused('add-evidence', { ...file, digest }, 422, 'input-invalid')
  })
})

describe('something to be verified', () => {
  const register = sampleRegister()
  const options = { lang: 'ja', now: '2026-11-20T00:00:00Z', crypto: nodeCrypto } as const
  let trust = ''
  let whole = ''
  beforeAll(async () => {
    await register.issue(labelNumber(0))
    await register.publishLists('2026-11-19T00:00:00Z')
    trust = JSON.stringify(register.trust())
    whole = writeBundle(await register.bundle(0))
    assert.equal((await verifyLabel({ what: 'x', bundle: whole, trust }, options)).exit, 0)
  })
  const told = async (bundle: string) => {
    const answers = await Promise.all(
      languages.map((lang) => verifyLabel({ what: 'x', bundle, trust }, { ...options, lang })),
    )
    for (const [i, { text, exit }] of answers.entries()) {
      assert.notEqual(exit, 0)
      assert.match(text, languages[i] === 'ja' ? /[ぁ-ん]/ : /[a-z] [a-z]/)
    }
    return answers[0]!
  }

  test('a forged proof: not valid, with the reason in words', async () => {
    const forger = sampleRegister({ log: register.log })
    await forger.issue(labelNumber(0))
    const forged = await told(writeBundle(await forger.bundle(0)))
    assert.match(forged.text, /\[bad-signature\]/)
    const bundle = JSON.parse(whole)
    const elsewhere = await told(JSON.stringify({ ...bundle, proof: bundle.proof.replace(/index 0/, 'index 1') }))
    assert.match(elsewhere.text, /\[not-logged\]/)
  })

  test('a bundle with a byte changed, wherever it is: refused, or not valid, or what it says is unchanged', async () => {
    const truth = JSON.parse(whole)
    // Every byte in turn is changed beside the verifier's source; here a sample, through the command people use.
    for (let at = 0; at < whole.length; at += 61) {
      const other = whole[at] === 'A' ? 'B' : 'A'
      const changed = whole.slice(0, at) + other + whole.slice(at + 1)
      const answer = await verifyLabel({ what: 'x', bundle: changed, trust }, options)
      if (answer.exit !== 0) {
        assert.match(answer.text, /[ぁ-ん]/)
        continue
      }
      const { credential, proof } = JSON.parse(changed)
      assert.deepEqual([credential, proof], [truth.credential, truth.proof], `byte ${at}`)
    }
  })

  test('no bundle at all', async () => {
    for (const [text, code] of [
      ['', 'bundle-not-json'],
      ['{', 'bundle-not-json'],
      ['['.repeat(100_000), 'bundle-not-json'],
      ['{}', 'bundle-member-malformed'],
    ] as const)
      isClear(((await told(text)).json as { fault: Fault }).fault, code)
  })
})
