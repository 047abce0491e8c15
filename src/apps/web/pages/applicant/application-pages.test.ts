import assert from 'node:assert/strict'
import { test } from 'vitest'
import { criteria, declaring, filled, inReview, people } from '../../../../../tests/support/application.ts'
import { makerDesk } from '../../../../../tests/support/maker-house.ts'

const { applicant, stranger, reviewer, intake } = people
const next = '保存して次へ'

test('a product that is out of scope gets a result with its reason, not an error, and a way to change the answer', async () => {
  const b = makerDesk().browser()
  await b.open('/ja/apply')
  await b.press('はじめる')
  await b.press('次へ', { 'ip-communication': 'true' })
  await b.press('次へ', { 'user-adds-security-software': 'true' })
  assert.equal(b.heading, '対象になりません')
  assert.equal(b.status, 200)
  assert.ok(!b.html.includes('class="errs"') && !b.title.startsWith('エラー'))
  assert.match(b.text, /自由に追加できる汎用的なIT製品/)
  await b.follow('変更（利用者が、セキュリティ対策ソフトウェアを自由に追加できますか）')
  await b.press('次へ', { 'user-adds-security-software': 'unknown' })
  await b.press('次へ', { 'product-unit': 'device' })
  await b.press('次へ', { 'psti-compliant': 'unknown' })
  assert.equal(b.heading, 'まだ決まりません')
  assert.match(b.text, /IPA/)
})

test('a question passed over is asked again, and nothing is stored before somebody signs in', async () => {
  const desk = makerDesk()
  const b = desk.browser()
  await b.open('/en/apply')
  await b.press('Start')
  await b.press('Continue')
  assert.match(b.title, /^Error: /)
  assert.match(b.html, /href="#ip-communication"/)
  await b.open('/en/desk/applications/new?scheme=jc-star&level=1&ip-communication=true')
  assert.match(b.path, /\/en\/account\/sign-in\?next=.*ip-communication%3Dtrue/)
  assert.equal(desk.story.committed().cases.size, 0)
})

test('a draft comes back on its task list with what was done, and what cannot begin has no link', async () => {
  const { story, browser } = makerDesk()
  await story.does(applicant, 'start', { scheme: 'jc-star', level: '1' })
  await story.does(applicant, 'save-product', {
    name: { ja: '見本センサー' },
    category: 'sensor',
    intendedUse: '温度を測る。',
  })
  await story.does(applicant, 'save-models', { text: 'MS-1' })
  const b = browser(applicant)
  await b.open(`/ja/desk/applications/${story.now().id}`)
  assert.equal(b.heading, '見本センサー')
  assert.equal((b.html.match(/class="task-state">完了/g) ?? []).length, 2)
  assert.match(b.html, /<div class="no"><span>自己宣言<\/span><span>まだ始められません<\/span>/)
  await b.follow('製品')
  assert.match(b.html, /<h1>/)
  await b.open(`/ja/desk/applications/${story.now().id}/tasks/product`)
  assert.equal(b.fields(next).find((f) => f.name === 'name')?.value, '見本センサー')
})

test('an empty support date is told at the head of the page and beside its field', async () => {
  const { story, browser } = makerDesk()
  await filled(story)
  const b = browser(applicant)
  await b.open(`/ja/desk/applications/${story.now().id}/tasks/updates`)
  const seq = story.now().seq
  await b.press(next, { 'supportUntil-year': '', 'supportUntil-month': '', 'supportUntil-day': '' })
  assert.equal(b.status, 422)
  assert.match(b.title, /^エラー：/)
  assert.match(b.html, /tabindex="-1" autofocus[^>]* role="alert"/)
  assert.match(b.html, /<a href="#supportUntil">/)
  assert.match(b.html, /<input id="supportUntil"[^>]*aria-invalid="true"/)
  assert.equal(b.fields(next).find((f) => f.name === 'daily')?.value, '自動更新を切らない。', 'what was typed is kept')
  assert.equal(story.now().seq, seq)
  await b.press(next, { noUpdates: 'yes' })
  assert.equal(story.now().product.updates?.supportUntil, null)
})

