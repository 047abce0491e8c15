import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type WrittenRegister, writeRegisterAsOf } from '../adapters/snapshot/write-register-as-of.ts'
import { openPool } from '../adapters/store/database.ts'
import type { ExchangeFault } from '../core/exchange/faults.ts'
import type { Instant } from '../core/kernel/date.ts'
import type { Fault } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { openDatabase } from './compose-database.ts'
import { tellFaults } from './faults.ts'
import './compose-check.ts' // tells that there is no register here

// What writing a register of the past needs of the world. Like compose.ts, allowed to name adapters.

/** Writes the register of an installation as it stood at a moment. */
export async function writeOwnRegister(
  home: string,
  file: string,
  asOf: Instant,
): Promise<Result<WrittenRegister, Fault>> {
  // To open a database where there is none would make one.
  const there = process.env.DATABASE_URL ? true : await stat(join(home, 'database')).catch(() => undefined)
  if (!there) return refuse({ code: 'register-not-here' as const, home })
  const database = await openDatabase(home)
  const pool = openPool(database.serving)
  try {
    const written = await writeRegisterAsOf(pool, file, asOf)
    return written === undefined ? refuse({ code: 'register-not-settled' as const, asOf }) : ok(written)
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException
    if (path === undefined) throw error
    return refuse<Fault>({ code: 'exchange-not-written', file, reason: code ?? 'error' } as ExchangeFault)
  } finally {
    await pool.end()
    await database.stop()
  }
}

tellFaults({
  'register-not-settled': {
    what: { ja: '{asOf}の登録簿は、まだ書き出せません。', en: 'The register of {asOf} cannot be written yet.' },
    why: { ja: '公開ログに入るのを待っているラベルがあります。', en: 'Labels of that moment still wait for the log.' },
    next: { ja: '1分ほど待って、もう一度実行してください。', en: 'Try again in a minute.' },
  },
})
