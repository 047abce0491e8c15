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
const wait = {
  connect: 1_500,
  listen: 300,
  listenLess: 60,
  answer: 500,
  handshake: 1_500,
  patience: 1_500,
  again: 700,
} as const
const bytesAtMost = 8_192

/** Protocols inside TLS, by what they are in clear. */
const securedAs: Partial<Record<Protocol, Protocol>> = { http: 'https', mqtt: 'mqtts', rtsp: 'rtsps', ftp: 'ftps' }

/** Finds out what speaks on a port, one short connection after the other, the likeliest first; `before` spoke there elsewhere. */
export async function identifyPort(
  bench: Bench,
  port: number,
  address: AddressKind,
  before?: Protocol,
): Promise<Identified> {
  const host = hostOf(bench.target, { port, tls: false, address })
  let words: Buffer | undefined // of a service that nobody knows, and that may be a command line
  let noise: Buffer | undefined // of one that speaks in bytes

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
        return made(await listenThenHttp())
      case 'tls':
        return classify(await over(tlsQuestion(bench.random(32)), wait.answer))?.behindTls ? insideTls() : undefined
      case 'rtsp':
        return made(await over(rtspQuestion(host), wait.answer))
      case 'mqtt':
        return made(await over(mqttQuestion(idOf(bench)), wait.answer))
      case 'newline':
        return made(await over(Buffer.from('\r\n'), wait.answer))
      case 'adb':
        return made(await over(adbQuestion(), wait.answer))
      case 'patience':
        return made(await over(undefined, wait.patience))
      case 'dns': {
        const answer = await over(dnsQuestion(), wait.answer)
        return dnsAnswer(answer.subarray(2)) ? { protocol: 'dns', tls: false } : made(answer)
      }
    }
  }

  /** Whoever speaks first is heard out; whoever waits is asked for a page on the same connection. */
  async function listenThenHttp(): Promise<Buffer> {
    const socket = await bench.dial.tcp(port, { address, timeoutMs: wait.connect })
    try {
      // Where a web server is likely it is asked soon; whoever else is there is heard all the same.
      const likely = before === 'http' || (before === undefined && orderFor(port)[0] === 'http')
      const first = await hear(socket, undefined, likely ? wait.listenLess : wait.listen)
      if (first.length > 0 || socket.destroyed) return first
      return await hear(socket, httpQuestion(host), wait.answer)
    } finally {
      socket.destroy()
    }
  }

  /** What can be made of words in clear. */
  async function made(bytes: Buffer): Promise<Identified | undefined> {
    const found = classify(bytes)
    if (found?.behindTls === 'certain') return insideTls()
    if (found?.behindTls === 'perhaps') return (await ask('tls')) ?? named(found.protocol, false, found)
    if (found) return named(found.protocol, false, found)
    if (bytes.length > 0 && bytes.every((byte) => byte >= 0x20 || (byte >= 7 && byte <= 13) || byte === 0x1b))
      words = bytes
    else if (bytes.length > 0) noise ??= bytes
    return undefined
  }

  async function insideTls(): Promise<Identified> {
    for (const say of [httpQuestion(host), mqttQuestion(idOf(bench))]) {
      const socket = await bench.dial.tcp(port, { address, timeoutMs: wait.connect })
      try {
        const opened = await secured(socket, { timeoutMs: wait.handshake })
        if (!opened.ok) break // older than our own library takes; that it is TLS is certain all the same
        const found = classify(await hear(opened.value, say, wait.answer))
        const protocol = found && securedAs[found.protocol]
        if (protocol) return named(protocol, true, found)
      } finally {
        socket.destroy()
      }
    }
    return { protocol: 'tls', tls: true }
  }

  let again = 1 // a service with one place has just lost the visitor who knocked
  const order = [...orderFor(port)].filter((question) => question !== 'http') // asked with `listen`
  for (let question = order.shift(); question !== undefined; question = order.shift()) {
    try {
      const found = await ask(question)
      if (found) return found
    } catch (error) {
      if (!(error instanceof DialError) || error.trouble === 'stopped') throw error
      if (again-- <= 0) return { protocol: 'unknown', tls: false, trouble: error.trouble }
      await bench.pause(wait.again)
      order.unshift(question)
    }
    // A service that uses words nobody knows is not told things meant for others.
    if (words !== undefined) break
  }
  const said = words ?? noise
  return { protocol: 'unknown', tls: false, ...(said && { banner: said.subarray(0, 600).toString('latin1') }) }
}

const named = (protocol: Protocol, tls: boolean, { banner }: Pick<Classified, 'banner'>): Identified => ({
  protocol,
  tls,
  ...(banner !== undefined && { banner }),
})

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
