import { ok, refuse } from '../../core/kernel/result.ts'
import { fieldsOf, listOf, readImportJson, wordOf } from './bounded-import-json.ts'
import { collector, endpointOf, hostsOfDevice, type Importer, said } from './imported.ts'

const tool = 'ssh-audit'

/** The JSON of `ssh-audit -j`. Older versions say no more than the algorithms; newer ones add notes and weights to each. */
export const importSshAudit: Importer = (bytes, given) => {
  const read = readImportJson(tool, bytes)
  if (!read.ok) return read
  const all = (Array.isArray(read.value) ? read.value : [read.value]).map(fieldsOf)
  if (!all.every((one) => 'banner' in one && Array.isArray(one.kex)))
    return refuse({ code: 'import-of-another-format', tool })
  const own = hostsOfDevice(tool, all, (one) => [targetOf(one).host], given)
  if (!own.ok) return own
  const by = { tool } as const // its version is not in its file
  const into = collector(tool, given.sample)
  for (const one of own.value) {
    const endpoint = endpointOf('tcp', targetOf(one).port)
    const add = (finding: string, says: string, severity?: string) =>
      into.add({
        name: finding,
        endpoint,
        seen: { kind: 'imported', ...by, finding, ...(severity ? { severity } : {}), says },
      })
    into.add({
      name: 'ssh',
      endpoint,
      seen: {
        kind: 'imported-ssh',
        ...by,
        keyExchange: names(one.kex),
        hostKeys: names(one.key),
        encryption: names(one.enc),
        integrity: names(one.mac),
      },
    })
    add('banner', said(fieldsOf(one.banner).raw))
    for (const print of listOf(one.fingerprints).map(fieldsOf))
      if (print.hash_alg === 'SHA256') add('fingerprint', said(`${said(print.hostkey)} SHA256:${said(print.hash)}`))
    for (const cve of listOf(one.cves).map(fieldsOf))
      add(said(cve.name, 120) || 'cve', said(cve.description), said(cve.cvssv2, 40))
    for (const algorithm of [one.kex, one.key, one.enc, one.mac].flatMap(listOf).map(fieldsOf))
      for (const [severity, notes] of Object.entries(fieldsOf(algorithm.notes)))
        if (severity !== 'info')
          add(
            said(algorithm.algorithm, 120) || 'algorithm',
            said(
              listOf(notes)
                .map((note) => said(note))
                .join('; '),
            ),
            said(severity, 40),
          )
    const many = into.tooMany()
    if (many) return many
  }
  return ok({ tool, observations: into.observations, leftOut: all.length - own.value.length })
}

/** 'address', 'address:port' or '[address]:port'; port 22 where none is named. */
function targetOf(one: Readonly<Record<string, unknown>>): { readonly host: string; readonly port: string } {
  const target = wordOf(one.target) ?? ''
  const match = /^\[?(.*?)\]?:(\d{1,5})$/.exec(target)
  const isBare = target.split(':').length > 2 && !target.startsWith('[') // an IPv6 address by itself
  return match && !isBare ? { host: match[1]!, port: match[2]! } : { host: target, port: '22' }
}

/** Names of algorithms, which older versions write as texts and newer ones as objects. */
const names = (value: unknown): string[] =>
  listOf(value)
    .map((one) => said(wordOf(one) ?? fieldsOf(one).algorithm, 80))
    .filter((name) => name !== '')
    .slice(0, 400)
