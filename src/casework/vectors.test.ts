import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { parse } from 'yaml'
import { addBusinessDays, businessDaysBetween, isBusinessDay, yearsKnown } from './calendar.ts'
import { clockOf } from './clock.ts'
import type { State } from './lifecycle.ts'
import { readModels } from './models.ts'

const vectors = <T>(file: string): T =>
  parse(readFileSync(new URL(`../../vectors/casework/${file}`, import.meta.url), 'utf8'))

interface Calendar {
  add: { name: string; from: string; days: number; expect: string }[]
  between: { name: string; from: string; to: string; expect: number }[]
}
const calendar = vectors<Calendar>('calendar.yaml')
for (const v of calendar.add) test(v.name, () => assert.equal(addBusinessDays(v.from, v.days), v.expect))
for (const v of calendar.between) test(v.name, () => assert.equal(businessDaysBetween(v.from, v.to), v.expect))

test('every holiday of the table follows from the rules of the law, and none is missing', () => {
  for (const year of yearsKnown.map(Number)) {
    const monday = (month: number, nth: number) => {
      const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay()
      return `${year}-${two(month)}-${two(1 + ((8 - first) % 7) + 7 * (nth - 1))}`
    }
    // The equinoxes by the usual approximation, good for 1980 to 2099.
    const equinox = (base: number) => Math.floor(base + 0.242194 * (year - 1980) - Math.floor((year - 1980) / 4))
    const fixed = ['01-01', '02-11', '02-23', '04-29', '05-03', '05-04', '05-05', '08-11', '11-03', '11-23']
    const days = new Set([
      ...fixed.map((day) => `${year}-${day}`),
      ...[monday(1, 2), monday(7, 3), monday(9, 3), monday(10, 2)],
      ...[`${year}-03-${two(equinox(20.8431))}`, `${year}-09-${two(equinox(23.2488))}`],
    ])
    for (const day of [...days]) {
      let next = day
      if (weekday(day) === 0) while (days.has(next)) next = plus(next, 1)
      days.add(next)
    }
    for (const day of [...days]) if (days.has(plus(day, 2)) && weekday(plus(day, 1)) !== 0) days.add(plus(day, 1))
    for (let day = `${year}-01-04`; day < `${year}-12-29`; day = plus(day, 1)) {
      const expected = weekday(day) !== 0 && weekday(day) !== 6 && !days.has(day)
      assert.equal(isBusinessDay(day), expected, day)
    }
  }
})

const two = (n: number) => String(n).padStart(2, '0')
const weekday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay()
const plus = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

interface Clock {
  name: string
  way: [string, State][]
  expect: unknown
}
for (const v of vectors<Clock[]>('clock.yaml'))
  test(v.name, () => assert.deepEqual(clockOf(v.way.map(([at, state]) => ({ at, state }))), v.expect))

interface Models {
  name: string
  text: string
  expect: unknown
}
for (const v of vectors<Models[]>('models.yaml')) test(v.name, () => assert.deepEqual(readModels(v.text), v.expect))
