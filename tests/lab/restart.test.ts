import assert from 'node:assert/strict'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'vitest'
import { standsMalformedMessages } from '../../src/lab/checks/robustness.ts'
import { type Observation, ofKind } from '../../src/lab/observation.ts'
import { checkout } from '../support/app-process.ts'
import { judged } from '../support/lab-checks.ts'
import { withTargets } from '../support/targets.ts'

withTargets('a device that restarts while it is sent malformed messages', ['mid-hub'], (targets) => {
  test('it is noticed, named with the message, and left in peace', { timeout: 90_000 }, async () => {
    const hub = targets().device('mid-hub')
    const look = join(checkout, 'tests/support/robustness-look.ts')
    const looking = targets().exec(process.execPath, [look, hub.addresses.ipv4 ?? ''], { timeoutMs: 80_000 })
    await sleep(3_000)
    await hub.powerOff()
    await sleep(3_000)
    await hub.powerOn()
    const { stdout, stderr } = await looking
    const seen = ofKind(JSON.parse(stdout || 'null') as Observation[], 'robustness')
    assert.equal(seen.length, 2, stderr)
    const [restart] = seen.flatMap((o) => o.seen.away)
    assert.equal(restart?.whole, true)
    assert.match(restart?.after ?? '', /^ssh\//)
    assert.ok((restart?.seconds ?? 0) >= 2, `${restart?.seconds} s`)
    assert.equal(seen[1]?.trouble, 'device-in-distress')
    assert.equal(seen[1]?.seen.sent.length, 0)
    const { verdict, codes } = judged(standsMalformedMessages, seen as unknown as Observation[]).of('R-1a')
    assert.equal(verdict, 'fail')
    assert.ok(codes.includes('device-restarted'))
  })
})
