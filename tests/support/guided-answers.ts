import { randomUUID } from 'node:crypto'
import { digestBytes } from '../../src/core/kernel/digest.ts'
import type { GuidedBundle } from '../../src/lab/guided/guided-bundle.ts'
import type { Said, StepRecord } from '../../src/lab/guided/record.ts'
import { asked, type GuidedStep, type Question, type Round } from '../../src/lab/guided/step.ts'
import { steps } from '../../src/lab/guided/steps.ts'

// What a person answers in the guided steps on a device that does everything as declared.

/** Where «yes» would be bad news, or another answer than «yes» is the good one. By step and question; with a round where it matters. */
const special: Readonly<Record<string, boolean | number | string>> = {
  'settings-without-login/changed': false,
  'settings-without-login/tried': 'PUT /api/settings',
  'outage-network/back-after': 12,
  'outage-power/back-after': 20,
  'outage-power/kept-running': false,
  'deletion-device/after': false,
  'deletion-device/applies': false,
  'update-tampering/version-before': '2.4.0',
  'update-tampering/version-after': '2.4.0',
  'update-tampering/genuine/version-after': '2.4.1',
  'update-tampering/genuine/refused': false,
}

/** The good answer to a question. */
export function goodAnswer(step: string, question: Question, round?: Round): boolean | number | string {
  const own = round && special[`${step}/${round.id}/${question.id}`]
  const known = own ?? special[`${step}/${question.id}`]
  if (known !== undefined) return known
  return question.kind === 'number' ? 5 : question.kind === 'text' ? '見たとおり' : true
}

const picture = new Uint8Array(Buffer.from('/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==', 'base64')) // hardly a picture, but a JPEG

/** Records of steps that went well, and a picture for each that is asked for. */
export function wellDone(
  wanted: readonly { readonly step: string; readonly about: string }[],
  options: { readonly person: string; readonly at: string; readonly sample?: number },
): GuidedBundle {
  const digest = digestBytes(picture)
  const moments = Array.from({ length: 1_000 }, (_, i) =>
    new Date(Date.parse(options.at) + i * 1000).toISOString(),
  ).values()
  const records = wanted.flatMap(({ step: id, about }): readonly StepRecord[] => {
    const step = steps.find((one) => one.id === id)
    if (step === undefined) throw new Error(`no step ${id}`)
    return [
      { what: 'begun' } as const,
      ...answersOf(step, digest),
      { what: 'done', minutes: step.minutes } as const,
    ].map(
      (said): StepRecord => ({
        id: randomUUID(),
        at: moments.next().value ?? options.at,
        person: options.person,
        sample: options.sample ?? 1,
        step: id,
        about,
        said,
      }),
    )
  })
  const spoken = records.some(({ said }) => said.what === 'picture')
  return { records, pictures: spoken ? [{ digest, bytes: picture }] : [] }
}

const answersOf = (step: GuidedStep, digest: string): readonly Said[] =>
  asked(step).flatMap(({ question, round }): Said[] => {
    if (question.optional) return []
    if (question.kind === 'picture')
      return [
        {
          what: 'picture',
          question: question.id,
          digest,
          name: 'photo.jpg',
          mediaType: 'image/jpeg',
          bytes: picture.length,
        },
      ]
    const answer = goodAnswer(step.id, question, round)
    return [{ what: 'answer', question: question.id, answer, ...(round && { round: round.id }) }]
  })
