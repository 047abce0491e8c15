import { assessorText } from '../attestation/mark.ts'
import { escapeXml } from '../attestation/mark-svg.ts'
import { textWidth } from '../attestation/text-width.ts'
import type { Instant } from '../kernel/date.ts'
import type { Language } from '../kernel/text.ts'
import { type StandingCode, standingText } from '../surveillance/standing.ts'
import { badgeHolds, badgeMoment } from './badge-holds.ts'
import type { Entry } from './entry.ts'

// Black on white like the plate. Each state has a shape of its own: disc, two bars, cross, ring, square.
const shapes: Record<Exclude<StandingCode, 'valid'>, string> = {
  suspended: '<path d="M1 0h3v10h-3zM6 0h3v10h-3z"/>',
  withdrawn: '<path d="M0 0L10 10M10 0L0 10" stroke="#000" stroke-width="2.4" fill="none"/>',
  expired: '<circle cx="5" cy="5" r="3.9" fill="none" stroke="#000" stroke-width="2.2"/>',
  ended: '<path d="M.5 .5h9v9h-9z"/>',
}

/**
 * For web shops: shows the capsules only while the label is valid; otherwise the state takes their place. It says of when it is and
 * until when it holds, so that a copy somebody kept is seen to be old.
 */
export function badge(
  entry: Pick<Entry, 'level' | 'assessor' | 'sample' | 'validity' | 'events'> & {
    readonly rank: number
    readonly of: number
  },
  standing: StandingCode,
  options: { readonly host: string; readonly language: Language; readonly at: Instant },
): string {
  const { language, host, at } = options
  const mark = entry.sample ? { ja: '（見本）', en: ' (sample)' }[language] : ''
  const word = standingText[standing][language]
  const level = { ja: `レベル${entry.level}`, en: `Level ${entry.level} of ${entry.of}` }[language]
  const valid = standing === 'valid'
  const main = valid ? level : word
  const rest =
    (valid
      ? assessorText[entry.assessor][language]
      : { ja: '最新の状態は登録簿へ', en: 'See the register' }[language]) + mark
  const [asOf, until] = [badgeMoment(at), badgeMoment(badgeHolds(entry, at))]
  const dated = {
    ja: `${asOf} 時点・${until} まで（${host}）`,
    en: `As of ${asOf}, good until ${until} JST (${host})`,
  }[language]
  const mainX = valid ? 8 + 26 * entry.of + 8 : 28
  const restX = mainX + textWidth(main, 13) + 12
  const width = Math.max(244, Math.ceil(restX + textWidth(rest, 12) + 8), Math.ceil(textWidth(dated, 10) + 16))
  const capsules = Array.from({ length: entry.of }, (_, i) => {
    const fill = i < entry.rank ? '#000' : '#fff'
    return `<rect x="${8 + 26 * i}" y="9.5" width="22" height="9" rx="4.5" fill="${fill}" stroke="#000" stroke-width="1.3"/>`
  })
  const title = `${valid ? `${word} ${level} ${rest}` : `${word}${mark}`} ${dated}`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="44" viewBox="0 0 ${width} 44" role="img" aria-label="${escapeXml(title)}" font-family="'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans',sans-serif"><rect x=".5" y=".5" width="${width - 1}" height="43" fill="#fff" stroke="#000"/>${valid ? capsules.join('') : `<g transform="translate(10 9)">${shapes[standing]}</g>`}<text x="${mainX}" y="19" font-size="13" font-weight="700">${escapeXml(main)}</text><text x="${restX}" y="19" font-size="12">${escapeXml(rest)}</text><text x="8" y="36" font-size="10">${escapeXml(dated)}</text></svg>`
}
