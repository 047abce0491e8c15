import type { Socket } from 'node:net'
import type { Bench } from '../../bench.ts'
import type { AddressKind } from '../../observation.ts'
import { DialError, type DialTrouble } from '../../wire/dial.ts'
import { hostOf } from '../../wire/http.ts'
import { readSome } from '../../wire/read.ts'
import { secured } from '../../wire/secured.ts'
import type { Protocol } from '../scan/seen.ts'
import { dnsAnswer } from '../udp/probes/names.ts'
import { type Classified, classify } from './classify.ts'
import {
  adbQuestion,
  dnsQuestion,
  httpQuestion,
  mqttFarewell,
  mqttQuestion,
  orderFor,
  type Question,
  rtspQuestion,
  tlsQuestion,
} from './questions.ts'

/** What speaks on a port. */
export interface Identified {
  readonly protocol: Protocol
  readonly tls: boolean
  readonly banner?: string
  readonly trouble?: DialTrouble // no connection came about, though the port was open before
}

/** How long each answer is waited for, in ms. */
const wait = { connect: 1_500, listen: 300, answer: 500, handshake: 1_500, patience: 1_500 } as const
const bytesAtMost = 8_192

/** Protocols inside TLS, by what they are in clear. */
const insideTls: Partial<Record<Protocol, Protocol>> = { http: 'https', mqtt: 'mqtts', rtsp: 'rtsps', ftp: 'ftps' }

/** Finds out what speaks on a port, one short connection after the other, the likeliest first. */
export async function identifyPort(bench: Bench, port: number, address: AddressKind): Promise<Identified> {
  const host = hostOf(bench.target, { port, tls: false, address })
  let heard: Buffer | undefined // words of a service nobody knows
  let wantsTls = false

  /** Has one connection, says something or nothing, and hears what comes. */
  async function over(say: Buffer | undefined, timeoutMs: number): Promise<Buffer> {
    const socket = await bench.dial.tcp(port, { address, timeoutMs: wait.connect })
    try {
      return await hear(socket, say, timeoutMs)
    } finally {
      socket.destroy()
    }
  }

  async function ask(question: Question): Promise<Identified | undefined> {
    switch (question) {
      case 'listen':
      case 'http':
        return inClear(await listenThenHttp())
      case 'tls':
        return askTls()
      case 'rtsp':
        return inClear(await over(rtspQuestion(host), wait.answer))
      case 'mqtt':
        return inClear(await over(mqttQuestion(idOf(bench)), wait.answer))
      case 'newline':
        return inClear(await over(Buffer.from('\r\n'), wait.answer))
      case 'adb':
        return inClear(await over(adbQuestion(), wait.answer))
      case 'patience':
        return inClear(await over(undefined, wait.patience))
      case 'dns': {
        const answer = await over(dnsQuestion(), wait.answer)
        return dnsAnswer(answer.subarray(2)) ? { protocol: 'dns', tls: false } : inClear(answer)
      }
    }
  }

  /** Whoever speaks first is heard out; whoever waits is asked for a page on the same connection. */
  async function listenThenHttp(): Promise<Buffer> {
    const socket = await bench.dial.tcp(port, { address, timeoutMs: wait.connect })
    try {
      const first = await hear(socket, undefined, wait.listen)
      if (first.length > 0 || socket.destroyed) return first
      return await hear(socket, httpQuestion(host), wait.answer)
    } finally {
      socket.destroy()
    }
  }

  function inClear(bytes: Buffer): Identified | undefined {
    const found = classify(bytes)
    if (found?.behindTls) {
      wantsTls = true
      return undefined
    }
    if (bytes.length > 0) heard ??= bytes
    return (
      found && { protocol: found.protocol, tls: false, ...(found.banner !== undefined && { banner: found.banner }) }
    )
  }

  async function askTls(): Promise<Identified | undefined> {
    if (!wantsTls && !classify(await over(tlsQuestion(bench.random(32)), wait.answer))?.behindTls) return undefined
    wantsTls = true
    for (const say of [httpQuestion(host), mqttQuestion(idOf(bench))]) {
      const found = await insideOf(say)
      if (found === 'no-tls') break // older than our own library takes; that it is TLS is certain all the same
      const protocol = found && insideTls[found.protocol]
      if (protocol) return { protocol, tls: true, ...(found.banner !== undefined && { banner: found.banner }) }
    }
    return { protocol: 'tls', tls: true }
  }

  async function insideOf(say: Buffer): Promise<Classified | undefined | 'no-tls'> {
    const socket = await bench.dial.tcp(port, { address, timeoutMs: wait.connect })
    try {
      const opened = await secured(socket, { timeoutMs: wait.handshake })
      if (!opened.ok) return 'no-tls'
      return classify(await hear(opened.value, say, wait.answer))
    } finally {
      socket.destroy()
    }
  }

  for (const question of orderFor(port)) {
    if (question === 'http') continue // asked with `listen`
    // A service that greets with words nobody knows is not told things meant for others: it may be a command line.
    if (heard !== undefined && question !== 'patience') continue
    if (heard !== undefined) break
    try {
      const found = await ask(question)
      if (found) return found
      if (wantsTls && question !== 'tls') {
        const secured = await askTls()
        if (secured) return secured
      }
    } catch (error) {
      if (!(error instanceof DialError) || error.trouble === 'stopped') throw error
      return { protocol: 'unknown', tls: wantsTls, trouble: error.trouble }
    }
  }
  return { protocol: 'unknown', tls: wantsTls, ...(heard && { banner: heard.subarray(0, 600).toString('latin1') }) }
}

/** Says something and hears until it is clear what speaks, or the time is over. */
async function hear(socket: Socket, say: Buffer | undefined, timeoutMs: number): Promise<Buffer> {
  if (say) socket.write(say)
  const { bytes } = await readSome(socket, {
    atMost: bytesAtMost,
    timeoutMs,
    until: (sofar) => {
      const found = classify(sofar)
      const whole = found?.protocol !== 'http' && found?.protocol !== 'rtsp'
      return found !== undefined && (whole || sofar.includes('\r\n\r\n') || sofar.includes('\n\n'))
    },
  })
  if (classify(bytes)?.protocol === 'mqtt' && !socket.destroyed) socket.end(mqttFarewell())
  return bytes
}

const idOf = ({ random }: Bench): string => Buffer.from(random(6)).toString('hex')
