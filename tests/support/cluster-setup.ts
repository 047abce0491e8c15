import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../../src/adapters/embedded-postgres/start-embedded.ts'

/** Vitest calls this once a run: a folder for the run's database servers, which tests/support/cluster.ts starts when asked. */
export function setup(): () => Promise<void> {
  const run = mkdtempSync(join(tmpdir(), 'hoshirushi-test-'))
  process.env.HOSHIRUSHI_TEST_RUN = run
  return async () => {
    // Joining as the last user and leaving stops a server, whoever started it.
    for (const name of readdirSync(run))
      if (existsSync(join(run, name, 'data/postmaster.pid')))
        await (await startEmbedded({ folder: join(run, name) })).stop()
    rmSync(run, { recursive: true, force: true })
  }
}
