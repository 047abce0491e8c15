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
  await page.getByRole('link', { name: /HR-710/ }).first().click()
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
