import { ok, refuse } from '../../core/kernel/result.ts'
import type { TlsVersion } from '../instruments/tls/versions.ts'
import { fieldsOf, listOf, readImportJson, wordOf } from './bounded-import-json.ts'
import { collector, endpointOf, hostsOfDevice, type Importer, portIn, said } from './imported.ts'
import { suiteByNumber, tlsVersionOf } from './tls-names.ts'

const tool = 'testssl'

interface Finding {
  readonly id: string
  readonly severity?: string
  readonly says: string
}
interface Endpoint {
  readonly host: string
  readonly port: string
  readonly findings: readonly Finding[]
}

/** The JSON of testssl.sh, flat (`--jsonfile`) or grouped (`--jsonfile-pretty`). */
export const importTestssl: Importer = (bytes, given) => {
  const read = readImportJson(tool, bytes)
  if (!read.ok) return read
  const pretty = fieldsOf(read.value)
  const all = Array.isArray(read.value) ? flat(read.value) : 'scanResult' in pretty ? grouped(pretty) : undefined
  if (all === undefined) return refuse({ code: 'import-of-another-format', tool })
  const own = hostsOfDevice(tool, onePerHost(all), ({ host }) => [host], given)
  if (!own.ok) return own
  const hosts = new Set(own.value.map(({ host }) => host))
  const version =
    said(
      wordOf(pretty.version)
        ?.trim()
        .replace(/\s+from$/, ''),
      60,
    ) || undefined
  const by = { tool, ...(version === undefined ? {} : { version }) } as const
  const into = collector(tool, given.sample)
  for (const { host, port, findings } of all) {
    const endpoint = endpointOf('tcp', port)
    if (!hosts.has(host) || endpoint === undefined) continue
    for (const { id, severity, says } of findings) {
      if (id.startsWith('cipher-') || id === 'cert') continue // told together below; the certificate itself we read ourselves
      into.add({
        name: id,
        endpoint,
        seen: { kind: 'imported', ...by, finding: id, ...(severity === undefined ? {} : { severity }), says },
      })
    }
    const tls = offered(findings)
    if (tls.versions.length + tls.notOffered.length > 0)
      into.add({ name: 'tls', endpoint, seen: { kind: 'imported-tls', ...by, ...tls } })
    const many = into.tooMany()
    if (many) return many
  }
  return ok({
    tool,
    ...(version === undefined ? {} : { version }),
    observations: into.observations,
    leftOut: all.filter(({ host }) => !hosts.has(host)).length,
  })
}

const findingOf = (value: unknown): Finding[] => {
  const { id, severity, finding } = fieldsOf(value)
  if (typeof id !== 'string' || id === '') return []
  return [{ id: said(id, 120), ...(wordOf(severity) ? { severity: said(severity, 40) } : {}), says: said(finding) }]
}

/** Rows that name their host themselves: 'name/address'. Rows about testssl itself name none. */
function flat(rows: readonly unknown[]): readonly Endpoint[] | undefined {
  const known = rows.map((row) => ({ row, ...fieldsOf(row) }) as { row: unknown; ip?: unknown; port?: unknown })
  if (rows.length > 0 && !known.some(({ ip, port }) => typeof ip === 'string' && port !== undefined)) return undefined
  const about = known.filter(({ ip, port }) => wordOf(ip)?.includes('/') && ip !== '/' && portIn(port) !== undefined)
  return [...Map.groupBy(about, ({ ip, port }) => `${ip} ${port}`).values()].map((group) => ({
    host: String(group[0]!.ip).split('/').at(-1) ?? '',
    port: String(group[0]!.port),
    findings: group.flatMap(({ row }) => findingOf(row)),
  }))
}

const grouped = ({ scanResult }: Readonly<Record<string, unknown>>): readonly Endpoint[] =>
  listOf(scanResult)
    .map(fieldsOf)
    .map((result) => ({
      host: wordOf(result.ip) ?? '',
      port: said(result.port),
      findings: Object.values(result).flatMap(listOf).flatMap(findingOf),
    }))

const onePerHost = (all: readonly Endpoint[]): readonly Endpoint[] => [
  ...new Map(all.map((one) => [one.host, one])).values(),
]

/** What testssl found out about versions and suites. It lists suites only when it was asked for each of them (-E, -e). */
function offered(findings: readonly Finding[]) {
  const suites = new Map<TlsVersion, string[]>()
  for (const { id } of findings) {
    const match = /^cipher-((?:ssl|tls)\w*?)_(x[0-9a-f]{1,6})$/i.exec(id)
    const version = match ? tlsVersionOf(match[1]!) : undefined
    const suite = match ? suiteByNumber(match[2]!) : undefined
    if (version && suite) suites.set(version, [...(suites.get(version) ?? []), suite])
  }
  // A version that it speaks of twice, as no testssl does, is taken as it is told last.
  const told = new Map<TlsVersion, string>()
  for (const { id, says } of findings) {
    const version = /^(SSLv[23]|TLS1(_[123])?)$/.test(id) ? tlsVersionOf(id) : undefined
    if (version !== undefined) told.set(version, says)
  }
  const said = [...told].map(([version, says]) => ({ version, says }))
  return {
    versions: said
      .filter(({ says }) => says.startsWith('offered'))
      .map(({ version }) => ({ version, suites: (suites.get(version) ?? []).slice(0, 400) })),
    notOffered: said.filter(({ says }) => says.startsWith('not offered')).map(({ version }) => version),
    suitesComplete: suites.size > 0,
  }
}
