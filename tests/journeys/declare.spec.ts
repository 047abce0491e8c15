import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { parse } from 'yaml'
import { z } from 'zod'
import { codeMailedTo, enterAs, errorSummary, people } from '../support/journey-house.ts'
import { work } from '../support/journey-work.ts'

// A small maker declares its first product: from the question whether it is covered to the number of the application.

const next = '保存して次へ'
const reasons = z
  .object({ fulfilled: z.record(z.string(), z.string()) })
  .parse(parse(readFileSync(join(import.meta.dirname, '../../examples/demonstration/answers.yaml'), 'utf8'))).fulfilled
const design = { name: '設計書（見本）.pdf', text: '%PDF-1.7\n見本の設計書\n%%EOF\n' }
const record = { name: '実機試験の記録（見本）.pdf', text: '%PDF-1.7\n見本の試験記録\n%%EOF\n' }
const locked = { name: '秘密（見本）.pdf', text: '%PDF-1.7\ntrailer << /Encrypt 5 0 R >>\n%%EOF\n' }

/** The criteria whose procedure wants to see the device itself. */
const onDevice = ['S1.1-04', 'S1.1-13', 'S1.1-14']

test('a product that is not covered gets a result with its reason and a way back, not an error', async ({ page }) => {
  const form = work(page)
  await page.goto('/ja/apply')
  await form.press('はじめる')
  await form.choose(/IP（インターネット/, '直接やり取りする')
  await form.press('次へ')
  await form.choose(/セキュリティ対策ソフトウェア/, 'できる')
  await form.press('次へ')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('対象になりません')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page).not.toHaveTitle(/エラー/)
  await expect(page.getByText('自由に追加できる汎用的なIT製品')).toBeVisible()
  await page.getByRole('link', { name: /^変更.*セキュリティ対策ソフトウェア/ }).click()
  await form.choose(/セキュリティ対策ソフトウェア/, 'できない')
  await form.press('次へ')
  await form.choose(/ひとつの機器ですか/, 'ひとつの機器')
  await form.press('次へ')
  await form.choose(/PSTI/, 'いいえ')
  await form.press('次へ')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('対象になります')
})

