import type { DisclosureToken } from '../discovery/seen.ts'
import type { Protocol } from '../scan/seen.ts'

/** Something an answer tells about the device. Texts are as the device sent them. */
export interface Told {
  readonly token: DisclosureToken
  readonly where: string
  readonly said: string
}

/** What an answer turned out to be. */
export interface Recognised {
  readonly said?: string
  readonly tells?: readonly Told[]
  /** It takes in software: how, and whether it is made for that alone. */
  readonly updates?: { readonly mechanism: string; readonly certain: boolean }
}

/** One harmless question in one protocol: it changes nothing, and asks for a short answer. */
export interface UdpProbe {
  readonly id: string
  readonly protocol: Protocol
  readonly port: number
  readonly source: string // where the packet is defined
  packet(random: (bytes: number) => Uint8Array): Uint8Array
  /** What the answer says; undefined where it is not of this protocol. It may be of any shape and size. */
  recognise(answer: Buffer, asked: Uint8Array): Recognised | undefined
}

/** Texts of a packet between two places, without the zeros it is filled up with. */
export const textAt = (packet: Buffer, from: number, to: number): string =>
  packet.subarray(from, to).toString('latin1').replace(/\0.*$/s, '').trim()

/** A hardware address, as people write it. */
export const macAt = (packet: Buffer, at: number): string | undefined => {
  const bytes = packet.subarray(at, at + 6)
  if (bytes.length < 6 || bytes.every((b) => b === 0)) return undefined
  return [...bytes].map((b) => b.toString(16).padStart(2, '0')).join(':')
}

/** Whether the first bytes are these; undefined stands for any. */
export const startsWith = (packet: Uint8Array, ...bytes: readonly (number | undefined)[]): boolean =>
  packet.length >= bytes.length && bytes.every((b, i) => b === undefined || packet[i] === b)