test('models are shown as they will be registered before they are kept', async () => {
  const { story, browser } = makerDesk()
  await story.does(applicant, 'start', { scheme: 'jc-star', level: '1' })
  const b = browser(applicant)
  const address = `/ja/desk/applications/${story.now().id}/tasks/models`
  await b.open(address)
  await b.press(next, { models: 'ＨＲ－２００\nHR-200\nHR-300' })
  assert.equal(b.heading, '登録される形を確かめる')
  assert.match(b.text, /ＨＲ－２００→ HR-200/)
  assert.equal(story.now().product.models, undefined)
  await b.press(next)
  assert.deepEqual(story.now().product.models, ['HR-200', 'HR-300'])

  const many = Array.from({ length: 5_001 }, (_, i) => `M-${i}`).join('\n')
  await b.open(address)
  await b.press(next, { models: many })
  assert.equal(b.status, 422)
  assert.match(b.text, /5001/)
  assert.ok((b.fields(next).find((f) => f.name === 'models')?.value.length ?? 0) > 30_000, 'the list is kept')
})

test('two people on the same form see both versions; two on different forms do not stand in each other’s way', async () => {
  const { story, browser } = makerDesk()
  await filled(story)
  const address = `/ja/desk/applications/${story.now().id}/tasks/contact`
  const [one, two] = [browser(applicant), browser(applicant)]
  await one.open(address)
  await two.open(address)
  await story.does(applicant, 'save-models', { text: 'HR-201' })
  await one.press(next, { report: 'first@maker-a.example' })
  assert.equal(story.now().product.vulnerability?.contact, 'first@maker-a.example')
  await two.press(next, { report: 'second@maker-a.example' })
  assert.equal(two.status, 409)
  assert.match(two.text, /second@maker-a\.example/)
  assert.match(two.text, /first@maker-a\.example/)
  assert.match(two.text, /applicant 見本 さんが 2026年11月24日/)
  await two.press('自分の入力で置きかえる')
  assert.equal(story.now().product.vulnerability?.contact, 'second@maker-a.example')
})

test('a protected PDF is refused by name and nothing is kept; one file serves two criteria under one hash', async () => {
  const { story, browser } = makerDesk()
  await story.does(applicant, 'start', { scheme: 'jc-star', level: '1' })
  const b = browser(applicant)
  await b.open(`/ja/desk/applications/${story.now().id}/criteria/S1.1-01`)
  const locked = new File(['%PDF-1.7\ntrailer << /Encrypt 5 0 R >>\n%%EOF\n'], '秘密.pdf')
  await b.press(next, { claim: 'fulfilled', reason: '設計書のとおり。', file: locked })
  assert.equal(b.status, 422)
  assert.match(b.text, /「秘密\.pdf」はパスワードで保護されています/)
  assert.equal(b.fields(next).find((f) => f.name === 'reason')?.value, '設計書のとおり。')
  assert.equal(story.now().files.length, 0)

  await b.press(next, { file: new File(['%PDF-1.7\ndesign\n%%EOF\n'], '設計書.pdf') })
  assert.equal(b.path.split('/').at(-1), 'S1.1-02')
  const evidence = b.fields(next).find((f) => f.name === 'evidence')?.value ?? ''
  await b.press(next, { claim: 'fulfilled', reason: '設計書のとおり。', evidence })
  await b.open('/ja/desk/evidence')
  assert.match(b.text, /2つの基準で使用/)
  assert.equal(new Set(story.now().files.map((f) => f.digest)).size, 1)

  const file = await b.fetch(`/ja/desk/evidence/${evidence.slice(7)}/file`)
  assert.equal(file.headers.get('content-type'), 'application/octet-stream')
  assert.equal(file.headers.get('x-content-type-options'), 'nosniff')
  assert.match(file.headers.get('content-disposition') ?? '', /^attachment; .*UTF-8''%E8%A8%AD/)
  assert.equal(await file.text(), '%PDF-1.7\ndesign\n%%EOF\n')
  const other = browser(stranger)
  assert.equal((await other.fetch(`/ja/desk/evidence/${evidence.slice(7)}/file`)).status, 404)

  await b.follow('新しい版にする（設計書.pdf）')
  await b.press('置きかえる', { file: new File(['%PDF-1.7\nnewer\n%%EOF\n'], '設計書 第2版.pdf') })
  assert.match(b.text, /設計書 第2版\.pdf第2版文書2つの基準で使用/)
  assert.match(b.text, /置換済み/)
  assert.equal(story.now().answers['S1.1-01']?.restsOn.length, 1)
})

