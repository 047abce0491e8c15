import assert from 'node:assert/strict'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../tests/support/catalogue.ts'
import {
  linesOf,
  worldForeign,
  worldRecognition,
  worldRegister,
  worldSchemes,
} from '../../../tests/support/procurement-world.ts'
import { assessorText } from '../attestation/mark.ts'
import { methodText } from './demand.ts'
import { checkSystems } from './system.ts'
import { requestText, tenderText } from './tender-text.ts'
import { whatBreaks } from './what-breaks.ts'

const profile = (id: string) => wholeCatalogue.profiles.find((one) => one.id === id)!
const policy = (id: string) => wholeCatalogue.policies.findLast((one) => one.id === id)!
const base = {
  register: worldRegister,
  schemes: worldSchemes,
  recognition: worldRecognition,
  foreign: worldForeign,
  asOf: '2026-11-24',
}
const home = linesOf([
  { model: 'HR-200', role: 'router' },
  { model: 'GW-F1', role: 'gateway' },
  { model: 'LT-1', role: 'lighting' },
  { model: 'LK-1', role: 'lock' },
])

test('scenario 16: each role says what it needs, why, and what was found', () => {
  const made = checkSystems({ ...base, against: profile('smart-home'), lines: home })
  assert.ok(made.ok)
  const [system] = made.value.systems
  assert.deepEqual(
    system!.roles.map(({ role, answer, needed }) => [role, answer, needed.ja]),
    [
      ['router', 'does-not-meet', 'JC-STAR ☆2'],
      ['gateway', 'meets', 'JC-STAR ☆2'],
      ['lighting', 'meets', 'JC-STAR ☆1'],
      ['lock', 'does-not-meet', 'JC-STAR ☆2'],
    ],
  )
  assert.equal(system!.answer, 'does-not-meet')
})

test('systems told apart by name are answered one by one', () => {
  const lines = linesOf([
    { model: 'GW-F1', role: 'gateway', system: '東館' },
    { model: 'HR-200', role: 'router', system: '西館' },
    { model: 'LT-1', role: 'lighting', system: '東館' },
  ])
  const made = checkSystems({ ...base, against: profile('smart-home'), lines })
  assert.ok(made.ok)
  assert.deepEqual(
    made.value.systems.map(({ name, answer }) => [name, answer]),
    [
      ['東館', 'meets'],
      ['西館', 'does-not-meet'],
    ],
  )
})

test('a required role that nobody plays is named', () => {
  const lines = linesOf([{ model: 'AC-1', role: 'BMS' }])
  const made = checkSystems({ ...base, against: profile('long-term-capacity-auction'), lines })
  assert.ok(made.ok)
  assert.deepEqual(
    made.value.systems[0]!.roles.map(({ role, missing }) => [role, missing]),
    [
      ['bms', false],
      ['ems', true],
      ['pcs', true],
    ],
  )
})

test('raising the level of a role names the rows that break, and how many labels would be left', () => {
  const made = whatBreaks(
    { ...base, against: profile('smart-home'), lines: home },
    { role: 'lighting', anyOf: [{ scheme: 'jc-star', level: '2' }] },
  )
  assert.ok(made.ok)
  const { changed, market, profile: draft } = made.value
  assert.deepEqual(changed, [
    {
      row: 3,
      rows: [3],
      before: { answer: 'meets', code: 'OK' },
      after: { answer: 'does-not-meet', code: 'LEVEL_TOO_LOW' },
    },
  ])
  assert.deepEqual(market, { labels: 1, before: 1, after: 0 })
  assert.equal(draft.version, '2023+draft')
  assert.notEqual(draft.digest, profile('smart-home').digest)
})

test('a role that the profile does not have cannot be raised', () => {
  const made = whatBreaks({ ...base, against: profile('smart-home'), lines: home }, { role: 'roof', anyOf: [] })
  assert.equal(made.ok ? undefined : made.fault.code, 'role-not-in-profile')
})

test('a tender says level, delivery, support and limits, in both languages, and what it was made from', () => {
  const made = tenderText({
    against: policy('enterprise-example'),
    schemes: worldSchemes,
    day: '2026-11-24',
    delivery: '2027-03-01',
    contractEnd: '2030-03-31',
  })
  const [ja, en] = (['ja', 'en'] as const).map((language) => made.clauses.map((one) => one[language]).join('\n'))
  for (const word of ['JC-STAR ☆1', '2027-03-01', '2030-03-31', '3'])
    for (const text of [ja!, en!]) assert.ok(text.includes(word), word)
  assert.ok(made.basis.en.includes(policy('enterprise-example').digest))
})

test('every policy and profile of the catalogue makes a tender with nothing left open', () => {
  for (const against of [...wholeCatalogue.policies, ...wholeCatalogue.profiles]) {
    const { title, clauses, basis } = tenderText({ against, schemes: wholeCatalogue.schemes, day: '2026-11-24' })
    for (const { ja, en } of [title, basis, ...clauses]) {
      assert.match(ja, /[ぁ-んァ-ヶ一-龠]/)
      assert.doesNotMatch(ja + en, /\{\w+\}|undefined|\[object/, against.id)
    }
  }
})

test('a tender for one importance leaves out the rows of the others', () => {
  const clauses = (importance: 'low' | 'high') =>
    tenderText({ against: policy('jp-government'), schemes: worldSchemes, day: '2026-11-24', importance })
      .clauses.map(({ ja }) => ja)
      .join('')
  assert.ok(clauses('low').includes('☆1') && !clauses('low').includes('☆3'))
  assert.ok(clauses('high').includes('☆3') && !clauses('high').includes('☆1'))
})

test('a request to a maker names product and level', () => {
  const { ja, en } = requestText({ model: 'ZZ-999' }, { ja: 'JC-STAR ☆1', en: 'JC-STAR ☆1' })
  for (const text of [ja, en]) assert.ok(text.includes('ZZ-999') && text.includes('JC-STAR ☆1'))
})

test('who assessed is called here as on the label', () => {
  for (const method of ['self', 'third-party'] as const) assert.equal(methodText[method].ja, assessorText[method].ja)
})
