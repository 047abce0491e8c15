import type { Text } from '../../core/kernel/text.ts'

/** Why a guided unit stands as it does. */
export const guidedReasons = {
  'step-not-done': {
    ja: '人が行う手順「{titleJa}」が、まだ行われていません',
    en: 'The guided step “{titleEn}” has not been carried out',
  },
  'step-unfinished': {
    ja: '手順「{titleJa}」が、途中までしか行われていません',
    en: 'The guided step “{titleEn}” was begun and not finished',
  },
  'step-not-possible': {
    ja: '手順「{titleJa}」は行えませんでした（{why}）',
    en: 'The guided step “{titleEn}” could not be carried out ({why})',
  },
  'answer-missing': { ja: '「{askJa}」の答えがありません', en: '“{askEn}” was not answered' },
  'picture-missing': { ja: '「{askJa}」の写真や記録がありません', en: '“{askEn}”: the picture or log is missing' },
  'seen-by-person': { ja: '人が実機で確かめました', en: 'A person saw it on the device' },
  'seen-otherwise': {
    ja: '「{askJa}」の答えが、求められることと違います',
    en: '“{askEn}” was answered otherwise than it has to be',
  },
  'nothing-declared': {
    ja: 'この手順の対象が、申告（{table}）にありません',
    en: 'The declaration ({table}) names nothing that this step would be about',
  },
} as const satisfies Record<string, Text>

export type GuidedReason = keyof typeof guidedReasons
