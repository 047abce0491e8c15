import { refuse } from '../../core/kernel/result.ts'
import { observationSchema } from '../observation.ts'
import type { Importer } from './imported.ts'
import { importNmap } from './nmap.ts'
import { importNuclei } from './nuclei.ts'
import { importPcap } from './pcap.ts'
import type { ImportTool } from './seen.ts'
import { importSshAudit } from './ssh-audit.ts'
import { importSslscan } from './sslscan.ts'
import { importTestssl } from './testssl.ts'

/** What takes in the result of each tool. */
export const importers: Readonly<Record<ImportTool, Importer>> = {
  nmap: bounded(importNmap),
  testssl: bounded(importTestssl),
  'ssh-audit': bounded(importSshAudit),
  sslscan: bounded(importSslscan),
  nuclei: bounded(importNuclei),
  pcap: bounded(importPcap),
}

/** Nothing comes in that evidence could not hold: one such line, and the run it is taken into could never be sealed again. */
function bounded(take: Importer): Importer {
  return (bytes, given) => {
    const read = take(bytes, given)
    if (!read.ok) return read
    const { tool, observations } = read.value
    const fits = observations.every((one) => observationSchema.safeParse(one).success)
    return fits ? read : refuse({ code: 'import-broken', tool, reason: 'values' })
  }
}
