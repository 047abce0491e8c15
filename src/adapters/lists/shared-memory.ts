import type { Memory } from '../../core/procurement/hash-table.ts'

/** Memory that threads share. */
export const sharedMemory: Memory = (bytes) => new SharedArrayBuffer(bytes)
