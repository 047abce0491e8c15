import type { Language } from '../../../core/kernel/text.ts'
import { factsInWords } from '../../fact-words.ts'
import type { Observation, SeenKind } from '../../observation.ts'
import { tellCryptography } from './tell-cryptography.ts'
import { tellDocuments } from './tell-documents.ts'
import { tellImports } from './tell-imports.ts'
import { tellLogins } from './tell-logins.ts'
import { tellNetwork } from './tell-network.ts'
import { tellPeople } from './tell-people.ts'
import { type Tellings, tellingIn } from './telling.ts'

const mostCharacters = 420

// Every kind has its sentence: the compiler asks for that of a new one.
const tellings: Tellings<SeenKind> = {
  ...tellNetwork,
  ...tellCryptography,
  ...tellLogins,
  ...tellDocuments,
  ...tellPeople,
  ...tellImports,
}

/** What was seen, in a sentence or two for people; the observation itself stands in the evidence. `about` is what a verdict is about. */
export function seenText(observation: Observation, language: Language, about?: string): string {
  const { seen, completeness, trouble } = observation
  const tell = tellings[seen.kind] as (of: typeof seen, telling: ReturnType<typeof tellingIn>) => string
  const told = cut(tell(seen, tellingIn(language, about)))
  if (completeness === 'complete') return told
  const why =
    trouble === undefined ? '' : `${{ ja: '：', en: ': ' }[language]}${factsInWords({ trouble }, language)['trouble']}`
  return language === 'ja' ? `${told}（途中まで${why}）` : `${told} (not finished${why})`
}

const cut = (text: string): string => (text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 1)}…`)
