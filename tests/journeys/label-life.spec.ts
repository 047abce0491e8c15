import { expect, test } from '@playwright/test'
import { labelInApi, mailTo, publishedLog } from '../support/journey-house.ts'
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
import { keep, run, told, verdict } from '../support/label-life-published.ts'

let company: Company
test.beforeAll(({ browser }) => {
  company = gather(browser)
})
test.afterAll(() => company.close())

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
    expect(await mailTo(maker.context(), 'rin@minamo.example')).toContain('1件の質問があります')
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
    const sent = await reviewer.request.post(`${at}/decide`, {
      form: {
        csrf: await reviewer.locator('input[name=csrf]').first().inputValue(),
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
    await expect(shopper).toHaveTitle(`有効 レベル1 ${camera}`)
    await decider.goto(`${at}/record`)
    await expect(decider.locator('.chain')).toContainText('すべて前の記録とつながっています')
    const row = (act: string) => decider.getByRole('row', { name: act }).last()
    await expect(row('審査の終了')).toContainText(people.reviewerAndDecider)
    await expect(row('交付の判定')).toContainText(people.decider)
    await expect(row('ラベルの交付')).toContainText(people.secondDecider)
  })
})
