import { expect, type Page, test } from '@playwright/test'
import type { GuidedBundle } from '../../src/lab/guided/guided-bundle.ts'
import { type StoryDevice, sealedFor, storyRun } from '../support/device-test-runs.ts'
import { draftOfRouter, noteWell, programOf, routerIxit } from '../support/device-test-story.ts'
import { problemsOn } from '../support/journey-look.ts'
import { grant, issue, openCase, settleTheRest } from '../support/label-life-desk.ts'
import { type Company, gather, people } from '../support/label-life-people.ts'

// A router at the ☆2-type sample level: tested on the bench by an evaluator whom the maker let in, attached, declared, judged again in
// the review, decided by somebody else, issued. The same router with telnet left in is tested the same way, and refused.

let company: Company
test.beforeAll(({ browser }) => {
  company = gather(browser)
})
test.afterAll(() => company.close())
test.describe.configure({ mode: 'serial' })

/** Plans with the declaration of the router, and orders the test; answers the order. */
async function order(maker: Page, id: string): Promise<string> {
  await maker.goto(`/ja/desk/applications/${id}`)
  await maker.getByRole('link', { name: '試験台での実機試験', exact: true }).click()
  await maker.getByRole('link', { name: '試験の計画を立てる' }).click()
  await maker.getByLabel('申告の表のファイル').setInputFiles(routerIxit)
  for (const consent of await maker.getByRole('group', { name: '同意すること' }).getByRole('checkbox').all())
    await consent.check()
  await maker.getByRole('button', { name: '計画を見る' }).click()
  await expect(maker.getByText(`${routerIxit.length}個の表を読み込みました。`)).toBeVisible()
  await expect(maker.getByText('読み取れないところはありません。')).toBeVisible()
  await maker.getByRole('button', { name: 'この申告で試験を依頼する' }).click()
  await expect(maker.getByText('試験を依頼しました。')).toBeVisible()
  const file = await maker.getByRole('link', { name: /^run-order-.*\.json$/ }).innerText()
  return file.replace('.json', '')
}

/** The evaluator finds the order, notes the steps that need a person, tests, and attaches what was signed. */
async function testAndAttach(evaluator: Page, id: string, product: string, device: StoryDevice): Promise<void> {
  const { case: read } = programOf(evaluator)
  const made = (await read(id)).runOrders.at(-1) as { id: string; at: string; nonce: string; steps: never }
  await evaluator.goto('/ja/desk')
  await expect(evaluator.getByRole('main')).toContainText(product)
  const guided: GuidedBundle = await noteWell(evaluator, `/desk/applications/${id}/runs/${made.id}/steps`, {
    person: people.evaluator,
    at: made.at,
    steps: made.steps,
  })
  await evaluator.goto(`/ja/desk/applications/${id}/runs`)
  await expect(evaluator.getByText('人の手が要る手順は、すべて終わっています。')).toBeVisible()
  const given = await evaluator.request.get(`/ja/desk/applications/${id}/runs/${made.id}.json`)
  const evidence = await sealedFor(await storyRun(device), { order: await given.json(), guided, at: made.at })
  await evaluator.getByLabel('証拠ファイル（evidence.zip）').setInputFiles({
    name: 'evidence.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(evidence),
  })
  await evaluator.getByRole('button', { name: '付ける' }).click()
  await expect(evaluator.getByText('試験を付けました。')).toBeVisible()
}

/** From the maker's declaration to the beginning of the review. */
async function declareAndAccept(maker: Page, id: string, product: string): Promise<void> {
  await maker.goto(`/ja/desk/applications/${id}/declare`)
  await maker.getByLabel('部署と役職').fill('品質保証部 部長')
  for (const agreed of await maker.getByRole('main').getByRole('checkbox').all()) await agreed.check()
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
}

/** What is wrong with the page of a run, for whoever reads it on this page, in both languages. */
async function recordProblems(reader: Page, list: string): Promise<readonly string[]> {
  await reader.goto(`/ja${list}`)
  const record = (await reader.getByRole('link', { name: '試験の記録を読む' }).getAttribute('href')) ?? ''
  const wrong: string[] = []
  for (const lang of ['ja', 'en'])
    for (const address of [`/ja${list}`, record])
      wrong.push(...(await problemsOn(reader, address.replace('/ja/', `/${lang}/`), lang)))
  return wrong
}

/** The reviewer has the evidence judged again. */
async function replay(reviewer: Page, product: string): Promise<void> {
  await openCase(reviewer, product, '実機試験')
  await expect(reviewer.getByRole('main')).toContainText('試験 ためす（見本）（見本試験所（架空））')
  await reviewer.getByRole('button', { name: '再生する' }).click()
  await expect(reviewer.getByText('同じ判定になりました')).toBeVisible()
}

