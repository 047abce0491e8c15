import { expect, test } from '@playwright/test'

// A maker signs up with nothing but a mailbox, adds a passkey, and from then on comes in with it. The browser's own virtual
// authenticator stands for the fingerprint.
test('a maker signs up by mailed code, adds a passkey, and signs in with it', async ({ page, context }) => {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const email = `passkey-${Date.now()}@example.jp`

  await page.goto('/ja/account/register')
  await page.getByLabel('事業者名').fill('パスキー工業株式会社（見本）')
  await page.getByLabel('あなたの氏名').fill('見本 鍵子')
  await page.getByLabel('仕事用のメールアドレス').fill(email)
  await page.getByRole('button', { name: '確認コードを送る' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('メールをご確認ください')

  // Mails are delivered by a loop: the outbox is looked at until this one is there.
  const outbox = await context.newPage()
  await expect(async () => {
    await outbox.goto('/ja/outbox')
    await expect(outbox.getByText(`宛先：${email}`)).toBeVisible({ timeout: 500 })
  }).toPass()
  const mail = outbox.locator('details', { hasText: email }).first()
  const code = /確認コード：(\d{6})/.exec((await mail.textContent()) ?? '')?.[1] ?? ''
  await outbox.close()
  await page.getByRole('textbox', { name: '確認コード' }).fill(code)
  await page.getByRole('button', { name: 'ログインする' }).click()

  await page.goto('/ja/account')
  await expect(page.getByText('パスキー工業株式会社（見本）').first()).toBeVisible()
  await page.getByLabel('パスキーの名前').fill('会社のノートPC')
  await page.getByRole('button', { name: 'パスキーを追加する' }).click()
  await expect(page.getByRole('status')).toContainText('パスキーを追加しました')
  await page.getByRole('button', { name: 'ログアウトする' }).click()

  await page.goto('/en/account/sign-in?next=/en/account')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForURL('**/en/account')
  await expect(page.getByText(email)).toBeVisible()
  await page.getByRole('button', { name: /^Remove.*会社のノートPC/ }).click()
  await expect(page.getByRole('status')).toContainText('The passkey was removed')
})
