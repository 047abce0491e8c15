import { XMLParser } from 'fast-xml-parser'
import type { Tester } from '../targets/tester.ts'
import { type PeerFinding, type PeerRun, serviceNames } from './finding.ts'

export interface NmapPort {
  readonly endpoint: string // 'tcp/443'
  readonly service: string // 'https'; '' where nmap only guessed it from the number
}

const limitMs = 240_000

/** `nmap -sV -p-`: every TCP port, and what speaks there; or ports that somebody names. */
export async function nmap(
  tester: Tester,
  address: string,
  named = '-',
): Promise<{ readonly run: PeerRun; readonly ports: readonly NmapPort[] }> {
  const six = address.includes(':') ? ['-6'] : []
  const { stdout, timedOut, ms } = await tester.exec(
    'nmap',
    ['-n', '-Pn', ...six, '-sV', `-p${named}`, '-oX', '-', address],
    {
      timeoutMs: limitMs,
    },
  )
  const ports = timedOut ? [] : openPorts(stdout)
  const findings: readonly PeerFinding[] = ports.flatMap(({ endpoint, service }) => [
    { key: `${endpoint} open`, by: 'nmap' },
    ...(service === '' ? [] : [{ key: `${endpoint} service ${service}`, by: 'nmap' }]),
  ])
  const run = {
    tool: `nmap -sV -p${named}`,
    against: address,
    seconds: ms / 1000,
    cutOff: timedOut,
    findings,
    discounted: [],
  }
  return { run, ports }
}

interface XmlPort {
  readonly protocol: string
  readonly portid: string
  readonly state: { readonly state: string }
  readonly service?: { readonly name: string; readonly tunnel?: string; readonly method: string }
}

/** The open ports in nmap's XML. A service that is only looked up by its number is no finding. */
export function openPorts(xml: string): readonly NmapPort[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'port' || name === 'host',
  })
  const document = parser.parse(xml) as { nmaprun?: { host?: readonly { ports?: { port?: readonly XmlPort[] } }[] } }
  return (document.nmaprun?.host ?? [])
    .flatMap((host) => host.ports?.port ?? [])
    .filter((port) => port.state.state === 'open')
    .map(({ protocol, portid, service }) => {
      const name = service?.method === 'probed' ? `${service.tunnel === 'ssl' ? 'ssl/' : ''}${service.name}` : ''
      return { endpoint: `${protocol}/${portid}`, service: serviceNames[name] ?? name.replace(/^mosquitto .*/, 'mqtt') }
    })
}
