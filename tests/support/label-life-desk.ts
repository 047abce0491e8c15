import { expect, type Locator, type Page } from '@playwright/test'
import { errorSummary } from './journey-house.ts'

// What people do with a case and with a label, click by click.

const words = {
  ja: {
    queue: '/ja/desk/queue',
    pages: '案件のページ',
    decide: '判定',
    grant: /^交付/,
    reasons: '理由（日本語）',
    preview: '判定の内容を確かめる',
    decided: '交付と判定する',
    recorded: '判定を記録しました。',
    toIssue: 'ラベルの交付に進む',
    sure: /^この操作は取り消せない/,
    issue: 'ラベルを交付する',
    issued: 'ラベルを交付しました',
  },
  en: {
    queue: '/en/desk/queue',
    pages: 'Pages of this case',
    decide: 'Decision',
    grant: /^Grant/,
    reasons: 'Reasons (Japanese)',
    preview: 'Check the decision',
    decided: 'Decide to grant',
    recorded: 'The decision was recorded.',
    toIssue: 'Go on to issue the label',
    sure: /^I have checked/,
    issue: 'Issue the label',
    issued: 'The label has been issued',
  },
} as const
type Language = keyof typeof words

/** One of the pages of a case, from the worklist on. */
export async function openCase(page: Page, product: string, tab?: string, lang: Language = 'ja'): Promise<string> {
  await page.goto(`${words[lang].queue}?q=${encodeURIComponent(product)}`)
  await page.getByRole('main').getByRole('link', { name: product, exact: true }).click()
  await expect(page.getByRole('navigation', { name: words[lang].pages })).toBeVisible()
  if (tab !== undefined)
    await page
      .getByRole('navigation', { name: words[lang].pages })
      .getByRole('link', { name: new RegExp(`^${tab}`) })
      .click()
  return new URL(page.url()).pathname
}

/** What the reviewer found about the criterion whose page is open. */
export async function find(page: Page, outcome: '十分' | '質問あり', note = ''): Promise<void> {
  const form = page.getByRole('form', { name: '審査の結果' })
  await form.getByRole('radio', { name: new RegExp(`^${outcome}`) }).check()
  await form.getByLabel('理由・質問の文').fill(note)
  await form.getByRole('button', { name: '保存して次の基準へ' }).click()
  await expect(page.getByText('保存しました。')).toBeVisible()
}

/** The criteria that still have to be settled, as the case lists them. */
export const unsettled = (page: Page): Locator => page.locator('section.finish p.open').getByRole('link')

/** Goes on until every criterion is found sufficient. */
export async function settleTheRest(page: Page): Promise<void> {
  for (let left = await unsettled(page).count(); left > 0; left -= 1) {
    await expect(unsettled(page)).toHaveCount(left)
    await unsettled(page).first().click()
    await find(page, '十分')
  }
}

/** Decides that a label is granted, after having seen once more what is decided. */
export async function grant(page: Page, product: string, reasons: string, lang: Language = 'ja'): Promise<void> {
  const t = words[lang]
  await openCase(page, product, t.decide, lang)
  await page.getByRole('radio', { name: t.grant }).check()
  await page.getByLabel(t.reasons).fill(reasons)
  await page.getByRole('button', { name: t.preview }).click()
  await page.getByRole('button', { name: t.decided }).click()
  await expect(page.getByText(t.recorded)).toBeVisible()
}

/** Issues the label and tells its number. */
export async function issue(page: Page, product: string, lang: Language = 'ja'): Promise<string> {
  const t = words[lang]
  await openCase(page, product, t.decide, lang)
  await page.getByRole('link', { name: t.toIssue }).click()
  await page.getByRole('checkbox', { name: t.sure }).check()
  await page.getByRole('button', { name: t.issue }).click()
  await expect(page.getByRole('heading', { name: t.issued, level: 2 })).toBeVisible()
  const number = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(await page.getByRole('main').innerText())?.[0] ?? ''
  return number.replaceAll('-', '')
}

