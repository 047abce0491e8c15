import { foreignId } from './import-details.ts'
import type { OscalResource } from './oscal.ts'
import { valueIn } from './oscal-words.ts'

/** The document of ours that a reference means: by the name we wrote, or else by the name of its file. */
export function documentAt(
  href: string,
  resources: readonly OscalResource[],
): { readonly id: string; readonly ours: boolean; readonly criteria: boolean } {
  const resource = href.startsWith('#') ? resources.find(({ uuid }) => `#${uuid}` === href) : undefined
  const own = valueIn(resource?.props, 'document')
  if (own !== undefined)
    return { id: own, ours: true, criteria: valueIn(resource?.props, 'document', 'criteria') !== undefined }
  const target = resource?.rlinks?.[0]?.href ?? resource?.title ?? href
  const file =
    target
      .split(/[?#]/)[0]!
      .split('/')
      .findLast((part) => part !== '') ?? target
  return {
    id: foreignId(file.replace(/(\.(catalog|profile|mapping))?\.(json|xml|ya?ml)$/i, '')),
    ours: false,
    criteria: false,
  }
}
