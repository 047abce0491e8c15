import { dateInJapan } from '../../../../core/kernel/date.ts'
import { importances, importanceText } from '../../../../core/procurement/demand.ts'
import { ladderOn } from '../../../../core/procurement/ladder.ts'
import { versionKey } from '../../../../core/procurement/policy.ts'
import type { PageContext } from '../../page.tsx'
import { en, ja } from './check.texts.ts'
import { chooseOrOwn, readOwn } from './own-policy.ts'

/** What an address named and the list of offers does not have: a policy of one's own, or a version that is not the one in force. */
export function ChosenBesides({
  p,
  chosen,
  offered,
}: {
  p: PageContext<unknown>
  chosen: string
  offered: ReadonlySet<string>
}) {
  const t = { ja, en }[p.lang].policy
  if (chosen === '' || offered.has(chosen)) return null
  const found = chooseOrOwn(p.house, chosen, dateInJapan(p.now))
  if (!found.ok) return null
  const { against } = found.value
  const own = readOwn(chosen)
  const ladder = ladderOn(p.house.catalogue.schemes, dateInJapan(p.now))
  const levels =
    own &&
    importances.map((one) => {
      const [scheme = '', level = ''] = own.levels[one].split('.')
      return `${importanceText[one][p.lang]}${p.lang === 'ja' ? '：' : ': '}${p.say(ladder.nameOf({ scheme, level }))}`
    })
  return (
    <>
      <p class="sm mut offers-title">{t.besides}</p>
      <div class="boxed">
        <label class="opt">
          <input type="radio" name="policy" value={chosen} checked />
          <span>
            <b>{p.say(against.title)}</b>
            <span class="block sm mut">
              {levels === undefined ? versionKey(against) : levels.join(p.lang === 'ja' ? '、' : ', ')}
            </span>
          </span>
        </label>
      </div>
    </>
  )
}
