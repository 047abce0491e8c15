import type { Text } from '../kernel/text.ts'
import type { LabelEventKind } from './standing.ts'

/** What happened to a label, in the words of pages, feed and mail. */
export const labelEventText: Record<LabelEventKind, Text> = {
  issued: { ja: '交付', en: 'Issued' },
  suspended: { ja: '停止', en: 'Suspended' },
  restored: { ja: '停止の解除', en: 'Suspension lifted' },
  withdrawn: { ja: '取消し', en: 'Revoked' },
  ended: { ja: '終了', en: 'Ended by maker' },
  superseded: { ja: '内容の変更', en: 'Changed' },
}
