import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { type Mark, type MarkFacts, type MarkOptions, mark, markDpis, markLanguages, markSizes } from './mark.ts'
import { markSvg } from './mark-svg.ts'
import { markAddress, pathData, twoDCode } from './two-d-code.ts'

const facts: MarkFacts = {
  label: '7K3M9QXP2C',
  labelsUrl: 'https://label.example.jp',
  level: { code: '1', rank: 1, of: 4 },
  assessor: 'self',
  sample: false,
}
const laidOut = (options: MarkOptions, change: Partial<MarkFacts> = {}): Mark => {
  const made = mark({ ...facts, ...change }, options)
  assert.ok(made.ok)
  return made.value
}
const every = markSizes.flatMap((size) => markLanguages.map((language) => ({ size, language })))

test('the code holds the short address in capitals, and needs 25 modules at M and 29 at Q', () => {
  const address = markAddress(facts.labelsUrl, facts.label)
  assert.equal(address, 'HTTPS://LABEL.EXAMPLE.JP/L/7K3M9QXP2C')
  assert.equal(twoDCode(address, 'M').modules, 25)
  assert.equal(twoDCode(address, 'Q').modules, 29)
  assert.equal(markAddress('http://localhost:3000/', facts.label), 'HTTP://LOCALHOST:3000/L/7K3M9QXP2C')
})

test('the outlines enclose the dark modules and no others', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9]{1,40}$/), (text) => {
      const { modules, outlines } = twoDCode(text, 'M')
      // Even-odd rule along each row: count the vertical edges to the left of a module's middle.
      const edges = outlines.flatMap((outline) =>
        outline.map((corner, i) => [corner, outline[(i + 1) % outline.length]!] as const),
      )
      const dark = (x: number, y: number) =>
        edges.filter(([a, b]) => a[0] === b[0] && a[0] <= x && Math.min(a[1], b[1]) <= y && y < Math.max(a[1], b[1]))
          .length %
          2 ===
        1
      // Finder patterns, and the separators around them, are known without the library.
      for (const [ox, oy] of [
        [0, 0],
        [modules - 7, 0],
        [0, modules - 7],
      ] as const)
        for (let y = 0; y < 7; y++)
          for (let x = 0; x < 7; x++) {
            const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3))
            assert.equal(dark(ox + x, oy + y), ring !== 2, `${ox + x} ${oy + y}`)
          }
      for (let i = 8; i < modules - 8; i++) assert.equal(dark(i, 6), i % 2 === 0) // timing pattern
    }),
    { numRuns: 20 },
  )
})

test('the path is one path of straight steps', () => {
  assert.match(pathData(twoDCode('A', 'M')), /^(M\d+ \d+([hv]-?\d+)+z)+$/)
})

test('the usual sizes are those of the drawing', () => {
  const size = (s: MarkOptions['size']) => {
    const { width, height } = laidOut({ size: s, language: 'both' })
    return [width, height].map((v) => Math.round(v * 10) / 10)
  }
  assert.deepEqual(size('S'), [13.1, 18.9])
  assert.deepEqual(size('M'), [48, 24])
  assert.deepEqual(size('L'), [72, 45.3])
})

test('no text is smaller than a 203 dpi printer can set: kanji 2.6 mm and bold, Latin letters 2.4 mm', () => {
  for (const options of every)
    for (const assessor of ['self', 'third-party'] as const)
      for (const element of laidOut(options, { assessor, sample: true }).elements)
        for (const run of element.kind === 'line' ? element.runs : []) {
          const kanji = /\p{Script=Han}/u.test(run.text)
          assert.ok(run.size >= (kanji ? 2.6 : 2.4) - 1e-9, `${options.size} ${run.text} ${run.size}`)
          if (kanji) assert.ok(run.bold, run.text)
        }
})

test('as many capsules are filled as the level is high, and the level stands beside them in words', () => {
  for (const rank of [1, 2, 3, 4]) {
    const plate = laidOut({ size: 'M', language: 'both' }, { level: { code: String(rank), rank, of: 4 } })
    const pills = plate.elements.flatMap((e) => (e.kind === 'pill' ? [e.filled] : []))
    assert.deepEqual(
      pills,
      [1, 2, 3, 4].map((n) => n <= rank),
    )
    assert.ok(markSvg(plate).includes(`レベル${rank}`) && markSvg(plate).includes(`Level ${rank} of 4`))
  }
})

test('the method stands in words, in the language asked for', () => {
  const text = (language: MarkOptions['language']) =>
    markSvg(laidOut({ size: 'M', language }, { assessor: 'third-party' }))
  assert.ok(text('ja').includes('>第三者評価<') && !text('ja').includes('>Third-party<'))
  assert.ok(text('en').includes('>Third-party<') && !text('en').includes('>第三者評価<'))
  assert.ok(text('both').includes('>第三者評価<') && text('both').includes('>Third-party<'))
})

test('for a printer, module and plate are whole dots and a module has at least four', () => {
  for (const dpi of markDpis)
    for (const { size, language } of every) {
      const plate = laidOut({ size, language, dpi })
      const code = plate.elements.find((e) => e.kind === 'code')
      assert.ok(code?.kind === 'code')
      const dots = (mm: number) => (mm / 25.4) * dpi
      for (const mm of [code.module, code.x, code.y, plate.width, plate.height])
        assert.ok(Math.abs(dots(mm) - Math.round(dots(mm))) < 1e-6, `${size} ${dpi} ${mm}`)
      assert.ok(dots(code.module) >= 4 - 1e-6)
    }
})

test('a sample says so on every plate', () => {
  for (const options of every) {
    const svg = markSvg(laidOut(options, { sample: true }))
    assert.ok(svg.includes(options.language === 'en' ? '>SAMPLE<' : '>見本<'), options.size)
    assert.equal(/見本|SAMPLE/.test(markSvg(laidOut(options))), false)
  }
})
