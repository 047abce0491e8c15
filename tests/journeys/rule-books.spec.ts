import { expect, test } from '@playwright/test'
import { enterAs, people } from '../support/journey-house.ts'

// The rule books: a working group looks for a demand and who makes it; a maker moves an application to another edition.

test('a working group finds which demands exist where, from the picture down to the reason of one row', async ({
  page,
}) => {
  await page.goto('/ja/schemes')
  await page.getByRole('main').getByRole('link', { name: '要求事項の一覧' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('要求事項の一覧')
  const bars = page.locator('svg.sets a')
  expect(await bars.count()).toBeGreaterThan(10)
  await page.getByLabel('この文書にあるもの').selectOption({ label: '英国PSTI' })
  await page.getByRole('button', { name: '表示する' }).click()
  await page.getByRole('link', { name: 'PW-01' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('利用者が決めるパスワード')
  await page.getByRole('link', { name: 'PSTI-1' }).first().click()
  await expect(page.getByText('附則1').or(page.getByText('PSTI-1')).first()).toBeVisible()
  const official = page.getByRole('row', { name: /S1\.1-02/ })
  await expect(official.getByText('同じ要求')).toBeVisible()
  await official.getByText('理由を見る').click()
  await expect(official.getByText('対応表の行そのものです')).toBeVisible()
})

test('a bar of the picture shows exactly the demands it stands for', async ({ page }) => {
  await page.goto('/en/requirements')
  const bar = page.locator('svg.sets a').first()
  const count = Number(/(\d+)$/.exec((await bar.getAttribute('aria-label')) ?? '')?.[1])
  expect(count).toBeGreaterThan(0)
  await bar.click()
  await expect(page.getByText(new RegExp(`^${count} of \\d+$`))).toBeVisible()
  expect(await page.locator('#list tbody tr').count()).toBe(count)
})

test('an application moves to another edition after a look at what changes, and back, with every answer kept', async ({
  page,
}) => {
  await enterAs(page, people.maker, '/ja/desk/applications')
  await page
    .getByRole('link', { name: /HR-710/ })
    .first()
    .click()
  const home = page.url()
  await page.getByRole('link', { name: '切り替えると何が変わるかを見る' }).click()
  await expect(page.getByText('同じもの13件、変わったもの2件、加わったもの1件、なくなったもの1件。')).toBeVisible()
  await expect(page.getByRole('row', { name: /S1\.1-04/ })).toContainText('もう一度答えてください')
  await expect(page.getByRole('row', { name: /S1\.1-17/ })).toContainText('新しく答えてください')
  await expect(page.getByRole('row', { name: /S1\.1-07/ })).toContainText('問われなくなります')
  await page.getByRole('button', { name: /に切り替える$/ }).click()
  await expect(page).toHaveURL(home)
  await expect(page.getByText('部品表の保持（見本）')).toBeVisible()
  await page.getByRole('link', { name: '変わったところを見る・元に戻す' }).click()
  await page.getByRole('button', { name: '元の版に戻す' }).click()
  await expect(page).toHaveURL(home)
  await expect(page.getByText('部品表の保持（見本）')).toHaveCount(0)
  await expect(page.getByRole('link', { name: '切り替えると何が変わるかを見る' })).toBeVisible()
})

test('the body sees, before a new edition is adopted, which labels would fail', async ({ page }) => {
  await enterAs(page, people.decider, '/ja/desk/queue')
  await page.getByRole('link', { name: '要件の版' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('適合要件の版')
  await expect(page.getByText(/このままでは通らないもの\d+件/).first()).toBeVisible()
  await expect(page.getByText('まだ示していない：S1.1-17').first()).toBeVisible()
  await page.getByRole('link', { name: '版のちがいを見る' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('版のちがい')
})

test('a maker asks where a label counts: the law by itself, the comparison by itself, each cell with its reason', async ({
  page,
}) => {
  await page.goto('/ja/map/jc-star')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('どこで通用するか')
  const law = page.getByRole('row', { name: /法令・取り決めによる承認/ })
  await expect(law.getByText('承認', { exact: true }).first()).toBeVisible()
  await expect(law.getByText('内容は不明')).toBeVisible()
  await expect(law.locator('.cov')).toHaveCount(0)
  const password = page.getByRole('row', { name: /S1\.1-02/ }).first()
  await expect(password.getByText('同じ要求')).toHaveCount(1)
  await password.getByRole('link', { name: 'S1.1-02' }).click()
  await expect(page.getByText('PSTI-1').first()).toBeVisible()
  // Before the law was in force nothing was recognised, and the comparison is the same.
  await page.goto('/ja/map/jc-star?as_of=2025-11-30')
  await expect(
    page.getByRole('row', { name: /法令・取り決めによる承認/ }).getByText('承認', { exact: true }),
  ).toHaveCount(0)
  await expect(
    page
      .getByRole('row', { name: /S1\.1-02/ })
      .first()
      .getByText('同じ要求'),
  ).toHaveCount(1)
})

test('a plan for two markets, from the kind of product to what is left, and what a label saves', async ({ page }) => {
  await page.goto('/ja/plan')
  await page.getByRole('combobox').selectOption('communications-consumer')
  await page.getByLabel(/英国PSTI/).check()
  await page.getByLabel(/EU CRA/).check()
  await page.getByRole('main').getByRole('button', { name: '次へ' }).click()
  await page.getByRole('main').getByRole('button', { name: '次へ' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.getByRole('main').getByRole('button').last().click()
  const left = page.locator('.lead').first()
  await expect(left).toContainText(/示すことがあと\d+件/)
  const things = async () => Number(/あと(\d+)件/.exec((await left.textContent()) ?? '')?.[1])
  const without = await things()
  expect(without).toBeGreaterThan(0)
  const address = new URL(page.url())
  address.searchParams.set('has-1', 'jc-star:1')
  address.searchParams.append('proves', 'jc-star:1')
  for (const fact of ['english-security-information', 'label-visible-outside'])
    address.searchParams.set(`f.${fact}`, 'true')
  await page.goto(address.href)
  expect(await things()).toBeLessThan(without)
  const psti = page.getByRole('row', { name: /英国PSTI/ }).first()
  await expect(psti.getByText(/承認|条件/).first()).toBeVisible()
})
