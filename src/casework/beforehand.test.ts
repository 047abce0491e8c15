import assert from 'node:assert/strict'
import { test } from 'vitest'
import { inReview, people } from '../../tests/support/application.ts'
import { benchIxit, benchStory, evidenceOf, filledForRouter, testedRouter } from '../../tests/support/bench-story.ts'
import type { ActName } from './lifecycle.ts'
import { perform } from './perform.ts'
import type { Ports } from './ports.ts'
import type { Viewer } from './roles.ts'

/** The ports of a story, with an ear on when evidence is read: whether a transaction, and with it the case, was held meanwhile. */
function listening(ports: Ports) {
  let open = 0
  const reads: ('held' | 'free')[] = []
  const watched: Ports = {
    ...ports,
    store: {
      transact: (viewer, body) =>
        ports.store.transact(viewer, async (tx) => {
          open++
          try {
            return await body(tx)
          } finally {
            open--
          }
        }),
    },
    runs: {
      ...ports.runs,
      read: (file, of) => {
        reads.push(open > 0 ? 'held' : 'free')
        return ports.runs.read(file, of)
      },
    },
  }
  return { watched, reads }
}

test('evidence is read before the case is held, when it is attached and when it is judged again', async () => {
  const s = await benchStory()
  await filledForRouter(s)
  await s.does(people.applicant, 'order-run', { ixit: benchIxit })
  const { watched, reads } = listening(s.ports)
  const ask = async (who: Viewer, act: ActName, data: unknown) => {
    const done = await perform(watched, who, { act, caseId: s.now().id, data })
    assert.ok(done.ok, JSON.stringify(done))
  }
  await ask(people.applicant, 'attach-run', await evidenceOf(s))
  assert.deepEqual(reads, ['free'])
  await inReview(s)
  await ask(people.reviewer, 'replay-run', { run: s.now().runs[0]?.run })
  assert.deepEqual(reads, ['free', 'free'])
  assert.equal(s.now().runs[0]?.replays.at(-1)?.same, true)
})

test('a file is not read for somebody who may not attach it here, nor a file that they never brought', async () => {
  const s = await benchStory()
  await testedRouter(s)
  await s.does(people.applicant, 'order-run', { ixit: benchIxit })
  const evidence = await evidenceOf(s)
  const { watched, reads } = listening(s.ports)
  const ask = (who: Viewer, act: ActName, data: unknown) => perform(watched, who, { act, caseId: s.now().id, data })
  for (const [who, act, data] of [
    [people.stranger, 'attach-run', evidence],
    [people.reviewer, 'attach-run', evidence],
    [people.applicant, 'attach-run', { ...evidence, digest: `sha256:${'0'.repeat(64)}` }],
    [people.applicant, 'attach-run', {}],
    [people.applicant, 'replay-run', { run: s.now().runs[0]?.run }],
    [people.reviewer, 'replay-run', { run: 'run-of-nobody' }],
  ] as const) {
    const done = await ask(who, act, data)
    assert.ok(!done.ok, `${who.person} ${act} was not refused`)
  }
  assert.deepEqual(reads, [])
})
