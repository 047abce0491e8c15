import assert from 'node:assert/strict'
import { deflateSync } from 'node:zlib'
import { extractText, getDocumentProxy } from 'unpdf'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../tests/support/catalogue.ts'
import {
  linesOf,
  snapshotOf,
  worldEntries,
  worldForeign,
  worldRecognition,
  worldRegister,
  worldSchemes,
} from '../../../tests/support/procurement-world.ts'
import { issuer } from '../../../tests/support/sample-log.ts'
import { newLogKey, newSigner } from '../../../tests/support/sample-register.ts'
import type { Signer } from '../../core/attestation/signer.ts'
import type { Language } from '../../core/kernel/text.ts'
import { check } from '../../core/procurement/check.ts'
import { choosePolicy } from '../../core/procurement/choose-policy.ts'
import type { AskedLine } from '../../core/procurement/line.ts'
import type { PinnedPolicy } from '../../core/procurement/policy.ts'
import { recordJson } from '../../core/procurement/record/record-json.ts'
import { indexRegister } from '../../core/procurement/register-index.ts'
import { type Sheet, sheetOf, writeSheet } from '../../core/procurement/sheet/sheet.ts'
import type { LabelEvent } from '../../core/surveillance/standing.ts'
import { nodeCrypto } from '../../core/verifier/crypto-node.ts'
import { readTrust, type Trust, type TrustFile } from '../../core/verifier/trust.ts'
import { recordSheetPdf } from '../artwork/record-sheet-pdf.ts'
import { policyText, windowsOf } from '../log/publish-trust.ts'
import { openSheetDrawer } from './sheet-drawer.ts'
import { attachedRecord, partSeal, sealedSheet, withSeal } from './sheet-seal.ts'
import { type SheetProofs, verifySheet } from './verify-sheet.ts'

const signer = newSigner()
const trustOf = (by: Signer, more: Partial<TrustFile['keys'][number]> = {}): Trust => {
  const log = `${issuer.labelsUrl}/log`
  const file: TrustFile = {
    ...{ format: 'hoshirushi-trust/1', version: 1, issuer: issuer.did, labels: issuer.labelsUrl, log },
    ...{ policy: policyText(newLogKey(), log), keys: windowsOf(by).map((key) => ({ ...key, ...more })) },
  }
  const read = readTrust(JSON.stringify(file))
  assert.ok(read.ok)
  return read.value
}
const trust = trustOf(signer)

const chosen = choosePolicy(wholeCatalogue, 'gov-low', '2026-11-24')
assert.ok(chosen.ok)
const { against, importance } = chosen.value
type Maker = Sheet['maker']
const service: Maker = {
  kind: 'service',
  name: issuer.name,
  address: 'https://label.mihon.example',
  sample: true,
}

function reportOf(lines: readonly (string | Omit<AskedLine, 'row'>)[], register = worldRegister) {
  const report = check({
    ...{ lines: linesOf(lines), against: against as PinnedPolicy, importance, register, asOf: '2026-11-24' },
    ...{ schemes: worldSchemes, recognition: worldRecognition, foreign: worldForeign },
  })
  assert.ok(report.ok)
  return report.value
}

const models = worldEntries.flatMap((entry) => entry.product.models)
const mixed = [...models, ...models.slice(0, 3), 'ZZ-999', { maker: 'x'.repeat(300), model: models[0]! }]
const rest = { against, schemes: worldSchemes, recognition: worldRecognition, madeAt: '2026-11-24T01:00:00Z' }
const sheetFor = (
  lines: Parameters<typeof reportOf>[0],
  language: Language = 'ja',
  maker: Maker = service,
  note?: string,
) => sheetOf(reportOf(lines), { language, maker, note, ...rest })

