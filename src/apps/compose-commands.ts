import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Catalogue, catalogueFileFaultTexts, loadCatalogue } from '../adapters/catalogue-files.ts'
import { loadProductFolder, productFolderFaultTexts } from '../adapters/example-files.ts'
import { packageRoot } from '../adapters/package-root.ts'
import type { Fault } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { LoadedProduct } from './cli/commands/assess.ts'
import type { ImportIxitJob } from './cli/commands/import-ixit.ts'
import { tellFaults } from './faults.ts'

// The adapters that commands need without the whole house; like compose.ts, allowed to name them.

for (const table of [catalogueFileFaultTexts, productFolderFaultTexts]) tellFaults(table)

/** The catalogue of this checkout, or of another folder. */
export const openCatalogue = (folder?: string): Result<Catalogue, Fault> =>
  loadCatalogue(folder ?? join(packageRoot, 'catalogue'))

/** A product folder with the scheme and edition it is to be assessed under. */
export async function openProduct(
  folder: string,
  schemeId: string,
  level: string,
): Promise<Result<LoadedProduct, Fault>> {
  const catalogue = openCatalogue()
  if (!catalogue.ok) return catalogue
  const scheme = catalogue.value.schemes.find((s) => s.id === schemeId)
  if (!scheme) return refuse({ code: 'scheme-not-found', scheme: schemeId })
  const product = await loadProductFolder(folder, { scheme: scheme.id, edition: scheme.edition.documentNumber })
  if (!product.ok) return product
  if (product.value.ics.level !== level)
    return refuse({ code: 'level-mismatch', expected: level, found: product.value.ics.level })
  return ok({ scheme, ...product.value })
}

const sizeLimit = 1024 * 1024

/** The Markdown files of a folder, and where their tables are written: each file whole or not at all. */
export async function openIxitJob(source: string, target: string): Promise<Result<ImportIxitJob, Fault>> {
  const names = await readdir(source).catch(() => undefined)
  if (!names) return refuse({ code: 'folder-not-found', folder: source })
  const sources: { name: string; text: string }[] = []
  for (const name of names.filter((n) => n.endsWith('.md')).sort()) {
    const path = join(source, name)
    if ((await stat(path)).size > sizeLimit)
      return refuse({ code: 'product-file-too-large', file: name, limit: sizeLimit })
    sources.push({ name, text: await readFile(path, 'utf8') })
  }
  const folder = join(target, 'ixit')
  return ok({
    sources,
    existing: await readdir(folder).catch(() => []),
    write: async (name, content) => {
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, `${name}.tmp`), content)
      await rename(join(folder, `${name}.tmp`), join(folder, name))
    },
  })
}