const kinds = {
  ja: {
    suspend: { open: '停止を提案する', ask: '停止を提案する', done: '停止する' },
    restore: { open: '停止の解除を提案する', ask: '停止の解除を提案する', done: '停止を解除する' },
    withdraw: { open: '取消しを提案する', ask: '取消しを提案する', done: '取り消す' },
  },
  en: {
    suspend: { open: 'Propose to suspend it', ask: 'Propose to suspend it', done: 'Suspend the label' },
    restore: { open: 'Propose to lift the suspension', ask: 'Propose to lift it', done: 'Lift the suspension' },
    withdraw: { open: 'Propose to revoke it', ask: 'Propose to revoke it', done: 'Revoke the label' },
  },
} as const
type Kind = keyof (typeof kinds)['ja']

const standing = {
  ja: {
    explanation: '公開する説明（日本語）',
    preview: '公開される内容を確かめる',
    notYet: 'まだ何も変わっていません。',
    proposed: '提案しました。判定の役割を持つ別の人に、メールで知らせました。',
    mine: 'この提案は、あなたがしたものです。別の人が確認しなければなりません。',
    who: '確認できる人：',
    type: /^確かめのため、ラベル番号/,
    differs: 'ラベル番号が一致しません',
  },
  en: {
    explanation: 'Public explanation (Japanese)',
    preview: 'See what becomes public',
    notYet: 'Nothing has changed yet.',
    proposed: 'It was proposed. The people with the decider role were told by mail.',
    mine: 'You made this proposal. Another person must confirm it.',
    who: 'People who may confirm:',
    type: /^To make sure, type the label number/,
    differs: 'The label number you typed does not match.',
  },
} as const

/** Proposes something about a label: reason, words for the public, a look at what becomes public. */
export async function propose(
  page: Page,
  id: string,
  kind: Kind,
  { reason, words, english, lang = 'ja' }: { reason: string; words: string; english?: string; lang?: Language },
): Promise<string> {
  const t = standing[lang]
  await page.goto(`/${lang}/desk/register/${id}`)
  await page.getByRole('link', { name: kinds[lang][kind].open }).click()
  await page.getByRole('radio', { name: reason }).check()
  await page.getByLabel(t.explanation).fill(words)
  if (english !== undefined) await page.getByLabel('Public explanation (English, optional)').fill(english)
  await page.getByRole('button', { name: t.preview }).click()
  await expect(page.getByText(t.notYet).first()).toBeVisible()
  await expect(page.getByRole('main')).toContainText(words)
  await page.getByRole('button', { name: kinds[lang][kind].ask }).click()
  await expect(page.getByText(t.proposed)).toBeVisible()
  return page.url().split('?')[0] ?? ''
}

/** Whoever proposed finds no button, and reads who may confirm. */
export async function cannotConfirm(
  page: Page,
  proposal: string,
  others: readonly string[],
  lang: Language = 'ja',
): Promise<void> {
  await page.goto(proposal)
  await expect(page.getByText(standing[lang].mine)).toBeVisible()
  for (const { done } of Object.values(kinds[lang]))
    await expect(page.getByRole('button', { name: done, exact: true })).toHaveCount(0)
  const who = page.getByText(standing[lang].who)
  for (const other of others) await expect(who).toContainText(other)
}

/** The second person confirms; the moment is told at which the button was pressed. The language is that of the proposal's address. */
export async function confirm(page: Page, proposal: string, kind: Kind, typed?: string): Promise<number> {
  const lang = languageOf(proposal)
  await page.goto(proposal)
  if (typed !== undefined) await page.getByLabel(standing[lang].type).fill(typed)
  const pressed = performance.now()
  await page.getByRole('button', { name: kinds[lang][kind].done, exact: true }).click()
  return pressed
}

/** A number typed wrongly changes nothing: it is said, kept and nothing has happened. */
export async function mistype(page: Page, proposal: string, kind: Kind, typed: string): Promise<void> {
  const t = standing[languageOf(proposal)]
  await confirm(page, proposal, kind, typed)
  await expect(await errorSummary(page)).toContainText(t.differs)
  await expect(page.getByLabel(t.type)).toHaveValue(typed)
}

const languageOf = (address: string): Language => (new URL(address).pathname.startsWith('/en/') ? 'en' : 'ja')
