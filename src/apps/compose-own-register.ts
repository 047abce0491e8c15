import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readRegister } from '../adapters/lists/read-register.ts'
import { openPool } from '../adapters/store/database.ts'
import type { Instant } from '../core/kernel/date.ts'
import type { Fault } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { PackedRegister } from '../core/procurement/packed/packed-register.ts'
import { openDatabase } from './compose-database.ts'
import { tellFaults } from './faults.ts'

// The register of an installation; loaded only where no file of one is named, so that nobody waits for a database driver.

/** Reads the register of the installation in a home folder. */
export async function ownRegister(home: string, now: Instant): Promise<Result<PackedRegister, Fault>> {
  // To open a database where there is none would make one.
  const there = process.env.DATABASE_URL ? true : await stat(join(home, 'database')).catch(() => undefined)
  if (!there) return refuse({ code: 'register-not-here' as const, home })
  const database = await openDatabase(home)
  try {
    const pool = openPool(database.serving)
    const register = await readRegister(pool, now)
    await pool.end()
    return ok(register.packed)
  } finally {
    await database.stop()
  }
}

tellFaults({
  'register-not-here': {
    what: { ja: '照合する登録簿がありません。', en: 'There is no register to check against.' },
    why: {
      ja: '--register がなく、「{home}」にデータベースもありません。',
      en: 'There is no --register, and no database in {home}.',
    },
    next: {
      ja: '公開されている登録簿のファイルを --register で指定するか、HOSHIRUSHI_HOME を確かめてください。',
      en: 'Name the published register file with --register, or check HOSHIRUSHI_HOME.',
    },
  },
})
