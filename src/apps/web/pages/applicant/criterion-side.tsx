import type { Criterion } from '../../../../core/scheme/criterion.ts'
import type { DeskContext } from '../../page.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Aside } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { en, ja } from './criterion.texts.ts'

/** Beside the form: what is meant, what shows it, and what touches it elsewhere (collapsed). */
export const CriterionSide = ({ p, criterion }: { p: DeskContext<unknown>; criterion: Criterion }) => {
  const t = { ja, en }[p.lang]
  const titleOf = (id: string) => {
    const standard = p.house.standards.find((s) => s.id === id)
    return standard ? p.say(standard.name) : id
  }
  return (
    <>
      <Aside title={t.meaning}>
        <p>{p.say(criterion.meaning)}</p>
      </Aside>
      <Disclosure summary={t.examples}>
        <ul class="list sm">
          {criterion.evidence.map((example) => (
            <li>{p.say(example)}</li>
          ))}
        </ul>
      </Disclosure>
      {criterion.related.length > 0 && (
        <Disclosure summary={t.related}>
          <ul class="list sm">
            {criterion.related.map(({ standard, provision, relation }) => (
              <li>
                {titleOf(standard)} <Code>{provision}</Code> {p.lang === 'ja' ? '（' : '('}
                {relation === 'same' ? t.same : t.relatedTo}
                {p.lang === 'ja' ? '）' : ')'}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  )
}
