import type { Socket } from 'node:net'

export interface ReadUntil {
  /** Stops as soon as this answers true for what has come so far. */
  readonly until?: (sofar: Buffer) => boolean
  readonly atMost: number // bytes; reading stops there
  readonly timeoutMs: number // for the whole answer, however slowly it drips
}

/** Reads what the other side says: until it has said enough, closed, said too much, or the time is over. */
export function readSome(
  socket: Socket,
  { until, atMost, timeoutMs }: ReadUntil,
): Promise<{ readonly bytes: Buffer; readonly ended: 'enough' | 'closed' | 'full' | 'time' }> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let size = 0
    const finish = (ended: 'enough' | 'closed' | 'full' | 'time') => {
      clearTimeout(timer)
      socket.pause()
      socket.off('data', onData)
      socket.off('close', onClose)
      resolve({ bytes: Buffer.concat(parts, size).subarray(0, atMost), ended })
    }
    const onData = (chunk: Buffer) => {
      parts.push(chunk)
      size += chunk.length
      if (size >= atMost) return finish('full')
      if (until?.(Buffer.concat(parts, size))) finish('enough')
    }
    const onClose = () => finish('closed')
    const timer = setTimeout(() => setImmediate(() => setImmediate(() => finish('time'))), timeoutMs)
    socket.on('data', onData)
    socket.once('close', onClose)
    if (socket.destroyed) finish('closed')
    else socket.resume()
  })
}
