import { ok } from '../../core/kernel/result.ts'
import { readXml, type XmlElement } from './bounded-xml.ts'
import { collector, endpointOf, hostsOfDevice, type Importer, portIn, said } from './imported.ts'
import { suiteByName, tlsVersionOf } from './tls-names.ts'

const tool = 'nmap'

/**
 * The XML of `nmap -oX`: ports, what nmap takes the services for, and what its scripts said. nmap itself is never run by us; its
 * licence takes programs made to run it for works derived from it.
 */
export const importNmap: Importer = (bytes, given) => {
  const read = readXml(tool, 'nmaprun', bytes)
  if (!read.ok) return read
  const run = read.value
  const hosts = run.children('host')
  const own = hostsOfDevice(tool, hosts, addressesOf, given)
  if (!own.ok) return own
  const version = run.attributes.version && said(run.attributes.version, 60)
  const by = { tool, ...(version === undefined ? {} : { version }) } as const
  const into = collector(tool, given.sample)
  // A scan that did not come to its end has no end in its file.
  const trouble =
    run.children('runstats')[0]?.children('finished')[0]?.attributes.exit === 'success'
      ? {}
      : { trouble: 'not-finished' }

  for (const host of own.value) {
    const ports = host.children('ports').flatMap((all) => all.children('port'))
    for (const transport of ['tcp', 'udp'] as const) {
      const looked = run
        .children('scaninfo')
        .filter(({ attributes }) => attributes.protocol === transport)
        .flatMap(({ attributes }) => rangesIn(attributes.services ?? ''))
      const open = ports
        .filter(({ attributes }) => attributes.protocol === transport)
        .filter((one) => one.children('state')[0]?.attributes.state === 'open')
        .flatMap(({ attributes }) => portIn(attributes.portid) ?? [])
      if (looked.length > 0)
        into.add({
          name: `ports/${transport}`,
          seen: { kind: 'imported-ports', ...by, transport, looked, open },
          ...trouble,
        })
    }
    for (const port of ports) {
      const endpoint = endpointOf(port.attributes.protocol, port.attributes.portid)
      if (endpoint === undefined) continue
      const open = port.children('state')[0]?.attributes.state === 'open'
      for (const service of port.children('service')) {
        const { name, product, version: release, extrainfo, tunnel, method } = service.attributes
        if (!open || method !== 'probed') continue // otherwise it is a name from a table of port numbers
        const says = said([tunnel, name, product, release, extrainfo].filter(Boolean).join(' '))
        into.add({ name: 'service', endpoint, seen: { kind: 'imported', ...by, finding: 'service', says } })
      }
      for (const script of port.children('script')) addScript(into, by, endpoint, script)
    }
    for (const script of host.children('hostscript').flatMap((all) => all.children('script')))
      addScript(into, by, undefined, script)
    const many = into.tooMany()
    if (many) return many
  }
  const { observations } = into
  return ok({
    tool,
    ...(version === undefined ? {} : { version }),
    observations,
    leftOut: hosts.length - own.value.length,
  })
}

const addressesOf = (host: XmlElement): readonly string[] =>
  host.children('address').map(({ attributes }) => attributes.addr ?? '')

// What these print are the logins that they found; that they found one is all that may be kept.
const tellsLogins = /brute|default-accounts|creds|passw|empty-password|login/i

type By = { readonly tool: 'nmap'; readonly version?: string }

function addScript(into: ReturnType<typeof collector>, by: By, endpoint: string | undefined, script: XmlElement): void {
  const finding = said(script.attributes.id, 120) || 'script'
  const says = tellsLogins.test(finding) ? '•••' : said(script.attributes.output?.trim().replace(/\s*\n\s*/g, ' / '))
  into.add({ name: finding, endpoint, seen: { kind: 'imported', ...by, finding, says } })
  if (finding !== 'ssl-enum-ciphers' || endpoint === undefined) {
    if (finding === 'ssh2-enum-algos' && endpoint !== undefined) addSsh(into, by, endpoint, script)
    return
  }
  const versions = script.children('table').flatMap((table) => {
    const version = tlsVersionOf(table.attributes.key ?? '')
    const ciphers = table.children('table').find(({ attributes }) => attributes.key === 'ciphers')
    const suites = (ciphers?.children('table') ?? []).flatMap((cipher) =>
      cipher
        .children('elem')
        .filter(({ attributes }) => attributes.key === 'name')
        .map(({ text }) => suiteByName(text)),
    )
    return version === undefined ? [] : [{ version, suites: suites.slice(0, 400) }]
  })
  // It names the versions that are offered; of the others it says nothing, not even that it asked.
  into.add({
    name: 'tls',
    endpoint,
    seen: { kind: 'imported-tls', ...by, versions: versions.slice(0, 6), notOffered: [], suitesComplete: true },
  })
}

function addSsh(into: ReturnType<typeof collector>, by: By, endpoint: string, script: XmlElement): void {
  const list = (key: string) =>
    (
      script
        .children('table')
        .find(({ attributes }) => attributes.key === key)
        ?.children('elem') ?? []
    )
      .map(({ text }) => said(text, 80))
      .slice(0, 400)
  into.add({
    name: 'ssh',
    endpoint,
    seen: {
      kind: 'imported-ssh',
      ...by,
      keyExchange: list('kex_algorithms'),
      hostKeys: list('server_host_key_algorithms'),
      encryption: list('encryption_algorithms'),
      integrity: list('mac_algorithms'),
    },
  })
}

/** '1-1024,8080' as ranges. */
function rangesIn(services: string): { from: number; to: number }[] {
  return services
    .split(',', 2000)
    .map((part) => /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part.trim()))
    .filter((match) => match !== null)
    .map((match) => ({ from: Number(match[1]), to: Number(match[2] ?? match[1]) }))
    .filter(({ from, to }) => from <= to && to <= 65535)
}
