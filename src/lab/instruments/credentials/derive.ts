import type { CredentialPair } from '../../bench.ts'

/** What is known of a device that a password might be made of. */
export interface KnownOfDevice {
  readonly model?: string
  readonly mac?: string
  readonly serials?: readonly string[]
  readonly users: readonly string[] // declared; 'admin' is taken where none is
}

/** Guesses from the device itself, as makers have derived passwords: likeliest first. The id says the rule, never the value. */
export function derivePairs({ model, mac, serials = [], users }: KnownOfDevice): readonly CredentialPair[] {
  const names = users.length > 0 ? users.slice(0, 3) : ['admin']
  const hex = mac?.toLowerCase().replace(/[^0-9a-f]/g, '') ?? ''
  const serial = serials[0]?.trim() ?? ''
  const word = model?.trim().split(/\s+/)[0] ?? ''
  const values: readonly (readonly [rule: string, password: string])[] = [
    ['mac-tail', hex.length === 12 ? hex.slice(-6) : ''],
    ['mac', hex.length === 12 ? hex.toUpperCase() : ''], // LevelOne cameras: root and the MAC in capital letters (manual of the FCS-1081)
    ['serial', serial],
    ['serial-tail', serial.length > 8 ? serial.slice(-8) : ''],
    ['mac-tail-upper', /[a-f]/.test(hex.slice(-6)) ? hex.slice(-6).toUpperCase() : ''],
    ['model', word],
    ['model-lower', word.toLowerCase() === word ? '' : word.toLowerCase()],
  ]
  const seen = new Set<string>()
  const pairs = [
    ...values.flatMap(([rule, password]) => (password === '' ? [] : [[rule, names[0]!, password, 0] as const])),
    // What lists try for 'admin' or 'root' is tried for the users that are declared as well.
    ...users
      .slice(0, 3)
      .flatMap((user, i) => [
        ['user-twice', user, user, i] as const,
        ['user-alone', user, '', i] as const,
        ['user-1234', user, '1234', i] as const,
        ['user-password', user, 'password', i] as const,
      ]),
  ]
  return pairs.flatMap(([rule, user, password, i]) => {
    const key = `${user}\n${password}`
    if (seen.has(key) || password.length > 64) return []
    seen.add(key)
    return [{ id: `derived-${rule}-${i + 1}`, user, password }]
  })
}

/** What a pair has to be known from to be tried at a login. */
const protocolOf = (login: string): string => login.replace(/-(basic|digest|form)$/, '').replace(/^recipe$/, 'http')

/**
 * As many pairs as a service may be tried with: what can be derived from the device, what is known of its protocol and what is common,
 * in turn, since the likeliest of each matter most.
 */
export function choosePairs(
  login: string,
  corpus: readonly CredentialPair[],
  derived: readonly CredentialPair[],
  {
    atMost,
    passwordAlone = false,
    perUser,
  }: {
    readonly atMost: number
    readonly passwordAlone?: boolean
    /** Below a lock-out that counts by account, a right login of one user sets no other user's count back. */
    readonly perUser?: { readonly atMost: number; readonly except: string }
  },
): readonly CredentialPair[] {
  const protocol = protocolOf(login)
  const own = corpus.filter((p) => p.for?.includes(protocol))
  const common = protocol === 'snmp' ? [] : corpus.filter((p) => p.for === undefined)
  const guesses = protocol === 'snmp' ? [] : derived
  const rows = Math.max(own.length, common.length)
  const inTurn = Array.from({ length: rows }, (_, i) => [common[i], own[i], guesses[i]]).flat()
  const seen = new Set<string>()
  const chosen: CredentialPair[] = []
  for (const pair of [...inTurn, ...guesses.slice(rows)]) {
    if (pair === undefined || chosen.length >= atMost) continue
    if (!passwordAlone && pair.user === '' && protocol !== 'snmp' && protocol !== 'telnet') continue
    const key = passwordAlone || protocol === 'snmp' ? pair.password : `${pair.user}\n${pair.password}`
    if (seen.has(key) || (passwordAlone && pair.password === '')) continue
    const before = chosen.filter((p) => p.user === pair.user).length
    if (perUser !== undefined && pair.user !== perUser.except && before >= perUser.atMost) continue
    seen.add(key)
    chosen.push(pair)
  }
  return chosen
}
