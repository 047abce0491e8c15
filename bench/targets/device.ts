import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { z } from 'zod'

// A device of the bench is a folder: device.yaml, start.sh, etc/, ixit/, truth.yaml.

const text = z.strictObject({ ja: z.string().min(1), en: z.string().min(1) })
const unit = z.string().regex(/^5\.\d+-\d+[A-Z]?-\d[a-e]$/) // of TS 103 701
const endpoint = z.string().regex(/^(tcp|udp)\/\d{1,5}$/)

const deviceSchema = z.strictObject({
  title: text,
  kind: z.enum(['device', 'site']).default('device'), // a site stands beside the devices and is not tested
  host: z.number().int().min(2).max(99), // last part of its addresses: 198.18.0.10, fdc6:198:18::10
  ipv4: z.boolean().default(true),
  like: z.string().optional(), // another device, with something added by this folder
  /** What it listens on, which is how one knows that it has started; nothing else may be open. */
  listens: z.array(endpoint),
  needs: z.array(z.string()), // programs
  keys: z.array(z.string()), // names in keys.ts
  /** Throw-away logins that a person at the bench knows: by sample, for 1-AuthMech entries. */
  logins: z
    .array(
      z.strictObject({
        authentication: z.string(),
        user: z.string(),
        password: z.string(),
        sample: z.number().int().default(1),
      }),
    )
    .default([]),
})

const truthSchema = z.strictObject({
  device: z.string(),
  /** What is wrong with it on purpose, and what has to be said about that. */
  faults: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]+$/),
      text,
      endpoint: endpoint.optional(), // absent: of the device
      units: z.array(unit).min(1), // test units that must not hold
      verdicts: z.array(z.enum(['fail', 'inconclusive'])).default(['fail']), // what each of them may say, nothing milder
    }),
  ),
  /** Test units that hold on this device: saying anything but pass is wrong. */
  passes: z.array(z.strictObject({ unit, why: text })),
  /** Nothing else is wrong with it: a unit that fails and is named by no fault is a false alarm. */
  exact: z.boolean().default(true),
  /** Users whom a common password lets in, by endpoint; the empty user is an SNMP community. */
  opens: z.record(endpoint, z.array(z.string())).default({}),
})

export type Truth = z.output<typeof truthSchema>
export type Fault = Truth['faults'][number]

/** A device of the bench, as its folder describes it. */
export interface Device extends z.output<typeof deviceSchema> {
  readonly id: string
  readonly folder: string
  readonly base?: string // folder of the device it is like
  readonly ixit: string // the folder that its ixit/ is in, as `probe --ixit` takes it
  readonly truth: Truth
}

const here = import.meta.dirname
const yaml = (...path: string[]): unknown => load(readFileSync(join(...path), 'utf8'))

/** Every device there is. */
export const deviceIds: readonly string[] = readdirSync(here).filter((name) =>
  existsSync(join(here, name, 'device.yaml')),
)

/** Reads a device's folder. What does not fit its format is a mistake of ours and is thrown. */
export function readDevice(id: string): Device {
  if (!deviceIds.includes(id)) throw new Error(`no such device: ${id}; there are ${deviceIds.join(', ')}`)
  const folder = join(here, id)
  const described = deviceSchema.parse(yaml(folder, 'device.yaml'))
  const base = described.like === undefined ? undefined : join(here, described.like)
  const ixit = base === undefined || existsSync(join(folder, 'ixit')) ? folder : base
  const truth = truthSchema.parse(yaml(folder, 'truth.yaml'))
  return { ...described, id, folder, ...(base === undefined ? {} : { base }), ixit, truth }
}
