import { lookup } from 'node:dns/promises'
import { connect, type TLSSocket } from 'node:tls'
import ipaddr from 'ipaddr.js'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { DialError } from './dial.ts'
import { exchangeOver, type HttpAnswer, type HttpTrouble, headerOf } from './http.ts'

// The door to what a maker publishes, apart from the door to the device: it opens for the hosts that the IXIT names and for no others,
// by HTTPS with a certificate that holds, to public addresses alone (lab.md §7), and on a bench to addresses of the range for benches. A page is fetched, never a login sent.

/** Why a page was not read. */
export type PublisherTrouble =
  | HttpTrouble
  | 'not-https'
  | 'host-not-declared' // it leads to a host that the IXIT does not name
  | 'host-unknown'
  | 'address-not-public'
  | 'certificate-refused'
  | 'endless-redirect'

export interface PublishedAnswer extends HttpAnswer {
  readonly url: string // after redirects
  readonly ways: readonly string[] // addresses on the way, the first one included
}

export interface PublisherDoor {
  /** Fetches one page. Thrown is only DialError('stopped'). */
  fetch(
    url: string,
    signal: AbortSignal,
  ): Promise<Result<PublishedAnswer, { readonly code: PublisherTrouble; readonly url: string }>>
}

export interface PublisherOptions {
  /** Hosts that may be asked, with the port where it is not 443: those of the IXIT's own addresses (`hostsOf`). */
  readonly hosts: readonly string[]
  /** For benches and tests only. */
  readonly lookup?: (host: string) => Promise<readonly string[]>
  readonly privateAddresses?: boolean
  readonly certificateAuthority?: string
}

const bounds = { headerBytes: 65_536, bodyBytes: 2_000_000, timeoutMs: 15_000 }
const mostWays = 5

/** The hosts of these addresses, for the list of those that may be asked. */
export const hostsOf = (urls: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(urls.flatMap((url) => (url !== undefined && URL.canParse(url) ? [new URL(url).host] : []))),
]

export function publisherDoor(options: PublisherOptions): PublisherDoor {
  const hosts = new Set(options.hosts.map((host) => host.toLowerCase()))

  async function once(url: URL, signal: AbortSignal): Promise<Result<HttpAnswer, { readonly code: PublisherTrouble }>> {
    if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return refuse({ code: 'not-https' })
    if (!hosts.has(url.host)) return refuse({ code: 'host-not-declared' })
    const address = await publicAddress(url.hostname, signal)
    if (!address.ok) return address
    const socket = await securely(url, address.value, signal)
    if (!socket.ok) return socket
    try {
      const asked = { method: 'GET', path: url.pathname + url.search, headers: { 'Accept-Language': 'ja, en;q=0.8' } }
      return await exchangeOver(socket.value, asked, url.host, bounds)
    } finally {
      socket.value.destroy()
    }
  }

  // Looked up once and pinned: a name that points to another address a moment later leads nowhere else.
  async function publicAddress(
    host: string,
    signal: AbortSignal,
  ): Promise<Result<string, { readonly code: PublisherTrouble }>> {
    const late = AbortSignal.any([signal, AbortSignal.timeout(bounds.timeoutMs)])
    const nothing = new Promise<readonly string[]>((done) => late.addEventListener('abort', () => done([])))
    const found = await Promise.race([(options.lookup ?? everyAddress)(host).catch(() => []), nothing])
    if (found.length === 0) return refuse({ code: 'host-unknown' })
    const open = options.privateAddresses === true || mayBeAsked(host, found)
    return open ? ok(found[0]!) : refuse({ code: 'address-not-public' })
  }

  function securely(
    url: URL,
    host: string,
    signal: AbortSignal,
  ): Promise<Result<TLSSocket, { readonly code: PublisherTrouble }>> {
    return new Promise((resolve) => {
      const socket = connect({
        host,
        port: Number(url.port || 443),
        servername: ipaddr.isValid(url.hostname) ? '' : url.hostname,
        ALPNProtocols: ['http/1.1'],
        ...(options.certificateAuthority !== undefined && { ca: options.certificateAuthority }),
      })
      const stop = () => socket.destroy()
      signal.addEventListener('abort', stop)
      const fail = (code: PublisherTrouble) => {
        clearTimeout(timer)
        socket.destroy()
        resolve(refuse({ code }))
      }
      const timer = setTimeout(() => fail('no-answer'), bounds.timeoutMs)
      socket.pause()
      socket.once('secureConnect', () => {
        clearTimeout(timer)
        resolve(ok(socket))
      })
      socket.on('error', (error: NodeJS.ErrnoException) => fail(troubleOf(error)))
      socket.once('close', () => {
        signal.removeEventListener('abort', stop)
        fail('closed-unanswered')
      })
    })
  }

  return {
    async fetch(start, signal) {
      const ways = [start]
      for (;;) {
        const at = ways.at(-1)!
        if (signal.aborted) throw new DialError('stopped')
        if (!URL.canParse(at)) return refuse({ code: 'not-https', url: at })
        const answer = await once(new URL(at), signal)
        if (signal.aborted) throw new DialError('stopped')
        if (!answer.ok) return refuse({ ...answer.fault, url: at })
        const to =
          answer.value.status >= 300 && answer.value.status < 400 ? headerOf(answer.value, 'location') : undefined
        if (to === undefined || !URL.canParse(to, at)) return ok({ ...answer.value, url: at, ways })
        if (ways.length > mostWays) return refuse({ code: 'endless-redirect', url: at })
        ways.push(new URL(to, at).href)
      }
    },
  }
}

/** Whether a host that was looked up to these addresses may be asked: each of them is public, or the host is a literal address of a bench. */
export const mayBeAsked = (host: string, found: readonly string[]): boolean =>
  found.length > 0 && found.every((address) => isPublic(address) || (address === host && isBench(host)))

const isPublic = (address: string) => ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'

/** A literal address out of 198.18.0.0/15 (RFC 2544): the range that is set aside for benches, and in which nothing real stands. */
const isBench = (host: string) =>
  ipaddr.IPv4.isValidFourPartDecimal(host) && ipaddr.IPv4.parse(host).match(ipaddr.IPv4.parse('198.18.0.0'), 15)

const everyAddress = async (host: string) => (await lookup(host, { all: true })).map(({ address }) => address)

const troubleOf = ({ code = '' }: NodeJS.ErrnoException): PublisherTrouble =>
  code === 'ECONNREFUSED' || code === 'ECONNRESET'
    ? 'refused'
    : code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH'
      ? 'no-answer'
      : /CERT|SIGNATURE|ISSUER|CHAIN|ALTNAME/.test(code)
        ? 'certificate-refused'
        : 'tls-refused'
