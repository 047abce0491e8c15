import { type Browser, expect, type Page, test } from '@playwright/test'
import { enterAs, people } from '../support/journey-house.ts'

// Nothing is lost and nothing happens twice: two people in one application, an old tab, a button pressed twice, a session over.

const next = '保存して次へ'

/** Somebody at an application of the demonstration, in a browser of their own. */
async function at(browser: Browser, name: string, product: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await enterAs(page, name, '/ja/desk/applications')
  await page.getByRole('main').getByRole('link', { name: product }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(product)
  return page
}

test('two people in one application: other forms do not disturb each other, the same form shows both versions', async ({
  browser,
}) => {
  const product = 'ひかりルーター HR-710'
  const hanako = await at(browser, people.maker, product)
  const taro = await at(browser, people.makerColleague, product)
  for (const page of [hanako, taro]) await page.getByRole('link', { name: '連絡先と脆弱性の窓口' }).click()
  const models = await taro.context().newPage()
  await models.goto(taro.url().replace('/contact', '/models'))
  await models.getByLabel('型番', { exact: true }).fill('HR-710\nHR-710W')
  await models.getByRole('button', { name: next }).click()
  await expect(models.getByRole('heading', { level: 1 })).toHaveText('ソフトウェアと関連サービス')

  const report = (page: Page) => page.getByLabel('脆弱性（弱点）を知らせる窓口', { exact: true })
  await report(hanako).fill('first@hikari.example')
  await hanako.getByRole('button', { name: next }).click()
  await expect(hanako.getByRole('heading', { level: 1 })).toHaveText('製品')

  await report(taro).fill('second@hikari.example')
  await taro.getByRole('button', { name: next }).click()
  await expect(taro.getByText('先にほかの人が保存しました').first()).toBeVisible()
  await expect(taro.getByText(`${people.maker} さんが`)).toBeVisible()
  const row = taro.getByRole('row', { name: /知らせる窓口/ })
  await expect(row).toContainText('first@hikari.example')
  await expect(row).toContainText('second@hikari.example')
  await taro.getByRole('button', { name: '自分の入力で置きかえる' }).click()
  await expect(taro.getByRole('heading', { level: 1 })).toHaveText('製品')
  await hanako.goto(models.url().replace('/software', '/contact'))
  await expect(report(hanako)).toHaveValue('second@hikari.example')
  for (const page of [hanako, taro]) await page.context().close()
})

test('a declaration sent twice is one declaration, also from a tab left open', async ({ browser }) => {
  const page = await at(browser, '木立 みどり（見本）', 'こもれび照明 KB-11')
  const application = page.url()
  const other = await page.context().newPage()
  for (const tab of [page, other]) {
    await tab.goto(`${application}/declare`)
    await tab.getByLabel('部署と役職').fill('品質保証部 部長')
    for (const box of await tab.getByRole('checkbox').all()) await box.check()
  }
  await page.getByRole('button', { name: '宣言して提出する' }).dblclick()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('提出しました')
  const number = await page.locator('p.number').innerText()
  await other.getByRole('button', { name: '宣言して提出する' }).click()
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('提出しました')
  await expect(other.locator('p.number')).toHaveText(number)
  await page.context().close()
})

test('at the desk an old tab does nothing: it tells what happened in the meantime', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage()
  await enterAs(page, people.intake, '/ja/desk/queue')
  await page.getByRole('main').getByRole('link', { name: 'ふでばこ複合機 FB-C9' }).click()
  const old = await page.context().newPage()
  await old.goto(page.url())
  await page.getByRole('button', { name: '受け付ける' }).click()
  await expect(page.getByText('受け付けました。')).toBeVisible()
  await old.getByLabel('差し戻す理由').fill('型番の一覧が古いようです。')
  await old.getByRole('button', { name: '差し戻す' }).click()
  await expect(old.getByRole('alert')).toBeVisible()
  await expect(old.getByText('その間に行われたこと')).toBeVisible()
  await old.reload()
  await expect(old.getByRole('heading', { name: '入金の確認' })).toBeVisible()
  await page.context().close()
})

test('a session that is over leads to the sign-in and back to the page', async ({ browser }) => {
  const page = await at(browser, people.maker, 'ひかりルーター HR-700')
  await page.getByRole('link', { name: '連絡先と脆弱性の窓口' }).click()
  const address = new URL(page.url()).pathname
  await page.context().clearCookies()
  await page.getByRole('button', { name: next }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ログイン')
  await page.getByRole('row', { name: people.maker }).getByRole('button').click()
  await expect(page).toHaveURL((url) => url.pathname === address)

  await page.context().clearCookies()
  await page.goto(`${address}?from=check`)
  await page.getByRole('row', { name: people.maker }).getByRole('button').click()
  await expect(page).toHaveURL((url) => url.pathname + url.search === `${address}?from=check`)
  await expect(page.getByLabel('問い合わせ先', { exact: true })).not.toHaveValue('')
  await page.context().close()
})
