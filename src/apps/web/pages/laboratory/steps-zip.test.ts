import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'vitest'
import { digestBytes } from '../../../../core/kernel/digest.ts'
import { guidedFile, readGuidedFile, writeGuidedBundle } from '../../../../lab/guided/guided-bundle.ts'

interface Zip {
  readonly zipOf: (entries: readonly { readonly name: string; readonly bytes: Uint8Array }[]) => Blob
}
const { zipOf }: Zip = await import(new URL('./steps-zip.js', import.meta.url).href)

test('what a telephone packs is read by the bench, and is what the house would have packed', async () => {
  const bytes = new TextEncoder().encode('a photograph 写真')
  const digest = digestBytes(bytes)
  const records = [
    {
      ...{ id: randomUUID(), at: '2026-11-24T01:00:00.000Z', person: '見本 花子', sample: 1, step: 'sensors' },
      ...{ about: 'device', said: { what: 'begun' as const } },
    },
  ]
  const house = writeGuidedBundle({ records, pictures: [{ digest, bytes }] })
  const read = readGuidedFile(house)
  assert.ok(read)
  const json = new TextEncoder().encode(JSON.stringify(guidedFile(records)))
  const packed = zipOf([
    { name: 'guided.json', bytes: json },
    { name: `attachments/${digest.slice(7)}`, bytes },
  ])
  assert.deepEqual(readGuidedFile(new Uint8Array(await packed.arrayBuffer())), read)
})
