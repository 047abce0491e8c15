import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { parse } from 'yaml'
import { parseProfile } from '../../src/core/procurement/parse.ts'
import { seriousOn, seriousWithoutScript } from '../support/journey-look.ts'

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
    design: {
      lead: '役割ごとに、求めるレベルと理由を決めます。',
      found: /直したほうがよいところが\d+つあります/,
      double: /「.+」が2回以上使われています。/,
    },
    demand: 'JC-STAR ☆3以上',
    tender: '調達仕様書の文例をつくる',
    tenderTitle: '調達仕様書の文例',
    madeFrom: '政府機関等の調達（情報システムの重要度による）（2024-07）',
    importance: 'システムの重要度',
    delivery: '納入予定日',
    make: '文例をつくる',
    clause: {
      own: 'JC-STAR ☆1以上のラベルを取得していること',
      day: '納入予定日（2027-03-31）',
      other: 'shall hold a label of JC-STAR ☆1 or above',
    },
    saveText: 'テキストファイルで保存',
    text: /^IoT製品のセキュリティに関する条件[\s\S]*1\. 納入する製品のうち[\s\S]*jp-government 版2024-07/,
    never: { typed: '来年', answer: '「来年」は日付ではありません' },
    copy: '文例をコピー',
    copied: 'コピーしました。',
    router: 'ルーターは、JC-STAR ☆2以上のラベルを取得していること',
    ownPolicy: '自分の方針で確かめる',
    high: '重要度「高」のシステム',
    third: '第三者評価だけ',
    use: 'この方針で確かめる',
    months: '1から360まで',
    ownName: '自分で決めた方針',
    paste: '一覧を貼り付ける',
    checkList: '確認する',
    done: '2件を判定しました',
    csv: 'CSVで保存',
    kinds: ['☆2型・ルーター', '☆2型・ネットワークカメラ', '☆2型・スマートロック'],
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
    design: {
      lead: 'Decide on a least level and a reason for each role.',
      found: /\d+ things should be put right|One thing should be put right/,
      double: /is used more than once/,
    },
    demand: 'JC-STAR ☆3 or above',
    tender: 'Text for a tender',
    tenderTitle: 'Text for a tender',
    madeFrom: 'Procurement by government bodies, by importance of the system (2024-07)',
    importance: 'Importance of the system',
    delivery: 'Day of delivery',
    make: 'Make the text',
    clause: {
      own: 'shall hold a label of JC-STAR ☆1 or above',
      day: 'planned day of delivery, 2027-03-31',
      other: 'JC-STAR ☆1以上のラベルを取得していること',
    },
    saveText: 'Save as a text file',
    text: /^Conditions on the security of IoT products[\s\S]*1\. Of the products supplied[\s\S]*jp-government version 2024-07/,
    never: { typed: 'next year', answer: '“next year” is not a day' },
    copy: 'Copy the text',
    copied: 'Copied.',
    router: 'Router: a label of JC-STAR ☆2',
    ownPolicy: 'Check by a policy of your own',
    high: 'Systems of high importance',
    third: 'a third party only',
    use: 'Check by this policy',
    months: 'from 1 to 360',
    ownName: 'A policy of your own',
    paste: 'Paste the list',
    checkList: 'Check',
    done: '2 rows checked',
    csv: 'Save as CSV',
    kinds: ['☆2-type, routers', '☆2-type, network cameras', '☆2-type, smart locks'],
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
      expect(await seriousWithoutScript(page)).toEqual([])
    })

    test('a draft with two roles of one name is told so in words', async ({ page }) => {
      await page.goto(`/${lang}/profiles/design`)
      await expect(page.getByText(w.design.lead)).toBeVisible()
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
      await page.getByRole('button', { name: w.look }).last().click()
      await expect(page.getByText(w.design.found)).toBeVisible()
      await expect(page.getByText(w.design.double).first()).toBeVisible()
      await expect(page.getByText('duplicate-id').first()).toBeVisible()
    })

    test('an officer reads where a policy comes from, and takes its text for a tender along', async ({ page }) => {
      const other = lang === 'ja' ? 'en' : 'ja'
      await page.goto(`/${lang}/policies`)
      const section = page.locator('#jp-government')
      await expect(section).toContainText('jp-government@2024-07')
      await expect(section).toContainText(/sha256:[0-9a-f]{64}/)
      await expect(section.getByRole('table').first()).toContainText(w.demand)
      await section.getByRole('link', { name: w.tender }).first().click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(w.tenderTitle)
      await expect(page.locator('#of option:checked')).toHaveText(w.madeFrom)
      await page.getByLabel(w.importance).selectOption('low')
      await page.getByLabel(w.delivery).fill('2027-03-31')
      await page.getByRole('button', { name: w.make }).click()
      // The reader's own language stands first; the other is there for those who need both.
      await expect(page.locator('.policies-tender').first()).toHaveAttribute('lang', lang)
      await expect(page.locator(`#tender-${lang}`)).toContainText(w.clause.own)
      await expect(page.locator(`#tender-${lang}`)).toContainText(w.clause.day)
      await expect(page.locator(`#tender-${lang}`)).not.toContainText('☆3')
      await expect(page.locator(`#tender-${other}`)).toContainText(w.clause.other)
      const { name, text } = await saved(page, () => page.getByRole('link', { name: w.saveText }).first().click())
      expect(name).toBe(`tender-${lang}.txt`)
      expect(text).toMatch(w.text)
      await page.getByLabel(w.delivery).fill(w.never.typed)
      await page.getByRole('button', { name: w.make }).click()
      await expect(page.getByRole('alert')).toContainText(w.never.answer)
      expect(await seriousWithoutScript(page)).toEqual([])
    })

    test('a policy of one’s own goes from choice to answer in an address, and is named in the record', async ({
      page,
    }) => {
      await page.goto(`/${lang}/check`)
      await page.getByRole('link', { name: w.ownPolicy }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(w.ownPolicy)
      const offered = await page.getByLabel(w.high).getByRole('option').allTextContents()
      expect(new Set(offered).size).toBe(offered.length)
      for (const kind of w.kinds) expect(offered.filter((one) => one.includes(kind))).toHaveLength(1)
      await page.getByLabel(w.high).selectOption('jc-star.3')
      await page.getByRole('radio', { name: w.third }).check()
      await page.locator('#updates').fill('0')
      await page.getByRole('button', { name: w.use }).click()
      await expect(page.getByRole('alert')).toContainText(w.months)
      expect(await seriousWithoutScript(page)).toEqual([])
      await page.locator('#updates').fill('12')
      await page.getByRole('button', { name: w.use }).click()
      await page.getByRole('link', { name: w.use }).click()
      await expect(page.getByRole('radio', { name: new RegExp(w.ownName) })).toBeChecked()
      await page.getByLabel(w.paste).fill('HR-200\nMC-20')
      await page.getByRole('button', { name: w.checkList, exact: true }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(w.done)
      await expect(page.getByText(w.ownName, { exact: true })).toBeVisible()
      await expect(page.getByText(/^custom/)).toBeVisible()
      const { text } = await saved(page, () => page.getByRole('button', { name: w.csv }).click())
      expect(text).toMatch(/,custom,[0-9a-f]{12},sha256:[0-9a-f]{64},/)
    })
  })

for (const lang of ['ja', 'en'] as const) {
  test(`the text of a tender is copied, and its page is clean (${lang})`, async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(`/${lang}/tender?of=smart-home@2023`)
    await page.getByRole('button', { name: words[lang].copy }).first().click()
    await expect(page.getByText(words[lang].copied)).toBeVisible()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(words[lang].router)
    expect(await seriousOn(page)).toEqual([])
  })

  test(`what is shown of policies and profiles is clean and as wide as a telephone (${lang})`, async ({ page }) => {
    for (const path of ['policies', 'profiles', 'profiles/smart-home', 'profiles/design?from=smart-home@2023']) {
      await page.goto(`/${lang}/${path}`)
      expect(await seriousOn(page)).toEqual([])
    }
  })
}
