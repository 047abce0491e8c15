import type { Language } from '../../../core/kernel/text.ts'
import type { FieldChange } from '../../../core/scheme/edition-diff.ts'
import { diffFieldText } from '../../../core/scheme/edition-diff-text.ts'
import { Disclosure } from './disclosure.tsx'

const words = {
  ja: { open: '前の文と今の文', before: '前', after: '今', nothing: '（なし）' },
  en: { open: 'Before and after', before: 'Before', after: 'After', nothing: '(nothing)' },
}

/** What a criterion or provision said and says, field by field, folded away until somebody wants to compare. */
export const Changes = ({ changes, lang }: { changes: readonly FieldChange[]; lang: Language }) => {
  const t = words[lang]
  const told = changes.filter(({ before, after }) => before.length + after.length > 0)
  if (told.length === 0) return null
  return (
    <Disclosure summary={t.open}>
      {told.map(({ field, before, after }) => (
        <dl class="facts">
          <dt>{diffFieldText[field][lang]}</dt>
          <dd>
            <p>
              <strong>{t.before}</strong>　<del>{before.map((text) => text[lang]).join('／') || t.nothing}</del>
            </p>
            <p>
              <strong>{t.after}</strong>　<ins>{after.map((text) => text[lang]).join('／') || t.nothing}</ins>
            </p>
          </dd>
        </dl>
      ))}
    </Disclosure>
  )
}
