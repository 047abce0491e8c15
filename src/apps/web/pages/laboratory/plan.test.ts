import assert from 'node:assert/strict'
import { beforeAll, test } from 'vitest'
import { declaring, people } from '../../../../../tests/support/application.ts'
import type { FormBrowser } from '../../../../../tests/support/form-browser.ts'
import {
  attachRecorded,
  type LaboratoryDesk,
  laboratoryDesk,
  orderedRouter,
  tablesOf,
} from '../../../../../tests/support/laboratory-gallery.ts'

const { applicant, evaluator } = people

let desk: LaboratoryDesk
let address: string
let b: FormBrowser
let router: string // the declaration of a router, as somebody pastes it
beforeAll(async () => {
  desk = await laboratoryDesk()
  await orderedRouter(desk)
  const { bench } = desk.house
  const tables = await Promise.all(
    tablesOf('router').map(async (file) => {
      const read = bench.readYaml(await file.text(), file.name)
      assert.ok(read.ok)
      return read.value
    }),
  )
  router = JSON.stringify(tables)
  address = `/ja/desk/applications/${desk.story.now().id}/runs/plan`
  b = desk.browser(applicant)
})

test('a plan says what is compared, sent and done by hand; nothing is kept until a test is ordered with it', async () => {
  await b.open(address)
  assert.match(b.text, /保存も送信もしません/)
  await b.press('計画を見る')
  assert.equal(b.status, 422)
  assert.match(b.title, /^エラー：/)
  assert.match(b.text, /申告のファイルを選ぶか、表を貼り付けてください/)

  const before = desk.story.now()
  await b.press('計画を見る', { pasted: router })
  assert.equal(b.status, 200)
  assert.match(b.text, /7個の表を読み込みました/)
  assert.match(b.text, /読み取れないところはありません/)
  assert.match(b.text, /AuthMech-WebApi/)
  assert.match(b.text, /パケットと接続は最大 [\d,]+、誤ったログインは最大 \d+ 回、およそ \d+ 秒/)
  // Nobody said which device: the address the plan was made with is none of theirs.
  assert.doesNotMatch(b.html, /192\.168\.0\.1/)
  assert.match(b.text, /hoshirushi probe plan --target ADDRESS --ixit product/)
  assert.deepEqual(desk.story.now(), before)

  await b.press('この申告で試験を依頼する')
  assert.match(b.text, /試験を依頼しました/)
  const [first, last] = [desk.story.now().runOrders[0], desk.story.now().runOrders.at(-1)]
  assert.equal(last?.ixit, first?.ixit, 'the digest that the bench computes from the same tables')
  assert.deepEqual(last?.steps, first?.steps)
})

test('what is agreed to stands in the commands and takes its warning off the plan; choices can be changed without the files', async () => {
  await b.open(address)
  await b.press('計画を見る', { pasted: router })
  assert.match(b.text, /誤ったログインを試すことに同意しないと、判定できません/)
  await b.press('選び直した内容で計画を見る', {
    address: '192.168.7.9',
    consent: ['wrongTries', 'robustness'],
    gentle: 'yes',
  })
  assert.match(b.text, /7個の表を読み込みました/)
  assert.doesNotMatch(b.text, /誤ったログインを試すことに同意しないと、判定できません/)
  const options = '--target 192.168.7.9 --ixit product --consent wrong-tries,robustness --gentle'
  assert.ok(b.text.includes(`hoshirushi probe plan ${options}`))
  assert.ok(b.text.includes(`hoshirushi probe run ${options} --order `))
})

test('an address that no bench would speak to is refused at its field, and the pasted tables stay', async () => {
  for (const wrong of ['8.8.8.8', 'camera.example.jp', '192.168.1.20; rm -rf /']) {
    await b.open(address)
    await b.press('計画を見る', { pasted: router, address: wrong })
    assert.equal(b.status, 422, wrong)
    assert.match(b.html, /href="#address"/, wrong)
    assert.doesNotMatch(b.text, /hoshirushi probe/)
    const pasted = b.fields('計画を見る').find(({ name }) => name === 'pasted')
    assert.equal(pasted?.value, router)
  }
})

test('what cannot be compared is named by table, entry and field, with how to write it', async () => {
  await b.open(address)
  const [vague] = JSON.parse(router.replaceAll('"lock-out after=5 seconds=60"', '"some hindrance"')) as object[]
  await b.press('計画を見る', { pasted: JSON.stringify([vague]).replace(/lock-out [^"]*/, 'something like that') })
  assert.equal(b.status, 200)
  assert.match(b.text, /次の表は、読み込まれていません：[^。]*28-LogIntf/)
  assert.match(b.text, /\d+か所を、機器と比べられません/)
  assert.match(b.text, /brute-force-limit[\s\S]*lock-out、rate-limit、growing-delay/)
})

test('the declaration of an earlier test is read from its evidence', async () => {
  await orderedRouter(desk)
  await attachRecorded(desk, 'router')
  const { run, file } = desk.story.now().runs[0]!
  const content = await desk.story.ports.files.get(file)
  assert.ok(content)
  const parts: Buffer[] = []
  for await (const part of content) parts.push(Buffer.from(part as Uint8Array))
  await b.open(`/ja/desk/applications/${desk.story.now().id}/runs/plan`)
  await b.press('計画を見る', { tables: new File([Buffer.concat(parts)], 'evidence.zip') })
  assert.ok(b.text.includes(`試験 ${run} の証拠から読み込みました`), b.text.slice(0, 300))
})

test('what is no declaration is refused with the name of the file, as text', async () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['<img src=x>.yaml', 'a: [1', /img src=x/],
    ['list.yaml', `- ${'P'.repeat(10)}`, /list\.yaml/],
    ['anchors.yaml', 'a: &a [*a]', /anchors\.yaml/],
    ['evidence.zip', 'PK\u0003\u0004 and nothing else', /evidence\.zip/],
    ['twice.json', JSON.stringify([...JSON.parse(router), ...JSON.parse(router)]), /AuthMech/],
  ]
  for (const [name, content, told] of cases) {
    await b.open(address)
    await b.press('計画を見る', { tables: new File([content], name) })
    assert.equal(b.status, 422, name)
    assert.match(b.text, told, name)
    assert.doesNotMatch(b.html, /<img src=x/)
  }
  // Whatever it begins with: what is no archive is a text, and no text is as long as this.
  await b.open(address)
  await b.press('計画を見る', { tables: new File([`P${'x'.repeat(4_100_000)}`], 'long.yaml') })
  assert.equal(b.status, 422)
  assert.match(b.text.slice(0, 200), /大きすぎ/)
})

test('while the application cannot be changed a plan can be read, and no test be ordered', async () => {
  const { story } = desk
  await story.does(applicant, 'declare', declaring(story))
  const e = desk.browser(evaluator)
  await e.open(`/en/desk/applications/${story.now().id}/runs/plan`)
  await e.press('Show the plan', { pasted: router })
  assert.equal(e.status, 200)
  assert.doesNotMatch(e.html, /runs\/order"/)
  await e.open(`/en/desk/applications/unknown/runs/plan`)
  assert.equal(e.status, 404)
})
