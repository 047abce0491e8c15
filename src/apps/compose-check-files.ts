import { stat } from 'node:fs/promises'
import { readBoundedYaml } from '../adapters/bounded-yaml.ts'
import type { Fault } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { PinnedForeignList } from '../core/procurement/foreign-list.ts'
import { parsePolicy, parseProfile } from '../core/procurement/parse.ts'
import { parseForeignList } from '../core/procurement/parse-foreign-list.ts'
import type { PinnedPolicy } from '../core/procurement/policy.ts'
import type { PinnedProfile } from '../core/procurement/profile.ts'

// What a person hands to a check in files of YAML; loaded only where there are such files.

/** Reads a policy or a profile. */
export async function readPolicyFile(file: string): Promise<Result<PinnedPolicy | PinnedProfile, Fault>> {
  const data = await yamlFile(file)
  if (!data.ok) return data
  const document = { file, data: data.value }
  const holdsRoles = typeof data.value === 'object' && data.value !== null && 'roles' in data.value
  return holdsRoles ? parseProfile(document) : parsePolicy(document)
}

/** Lists of labels that were issued elsewhere, which whoever checks vouches for. */
export async function readForeignLists(files: readonly string[]): Promise<Result<readonly PinnedForeignList[], Fault>> {
  const lists: PinnedForeignList[] = []
  for (const file of files) {
    const data = await yamlFile(file)
    if (!data.ok) return data
    const list = parseForeignList({ file, data: data.value })
    if (!list.ok) return list
    lists.push(list.value)
  }
  return ok(lists)
}

async function yamlFile(file: string): Promise<Result<unknown, Fault>> {
  const info = await stat(file).catch(() => undefined)
  if (!info?.isFile()) return refuse({ code: 'exchange-file-missing', file } as Fault)
  return readBoundedYaml(file, file)
}
