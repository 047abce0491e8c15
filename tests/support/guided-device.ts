import type { Declared } from '../../src/lab/declared/declared.ts'
import { observationsOf } from '../../src/lab/guided/observations-of.ts'
import type { Said, StepRecord } from '../../src/lab/guided/record.ts'
import { sessionOf } from '../../src/lab/guided/session.ts'
import { asked } from '../../src/lab/guided/step.ts'
import { steps } from '../../src/lab/guided/steps.ts'
import { type Observation, observationSchema } from '../../src/lab/observation.ts'
import { nothingDeclared } from './lab-bench.ts'

// A maker that declares everything that guided steps are about, and a device that does everything right.

/** The declaration that the steps are about. */
export const guidedDeclared: Declared = {
  ...nothingDeclared,
  updates: [{ id: 'UpdMech-1' }],
  tables: ['9-ReplSup'],
  deletions: [{ id: 'DelFunc-Cloud', place: 'service' }],
  communication: [{ id: 'ComMech-Cloud', endpoints: [], protocols: ['TLS1.3'] }],
  authentication: [{ id: 'AuthMech-Web', endpoints: ['tcp/443'], factor: 'password', users: ['admin'] }],
  recoverySeconds: 60,
}
/** Questions to which «no» is the good answer. */
const goodNo = new Set([
  'deletion-device/after',
  'deletion-service/after',
  'outage-power/kept-running',
  'update-tampering/genuine/refused',
])
/** What a version is before and after: the control changes it, the tampered copies do not. */
const versions: Readonly<Record<string, string>> = { 'genuine/version-after': '2.4.1' }

function goodAnswer(step: string, question: string, kind: string, round?: string): boolean | number | string {
  const place = round === undefined ? question : `${round}/${question}`
  if (kind === 'text') return question.startsWith('version') ? (versions[place] ?? '2.3.0') : 'as described'
  if (kind === 'number') return 20
  return !goodNo.has(`${step}/${question}`) && !goodNo.has(`${step}/${place}`)
}

let count = 0
/** A record, a second after the one before. */
export const said = (step: string, about: string, what: Said): StepRecord => ({
  id: `00000000-0000-4000-8000-${(++count).toString().padStart(12, '0')}`,
  at: new Date(Date.UTC(2026, 10, 23, 9, 0, count)).toISOString(),
  person: 'A. Tester',
  sample: 1,
  step,
  about,
  said: what,
})

/** Every step done, and every question answered as one wishes. */
export const good: readonly StepRecord[] = steps.flatMap((step) =>
  step.about(guidedDeclared).flatMap(({ id: about }) => [
    said(step.id, about, { what: 'begun' }),
    ...asked(step).map(({ question, round }) =>
      said(
        step.id,
        about,
        question.kind === 'picture'
          ? {
              what: 'picture',
              question: question.id,
              digest: `sha256:${'0'.repeat(64)}`,
              name: 'p.jpg',
              mediaType: 'image/jpeg',
              bytes: 1,
            }
          : {
              what: 'answer',
              question: question.id,
              answer: goodAnswer(step.id, question.id, question.kind, round?.id),
              ...(round && { round: round.id }),
            },
      ),
    ),
    said(step.id, about, { what: 'done', minutes: 5 }),
  ]),
)

/** The bench itself watched an outage. */
export const watch = (what: 'network' | 'power') =>
  said(`outage-${what}`, 'device', {
    what: 'seen',
    saw: {
      kind: 'watch',
      what,
      endpoint: 'tcp/443',
      everySeconds: 2,
      answeredBefore: true,
      wentDown: true,
      backAfterSeconds: 20,
      watchedSeconds: 60,
      steadySeconds: 40,
      drops: 0,
    },
  })
/** The bench itself tried the old and the new password. */
export const logins = (['old-before', 'new-after', 'old-after', 'random-after'] as const).map((which) =>
  said('password-change', 'AuthMech-Web', {
    what: 'seen',
    saw: { kind: 'login', which, outcome: which === 'old-before' || which === 'new-after' ? 'accepted' : 'refused' },
  }),
)

const at = { sample: 1, began: 0, took: 0, completeness: 'complete' as const }
/** The maker's update file, signed, and copies of it that a check refuses. */
export const file: Observation = observationSchema.parse({
  ...at,
  id: 'update-file/UpdMech-1/0',
  seen: {
    kind: 'update-file',
    mechanism: 'UpdMech-1',
    name: 'camera-2.4.1.raucb',
    digest: `sha256:${'1'.repeat(64)}`,
    size: 1000,
    format: 'rauc',
    version: '2.4.1',
    signatures: [{ algorithm: 'CMS RSA SHA-256', over: 'payload' }],
    encrypted: false,
    key: `sha256:${'2'.repeat(64)}`,
    outcome: 'verified',
    reason: 'signature-and-content',
    copies: (['payload-byte', 'signature-byte', 'older-version', 'truncated'] as const).map((change) => ({
      change,
      outcome: 'wrong',
      reason: 'signature-wrong',
    })),
  },
})

/** What records of guided steps come to, as evidence holds it. */
export const guidedObservations = (
  records: readonly StepRecord[],
  declared: Declared = guidedDeclared,
): readonly Observation[] =>
  observationsOf(sessionOf(records, { steps, declared }), '2026-11-23T08:00:00.000Z').map((o) =>
    observationSchema.parse(o),
  )
