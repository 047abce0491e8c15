import { applianceProbes } from './probes/appliances.ts'
import { findingProbes } from './probes/finding.ts'
import { infrastructureProbes } from './probes/infrastructure.ts'
import { managementProbes } from './probes/management.ts'
import { nameProbes } from './probes/names.ts'
import type { UdpProbe } from './udp-probe.ts'

/** Every question asked over UDP. A complete scan of UDP is nobody's to have: a port that keeps silent may be open. */
export const udpProbes: readonly UdpProbe[] = [
  ...nameProbes,
  ...managementProbes,
  ...applianceProbes,
  ...findingProbes,
  ...infrastructureProbes,
]
