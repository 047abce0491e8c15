import { isIPv6 } from 'node:net'
import type { AccountFault } from '../../casework/account-faults.ts'
import type { Needs } from './needs.ts'
import { digestOfToken } from './secrets.ts'

/** How often something may happen per mail address and per network within an hour, over all app servers. */
const limits = {
  'request-code': { address: 8, network: 40 },
  'enter-code': { address: 25, network: 100 },
  register: { address: 4, network: 20 },
  'watch-mail': { address: 3, network: 20 },
  'watch-feed': { address: 20, network: 20 },
} as const

const window = 60 * 60_000

/** The network a client comes from; an IPv6 customer usually holds a whole /64. */
export const networkOf = (ip: string): string =>
  isIPv6(ip) && !ip.toLowerCase().startsWith('::ffff:') ? `${firstGroups(ip)}::/64` : ip.replace(/^::ffff:/i, '')

function firstGroups(ip: string): string {
  const [head = '', tail] = ip.toLowerCase().split('%')[0]!.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const all = [...left, ...Array<string>(zeros).fill('0'), ...right]
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

/** Counts one attempt and refuses when there were too many. Counting and comparing are one statement. */
export async function holdBack(
  needs: Pick<Needs, 'pool' | 'clock'>,
  kind: keyof typeof limits,
  address: string,
  ip: string,
): Promise<AccountFault | undefined> {
  const now = needs.clock.now()
  const ends = new Date(Date.parse(now) + window).toISOString()
  let minutes = 0
  for (const [name, what] of [
    ['network', networkOf(ip)],
    ['address', address],
  ] as const) {
    const { rows } = await needs.pool.query<{ count: number; ends_at: Date }>(
      `insert into accounts.rate as r (key, count, ends_at) values ($1, 1, $2)
       on conflict (key) do update set
         count = case when r.ends_at <= $3 then 1 else r.count + 1 end,
         ends_at = case when r.ends_at <= $3 then excluded.ends_at else r.ends_at end
       returning count, ends_at`,
      [digestOfToken(`${kind} ${name} ${what}`), ends, now],
    )
    const row = rows[0]!
    if (row.count > limits[kind][name])
      minutes = Math.max(minutes, Math.ceil((row.ends_at.getTime() - Date.parse(now)) / 60_000))
    // A network that is held back must not use up the attempts of the address it names.
    if (minutes > 0) break
  }
  return minutes > 0 ? { code: 'too-many-attempts', minutes } : undefined
}

/** Removes what has run out: sessions, codes, half-finished sign-ins, counters. Safe at any time, on any server. */
export async function sweep(needs: Pick<Needs, 'pool' | 'clock'>): Promise<void> {
  const now = needs.clock.now()
  for (const table of ['session', 'login_code', 'webauthn_flow', 'oidc_flow'])
    await needs.pool.query(`delete from accounts.${table} where expires_at < $1`, [now])
  await needs.pool.query('delete from accounts.rate where ends_at < $1', [now])
}
