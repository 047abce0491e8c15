import assert from 'node:assert/strict'
import { test } from 'vitest'
import { fairTurns } from './fair-turns.ts'

/** Work that ends when it is told to, and the order in which it was begun. */
function workshop() {
  const begun: string[] = []
  let end: () => void = () => undefined
  return {
    begun,
    piece: (name: string) => () =>
      new Promise<string>((done) => {
        begun.push(name)
        end = () => done(name)
      }),
    ends: async () => {
      end()
      for (let i = 0; i < 5; i++) await new Promise((turn) => setImmediate(turn))
    },
  }
}

test('whoever brings many pieces waits for themselves; whoever brings one is next', async () => {
  const take = fairTurns({ waiting: 10, each: 5 })
  const { begun, piece, ends } = workshop()
  for (const n of [1, 2, 3, 4]) void take('many', piece(`many ${n}`))
  void take('one', piece('one'))
  void take('other', piece('other'))
  for (let i = 0; i < 6; i++) await ends()
  // The second of the many was in line before the others came; from then on they take turns.
  assert.deepEqual(begun, ['many 1', 'many 2', 'one', 'other', 'many 3', 'many 4'])
})

test('one asker cannot fill the line: others still get in, and their own place comes back with each piece that is done', async () => {
  const take = fairTurns({ waiting: 4, each: 2 })
  const { begun, piece, ends } = workshop()
  void take('many', piece('many 1'))
  void take('many', piece('many 2'))
  for (let i = 0; i < 50; i++) assert.equal(take('many', piece('never')), 'too-many-of-yours')
  void take('other', piece('other'))
  await ends()
  void take('many', piece('many 3'))
  assert.equal(take('many', piece('never')), 'too-many-of-yours')
  for (let i = 0; i < 4; i++) await ends()
  assert.deepEqual(begun, ['many 1', 'many 2', 'other', 'many 3'])
})

test('where everybody together brings too much, the next is sent away whoever it is', async () => {
  const take = fairTurns({ waiting: 2, each: 2 })
  const { piece, ends } = workshop()
  for (const asker of ['a', 'b', 'c']) assert.notEqual(typeof take(asker, piece(asker)), 'string')
  assert.equal(take('d', piece('d')), 'full')
  await ends()
  assert.notEqual(typeof take('d', piece('d')), 'string')
})

test('work that fails fails for whoever asked, and the next is begun', async () => {
  const take = fairTurns({ waiting: 5, each: 5 })
  const failing = take('a', () => Promise.reject(new Error('disk')))
  const after = take('a', async () => 'done')
  assert.ok(typeof failing !== 'string' && typeof after !== 'string')
  await assert.rejects(failing, /disk/)
  assert.equal(await after, 'done')
})
