import { groupName } from '../../src/lab/instruments/tls/groups.ts'
import { suiteName } from '../../src/lab/instruments/tls/suites.ts'
import type { Observation } from '../../src/lab/observation.ts'
import { ofKind } from '../../src/lab/observation.ts'

/** What sslscan says of an endpoint, in our words. */
export interface SslscanSaid {
  readonly versions: readonly string[]
  readonly suites: readonly string[] // 'TLS1.2 TLS_…'
  readonly groups: readonly string[]
}

const attributes = (element: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...element.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]))
const elements = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name} [^>]*>`, 'g'))].map(([element]) => attributes(element))
const versionOf = (name: string) => name.replace('TLSv', 'TLS')

/** Reads sslscan's XML. */
export const sslscanSaid = (xml: string): SslscanSaid => ({
  versions: elements(xml, 'protocol')
    .filter(({ enabled }) => enabled === '1')
    .map(({ type, version }) => (type === 'ssl' ? `SSLv${version}` : `TLS${version}`)),
  suites: elements(xml, 'cipher')
    .map(({ sslversion = '', id }) => `${versionOf(sslversion)} ${suiteName(Number(id))}`)
    .toSorted(),
  groups: [...new Set(elements(xml, 'group').map(({ id }) => groupName(Number(id))))].toSorted(),
})

/** The same, as we saw it at a port. */
export function ourSay(observations: readonly Observation[], port: number): SslscanSaid {
  const { seen } = ofKind(observations, 'tls-offer').find(({ endpoint }) => endpoint === `tcp/${port}`)!
  return {
    versions: seen.versions.map(({ version }) => version),
    suites: seen.versions.flatMap(({ version, suites }) => suites.map((name) => `${version} ${name}`)).toSorted(),
    groups: seen.groups.toSorted(),
  }
}
