import { androidPayload } from './android-payload.ts'
import { androidZip } from './android-zip.ts'
import { type ByteSource, Malformed, mostBytes } from './byte-source.ts'
import { fit } from './fit.ts'
import {
  cannotTell,
  type UpdateFacts,
  type UpdateFormat,
  type UpdateFormatName,
  type Verification,
  verificationReasons,
  wrong,
} from './format.ts'
import { fwtool } from './fwtool.ts'
import type { MakerKey } from './maker-key.ts'
import { mcuboot } from './mcuboot.ts'
import { rauc } from './rauc.ts'
import { suit } from './suit.ts'
import { swupdate } from './swupdate.ts'
import { uimage } from './uimage.ts'

/**
 * Every format there is, in the order in which they are tried: what stands at the end of a file tells more than what stands at its
 * beginning, for OpenWrt wraps images of other kinds.
 */
export const formats: readonly UpdateFormat[] = [
  fwtool,
  rauc,
  androidPayload,
  androidZip,
  swupdate,
  fit,
  uimage,
  mcuboot,
  suit,
]

export async function formatOf(source: ByteSource): Promise<UpdateFormat | undefined> {
  for (const format of formats) if (await format.detect(source)) return format
  return undefined
}

/** What the file says of itself; undefined where it contradicts itself. */
export async function factsOf(source: ByteSource, format: UpdateFormat): Promise<UpdateFacts | undefined> {
  try {
    return await format.facts(source)
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}

/**
 * Whether the maker made this file. As which format it is to be read can be said: a copy that was changed so that nobody
 * recognises it any more is wrong, and not another kind of file.
 */
export async function verification(
  source: ByteSource,
  key: MakerKey | undefined,
  as?: UpdateFormatName,
): Promise<Verification> {
  if (source.size > mostBytes) return cannotTell('too-large')
  try {
    const format = await formatOf(source)
    if (format === undefined || (as !== undefined && format.name !== as)) return wrong('not-recognised')
    return await format.verify(source, key)
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    if (error.code === 'too-large' || error.code === 'algorithm-unknown') return cannotTell(error.code)
    return wrong(verificationReasons.find((r) => r === error.code) ?? 'malformed')
  }
}
