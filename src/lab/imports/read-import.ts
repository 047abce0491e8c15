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
  nmap: importNmap,
  testssl: importTestssl,
  'ssh-audit': importSshAudit,
  sslscan: importSslscan,
  nuclei: importNuclei,
  pcap: importPcap,
}
