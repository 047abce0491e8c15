import type { TargetPlan } from '../../../../core/market/market-plan.ts'
import { basisText, effectText, ruleVerdictText } from '../../../../core/market/market-texts.ts'
import type { RecognitionAnswer, RecognitionCheck } from '../../../../core/market/recognise.ts'
import type { PageContext } from '../../page.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Known } from '../public/provenance.tsx'
import type { ja } from './plan-result.texts.ts'

type P = PageContext<typeof ja>

const lawWords = ['whole', 'confirm', 'some', 'unknown', 'open', 'none'] as const

/** What recognition says of a target, in one word. Coverage is not looked at. */
export function lawOf({ recognition: { decisive, accepted, answers } }: TargetPlan): (typeof lawWords)[number] {
  if (decisive) return decisive.toConfirm ? 'confirm' : 'whole'
  if (accepted.length > 0 || answers.some(({ verdict }) => verdict === 'applies')) return 'some'
  const open = answers.filter(({ verdict }) => verdict === 'unclear')
  if (open.some(({ effects }) => effects.some(({ kind }) => kind === 'terms-unknown'))) return 'unknown'
  return open.length > 0 ? 'open' : 'none'
}

/** The word in its form: solid indigo where one may rely on it, framed where something is open, plain where there is nothing. */
export const LawWord = ({ p, plan }: { p: P; plan: TargetPlan }) => {
  const law = lawOf(plan)
  const text = p.t.law[law]
  if (law === 'none') return <span class="mut">{text}</span>
  return <b class={law === 'whole' ? 'says' : law === 'some' ? 'says some' : 'says open'}>{text}</b>
}

const signs: Record<RecognitionCheck['outcome'], string> = { met: '○', unmet: '×', open: '？' }
const signWords: Record<RecognitionCheck['outcome'], { readonly ja: string; readonly en: string }> = {
  met: { ja: '満たしている：', en: 'Met: ' },
  unmet: { ja: '満たしていない：', en: 'Not met: ' },
  open: { ja: 'まだ分からない：', en: 'Open: ' },
}

const Answer = ({ p, answer }: { p: P; answer: RecognitionAnswer }) => (
  <li>
    <p>
      <strong>{p.say(ruleVerdictText[answer.verdict])}</strong>　{p.say(answer.title)}
    </p>
    <p class="sm">
      {p.say(basisText[answer.basis])}
      {p.lang === 'ja' ? '：' : ': '}
      {answer.effects.map((effect) => p.say(effectText(effect))).join(p.t.basis.comma)}
      {'　'}
      <Known p={p} provenance={answer.provenance} />
    </p>
    <ul class="checks sm">
      {answer.checks.map(({ outcome, text }) => (
        <li>
          <span aria-hidden="true">{signs[outcome]}</span>
          <span>
            <span class="vh">{p.say(signWords[outcome])}</span>
            {p.say(text)}
          </span>
        </li>
      ))}
      {answer.adds.map(({ text }) => (
        <li>
          <span aria-hidden="true">＋</span>
          <span>{p.say(text)}</span>
        </li>
      ))}
    </ul>
    {answer.unknown && answer.checks.every(({ text }) => text !== answer.unknown) && (
      <p class="sm">{p.say(answer.unknown)}</p>
    )}
  </li>
)

const Answers = ({ p, answers }: { p: P; answers: readonly RecognitionAnswer[] }) => (
  <ul class="flow">
    {answers.map((answer) => (
      <Answer p={p} answer={answer} />
    ))}
  </ul>
)

/** Everything law says about a target, in the form of law: a tint closed by a double rule. */
export const LawPart = ({ p, plan }: { p: P; plan: TargetPlan }) => {
  const t = p.t.target
  const { answers, accepted, others } = plan.recognition
  const [live, idle] = [
    answers.filter(({ verdict }) => verdict !== 'does-not-apply'),
    answers.filter(({ verdict }) => verdict === 'does-not-apply'),
  ]
  const name = (id: string) => {
    const scheme = p.house.catalogue.schemes.find((one) => one.id === id)
    return scheme ? p.say(scheme.shortName) : id
  }
  return (
    <div class="law-part flow">
      <h4>{t.recognition}</h4>
      {live.length === 0 ? <p>{t.noRecognition}</p> : <Answers p={p} answers={live} />}
      {idle.length > 0 && (
        <Disclosure summary={t.idle(idle.length)}>
          <Answers p={p} answers={idle} />
        </Disclosure>
      )}
      {accepted.length > 0 && <p>{t.accepted(accepted.length)}</p>}
      {others.length > 0 && (
        <p class="sm">
          {t.would}
          {p.lang === 'ja' ? '：' : ': '}
          {others
            .map(({ from, levels }) => `${name(from)}${levels.length > 0 ? ` ${levels.join('/')}` : ''}`)
            .join(p.t.basis.comma)}
        </p>
      )}
    </div>
  )
}
