import type { Readable } from 'node:stream'
import { z } from 'zod'
import { perform } from '../../../../casework/perform.ts'
import { notesFor } from '../../../../casework/runs.ts'
import { mostNotesAtOnce, mostPictures } from '../../../../casework/step-notes.ts'
import type { Digest } from '../../../../core/kernel/digest.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { guidedFile, writeGuidedBundle } from '../../../../lab/guided/guided-bundle.ts'
import { recordSchema } from '../../../../lab/guided/record.ts'
import { faultSummary } from '../../../faults.ts'
import { statusOf } from '../../../status-of.ts'
import { tester } from '../../access.ts'
import { type DeskContext, defineDeskPage, one } from '../../page.tsx'
import { noterName } from './step-notes-form.ts'
import { en, ja } from './steps.texts.ts'
import { stepsOf } from './steps-view.ts'

// What the script of the steps sends, and what is handed over to the bench. Answers are JSON: a script reads them.

const path = '/desk/applications/:id/runs/:order{run-order-[0-9-]+}/steps'
const common = { texts: { ja, en }, ...tester } as const

/** A refusal as the script reads it. */
export const told = (p: DeskContext<unknown>, fault: Fault): Response =>
  p.c.json({ fault: faultSummary(fault, p.lang) }, statusOf(fault) as 422)

const sent = z.object({
  records: z.array(recordSchema).min(1).max(mostNotesAtOnce),
  pictures: z
    .array(z.strictObject({ digest: z.string(), type: z.string(), size: z.number() }))
    .max(mostPictures)
    .default([]),
})

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Takes records in that a telephone kept while it was offline. Sending the same ones again changes nothing. */
export const stepsRecords = defineDeskPage({
  ...common,
  path: `${path}/records`,
  limit: 1_000_000,
  post: async (p) => {
    const steps = await stepsOf(p)
    if (steps === undefined) return told(p, { code: 'page-not-found' })
    const read = sent.safeParse(jsonIn(one(await p.form(), 'sent')))
    if (!read.success) return told(p, { code: 'request-malformed', field: 'sent', reason: '' } as Fault)
    const { records, pictures } = read.data
    const other = records.find(({ person }) => person !== noterName(p))
    if (other !== undefined) return told(p, { code: 'steps-of-somebody-else', name: other.person } as Fault)
    const done = await perform(p.house.ports, p.session.viewer, {
      act: 'note-steps',
      caseId: steps.application.case.id,
      data: { order: steps.order.id, notes: records, pictures },
    })
    if (!done.ok) return told(p, done.fault)
    const now = await stepsOf(p)
    const { conflicts = [], contradictions = [] } = now?.now ?? {}
    return p.c.json({ kept: records.map(({ id }) => id), conflicts: conflicts.length + contradictions.length })
  },
})

const attached = (p: DeskContext<unknown>, name: string): void => {
  p.c.header('content-disposition', `attachment; filename="${name}"`)
  p.c.header('x-content-type-options', 'nosniff')
}

/** The records of an order, as `probe guide --answers` takes them. */
export const guidedRecords = defineDeskPage({
  ...common,
  path: `${path}/guided.json`,
  handler: async (p) => {
    const steps = await stepsOf(p)
    if (steps === undefined) return p.notFound()
    attached(p, `${steps.order.id}-guided.json`)
    return p.c.json(guidedFile(steps.now.records))
  },
})

/** The same with the pictures they speak of. */
export const guidedBundle = defineDeskPage({
  ...common,
  path: `${path}/guided.zip`,
  handler: async (p) => {
    const steps = await stepsOf(p)
    if (steps === undefined) return p.notFound()
    const pictures: { digest: Digest; bytes: Uint8Array }[] = []
    for (const { digest } of notesFor(steps.application.case, steps.order.id).pictures) {
      const content = await p.house.ports.files.get(digest)
      if (content !== undefined) pictures.push({ digest, bytes: await bytesOf(content) })
    }
    attached(p, `${steps.order.id}-guided.zip`)
    p.c.header('content-type', 'application/zip')
    return p.c.body(Buffer.from(writeGuidedBundle({ records: steps.now.records, pictures })))
  },
})

async function bytesOf(content: Readable): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of content) parts.push(Buffer.from(part as Uint8Array))
  return Buffer.concat(parts)
}
