import type { Sheet } from '../core/procurement/sheet/sheet.ts'
import type { House } from './house.ts'

/** Who a record sheet says it is by. */
export const makerOf = ({ operator, ports }: Pick<House, 'operator' | 'ports'>): Sheet['maker'] => ({
  kind: 'service',
  name: { ja: operator.name.ja, en: operator.name.en },
  address: operator.address,
  sample: ports.issuer.sample,
})
