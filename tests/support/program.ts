import { join } from 'node:path'

/** How `hoshirushi` starts the engine it runs in: a small heap that is cleaned early. */
export const programFlags = ['--max-semi-space-size=8', '--heap-growing-percent=60']
/** The program as it is installed, from `dist/`, for Node to run. */
export const program = [...programFlags, join(import.meta.dirname, '../../dist/apps/cli/main.js')]
