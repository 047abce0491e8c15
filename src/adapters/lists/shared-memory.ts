import type { Memory } from '../../core/procurement/hash-table.ts'

/** Memory that threads share. */
export const sharedMemory: Memory = (bytes) => new SharedArrayBuffer(bytes)

/**
 * Has shared memory given back soon to which nothing refers any longer. V8 does not count it (`BackingStore::PerIsolateAccountingLength`
 * is 0 for what is shared), so a process with little else to do would hold many registers. What it does count makes it look; and
 * memory that nobody writes into takes none.
 */
export function giveBackShared(): void {
  new ArrayBuffer(1 << 27)
}
