import assert from 'node:assert/strict'
import jsqr from 'jsqr'
import { PNG } from 'pngjs'
import { test } from 'vitest'
import { artwork } from '../../src/adapters/artwork/artwork.ts'
import { type MarkFacts, markDpis, markSizes } from '../../src/core/attestation/mark.ts'
import { example } from './example.ts'

// The plate as a printer gets it, read by somebody else's decoder.

const facts: MarkFacts = {
  label: example.label,
  labelsUrl: example.issuer.labelsUrl,
  level: { code: '1', rank: 1, of: 4 },
  assessor: 'self',
  sample: false,
}

interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Buffer // RGBA
}

async function printed(
  size: (typeof markSizes)[number],
  dpi: (typeof markDpis)[number],
  change: Partial<MarkFacts> = {},
) {
  const made = await artwork({ facts: { ...facts, ...change }, size, language: 'both', format: 'png', dpi })
  assert.ok(made.ok)
  return PNG.sync.read(Buffer.from(made.value)) as Picture
}

const decode = ({ data, width, height }: Picture) =>
  (jsqr as unknown as typeof jsqr.default)(new Uint8ClampedArray(data), width, height)?.data

for (const size of markSizes)
  for (const dpi of markDpis)
    test(`the ${size} plate decodes at ${dpi} dpi in black and white only`, async () => {
      const picture = await printed(size, dpi)
      const values = new Set(picture.data.filter((_, i) => i % 4 !== 3))
      assert.deepEqual([...values].sort(), [0, 255])
      assert.equal(decode(picture), 'HTTPS://LABEL.EXAMPLE.JP/L/7K3M9QXP2C')
    })

for (const size of markSizes)
  test(`the ${size} plate has whole printer dots, at least four a module, and a quiet zone of four modules`, async () => {
    const { data, width, height } = await printed(size, 203)
    const dark = (x: number, y: number) => data[4 * (y * width + x)] === 0
    const frame = 3 // dots; the frame is thinner
    // The first dark dot inside the frame, from the left, in the row where the code begins.
    const inside = (x: number, y: number) => x >= frame && y >= frame && x < width - frame && y < height - frame
    let [left, top] = [width, height]
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width / 3; x++) if (inside(x, y) && dark(x, y)) left = Math.min(left, x)
    for (let y = height - 1; y >= 0; y--) if (inside(left, y) && dark(left, y)) top = y
    let run = 0
    while (dark(left + run, top)) run++
    assert.equal(run % 7, 0, 'the finder pattern is seven modules wide')
    const module = run / 7
    assert.ok(module >= 4, `${module} dots a module`)
    for (let y = top; y < top + run; y++)
      for (let x = left - 4 * module; x < left; x++)
        assert.ok(x < frame || !dark(x, y), `a dark dot in the quiet zone at ${x} ${y}`)
    assert.ok(left >= 4 * module - 1, `${left} dots of ${4 * module}`)
  })

test('a long address makes the code larger, and it still decodes', async () => {
  const labelsUrl = 'https://iot-security-label.register.example.go.jp'
  for (const size of markSizes)
    assert.equal(decode(await printed(size, 203, { labelsUrl })), `${labelsUrl.toUpperCase()}/L/7K3M9QXP2C`)
})

test('a path of the operator keeps its small letters, because there they count', async () => {
  const labelsUrl = 'https://example.jp/labels'
  assert.equal(decode(await printed('M', 300, { labelsUrl })), 'HTTPS://EXAMPLE.JP/labels/L/7K3M9QXP2C')
})

test('an address no plate can hold is refused', async () => {
  const labelsUrl = `https://${'a'.repeat(60)}.${'b'.repeat(60)}.example`
  const made = await artwork({ facts: { ...facts, labelsUrl }, size: 'M', language: 'ja', format: 'svg' })
  assert.equal(made.ok ? 'drawn' : made.fault.code, 'mark-address-too-long')
})

test('nothing touches the frame, also with the widest number and in every language', async () => {
  for (const size of markSizes)
    for (const language of ['ja', 'en', 'both'] as const) {
      const wide = { ...facts, label: 'WWMWMWMWW2', sample: true, assessor: 'third-party' } as const
      const made = await artwork({ facts: wide, size, language, format: 'png', dpi: 600 })
      assert.ok(made.ok)
      const { data, width, height } = PNG.sync.read(Buffer.from(made.value)) as Picture
      const strip = [8, 9, 10] // dots inside the frame: 0.34 to 0.42 mm from the edge
      for (const d of strip) {
        for (let y = 12; y < height - 12; y++)
          for (const x of [d, width - 1 - d])
            assert.equal(data[4 * (y * width + x)], 255, `${size} ${language} ${x} ${y}`)
        for (let x = 12; x < width - 12; x++)
          for (const y of [d, height - 1 - d])
            assert.equal(data[4 * (y * width + x)], 255, `${size} ${language} ${x} ${y}`)
      }
    }
})
