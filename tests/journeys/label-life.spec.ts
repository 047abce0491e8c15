import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { errorSummary, labelInApi, mailTo, publishedLog } from '../support/journey-house.ts'
import { seriousOn } from '../support/journey-look.ts'
import {
  cannotConfirm,
  confirm,
  find,
  grant,
  issue,
  mistype,
  openCase,
  propose,
  settleTheRest,
  unsettled,
} from '../support/label-life-desk.ts'
import { type Company, gather, people } from '../support/label-life-people.ts'
import { keep, mayBeKept, oneChanged, run, spread, verdict } from '../support/label-life-published.ts'

let company: Company
let folder = '' // what people keep at home
let trust = ''
let from = ''
test.beforeAll(async ({ browser }, info) => {
  company = gather(browser)
  folder = await mkdtemp(join(tmpdir(), 'hoshirushi-label-life-'))
  from = info.project.use.baseURL ?? ''
  const shopper = await company.passerBy()
  trust = await keep(shopper.request, '/trust/root.json', join(folder, 'root.json'))
})
test.afterAll(async () => {
  await company.close()
  await rm(folder, { recursive: true })
})

test.describe('the life of a label, from the review of a camera to its withdrawal', () => {
  test.describe.configure({ mode: 'serial' })
  const camera = 'みなもカメラ MC-30'
  const asked = '初期化の手順は、説明書の何ページにありますか。'
  const answered = '説明書の18ページ「はじめの状態に戻す」にあります。'
  let at = '' // the case, as the body sees it
  let id = '' // the label
  let sizeBefore = 0

  test('the reviewer asks, the clock stands still, the applicant answers, the reviewer reads the answer', async () => {
    const reviewer = await company.at(people.reviewer)
    at = await openCase(reviewer, camera)
    await expect(reviewer.locator('.clock')).toContainText('時計は進行中')
    await unsettled(reviewer).first().click()
    await find(reviewer, '質問あり', asked)
    await reviewer.getByRole('link', { name: '質問をまとめて送る（1）' }).first().click()
    await reviewer.getByRole('button', { name: '申請者の見え方を確かめる' }).click()
    await expect(reviewer.getByText('まだ送っていません。')).toBeVisible()
    await reviewer.getByRole('button', { name: '質問を送る' }).click()
    await reviewer.goto(at)
    await expect(reviewer.locator('.clock')).toContainText('時計は停止中（申請者の回答待ち）')
    await expect(reviewer.getByRole('form', { name: '審査の結果' })).toHaveCount(0)

    const maker = await company.at(people.cameraMaker)
    await expect.poll(() => mailTo(maker.context(), 'rin@minamo.example')).toContain('1件の質問があります')
    await maker.goto('/ja/desk/applications')
    await maker.getByRole('link', { name: camera }).click()
    await maker.getByRole('link', { name: '質問に回答する' }).click()
    await expect(maker.getByText(asked)).toBeVisible()
    await maker.getByRole('button', { name: '回答を送る' }).click()
    await expect(maker.getByRole('alert')).toContainText('回答を入力してください。')
    await maker.getByLabel('質問1への回答').fill(answered)
    await maker.getByRole('button', { name: '回答を送る' }).click()
    await expect(maker.getByText('回答を送りました。審査が再開します。')).toBeVisible()

    await openCase(reviewer, camera, '質問')
    await expect(reviewer.locator('.clock')).toContainText('時計は進行中')
    await expect(reviewer.getByText(answered)).toBeVisible()
  })

  test('who reviewed cannot decide, though also a decider: another person decides, and a third issues', async () => {
    test.setTimeout(60_000)
    const reviewer = await company.at(people.reviewerAndDecider)
    await openCase(reviewer, camera)
    await reviewer.getByRole('button', { name: 'この案件を担当する' }).click()
    await settleTheRest(reviewer)
    await reviewer.getByLabel('判定者への申し送り（なくてもかまいません）').fill('質問の答えは説明書で確かめました。')
    await reviewer.getByRole('button', { name: '審査を終えて判定へ' }).click()
    await expect(reviewer.getByText('審査を終えました。判定を待っています。')).toBeVisible()

    await openCase(reviewer, camera, '判定')
    const main = reviewer.getByRole('main')
    await expect(main.getByText('この案件の判定は、審査に加わっていない別の人が行います。')).toBeVisible()
    await expect(main.getByText('判定できる人：')).toContainText(people.decider)
    await expect(main.getByText('判定できる人：')).not.toContainText(people.reviewerAndDecider)
    await expect(main.getByRole('radio')).toHaveCount(0)
    await expect(main.getByRole('button', { name: /判定|交付/ })).toHaveCount(0)
    // Nor is it only the button that is missing: what it would have sent is refused.
    await reviewer.goto('/ja/account')
    const csrf = await reviewer.locator('input[name=csrf]').first().inputValue()
    const sent = await reviewer.request.post(`${at}/decide`, {
      form: {
        csrf,
        seq: '999',
        outcome: 'grant',
        reasonsJa: '自分で審査しました。',
        validUntil: '2027-11-24',
        do: 'decide',
      },
    })
    expect(sent.status()).toBeGreaterThanOrEqual(400)
    expect(await sent.text()).toContain('別の人')

    const decider = await company.at(people.decider)
    sizeBefore = await publishedLog(decider.request)
    await grant(decider, camera, 'すべての基準を満たしていることを確認しました。')
    const issuer = await company.at(people.secondDecider)
    id = await issue(issuer, camera)

    const shopper = await company.passerBy()
    await shopper.goto(`/l/${id}`)
    await expect(shopper).toHaveTitle(`有効 レベル1 ${camera}｜星印`)
    await decider.goto(`${at}/record`)
    await expect(decider.locator('.chain')).toContainText('すべて前の記録とつながっています')
    const row = (act: string) => decider.getByRole('row', { name: act }).last()
    await expect(row('審査の終了')).toContainText(people.reviewerAndDecider)
    await expect(row('交付の判定')).toContainText(people.decider)
    await expect(row('ラベルの交付')).toContainText(people.secondDecider)
  })
  test('what was issued is in the log within a minute, and its proof is worth something at home', async () => {
    const { request } = await company.passerBy()
    await expect
      .poll(async () => (await labelInApi(request, id)).credential.leaf_index, { timeout: 60_000 })
      .not.toBeNull()
    const size = await publishedLog(request)
    expect(size).toBeGreaterThan(sizeBefore)
    const checkpoint = await (await request.get('/log/checkpoint')).text()
    expect(Number(checkpoint.split('\n')[1])).toBeGreaterThanOrEqual(size)
    const label = await labelInApi(request, id)
    expect(label).toMatchObject({ id, status: 'valid', product: { models: ['MC-30', 'MC-30P'] } })
    expect(label.credential.leaf_index).toBeGreaterThanOrEqual(sizeBefore)
    const feed = await (await request.get('/feed.atom?lang=ja')).text()
    expect(feed.split('<entry>')[1]).toContain(`交付：${camera}`)

    const proof = await keep(request, `/l/${id}/proof.json`, join(folder, 'proof.json'))
    expect(await verdict(request, proof, '--trust', trust)).toBe('valid')
    const text = await readFile(proof, 'utf8')
    const { credential, proof: way, status, checkpoint: seen } = JSON.parse(text)
    const [, payload, signature] = credential.split('.')
    const changed = join(folder, 'changed.json')
    const wherever = [
      ['the content', payload, 'bad-signature'],
      ['the signature', signature, 'bad-signature'],
      ['the way into the log', way.split('\n')[3], 'not-logged'],
      ['the list of models', 'MC-30P', 'bad-signature'],
      ['the status list', status[0].list.split('.')[1], 'stale'],
      ['the checkpoint', seen.split('\n')[2], 'not-logged'],
    ]
    for (const [what, part, found] of wherever) {
      // What stands in the file more than once is the way's first and the checkpoint's last.
      const first = what === 'the checkpoint' ? text.lastIndexOf(part) : text.indexOf(part)
      const place = first + Math.floor(part.length / 2)
      await writeFile(changed, oneChanged(text, place))
      expect.soft(await verdict(request, changed, '--trust', trust), what).toBe(found)
    }
  })

  test('two people suspend it, and within a minute nobody is told any more that it is valid', async () => {
    test.setTimeout(90_000)
    const words = '映像を見る権限の確かめ方に弱点が見つかり、修正を確認しています。'
    const proposer = await company.at(people.surveillance)
    const proposal = await propose(proposer, id, 'suspend', { reason: '重大な脆弱性（弱点）が見つかり', words })
    await cannotConfirm(proposer, proposal, [people.decider, people.secondDecider])
    const shopper = await company.passerBy()
    await shopper.goto(`/l/${id}`)
    await expect(shopper).toHaveTitle(/^有効 /)

    const confirming = await company.at(people.decider)
    await expect
      .poll(() => mailTo(confirming.context(), 'makoto@mihon-ninsho.example'))
      .toContain('確認を待っている提案があります（停止）')
    await mistype(confirming, proposal, 'suspend', '7K3M-9QXP-2C')
    expect((await labelInApi(shopper.request, id)).status).toBe('valid')
    const since = await confirm(confirming, proposal, 'suspend', id.toLowerCase())
    const seconds = await spread(
      shopper,
      { id, from, trust, since },
      {
        page: '停止中',
        api: 'suspended',
        list: 'suspended',
        feed: 'suspended',
        badge: '停止中',
        bits: 'suspension',
        check: 'SUSPENDED',
        verdict: 'suspended',
      },
    )
    console.log('suspended everywhere, seconds after the confirmation:', seconds)
    test.info().annotations.push({ type: 'seconds', description: JSON.stringify(seconds) })
    expect(Math.max(...Object.values(seconds))).toBeLessThanOrEqual(60)
    for (const address of ['', '/badge.svg', '/history'].map((path) => `/l/${id}${path}`))
      expect(await mayBeKept(shopper.request, address), address).toBeLessThanOrEqual(60)
    for (const address of ['/feed.atom', `/api/v1/labels/${id}`, '/status/suspension/0', '/log/checkpoint'])
      expect(await mayBeKept(shopper.request, address), address).toBeLessThanOrEqual(60)
    // The proof that was kept at home before is found out as soon as it is held against what is published now.
    expect(await verdict(shopper.request, join(folder, 'proof.json'), '--from', from, '--trust', trust)).toBe(
      'suspended',
    )

    await shopper.goto(`/l/${id}`)
    await expect(shopper.getByRole('heading', { name: 'いますること' })).toBeVisible()
    await expect(shopper.getByText(words).first()).toBeVisible()
    await shopper.goto(`/l/${id}/history`)
    const happened = shopper.getByRole('main').locator('section').first()
    await expect(happened.getByRole('heading', { level: 2 })).toHaveText('停止')
    for (const told of ['重大な脆弱性（弱点）が見つかり', words, '運営者（判定）による'])
      await expect(happened).toContainText(told)
    await expect(happened).toContainText(/2026年11月\d+日.*\d{1,2}:\d{2}/)
    expect(await seriousOn(shopper)).toEqual([])
    await confirming.goto(proposal)
    await expect(confirming.getByRole('main')).toContainText(people.surveillance)
    await expect(confirming.getByRole('main')).toContainText(people.decider)
  })

  test('two people lift the suspension, and it is valid again', async () => {
    test.setTimeout(90_000)
    const proposer = await company.at(people.decider)
    const proposal = await propose(proposer, id, 'restore', {
      reason: '停止の原因がなくなった',
      words: '修正した版を確かめました。',
    })
    await cannotConfirm(proposer, proposal, [people.secondDecider])
    const since = await confirm(await company.at(people.secondDecider), proposal, 'restore')
    const seconds = await spread(
      await company.passerBy(),
      { id, from, trust, since },
      {
        page: '有効',
        api: 'valid',
        list: 'valid',
        feed: 'restored',
        badge: '有効',
        bits: 'clear',
        check: 'OK',
        verdict: 'valid',
      },
    )
    console.log('valid again everywhere, seconds after the confirmation:', seconds)
  })

  test('two people revoke it: said everywhere, and nothing that happened before is gone', async () => {
    test.setTimeout(90_000)
    const words = '利用者が映像を消せないことを確認しました。'
    const proposer = await company.at(people.decider)
    const proposal = await propose(proposer, id, 'withdraw', { reason: '適合要件を満たしていないこと', words })
    await cannotConfirm(proposer, proposal, [people.secondDecider])
    const confirming = await company.at(people.secondDecider)
    await mistype(confirming, proposal, 'withdraw', `${id.slice(0, -1)}0`)
    const since = await confirm(confirming, proposal, 'withdraw', id)
    const shopper = await company.passerBy()
    const { request } = shopper
    const seconds = await spread(
      shopper,
      { id, from, trust, since },
      {
        page: '取消し',
        api: 'withdrawn',
        list: 'withdrawn',
        feed: 'withdrawn',
        badge: '取消し',
        bits: 'revocation',
        check: 'REVOKED',
        verdict: 'revoked',
      },
    )
    console.log('revoked everywhere, seconds after the confirmation:', seconds)

    await shopper.goto(`/l/${id}/history`)
    const sections = shopper.getByRole('main').locator('section')
    await expect(sections.getByRole('heading', { level: 2 })).toHaveText(['取消し', '停止の解除', '停止', '交付'])
    await expect(sections.first()).toContainText(words)
    await expect(sections.first()).toContainText('適合要件を満たしていないこと')
    await expect(sections.first()).toContainText('運営者（判定）による')
    await expect(sections.first()).toContainText(/2026年11月\d+日.*\d{1,2}:\d{2}/)
    const { events } = await labelInApi(request, id)
    expect(events.map((event) => event.event)).toEqual(['issued', 'suspended', 'restored', 'withdrawn'])
    expect(
      (await request.get(`/bundle/${id}/${(await labelInApi(request, id)).credential.leaf_index}.json`)).ok(),
    ).toBe(true)

    await publishedLog(request)
    const checked = await run('log', 'fsck', from, '--trust', trust)
    expect(checked, checked.out).toMatchObject({ exit: 0 })
    const followed = await run('log', 'follow', from, '--trust', trust, '--once', '--state', join(folder, 'seen.json'))
    expect(followed, followed.out).toMatchObject({ exit: 0 })
    for (const event of ['suspended', 'restored', 'withdrawn'])
      expect(followed.out).toContain(`label-event+jwt ${event} ${id}`)
  })
})

