import type { Verdict } from '../../core/determination/verdict.ts'
import type { Text } from '../../core/kernel/text.ts'
import type { Given, UnitVerdict } from '../check.ts'
import { type ObservationOf, ofKind } from '../observation.ts'
import { aboutOf, carriedOut, finished, said } from './judge-answers.ts'
import { updateTampering } from './steps/update-tampering.ts'

type Attempt = ObservationOf<'update-attempt'>
type Inspected = ObservationOf<'update-file'>

/** Why an update mechanism stands as it does. */
export const updateReasons = {
  'copies-made': { ja: '改ざんした写しを作りました（{copies}通り）', en: 'Tampered copies were made ({copies} kinds)' },
  'file-not-given': {
    ja: '更新ファイルが渡されていないため、改ざんした写しを作れません',
    en: 'No update file was given, so no tampered copies could be made',
  },
  'copies-too-few': { ja: '改ざんした写しを作れませんでした', en: 'No tampered copies could be made of the file' },
  'copies-refused': {
    ja: '開発元のファイルを受け付け、改ざんした写しと古い版をすべて拒みました',
    en: "The device took the maker's file and refused every tampered copy and the older release",
  },
  'tampered-installed': { ja: '改ざんした写し（{copy}）が入りました', en: 'A tampered copy ({copy}) was installed' },
  'tampered-taken': {
    ja: '改ざんした写し（{copy}）を拒んだと示しませんでした。版の表示では、入ったかどうか分かりません',
    en: 'The device did not say that it refused a tampered copy ({copy}), and its version cannot tell whether it was installed',
  },
  'device-broken': {
    ja: '写し（{copy}）を入れた後、機器が動かなくなりました',
    en: 'The device stopped working after a copy ({copy}) was given to it',
  },
  'older-installed': { ja: '以前に公開された古い版に戻せました', en: 'An older release could be put back' },
  'copy-not-tried': { ja: '写し（{copy}）は、まだ試されていません', en: 'The copy “{copy}” was not tried' },
  'attempt-incomplete': {
    ja: '写し（{copy}）の結果が、すべて記録されていません',
    en: 'What came of the copy “{copy}” is not fully recorded',
  },
  'no-control': {
    ja: '開発元の正しいファイルが受け付けられていません。拒んだことが改ざんのためかどうか分かりません',
    en: "The maker's own file was not accepted in the same way, so a refusal says nothing of tampering",
  },
  'signature-not-shown': {
    ja: '開発元の鍵でファイルを確かめられていません（{reason}）。写しを拒んだのは、署名ではなくチェックサムのためかもしれません',
    en: "The file is not shown to be the maker's by a key ({reason}); the copies may have been refused for a checksum alone",
  },
  'signature-leaves-gaps': {
    ja: '署名は、ファイルの一部しか守っていません（{copy}）',
    en: 'The signature does not protect all of the file ({copy})',
  },
} as const satisfies Record<string, Text>

const verdict = (
  unit: string,
  about: string,
  [outcome, code]: readonly [Verdict, keyof typeof updateReasons],
  restsOn: readonly string[],
  facts?: UnitVerdict['reason']['facts'],
): UnitVerdict => ({ unit, about, verdict: outcome, reason: { code, ...(facts && { facts }) }, restsOn })

/** 5.3-2-2 a: ways of misusing each mechanism were worked out, as copies of its file. */
export function judgeMisuseWorkedOut(given: Given, unit: string): readonly UnitVerdict[] {
  if (given.declared.updates.length === 0)
    return [said(unit, 'device', 'not-evaluated', 'nothing-declared', { facts: { table: '7-UpdMech' } })]
  return given.declared.updates.map(({ id }) => {
    const files = ofKind(given.observations, 'update-file').filter(({ seen }) => seen.mechanism === id)
    const restsOn = files.map((f) => f.id)
    if (files.length === 0) return verdict(unit, id, ['not-evaluated', 'file-not-given'], [])
    const copies = new Set(files.flatMap(({ seen }) => seen.copies.map((c) => c.change)))
    return copies.has('payload-byte') && copies.has('truncated') && finished(...files)
      ? verdict(unit, id, ['pass', 'copies-made'], restsOn, { copies: copies.size })
      : verdict(unit, id, ['inconclusive', 'copies-too-few'], restsOn)
  })
}

