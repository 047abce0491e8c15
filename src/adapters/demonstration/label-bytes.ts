import { type LabelId, makeLabelId } from '../../core/kernel/label-id.ts'

const drawn = (index: number): string => makeLabelId(new Uint8Array(18).fill(0).with(1, index))[0] ?? ''

/** The eighteen random bytes that would have drawn this label number: `makeLabelId` read backwards. */
export function labelIdBytes(label: LabelId): Uint8Array {
  const bytes = new Uint8Array(18)
  for (let i = 0; i < 9; i++) {
    let index = 0
    while (drawn(index) !== label[i]) if (++index > 255) throw new Error(`no bytes draw the label number ${label}`)
    bytes[2 * i + 1] = index
  }
  if (makeLabelId(bytes) !== label) throw new Error(`the check character of ${label} does not fit`)
  return bytes
}