const sealed = (sheet: Sheet, by = signer) => sealedSheet(sheet, { signer: by, issuer, logSize: 5 })
const none: SheetProofs['rulesFor'] = async () => undefined
const proofs: SheetProofs = { trust, crypto: nodeCrypto, rulesFor: none }
const codeOf = async (file: Uint8Array, by: SheetProofs = proofs) => {
  const found = await verifySheet(file, by)
  return found.ok ? 'good' : found.fault.code
}

test('a sealed sheet is verified, drawn again to the same bytes, and its verdicts are reproduced by the register', async () => {
  for (const language of ['ja', 'en'] as const) {
    const file = await sealed(sheetFor(mixed, language))
    const found = await verifySheet(file, { ...proofs, register: worldRegister, foreign: worldForeign })
    assert.ok(found.ok, JSON.stringify(found))
    assert.equal(found.value.signature, 'good')
    assert.equal(found.value.paper, 'same')
    assert.deepEqual(found.value.reproduction?.differences, [])
    assert.equal(found.value.reproduction?.register, 'same')
    assert.equal(found.value.reproduction?.reworded, 0)
  }
})

test('judged by the register of another moment, the rows that have changed are named', async () => {
  const file = await sealed(sheetFor([models[0]!, 'ZZ-999']))
  const [first, ...others] = worldEntries
  const changed = {
    ...first!,
    events: [
      ...first!.events,
      { event: 'withdrawn', at: '2026-11-20T00:00:00Z', effectiveFrom: '2026-11-20T00:00:00Z', actorRole: 'decider' },
    ] as readonly LabelEvent[],
  }
  const later = indexRegister(snapshotOf([changed, ...others], '2026-11-25T01:00:00Z'))
  const found = await verifySheet(file, { ...proofs, register: later, foreign: worldForeign })
  assert.ok(found.ok)
  assert.equal(found.value.reproduction?.register, 'other')
  assert.deepEqual(
    found.value.reproduction?.differences.map(({ row, found: got }) => [row, got.split(' ').slice(0, 2).join(' ')]),
    [[1, 'does-not-meet REVOKED']],
  )
})

test('the same record gives the same paper, and another record another', () => {
  const sheet = sheetFor(mixed)
  assert.deepEqual(recordSheetPdf(sheet), recordSheetPdf(sheetFor(mixed)))
  assert.notDeepEqual(recordSheetPdf(sheet), recordSheetPdf({ ...sheet, note: 'x' }))
})

test('300 rows that all meet the policy are one page, with everything they rest on', async () => {
  const good = models.filter((model) => reportOf([model]).counts.answers.meets === 1)
  for (const language of ['ja', 'en'] as const) {
    const sheet = sheetFor(
      Array.from({ length: 300 }, (_, i) => ({ model: good[i % good.length]!, system: `S${i}` })),
      language,
      service,
      '見本課 12号',
    )
    const { basis } = sheet.record
    const pdf = await getDocumentProxy(new Uint8Array(await sealed(sheet)))
    assert.equal(pdf.numPages, 1)
    const { text } = await extractText(pdf, { mergePages: true })
    const read = text.normalize('NFKC').replace(/[\s\u200b]+/g, '')
    for (const part of [
      ...(language === 'ja'
        ? ['確認記録票', '300行すべてが、方針を満たします。', '【見本】']
        : ['Recordofacheck', 'All300rowsmeetthepolicy.', '[SAMPLE]']),
      ...['jp-government@2024-07', basis.against.digest, basis.register.digest, '2026-11-24', '見本課12号', '1/1'],
    ])
      assert.ok(read.includes(part), `${part} is not on the paper`)
  }
})

test('a flipped bit anywhere in the file is refused', async () => {
  const file = await sealed(sheetFor([models[0]!, 'ZZ-999']))
  assert.equal(await codeOf(file), 'good')
  const step = Math.max(1, Math.floor(file.length / 400))
  const places = new Set([0, 5, file.length - 1, file.length - 8, file.length - 40])
  for (let at = 3; at < file.length; at += step) places.add(at)
  for (let at = partSeal(file).pdf.length; at < file.length; at += 7) places.add(at)
  for (const at of places) {
    const broken = Uint8Array.from(file)
    broken[at]! ^= 1
    const code = await codeOf(broken)
    assert.match(
      code,
      /^sheet-(signature-wrong|changed|seal-missing|unreadable|printed-otherwise|of-another-issuer)$/,
      `${at}`,
    )
  }
})

