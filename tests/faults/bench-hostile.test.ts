import assert from 'node:assert/strict'
import { test } from 'vitest'
import { inOwnNetwork, noOwnNetwork } from '../support/own-network.ts'
import type { ProbeTrial, ProbeTrialResult } from '../support/probe-trial.ts'

// The real command against devices that mean ill, in a network of its own: it ends, says what it found, leaves evidence that is whole,
// stays below 300 MB, and keeps to itself what it was lent. A run ends after 60 minutes whatever happens (lab/caps.ts); these end sooner.

const trial = (what: ProbeTrial) =>
  inOwnNetwork<ProbeTrialResult>('probe-trial.ts', {
    before: 'ip link set lo multicast on && ip route add 224.0.0.0/4 dev lo',
    env: { TRIAL: JSON.stringify(what) },
    timeoutMs: what.capMs + 60_000,
  })

function held(found: ProbeTrialResult, ending: string): void {
  const { code, signal, megabytes, output, verify } = found
  assert.deepEqual([code, signal], [1, null], output)
  assert.ok(megabytes < 300, `${megabytes} MB`)
  assert.equal(found.ending, ending)
  assert.match(verify.output, /\[verified-unknown-key\]/)
  assert.doesNotMatch(output, /[^\P{Cc}\n]/u, 'nothing of the device may move the cursor')
  assert.deepEqual([found.outOfOrder, found.tellsSecrets, found.neighbourMet], [[], [], false])
}

for (const device of ['big-banner', 'nasty-banner', 'endless-stream', 'tls-endless', 'login-floods', 'leads-away'])
  test.skipIf(noOwnNetwork)(`a run comes to its end with a device that does its worst: ${device}`, async () => {
    const found = await trial({ device, capMs: 100_000 })
    console.log(`${device}: ${found.seconds.toFixed(1)} s, ${found.megabytes.toFixed(0)} MB`)
    held(found, 'finished')
  })

for (const device of ['endless-stream', 'login-floods'])
  test.skipIf(noOwnNetwork)(
    `Ctrl-C stops a run with ${device} within a second and leaves a signed partial record`,
    async () => {
      const found = await trial({ device, capMs: 100_000, stop: 'SIGINT' })
      console.log(`${device}: nothing more was sent after ${found.lastTrafficMs} ms, it ended after ${found.stopMs} ms`)
      held(found, 'stopped')
      assert.ok((found.lastTrafficMs ?? 10_000) < 1_000)
    },
  )

test.skipIf(noOwnNetwork)(
  'what is killed in the middle leaves nothing half-written, and nothing that others can read',
  async () => {
    const found = await trial({ device: 'endless-stream', capMs: 100_000, stop: 'SIGKILL' })
    assert.equal(found.signal, 'SIGKILL')
    assert.deepEqual([found.outOfOrder, found.tellsSecrets], [[], []])
    assert.equal(found.verify.output, 'no evidence')
  },
)
