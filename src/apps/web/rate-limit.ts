/** How fast one address may ask: `burst` at once, then `perMinute`. */
export interface Rate {
  readonly burst: number
  readonly perMinute: number
}

/**
 * A token bucket for each address, in the memory of this process: enough to keep one visitor from crowding out the others, not a
 * wall against many. The clock is an argument. At most `keep` addresses are remembered; the longest unseen is forgotten first.
 */
export function rateLimiter(rate: Rate, keep = 20_000): (address: string, nowMs: number) => boolean {
  const buckets = new Map<string, { left: number; at: number }>()
  return (address, now) => {
    const old = buckets.get(address)
    const left = Math.min(rate.burst, (old?.left ?? rate.burst) + ((now - (old?.at ?? now)) / 60_000) * rate.perMinute)
    buckets.delete(address)
    buckets.set(address, { left: left >= 1 ? left - 1 : left, at: now })
    if (buckets.size > keep) buckets.delete(buckets.keys().next().value!)
    return left >= 1
  }
}