test('a maker adds models: found by their names, the same number, the credential before is superseded', async () => {
  test.setTimeout(90_000)
  const product = 'ひかり中継機 HC-1'
  const maker = await company.at(people.maker)
  await maker.goto('/ja/desk/labels')
  await maker.getByRole('link', { name: product }).click()
  const id = maker.url().split('/').at(-1) ?? ''
  const { request } = await company.passerBy()
  const before = await labelInApi(request, id)
  const old = await keep(request, `/l/${id}/proof.json`, join(folder, 'old.json'))

  await maker.getByRole('link', { name: '型番を追加' }).click()
  await maker.getByLabel('追加する型番').fill('HC-3\nＨＣ－３Ｗ\nHC-2')
  await maker.getByRole('button', { name: '追加を申し出る' }).click()
  await expect(maker.getByRole('heading', { name: '登録される形を確かめる', level: 1 })).toBeVisible()
  await expect(maker.getByRole('main')).toContainText('HC-3W')
  await maker.getByRole('button', { name: '追加を申し出る' }).click()
  await expect(maker.getByText('型番の追加を申し出ました。')).toBeVisible()
  expect((await labelInApi(request, id)).product.models).toEqual(before.product.models)

  const confirming = await company.at(people.decider)
  await confirming.goto('/ja/desk/queue?filter=proposals')
  await confirming.getByRole('link', { name: product }).click()
  await confirming.getByRole('main').getByRole('link', { name: '型番の追加' }).click()
  await expect(confirming.getByRole('main')).toContainText('HC-3W')
  await confirming.getByRole('button', { name: '型番を追加する' }).click()
  await expect(confirming.getByText('確認しました。登録簿に反映され')).toBeVisible()

  const shopper = await company.passerBy()
  await shopper.goto('/ja/')
  await shopper.getByRole('searchbox').fill('hc-3w')
  await shopper.getByRole('button', { name: 'さがす' }).click()
  await shopper.getByRole('main').getByRole('link', { name: product }).first().click()
  await expect(shopper).toHaveURL(new RegExp(`/l/${id}`, 'i'))
  await expect.poll(async () => (await labelInApi(request, id)).credential.leaf_index).not.toBe(null)
  await publishedLog(request)
  const after = await labelInApi(request, id)
  expect(after.product.models).toEqual([...before.product.models, 'HC-3', 'HC-3W'])
  expect(after.credential.digest).not.toBe(before.credential.digest)
  expect(after.valid_until).toBe(before.valid_until)
  expect(after.events.at(-1)).toMatchObject({ event: 'superseded' })
  expect(await verdict(request, id, '--from', from, '--trust', trust)).toBe('valid')
  expect(await verdict(request, old, '--from', from, '--trust', trust)).toBe('superseded')
})