test('a maker from nothing: questions, sign-up, 16 criteria, declaration, within 31 screens and 75 inputs', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const email = `honoka-${Date.now()}@example.jp`
  let page = await (await browser.newContext()).newPage()
  let form = work(page)
  const counted = { screens: 0, inputs: 0 }

  await test.step('is it covered?', async () => {
    await form.aside(async () => {
      await page.goto('/ja/apply')
    })
    await form.press('はじめる')
    await form.choose(/IP（インターネット/, '直接やり取りする')
    await form.press('次へ')
    await form.choose(/セキュリティ対策ソフトウェア/, 'できない')
    await form.press('次へ')
    await form.choose(/ひとつの機器ですか/, 'ひとつの機器')
    await form.press('次へ')
    await form.choose(/PSTI/, 'いいえ')
    await form.press('次へ')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('対象になります')
  })

  await test.step('signing up on the way keeps the answers', async () => {
    await form.aside(async () => {
      await page.getByRole('link', { name: '下書きをはじめる' }).click()
      await page.getByRole('link', { name: '事業者の利用登録' }).click()
      await form.fill('事業者名', 'ほのか通信工房（架空）')
      await form.fill('あなたの氏名', '穂乃花 みほん')
      await form.fill('仕事用のメールアドレス', email)
      await form.press('確認コードを送る')
      await enterCode(page, email)
    })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('下書きをはじめる')
    await expect(page.getByText('ほのか通信工房（架空）').first()).toBeVisible()
    await expect(page.getByText('いいえ')).toBeVisible()
    await form.choose('この製品での立場', '製造業者')
    await form.press('下書きをはじめる')
  })

  await test.step('contact and product are filled in; then the browser is closed', async () => {
    await page.getByRole('link', { name: '続きを始める' }).click()
    await expect(page.getByLabel('問い合わせ先', { exact: true })).toHaveValue(email)
    await form.fill('脆弱性（弱点）を知らせる窓口', 'psirt@honoka.example')
    await form.fill('脆弱性の開示ポリシーのURL', 'https://honoka.example/security')
    await form.press(next)
    await form.fill('製品の名前', 'ほのかルーター HO-1（見本）')
    await form.select('製品の種類', 'ルーター')
    await form.fill('何に使う製品ですか', '家庭をインターネットにつなぐ。')
    await form.press(next)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('対象の型番')
    counted.screens += form.screens()
    counted.inputs += form.inputs()
    await page.context().close()
  })

  await test.step('days later: the list says what is done, what can begin and what cannot', async () => {
    page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    form = work(page)
    await form.aside(async () => {
      await page.goto('/ja/account/sign-in')
      await form.fill('メールアドレス', email)
      await form.press('コードを送る')
      await enterCode(page, email)
      await page
        .getByRole('link', { name: /ほのかルーター HO-1/ })
        .first()
        .click()
      await expect(page.getByRole('heading', { level: 1 })).toContainText('ほのかルーター HO-1')
      const state = (task: string) => page.getByRole('listitem').filter({ has: page.getByText(task, { exact: true }) })
      await expect(state('製品')).toContainText('完了')
      await expect(state('連絡先と脆弱性の窓口')).toContainText('完了')
      await expect(state('対象の型番')).toContainText('まだ')
      await expect(state('自己宣言')).toContainText('まだ始められません')
      await expect(state('自己宣言').getByRole('link')).toHaveCount(0)
      await page.getByRole('link', { name: '製品', exact: true }).click()
      await expect(page.getByLabel('製品の名前', { exact: true })).toHaveValue('ほのかルーター HO-1（見本）')
      await page.goBack()
      await page.getByRole('link', { name: '対象の型番' }).click()
    })
  })

  await test.step('models, software and updates; an end date that is missing is said and found', async () => {
    await form.fill('型番', 'HO-1\nHO-1W')
    await form.press(next)
    await form.fill('対象になるファームウェアの版', '1.2.0')
    await form.choose(/^ソフトウェア部品表/, '作っている（公開はしない）')
    await form.press(next)
    await form.aside(async () => {
      await form.press(next)
      const summary = await errorSummary(page)
      const line = summary.getByRole('link', { name: /最後の日|日付/ })
      const message = await line.innerText()
      await line.click()
      const year = page.getByLabel('年', { exact: true })
      await expect(year).toBeFocused()
      await expect(year).toHaveAttribute('aria-invalid', 'true')
      await expect(page.getByRole('group', { name: 'セキュリティ更新を続ける最後の日' })).toContainText(
        message.split('：').at(-1) ?? message,
      )
    })
    await form.fill('年', '2031')
    await form.fill('月', '3')
    await form.fill('日', '31')
    await form.choose('セキュリティ更新の方法', '自動で更新される')
    await form.fill('いまの版を確かめる方法', '設定画面の「本体情報」で確認できます。')
    await form.choose('初期パスワード', '1台ごとにちがう')
    await form.fill('使いはじめるときに、すること', '底面のパスワードで入り、自分のパスワードに変えます。')
    await form.fill('ふだん使うときに、すること', '自動更新を入れたままにします。')
    await form.fill('手放すときに、すること', '初期化ボタンを10秒押します。')
    await form.press(next)
  })

  await test.step('16 criteria; a file is kept once and cited many times, a protected one is refused', async () => {
    for (const [n, [criterion, reason]] of Object.entries(reasons).entries()) {
      await expect(page).toHaveURL(new RegExp(`/criteria/${criterion}$`))
      await form.choose('この製品は適合していますか', '適合している')
      await form.fill('説明', reason)
      if (n === 0) {
        await form.aside(async () => {
          await form.attach(/^ファイルを追加/, locked)
          await form.press(next)
          await expect(await errorSummary(page)).toContainText('「秘密（見本）.pdf」はパスワードで保護されています')
          await expect(page.getByLabel('説明', { exact: true })).toHaveValue(reason)
          await expect(page.getByRole('checkbox')).toHaveCount(0)
        })
        await form.attach(/^ファイルを追加/, design)
      } else if (criterion === onDevice[0]) {
        await form.attach(/^ファイルを追加/, record)
        await form.choose('追加するファイルが示すもの', '実機で試験した記録')
      } else await form.tick(onDevice.includes(criterion) ? /^実機試験の記録/ : /^設計書/)
      await form.press(next)
    }
  })

  await test.step('what was entered is checked; a change leads back to the check', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('入力内容の確認')
    await expect(page.getByText('足りません')).toHaveCount(0)
    await form.aside(async () => {
      await page.getByRole('link', { name: /^変更.*脆弱性（弱点）を知らせる窓口/ }).click()
      await form.fill('脆弱性（弱点）を知らせる窓口', 'security@honoka.example')
      await form.press('保存して続ける')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('入力内容の確認')
      await expect(page.getByText('security@honoka.example')).toBeVisible()
    })
  })

  await test.step('the declaration: nothing is ticked beforehand, and what is not ticked is not declared', async () => {
    await page.getByRole('link', { name: '自己宣言に進む' }).click()
    await form.aside(async () => {
      await form.press('宣言して提出する')
      await expect(await errorSummary(page)).toContainText('部署と役職')
    })
    await form.fill('部署と役職', '品質保証部 部長')
    await form.tick(/^入力した内容は事実であり/)
    await form.tick(/^ラベルの有効期間中/)
    await form.press('宣言して提出する')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('提出しました')
    const number = await page.locator('p.number').innerText()
    expect(number).toMatch(/^APP-2026-\d{4}$/)
    await expect(page.getByText(/判定の目安は\d+年\d+月\d+日（[月火水木金]）です。/)).toBeVisible()
    counted.screens += form.screens()
    counted.inputs += form.inputs()
    await page.reload()
    await expect(page.locator('p.number')).toHaveText(number)
    const saved = page.waitForEvent('download')
    await page.getByRole('link', { name: '宣言した内容を保存（JSON）' }).click()
    expect((await saved).suggestedFilename()).toBe(`declaration-${number}.json`)
    const paper = await page.request.get(
      (await page.getByRole('link', { name: '宣言書を保存（PDF）' }).getAttribute('href')) ?? '',
    )
    expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-')
  })

  await test.step('the library knows each file once', async () => {
    await page.goto('/ja/desk/evidence')
    await expect(page.getByRole('row', { name: /設計書/ })).toContainText('13つの基準で使用')
    await expect(page.getByRole('row', { name: /実機試験の記録/ })).toContainText('3つの基準で使用')
    await expect(page.getByRole('row', { name: /秘密/ })).toHaveCount(0)
  })
  test.info().annotations.push({ type: 'work', description: `${counted.screens} screens, ${counted.inputs} inputs` })
  expect(counted.screens).toBeLessThanOrEqual(31)
  expect(counted.inputs).toBeLessThanOrEqual(75)
  await page.context().close()
})

