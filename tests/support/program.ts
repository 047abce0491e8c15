import { join } from 'node:path'

/** How `hoshirushi` starts the engine it runs in: a small heap that is cleaned early. */
export const programFlags = ['--max-semi-space-size=8', '--heap-growing-percent=60']
/** Where it keeps what the engine made of its files, in the same folder as `hoshirushi` does. */
export const programCache = join(import.meta.dirname, '../../dist/.compiled')
/** The program as it is installed, from `dist/`, for Node to run. */
export const program = [...programFlags, join(import.meta.dirname, '../../dist/apps/cli/main.js')]
