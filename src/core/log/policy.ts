import { keyTypes, parseVkey, type Vkey } from './note.ts'

/** Who must have signed: a witness, or at least k members of a group. */
export type Quorum =
  | { readonly kind: 'none' }
  | { readonly kind: 'witness'; readonly key: Vkey }
  | { readonly kind: 'group'; readonly k: number; readonly members: readonly Quorum[] }

/** C2SP tlog-policy: which logs are believed, and which witnesses have to have seen a checkpoint. */
export interface Policy {
  readonly logs: readonly Vkey[]
  readonly witnesses: readonly Vkey[]
  readonly quorum: Quorum
}

export type PolicyFault =
  | { readonly code: 'policy-line-malformed'; readonly line: number }
  | { readonly code: 'policy-name-unknown'; readonly line: number; readonly name: string }
  | { readonly code: 'policy-name-taken'; readonly line: number; readonly name: string }
  | { readonly code: 'policy-key-repeated'; readonly line: number }
  | { readonly code: 'policy-without-quorum' }

type PolicyReading = { readonly ok: true; readonly value: Policy } | { readonly ok: false; readonly fault: PolicyFault }

const no = (fault: PolicyFault): PolicyReading => ({ ok: false, fault })

/** Reads a policy file. */
export function parsePolicy(text: string): PolicyReading {
  const logs: Vkey[] = []
  const witnesses: Vkey[] = []
  const names = new Map<string, Quorum>()
  const grouped = new Set<string>()
  let quorum: Quorum | undefined
  for (const [i, raw] of text.split('\n').entries()) {
    const line = i + 1
    const [verb, ...words] = raw.split(/[ \t]+/).filter((w) => w !== '')
    if (verb === undefined || verb.startsWith('#')) continue
    const malformed = no({ code: 'policy-line-malformed', line })
    if (verb === 'log' || verb === 'witness') {
      const [name, vkey] = verb === 'log' ? [undefined, words[0]] : [words[0], words[1]]
      const key = parseVkey(vkey ?? '')
      if (!key || words.length > (verb === 'log' ? 2 : 3)) return malformed
      const list = verb === 'log' ? logs : witnesses
      if (list.some((k) => k.key.join() === key.key.join())) return no({ code: 'policy-key-repeated', line })
      list.push(key)
      if (name === undefined) continue
      if (key.type !== keyTypes.cosignature) return malformed
      if (names.has(name) || name === 'none') return no({ code: 'policy-name-taken', line, name })
      names.set(name, { kind: 'witness', key })
    } else if (verb === 'group') {
      const [name, count, ...members] = words
      if (name === undefined || count === undefined || members.length === 0) return malformed
      if (names.has(name) || name === 'none') return no({ code: 'policy-name-taken', line, name })
      const found: Quorum[] = []
      for (const member of members) {
        const known = names.get(member)
        if (!known) return no({ code: 'policy-name-unknown', line, name: member })
        if (grouped.has(member)) return no({ code: 'policy-name-taken', line, name: member })
        grouped.add(member)
        found.push(known)
      }
      const k = count === 'all' ? members.length : count === 'any' ? 1 : /^[1-9]\d*$/.test(count) ? Number(count) : 0
      if (k < 1 || k > members.length) return malformed
      names.set(name, { kind: 'group', k, members: found })
    } else if (verb === 'quorum' && words.length === 1 && !quorum) {
      quorum = words[0] === 'none' ? { kind: 'none' } : names.get(words[0]!)
      if (!quorum) return no({ code: 'policy-name-unknown', line, name: words[0]! })
    } else return malformed
  }
  return quorum ? { ok: true, value: { logs, witnesses, quorum } } : no({ code: 'policy-without-quorum' })
}

/** True when those who signed satisfy the quorum. */
export const isQuorum = (quorum: Quorum, signed: ReadonlySet<Vkey>): boolean =>
  quorum.kind === 'none' ||
  (quorum.kind === 'witness'
    ? signed.has(quorum.key)
    : quorum.members.filter((m) => isQuorum(m, signed)).length >= quorum.k)

/** Since when a quorum has been seen: the newest moment by which enough witnesses had signed; undefined without witnesses. */
export function quorumTime(quorum: Quorum, times: ReadonlyMap<Vkey, number>): number | undefined {
  if (quorum.kind === 'none') return undefined
  if (quorum.kind === 'witness') return times.get(quorum.key)
  const sorted = quorum.members
    .map((m) => quorumTime(m, times))
    .filter((t) => t !== undefined)
    .sort((a, b) => b - a)
  return sorted[quorum.k - 1]
}
