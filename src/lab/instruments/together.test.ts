import assert from 'node:assert/strict'
import { test } from 'vitest'
import { together } from './together.ts'

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))
async function* after(ms: number, ...values: readonly string[]) {
  for (const value of values) {
    await wait(ms)
    yield value
  }
}

test('what comes first is given first, and everything is given', async () => {
  const given: string[] = []
  for await (const value of together([after(40, 'slow'), after(10, 'a', 'b'), after(1)])) given.push(value)
  assert.deepEqual(given, ['a', 'b', 'slow'])
})

test('a failure is thrown, what was given before stays, and the others do not fail unheard', async () => {
  async function* failing(ms: number): AsyncGenerator<string> {
    yield* after(ms)
    await wait(ms)
    throw new Error(`after ${ms}`)
  }
  const given: string[] = []
  await assert.rejects(async () => {
    for await (const value of together([after(5, 'a'), failing(20), failing(30)])) given.push(value)
  }, /after 20/)
  assert.deepEqual(given, ['a'])
  await wait(30)
})
