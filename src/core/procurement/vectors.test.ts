import assert from 'node:assert/strict'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../tests/support/catalogue.ts'
import {
  linesOf,
  procurementVectors,
  worldForeign,
  worldRecognition,
  worldRegister,
  worldSchemes,
} from '../../../tests/support/procurement-world.ts'
import { type CheckInput, check } from './check.ts'
import { choosePolicy, customPolicy } from './choose-policy.ts'
import type { Conditions, LevelDemand } from './demand.ts'
import type { AskedLine } from './line.ts'
import { isProfile } from './profile.ts'
import { reasonCodes, tell } from './reason.ts'
import { checkSystems } from './system.ts'

interface Case {
  readonly name: string
  readonly policy?: string
  readonly custom?: {
    readonly anyOf: readonly LevelDemand[]
    readonly categories?: readonly string[]
    readonly conditions: Conditions
  }
  readonly catalogue?: boolean
  readonly asOf: string
  readonly delivery?: string
  readonly contractEnd?: string
  readonly lines: readonly (string | Omit<AskedLine, 'row'>)[]
  readonly expect: readonly string[] // answer, code, and how it was found where that is the point
  readonly also?: readonly string[]
  readonly problems?: readonly string[]
  readonly system?: string
  readonly rows?: readonly (readonly number[])[]
  readonly quantities?: readonly (number | null)[]
}

function inputOf(v: Omit<Case, 'name' | 'expect'>): CheckInput {
  const { asOf, delivery, contractEnd } = v
  const chosen = v.custom
    ? {
        against: customPolicy({ day: asOf, demands: [v.custom], conditions: v.custom.conditions }),
        importance: undefined,
      }
    : choose(v.policy!, '2026-11-24')
  return {
    lines: linesOf(v.lines),
    ...chosen,
    register: worldRegister,
    schemes: v.catalogue ? wholeCatalogue.schemes : worldSchemes,
    recognition: v.catalogue ? wholeCatalogue.recognition : worldRecognition,
    vocabulary: wholeCatalogue.facts,
    foreign: worldForeign,
    asOf,
    delivery,
    contractEnd,
  }
}

function choose(asked: string, day: string) {
  const chosen = choosePolicy(wholeCatalogue, asked, day)
  assert.ok(chosen.ok, asked)
  return chosen.value
}

const cases = procurementVectors<readonly Case[]>('check')
const told = new Set<string>()

for (const v of cases)
  test(v.name, () => {
    const input = inputOf(v)
    const report = check(input)
    assert.ok(report.ok, JSON.stringify(report))
    const { rows } = report.value
    assert.deepEqual(
      rows.map(({ answer, code, match }, i) =>
        [answer, code, ...(v.expect[i]?.split(' ').length === 3 ? [match] : [])].join(' '),
      ),
      v.expect,
    )
    for (const { findings, code, asked } of rows) {
      assert.ok(findings.some((finding) => finding.code === code))
      for (const finding of findings) {
        told.add(finding.code)
        const { words, next } = tell(finding)
        assert.match(words.ja + next.ja, /[ぁ-ん一-龠]/)
        assert.doesNotMatch(words.ja + words.en + next.ja + next.en, /\{\w+\}|undefined|NaN/, JSON.stringify(asked))
      }
    }
    if (v.also)
      assert.deepEqual(
        rows[0]!.findings.map((f) => f.code).filter((c) => c !== rows[0]!.code),
        v.also,
      )
    if (v.problems)
      assert.deepEqual(
        rows.filter(({ code }) => code === 'UNREADABLE').map(({ findings }) => findings[0]!.facts.code),
        v.problems,
      )
    if (v.rows)
      assert.deepEqual(
        rows.map((row) => row.rows),
        v.rows,
      )
    if (v.quantities)
      assert.deepEqual(
        rows.map(({ quantity = null }) => quantity),
        v.quantities,
      )
    if (v.system !== undefined) {
      const { against } = input
      assert.ok(isProfile(against))
      const systems = checkSystems({ ...input, against })
      assert.ok(systems.ok)
      assert.deepEqual(
        systems.value.systems.map(({ answer }) => answer),
        [v.system],
      )
    }
  })

test('the vectors make every code be said', () =>
  assert.deepEqual(
    reasonCodes.filter((code) => !told.has(code)),
    [],
  ))

for (const v of procurementVectors<readonly (Omit<Case, 'expect'> & { readonly fault?: string })[]>('refused'))
  test(v.name, () => {
    const report = check(inputOf(v))
    assert.equal(report.ok ? undefined : report.fault.code, v.fault)
  })

interface Choice {
  readonly asked: string
  readonly day: string
  readonly means?: string
  readonly importance?: string
  readonly fault?: string
}

for (const { asked, day, means, importance, fault } of procurementVectors<readonly Choice[]>('choose'))
  test(`on ${day} '${asked}' means ${means ?? fault}`, () => {
    const chosen = choosePolicy(wholeCatalogue, asked, day)
    if (!chosen.ok) return assert.equal(chosen.fault.code, fault)
    const { against } = chosen.value
    assert.deepEqual([`${against.id}@${against.version}`, chosen.value.importance], [means, importance])
  })