/** Reads the mail and types the six digits. */
async function enterCode(page: Page, email: string): Promise<void> {
  await page.getByRole('textbox', { name: /^確認コード/ }).fill(await codeMailedTo(page.context(), email))
  await page.getByRole('button', { name: 'ログインする' }).click()
}

test('the same way in English: questions, task list, a criterion, the check, all told in English', async ({ page }) => {
  await enterAs(page, people.maker)
  await page.goto('/en/desk')
  const form = work(page)
  await page.getByRole('link', { name: 'Start a new application' }).click()
  await form.press('Start')
  await form.press('Continue')
  await expect(await errorSummary(page)).toContainText('Choose one answer.')
  await form.choose(/over IP/, 'Yes, directly')
  await form.press('Continue')
  await expect(page.getByText('Question 2 of')).toBeVisible()

  await page.goto('/en/desk/applications')
  await page.getByRole('main').getByRole('link', { name: 'HR-710' }).click()
  await expect(page.getByText(/\d+ of \d+ tasks are complete\./)).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Self-declaration' })).toContainText('Cannot start yet')
  await page.getByRole('link', { name: 'See what was entered' }).click()
  await page.getByRole('link', { name: /^Change.*Where to report a vulnerability/ }).click()
  await form.fill('Where to report a vulnerability', 'not an address')
  await form.press('Save and continue')
  const summary = await errorSummary(page)
  await summary.getByRole('link').first().click()
  await expect(page.getByLabel('Where to report a vulnerability', { exact: true })).toBeFocused()
  await form.fill('Where to report a vulnerability', 'psirt@hikari.example')
  await form.press('Save and continue')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your answers')
  await expect(page.getByText('psirt@hikari.example')).toBeVisible()
})
