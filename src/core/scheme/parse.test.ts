import assert from 'node:assert/strict'
import { test } from 'vitest'
import { canonicalJson } from '../kernel/digest.ts'
import { schemeFaultTexts } from './faults.ts'
import { type CatalogueDocument, parseFacts, parseGlossary, parseScheme, parseStandard } from './parse.ts'

const text = { ja: '見本', en: 'sample' }
const own = { mark: 'own' }

const head = {
  id: 's',
  edition: { documentNumber: 'S-1', title: text, issued: '2026-01-01' },
  name: text,
  shortName: text,
  notice: text,
  officialUrl: 'https://scheme.example/',
  owner: text,
  operator: text,
  kind: 'label',
  jurisdiction: 'JP',
  mandatory: false,
  legalNature: text,
  state: { is: 'in-operation', text, provenance: own },
  timeline: [],
  evaluation: text,
  covers: text,
  levels: [],
  themes: [],
  questions: [],
  scope: [],
  operation: {
    categories: [],
    numbers: { application: 'A', acceptance: 'B', provisional: 'C', registration: 'label-id' },
    suspension: false,
    reasons: [],
  },
  provenance: own,
}
const criterion = (id: string) => ({
  id,
  theme: 't',
  title: text,
  demand: text,
  meaning: text,
  evidence: [text],
  procedures: [],
  notApplicable: { allowed: false, conditions: [], provenance: own },
  provenance: own,
})
const headFile = (data: unknown): CatalogueDocument => ({ file: 'schemes/s/scheme.yaml', data })
const criterionFile = (id: string, data: unknown = criterion(id)): CatalogueDocument => ({
  file: `schemes/s/criteria/${id}.yaml`,
  data,
})

test('a scheme is the same, digest and all, in whatever order its files are read', () => {
  const documents = [headFile(head), criterionFile('C-2'), criterionFile('C-10')]
  const one = parseScheme(documents)
  const other = parseScheme([...documents].reverse())
  assert(one.ok && other.ok)
  assert.equal(canonicalJson(one.value), canonicalJson(other.value))
  assert.deepEqual(
    one.value.criteria.map(({ id }) => id),
    ['C-2', 'C-10'],
  )
})

test('one changed word of what is judged by changes the digest', () => {
  const reworded = { ...criterion('C-1'), demand: { ...text, en: 'samples' } }
  const one = parseScheme([headFile(head), criterionFile('C-1')])
  const other = parseScheme([headFile(head), criterionFile('C-1', reworded)])
  assert(one.ok && other.ok)
  assert.notEqual(one.value.digest, other.value.digest)
})

test('a mistake is named by file, row and reason', () => {
  const data = { ...criterion('C-1'), notApplicable: { allowed: 'sometimes', conditions: [], provenance: own } }
  const parsed = parseScheme([headFile(head), criterionFile('C-1', data)])
  assert(!parsed.ok && parsed.fault.code === 'scheme-document-invalid')
  assert.equal(parsed.fault.file, 'schemes/s/criteria/C-1.yaml')
  assert.equal(parsed.fault.row, 'notApplicable.allowed')
  assert.match(parsed.fault.reason, /boolean/)
})

test('a field that nobody knows is refused, so that a slip of the pen is not without effect', () => {
  const parsed = parseScheme([headFile({ ...head, suspention: true })])
  assert(!parsed.ok && parsed.fault.code === 'scheme-document-invalid')
  assert.match(parsed.fault.reason, /suspention/)
})

test('a day that does not exist is refused', () => {
  const parsed = parseScheme([headFile({ ...head, edition: { ...head.edition, issued: '2026-02-30' } })])
  assert(!parsed.ok && parsed.fault.code === 'scheme-document-invalid')
  assert.equal(parsed.fault.row, 'edition.issued')
})

test('an official address that a browser could run as a script is refused', () => {
  const parsed = parseScheme([headFile({ ...head, officialUrl: 'javascript:alert(1)' })])
  assert(!parsed.ok && parsed.fault.code === 'scheme-document-invalid')
  assert.equal(parsed.fault.row, 'officialUrl')
})

test('a condition inside a condition is read, and a malformed one refused', () => {
  const rule = (when: unknown) => ({ id: 'r', when, verdict: 'in', reason: text, clause: '1', provenance: own })
  const nested = { any: [{ not: { fact: 'ip', is: [true, 'possible'] } }, { all: [] }] }
  assert(parseScheme([headFile({ ...head, scope: [rule(nested)] })]).ok)
  assert(!parseScheme([headFile({ ...head, scope: [rule({ not: { fact: 'ip' } })] })]).ok)
})

test('what is no document at all is refused and not thrown', () => {
  for (const data of [null, undefined, 'text', 7, [], { edition: null }]) {
    assert(!parseScheme([headFile(data)]).ok)
    assert(!parseStandard([{ file: 'standards/n/edition.yaml', data }]).ok)
    assert(!parseFacts({ file: 'facts.yaml', data }).ok)
    assert(!parseGlossary({ file: 'glossary.yaml', data }).ok)
  }
})

test('a scheme without its main file, and a file without a role, are refused', () => {
  const missing = parseScheme([criterionFile('C-1')])
  assert.deepEqual(missing, { ok: false, fault: { code: 'scheme-document-missing', file: 'scheme.yaml' } })
  const stray = parseScheme([headFile(head), { file: 'schemes/s/notes.yaml', data: {} }])
  assert.deepEqual(stray, { ok: false, fault: { code: 'scheme-document-unknown', file: 'schemes/s/notes.yaml' } })
})

const standardHead = {
  id: 'n',
  edition: { documentNumber: 'N-1' },
  name: text,
  publisher: text,
  kind: 'standard',
  shortName: text,
  jurisdiction: 'INT',
  textIsProtected: true,
  officialUrl: 'https://standard.example/',
  themes: [],
  conditions: [],
  provenance: own,
}
const provisions = (data: unknown) =>
  parseStandard([
    { file: 'standards/n/edition.yaml', data: standardHead },
    { file: 'standards/n/provisions/5.yaml', data },
  ])

test('a provision has the theme and provenance of its file unless it says its own', () => {
  const row = { status: 'mandatory', conditions: [], subject: text }
  const parsed = provisions({
    clause: '5',
    theme: 't',
    provenance: own,
    provisions: [
      { ...row, id: '5.10-1' },
      { ...row, id: '5.3-4B', theme: 'u', provenance: { mark: 'recalled' } },
      { ...row, id: '5.3-4A' },
    ],
  })
  assert(parsed.ok)
  assert.deepEqual(
    parsed.value.provisions.map(({ id, theme, provenance }) => [id, theme, provenance.mark]),
    [
      ['5.3-4A', 't', 'own'],
      ['5.3-4B', 'u', 'recalled'],
      ['5.10-1', 't', 'own'],
    ],
  )
})

test('a provision that nobody gives a provenance is refused', () => {
  const rows = [{ id: '5.1-1', status: 'mandatory', conditions: [], subject: text }]
  const parsed = provisions({ clause: '5', theme: 't', provisions: rows })
  assert(!parsed.ok && parsed.fault.code === 'scheme-document-invalid')
  assert.equal(parsed.fault.row, 'provisions[0].provenance')
})

test('every fault of the room has its three sentences in both languages', () => {
  for (const sentences of Object.values(schemeFaultTexts))
    for (const sentence of Object.values(sentences)) assert(sentence.ja.length > 5 && sentence.en.length > 5)
})
