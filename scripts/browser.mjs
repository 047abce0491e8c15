// Where a Chromium is: one named by CHROMIUM, an installed one, Playwright's own download, else the distribution's package.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const installed = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** How a browser is started for tests and pictures: no sandbox (it may run as root), nothing of its own on the network. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The path of a browser to drive; installs one where that is possible, and says what to do where it is not. */
export async function findBrowser() {
  const there = installed.find((path) => path && existsSync(path))
  if (there) return there
  const { chromium } = await import('@playwright/test')
  if (existsSync(chromium.executablePath())) return chromium.executablePath()
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], { stdio: 'inherit' })
    if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  }
  try {
    execFileSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
      stdio: 'inherit',
    })
  } catch {
    // told below
  }
  if (existsSync(chromium.executablePath())) return chromium.executablePath()
  throw new Error(
    'Chromium が見つかりません。入れてから CHROMIUM=パス を付けて実行してください / No Chromium found: install one and set CHROMIUM to its path',
  )
}