test('the key of somebody else, a key outside its window and another register are refused', async () => {
  const sheet = sheetFor(['ZZ-999'])
  assert.equal(await codeOf(await sealed(sheet, newSigner())), 'sheet-signature-wrong')
  const file = await sealed(sheet)
  assert.equal(await codeOf(file, { ...proofs, trust: trustOf(signer, { from: 6 }) }), 'sheet-signature-wrong')
  const elsewhere = await sealedSheet(sheet, {
    signer,
    issuer: { ...issuer, labelsUrl: 'https://other.example' },
    logSize: 5,
  })
  assert.equal(await codeOf(elsewhere), 'sheet-of-another-issuer')
})

test('a seal cannot be taken off, nor put on another sheet, nor a better paper around the same record', async () => {
  const [poor, good] = [sheetFor(['ZZ-999']), sheetFor([models[0]!])]
  const file = await sealed(poor)
  const { pdf, jws } = partSeal(file)
  assert.equal(await codeOf(pdf), 'sheet-seal-missing')
  assert.equal(await codeOf(withSeal(recordSheetPdf(good), jws!)), 'sheet-changed')
  const without = { ...proofs, trust: undefined }
  assert.equal(await codeOf(file, without), 'good')
  const command: Maker = { kind: 'command' }
  const own = recordSheetPdf(sheetFor(['ZZ-999'], 'ja', command))
  assert.equal(await codeOf(own), 'good')
  // The paper of one record with another attached to it.
  const [plain, other] = [Buffer.from(own), attachedOf(recordSheetPdf(sheetFor([models[0]!], 'ja', command)))]
  const mixedUp = Buffer.from(plain.toString('latin1').replace(attachedOf(own), other), 'latin1')
  assert.match(await codeOf(mixedUp), /^sheet-(printed-otherwise|unreadable)$/)
})

const attachedOf = (pdf: Uint8Array): string => {
  const text = Buffer.from(pdf).toString('latin1')
  const from = text.indexOf('stream\n', text.indexOf('/EmbeddedFile\n'))
  return text.slice(from, text.indexOf('endstream', from))
}

test('a record that contradicts itself is refused, whoever drew it', async () => {
  const sheet = sheetFor([models[0]!, 'ZZ-999'])
  const { record } = sheet
  const better = record.rows.map((row) => ({ ...row, answer: 'meets' as const }))
  assert.equal(await codeOf(await sealed({ ...sheet, record: { ...record, rows: better } })), 'sheet-says-otherwise')
  const basis = { ...record.basis, as_of: '2026-11-20' }
  const register = { ...proofs, register: worldRegister, foreign: worldForeign }
  assert.equal(await codeOf(await sealed({ ...sheet, record: { ...record, basis } }), register), 'sheet-says-otherwise')
  const rules = { ...sheet.rules, recognition: [] }
  assert.equal(await codeOf(await sealed({ ...sheet, rules }), register), 'sheet-says-otherwise')
})

test('rows that somebody made better, with counts to match, do not survive being judged again', async () => {
  const command: Maker = { kind: 'command' }
  const sheet = sheetFor(['ZZ-999'], 'ja', command)
  const { record } = sheet
  const rows = record.rows.map((row) => ({ ...row, answer: 'meets' as const, code: 'OK' as const }))
  const counts = { ...record.counts, answers: { meets: 1, 'does-not-meet': 0, 'needs-checking': 0 }, codes: { OK: 1 } }
  const file = recordSheetPdf({ ...sheet, record: { ...record, rows, counts } })
  const found = await verifySheet(file, { ...proofs, register: worldRegister, foreign: worldForeign })
  assert.ok(found.ok)
  assert.equal(found.value.signature, 'unsigned')
  assert.equal(found.value.reproduction?.differences.length, 1)
})

