import type { Digest } from '../core/kernel/digest.ts'
import { type LabelId, readLabelId } from '../core/kernel/label-id.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { CriterionId } from '../core/scheme/criterion.ts'
import { roleFault } from './allowed.ts'
import type { Case, EvidenceFile } from './case.ts'
import type { CaseworkFault } from './faults.ts'
import { fold } from './fold.ts'
import { lifecycle } from './lifecycle.ts'
import type { CaseTransaction, LabelRecord, Ports } from './ports.ts'
import { isOnlyEvaluator, type Viewer } from './roles.ts'
import { maySee } from './sight.ts'
import { isOwn } from './taking-in.ts'

// What a maker looks after besides a single case: its library of evidence, its labels, and who else has its models.

/** Where a file of the library is cited. */
export interface Use {
  readonly case: Pick<Case, 'id' | 'state' | 'seq' | 'product' | 'numbers'>
  readonly criteria: readonly CriterionId[]
}

/** A file of the library, where it is used, and whether a newer one has taken its place. */
export interface LibraryFile {
  readonly file: EvidenceFile
  readonly version: number
  readonly uses: readonly Use[]
  readonly replacedBy?: Digest
}

const criteriaCiting = (c: Case, digest: Digest): readonly CriterionId[] =>
  Object.values(c.answers)
    .filter((a) => a.restsOn.some((r) => r.kind === 'file' && r.digest === digest))
    .map((a) => a.criterion)

async function casesOf(tx: CaseTransaction, viewer: Viewer): Promise<readonly Case[]> {
  const cases: Case[] = []
  for (const { id } of await tx.list({ organisation: viewer.organisation })) {
    const events = await tx.readEvents(id)
    const c = events.length === 0 ? undefined : fold(events)
    if (c !== undefined && maySee(c, viewer)) cases.push(c)
  }
  return cases
}

const versionOf = (file: EvidenceFile, all: readonly EvidenceFile[], left = all.length): number => {
  const before = left > 0 ? all.find((f) => f.digest === file.replaces) : undefined
  return before === undefined ? 1 : versionOf(before, all, left - 1) + 1
}

/** The library of the viewer's organisation, each file with the criteria that cite it. */
export const library = async (ports: Ports, viewer: Viewer): Promise<readonly LibraryFile[]> =>
  isOnlyEvaluator(viewer)
    ? []
    : ports.store.transact(viewer, async (tx) => {
        const files = await tx.files(viewer.organisation)
        const cases = await casesOf(tx, viewer)
        return files.map((file) => {
          const uses = cases.flatMap((c) => {
            const criteria = criteriaCiting(c, file.digest)
            return criteria.length === 0 ? [] : [{ case: c, criteria }]
          })
          const newer = files.find((f) => f.replaces === file.digest)
          const replacedBy = newer === undefined ? {} : { replacedBy: newer.digest }
          return { file, version: versionOf(file, files), uses, ...replacedBy }
        })
      })

/** Puts a file that was taken in into the library without citing it anywhere yet; needs the role that adds evidence to a case. */
export async function keepInLibrary(
  ports: Ports,
  viewer: Viewer,
  file: Omit<EvidenceFile, 'addedBy' | 'addedAt'>,
): Promise<Result<EvidenceFile, CaseworkFault>> {
  const row = lifecycle.declaration.find((r) => r.act === 'add-evidence')
  const fault = row && roleFault(row, viewer)
  if (fault !== undefined) return refuse(fault)
  const kept = { ...file, addedBy: viewer.person, addedAt: ports.clock.now() }
  return ports.store.transact(viewer, async (tx) => {
    const own = await isOwn(tx, viewer.organisation, file.digest)
    if (!own || (await ports.files.size(file.digest)) !== file.size)
      return refuse({ code: 'file-unknown', digest: file.digest })
    await tx.addFile(viewer.organisation, kept)
    return ok(kept)
  })
}

/** A label of the viewer's own organisation, by its number as typed or linked. */
export async function ownLabel(ports: Ports, viewer: Viewer, typed: string): Promise<LabelRecord | undefined> {
  const read = readLabelId(typed)
  if (!read.ok || isOnlyEvaluator(viewer)) return undefined
  const record = await ports.store.transact(viewer, (tx) => tx.readLabel(read.value))
  return record?.organisation === viewer.organisation ? record : undefined
}

/** Labels of other makers that cover one of these models already. */
export const modelsElsewhere = (
  ports: Ports,
  viewer: Viewer,
  models: readonly string[],
): Promise<readonly { readonly model: string; readonly label: LabelId; readonly maker: string }[]> =>
  ports.store.transact(viewer, (tx) => tx.labelsWithModels(models, viewer.organisation))
