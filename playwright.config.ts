import { defineConfig } from '@playwright/test'
import { browserFlags, findBrowser } from './scripts/browser.mjs'

// Journeys: whole stories in a real browser, against one demonstration house started for the run.
const executablePath = await findBrowser()
const port = Number(process.env.JOURNEY_PORT ?? 4310)

export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '**/*.spec.ts',
  outputDir: '.cache/journeys',
  fullyParallel: false,
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/playwright.json' }]],
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    screenshot: 'only-on-failure',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    launchOptions: {
      executablePath,
      args: browserFlags,
    },
  },
  webServer: {
    command: `node scripts/journey-house.mjs ${port}`,
    url: `http://localhost:${port}/api/v1/health`,
    timeout: 240_000,
    // A house that is already open at JOURNEY_PORT is used as it is: quicker while a journey is being written.
    reuseExistingServer: process.env.JOURNEY_PORT !== undefined,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
})