test('a record as JSON is judged again by the rule books at hand; what is attached to a sheet by its own', async () => {
  const sheet = sheetFor(mixed)
  const register = { ...proofs, register: worldRegister, foreign: worldForeign }
  const attached = await verifySheet(Buffer.from(writeSheet(sheet)), register)
  assert.ok(attached.ok)
  assert.deepEqual([attached.value.signature, attached.value.reproduction?.differences], ['unsigned', []])
  const bare = Buffer.from(JSON.stringify(recordJson(reportOf(mixed), rest.madeAt)))
  const found = await verifySheet(bare, { ...register, rulesFor: async (record) => ({ ...sheet, record }) })
  assert.ok(found.ok)
  assert.deepEqual(found.value.reproduction?.differences, [])
  assert.equal(await codeOf(bare), 'sheet-says-otherwise')
})

test('what is no sheet, and what would unpack to more than is read, is refused', async () => {
  for (const file of ['', '%PDF-1.7', '{}', '[1', '%PDF-1.7\n/Type /EmbeddedFile\n stream\n', '\u0000'.repeat(100)])
    assert.equal(await codeOf(Buffer.from(file)), 'sheet-unreadable')
  const bomb = deflateSync(Buffer.alloc(40_000_000))
  const pdf = Buffer.concat([
    Buffer.from(
      `%PDF-1.7\n9 0 obj\n<<\n  /Length ${bomb.length}\n  /Type /EmbeddedFile\n  /Filter /FlateDecode\n>>\nstream\n`,
    ),
    bomb,
    Buffer.from('\nendstream\nstartxref\n9\n%%EOF\n'),
  ])
  assert.equal(attachedRecord(pdf, 1_000_000), undefined)
  assert.equal(await codeOf(pdf), 'sheet-unreadable')
})

test('cells filled to their limit are cut on the paper and whole in the record; half a character is none', async () => {
  const long = 'aB_/'.repeat(50)
  const sheet = sheetFor(
    [{ maker: long, model: `Z${long.slice(1)}`, system: '漢'.repeat(200) }, 'X-\ud800', '💥𠮷한'],
    'ja',
    service,
    'a\udc00b',
  )
  assert.equal(sheet.record.rows[0]!.asked['maker'], long)
  assert.equal(await codeOf(await sealed(sheet)), 'good')
  const pdf = await getDocumentProxy(new Uint8Array(recordSheetPdf(sheet)))
  assert.equal(pdf.numPages, 1)
})

test('sheets are drawn beside everybody else, in turn, and no more wait than are let in', async () => {
  const drawer = openSheetDrawer({ most: 2 })
  try {
    const [one, other] = [sheetFor(['ZZ-1']), sheetFor(['ZZ-2'])]
    const [a, b, c] = await Promise.all([drawer.draw(one), drawer.draw(other), drawer.draw(one)])
    assert.deepEqual(a, recordSheetPdf(one))
    assert.deepEqual(b, recordSheetPdf(other))
    assert.equal(c, 'busy')
    assert.deepEqual(await drawer.draw(one), a)
  } finally {
    await drawer.close()
  }
})

test('what a person pasted or noted is text on the paper, never a command', async () => {
  const evil = '#panic("x") ] $ * _ \\ " #read("/etc/passwd")'
  const pdf = await getDocumentProxy(recordSheetPdf(sheetFor([evil], 'en', { kind: 'command' }, evil)))
  const { text } = await extractText(pdf, { mergePages: true })
  assert.equal(text.replace(/[\s\u200b]+/g, '').split('#panic("x")]$*_\\"#read("/etc/passwd")').length, 3)
})
