import type { Declared } from '../declared/declared.ts'
import { type Observation, ofKind } from '../observation.ts'

// Which port is asked whether the device is back. Not SSH where there is another: OpenSSH 9.8 and later bans whoever connects and
// leaves without logging in. Not one that may be a side door: declared ones first.
const likely = ['https', 'http', 'tls', 'rtsp', 'mqtts', 'mqtt', 'ftp', 'telnet', 'unknown', 'ssh']

/** The one port to watch, as 'tcp/443'; undefined where no TCP port of the device is known to be open. */
export function portToWatch(observations: readonly Observation[], declared: Declared): string | undefined {
  const open = new Map<string, string>(
    ofKind(observations, 'service').flatMap((o) =>
      o.endpoint?.startsWith('tcp/') ? [[o.endpoint, o.seen.protocol]] : [],
    ),
  )
  for (const { seen } of ofKind(observations, 'port-scan'))
    for (const port of seen.open) if (!open.has(`tcp/${port}`)) open.set(`tcp/${port}`, usual[port] ?? 'unknown')
  const declaredOpen = new Set(declared.interfaces.filter((i) => i.enabled).flatMap((i) => i.endpoints))
  const rank = ([endpoint, protocol]: readonly [string, string]) =>
    (declaredOpen.has(endpoint) ? 0 : 100) + Math.max(0, likely.indexOf(protocol))
  const [best] = [...open].toSorted((a, b) => rank(a) - rank(b) || a[0].localeCompare(b[0], 'en', { numeric: true }))
  return best?.[0] ?? [...declaredOpen].find((endpoint) => endpoint.startsWith('tcp/'))
}
const usual: Readonly<Record<number, string>> = {
  22: 'ssh',
  80: 'http',
  443: 'https',
  554: 'rtsp',
  1883: 'mqtt',
  8883: 'mqtts',
}
