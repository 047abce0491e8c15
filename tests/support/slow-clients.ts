import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AppProcess, residentMemory } from './app-process.ts'

// Clients that hold connections to a server of ours, on the loopback address, without getting on: a third never finish the head
// of a request, a third never finish its body, a third ask for a page and never read it. Whoever is cut off comes back after some seconds.

type Kind = (socket: Socket) => void

/** What each does; `large` is something large that costs the server nothing to make. */
const kinds = (large: string): readonly Kind[] => [
  (socket) => socket.write('GET /ja/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: '),
  (socket) =>
    socket.write(
      'POST /api/v1/checks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    ),
  (socket) => {
    socket.pause()
    socket.write(`GET ${large} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(4))
  },
]
const comesBackMs = 5_000

/** How many connections one process may have open here, a few hundred kept back for everything else. */
export function mostConnections(wanted: number): number {
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { hard: number | string } } }
  const limit = Number(userLimits?.open_files?.hard ?? 1_024)
  return Number.isFinite(limit) ? Math.min(wanted, limit - 500) : wanted
}

/** What others met with meanwhile. */
export interface Siege {
  readonly opened: number
  readonly heldAtMost: number
  /** Of one visitor, in milliseconds, each on a new connection. */
  readonly times: readonly number[]
  readonly failed: readonly string[]
  readonly memoryBefore: number
  readonly memoryMost: number
  readonly memoryAfter: number
}

/** Besieges a server for some seconds by so many clients at once, while a visitor goes on reading. */
export async function besiege(app: AppProcess, clients: number, seconds: number): Promise<Siege> {
  if (new URL(app.address).hostname !== '127.0.0.1') throw new Error('only this machine is besieged')
  const port = Number(new URL(app.address).port)
  const home = await (await app.get('/ja/')).text()
  const large = /<link[^>]+href="([^"]+\.css)"/.exec(home)?.[1] ?? '/'
  const held = new Set<Socket>()
  let away = 0 // cut off, and not back yet
  const times: number[] = []
  const failed: string[] = []
  let [opened, heldAtMost, memoryMost, over] = [0, 0, 0, false]
  const memoryBefore = residentMemory(app.pid) ?? 0

  function open(): void {
    const kind = kinds(large)[opened++ % 3]!
    const socket = connect({ port, host: '127.0.0.1' }, () => kind(socket))
    held.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      held.delete(socket)
      away++
      setTimeout(() => away--, comesBackMs).unref()
    })
  }
  const opening = (async () => {
    // A few hundred at a time: the queue of the system is short, and waiting in it is not what is tried.
    while (!over) {
      for (let n = 0; n < 200 && held.size + away < clients; n++) open()
      heldAtMost = Math.max(heldAtMost, held.size)
      memoryMost = Math.max(memoryMost, residentMemory(app.pid) ?? 0)
      await sleep(20)
    }
  })()
  const visiting = (async () => {
    while (!over) {
      const began = performance.now()
      try {
        const answer = await app.get('/ja/about', { Connection: 'close' })
        await answer.arrayBuffer()
        if (answer.status !== 200) failed.push(String(answer.status))
      } catch (error) {
        failed.push(String((error as Error).cause ?? error))
      }
      times.push(performance.now() - began)
      await sleep(100)
    }
  })()
  await sleep(seconds * 1_000)
  // On a busy machine it takes longer until all have come.
  for (let more = 0; more < 60 && (opened < clients || times.length < 10); more++) await sleep(1_000)
  over = true
  await Promise.all([opening, visiting])
  for (const socket of held) socket.destroy()
  await sleep(3_000)
  return {
    ...{ opened, heldAtMost, times, failed, memoryBefore, memoryMost },
    memoryAfter: residentMemory(app.pid) ?? 0,
  }
}
