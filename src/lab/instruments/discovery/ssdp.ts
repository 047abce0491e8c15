import type { Bench } from '../../bench.ts'
import type { AddressKind } from '../../observation.ts'
import { bodyText, hostOf, httpRequest } from '../../wire/http.ts'
import { mSearch } from '../udp/probes/finding.ts'
import type { Told } from '../udp/udp-probe.ts'
import { toldBy } from '../web/told.ts'
import { conversing, type Found, gather, nothingFound } from './gather.ts'
import { toldByText } from './told-text.ts'

const port = 1900
const group = { ipv4: '239.255.255.250', ipv6: 'ff02::c', port } // UPnP Device Architecture 1.1, 1.3 and annex A

/** What a device announces by SSDP. */
export const ssdp = (bench: Bench, address: AddressKind, way: 'unicast' | 'multicast'): Promise<Found> =>
  conversing(
    () => (way === 'unicast' ? bench.dial.udp({ address }) : bench.dial.multicast({ ...group, address })),
    async (datagrams) => {
      const answers = new Set<string>()
      const take = (packet: Buffer) => {
        const text = packet.subarray(0, 4_000).toString('latin1')
        if (!/^(HTTP\/1\.\d 200|NOTIFY )/.test(text)) return false
        if (answers.size < 60) answers.add(text)
        return true
      }
      if (!(await gather(datagrams, { port, packet: mSearch(), waitMs: bench.policy.datagrams.waitMs, take })))
        return nothingFound
      return readAnswers(bench, [...answers])
    },
  )

function readAnswers(bench: Bench, answers: readonly string[]): Found {
  const all = (name: string) => [
    ...new Set(
      answers.flatMap((text) => new RegExp(`^${name}:[ \\t]*([^\\r\\n]+)`, 'im').exec(text)?.[1]?.trim() ?? []),
    ),
  ]
  const uuids = [...new Set(all('USN').flatMap((usn) => /uuid:([\w.-]+)/i.exec(usn)?.[1] ?? []))]
  const types = [...all('ST'), ...all('NT')].filter((type) => !type.startsWith('uuid:'))
  const { model } = bench.declared.information
  const tells: Told[] = [
    ...all('SERVER').flatMap((said) => toldByText(said, 'SSDP SERVER', { model, software: true })),
    ...all('LOCATION').map((said): Told => ({ token: 'location', where: 'SSDP LOCATION', said })),
    ...uuids.slice(0, 4).map((said): Told => ({ token: 'uuid', where: 'SSDP USN', said })),
    ...(types.length > 0
      ? [{ token: 'service-list', where: 'SSDP ST', said: types.slice(0, 20).join(' ') } as const]
      : []),
  ]
  return { answer: 'answered', services: types.slice(0, 100).map((type) => ({ type })), tells }
}

/** A description the device points to. */
export interface Description {
  readonly port: number
  readonly path: string
  readonly tells: readonly Told[]
}

/** Reads descriptions that the device says are on itself, at the very address it was asked under; no other place is gone to. */
export async function descriptions(
  bench: Bench,
  address: AddressKind,
  found: readonly Found[],
): Promise<readonly Description[]> {
  const places = found.flatMap(({ tells }) =>
    tells.flatMap(({ where, said }) => (where === 'SSDP LOCATION' ? [said] : [])),
  )
  const read: Description[] = []
  for (const place of [...new Set(places)].slice(0, 3)) {
    const url = URL.canParse(place) ? new URL(place) : undefined
    if (url?.protocol !== 'http:') continue
    const asked = {
      port: url.port === '' ? 80 : Number(url.port),
      tls: false,
      address,
      path: url.pathname + url.search,
    }
    if (url.host !== hostOf(bench.target, asked)) continue
    const answer = await httpRequest(bench, asked, { bodyBytes: 65_536, timeoutMs: 2_000 })
    if (!answer.ok || answer.value.status !== 200) continue
    const where = `path ${asked.path}`.slice(0, 100)
    const tells = toldBy(bodyText(answer.value)).map(
      ({ token, field, said }): Told => ({ token, where: `${where} ${field}`, said }),
    )
    read.push({ port: asked.port, path: asked.path, tells })
  }
  return read
}
