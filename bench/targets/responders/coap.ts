import { createSocket } from 'node:dgram'
import { generate, parse } from 'coap-packet'

export interface CoapOptions {
  readonly family?: 4 | 6
  readonly resources: Readonly<Record<string, string>> // path → what anybody may read there
}

/** A CoAP server that lists its resources and gives them to anybody (RFC 7252, RFC 6690). */
export function coap({ family = 4, resources }: CoapOptions): void {
  const socket = createSocket(family === 4 ? 'udp4' : 'udp6')
  const links = Object.keys(resources)
    .map((path) => `<${path}>;rt="device"`)
    .join(',')
  socket.on('message', (message, from) => {
    try {
      const asked = parse(message)
      if (asked.reset || asked.ack) return
      const path = `/${(asked.options ?? [])
        .filter(({ name }) => name === 'Uri-Path')
        .map(({ value }) => value.toString())
        .join('/')}`
      const body = path === '/.well-known/core' ? links : resources[path]
      // A CoAP ping (an empty confirmable message) is answered with a reset.
      const empty = asked.code === '0.00'
      const answer = generate({
        code: empty ? '0.00' : body === undefined ? '4.04' : '2.05',
        ack: asked.confirmable && !empty,
        reset: empty,
        messageId: asked.messageId,
        token: empty ? Buffer.alloc(0) : asked.token,
        payload: Buffer.from(empty ? '' : (body ?? '')),
        options: empty ? [] : [{ name: 'Content-Format', value: Buffer.from([path === '/.well-known/core' ? 40 : 0]) }],
      })
      socket.send(answer, from.port, from.address)
    } catch {
      // what is no CoAP gets no answer
    }
  })
  socket.bind(5683)
}
