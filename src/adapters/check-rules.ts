import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ok, type Result } from '../core/kernel/result.ts'
import type { CatalogueFault } from './catalogue-faults.ts'
import type { LoadedCatalogue } from './catalogue-files.ts'
import { packageRoot } from './package-root.ts'

/** What of the catalogue a list is judged by. */
export type CheckRules = Pick<LoadedCatalogue, (typeof ruleParts)[number]>
export const ruleParts = ['schemes', 'recognition', 'facts', 'policies', 'profiles'] as const
const lyingIn = ['schemes', 'recognition', 'facts.yaml', 'policies', 'profiles']

/** These as they were kept when the program was built, so that a check need not read a hundred files of the catalogue again. */
export interface KeptRules {
  readonly catalogue: string // digest of the files they were read from
  readonly rules: CheckRules
}

/** Where the built program keeps them; beside sources there are none. */
export const keptRulesFile = fileURLToPath(new URL('../check-rules.json', import.meta.url))

/** The rules of this checkout and of the libraries of a home folder. */
export async function loadCheckRules(home: string, day: string): Promise<Result<CheckRules, CatalogueFault>> {
  const folder = join(packageRoot, 'catalogue')
  const kept = existsSync(join(home, 'libraries')) ? undefined : readKeptRules(keptRulesFile, folder)
  if (kept !== undefined) return ok(kept)
  const { libraryFolders, loadCatalogue } = await import('./catalogue-files.ts')
  return loadCatalogue([folder, ...libraryFolders(home)], day)
}

/** The rules that were kept, if the catalogue is still what it was then. */
export function readKeptRules(file: string, folder: string): CheckRules | undefined {
  if (!existsSync(file)) return undefined
  const kept = JSON.parse(readFileSync(file, 'utf8')) as KeptRules
  return kept.catalogue === digestOfRules(folder) ? kept.rules : undefined
}

/** The digest of the files that the rules are read from: their names and every byte. */
export function digestOfRules(folder: string): string {
  const hash = createHash('sha256')
  const add = (path: string) => {
    const bytes = readFileSync(join(folder, path))
    hash.update(`${path}\0${bytes.length}\0`).update(bytes)
  }
  const below = (path: string) => {
    const entries = readdirSync(join(folder, path), { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = `${path}/${entry.name}`
      if (entry.isDirectory()) below(inner)
      else if (entry.isFile()) add(inner)
    }
  }
  for (const name of lyingIn) {
    if (name.endsWith('.yaml')) add(name)
    else below(name)
  }
  return `sha256:${hash.digest('hex')}`
}
