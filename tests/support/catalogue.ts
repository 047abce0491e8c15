import { join, resolve } from 'node:path'
import { type LoadedCatalogue, loadCatalogue, schemesOf } from '../../src/adapters/catalogue-files.ts'
import type { FactDefinition } from '../../src/core/scheme/fact.ts'
import type { OperatedScheme } from '../../src/core/scheme/scheme.ts'
import type { Standard } from '../../src/core/scheme/standard.ts'

const read = loadCatalogue(join(resolve(import.meta.dirname, '../..'), 'catalogue'))
if (!read.ok) throw new Error(JSON.stringify(read.fault))

/** The catalogue as it lies in the repository. */
export const wholeCatalogue: LoadedCatalogue = read.value
export const catalogueScheme: OperatedScheme = schemesOf(wholeCatalogue, {}, () => '2026-11-24').find('jc-star')!
export const catalogueStandards: readonly Standard[] = wholeCatalogue.standards
export const catalogueFacts: readonly FactDefinition[] = wholeCatalogue.facts
/** Every scheme that is run here, as casework has it. */
export const catalogueSchemes: readonly OperatedScheme[] = schemesOf(wholeCatalogue, {}, () => '2026-11-24').all
