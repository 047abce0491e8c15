import type { Child } from 'hono/jsx'
import type { Language } from '../../../core/kernel/text.ts'
import type { StandingCode } from '../../../core/surveillance/standing.ts'
import { StandingMark, standingLook } from './mark.tsx'

/** The answer, as the largest thing on the page: state, and the dated facts beside it. */
export const StatusBand = ({
  code,
  lang,
  facts,
}: {
  code: StandingCode
  lang: Language
  facts: readonly { readonly term: string; readonly detail: Child }[]
}) => (
  <div class={`band ${standingLook[code].tone}`}>
    <p class="state">
      <StandingMark code={code} lang={lang} />
    </p>
    <dl>
      {facts.map((fact) => (
        <div>
          <dt>{fact.term}</dt>
          <dd>{fact.detail}</dd>
        </div>
      ))}
    </dl>
  </div>
)

/** What someone who holds the product does now; hangs directly under a band that does not say valid. */
export const DoNow = ({ title, steps, children }: { title: string; steps: readonly Child[]; children?: Child }) => (
  <section class="do">
    <h2>{title}</h2>
    <Steps steps={steps} />
    {children}
  </section>
)

/** Numbered steps. */
export const Steps = ({ steps }: { steps: readonly Child[] }) => (
  <ol class="steps">
    {steps.map((step) => (
      <li>
        <div>{step}</div>
      </li>
    ))}
  </ol>
)
