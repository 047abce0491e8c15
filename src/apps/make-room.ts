import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Holds at most so many connections, and closes the one that has shown least need when another comes: first the longest without
 * a whole head of a request, then the longest in sending one, then the longest in being answered. Whoever asks and reads as
 * people do is done long before it is the oldest, however many others hold connections open without getting on.
 */
export function makeRoom(server: Server, most: number): void {
  // Each a queue: a set remembers the order in which things were put into it.
  const silent = new Set<Socket>()
  const sending = new Set<Socket>()
  const answered = new Set<Socket>()
  const queues = [silent, sending, answered]

  function place(socket: Socket, into: Set<Socket>): void {
    for (const queue of queues) queue.delete(socket)
    if (!socket.destroyed) into.add(socket)
  }
  const oldest = (): Socket | undefined => {
    for (const queue of queues) for (const socket of queue) return socket
    return undefined
  }

  server.on('connection', (socket: Socket) => {
    while (silent.size + sending.size + answered.size >= most) {
      const last = oldest()
      if (last === undefined) break
      for (const queue of queues) queue.delete(last)
      last.destroy()
    }
    silent.add(socket)
    socket.once('close', () => {
      for (const queue of queues) queue.delete(socket)
    })
  })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket, headers } = request
    // One without a body is whole already; nobody has to read it to its end.
    const isWhole = headers['content-length'] === undefined && headers['transfer-encoding'] === undefined
    place(socket, isWhole ? answered : sending)
    request.once('end', () => {
      if (!response.writableFinished) place(socket, answered)
    })
    response.once('finish', () => place(socket, silent))
  })
}
