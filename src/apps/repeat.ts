/** Does something again and again, the next time only after the last has ended; a failure is told and tried again. */
export function repeat(
  everyMs: number,
  what: () => Promise<void>,
  log: (line: string) => void,
): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let told = ''
  let running: Promise<void> = Promise.resolve()
  const turn = (): void => {
    running = what()
      .then(
        () => {
          told = ''
        },
        (error: unknown) => {
          const message = error instanceof Error ? error.message : String(error)
          if (message !== told) log(message)
          told = message
        },
      )
      .then(() => {
        if (!stopped) timer = setTimeout(turn, everyMs)
      })
  }
  turn()
  return {
    stop: () => {
      stopped = true
      clearTimeout(timer)
      return running
    },
  }
}
