import type { Given } from '../check.ts'
import { doors, type Place, sameDoor } from '../doors.ts'
import { securedProtocols } from '../instruments/tls/endpoints.ts'
import { type ObservationOf, ofKind } from '../observation.ts'
import type { Said } from '../say.ts'
import { type DeclaredProtocols, declaredFor } from './declared-protocols.ts'
import { finding, listed } from './finding.ts'
import { judgeSshDeclared, judgeSshSoundness } from './judge-ssh.ts'
import { judgeTlsDeclared, judgeTlsSoundness } from './judge-tls.ts'

/** All that was seen of the cryptography of one endpoint. */
interface SeenAt {
  readonly tls: readonly ObservationOf<'tls-offer'>[] // speaking TLS or not
  readonly ssh: readonly ObservationOf<'ssh-offer'>[]
  readonly services: readonly ObservationOf<'service'>[]
  readonly dtls: readonly string[] // ids of what was answered in DTLS
}

function seenAt({ observations }: Pick<Given, 'observations'>, endpoint: string): SeenAt {
  const at = <T extends { readonly endpoint?: string }>(all: readonly T[]) => all.filter((o) => o.endpoint === endpoint)
  const tls = at(ofKind(observations, 'tls-offer'))
  const ssh = at(ofKind(observations, 'ssh-offer'))
  return {
    tls,
    ssh,
    services: at(ofKind(observations, 'service')),
    dtls: dtlsAnswers(observations).flatMap((answer) => (answer.endpoint === endpoint ? [answer.id] : [])),
  }
}

const dtlsAnswers = (observations: Given['observations']) =>
  ofKind(observations, 'udp-probe')
    .filter(({ seen }) => seen.probe === 'dtls' && seen.answer === 'answered')
    .map(({ id, seen }) => ({ id, endpoint: `udp/${seen.port}` }))

const overTls = ({ seen }: ObservationOf<'service'>) => seen.tls || securedProtocols.includes(seen.protocol)

/** Endpoints that are secured or should be, in their order. */
export function securedEndpoints(given: Pick<Given, 'observations' | 'declared'>): readonly string[] {
  const { observations, declared } = given
  const seen = [
    ...ofKind(observations, 'tls-offer').filter(({ seen }) => seen.speaksTls),
    ...ofKind(observations, 'ssh-offer').filter(({ seen }) => seen.banner !== undefined),
    ...ofKind(observations, 'service').filter((o) => overTls(o) || o.seen.protocol === 'ssh'),
    ...dtlsAnswers(observations),
  ].flatMap(({ endpoint }) => endpoint ?? [])
  return [...new Set([...seen, ...declared.communication.flatMap(({ endpoints }) => endpoints)])].toSorted()
}

/** Whether the cryptography of an endpoint is sound, whatever was declared. Nothing to say: it is not secured. */
export function judgeSoundness(given: Given, endpoint: string): readonly Said[] {
  const { observations, policy } = given
  const seen = seenAt(given, endpoint)
  const together =
    (a: ObservationOf<'tls-offer'> | ObservationOf<'ssh-offer'>) =>
    (b: { readonly endpoint?: string; readonly sample: number; readonly address?: string }) =>
      b.endpoint === a.endpoint && b.sample === a.sample && b.address === a.address
  const tls = seen.tls
    .filter((offer) => offer.seen.speaksTls)
    .flatMap((offer) =>
      judgeTlsSoundness(offer, ofKind(observations, 'tls-certificate').filter(together(offer)), policy.tls),
    )
  const ssh = seen.ssh
    .filter((offer) => offer.seen.banner !== undefined)
    .flatMap((offer) =>
      judgeSshSoundness(offer, ofKind(observations, 'ssh-host-key').filter(together(offer)), policy.ssh),
    )
  // Under every address: what is sound behind one may be another program behind the next.
  const toLookAt = new Set(doors(observations).map(({ id }) => id))
  const unlooked = seen.services
    .filter(({ id }) => toLookAt.has(id))
    .flatMap((service) => {
      const tls = seen.tls.some((offer) => offer.seen.speaksTls && sameDoor(offer, service))
      const ssh = seen.ssh.some((offer) => offer.seen.banner !== undefined && sameDoor(offer, service))
      return [
        ...(overTls(service) && !tls ? [unseen('tls', seen, service)] : []),
        ...(service.seen.protocol === 'ssh' && !ssh ? [unseen('ssh', seen, service)] : []),
      ]
    })
  const dtls =
    seen.dtls.length > 0 && declaredFor(given.declared, endpoint).dtls.length === 0
      ? [finding('inconclusive', 'datagrams-not-examined', seen.dtls, { protocols: 'DTLS' })]
      : []
  return [...tls, ...ssh, ...dtls, ...unlooked]
}

