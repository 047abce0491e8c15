import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { describe, test } from 'vitest'
import { readDevice } from '../../bench/targets/device.ts'
import type { Targets } from '../../bench/targets/start.ts'
import type { AssessedUnit } from '../../src/lab/assess.ts'
import { type Observation, ofKind } from '../../src/lab/observation.ts'
import { inOwnNetwork, noOwnNetwork } from '../support/own-network.ts'
import { withTargets } from '../support/targets.ts'

// Logins on real daemons: OpenSSH with what it spoke in 2010, dropbear, telnetd, vsftpd, lighttpd, nginx, mosquitto, snmpd, and
// devices that throttle and lock. The truth about each is in bench/targets.

interface Trial {
  readonly took: Readonly<Record<string, number>>
  readonly digest: string
  readonly units: readonly AssessedUnit[]
  readonly observed: readonly Observation[]
}
async function trials(targets: Targets, id: string, ...args: readonly string[]): Promise<readonly Trial[]> {
  const { stdout, stderr, code } = await targets.node('tests/support/login-trial.ts', [id, ...args], {
    timeoutMs: 170_000,
  })
  assert.equal(code, 0, stderr.slice(-2_000))
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Trial)
}
const trial = async (...args: Parameters<typeof trials>) => (await trials(...args))[0]!
const judged = ({ units }: Trial, unit: string) => units.find((u) => u.unit === unit)!
const parts = (t: Trial, unit: string) => judged(t, unit).parts.map((p) => `${p.about} ${p.verdict} ${p.reason.code}`)
const found = (t: Trial, endpoint: string) =>
  ofKind(t.observed, 'login-tries')
    .filter((o) => o.endpoint === endpoint)
    .flatMap((o) => o.seen.found)
    .toSorted()

/** What the folder of a device says of its logins is what was said here. */
function agreesWithTruth(t: Trial, id: string): void {
  const { truth } = readDevice(id)
  const own = new Set(t.units.map((u) => u.unit))
  for (const { id: fault, endpoint, units, verdicts } of truth.faults)
    for (const unit of units.filter((u) => own.has(u))) {
      const about = judged(t, unit).parts.filter((p) => endpoint === undefined || p.about === endpoint)
      const allowed: readonly string[] = verdicts ?? ['fail']
      assert.ok(
        about.some((p) => allowed.includes(p.verdict)),
        `${id} ${fault}: ${unit} ${endpoint}: ${parts(t, unit).join('; ')}`,
      )
    }
  for (const { unit } of truth.passes.filter((p) => own.has(p.unit)))
    assert.equal(judged(t, unit).verdict, 'pass', `${id}: ${unit}: ${parts(t, unit).join('; ')}`)
}

withTargets('the logins of the bad camera', ['bad-cam'], (targets) => {
  test('every default is found on every kind of login, and every fault is said', async () => {
    const t = await trial(targets(), 'bad-cam')
    assert.deepEqual(
      ['tcp/22', 'tcp/23', 'tcp/80', 'tcp/443', 'tcp/554', 'tcp/2222', 'tcp/8080', 'udp/161'].map((e) => [
        e,
        found(t, e),
      ]),
      [
        ['tcp/22', ['generic-01', 'mirai-01']],
        ['tcp/23', ['generic-01', 'mirai-01']],
        ['tcp/80', ['generic-01']],
        ['tcp/443', ['generic-01']],
        ['tcp/554', ['generic-06']],
        ['tcp/2222', ['generic-01', 'mirai-01']],
        ['tcp/8080', ['generic-01']],
        ['udp/161', ['snmp-01', 'snmp-02']],
      ],
    )
    const granted = ofKind(t.observed, 'access').filter((o) => o.seen.without === 'granted')
    assert.deepEqual(granted.map((o) => `${o.endpoint} ${o.seen.granted.join()}`).toSorted(), [
      'tcp/1883 messages',
      'tcp/21 files',
      'tcp/39527 shell',
      'tcp/9527 shell',
      'udp/5683 resource',
      'udp/69 protocol',
    ])
    agreesWithTruth(t, 'bad-cam')
    const seconds = (t.took['anonymous']! + t.took['credentials']! + t.took['lock-out']!) / 1_000
    console.log(`logins of the bad camera: ${seconds.toFixed(1)} s, ${JSON.stringify(t.took)}`)
    assert.ok(seconds < 45, `${seconds}`) // about 18 on an idle machine, of which 15 are telnetd's own delay
  })
})

