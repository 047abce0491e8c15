import type { Text } from '../../kernel/text.ts'
import type { CandidateReason, MatchKind } from '../match.ts'

/** How a row was found, in words. */
export const matchText: Record<MatchKind | 'foreign-label', Text> = {
  label: { ja: 'ラベル番号', en: 'label number' },
  'maker-and-model': { ja: 'メーカーと型番', en: 'maker and model' },
  model: { ja: '型番', en: 'model' },
  'normalised-model': { ja: '型番（表記の違いを除く）', en: 'model, but for its way of writing' },
  gtin: { ja: 'JANコード（GTIN）', en: 'JAN code (GTIN)' },
  chosen: { ja: '候補から選択', en: 'chosen from candidates' },
  'foreign-label': { ja: 'ほかの制度のラベル番号', en: 'number of a label of another scheme' },
}

/** Who may be meant, in words. */
export const candidateText: Record<CandidateReason, Text> = {
  'several-makers': { ja: '同じ型番の製品が、複数のメーカーにある', en: 'several makers have this model' },
  'written-alike': { ja: '表記がよく似た型番が複数ある', en: 'several models are written alike' },
  'other-maker': { ja: '型番は同じで、メーカーが違う', en: 'the model is the same, the maker is not' },
  'label-unknown': { ja: 'ラベル番号の登録はなく、型番の登録がある', en: 'the label is not registered, the model is' },
  similar: { ja: '型番が似ている', en: 'the model is similar' },
  'gtin-of-another': {
    ja: 'JANコードと型番が、別の製品を指す',
    en: 'the JAN code and the model name different products',
  },
}

/** Said of a label whose validity has not begun. */
export const notYetText: Text = { ja: '有効期間の前', en: 'Not valid yet' }
