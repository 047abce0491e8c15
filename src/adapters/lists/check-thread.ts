import { parentPort } from 'node:worker_threads'
import type { HeldRows } from '../../core/procurement/check-stream.ts'
import type { TableArrays } from '../../core/procurement/hash-table.ts'
import { type BrokenLine, openPackLines, type PackedPart } from '../../core/procurement/packed/pack-lines.ts'
import { modelTable } from '../../core/procurement/packed/packed-register.ts'
import { type JudgedPiece, openPieces, type PieceTask } from './judge-pieces.ts'
import type { PlainPiece } from './plain-list.ts'
import { sharedMemory } from './shared-memory.ts'

/** What a thread can be asked for: to look at a block of a register, to make a table of it, and then to judge pieces of a list. */
export type ThreadTask =
  | { readonly kind: 'pack'; readonly block: Uint8Array; readonly from: number; readonly to: number }
  | { readonly kind: 'table'; readonly hashes: Uint32Array }
  | { readonly kind: 'open'; readonly task: PieceTask }
  | { readonly kind: 'judge'; readonly piece: PlainPiece; readonly held: HeldRows }

/** What comes of these. */
export interface ThreadAnswers {
  readonly pack: PackedPart | BrokenLine
  readonly table: TableArrays
  readonly open: null
  readonly judge: JudgedPiece
}

const packLines = openPackLines(sharedMemory)
let pieces: ReturnType<typeof openPieces> | undefined

async function work(asked: ThreadTask): Promise<ThreadAnswers[ThreadTask['kind']]> {
  switch (asked.kind) {
    case 'pack':
      return packLines(asked.block, asked.from, asked.to)
    case 'table':
      return modelTable(asked.hashes, sharedMemory)
    case 'open':
      pieces = openPieces(asked.task)
      return null
    case 'judge':
      return pieces!(asked.piece, asked.held)
  }
}

// What a thread gives back is shared or copied, never transferred: once one buffer was, V8 throws away all that this thread has
// compiled for arrays (its protector for detached buffers is gone), and begins anew.
parentPort!.on('message', (asked: ThreadTask) => {
  work(asked).then(
    (answer) => parentPort!.postMessage(answer),
    (error: unknown) => {
      throw error // taken by whoever started this thread
    },
  )
})
