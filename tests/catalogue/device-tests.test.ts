import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { parse } from 'yaml'
import { checks } from '../../src/lab/checks/all.ts'

// Every functional test case of ETSI TS 103 701 V1.1.1 is judged by exactly one check, with every unit it has: none is missing in
// silence, and none is judged twice.

interface Case {
  readonly id: string
  readonly kind: 'conceptual' | 'functional' | 'mixed'
  readonly units: number
}

const folder = join(import.meta.dirname, '../../catalogue/standards/etsi-ts-103-701/provisions')
const cases: readonly Case[] = readdirSync(folder).flatMap((file) =>
  (parse(readFileSync(join(folder, file), 'utf8')).provisions as { readonly cases: readonly Case[] }[]).flatMap(
    (p) => p.cases,
  ),
)
const functional = cases.filter((c) => c.kind === 'functional')
const mixed = cases.filter((c) => c.kind !== 'functional' && c.kind !== 'conceptual')

const lettersOf = ({ id, units }: Case) => Array.from({ length: units }, (_, i) => `${id}${'abcdefgh'[i]}`)

test('the specification has 46 functional cases and one that is both', () => {
  assert.equal(functional.length, 46)
  assert.deepEqual(
    mixed.map((c) => c.id),
    ['5.3-10-1'],
  )
})

test('every functional case is judged by exactly one check', () => {
  const missing = functional.map(({ id }) => id).filter((id) => checks.filter((c) => c.id === id).length !== 1)
  assert.deepEqual(missing, [])
})

test('a check judges every unit of its case, by its letter, and no other', () => {
  for (const one of functional) {
    const check = checks.find((c) => c.id === one.id)
    if (check) assert.deepEqual(check.units.map((u) => u.id).toSorted(), lettersOf(one), one.id)
  }
})

test('of the mixed case, the functional unit is judged', () => {
  const check = checks.find((c) => c.id === '5.3-10-1')
  assert.ok(check?.units.some((u) => u.id === '5.3-10-1c'))
})

test('a check with a number is of a case that the specification has; checks of our own have names, and no unit of it', () => {
  const known = new Set(cases.map((c) => c.id))
  const numbered = checks.filter((c) => /^\d/.test(c.id))
  const unknown = numbered.filter((c) => !known.has(c.id)).map((c) => c.id)
  assert.deepEqual(unknown, [])
  const own = checks.filter((c) => !numbered.includes(c)).flatMap((c) => c.units.map((u) => u.id))
  assert.deepEqual(
    own.filter((id) => /^\d/.test(id)),
    [],
  )
})

test('no unit is judged twice', () => {
  const units = checks.flatMap((c) => c.units.map((u) => u.id))
  assert.deepEqual(units.toSorted(), [...new Set(units)].toSorted())
})