test('a file that is empty, too large or of the wrong kind is told by its name, and the form is kept', async () => {
  const { story, browser } = makerDesk()
  await story.does(applicant, 'start', { scheme: 'jc-star', level: '1' })
  const b = browser(applicant)
  await b.open(`/ja/desk/applications/${story.now().id}/criteria/S1.1-05`)
  const files = {
    '「空.pdf」は空です': new File([], '空.pdf'),
    '「大.pdf」は大きすぎます': new File(['%PDF-1.7\n', new Uint8Array(20_000_001)], '大.pdf'),
    '「道具.exe」の種類は受け付けていません': new File([new Uint8Array([0x4d, 0x5a, 0x90, 0, 3])], '道具.exe'),
  }
  for (const [words, file] of Object.entries(files)) {
    await b.press(next, { claim: 'fulfilled', reason: '方針を公開した。', file })
    assert.equal(b.status, 422)
    assert.ok(b.text.includes(words), words)
    assert.match(b.html, /<a href="#file">/)
    assert.equal(b.fields(next).find((f) => f.name === 'reason')?.value, '方針を公開した。')
  }
  assert.equal(story.now().files.length, 0)
  const bare = await b.fetch(b.path, { method: 'POST', body: new URLSearchParams({ claim: 'fulfilled' }) })
  assert.equal(bare.status, 400)
  // A file without end is cut off; one that breaks off in the middle is no form.
  const csrf = b.fields(next).find((f) => f.name === 'csrf')?.value ?? ''
  const part = (name: string, file = '') => `--x\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n`
  const head = `${part('csrf')}${csrf}\r\n${part('file', '; filename="a.pdf"')}%PDF-1.7\n`
  const headers = { 'content-type': 'multipart/form-data; boundary=x' }
  assert.equal((await b.fetch(b.path, { method: 'POST', body: head, headers })).status, 400)
  const endless = Buffer.concat([Buffer.from(head), Buffer.alloc(100_000_001, 32)])
  assert.equal((await b.fetch(b.path, { method: 'POST', body: endless, headers })).status, 413)
  const forged = new FormData()
  forged.append('csrf', 'wrong')
  forged.append('file', new File(['%PDF-1.7\n'], 'x.pdf'))
  assert.equal((await b.fetch(b.path, { method: 'POST', body: forged })).status, 403)
})

test('"does not apply" is offered with its condition and needs a reason', async () => {
  const { story, browser } = makerDesk()
  await story.does(applicant, 'start', { scheme: 'jc-star', level: '1' })
  const b = browser(applicant)
  await b.open(`/ja/desk/applications/${story.now().id}/criteria/S1.1-02`)
  await b.press(next, { claim: 'not-applicable', condition: 'no-default-password' })
  assert.equal(b.status, 422)
  assert.match(b.html, /<a href="#reason">/)
  await b.press(next, { reason: '初期パスワードを使わない。' })
  assert.equal(story.now().answers['S1.1-02']?.condition, 'no-default-password')
  await b.open(`/ja/desk/applications/${story.now().id}/criteria/S1.1-05`)
  assert.ok(!b.fields(next).some((f) => f.value === 'not-applicable'))
})

test('a change from the check page comes back to it with the new value', async () => {
  const { story, browser } = makerDesk()
  await filled(story)
  const b = browser(applicant)
  await b.open(`/ja/desk/applications/${story.now().id}/check`)
  await b.follow('変更（脆弱性（弱点）を知らせる窓口）')
  await b.press('保存して続ける', { report: 'new@maker-a.example' })
  assert.equal(b.heading, '入力内容の確認')
  assert.match(b.text, /new@maker-a\.example/)
})

test('what is not ticked is not declared', async () => {
  const { story, browser } = makerDesk()
  await filled(story)
  const b = browser(applicant)
  await b.open(`/en/desk/applications/${story.now().id}/declare`)
  await b.press('Declare and submit', { position: 'Head of quality' })
  assert.equal(b.status, 422)
  assert.match(b.html, /href="#truthful"/)
  assert.equal(story.now().state, 'draft')
})

test('an example says why it cannot be declared', async () => {
  const { story, browser } = makerDesk()
  await filled(story, { example: true })
  const b = browser(applicant)
  await b.open(`/ja/desk/applications/${story.now().id}/declare`)
  assert.match(b.text, /見本の申請です/)
  assert.ok(!b.html.includes('宣言して提出する'))
})

