import { Readable } from 'node:stream'

/** The body of an answer that is read piece by piece; whoever is slow is waited for. */
export const bodyOfPieces = (pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> =>
  Readable.toWeb(Readable.from(pieces, { highWaterMark: 1 })) as unknown as ReadableStream<Uint8Array<ArrayBuffer>>
