import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { publishedFile } from '../core/scheme/lint-walk.ts'
import type { PublishedEdition } from '../core/scheme/published.ts'

const head = `# Editions that were published, and the digest of what is judged by them. It never changes: a change is a new edition. What is
# told besides may: state, dates, end, fees, and how well a row is known.
# Written by \`hoshirushi catalogue publish\`; lint and the start of a house compare.
`

/** Writes which editions of a catalogue folder are published; whole or not at all. */
export function writePublished(folder: string, editions: readonly PublishedEdition[]): void {
  const file = join(folder, publishedFile)
  writeFileSync(`${file}.tmp`, head + stringify({ editions }, { lineWidth: 0 }))
  renameSync(`${file}.tmp`, file)
}
