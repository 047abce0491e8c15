import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/{catalogue,floors,vectors,interop,store,faults,lab}/**/*.test.ts'],
    globalSetup: 'tests/support/cluster-setup.ts', // costs nothing where no test asks for a database
    testTimeout: 180_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
