import { ok, refuse } from '../../core/kernel/result.ts'
import { type Capture, openCapture } from './capture-file.ts'
import { collector, type Importer, sameAddress } from './imported.ts'
import { packetOf } from './packet.ts'
import { trafficOf } from './traffic.ts'

const tool = 'pcap'

/** A capture of the device's traffic, pcap or pcapng. Of what was said in it, nothing is kept but what it was said in. */
export const importPcap: Importer = (bytes, { sample, addresses }) => {
  if (addresses.length === 0) return refuse({ code: 'import-needs-address', tool })
  const capture = openCapture(bytes)
  if (!capture.ok) return capture
  const traffic = trafficOf(packetsIn(capture.value), (address) => addresses.some((own) => sameAddress(own, address)))
  if (traffic.packets === 0) return refuse({ code: 'import-of-another-device', tool, found: traffic.firstOther ?? '–' })
  const into = collector(tool, sample)
  const { firstOther, others, full, ...seen } = traffic
  const trouble = capture.value.cut() ? 'capture-cut' : full ? 'too-many' : undefined
  into.add({
    name: 'traffic',
    seen: { kind: 'imported-traffic', tool, ...seen },
    ...(trouble === undefined ? {} : { trouble }),
  })
  return ok({ tool, observations: into.observations, leftOut: others })
}

function* packetsIn({ frames }: Capture) {
  for (const frame of frames) {
    const packet = packetOf(frame)
    if (packet) yield { packet, seconds: frame.seconds }
  }
}
