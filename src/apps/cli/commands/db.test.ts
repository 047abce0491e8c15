import assert from 'node:assert/strict'
import { test } from 'vitest'
import { type DbWork, dbBackup, dbMigrate, dbRestore } from './db.ts'

const faults = {
  'backup-damaged': {
    what: { ja: '{file} が違います。', en: '{file} differs.' },
    why: { ja: '', en: '' },
    next: { ja: '', en: '' },
  },
}
const work: DbWork = {
  migrate: async () => [],
  backup: async (_, onProgress) => {
    onProgress({ part: 'tables', done: 0, total: 7 })
    return { ok: true, value: { fingerprint: 'sha256:ab', rows: 12, files: 3 } }
  },
  restore: async () => ({ ok: false, fault: { code: 'backup-damaged', file: 'a.gz' } as { code: string } }),
  faults,
}

test('a backup tells where it is, its fingerprint, and that the keys are not in it', async () => {
  const lines: string[] = []
  const outcome = await dbBackup(work, '/b', { lang: 'ja', onProgress: (line) => lines.push(line) })
  assert.equal(outcome.exit, 0)
  assert.match(outcome.text, /\/b に書きました（12 行、3 ファイル）/)
  assert.match(outcome.text, /sha256:ab/)
  assert.match(outcome.text, /署名鍵は含まれていません/)
  assert.deepEqual(lines, ['表 1/7'])
})

test('a restore says that everyone signs in again', async () => {
  const restored = {
    ...work,
    restore: async () => ({ ok: true, value: { fingerprint: 'sha256:ab', rows: 1, files: 1 } }),
  }
  assert.match((await dbRestore(restored as DbWork, '/b', { lang: 'ja' })).text, /全員がもう一度ログイン/)
  assert.match((await dbRestore(restored as DbWork, '/b', { lang: 'en' })).text, /everyone signs in again/)
})

test('a refusal is told in words, with its code and exit 2', async () => {
  const outcome = await dbRestore(work, '/b', { lang: 'en' })
  assert.equal(outcome.exit, 2)
  assert.match(outcome.text, /a\.gz differs\./)
  assert.match(outcome.text, /\[backup-damaged\]/)
})

test('a migration that had nothing to do says so', async () => {
  assert.deepEqual(await dbMigrate(work, { lang: 'en' }), {
    exit: 0,
    text: 'The database is up to date.',
    json: { applied: [] },
  })
  const applied = await dbMigrate({ migrate: async () => ['001-base.sql'] }, { lang: 'ja' })
  assert.equal(applied.text, '適用しました: 001-base.sql')
})
