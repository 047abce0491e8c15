import type { Criterion } from '../../../../core/scheme/criterion.ts'
import { nodeOf, requirementDocument, splitNode } from '../../../../core/scheme/node.ts'
import { editionKey, type OperatedScheme } from '../../../../core/scheme/scheme.ts'
import type { DeskContext } from '../../page.tsx'
import { readingText } from '../../parts/coverage.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Aside } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { counterpartsOf, nameNode } from '../catalogue/nodes.ts'
import { en, ja } from './criterion.texts.ts'

/** Beside the form: what is meant, what shows it, and what touches it elsewhere (collapsed). */
export const CriterionSide = ({
  p,
  scheme,
  criterion,
}: {
  p: DeskContext<unknown>
  scheme: OperatedScheme
  criterion: Criterion
}) => {
  const t = { ja, en }[p.lang]
  const elsewhere = counterpartsOf(p.house.catalogue, nodeOf(editionKey(scheme), criterion.id)).filter(
    ({ derived, node }) => !derived && splitNode(node).document !== requirementDocument,
  )
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
      {elsewhere.length > 0 && (
        <Disclosure summary={t.related}>
          <ul class="list sm">
            {elsewhere.map(({ node, reading }) => {
              const named = nameNode(p.house.catalogue, node)
              return (
                <li>
                  {named ? `${p.say(named.from)} ` : ''}
                  <Code>{splitNode(node).id}</Code> {p.lang === 'ja' ? '（' : '('}
                  {readingText[reading][p.lang]}
                  {p.lang === 'ja' ? '）' : ')'}
                </li>
              )
            })}
          </ul>
        </Disclosure>
      )}
    </>
  )
}
