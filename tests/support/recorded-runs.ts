import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import type { Ixit } from '../../src/core/selection/ixit.ts'
import { parseIxitTable } from '../../src/core/selection/parse.ts'
import { type Observation, observationSchema } from '../../src/lab/observation.ts'

/** Devices of the bench whose runs are kept in tests/fixtures/runs. */
export const recordedDevices = [
  'good-cam',
  'mid-hub',
  'bad-cam',
  'router',
  'locker',
  'throttled-hub',
  'six-only',
  'drop-host',
] as const
export type RecordedDevice = (typeof recordedDevices)[number]

/** What a real run on a device of the bench saw, and what the device was compared with. */
export interface RecordedRun {
  readonly ixit: Ixit
  readonly observations: readonly Observation[]
}

export const recordedRunFile = (id: string): string => join(import.meta.dirname, `../fixtures/runs/${id}.json.gz`)

const schema = z.strictObject({
  ixit: z.array(z.unknown()).refine((tables) => tables.every((table) => parseIxitTable('ixit.json', table).ok)),
  observations: z.array(observationSchema),
})

/** Reads a run that was recorded; where the schema of evidence has changed since, it has to be recorded anew. */
export function recordedRun(id: RecordedDevice): RecordedRun {
  const read = schema.parse(JSON.parse(gunzipSync(readFileSync(recordedRunFile(id))).toString('utf8')))
  return { ixit: read.ixit as Ixit, observations: read.observations }
}
