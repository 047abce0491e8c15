import { dateInJapan } from '../../core/kernel/date.ts'
import type { Digest } from '../../core/kernel/digest.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { EvidenceRef } from '../../core/selection/ics.ts'
import { applicabilityOf } from '../../core/selection/select.ts'
import type { Act, Doing } from '../act.ts'
import { acceptanceFor, levelOf } from '../assessment.ts'
import type { Case, EvidenceFile } from '../case.ts'
import type { CaseworkFault } from '../faults.ts'
import type { ActName } from '../lifecycle.ts'
import { isOwn } from '../taking-in.ts'

type File = Omit<EvidenceFile, 'addedBy' | 'addedAt'>

/** Answers one criterion. Files may come from the organisation's library; citing one brings it into the case. */
export const answer: Act<'answer'> = async (doing) => {
  const { input, case: c, scheme, tx, now } = doing
  const criterion = scheme.criteria.find((k) => k.id === input.criterion)
  if (criterion === undefined || !levelOf(c, scheme).criteria.includes(input.criterion))
    return refuse({ code: 'criterion-unknown', criterion: input.criterion })
  const library = await tx.files(c.organisation)
  const restsOn: EvidenceRef[] = []
  const brought: File[] = []
  for (const ref of input.restsOn) {
    if (ref.kind === 'ixit') {
      restsOn.push(ref)
      continue
    }
    const here = c.files.find((f) => f.digest === ref.digest)
    const file = here ?? library.find((f) => f.digest === ref.digest)
    if (file === undefined) return refuse({ code: 'file-unknown', digest: ref.digest })
    if (here === undefined) brought.push(plain(file))
    restsOn.push({ kind: 'file', digest: file.digest, name: file.name, shows: file.shows })
  }
  const { claim, reason } = input
  const condition = claim === 'not-applicable' && input.condition !== undefined ? { condition: input.condition } : {}
  const given = { criterion: input.criterion, claim, reason, ...condition, restsOn }
  const acceptance = acceptanceFor(c, scheme, dateInJapan(now))
  const applicability = applicabilityOf(criterion, given, c.product.facts ?? {}, acceptance)
  return applicability.ok ? ok({ answer: given, files: brought }) : applicability
}

const plain = ({ digest, name, type, size, shows }: EvidenceFile): File => ({ digest, name, type, size, shows })

/** Takes a stored file into the case and the organisation's library; the bytes were put away before. */
export const addEvidence: Act<'add-evidence'> = async (doing) => {
  const { criterion, ...file } = doing.input
  if (criterion !== undefined && !levelOf(doing.case, doing.scheme).criteria.includes(criterion))
    return refuse({ code: 'criterion-unknown', criterion })
  const kept = await keepFile(doing, file)
  return kept.ok ? ok({ ...file, ...(criterion === undefined ? {} : { criterion }) }) : kept
}

/** Puts a newer file in the place of one that is cited: every answer that cited it follows. */
export const replaceEvidence: Act<'replace-evidence'> = async (doing) => {
  const { replaces } = doing.input
  if (!doing.case.files.some((f) => f.digest === replaces)) return refuse({ code: 'file-unknown', digest: replaces })
  if (isEvidenceOfRun(doing.case, replaces)) return refuse({ code: 'file-of-a-run' })
  const kept = await keepFile(doing, doing.input)
  return kept.ok ? ok(doing.input) : kept
}

/** Takes a file out of the case; the library and the history keep it. */
export const removeEvidence: Act<'remove-evidence'> = ({ input, case: c }) => {
  if (isEvidenceOfRun(c, input.digest)) return refuse({ code: 'file-of-a-run' })
  return c.files.some((f) => f.digest === input.digest)
    ? ok(input)
    : refuse({ code: 'file-unknown', digest: input.digest })
}

// A run stays on record, also one that was replaced, and with it what it rests on.
const isEvidenceOfRun = (c: Case, digest: Digest): boolean => c.runs.some((run) => run.file === digest)

/** Puts a stored file into the organisation's library; the bytes must be its own, and as many as was said. */
export async function keepFile(
  { ports, tx, case: c, viewer, now }: Pick<Doing<ActName>, 'ports' | 'tx' | 'case' | 'viewer' | 'now'>,
  file: File & { readonly replaces?: Digest },
): Promise<Result<null, CaseworkFault>> {
  // Another's file is refused in the words for one that is not there: nobody learns what somebody else has stored. The
  // bytes must be as many as was said: downloads announce that length.
  const size = (await isOwn(tx, c.organisation, file.digest)) ? await ports.files.size(file.digest) : undefined
  if (size === undefined) return refuse({ code: 'file-unknown', digest: file.digest })
  if (size !== file.size) return refuse({ code: 'input-invalid', fields: [{ path: 'size', code: 'malformed' }] })
  await tx.addFile(c.organisation, { ...file, addedBy: viewer.person, addedAt: now })
  return ok(null)
}
