import { dateInJapan, type Instant } from '../core/kernel/date.ts'
import type { NumberKind, OperatedScheme } from '../core/scheme/scheme.ts'
import type { CaseTransaction } from './ports.ts'

/** Next number of a kind, by the scheme's template; the series has no gaps within a year. */
export async function nextNumber(
  tx: CaseTransaction,
  scheme: OperatedScheme,
  kind: NumberKind,
  now: Instant,
): Promise<string> {
  const year = dateInJapan(now).slice(0, 4)
  const seq = await tx.nextNumber(`${scheme.id}/${kind}`, Number(year))
  return scheme.numbers[kind].replaceAll('{year}', year).replaceAll('{seq}', String(seq).padStart(4, '0'))
}
