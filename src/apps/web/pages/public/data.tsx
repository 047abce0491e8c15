import { type Article, articlePage } from './article.tsx'
import { en, ja } from './data.texts.ts'

/** Files and the API, for everyone. */
export const dataPage = articlePage<Article>('/data', { ja: ja.data, en: en.data }, { current: '/data' })

const example = '7K3M9QXP2C'

/** Five commands that work as they stand. */
export const developersPage = articlePage<Article>(
  '/developers',
  { ja: ja.developers, en: en.developers },
  {
    current: '/data',
    extra: (p, section) => {
      const base = p.house.operator.address
      const commands: Readonly<Record<string, string>> = {
        one: `curl ${base}/api/v1/labels/${example}`,
        search: `curl '${base}/api/v1/labels?q=HR-200'`,
        past: `curl '${base}/api/v1/labels/${example}?as_of=2026-11-01'`,
        check: `curl ${base}/api/v1/checks -H 'content-type: application/json' \\\n  -d '{"policy":"gov-low","rows":[{"model":"HR-200"},{"model":"SG-40"}]}'`,
        verify: `curl -O ${base}/trust/root.json\nhoshirushi verify bundle.json --trust root.json`,
      }
      return (
        <pre>
          <code>{commands[section]}</code>
        </pre>
      )
    },
  },
)
