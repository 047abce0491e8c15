import assert from 'node:assert/strict'
import { test } from 'vitest'
import { declaring, people } from '../../../../../tests/support/application.ts'
import {
  benchIxit,
  evaluatorKey,
  filledForRouter,
  qualification,
  readingOf,
  storyBench,
  strangerKey,
  unitsWith,
} from '../../../../../tests/support/bench-story.ts'
import { catalogueSchemes } from '../../../../../tests/support/catalogue.ts'
import { makerDesk } from '../../../../../tests/support/maker-house.ts'
import { registerEvaluator } from '../../../../casework/evaluator-desk.ts'
import { digestBytes } from '../../../../core/kernel/digest.ts'
import { ok } from '../../../../core/kernel/result.ts'

const { applicant, administrator } = people

// As small as a ZIP can be that the intake takes for one: a stored entry and its directory.
function zip(content: string): Uint8Array {
  const [name, data] = [Buffer.from('run.json'), Buffer.from(content)]
  const crc = crc32(data)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt32LE(crc, 14)
  local.writeUInt32LE(data.length, 18)
  local.writeUInt32LE(data.length, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(20, 4)
  central.writeUInt16LE(20, 6)
  central.writeUInt32LE(crc, 16)
  central.writeUInt32LE(data.length, 20)
  central.writeUInt32LE(data.length, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + data.length, 16)
  return Buffer.concat([local, name, data, central, name, end])
}

test('a maker orders a test, attaches the evidence, reads what was found, and tests again', async () => {
  const bench = storyBench()
  const { story, browser } = makerDesk({ schemes: catalogueSchemes, runs: bench.runs })
  assert.ok((await registerEvaluator(story.ports, administrator, qualification)).ok)
  await filledForRouter(story)
  const b = browser(applicant)
  await b.open(`/ja/desk/applications/${story.now().id}`)
  assert.match(b.text, /実機試験/)
  await b.follow('試験台での実機試験')
  assert.match(b.text, /登録された評価者の実機試験が必要です/)
  await b.press('試験を依頼する', { ixit: 'sha256:short' })
  assert.equal(b.status, 422)
  await b.press('試験を依頼する', { ixit: benchIxit, note: '2台めで。' })
  assert.match(b.text, /試験を依頼しました/)
  const [order] = story.now().runOrders
  assert.ok(order && b.html.includes(order.nonce))
  await b.follow(`${order.id}.json`)
  const { issuedBy, ...file } = JSON.parse(b.html)
  assert.deepEqual(file, { id: order.id, nonce: order.nonce, ixit: benchIxit, note: '2台めで。' })
  assert.match(issuedBy, /^https?:/)
  await b.open(`/ja/desk/applications/${story.now().id}/runs`)

  await b.press('付ける')
  assert.equal(b.status, 422)
  assert.match(b.text, /ファイルを選んでください/)
  const leave = (change: Parameters<typeof readingOf>[1] = {}) => {
    const reading = readingOf(story, change)
    const file = zip(reading.run)
    bench.leaves(digestBytes(file), ok(reading))
    return file
  }
  const send = (file: Uint8Array) => b.press('付ける', { evidence: new File([new Uint8Array(file)], 'evidence.zip') })
  await send(leave({ key: strangerKey }))
  assert.equal(b.status, 422)
  assert.match(b.text, /評価者として登録されていません/)
  assert.equal(story.now().runs.length, 0)

  await send(leave({ key: evaluatorKey, units: unitsWith({ '5.6-1-2b': 'fail' }) }))
  assert.match(b.text, /試験を付けました[\s\S]*試験で示せなかった基準があります[\s\S]*S2-17/)
  assert.match(b.text, /tcp\/39527 が開いています/)
  await b.open(`/ja/desk/applications/${story.now().id}/check`)
  assert.match(b.text, /自己宣言/)
  await b.open(`/ja/desk/applications/${story.now().id}/declare`)
  assert.match(b.text, /ラベルは交付されません/)

  await b.open(`/ja/desk/applications/${story.now().id}/runs`)
  await b.press('試験を依頼する')
  await send(leave())
  assert.doesNotMatch(b.text, /試験で示せなかった基準があります/)
  assert.match(b.text, /あとの試験に置き換わった試験/)
  await story.does(applicant, 'declare', declaring(story))
  await b.open(`/en/desk/applications/${story.now().id}/runs`)
  assert.doesNotMatch(b.text, /Order a test/)
})

test('a level for routers is not for a camera, said before anybody signs in', async () => {
  const b = makerDesk({ schemes: catalogueSchemes }).browser()
  await b.open('/en/apply')
  await b.follow('Sample ☆2-type criteria (sample, unofficial)')
  assert.match(b.text, /This is a sample and unofficial/)
  await b.press('Start', { level: '2-router' })
  await b.press('Continue', { 'product-kind': 'network-camera' })
  await b.press('Continue', { 'ip-communication': 'true' })
  assert.match(b.text, /for products of another kind/)
})

const table = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  return c >>> 0
})
const crc32 = (data: Uint8Array): number => {
  let c = 0xffffffff
  for (const byte of data) c = (table[(c ^ byte) & 0xff]! ^ (c >>> 8)) >>> 0
  return (c ^ 0xffffffff) >>> 0
}
