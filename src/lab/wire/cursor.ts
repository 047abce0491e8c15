/** Thrown inside a parser when a length points beyond the bytes there are; the parser turns it into its own answer. */
export class Short extends Error {
  override readonly name = 'Short'
}

/** Reads bytes one after the other and never beyond their end. */
export class Cursor {
  readonly #bytes: Uint8Array
  #at = 0
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }
  get left(): number {
    return this.#bytes.length - this.#at
  }
  take(length: number): Uint8Array {
    if (length > this.left) throw new Short()
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }
  /** A number of so many bytes, the most significant first. */
  number(bytes: 1 | 2 | 3 | 4): number {
    return this.take(bytes).reduce((n, byte) => n * 256 + byte, 0)
  }
  /** What a length of so many bytes announces. */
  vector(bytes: 1 | 2 | 3 | 4): Uint8Array {
    return this.take(this.number(bytes))
  }
}
