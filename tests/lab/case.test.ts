import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import { benchRules } from '../../src/adapters/bench/bench-rules.ts'
import { deviceRuns } from '../../src/adapters/bench/device-runs.ts'
import { inspect } from '../../src/adapters/files/sniff.ts'
import type { DeviceRuns } from '../../src/casework/device-runs.ts'
import { registerEvaluator } from '../../src/casework/evaluator-desk.ts'
import { taskList } from '../../src/casework/queries.ts'
import { declaring, people, story } from '../support/application.ts'
import { filledForRouter, qualification } from '../support/bench-story.ts'
import { catalogueSchemes } from '../support/catalogue.ts'
import { type MemoryPorts, memoryPorts } from '../support/memory-ports.ts'
import { probeDevice } from '../support/probe-device.ts'
import { withTargets } from '../support/targets.ts'

// An application orders a test, the bench tests a device for it, and its evidence comes into the case as it left the bench.

const { applicant, administrator } = people

withTargets('an application with a run on the bench', ['router-telnet'], (targets) => {
  test('evidence of a router with telnet left in is taken, and says what is wrong with it', async () => {
    const policies = new Set([benchRules().digests.policy])
    const runs: DeviceRuns = {
      policies,
      read: (file, of) => deviceRuns({ files: house.ports.files, policies }).read(file, of),
    }
    const house: MemoryPorts = memoryPorts({ schemes: catalogueSchemes, runs, now: new Date().toISOString() })
    const s = story(house)
    await filledForRouter(s)
    await s.does(applicant, 'order-run', {})
    const [order] = s.now().runOrders
    assert.ok(order)
    const work = mkdtempSync(join(tmpdir(), 'hoshirushi-order-'))
    const { id, nonce } = order
    writeFileSync(join(work, 'order.json'), JSON.stringify({ id, nonce, issuedBy: 'https://labels.example.jp' }))

    const probed = await probeDevice(targets(), 'router-telnet', { more: ['--order', join(work, 'order.json')] })
    const path = join(probed.folder, 'evidence.zip')
    const file = await open(path)
    const looked = await inspect(file, probed.file.length, 'evidence.zip')
    await file.close()
    assert.deepEqual(looked, { ok: true, value: { type: 'application/zip' } })
    const attach = { digest: await house.store(probed.file), name: 'evidence.zip', size: probed.file.length }
    assert.equal(await s.refused(applicant, 'attach-run', attach), 'evaluator-key-unknown')

    const read = await runs.read(attach.digest, 'maker-a')
    assert.ok(read.ok, JSON.stringify(read))
    const { key } = read.value
    assert.ok((await registerEvaluator(house.ports, administrator, { ...qualification, key })).ok)
    house.setNow(new Date().toISOString())
    await s.does(applicant, 'attach-run', attach)

    const scheme = house.ports.schemes.find('star-two-sample')
    assert.ok(scheme)
    const tasks = taskList(s.now(), scheme).flatMap((group) => group.tasks)
    const stands = (criterion: string) => tasks.find((task) => task.id === `criterion:${criterion}`)
    assert.equal(stands('S2-17')?.status, 'problem')
    assert.match(stands('S2-17')?.reason?.ja ?? '', /5\.6-1-2b tcp\/23/)
    assert.match(stands('S2-18')?.reason?.ja ?? '', /tcp\/23/)
    // The guided steps were not done: there is nothing to declare yet.
    assert.equal(await s.refused(applicant, 'declare', declaring(s)), 'device-run-missing')
  }, 300_000)
})
