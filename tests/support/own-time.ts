const tick = 20 // ms
let ticks = 0
setInterval(() => ticks++, tick).unref()

/**
 * Counts how long something takes, in milliseconds, as far as this program is to blame: the work of its own thread, or the time in
 * which its loop had a turn. While a busy machine lets it stand still, this stands still too, so a bound means the same everywhere.
 */
export function ownTime(): () => number {
  const before = ticks
  const began = process.threadCpuUsage()
  return () => {
    const { user, system } = process.threadCpuUsage(began)
    return Math.max((ticks - before) * tick, (user + system) / 1_000)
  }
}
