import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'vitest'
import { giveBackShared, sharedMemory } from './shared-memory.ts'

test('a process that has little else to do does not hold what it no longer refers to', async () => {
  const before = process.memoryUsage().rss
  for (let n = 0; n < 16; n++) {
    new Uint8Array(sharedMemory(1 << 26)).fill(1)
    giveBackShared()
    await sleep(20)
  }
  assert.ok(process.memoryUsage().rss - before < 500_000_000, 'of the thousand million bytes')
})
