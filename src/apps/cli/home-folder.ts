import { resolve } from 'node:path'

/** Where an installation keeps everything: HOSHIRUSHI_HOME, else ./data. */
export const homeFolder = (): string => resolve(process.env.HOSHIRUSHI_HOME ?? 'data')