test('a label that ends soon is renewed: declared and reviewed once more, under the number that it has', async () => {
  test.setTimeout(120_000)
  const product = 'さとやま掃除ロボット SW-2'
  const maker = await company.at(people.applianceMaker)
  await maker.goto('/ja/desk/labels')
  await maker.getByRole('link', { name: product }).click()
  const id = maker.url().split('/').at(-1) ?? ''
  const shopper = await company.passerBy()
  const before = await labelInApi(shopper.request, id)
  await shopper.goto(`/l/${id}`)
  await expect(shopper.getByText(/^まもなく期限です/)).toBeVisible()

  await maker.getByRole('link', { name: '更新する' }).click()
  await expect(maker.getByText('ラベルの番号は変わりません。')).toBeVisible()
  await maker.getByRole('button', { name: '更新の下書きをはじめる' }).click()
  await expect(maker.getByRole('heading', { level: 1 })).toHaveText(product)
  await maker.getByRole('link', { name: '入力内容の確認' }).click()
  await maker.getByRole('link', { name: '自己宣言に進む' }).click()
  await maker.getByLabel('部署と役職').fill('品質保証部（見本）')
  await maker.getByRole('checkbox').first().check()
  await maker.getByRole('checkbox').last().check()
  await maker.getByRole('button', { name: '宣言して提出する' }).click()
  await expect(maker.getByRole('heading', { level: 1 })).toHaveText('提出しました')

  const intake = await company.at(people.intake)
  await openCase(intake, product)
  await intake.getByRole('button', { name: '受け付ける', exact: true }).click()
  await expect(intake.getByText('受け付けました。受理番号を付け')).toBeVisible()
  await intake.getByRole('button', { name: '入金を確認した' }).click()
  await expect(intake.getByText('入金を記録しました。審査に進みます。')).toBeVisible()
  const reviewer = await company.at(people.reviewer)
  await openCase(reviewer, product)
  await reviewer.getByRole('button', { name: 'この案件を担当する' }).click()
  await settleTheRest(reviewer)
  await reviewer.getByRole('button', { name: '審査を終えて判定へ' }).click()
  await expect(reviewer.getByText('審査を終えました。判定を待っています。')).toBeVisible()
  const decider = await company.at(people.decider)
  await grant(decider, product, 'すべての基準を満たしていることを確認しました。')
  expect(await issue(decider, product)).toBe(id)

  const after = await labelInApi(shopper.request, id)
  expect(after.status).toBe('valid')
  expect(Date.parse(after.valid_until)).toBeGreaterThan(Date.parse(before.valid_until))
  expect(after.credential.digest).not.toBe(before.credential.digest)
  await shopper.reload()
  await expect(shopper).toHaveTitle(/^有効 /)
  await expect(shopper.getByText(/^まもなく期限です/)).toHaveCount(0)
  await expect.poll(async () => (await labelInApi(shopper.request, id)).credential.leaf_index).not.toBeNull()
  expect(await verdict(shopper.request, id, '--from', from, '--trust', trust)).toBe('valid')
})

