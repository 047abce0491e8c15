import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { ImportFault } from './faults.ts'
import { importLimits } from './imported.ts'

/** One packet of a capture, as it lay on the line; the bytes are those of the file. */
export interface Frame {
  readonly link: number // LINKTYPE_ of tcpdump.org
  readonly seconds: number // since 1970
  readonly bytes: Uint8Array
}

/** A capture that is being read. `cut`: the file ended in the middle of a packet, or claims what it does not hold. */
export interface Capture {
  readonly frames: Iterable<Frame>
  readonly cut: () => boolean
}

const mostPackets = 2_000_000
const longestPacket = 262_144

/** Opens a capture: the classic format (pcap), or the newer one (pcapng). Nothing is copied, and no length is believed. */
export function openCapture(file: Uint8Array): Result<Capture, ImportFault> {
  const tool = 'pcap'
  if (file.length > importLimits.captureBytes)
    return refuse({ code: 'import-too-large', tool, limit: importLimits.captureBytes })
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const magic = file.length >= 24 ? view.getUint32(0) : 0
  const state = { cut: false }
  const cut = () => state.cut
  if (magic === 0x0a0d0d0a) return ok({ frames: newer(file, view, state), cut })
  const classic = {
    2712847316: [false, 1e6],
    3569595041: [true, 1e6],
    2712812621: [false, 1e9],
    1295823521: [true, 1e9],
  }
  const found = classic[magic as keyof typeof classic] as [boolean, number] | undefined
  if (!found) return refuse({ code: 'import-of-another-format', tool })
  return ok({ frames: older(file, view, found[0], found[1], state), cut })
}

const cutOff = (state: { cut: boolean }): void => {
  state.cut = true
}

function* older(
  file: Uint8Array,
  view: DataView,
  little: boolean,
  perSecond: number,
  state: { cut: boolean },
): Generator<Frame> {
  const link = view.getUint32(20, little) & 0xffff
  let at = 24
  for (let packets = 0; at < file.length; packets++) {
    const length = at + 16 <= file.length ? view.getUint32(at + 8, little) : Number.POSITIVE_INFINITY
    if (length > longestPacket || at + 16 + length > file.length || packets >= mostPackets) {
      state.cut = true
      return
    }
    const seconds = view.getUint32(at, little) + view.getUint32(at + 4, little) / perSecond
    yield { link, seconds, bytes: file.subarray(at + 16, at + 16 + length) }
    at += 16 + length
  }
}

interface Interface {
  readonly link: number
  readonly perSecond: number
}

const sectionHeader = 0x0a0d0d0a
const [interfaceBlock, simplePacket, enhancedPacket] = [1, 3, 6]

function* newer(file: Uint8Array, view: DataView, state: { cut: boolean }): Generator<Frame> {
  let little = false
  let interfaces: Interface[] = []
  let packets = 0
  for (let at = 0; at < file.length; ) {
    if (at + 12 > file.length) return cutOff(state)
    if (view.getUint32(at) === sectionHeader) {
      little = view.getUint32(at + 8) === 0x4d3c2b1a
      interfaces = []
    }
    const type = view.getUint32(at, little)
    const length = view.getUint32(at + 4, little)
    if (length < 12 || length % 4 !== 0 || at + length > file.length) return cutOff(state)
    const body = at + 8
    const end = at + length - 4
    if (type === interfaceBlock && interfaces.length < 1000 && body + 8 <= end)
      interfaces.push({ link: view.getUint16(body, little), perSecond: resolutionOf(view, body + 8, end, little) })
    if (type === enhancedPacket && body + 20 <= end) {
      const from = interfaces[view.getUint32(body, little)]
      const captured = view.getUint32(body + 12, little)
      if (!from || body + 20 + captured > end) return cutOff(state)
      const units = view.getUint32(body + 4, little) * 2 ** 32 + view.getUint32(body + 8, little)
      const bytes = file.subarray(body + 20, body + 20 + captured)
      yield { link: from.link, seconds: units / from.perSecond, bytes }
      packets++
    }
    if (type === simplePacket && body + 4 <= end && interfaces[0]) {
      const captured = Math.min(view.getUint32(body, little), end - body - 4)
      yield { link: interfaces[0].link, seconds: 0, bytes: file.subarray(body + 4, body + 4 + captured) }
      packets++
    }
    if (packets >= mostPackets) return cutOff(state)
    at += length
  }
}

/** Units of time a second: option 9 of an interface, microseconds where it is not there. */
function resolutionOf(view: DataView, from: number, end: number, little: boolean): number {
  for (let at = from; at + 4 <= end; ) {
    const option = view.getUint16(at, little)
    const length = view.getUint16(at + 2, little)
    if (option === 0 || at + 4 + length > end) break
    if (option === 9 && length === 1) {
      const said = view.getUint8(at + 4)
      return said & 0x80 ? 2 ** (said & 0x3f) : 10 ** Math.min(said, 12)
    }
    at += 4 + length + ((4 - (length % 4)) % 4)
  }
  return 1e6
}
