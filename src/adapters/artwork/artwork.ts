import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import {
  type Mark,
  type MarkDpi,
  type MarkFacts,
  type MarkFault,
  type MarkLanguage,
  type MarkSize,
  mark,
  runGap,
} from '../../core/attestation/mark.ts'
import { escapeXml, mm } from '../../core/attestation/mark-svg.ts'
import { ok, type Result } from '../../core/kernel/result.ts'
import { packageRoot } from '../package-root.ts'
import { oneBitPng } from './one-bit-png.ts'
import { plateTemplate } from './plate-template.ts'
import { type Typeset, typeset } from './typst.ts'

export const artworkFormats = ['svg', 'pdf', 'png'] as const
export type ArtworkFormat = (typeof artworkFormats)[number]

export const artworkTypes: Record<ArtworkFormat, string> = {
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  png: 'image/png',
}

/** The plate of a label as a file for print: text outlined, same input same bytes. PNG without `dpi` is 300 dpi. */
export async function artwork(order: {
  readonly facts: MarkFacts
  readonly size: MarkSize
  readonly language: MarkLanguage
  readonly format: ArtworkFormat
  readonly dpi?: MarkDpi
}): Promise<Result<Uint8Array, MarkFault>> {
  const dpi = order.dpi ?? (order.format === 'png' ? 300 : undefined)
  const laidOut = mark(order.facts, {
    size: order.size,
    language: order.language,
    ...(dpi === undefined ? {} : { dpi }),
  })
  if (!laidOut.ok) return laidOut
  const plate = laidOut.value
  const set = typeset(plateTemplate, inputOf(plate))
  switch (order.format) {
    case 'svg':
      return ok(new TextEncoder().encode(outlinedSvg(set, plate)))
    case 'pdf':
      // No time of making: two prints of one label are one file.
      return ok(set.pdf({ createdAt: new Date(0) }))
    case 'png':
      return ok(await rasterised(outlinedSvg(set, plate), plate, dpi ?? 300))
  }
}

const inputOf = (plate: Mark) => ({
  ...plate,
  gap: runGap,
  elements: plate.elements.map((e) => (e.kind === 'code' ? { ...e, outlines: e.code.outlines, code: undefined } : e)),
})

/** Typst writes points and no description: the head of the picture is ours. */
function outlinedSvg(set: Typeset, plate: Mark): string {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${mm(plate.width)}mm" height="${mm(plate.height)}mm" role="img" aria-labelledby="t"`
  return set
    .svg()
    .replace(/^<svg [^>]*?(viewBox="[^"]*")[^>]*>/, `${head} $1><title id="t">${escapeXml(plate.title)}</title>`)
    .replace(/>\s+</g, '><')
    .replace(/(\.\d{4})\d+/g, '$1') // a ten-thousandth of a point is finer than any printer
}

let wasm: Promise<void> | undefined

async function rasterised(svg: string, plate: Mark, dpi: number): Promise<Uint8Array> {
  wasm ??= readFile(join(packageRoot, 'node_modules/@resvg/resvg-wasm/index_bg.wasm')).then((bytes) => initWasm(bytes))
  await wasm
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'width', value: Math.round((plate.width / 25.4) * dpi) },
    background: 'white',
  })
  const image = resvg.render()
  try {
    return oneBitPng(image.pixels, image.width, image.height, dpi)
  } finally {
    image.free()
    resvg.free()
  }
}
