import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { parse } from 'yaml'
import { parseProfile } from '../../src/core/procurement/parse.ts'
import { seriousOn } from '../support/journey-look.ts'

// What is asked of devices, from reading a policy to writing one: without login, and but for one button without script.

async function saved(
  page: Page,
  press: () => Promise<void>,
): Promise<{ readonly name: string; readonly text: string }> {
  const download = page.waitForEvent('download')
  await press()
  const file = await download
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

const words = {
  ja: {
    home: 'スマートホーム',
    check: 'この構成を確認',
    own: 'これをもとに、自分のプロファイルをつくる',
    lighting: '役割3',
    level: '最低のレベル',
    look: '確かめる',
    save: 'YAMLファイルを保存',
    change: /「スマート照明」：JC-STAR ☆1からJC-STAR ☆2へ。選べるラベルは2件から0件になります。/,
    owner: '「定める人・組織（日本語）」を入れてください。',
    add: '役割を加える',
    remove: '役割6を消す',
    sixth: '役割6',
  },
  en: {
    home: 'Smart home',
    check: 'Check a system',
    own: 'Make your own from this one',
    lighting: 'Role 3',
    level: 'Least level',
    look: 'Look at it',
    save: 'Save as YAML',
    change: /Smart lighting: from JC-STAR ☆1 to JC-STAR ☆2. That leaves 0 of 2 labels./,
    owner: 'Enter “Set by (Japanese)”.',
    add: 'Add a role',
    remove: 'Remove role 6',
    sixth: 'Role 6',
  },
} as const

for (const lang of ['ja', 'en'] as const)
  test.describe(`without a script (${lang})`, () => {
    test.use({ javaScriptEnabled: false })
    const w = words[lang]

    test('an integrator raises a level of the smart home, sees what breaks, and saves a profile of its own', async ({
      page,
    }) => {
      await page.goto(`/${lang}/profiles`)
      await page.getByRole('link', { name: new RegExp(`(くわしく見る|See it).*${w.home}`) }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(w.home)
      await expect(page.getByRole('img', { name: new RegExp(w.home) })).toBeVisible()
      await page.getByRole('link', { name: w.own }).click()
      await page.getByRole('button', { name: w.add }).click()
      await expect(page.getByRole('group', { name: w.sixth })).toBeVisible()
      await page.getByRole('button', { name: w.remove }).click()
      await expect(page.getByRole('group', { name: w.sixth })).toHaveCount(0)
      await page.getByRole('group', { name: w.lighting }).getByLabel(w.level).selectOption('jc-star 2')
      await page.getByRole('button', { name: w.look }).last().click()
      await expect(page.getByRole('alert')).toContainText(w.owner)
      await page.locator('#ownerJa').fill('見本の業界団体（架空）')
      await page.locator('#ownerEn').fill('Sample sector body (fictional)')
      await page.getByRole('button', { name: w.look }).last().click()
      await expect(page.getByText(w.change)).toBeVisible()
      const { name, text } = await saved(page, () => page.getByRole('button', { name: w.save }).click())
      expect(name).toBe('my-smart-home@2026-11-24.yaml')
      const read = parseProfile({ file: name, data: parse(text) })
      expect(read.ok && read.value.roles.map(({ anyOf }) => anyOf[0]?.level)).toEqual(['2', '2', '2', '1', '2'])
    })
  })

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('a draft with two roles of one name is told so in words', async ({ page }) => {
    await page.goto('/ja/profiles/design')
    await page.locator('#titleJa').fill('見守り')
    await page.locator('#titleEn').fill('Care at home')
    await page.locator('#ownerJa').fill('見本')
    await page.locator('#ownerEn').fill('Sample')
    await page.locator('#id').fill('care-home')
    for (const i of [1, 2]) {
      await page.locator(`#role-${i}-nameJa`).fill('見守りカメラ')
      await page.locator(`#role-${i}-nameEn`).fill('Camera')
      await page.locator(`#role-${i}-reasonJa`).fill('映像が漏れるため')
      await page.locator(`#role-${i}-reasonEn`).fill('Pictures may leak.')
      await page.locator(`#role-${i}-level`).selectOption('jc-star 1')
    }
    await page.getByRole('button', { name: '確かめる' }).last().click()
    await expect(page.getByText(/直したほうがよいところが\d+つあります/)).toBeVisible()
    await expect(page.getByText('duplicate-id').first()).toBeVisible()
  })

  test('an officer reads where a policy comes from, and takes its text for a tender along', async ({ page }) => {
    await page.goto('/ja/policies')
    const section = page.locator('#jp-government')
    await expect(section).toContainText('jp-government@2024-07')
    await expect(section).toContainText(/sha256:[0-9a-f]{64}/)
    await expect(section.getByRole('table').first()).toContainText('JC-STAR ☆3以上')
    await section.getByRole('link', { name: '調達仕様書の文例をつくる' }).first().click()
    await page.getByLabel('システムの重要度').selectOption('low')
    await page.getByLabel('納入予定日').fill('2027-03-31')
    await page.getByRole('button', { name: '文例をつくる' }).click()
    await expect(page.locator('#tender-ja')).toContainText('納入予定日（2027-03-31）')
    await expect(page.locator('#tender-ja')).not.toContainText('☆3')
    await expect(page.locator('#tender-en')).toContainText('☆1 or above')
    const { name, text } = await saved(page, () =>
      page.getByRole('link', { name: 'テキストファイルで保存' }).first().click(),
    )
    expect(name).toBe('tender-ja.txt')
    expect(text).toMatch(
      /^IoT製品のセキュリティに関する条件[\s\S]*1\. 納入する製品のうち[\s\S]*jp-government 版2024-07/,
    )
    await page.getByLabel('納入予定日').fill('来年')
    await page.getByRole('button', { name: '文例をつくる' }).click()
    await expect(page.getByRole('alert')).toContainText('「来年」は日付ではありません')
  })

  test('a policy of one’s own goes from choice to answer in an address, and is named in the record', async ({
    page,
  }) => {
    await page.goto('/ja/check')
    await page.getByRole('link', { name: '自分の方針で確かめる' }).click()
    await page.getByLabel('重要度「高」のシステム').selectOption('jc-star.3')
    await page.getByRole('radio', { name: '第三者評価だけ' }).check()
    await page.locator('#updates').fill('0')
    await page.getByRole('button', { name: 'この方針で確かめる' }).click()
    await expect(page.getByRole('alert')).toContainText('1から360まで')
    await page.locator('#updates').fill('12')
    await page.getByRole('button', { name: 'この方針で確かめる' }).click()
    await page.getByRole('link', { name: 'この方針で確かめる' }).click()
    await expect(page.getByRole('radio', { name: /自分で決めた方針/ })).toBeChecked()
    await page.getByLabel('一覧を貼り付ける').fill('HR-200\nMC-20')
    await page.getByRole('button', { name: '確認する' }).click()
    await expect(page.getByText('自分で決めた方針', { exact: true })).toBeVisible()
    await expect(page.getByText(/^custom/)).toBeVisible()
    const { text } = await saved(page, () => page.getByRole('button', { name: 'CSVで保存' }).click())
    expect(text).toMatch(/,custom,[0-9a-f]{12},sha256:[0-9a-f]{64},/)
  })
})

test('the text of a tender is copied, and its page is clean', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/en/tender?of=smart-home@2023')
  await page.getByRole('button', { name: 'Copy the text' }).first().click()
  await expect(page.getByText('Copied.')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Router: a label of JC-STAR ☆2')
  expect(await seriousOn(page)).toEqual([])
})

test('what is shown of policies and profiles is clean and as wide as a telephone', async ({ page }) => {
  for (const lang of ['ja', 'en'])
    for (const path of [
      'policies',
      'profiles',
      'profiles/smart-home',
      'profiles/design?from=smart-home@2023',
      'check/own',
    ]) {
      await page.goto(`/${lang}/${path}`)
      expect(await seriousOn(page)).toEqual([])
    }
})
