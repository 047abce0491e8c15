/** Shows how far something is, on one line of the terminal; silent where nobody watches or it takes less than a second. */
export function progress(label: string, total?: number): { step(done: number): void; end(): void } {
  const began = Date.now()
  const watched = process.stderr.isTTY === true
  let drawn = 0
  return {
    step(done) {
      const now = Date.now()
      if (!watched || now - began < 1000 || now - drawn < 100) return
      drawn = now
      const width = 24
      const filled = total ? Math.round((Math.min(done, total) / total) * width) : 0
      const bar = total
        ? `[${'█'.repeat(filled)}${'·'.repeat(width - filled)}] ${Math.floor((done / total) * 100)}%`
        : String(done)
      process.stderr.write(`\r${label} ${bar}\x1b[K`)
    },
    end() {
      if (drawn > 0) process.stderr.write('\r\x1b[K')
    },
  }
}
