import type { Bench } from '../../bench.ts'
import { type Observation, ofKind } from '../../observation.ts'
import { headerOf, httpRequest } from '../../wire/http.ts'
import { samePage, signatureOf } from '../web/same-answer.ts'
import type { Service } from './services.ts'

// A web server may keep several sites at one port and tell them apart by the name it is called by (RFC 9110, 7.2). We call it by its
// address; here also by the names that the device itself tells. Names it keeps to itself nobody can try.

const most = 3
const isName = (text: string) => /^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)+$/i.test(text) && !/^[\d.]+$/.test(text)

/** Names the device goes by, as it told them in mDNS and in its certificates. */
export function namesTold(observed: readonly Observation[]): readonly string[] {
  const hosts = ofKind(observed, 'disclosure').flatMap(({ seen }) => (seen.token === 'hostname' ? [seen.said] : []))
  const certified = ofKind(observed, 'tls-certificate').flatMap(({ seen }) => seen.chain[0]?.names ?? [])
  const names = [...hosts, ...certified].map((name) => name.replace(/^DNS:/, '').replace(/\.$/, '').toLowerCase())
  return [...new Set(names.filter(isName))].toSorted().slice(0, most)
}

/** Whether the first page is another one when the service is called by a name. A page that never stays the same shows nothing. */
export async function answersByName(bench: Bench, service: Service): Promise<boolean> {
  const port = Number(service.endpoint.slice(4))
  const ask = async (name?: string) => {
    const asked = { port, tls: service.tls, address: service.address, path: '/', ...(name !== undefined && { name }) }
    const answer = await httpRequest(bench, asked, { bodyBytes: 131_072, timeoutMs: 4_000 })
    if (!answer.ok || answer.value.status === 429 || answer.value.status === 503) return undefined
    const { location, ...page } = signatureOf(answer.value, '/')
    // A way elsewhere repeats the name; where it leads to is the path.
    const way = URL.canParse(location) ? new URL(location).pathname : location
    return { ...page, location: headerOf(answer.value, 'location') === undefined ? '' : way }
  }
  const names = namesTold(bench.observed)
  if (names.length === 0) return false
  const [first, second] = [await ask(), await ask()]
  if (!first || !second || !samePage(first, second)) return false
  for (const name of names) {
    const named = await ask(name)
    // Who turns the name away, as against rebinding of names, opens nothing under it; a login there is another one.
    const opens = named !== undefined && (named.status < 400 || named.status === 401)
    if (opens && !samePage(first, named)) return true
  }
  return false
}
