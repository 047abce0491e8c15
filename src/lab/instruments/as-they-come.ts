/** Gives the results of several works as each is done, at most so many at a time; what is thrown is thrown at the end. */
export async function* asTheyCome<T>(
  works: readonly (() => AsyncIterable<T>)[],
  atOnce: number,
): AsyncGenerator<T, void, undefined> {
  const ready: T[] = []
  let failed: { readonly error: unknown } | undefined
  let wake: (() => void) | undefined
  let running = 0
  const queue = [...works]
  const start = () => {
    for (; running < atOnce && queue.length > 0; running++) void run(queue.shift()!)
  }
  const run = async (work: () => AsyncIterable<T>) => {
    try {
      for await (const result of work()) {
        ready.push(result)
        wake?.()
      }
    } catch (error) {
      failed ??= { error }
    }
    running--
    start()
    wake?.()
  }
  start()
  while (running > 0 || ready.length > 0) {
    if (ready.length > 0) {
      yield ready.shift()!
      continue
    }
    await new Promise<void>((done) => {
      wake = done
    })
    wake = undefined
  }
  if (failed) throw failed.error
}