test('a router is ordered, tested, attached, declared, judged again, decided by another person and issued', async () => {
  test.setTimeout(900_000) // two devices are tested, where devices can be started
  const product = 'ひかりルーター HR-800（見本）'
  const maker = await company.at(people.maker)
  const id = await draftOfRouter(maker, product, ['HR-800', 'HR-800W'])

  await test.step('without a test there is nothing to declare', async () => {
    await maker.goto(`/ja/desk/applications/${id}/declare`)
    await expect(maker.getByText('まだ宣言できません')).toBeVisible()
  })
  const ordered = await order(maker, id)
  expect(ordered).toMatch(/^run-order-/)
  await testAndAttach(await company.at(people.evaluator), id, product, 'router')

  await test.step('what was found is shown to the maker, and its report is there to take along', async () => {
    await maker.goto(`/ja/desk/applications/${id}/runs`)
    await expect(maker.locator('.tally')).toContainText('示せた項目 16')
    await expect(maker.locator('.tally')).not.toContainText('不合格')
    const report = (await maker.getByRole('link', { name: '報告書（PDF）' }).getAttribute('href')) ?? ''
    expect((await (await maker.request.get(report)).body()).subarray(0, 5).toString()).toBe('%PDF-')
  })

  await declareAndAccept(maker, id, product)
  const reviewer = await company.at(people.reviewer)
  await replay(reviewer, product)
  await openCase(reviewer, product)
  await settleTheRest(reviewer)
  await reviewer.getByRole('button', { name: '審査を終えて判定へ' }).click()
  await expect(reviewer.getByText('審査を終えました。判定を待っています。')).toBeVisible()
  const decider = await company.at(people.decider)
  await openCase(decider, product, '判定')
  await expect(decider.getByText('26件すべての基準を満たしています。')).toBeVisible()
  await grant(decider, product, 'すべての基準を満たし、実機試験は再生しても同じ判定であった。')
  const label = await issue(decider, product)

  const shopper = await company.passerBy()
  await shopper.goto(`/l/${label}`)
  await expect(shopper).toHaveTitle(new RegExp(`^有効 .*${product}`))
  await expect(shopper.getByRole('main')).not.toContainText('見本試験所')
})

test('the same router with telnet left in is tested the same way, and refused with the reason', async () => {
  test.setTimeout(900_000)
  const product = 'ひかりルーター HR-810（見本）'
  const maker = await company.at(people.maker)
  const id = await draftOfRouter(maker, product, ['HR-810'])
  await order(maker, id)
  await testAndAttach(await company.at(people.evaluator), id, product, 'router-telnet')
  await maker.goto(`/ja/desk/applications/${id}/runs`)
  await expect(maker.locator('.tally')).toContainText(/不合格 \d/)
  await expect(maker.getByText('試験で示せなかった基準があります：S2-17')).toBeVisible()

  await declareAndAccept(maker, id, product)
  const reviewer = await company.at(people.reviewer)
  await replay(reviewer, product)
  const readers = [
    [maker, `/desk/applications/${id}/runs`],
    [await company.at(people.evaluator), `/desk/applications/${id}/runs`],
    [reviewer, `/desk/cases/${id}/runs`],
  ] as const
  for (const [reader, list] of readers) expect(await recordProblems(reader, list)).toEqual([])

  await openCase(reviewer, product)
  await settleTheRest(reviewer) // whatever a reviewer says: what the test found decides
  await reviewer.getByRole('button', { name: '審査を終えて判定へ' }).click()
  const decider = await company.at(people.decider)
  await openCase(decider, product, '判定')
  const main = decider.getByRole('main')
  await expect(main).toContainText('満たされたと示されていません')
  await expect(main).toContainText(/S2-17[\s\S]*tcp\/23/)
  await expect(decider.getByRole('radio', { name: /^交付/ })).toHaveCount(0)
  await decider.getByRole('radio', { name: /^不交付/ }).check()
  await decider.getByLabel('理由（日本語）').fill('申告のない通信口 tcp/23（telnet）が開いている（S2-17）。')
  await decider.getByRole('button', { name: '判定の内容を確かめる' }).click()
  await decider.getByRole('button', { name: '不交付と判定する' }).click()
  await expect(decider.getByText('判定を記録しました。')).toBeVisible()

  await maker.goto(`/ja/desk/applications/${id}`)
  await expect(maker.getByRole('main')).toContainText('申告のない通信口 tcp/23（telnet）が開いている（S2-17）。')
})
