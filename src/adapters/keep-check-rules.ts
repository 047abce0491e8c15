import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadCatalogue } from './catalogue-files.ts'
import { digestOfRules, type KeptRules, keptRulesFile, ruleParts } from './check-rules.ts'
import { packageRoot } from './package-root.ts'

/** Keeps what lists are judged by, read from a catalogue; the build does it. */
export function keepCheckRules(file: string, folder: string): void {
  const read = loadCatalogue(folder)
  if (!read.ok) throw new Error(`the catalogue cannot be read: ${read.fault.code}`)
  const rules = Object.fromEntries(ruleParts.map((part) => [part, read.value[part]]))
  writeFileSync(file, JSON.stringify({ catalogue: digestOfRules(folder), rules } as KeptRules))
}

if (import.meta.main) keepCheckRules(keptRulesFile, join(packageRoot, 'catalogue'))
