import { constants } from 'node:crypto'
import type { Socket } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { caps } from '../caps.ts'

/** Why no TLS connection came about over a socket that was open already. */
export const securingTroubles = ['tls-refused', 'tls-no-answer'] as const
export type SecuringTrouble = (typeof securingTroubles)[number]

/**
 * TLS over a dialled socket, for speaking to whatever a device offers: no certificate is believed or refused, old versions and
 * weak suites are taken. How good it is, is for the TLS instrument to see.
 */
export function secured(
  socket: Socket,
  { timeoutMs = 8_000, alpn }: { readonly timeoutMs?: number; readonly alpn?: readonly string[] } = {},
): Promise<Result<TLSSocket, { readonly code: SecuringTrouble }>> {
  return new Promise((resolve) => {
    let settled = false
    const settle = (answer: Result<TLSSocket, { readonly code: SecuringTrouble }>) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      if (!answer.ok) {
        over.destroy()
        socket.destroy()
      }
      resolve(answer)
    }
    const over = connect({
      socket,
      rejectUnauthorized: false,
      minVersion: 'TLSv1',
      ciphers: 'ALL:@SECLEVEL=0',
      secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
      ...(alpn && { ALPNProtocols: [...alpn] }),
    })
    const timer = setTimeout(
      () => setImmediate(() => setImmediate(() => settle(refuse({ code: 'tls-no-answer' })))),
      timeoutMs,
    )
    // TLS takes the bytes off below the dialled socket, so the cap per connection is held here again.
    let received = 0
    over.on('data', (chunk: Buffer) => {
      received += chunk.length
      if (received > caps.bytesPerConnection) over.destroy()
    })
    over.pause()
    over.once('secureConnect', () => settle(ok(over)))
    over.on('error', () => settle(refuse({ code: 'tls-refused' })))
    over.once('close', () => {
      settle(refuse({ code: 'tls-refused' }))
      socket.destroy()
    })
    socket.once('close', () => over.destroy())
  })
}
