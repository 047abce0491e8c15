// Work that is done one piece at a time, for several who must not keep each other from it.

/** How much may wait. */
export interface TurnBounds {
  readonly waiting: number // pieces of all together that wait for their turn
  readonly each: number // pieces of one asker, the one that is being worked on included
}

/** Why a piece is not taken on: there is too much of everybody's, or of whoever asks. */
export type NoTurn = 'full' | 'too-many-of-yours'

/**
 * Takes pieces of work on and does them one after the other. Whoever has just had a turn goes to the end of the line, so that somebody
 * who brings many pieces waits for themselves, and whoever brings one waits for one piece of each other asker at most.
 */
export function fairTurns({ waiting, each }: TurnBounds) {
  const lines = new Map<string, (() => Promise<void>)[]>() // by asker, in the order of their turns
  let waits = 0
  let working: string | undefined

  const next = (): void => {
    const [first] = lines // no line is empty
    if (working !== undefined || first === undefined) return
    const [asker, [work, ...rest]] = first
    lines.delete(asker)
    if (rest.length > 0) lines.set(asker, rest)
    if (work === undefined) return
    waits--
    working = asker
    void work().finally(() => {
      working = undefined
      next()
    })
  }

  return <T>(asker: string, work: () => Promise<T>): Promise<T> | NoTurn => {
    const line = lines.get(asker) ?? []
    if (line.length + (working === asker ? 1 : 0) >= each) return 'too-many-of-yours'
    if (waits >= waiting) return 'full'
    return new Promise<T>((resolve, reject) => {
      line.push(() => work().then(resolve, reject))
      lines.set(asker, line)
      waits++
      next()
    })
  }
}
