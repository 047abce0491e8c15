import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'vitest'
import { digestBytes } from '../../core/kernel/digest.ts'
import { guidedFile, readGuidedFile, writeGuidedBundle } from './guided-bundle.ts'
import type { StepRecord } from './record.ts'

const bytes = new TextEncoder().encode('a photograph')
const picture = { digest: digestBytes(bytes), bytes }
const record: StepRecord = {
  id: randomUUID(),
  at: '2026-11-24T01:00:00.000Z',
  person: '見本 花子',
  sample: 1,
  step: 'sensors',
  about: 'device',
  said: {
    what: 'picture',
    question: 'outside',
    digest: picture.digest,
    name: 'a.jpg',
    mediaType: 'image/jpeg',
    bytes: 12,
  },
}

test('records and pictures come out as they went in, and the same ones are the same bytes', () => {
  const file = writeGuidedBundle({ records: [record], pictures: [picture, picture] })
  assert.deepEqual(readGuidedFile(file), { records: [record], pictures: [picture] })
  assert.deepEqual(file, writeGuidedBundle({ records: [record], pictures: [picture] }))
})

test('guided.json alone is read, too', () => {
  const json = new TextEncoder().encode(JSON.stringify(guidedFile([record])))
  assert.deepEqual(readGuidedFile(json), { records: [record], pictures: [] })
})

test('what is damaged, forged or something else is not read', () => {
  const file = writeGuidedBundle({ records: [record], pictures: [picture] })
  const changed = Uint8Array.from(file)
  changed[Buffer.from(file).indexOf('photograph')] = 0x21
  for (const wrong of [
    changed,
    file.subarray(0, 40),
    new Uint8Array(),
    new TextEncoder().encode('PK'),
    new TextEncoder().encode('{}'),
  ])
    assert.equal(readGuidedFile(wrong), undefined)
})
