import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'vitest'
import { labelNumber, sampleRegister } from '../../../tests/support/sample-register.ts'
import { readBit } from '../attestation/status-bits.ts'
import { openReplay } from './replay.ts'

type Register = ReturnType<typeof sampleRegister>

function replay(register: Register) {
  const log = openReplay()
  const found = register.leaves.flatMap(({ jws }) => log.add(jws, hash('sha256', jws, 'hex')))
  return { log, codes: [...found, ...log.close()].map((f) => f.code) }
}

test('bits follow the events: suspended and restored back and forth, withdrawn for good', async () => {
  const register = sampleRegister()
  for (let n = 0; n < 3; n++) await register.issue(labelNumber(n))
  await register.event('suspended', 0)
  await register.event('restored', 0)
  await register.event('suspended', 1)
  await register.event('withdrawn', 1)
  await register.event('ended', 2)
  const { log, codes } = replay(register)
  assert.deepEqual(codes, [])
  assert.equal(log.listCount, 1)
  const bits = (purpose: 'revocation' | 'suspension') => [0, 1, 2].map((i) => readBit(log.bits(purpose, 0), i))
  assert.deepEqual(bits('revocation'), [false, true, true])
  assert.deepEqual(bits('suspension'), [false, true, false])
})

test('what must never be in the log is found', async () => {
  const afterEnd = sampleRegister()
  await afterEnd.issue(labelNumber(0))
  await afterEnd.event('withdrawn', 0)
  await afterEnd.event('restored', 0)
  await afterEnd.issue(labelNumber(0))
  assert.deepEqual(replay(afterEnd).codes, ['event-after-end', 'credential-after-end'])

  const twice = sampleRegister()
  await twice.issue(labelNumber(0))
  await twice.issue(labelNumber(0))
  assert.deepEqual(replay(twice).codes, ['credential-not-superseded'])
  await twice.event('superseded', 0)
  assert.deepEqual(replay(twice).codes, [])

  const reused = sampleRegister()
  await reused.issue(labelNumber(0))
  await reused.issue(labelNumber(1), ['M'], { statusIndex: 0 })
  assert.deepEqual(replay(reused).codes, ['status-index-reused'])

  const turn = sampleRegister()
  await turn.issue(labelNumber(0))
  await turn.event('restored', 0)
  turn.leaves.push({ jws: 'not.a.leaf', label: undefined })
  assert.deepEqual(replay(turn).codes, ['event-out-of-turn', 'leaf-unreadable'])
})
