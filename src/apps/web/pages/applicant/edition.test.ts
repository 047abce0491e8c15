import assert from 'node:assert/strict'
import { test } from 'vitest'
import { filled, people, story } from '../../../../../tests/support/application.ts'
import { atDesk, bodyHouse } from '../../../../../tests/support/body-fixtures.ts'
import { catalogueScheme } from '../../../../../tests/support/catalogue.ts'
import { memoryPorts } from '../../../../../tests/support/memory-ports.ts'
import type { OperatedScheme } from '../../../../core/scheme/scheme.ts'
import { webApp } from '../../app.tsx'
import { applicantPages } from './routes.ts'

const next = (level: Partial<OperatedScheme['levels'][number]>): OperatedScheme => ({
  ...catalogueScheme,
  edition: { ...catalogueScheme.edition, documentNumber: 'NEXT', key: 'next', issued: '2026-04-01' },
  levels: catalogueScheme.levels.map((one) => (one.code === '1' ? { ...one, ...level } : one)),
})

async function pageOf(after: OperatedScheme): Promise<string> {
  const s = story(memoryPorts({ schemes: [catalogueScheme, after], now: '2026-03-31T01:00:00.000Z' }))
  await filled(s)
  s.setNow('2026-11-24T01:00:00.000Z')
  const app = webApp(bodyHouse(s), { pages: applicantPages, addressOf: () => '1' })
  return atDesk(app, people.applicant).open(`/en/desk/applications/${s.now().id}/edition`)
}

test('whoever looks at another edition reads what changes besides the criteria', async () => {
  const fees = catalogueScheme.levels.find(({ code }) => code === '1')!.fees
  const page = await pageOf(next({ fees: fees.map((fee) => ({ ...fee, amount: 1 })) }))
  assert.match(page, /What changes besides the criteria/)
  assert.match(page, /Changed: a fee \(1\//)
  assert.match(page, /Move to “NEXT”/)
})

test('an edition that certifies the level instead is not offered', async () => {
  assert.doesNotMatch(await pageOf(next({ path: 'certification' })), /Move to “NEXT”/)
})
