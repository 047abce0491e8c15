import assert from 'node:assert/strict'
import { beforeAll, test } from 'vitest'
import { declaring, people } from '../../../../../tests/support/application.ts'
import {
  attachRecorded,
  type LaboratoryDesk,
  laboratoryDesk,
  orderedRouter,
} from '../../../../../tests/support/laboratory-gallery.ts'
import { digestBytes } from '../../../../core/kernel/digest.ts'
import { webApp } from '../../app.tsx'

const { applicant, evaluator, intake, reviewer } = people

let desk: LaboratoryDesk
let record: string // address of the record of the run, for the maker
let runId: string
beforeAll(async () => {
  desk = await laboratoryDesk()
  await orderedRouter(desk)
  await attachRecorded(desk, 'router-telnet')
  runId = desk.story.now().runs[0]!.run
  record = `/desk/applications/${desk.story.now().id}/runs/${runId}`
})

test('the record of a run says what was declared, seen, judged and why; what failed stands first, in words', async () => {
  for (const who of [applicant, evaluator]) {
    const b = await desk.browser(who).open(`/ja${record}`)
    assert.equal(b.status, 200)
    assert.match(b.heading, /試験の記録：HR-500 \/ 0001/)
    assert.match(b.text, /試験 ためす（見本）[\s\S]*まだ再生されていません/)
    const [problems = '', rest = ''] = b.text.split(/申告どおりだった試験（\d+）/).slice(0, 2)
    assert.match(
      problems,
      /5\.1-1-2a[\s\S]*tcp\/23[\s\S]*申告のないログインがあります（telnet）[\s\S]*申告なし[\s\S]*telnet（暗号なし）。ログインを求めた/,
    )
    assert.ok(problems.indexOf('5.6-1-2b') < problems.indexOf('5.5-5-2b'), 'fails before what could not be settled')
    assert.match(rest, /合格/)
    assert.doesNotMatch(b.text, /knownAfter|asks-login|"kind"|undefined|\[object/)
    // Told once.
    const cells = [...b.html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => row)
    for (const table of b.html.matchAll(/<tbody>(.*?)<\/tbody>/gs)) {
      const rows = [...(table[1] ?? '').matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => row)
      assert.equal(new Set(rows).size, rows.length)
    }
    assert.ok(cells.length > 50)
  }
  const en = await desk.browser(applicant).open(`/en${record}`)
  assert.match(
    en.text,
    /There is a login that is not declared \(telnet\)[\s\S]*telnet, not encrypted; it asks for a login/,
  )
})

test('the report is a PDF to be saved, in either language, whoever of the two sides asks', async () => {
  const get = async (path: string, who = applicant) => {
    const answer = await desk.browser(who).fetch(path)
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  const [ja, en, other] = await Promise.all([
    get(`/ja${record}/report.pdf?lang=ja`),
    get(`/ja${record}/report.pdf?lang=en`),
    get(`/en${record}/report.pdf?lang=fr`, evaluator),
  ])
  for (const { answer, bytes } of [ja, en, other]) {
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('content-type'), 'application/pdf')
    assert.equal(answer.headers.get('content-disposition'), `attachment; filename="test-report-${runId}.pdf"`)
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    assert.match(answer.headers.get('cache-control') ?? '', /no-store/)
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-')
  }
  assert.notDeepEqual(ja.bytes, en.bytes)
  assert.deepEqual(other.bytes, en.bytes, 'a language nobody has: that of the page')
  for (const path of [`/ja${record}x/report.pdf`, `/ja${record}/report.pdf/x`])
    assert.equal((await get(path)).answer.status, 404)
})

test('the evidence is handed out byte for byte, and never opened on our address', async () => {
  const answer = await desk.browser(applicant).fetch(`/ja${record}/evidence.zip`)
  assert.equal(answer.headers.get('content-type'), 'application/octet-stream')
  assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="evidence.zip"')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  assert.equal(answer.headers.get('content-length'), String(bytes.length))
  assert.equal(digestBytes(bytes), desk.story.now().runs[0]!.file)
})

test('where the file is gone the page says so, and there is no report', async () => {
  const { house } = desk
  const files = { ...house.ports.files, get: async () => undefined }
  const app = webApp({ ...house, ports: { ...house.ports, files } })
  const get = (path: string) =>
    app.request(`https://label.example.jp/ja${record}${path}`, { headers: { cookie: '__Host-hoshirushi=applicant' } })
  const page = await get('')
  assert.equal(page.status, 200)
  assert.match(await page.text(), /証拠ファイルが保存されていないため、記録を読めません/)
  assert.equal((await get('/report.pdf')).status, 404)
  assert.equal((await get('/evidence.zip')).status, 404)
})

test('the reviewer reads the same record on the desk of the body, with its report', async () => {
  const { story } = desk
  await story.does(applicant, 'declare', declaring(story))
  await story.does(intake, 'accept')
  await story.does(intake, 'confirm-payment', { paidOn: '2026-11-24' })
  await story.does(reviewer, 'begin-review')
  await story.does(reviewer, 'replay-run', { run: runId })
  const address = `/desk/cases/${story.now().id}/runs/${runId}`
  const b = await desk.browser(reviewer).open(`/ja${address}`)
  assert.equal(b.status, 200)
  assert.match(b.text, /5\.6-1-2b[\s\S]*申告のない tcp\/23 が開いています[\s\S]*23番が開いている/)
  const pdf = await b.fetch(`/ja${address}/report.pdf?lang=en`)
  assert.equal(pdf.headers.get('content-type'), 'application/pdf')
  await b.open(`/ja/desk/cases/${story.now().id}/runs/nobody`)
  assert.equal(b.status, 404)
  // The maker reads that it was judged again, and not by whom.
  const m = await desk.browser(applicant).open(`/ja${record}`)
  assert.match(m.text, /審査での再生[\s\S]*同じ判定になりました/)
  assert.doesNotMatch(m.text, /reviewer/)
})