withTargets('the logins of the good camera and the hub', ['good-cam', 'mid-hub'], (targets) => {
  test('nothing fails on the good camera, in seconds', async () => {
    const t = await trial(targets(), 'good-cam')
    goodCamera(t)
    assert.ok(Object.values(t.took).reduce((a, b) => a + b) < 5_000, JSON.stringify(t.took))
  })
  test('the hub: a limit is seen and not broken through, a lock-out that is not there fails', async () => {
    const t = await trial(targets(), 'mid-hub')
    agreesWithTruth(t, 'mid-hub')
    assert.notEqual(judged(t, '5.1-1-2c').verdict, 'pass')
    assert.ok(parts(t, '5.1-5-2b').includes('tcp/22 fail not-hindered'))
    assert.ok(parts(t, '5.1-5-2b').includes('tcp/443 pass hindered-as-declared'))
    console.log(`logins of the hub: ${JSON.stringify(t.took)}`)
  })
  test('without consent to a real account its lock-out stays open, and no account was tried', async () => {
    const t = await trial(targets(), 'mid-hub', 'no')
    assert.ok(parts(t, '5.1-5-2b').includes('tcp/22 inconclusive real-account-not-tried'))
    assert.ok(ofKind(t.observed, 'brute-force').every((o) => o.seen.account !== 'real'))
  })
})

function goodCamera(t: Trial): void {
  agreesWithTruth(t, 'good-cam')
  assert.deepEqual(
    t.units.filter((u) => u.verdict === 'fail').map((u) => u.unit),
    [],
  )
  assert.deepEqual(parts(t, '5.1-5-2b'), ['tcp/443 pass hindered-as-declared'])
}

withTargets('devices that make one wait', ['good-cam', 'throttled-hub', 'locker'], (targets) => {
  describe.concurrent('side by side', () => {
    test('a second run waits for the lock-outs of the first, and says the same (lab.md §4.3)', async () => {
      const runs = await trials(targets(), 'good-cam', 'yes', '2')
      for (const t of runs) goodCamera(t)
      assert.equal(new Set(runs.map((t) => t.digest)).size, 1)
    })
    for (const id of ['throttled-hub', 'locker'])
      test(`a default password behind a limit or a lock never passes: ${id} (lab.md §4.2)`, async () => {
        const t = await trial(targets(), id)
        agreesWithTruth(t, id)
        const { faults } = readDevice(id).truth
        for (const unit of ['5.1-1-2c', '5.1-2-2a']) assert.notEqual(judged(t, unit).verdict, 'pass')
        for (const { endpoint } of faults.filter((f) => f.units.includes('5.1-1-2c'))) {
          const said = judged(t, '5.1-1-2c').parts.filter((p) => p.about === endpoint)
          assert.ok(said.length > 0 && said.every((p) => p.verdict !== 'pass'), endpoint)
        }
        const declared = new Set(faults.flatMap((f) => f.units))
        for (const u of t.units.filter((u) => u.verdict === 'fail'))
          assert.ok(declared.has(u.unit), `${u.unit}: ${parts(t, u.unit).join('; ')}`)
      })
  })
})

const noLighttpd = existsSync('/usr/sbin/lighttpd') ? noOwnNetwork : 'lighttpd is not installed'
if (noLighttpd !== undefined) console.warn(`NOT RUN: Digest against lighttpd: ${noLighttpd}`)

test.skipIf(noLighttpd !== undefined)('Digest of lighttpd, in MD5 and in SHA-256', async () => {
  assert.deepEqual(await inOwnNetwork('digest-trial.ts'), {
    'MD5 right': 'accepted',
    'MD5 wrong': 'rejected',
    'SHA-256 right': 'accepted',
    'SHA-256 wrong': 'rejected',
  })
})
