import type { Findings, Way } from './enumerate.ts'
import type { Answer } from './exchange.ts'
import { serverKey } from './flight.ts'
import { type GroupId, groupName, newGroups, oldGroups } from './groups.ts'
import type { Questioner } from './questioner.ts'
import { suiteName, suiteTraits } from './suites.ts'

type Chosen = Extract<Answer, { kind: 'chosen' }>

/** Whose order of suites decides, in every version. RFC 8446 and RFC 5246 leave the choice to the server; some leave it to the client. */
export async function preferences(q: Questioner, { offer, ways }: Findings): Promise<void> {
  for (const way of ways) {
    if (way.suites.length < 2) continue
    const answer = await q.ask({ ...way, suites: way.suites.toReversed() })
    if (answer.kind !== 'chosen') continue
    const preference = answer.hello.suite === way.suites.at(-1) ? 'client' : 'server'
    offer.versions = offer.versions.map((v) => (v.version === way.version ? { ...v, preference } : v))
  }
}

/** What a server adds up to TLS 1.2: compression, secure renegotiation, extended master secret, application protocol. */
export async function extras(q: Questioner, { offer, ways }: Findings): Promise<void> {
  const way = ways.find(({ version }) => version !== 'TLS1.3')
  if (way === undefined) return
  const question = { ...way, compression: true as const }
  let answer = await q.ask({ ...question, ...(way.extensions ? { alpn: ['h2', 'http/1.1', 'mqtt'] } : {}) })
  if (answer.kind !== 'chosen') answer = await q.ask(question) // RFC 7301 3.2: it may refuse whoever offers none of its protocols
  if (answer.kind !== 'chosen') return
  const { hello } = answer
  offer.compression = hello.compression !== 0
  offer.secureRenegotiation = hello.extensions.includes(0xff01)
  offer.extendedMasterSecret = hello.extensions.includes(23)
  if (hello.alpn)
    offer.alpn = Buffer.from(hello.alpn.subarray(0, 40))
      .toString('latin1')
      .replace(/[^\x21-\x7e]/g, '?')
}

/** The groups that keys are exchanged in, and the shortest prime among them that has no name. */
export async function groups(q: Questioner, { offer, ways }: Findings): Promise<void> {
  const names = new Set<string>()
  const named = ways.find(({ version }) => version === 'TLS1.3')
  if (named?.key)
    names.add(groupName(29)) // it takes no message without a key, and one key is for one group
  else if (named)
    for (const id of await groupsOf(q, named, newGroups, ({ hello }) => hello.group)) names.add(groupName(id))

  const curves = waysWith(ways, (id) => suiteTraits(id).exchange === 'ecdhe')[0]
  if (curves)
    for (const id of await groupsOf(q, curves, oldGroups, (chosen) => keyOf(chosen)?.group)) names.add(groupName(id))
  offer.groups = [...names].toSorted()

  const bits: number[] = []
  const finite = waysWith(ways, (id) => suiteTraits(id).exchange === 'dhe' && !isExport(id))[0]
  for (const way of [finite, ...waysWith(ways, isExport)]) {
    const answer = way && (await q.ask(way, 'keyMessage'))
    const key = answer?.kind === 'chosen' ? keyOf(answer) : undefined
    if (key?.primeBits !== undefined) bits.push(key.primeBits)
  }
  if (bits.length > 0) offer.primeBits = Math.min(...bits)
}

const isExport = (id: number) => /_EXPORT/.test(suiteName(id))

// A hint for a pre-shared key would stand in front of what is looked for.
const waysWith = (ways: readonly Way[], fits: (id: number) => boolean): readonly Way[] =>
  ways
    .filter(({ version }) => version !== 'TLS1.3')
    .map((way) => ({ ...way, suites: way.suites.filter((id) => fits(id) && !/_PSK/.test(suiteName(id))) }))
    .filter(({ suites }) => suites.length > 0)

const keyOf = ({ hello, flight }: Chosen) =>
  flight.keyMessage && serverKey(flight.keyMessage, suiteTraits(hello.suite).exchange)

async function groupsOf(
  q: Questioner,
  way: Way,
  all: readonly GroupId[],
  of: (chosen: Chosen) => GroupId | undefined,
): Promise<readonly GroupId[]> {
  const taken: GroupId[] = []
  let left = [...all]
  while (left.length > 0) {
    const answer = await q.ask({ ...way, groups: left }, way.version === 'TLS1.3' ? 'hello' : 'keyMessage')
    const group = answer.kind === 'chosen' && answer.hello.version === way.version ? of(answer) : undefined
    if (group === undefined || !left.includes(group)) break
    taken.push(group)
    left = left.filter((id) => id !== group)
  }
  return taken
}