test('while it is reviewed it can only be read; questions open it again, and changed answers are declared again', async () => {
  const { story, browser } = makerDesk()
  await filled(story)
  await inReview(story)
  const { id } = story.now()
  const b = browser(applicant)
  await b.open(`/ja/desk/applications/${id}`)
  assert.match(b.text, /いまは変更できません/)
  await b.open(`/ja/desk/applications/${id}/tasks/contact`)
  assert.equal(b.heading, '入力内容の確認')
  assert.ok(!b.text.includes('変更（'))

  await story.does(reviewer, 'review', { criterion: 'S1.1-01', outcome: 'question', note: '通信口の一覧が要る。' })
  await story.does(reviewer, 'ask', { questions: [{ criterion: 'S1.1-01', text: '通信口の一覧を示してください。' }] })
  await b.open(`/ja/desk/applications/${id}/messages`)
  assert.match(b.text, /通信口の一覧を示してください/)
  assert.match(b.text, /2026年12月\d+日（.）まで（あと20営業日）/)
  await b.press('回答を送る')
  assert.equal(b.status, 422)
  await b.follow('この基準の回答を直す')
  await b.press('保存して一覧へ', { reason: '通信口の一覧を足した。' })
  await b.open(`/ja/desk/applications/${id}/messages`)
  const question = story.now().questions[0]?.id ?? ''
  await b.press('回答を送る', { [question]: '一覧を足しました。' })
  assert.equal(b.status, 422)
  await b.press('回答を送る', { position: '部長', truthful: 'yes', duty: 'yes' })
  assert.match(b.text, /回答を送りました/)
  assert.equal(story.now().state, 'in-review')
})

test('the fee page says what to pay once it is accepted, and that it has arrived', async () => {
  const { story, browser } = makerDesk()
  await filled(story)
  await story.does(applicant, 'declare', declaring(story))
  const b = browser(applicant)
  await b.open(`/ja/desk/applications/${story.now().id}/pay`)
  assert.equal(b.heading, 'まだ支払えません')
  await story.does(intake, 'accept')
  await b.open(`/ja/desk/applications/${story.now().id}/pay`)
  assert.match(b.text, /198,000円/)
  assert.match(b.text, /ACC-2026-0001/)
  await b.open('/ja/desk')
  assert.match(b.text, /手数料を支払ってください/)
  await story.does(intake, 'confirm-payment', { paidOn: '2026-11-24' })
  await b.open(`/ja/desk/applications/${story.now().id}/pay`)
  assert.equal(b.heading, '支払いを確認しました')
})

test('an application can be withdrawn after one look at what that means', async () => {
  const { story, browser } = makerDesk()
  await filled(story)
  const b = browser(applicant)
  await b.open(`/ja/desk/applications/${story.now().id}/withdraw`)
  await b.press('この申請を取り下げる')
  assert.equal(story.now().state, 'withdrawn')
})

test('another maker’s application is not found, and the body’s people have their own pages', async () => {
  const { story, browser } = makerDesk()
  await filled(story)
  const { id } = story.now()
  for (const rest of [
    '',
    '/check',
    '/declare',
    '/messages',
    '/tasks/product',
    '/criteria/S1.1-01',
    '/declaration.json',
  ])
    assert.equal((await browser(stranger).fetch(`/ja/desk/applications/${id}${rest}`)).status, 404, rest)
  assert.equal((await browser(reviewer).fetch(`/ja/desk/applications/${id}`)).status, 403)
})

test('every page of an application reads in English without a Japanese word of ours', async () => {
  const { story, browser } = makerDesk()
  await filled(story)
  const { id } = story.now()
  const b = browser(applicant)
  const paths = [
    '',
    '/check',
    '/declare',
    '/messages',
    '/withdraw',
    '/pay',
    ...['eligibility', 'organisation', 'contact', 'product', 'models', 'software', 'updates'].map((x) => `/tasks/${x}`),
    ...criteria(story).map((x) => `/criteria/${x}`),
  ].map((rest) => `/desk/applications/${id}${rest}`)
  for (const path of [...paths, '/desk', '/desk/applications', '/desk/evidence', '/desk/labels', '/apply']) {
    await b.open(`/en${path}`)
    assert.equal(b.status, 200, path)
    const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(b.html)?.[1] ?? ''
    const ours = main
      .replace(/<span class="nw">([^<]*)<\/span>/g, '$1')
      .replace(/<(span|p|b)\b[^>]*lang="ja"[^>]*>[\s\S]*?<\/\1>/g, '')
      .replace(/<textarea[\s\S]*?<\/textarea>|value="[^"]*"|<pre[\s\S]*?<\/pre>/g, '')
      .replace(/[\p{P}\s]+/gu, ' ')
    const allowed =
      /ひかりルーター HR 200シリーズ|はじめに管理者パスワードを決めます|自動更新を入れたままにします|初期化ボタンを10秒押します|設定画面の 本体情報 で確認できます/g
    const left = ours
      .replace(allowed, '')
      .replace(/<[^>]*>/g, ' ')
      .match(/.{0,30}[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]+.{0,30}/u)
    assert.equal(left?.[0], undefined, path)
  }
})