test.describe('the whole way in English', () => {
  test.describe.configure({ mode: 'serial' })
  const product = 'Mine Thermo-hygrometer TH-7'
  let id = ''

  test('a decision by another person, and an issue by a third', async () => {
    const ja = 'みね温湿度計 TH-7'
    const reviewer = await company.at(people.reviewerAndDecider)
    await openCase(reviewer, ja, 'Decision', 'en')
    await expect(
      reviewer.getByText('Another person, who took no part in the review, must decide this case.'),
    ).toBeVisible()
    await expect(reviewer.getByRole('main').getByRole('radio')).toHaveCount(0)
    await grant(await company.at(people.decider), ja, 'すべての基準を満たしている。', 'en')
    id = await issue(await company.at(people.secondDecider), ja, 'en')
    const shopper = await company.passerBy()
    await shopper.goto(`/l/${id}?lang=en`)
    await expect(shopper).toHaveTitle(`Valid Level 1 ${product}｜Hoshirushi`)
    await expect
      .poll(() => verdict(shopper.request, id, '--from', from, '--trust', trust), { timeout: 60_000 })
      .toBe('valid')
  })

  test('two people suspend it, and within a minute every place says so', async () => {
    test.setTimeout(90_000)
    const english = 'Readings can be changed by anybody nearby. A correction is being checked.'
    const proposer = await company.at(people.surveillance)
    const proposal = await propose(proposer, id, 'suspend', {
      reason: 'A serious vulnerability was found',
      words: '近くにいる人が測定値を書き換えられる弱点があり、修正を確認しています。',
      english,
      lang: 'en',
    })
    await cannotConfirm(proposer, proposal, [people.decider, people.secondDecider], 'en')
    const shopper = await company.passerBy()
    await shopper.goto(`/l/${id}?lang=en`)
    await expect(shopper).toHaveTitle(/^Valid /)
    const confirming = await company.at(people.decider)
    await mistype(confirming, proposal, 'suspend', '7K3M-9QXP-2C')
    expect((await labelInApi(shopper.request, id)).status).toBe('valid')
    const since = await confirm(confirming, proposal, 'suspend', id)
    const told = { page: 'Suspended', api: 'suspended', list: 'suspended', feed: 'suspended', badge: 'Suspended' }
    const seconds = await spread(
      shopper,
      { id, from, trust, since, lang: 'en' },
      { ...told, bits: 'suspension', check: 'SUSPENDED', verdict: 'suspended' },
    )
    console.log('suspended everywhere (English), seconds after the confirmation:', seconds)
    expect(Math.max(...Object.values(seconds))).toBeLessThanOrEqual(60)

    await shopper.goto(`/l/${id}?lang=en`)
    await expect(shopper.getByRole('heading', { name: 'What to do now' })).toBeVisible()
    await expect(shopper.getByText(english).first()).toBeVisible()
    expect(await seriousOn(shopper)).toEqual([])
    await shopper.goto(`/l/${id}/history?lang=en`)
    const happened = shopper.getByRole('main').locator('section').first()
    await expect(happened.getByRole('heading', { level: 2 })).toHaveText('Suspended')
    for (const words of ['A serious vulnerability was found', english, 'by the body (decider)'])
      await expect(happened).toContainText(words)
    await expect(happened).toContainText(/\d+ November 2026, \d{2}:\d{2} JST/)
    expect(await seriousOn(shopper)).toEqual([])
  })

  test('its maker ends it', async () => {
    test.setTimeout(90_000)
    const maker = await company.at(people.sensorMaker)
    await maker.goto('/en/desk/labels')
    await maker.getByRole('link', { name: product }).click()
    await maker.getByRole('link', { name: 'End the label' }).click()
    await maker.getByLabel('Reason').selectOption('The product is no longer sold.')
    await maker.getByLabel('Type the label number').fill('7K3M9QXP2C')
    await maker.getByRole('button', { name: 'End this label' }).click()
    await expect(await errorSummary(maker)).toContainText('The number does not match.')
    await maker.getByLabel('Type the label number').fill(id)
    const since = performance.now()
    await maker.getByRole('button', { name: 'End this label' }).click()
    await expect(maker.getByText('The label has ended.')).toBeVisible()
    const shopper = await company.passerBy()
    const told = { page: 'Ended', api: 'ended', list: 'ended', feed: 'ended', badge: 'Ended' }
    await spread(
      shopper,
      { id, from, trust, since, lang: 'en' },
      { ...told, bits: 'revocation', check: 'ENDED', verdict: 'revoked' },
    )
    await shopper.goto(`/l/${id}/history?lang=en`)
    await expect(shopper.getByRole('heading', { level: 2 }).first()).toHaveText('Ended by maker')
    await expect(shopper.getByRole('main')).toContainText('by the label holder')
  })
})