/** 5.3-2-2 b and 5.3-1-2 a: the device refuses what its maker did not make. */
export function judgeMisuseAttempted(given: Given, unit: string): readonly UnitVerdict[] {
  const done = carriedOut(given, updateTampering)
  if (done.length === 0)
    return [said(unit, 'device', 'not-evaluated', 'nothing-declared', { facts: { table: '7-UpdMech' } })]
  return done.flatMap(({ about, observation }) => {
    const titles = { titleJa: updateTampering.title.ja, titleEn: updateTampering.title.en }
    if (observation === undefined) return [said(unit, about, 'not-evaluated', 'step-not-done', { facts: titles })]
    const { seen, sample, id } = observation
    if (seen.outcome === 'not-possible')
      return [
        said(unit, about, 'inconclusive', 'step-not-possible', {
          facts: { ...titles, why: seen.why ?? '' },
          restsOn: [id],
        }),
      ]
    const attempts = ofKind(given.observations, 'update-attempt').filter(
      (o) => o.seen.mechanism === seen.about && o.sample === sample,
    )
    const files = ofKind(given.observations, 'update-file').filter((o) => o.seen.mechanism === seen.about)
    const judged = judgeAttempts(unit, aboutOf(seen.about, sample), { attempts, files, policy: given.policy.updates })
    return seen.outcome === 'done' && finished(observation, ...attempts, ...files)
      ? judged
      : judged.map((part) =>
          part.verdict === 'pass'
            ? said(unit, about, 'inconclusive', 'step-unfinished', { facts: titles, restsOn: [id] })
            : part,
        )
  })
}

interface Judged {
  readonly attempts: readonly Attempt[]
  readonly files: readonly Inspected[]
  readonly policy: Given['policy']['updates']
}

function judgeAttempts(unit: string, about: string, judged: Judged): readonly UnitVerdict[] {
  const { attempts, files } = judged
  const control = attempts.filter(({ seen }) => seen.copy === 'genuine')
  const taken = control.every(({ seen }) => seen.saidRefused === false && seen.stillWorks === true)
  const tried = attempts.filter(({ seen }) => seen.copy !== 'genuine')
  const restsOn = [...attempts, ...files].map((o) => o.id)
  const found = [
    ...tried.flatMap((attempt) => judgeAttempt(unit, about, attempt, judged)),
    ...missing(judged).map((copy) => verdict(unit, about, ['inconclusive', 'copy-not-tried'], restsOn, { copy })),
    ...(control.length > 0 && taken ? [] : [verdict(unit, about, ['inconclusive', 'no-control'], restsOn)]),
    ...judgeFiles(unit, about, files),
  ]
  return found.length > 0 ? found : [verdict(unit, about, ['pass', 'copies-refused'], restsOn)]
}

/** Copies that the policy wants and that could be made, but were not tried. */
function missing({ attempts, files, policy }: Judged): readonly string[] {
  const made = new Set(files.flatMap(({ seen }) => seen.copies.map((c) => c.change as string)))
  const possible = (copy: string) => copy === 'older-release' || files.length === 0 || made.has(copy)
  return policy.copies.filter((copy) => possible(copy) && !attempts.some(({ seen }) => seen.copy === copy))
}

/** What speaks against one attempt; nothing where the copy was refused. */
function judgeAttempt(unit: string, about: string, { id, seen }: Attempt, { policy }: Judged): readonly UnitVerdict[] {
  const { copy, saidRefused, versionBefore, versionAfter, stillWorks } = seen
  const say = (what: Parameters<typeof verdict>[2]) => [verdict(unit, about, what, [id], { copy })]
  if (stillWorks === false) return say(['fail', 'device-broken'])
  const known = versionBefore !== undefined && versionAfter !== undefined
  if (known && versionBefore !== versionAfter)
    return copy === 'older-release'
      ? say([policy.olderRelease, 'older-installed'])
      : say(['fail', 'tampered-installed'])
  if (saidRefused === undefined || !known || stillWorks === undefined)
    return say(['inconclusive', 'attempt-incomplete'])
  // An unchanged version alone shows nothing: the copy may be of the installed version, or have been installed, have crashed, and
  // been rolled back.
  return saidRefused ? [] : say(['inconclusive', 'tampered-taken'])
}

/** A refusal counts only where the file is shown to hang on the maker's key: a checksum refuses a changed byte too. */
function judgeFiles(unit: string, about: string, files: readonly Inspected[]): readonly UnitVerdict[] {
  if (files.length === 0) return [verdict(unit, about, ['inconclusive', 'file-not-given'], [])]
  return files.flatMap(({ id, seen }) => {
    const passing = seen.copies.find((c) => c.outcome === 'verified')
    if (seen.reason === 'content-not-covered' || (seen.outcome === 'verified' && passing))
      return [verdict(unit, about, ['fail', 'signature-leaves-gaps'], [id], { copy: passing?.change ?? seen.reason })]
    return seen.outcome === 'verified'
      ? []
      : [verdict(unit, about, ['inconclusive', 'signature-not-shown'], [id], { reason: seen.reason })]
  })
}
