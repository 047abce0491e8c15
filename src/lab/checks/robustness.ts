import type { Check } from '../check.ts'
import { judgeRobustness, robustnessReasons } from '../input/judge-robustness.ts'
import { say } from '../say.ts'

/** Every service goes on after a few malformed messages. Ours: a part of 5.13-1-2a that a machine can show by itself. */
export const standsMalformedMessages: Check = {
  id: 'robustness',
  kind: 'automatic',
  cites: ['hoshirushi-bench:robustness'],
  title: { ja: '不正なメッセージへの強さ（独自の確認）', en: 'Malformed messages (a check of our own)' },
  units: [
    {
      id: 'R-1a',
      question: {
        ja: '不正なメッセージを受けても、サービスは動き続けるか',
        en: 'Do the services go on after malformed messages?',
      },
    },
  ],
  judge: (given) => {
    const judged = judgeRobustness(given)
    return judged.length > 0
      ? judged.map(([about, said]) => say('R-1a', about, said))
      : [say('R-1a', 'device', { verdict: 'not-evaluated', code: 'no-messages-sent', restsOn: [] })]
  },
  reasons: {
    ...robustnessReasons,
    'no-messages-sent': {
      ja: '不正なメッセージは送っていません。同意がないか、途中で止まりました',
      en: 'No malformed messages were sent: nobody agreed to it, or the run ended before',
    },
  },
}
