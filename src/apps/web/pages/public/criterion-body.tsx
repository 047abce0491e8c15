import type { Criterion } from '../../../../core/scheme/criterion.ts'
import type { PageContext } from '../../page.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Code } from '../../parts/text.tsx'
import { Known } from './provenance.tsx'
import { en, ja } from './schemes.texts.ts'

type P = PageContext<unknown>
const texts = { ja, en }

/** What a criterion demands, and the same for someone who is no specialist. */
export const Demand = ({ p, criterion }: { p: P; criterion: Criterion }) => (
  <>
    <p>{p.say(criterion.demand)}</p>
    <p class="mut">
      <strong>{texts[p.lang].criteria.meaning}</strong>　{p.say(criterion.meaning)}
    </p>
  </>
)

/** How a criterion is evaluated, what shows it by example, and when it may be answered as not applicable. */
export const Evaluated = ({ p, criterion }: { p: P; criterion: Criterion }) => {
  const t = texts[p.lang].criteria
  return (
    <>
      {criterion.procedures.map((procedure) => (
        <div>
          <p>
            <strong>{t.method[procedure.method]}</strong>　{p.say(procedure.text)}{' '}
            <Known p={p} provenance={procedure.provenance} />
          </p>
          <ul class="list">
            {procedure.units.map((unit) => (
              <li>{p.say(unit.question)}</li>
            ))}
          </ul>
        </div>
      ))}
      <h4>{t.evidence}</h4>
      <ul class="list">
        {criterion.evidence.map((text) => (
          <li>{p.say(text)}</li>
        ))}
      </ul>
      <NotApplicable p={p} criterion={criterion} />
    </>
  )
}

/** One criterion on the page of a level, with an address of its own (`#S1.1-02`). */
export const Clause = ({ p, criterion, path }: { p: P; criterion: Criterion; path: string }) => {
  const t = texts[p.lang].criteria
  return (
    <article class="clause" id={criterion.id} aria-labelledby={`${criterion.id}-title`}>
      <p class="sm mut">
        <Code>{criterion.id}</Code>　<Known p={p} provenance={criterion.provenance} />
      </p>
      <h3 id={`${criterion.id}-title`}>{p.say(criterion.title)}</h3>
      <Demand p={p} criterion={criterion} />
      <Disclosure summary={t.procedures}>
        <Evaluated p={p} criterion={criterion} />
      </Disclosure>
      <p class="sm">
        <a href={p.href(path)}>{t.related}</a>
      </p>
    </article>
  )
}

const NotApplicable = ({ p, criterion: { notApplicable } }: { p: P; criterion: Criterion }) => {
  const t = texts[p.lang].criteria
  return (
    <>
      <h4>{t.notApplicable}</h4>
      <p>
        {notApplicable.allowed ? (notApplicable.conditions.length > 0 ? t.only : t.anyReason) : t.never}{' '}
        <Known p={p} provenance={notApplicable.provenance} />
      </p>
      {notApplicable.allowed && notApplicable.conditions.length > 0 && (
        <ul class="list">
          {notApplicable.conditions.map((condition) => (
            <li>{p.say(condition.text)}</li>
          ))}
        </ul>
      )}
    </>
  )
}
