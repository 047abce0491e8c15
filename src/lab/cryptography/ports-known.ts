import type { Given } from '../check.ts'
import { unidentified } from '../doors.ts'
import { scanGaps } from '../exposure/scan-gaps.ts'
import { ofKind } from '../observation.ts'
import type { SaidOf } from './unit-verdicts.ts'

/** What has to be said where not all TCP ports were looked at, or where it is not known what speaks on one of them. */
export function unknownPorts({ observations }: Pick<Given, 'observations'>): readonly SaidOf[] {
  const scans = ofKind(observations, 'port-scan')
  const services = ofKind(observations, 'service')
  const ports: SaidOf[] =
    scanGaps(observations).length === 0
      ? []
      : [
          [
            'device',
            [
              {
                verdict: scans.length > 0 ? 'inconclusive' : 'not-evaluated',
                code: 'ports-not-known',
                restsOn: scans.map(({ id }) => id),
              },
            ],
          ],
        ]
  const unknown = [...new Set(unidentified(observations).map(({ endpoint }) => endpoint!))].map(
    (endpoint): SaidOf => [
      endpoint,
      [
        {
          verdict: 'inconclusive',
          code: 'service-not-identified',
          restsOn: services.filter((s) => s.endpoint === endpoint).map(({ id }) => id),
        },
      ],
    ],
  )
  return [...ports, ...unknown]
}

export const unknownPortReasons = {
  'ports-not-known': {
    ja: 'TCPのポートをすべては調べられていません。見つかっていない通信口があるかもしれません',
    en: 'Not all TCP ports were looked at; there may be endpoints that were not found',
  },
  'service-not-identified': {
    ja: '開いていますが、何が動いているかを調べ終えていません',
    en: 'It is open, and what speaks there was not made out',
  },
} as const
