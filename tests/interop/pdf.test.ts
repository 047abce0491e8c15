import assert from 'node:assert/strict'
import { extractText, getDocumentProxy } from 'unpdf'
import { test } from 'vitest'
import { artwork } from '../../src/adapters/artwork/artwork.ts'
import { type DeclarationRecord, declarationPdf } from '../../src/adapters/artwork/declaration-pdf.ts'
import { example, models } from './example.ts'

// The text of the PDFs as somebody else's reader finds it: what can be searched, copied and read aloud.

const record: DeclarationRecord = {
  number: 'A-2026-00001',
  sample: true,
  at: '2026-04-01T02:00:00Z',
  declared: { name: '見本 太郎', position: '品質保証部長', digest: `sha256:${'ab'.repeat(32)}` },
  scheme: {
    name: example.scheme.name,
    title: example.scheme.edition.title,
    documentNumber: 'SAMPLE-01',
    notice: { ja: '見本の制度です。', en: 'An invented scheme.' },
  },
  level: example.level,
  maker: example.maker,
  product: {
    name: example.product.name,
    models: models(60),
    minimumSoftware: '3.2.0',
    services: ['ひかりホーム'],
    supportUntil: '2031-03-31',
  },
  items: example.scheme.criteria.map((c, i) => ({
    criterion: c.id,
    title: c.title,
    claim: i === 3 ? 'not-applicable' : 'fulfilled',
    reason: i === 3 ? '無線の機能がないため、当てはまりません。' : '初期パスワードは機器ごとに異なります。'.repeat(8),
  })),
}

async function textOf(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
  return text.normalize('NFKC').replace(/\s+/g, '')
}

test('the declaration holds its text in Japanese and English', async () => {
  const text = await textOf(declarationPdf(record))
  for (const part of [
    'セキュリティ適合の自己宣言',
    'Self-declarationofconformity',
    '株式会社ひかり見本',
    'ひかりルーターHR-200シリーズ',
    '見本太郎',
    '無線の機能がないため、当てはまりません。',
    '【見本】',
    'T1-16',
    'HR-259W',
    '2031-03-31',
    `sha256:${'ab'.repeat(32)}`,
  ])
    assert.ok(text.includes(part), `${part} is not in the text`)
  assert.equal(text.includes('【下書き】'), false)
})

test('a preview says that nothing has been declared', async () => {
  const { declared, ...preview } = record
  assert.ok(declared)
  const text = await textOf(declarationPdf(preview))
  assert.ok(text.includes('【下書き】'))
  assert.ok(text.includes('まだ宣言していません'))
  assert.equal(text.includes('見本太郎'), false)
})

test('the same record is the same file, another record another', () => {
  const file = declarationPdf(record)
  assert.deepEqual(declarationPdf(record), file)
  assert.notDeepEqual(declarationPdf({ ...record, number: 'A-2026-00002' }), file)
})

test('a product name is text, never a command', async () => {
  const name = { ja: '#panic("x") ] $ * _ \\ " <script>', en: '#read("/etc/passwd")' }
  const text = await textOf(declarationPdf({ ...record, product: { ...record.product, name } }))
  assert.ok(text.includes('#panic("x")]$*_\\"<script>'))
  assert.ok(text.includes('#read("/etc/passwd")'))
})

test('the file calls itself PDF/A-2b', () => {
  const raw = Buffer.from(declarationPdf(record)).toString('latin1')
  assert.ok(raw.startsWith('%PDF-1.'))
  assert.match(raw, /pdfaid:part>2</)
  assert.match(raw, /pdfaid:conformance>B</)
})

test('the plate as PDF has its words as text, and is the same file each time', async () => {
  const order = {
    facts: {
      label: example.label,
      labelsUrl: example.issuer.labelsUrl,
      level: { code: '1', rank: 1, of: 4 },
      assessor: 'self',
      sample: true,
    },
    size: 'L',
    language: 'both',
    format: 'pdf',
  } as const
  const [first, second] = [await artwork(order), await artwork(order)]
  assert.ok(first.ok && second.ok)
  assert.deepEqual(first.value, second.value)
  const text = await textOf(first.value)
  for (const part of [
    'セキュリティ適合ラベル',
    'レベル1',
    'Level1of4',
    '自己宣言',
    '7K3M-9QXP-2C',
    '見本',
    'label.example.jp',
    '最新の状態は',
  ])
    assert.ok(text.includes(part), `${part} is not in the text`)
})

test('the plate as SVG has no live text left: it looks the same without our fonts', async () => {
  const facts = {
    label: example.label,
    labelsUrl: example.issuer.labelsUrl,
    level: { code: '2', rank: 2, of: 4 },
    assessor: 'self',
    sample: false,
  } as const
  const made = await artwork({ facts, size: 'M', language: 'ja', format: 'svg' })
  assert.ok(made.ok)
  const svg = new TextDecoder().decode(made.value)
  assert.match(svg, /^<svg [^>]*width="48mm" height="24mm" role="img"/)
  assert.match(svg, /<title id="t">レベル2（4段階）自己宣言 ラベル番号 7K3M-9QXP-2C<\/title>/)
  assert.equal(/<text|font-family|<script|<image|href="(?!#)/.test(svg), false)
})
