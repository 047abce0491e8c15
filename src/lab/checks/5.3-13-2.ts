import type { Check } from '../check.ts'
import { accessReasons, judgeAccess } from '../published/judge-access.ts'
import { judgePeriod, periodReasons } from '../published/judge-period.ts'
import { say } from '../say.ts'

/** The support period is published, free to read, and as declared. All three units are looked at by machine. */
export const supportPeriod: Check = {
  id: '5.3-13-2',
  kind: 'document',
  cites: ['etsi-ts-103-701:5.3-13', 'etsi-en-303-645:5.3-13'],
  title: { ja: 'サポート期間の公開', en: 'Published support period' },
  units: [
    {
      id: '5.3-13-2a',
      question: {
        ja: '申告した場所にサポート期間のページがあるか',
        en: 'Is the page on the support period where the IXIT says?',
      },
    },
    {
      id: '5.3-13-2b',
      question: { ja: '登録やログインなしに読めるか', en: 'Can it be read without registering or logging in?' },
    },
    {
      id: '5.3-13-2c',
      question: {
        ja: 'この型番について、申告と同じ期間がはっきり書かれているか',
        en: 'Does it state the declared period for this model?',
      },
    },
  ],
  judge: (given) => {
    const { there, open, page } = judgeAccess(given, 'support-period', given.declared.information.supportPageUrl)
    const about = 'support-period'
    const period =
      page !== undefined && open.verdict === 'pass'
        ? judgePeriod(given, page)
        : ({
            ...open,
            verdict: open.verdict === 'not-evaluated' ? open.verdict : 'inconclusive',
            code: 'period-not-read',
          } as const)
    return [say('5.3-13-2a', about, there), say('5.3-13-2b', about, open), say('5.3-13-2c', about, period)]
  },
  reasons: { ...accessReasons, ...periodReasons },
}
