/** What several sources give, as each gives it. Where one fails the others are let go, and its failure is thrown. */
export async function* together<T>(sources: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  const open = new Map(sources.map((source) => source[Symbol.asyncIterator]()).map((s) => [s, next(s)] as const))
  try {
    while (open.size > 0) {
      const { source, result } = await Promise.race(open.values())
      if (result.done) open.delete(source)
      else {
        open.set(source, next(source))
        yield result.value
      }
    }
  } finally {
    for (const pending of open.values()) pending.catch(() => undefined)
  }
}

const next = async <T>(source: AsyncIterator<T>) => ({ source, result: await source.next() })
