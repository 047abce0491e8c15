import type { Text } from '../kernel/text.ts'
import { conclude, type Judgement } from './judge.ts'
import type { CandidateReason } from './match.ts'
import type { Hit } from './register-index.ts'
import type { Candidates, RowLabel } from './report.ts'

// How many candidates are looked at, and how many are shown: enough to choose from, whatever the register holds.
const counted = 200
const shownMost = 10

/** The answer where a person has to choose: never more than 要確認. */
export function ambiguous(
  why: CandidateReason,
  hits: readonly Hit[],
  show: (entry: number) => RowLabel,
): Judgement & { readonly candidates: Candidates } {
  const more = hits.length > counted
  const each = distinct(more ? hits.slice(0, counted) : hits).map((hit) => ({ hit, label: show(hit.entry) }))
  const sorted = each.toSorted((a, b) => (a.label.number < b.label.number ? -1 : 1))
  const candidates: Candidates = {
    why,
    total: each.length,
    more,
    shown: sorted.slice(0, shownMost).map(({ hit, label }) => ({
      label: label.number,
      model: hit.model,
      maker: label.maker,
      levelName: label.levelName,
      ...(label.standing === undefined ? {} : { standing: label.standing }),
    })),
  }
  const count = more ? `${each.length}+` : each.length
  return { ...conclude([{ code: 'AMBIGUOUS', weight: 'asks', facts: { count, why: whyText[why] } }]), candidates }
}

/** Each label once. */
export function distinct(hits: readonly Hit[]): readonly Hit[] {
  if (hits.length === 1) return hits
  const seen = new Set<number>()
  return hits.filter(({ entry }) => !seen.has(entry) && seen.add(entry))
}

const whyText: Record<CandidateReason, Text> = {
  'several-makers': { ja: '同じ型番の製品が、複数のメーカーにあります', en: 'several makers have this model' },
  'written-alike': { ja: '表記がよく似た型番が複数あります', en: 'several models are written alike' },
  'other-maker': { ja: '型番は同じですが、メーカーが違います', en: 'the model is the same, the maker is not' },
  'label-unknown': {
    ja: 'ラベル番号の登録はなく、型番の登録があります',
    en: 'the label number is not registered, the model is',
  },
  similar: { ja: '型番が似ています', en: 'the model is similar' },
  'gtin-of-another': {
    ja: 'JANコードと型番が、別の製品を指しています',
    en: 'the JAN code and the model name different products',
  },
}
