import type pg from 'pg'
import type { CaseEvent } from '../../casework/events.ts'
import { type CaseStore, StaleCase } from '../../casework/ports.ts'
import type { Viewer } from '../../casework/roles.ts'
import { CaseRows } from './case-rows.ts'
import { inTransaction } from './database.ts'
import { EvaluatorRows } from './evaluator-rows.ts'
import { LabelRows } from './label-rows.ts'

/** On whose behalf a transaction runs: row-level security reads these. */
export const tenantSettings = (viewer: Pick<Viewer, 'organisation' | 'kind'>): Readonly<Record<string, string>> => ({
  'hoshirushi.organisation': viewer.organisation,
  'hoshirushi.kind': viewer.kind,
})

const uniqueViolation = '23505'

/** The cases in PostgreSQL. Every transaction runs in the viewer's tenant and may be run again after a deadlock. */
export function createCaseStore(pool: pg.Pool): CaseStore {
  return {
    async transact(viewer, body) {
      try {
        return await inTransaction(pool, tenantSettings(viewer), async (client) => {
          const rows = new CaseRows(client, viewer)
          const labels = new LabelRows(client)
          const evaluators = new EvaluatorRows(client, viewer)
          let appended: CaseEvent | undefined
          const value = await body({
            lockEvents: (caseId) => rows.lockEvents(caseId),
            readEvents: (caseId) => rows.readEvents(caseId),
            append: async (event, folded, summary) => {
              appended = event
              await rows.append(event, folded, summary)
            },
            list: (filter) => rows.list(filter),
            nextNumber: (series, year) => rows.nextNumber(series, year),
            nextStatusIndex: async () => (await rows.nextNumber('status-index', 0)) - 1,
            readLabel: (label) => labels.read(label),
            saveLabel: (record) => labels.save(record),
            addLeaf: (leaf) => rows.addLeaf(leaf),
            post: (mail) => rows.post(mail),
            addresses: (of) => rows.addresses(of),
            labelsWithModels: (models, except) => labels.withModels(models, except),
            addFile: (organisation, file) => rows.addFile(organisation, file),
            files: (organisation) => rows.files(organisation),
            noteIntake: (organisation, digest) => rows.noteIntake(organisation, digest),
            evaluatorEvents: (key) => evaluators.events(key),
            addEvaluatorEvent: (event) => evaluators.add(event),
            runMinutes: () => evaluators.runMinutes(),
            tookIn: (organisation, digest) => rows.tookIn(organisation, digest),
          })
          await labels.writeVersions(appended?.at)
          return value
        })
      } catch (error) {
        const { code, table } = error as { code?: string; table?: string }
        if (code === uniqueViolation && (table === 'case_event' || table === 'case_line'))
          throw new StaleCase('someone else was faster', { cause: error })
        throw error
      }
    },
  }
}
