import { hash } from 'node:crypto'
import { type Checkpoint, checkpointText } from './checkpoint.ts'
import { keyId, keyIdInput, keyTypes, type Vkey, writeNote } from './note.ts'

/** The log's own key; its name is the log's origin. */
export interface LogKey {
  readonly name: string
  readonly key: Uint8Array // 32 bytes, Ed25519
  sign(data: Uint8Array): Promise<Uint8Array>
}

/** The verifier key of a public key: what goes into a policy file. */
export const vkeyOf = (name: string, key: Uint8Array, type: number = keyTypes.ed25519): Vkey => ({
  name,
  type,
  key,
  id: keyId(hash('sha256', keyIdInput(name, type, key), 'buffer')),
})

/** Signs a checkpoint: the note that is published. */
export async function signCheckpoint(checkpoint: Checkpoint, log: LogKey): Promise<string> {
  const text = checkpointText(checkpoint)
  const { name, id } = vkeyOf(log.name, log.key)
  const signature = await log.sign(new TextEncoder().encode(text))
  return writeNote({ text, signatures: [{ name, id, signature }] })
}
