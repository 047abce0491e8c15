import { dateInJapan } from '../../../../core/kernel/date.ts'
import type { RegisterIndex } from '../../../../core/procurement/register-index.ts'
import { type MarketRules, type MarketTally, tallyMarket } from '../../../../core/procurement/role-market.ts'
import type { House } from '../../../house.ts'

const tallies = new WeakMap<RegisterIndex, MarketTally>()

/** The labels that are valid today by what roles ask of them; read once for each state of the register. */
export async function marketOf({ checks }: House): Promise<MarketTally> {
  const register = await checks.register()
  let tally = tallies.get(register)
  if (tally === undefined) {
    tally = tallyMarket(register, dateInJapan(register.snapshot.takenAt))
    tallies.set(register, tally)
  }
  return tally
}

export const marketRules = ({ catalogue }: House): MarketRules => ({
  schemes: catalogue.schemes,
  recognition: catalogue.recognition,
  vocabulary: catalogue.facts,
})
