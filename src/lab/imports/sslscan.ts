import { ok } from '../../core/kernel/result.ts'
import { type TlsVersion, tlsVersions } from '../instruments/tls/versions.ts'
import { readXml, type XmlElement } from './bounded-xml.ts'
import { collector, endpointOf, hostsOfDevice, type Importer, said } from './imported.ts'
import { suiteByNumber, tlsVersionOf } from './tls-names.ts'

const tool = 'sslscan'

/** The XML of `sslscan --xml`: versions, suites, and what it says of the certificate. */
export const importSslscan: Importer = (bytes, given) => {
  const read = readXml(tool, 'document', bytes)
  if (!read.ok) return read
  const all = read.value.children('ssltest')
  const perHost = [...new Map(all.map((test) => [test.attributes.host ?? '', test])).values()]
  const own = hostsOfDevice(tool, perHost, ({ attributes }) => [attributes.host ?? ''], given)
  if (!own.ok) return own
  const hosts = new Set(own.value.map(({ attributes }) => attributes.host ?? ''))
  const version = read.value.attributes.version && versionOf(read.value.attributes.version)
  const by = { tool, ...(version === undefined ? {} : { version }) } as const
  const into = collector(tool, given.sample)
  for (const test of all) {
    const endpoint = endpointOf('tcp', test.attributes.port)
    if (!hosts.has(test.attributes.host ?? '') || endpoint === undefined) continue
    const said = offered(test)
    into.add({ name: 'tls', endpoint, seen: { kind: 'imported-tls', ...by, ...said } })
    for (const [finding, says] of told(test))
      into.add({ name: finding, endpoint, seen: { kind: 'imported', ...by, finding, says } })
    const many = into.tooMany()
    if (many) return many
  }
  return ok({
    tool,
    ...(version === undefined ? {} : { version }),
    observations: into.observations,
    leftOut: all.filter(({ attributes }) => !hosts.has(attributes.host ?? '')).length,
  })
}

const versionOf = (text: string): string => said(text, 60)

function offered(test: XmlElement) {
  const enabled = new Map<TlsVersion, boolean>()
  for (const { attributes } of test.children('protocol')) {
    const version = tlsVersionOf(`${attributes.type === 'ssl' ? 'SSLv' : 'TLS'}${attributes.version}`)
    if (version) enabled.set(version, attributes.enabled === '1')
  }
  const suites = Map.groupBy(test.children('cipher'), ({ attributes }) => tlsVersionOf(attributes.sslversion ?? ''))
  const suitesOf = (version: TlsVersion) =>
    (suites.get(version) ?? []).flatMap(({ attributes }) => suiteByNumber(attributes.id ?? '') ?? []).slice(0, 400)
  return {
    versions: tlsVersions.filter((v) => enabled.get(v)).map((version) => ({ version, suites: suitesOf(version) })),
    notOffered: tlsVersions.filter((v) => enabled.get(v) === false),
    suitesComplete: test.children('cipher').length > 0,
  }
}

/** What it says besides, under the names of its own elements. */
function told(test: XmlElement): readonly (readonly [string, string])[] {
  const certificates = test.children('certificates').flatMap((all) => all.children('certificate'))
  return [
    ...test
      .children('heartbleed')
      .filter(({ attributes }) => attributes.vulnerable === '1')
      .map(({ attributes }) => ['heartbleed', said(attributes.sslversion)] as const),
    ...certificates.flatMap((certificate) => [
      ...certificate
        .children('pk')
        .map(({ attributes }) => ['key', said(`${attributes.type} ${attributes.bits}`)] as const),
      ...(
        [
          'signature-algorithm',
          'subject',
          'issuer',
          'altnames',
          'self-signed',
          'not-valid-before',
          'not-valid-after',
        ] as const
      ).flatMap((tag) => certificate.children(tag).map((element) => [tag, said(element.text)] as const)),
    ]),
  ]
}