const unseen = (what: 'tls' | 'ssh', seen: SeenAt, service?: ObservationOf<'service'>): Said => {
  const tried = (seen[what] as readonly (Place & { readonly id: string; readonly trouble?: string })[]).find(
    (offer) => service === undefined || sameDoor(offer, service),
  )
  const restsOn = [...(service === undefined ? [] : [service.id]), ...(tried ? [tried.id] : [])]
  return tried
    ? finding('inconclusive', `${what}-not-finished`, restsOn, { trouble: tried.trouble ?? `not-${what}` })
    : finding('inconclusive', `${what}-not-observed`, restsOn)
}

/** Whether the cryptography of an endpoint is the one in 11-SecComMech. */
export function judgeAsDeclared(given: Given, endpoint: string): readonly Said[] {
  const { declared: ixit } = given
  const declared = declaredFor(ixit, endpoint)
  const seen = seenAt(given, endpoint)
  if (declared.entries.length === 0) return undeclared(given, endpoint, seen)
  const raw = rawProtocols(given, endpoint)
  if (raw.length > 0 && raw.every((name) => given.policy.plaintextProtocols.includes(name.toLowerCase())))
    return [finding('not-applicable', 'declared-in-clear', [], { protocols: listed(raw) })]
  const gaps = ixit.gaps.filter(({ place }) =>
    declared.entries.some((id) => place.startsWith('11-') && place.includes(`/${id}/`)),
  )
  return [
    ...gaps.map(({ place }) => finding('inconclusive', 'declaration-gap', [], { place })),
    ...(declared.unreadable.length > 0 || nothingReadable(declared)
      ? [
          finding('inconclusive', 'declared-protocol-unreadable', [], {
            protocols: listed(raw.length > 0 ? raw : ['–']),
          }),
        ]
      : []),
    ...(declared.dtls.length > 0 || (endpoint.startsWith('udp/') && declared.tls.length > 0)
      ? [
          finding('inconclusive', 'datagrams-not-examined', [], {
            protocols: listed([...declared.dtls, ...declared.tls]),
          }),
        ]
      : []),
    ...(endpoint.startsWith('tcp/') ? compared(declared, seen) : []),
  ]
}

const nothingReadable = ({ tls, ssh, dtls }: DeclaredProtocols) => tls.length + ssh.length + dtls.length === 0

const rawProtocols = ({ declared }: Pick<Given, 'declared'>, endpoint: string): readonly string[] =>
  declared.communication.filter((c) => c.endpoints.includes(endpoint)).flatMap((c) => c.protocols)

function undeclared({ declared }: Given, endpoint: string, seen: SeenAt): readonly Said[] {
  const expected = declared.interfaces.some((i) => i.enabled && i.endpoints.includes(endpoint))
  return [
    ...seen.tls.filter((o) => o.seen.speaksTls).map((o) => ['TLS', o.id] as const),
    ...seen.ssh.filter((o) => o.seen.banner !== undefined).map((o) => ['SSH', o.id] as const),
    ...seen.dtls.map((id) => ['DTLS', id] as const),
  ].map(([what, id]) =>
    expected
      ? finding('inconclusive', 'cryptography-undeclared', [id], { seen: what })
      : finding('fail', 'secured-endpoint-undeclared', [id], { seen: what }),
  )
}

function compared(declared: DeclaredProtocols, seen: SeenAt): readonly Said[] {
  const wants = { tls: declared.tls.length > 0, ssh: declared.ssh.length > 0 }
  if (!wants.tls && !wants.ssh) return []
  const tls = seen.tls.filter((o) => o.seen.speaksTls)
  const ssh = seen.ssh.filter((o) => o.seen.banner !== undefined)
  const others = [
    ...(wants.tls ? [] : tls.map(({ id }) => ['TLS', id] as const)),
    ...(wants.ssh ? [] : ssh.map(({ id }) => ['SSH', id] as const)),
  ].map(([what, id]) =>
    finding('fail', 'protocol-differs', [id], { seen: what, declared: listed([...declared.tls, ...declared.ssh]) }),
  )
  const missing = others.length > 0 ? [] : [absent(wants.tls ? 'tls' : 'ssh', seen)]
  return [
    ...others,
    ...(wants.tls ? tls.flatMap((o) => judgeTlsDeclared(o, declared)) : []),
    ...(wants.ssh ? ssh.flatMap((o) => judgeSshDeclared(o, declared)) : []),
    ...(tls.length + ssh.length === 0 ? missing : []),
  ]
}

/** What is declared did not show itself: it speaks something else, it is closed, or nobody knows. */
function absent(what: 'tls' | 'ssh', seen: SeenAt): Said {
  const [tried] = seen[what]
  if (tried === undefined) return unseen(what, seen)
  const said = seen.services.some((service) => (what === 'tls' ? overTls(service) : service.seen.protocol === 'ssh'))
  if (tried.completeness === 'complete' && !said) return finding('fail', `${what}-absent`, [tried.id])
  return tried.trouble === 'refused' ? finding('inconclusive', 'endpoint-closed', [tried.id]) : unseen(what, seen)
}
