import { type Article, articlePage } from './article.tsx'
import { en, ja } from './data.texts.ts'
import { developerCommands } from './developer-commands.ts'
import { Attribution, latestSnapshot, SnapshotFiles } from './snapshot-files.tsx'

/** Files and the API, for everyone. */
export const dataPage = articlePage<Article>(
  '/data',
  { ja: ja.data, en: en.data },
  {
    current: '/data',
    extra: (p, section) =>
      section === 'whole' ? SnapshotFiles({ p }) : section === 'licence' ? Attribution({ p }) : null,
  },
)

/** Commands that work as they stand. */
export const developersPage = articlePage<Article>(
  '/developers',
  { ja: ja.developers, en: en.developers },
  {
    current: '/data',
    extra: async (p, section) => {
      const latest = await latestSnapshot(p.house.publicFolder)
      const commands = developerCommands(p.house.operator.address, latest)[section]
      return commands === undefined ? null : (
        <pre>
          <code>{commands}</code>
        </pre>
      )
    },
  },
)
