import assert from 'node:assert/strict'
import { test } from 'vitest'
import { nodesOfLevel } from './demanded.ts'
import type { Provision } from './standard.ts'

const text = { ja: '見本', en: 'sample' }
const provision = (id: string, status: Provision['status']): Provision => ({
  id,
  status,
  conditions: [],
  subject: text,
  theme: 'T',
  provenance: { mark: 'own' },
})
const standards = [
  { id: 'std', provisions: [provision('1', 'mandatory'), provision('2', 'recommended'), provision('3', 'mandatory')] },
]
const scheme = { id: 'own', edition: { documentNumber: 'OWN 1', title: text, issued: '2026-01-01' } }
const demands = (provisions: 'all' | 'mandatory' | readonly string[]) => [
  { standard: 'std', provisions, provenance: { mark: 'own' } as const },
]

test('a level demands its criteria, under the name of its edition', () => {
  assert.deepEqual(nodesOfLevel(scheme, { criteria: ['A', 'B'] }, standards), ['own:A', 'own:B'])
  const later = { ...scheme, edition: { ...scheme.edition, key: 'v2' } }
  assert.deepEqual(nodesOfLevel(later, { criteria: ['A'] }, standards), ['own@v2:A'])
})

test('a level may demand all provisions of a standard, the mandatory ones, or some', () => {
  const of = (provisions: 'all' | 'mandatory' | readonly string[]) =>
    nodesOfLevel(scheme, { criteria: [], demands: demands(provisions) }, standards)
  assert.deepEqual(of('all'), ['std:1', 'std:2', 'std:3'])
  assert.deepEqual(of('mandatory'), ['std:1', 'std:3'])
  assert.deepEqual(of(['2']), ['std:2'])
})

test('what is demanded twice is demanded once', () => {
  const level = { criteria: ['A'], demands: [...demands(['3', '1']), ...demands('mandatory')] }
  assert.deepEqual(nodesOfLevel(scheme, level, standards), ['own:A', 'std:3', 'std:1'])
})
