import { type Asset, script } from '../../assets.ts'
import { definePage } from '../../page.tsx'
import { policyWithScripts } from '../../security.ts'

/** The script of the steps, and the worker that keeps their page for when there is no network. */
export const stepsScript: Asset = script(
  ...['fold', 'picture', 'zip', 'offline', 'store', 'send', 'known', 'bar', 'press', 'screen'].map(
    (part) => `pages/laboratory/steps-${part}.js`,
  ),
  'pages/laboratory/steps.js',
)
export const stepsWorker: Asset = script('pages/laboratory/steps-worker.js')

const file = (asset: Asset, more: Readonly<Record<string, string>> = {}) =>
  definePage({
    path: asset.url,
    prefixed: false,
    texts: { ja: {}, en: {} },
    handler: (p) => {
      p.c.header('content-type', asset.type)
      p.c.header('cache-control', 'public, max-age=31536000, immutable')
      for (const [name, value] of Object.entries(more)) p.c.header(name, value)
      return p.c.body(asset.body)
    },
  })

export const stepsScriptFile = file(stepsScript)

/**
 * A worker stands below /assets and serves one page of the workspace: which one, the page says when it registers the worker – its own
 * address and nothing above it. The worker fetches, so its policy has to let it.
 */
export const stepsWorkerFile = file(stepsWorker, {
  'service-worker-allowed': '/',
  'content-security-policy': policyWithScripts,
})
