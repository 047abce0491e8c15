import assert from 'node:assert/strict'
import { test } from 'vitest'
import { loggedPath } from './logged-path.ts'

test('what opens a list or a watch is not written into a log; everything else is', () => {
  const secret = 'aZ09_-'.repeat(6)
  for (const path of [`/ja/check/job/${secret}`, `/api/v1/checks/jobs/${secret}/result`, `/ja/watch/${secret}/stop`]) {
    assert.doesNotMatch(loggedPath(path), /aZ09/)
    assert.match(loggedPath(path), /…/)
  }
  for (const path of ['/l/7K3M9QXP2C', '/ja/watch/stopped', '/ja/watch/sent', '/ja/check/job'])
    assert.equal(loggedPath(path), path)
})
