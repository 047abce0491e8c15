import assert from 'node:assert/strict'
import { test } from 'vitest'
import { filled, inReview, issued, people, story } from '../../../../../tests/support/application.ts'
import { atDesk, bodyHouse } from '../../../../../tests/support/body-fixtures.ts'
import { catalogueScheme } from '../../../../../tests/support/catalogue.ts'
import { memoryPorts } from '../../../../../tests/support/memory-ports.ts'
import type { OperatedScheme } from '../../../../core/scheme/scheme.ts'
import { webApp } from '../../app.tsx'
import { bodyPages } from './routes.ts'

const { applicant, decider } = people
const next = (change: Partial<OperatedScheme>): OperatedScheme => ({
  ...catalogueScheme,
  edition: { ...catalogueScheme.edition, documentNumber: 'NEXT', key: 'next', issued: '2027-04-01' },
  ...change,
})

async function pageOf(after: OperatedScheme): Promise<string> {
  const ports = memoryPorts({ schemes: [catalogueScheme, after] })
  await issued(story(ports))
  const open = story(ports)
  await filled(open)
  await open.does(applicant, 'save-product', {
    name: { ja: '審査中の製品（見本）' },
    category: 'router',
    intendedUse: '試し。',
  })
  await inReview(open)
  const draft = story(ports)
  await filled(draft)
  await draft.does(applicant, 'save-product', {
    name: { ja: '秘密の下書き（見本）' },
    category: 'router',
    intendedUse: '試し。',
  })
  const app = webApp(bodyHouse(open), { pages: bodyPages, addressOf: () => '1' })
  return atDesk(app, decider).open('/ja/desk/editions')
}

test('an edition that no longer covers a product says so of its label and its application, and shows no draft', async () => {
  const [rule, ...rules] = catalogueScheme.scope
  const out = { ...rule!, when: { fact: 'ip-communication', is: true }, verdict: 'out' as const }
  const page = await pageOf(next({ scope: [out, ...rules] }))
  assert.equal(page.match(/製品が対象から外れる/g)?.length, 2)
  assert.match(page, /審査中の製品（見本）/)
  assert.doesNotMatch(page, /秘密の下書き/)
})

test('an edition without the level lets no label of that level stand', async () => {
  const levels = catalogueScheme.levels.map((level) =>
    level.code === '1' ? { ...level, status: 'ended' as const } : level,
  )
  const page = await pageOf(next({ levels }))
  assert.equal(page.match(/このレベルがなくなる/g)?.length, 2)
  assert.match(page, /そのまま通るもの0件、見なおしが要るもの0件、このままでは通らないもの1件/)
})
