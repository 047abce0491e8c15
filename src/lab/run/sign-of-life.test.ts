import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Observation } from '../observation.ts'
import { everAnswered } from './sign-of-life.ts'

const seen = (one: Observation['seen']): Observation => ({
  id: one.kind,
  sample: 1,
  began: 0,
  took: 1,
  completeness: 'complete',
  seen: one,
})
const scan = (open: number[], refused: number): Observation =>
  seen({ kind: 'port-scan', from: 1, to: 65535, open, refused, silent: 65535 - refused - open.length, canaries: [] })
const udp = (answer: 'answered' | 'refused' | 'nothing'): Observation =>
  seen({ kind: 'udp-probe', probe: 'dns', port: 53, answer })

test('a device that only refuses is there; one that is silent everywhere may not be', () => {
  assert.equal(everAnswered([scan([], 0), udp('nothing')]), false)
  assert.equal(everAnswered([]), false)
  assert.equal(everAnswered([scan([], 65535)]), true)
  assert.equal(everAnswered([scan([443], 0)]), true)
  assert.equal(everAnswered([scan([], 0), udp('answered')]), true)
})
