import { parentPort, workerData } from 'node:worker_threads'
import { type PortAnswer, portAnswers, prober } from './probe.ts'
import { type SweepBounds, sweep } from './sweep.ts'

// Ports are asked from a thread of their own: whatever else the run is busy with does not delay it, and its memory is bounded.

/** What the thread is started with. */
export interface SweepTask {
  readonly host: string
  readonly ports: Uint16Array
  readonly bounds: SweepBounds
}
/** What it tells, several times a second: ports and as many answers, by their place in `portAnswers`. */
export interface SweepNews {
  readonly ports: Uint16Array
  readonly answers: Uint8Array
  readonly ended?: { readonly wavered: boolean }
}

const tellEveryMs = 100

async function work({ host, ports, bounds }: SweepTask): Promise<void> {
  Error.stackTraceLimit = 0 // every refusal is an error object, and its stack would cost more than the refusal
  const probes = prober()
  let news: [port: number, answer: PortAnswer][] = []
  const tell = (ended?: SweepNews['ended']) => {
    const told: SweepNews = {
      ports: Uint16Array.from(news, ([port]) => port),
      answers: Uint8Array.from(news, ([, answer]) => portAnswers.indexOf(answer)),
      ...(ended && { ended }),
    }
    news = []
    parentPort?.postMessage(told)
  }
  const telling = setInterval(tell, tellEveryMs)
  const wavered = await sweep(
    ports,
    bounds,
    (port, timeoutMs, answered) => probes.ask(host, port, timeoutMs, answered),
    (port, answer) => news.push([port, answer]),
  )
  clearInterval(telling)
  tell({ wavered })
}

await work(workerData as SweepTask)
