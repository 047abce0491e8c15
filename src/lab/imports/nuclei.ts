import { ok, refuse } from '../../core/kernel/result.ts'
import { textOf } from '../evidence/utf8.ts'
import { fieldsOf, readImportJson, wordOf } from './bounded-import-json.ts'
import { collector, endpointOf, hostsOfDevice, type Importer, importLimits, said } from './imported.ts'

const tool = 'nuclei'

/**
 * The lines of `nuclei -jsonl`. Requests, responses, extracted values and the query of an address are left behind: they hold
 * what was tried and what a device answered to it, logins among them.
 */
export const importNuclei: Importer = (bytes, given) => {
  if (bytes.length > importLimits.bytes) return refuse({ code: 'import-too-large', tool, limit: importLimits.bytes })
  const text = textOf(bytes)
  if (text === undefined) return refuse({ code: 'import-not-text', tool })
  const lines = text.split('\n', importLimits.observations * 2)
  const rows: Readonly<Record<string, unknown>>[] = []
  for (const line of lines.filter((one) => one.trim() !== '')) {
    const read = readImportJson(tool, new TextEncoder().encode(line))
    if (!read.ok) return read
    const row = fieldsOf(read.value)
    if (!wordOf(row['template-id'])) return refuse({ code: 'import-of-another-format', tool })
    // With -matcher-status it also writes down what did not match.
    if (row['matcher-status'] !== false) rows.push(row)
  }
  const perHost = [...new Map(rows.map((row) => [hostOf(row), row])).values()]
  const own = hostsOfDevice(tool, perHost, (row) => [hostOf(row), placeOf(row).host], given)
  if (!own.ok) return own
  const hosts = new Set(own.value.map(hostOf))
  const into = collector(tool, given.sample)
  for (const row of rows.filter((one) => hosts.has(hostOf(one)))) {
    const info = fieldsOf(row.info)
    const finding = said(
      [row['template-id'], row['matcher-name']]
        .map((name) => said(name))
        .filter(Boolean)
        .join(':'),
      120,
    )
    const { transport, port, path } = placeOf(row)
    const severity = said(info.severity, 40)
    into.add({
      name: finding,
      endpoint: endpointOf(transport, port),
      seen: {
        kind: 'imported',
        tool,
        finding,
        ...(severity === '' ? {} : { severity }),
        says: said([wordOf(info.name) ?? finding, path].filter(Boolean).join(' – ')),
      },
    })
    const many = into.tooMany()
    if (many) return many
  }
  return ok({ tool, observations: into.observations, leftOut: rows.filter((row) => !hosts.has(hostOf(row))).length })
}

/** The address that was spoken to; older versions write only the host. */
const hostOf = (row: Readonly<Record<string, unknown>>): string => wordOf(row.ip) ?? placeOf(row).host

const usual: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/** Where it matched, from the address or from the fields beside it. */
function placeOf(row: Readonly<Record<string, unknown>>) {
  const at = wordOf(row['matched-at']) ?? wordOf(row.host) ?? ''
  const url = URL.canParse(at) && /^https?:/.test(at) ? new URL(at) : undefined
  const plain = /^\[?([^\]/]*?)\]?(?::(\d{1,5}))?$/.exec(at)
  return {
    host: (url?.hostname ?? plain?.[1] ?? '').replace(/^\[|\]$/g, ''),
    port: wordOf(row.port) ?? (url ? url.port || usual[url.protocol] : plain?.[2]),
    transport: row.type === 'dns' ? 'udp' : 'tcp',
    path: url && url.pathname !== '/' ? url.pathname : undefined,
  }
}
