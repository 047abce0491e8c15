import { type Result, refuse } from '../../../../core/kernel/result.ts'
import { parseProfile } from '../../../../core/procurement/parse.ts'
import type { PinnedProfile, Profile } from '../../../../core/procurement/profile.ts'
import { type FormData, one } from '../../form-fields.ts'

/** One role as it was typed. */
export interface DraftRole {
  readonly nameJa: string
  readonly nameEn: string
  readonly also: string
  readonly category: string
  readonly level: string // 'jc-star 2'
  readonly presence: string
  readonly reasonJa: string
  readonly reasonEn: string
}

/** A profile as it was typed: nothing of it is believed yet, and nothing of it is kept. */
export interface DraftProfile {
  readonly id: string
  readonly titleJa: string
  readonly titleEn: string
  readonly ownerJa: string
  readonly ownerEn: string
  readonly recognition: string
  readonly roles: readonly DraftRole[]
}

export const mostRoles = 30
const longest = 300

const roleFields = ['nameJa', 'nameEn', 'also', 'category', 'level', 'presence', 'reasonJa', 'reasonEn'] as const

/** How a field of a role is called in the form. */
export const roleField = (index: number, field: (typeof roleFields)[number]): string => `role-${index + 1}-${field}`

export const emptyRole: DraftRole = {
  nameJa: '',
  nameEn: '',
  also: '',
  category: '',
  level: '',
  presence: 'optional',
  reasonJa: '',
  reasonEn: '',
}

export const emptyDraft: DraftProfile = {
  id: '',
  titleJa: '',
  titleEn: '',
  ownerJa: '',
  ownerEn: '',
  recognition: 'accepted',
  roles: [emptyRole, emptyRole],
}

/** Reads what was typed. */
export function readDraft(form: FormData): DraftProfile {
  const text = (name: string) => one(form, name).slice(0, longest)
  const count = Math.min(mostRoles, Number(/^\d{1,2}$/.exec(one(form, 'count'))?.[0] ?? 0))
  return {
    id: text('id'),
    titleJa: text('titleJa'),
    titleEn: text('titleEn'),
    ownerJa: text('ownerJa'),
    ownerEn: text('ownerEn'),
    recognition: text('recognition'),
    roles: Array.from(
      { length: count },
      (_, i) =>
        Object.fromEntries(roleFields.map((field) => [field, text(roleField(i, field))])) as unknown as DraftRole,
    ),
  }
}

/** A profile of the catalogue as something to begin from. */
export const draftOf = (profile: Profile): DraftProfile => ({
  id: `my-${profile.id}`.slice(0, 60),
  titleJa: profile.title.ja,
  titleEn: profile.title.en,
  ownerJa: '',
  ownerEn: '',
  recognition: profile.conditions.recognition,
  roles: profile.roles.map((role) => ({
    nameJa: role.name.ja,
    nameEn: role.name.en,
    also: (role.also ?? []).join('、'),
    category: role.categories?.[0] ?? '',
    level: `${role.anyOf[0]!.scheme} ${role.anyOf[0]!.level}`,
    presence: role.presence,
    reasonJa: role.reason.ja,
    reasonEn: role.reason.en,
  })),
})

/** The fields that must not be empty and are, by their names in the form. */
export function missingIn(draft: DraftProfile): readonly string[] {
  const wanted = ['id', 'titleJa', 'titleEn', 'ownerJa', 'ownerEn'] as const
  const wantedOfRole = ['nameJa', 'nameEn', 'level', 'reasonJa', 'reasonEn'] as const
  return [
    ...wanted.filter((name) => draft[name] === ''),
    ...draft.roles.flatMap((role, i) =>
      wantedOfRole.filter((name) => role[name] === '').map((name) => roleField(i, name)),
    ),
  ]
}

/** The document as a file of the catalogue holds it. */
export function profileOf(draft: DraftProfile, day: string): Profile {
  const provenance = { mark: 'own' } as const
  return {
    id: draft.id,
    version: day,
    from: day,
    status: 'example',
    title: { ja: draft.titleJa, en: draft.titleEn },
    summary: {
      ja: `「${draft.titleJa}」の機器に求めるラベルを、役割ごとに定めたものです。`,
      en: `Says which label each part of ${draft.titleEn} needs.`,
    },
    owner: { ja: draft.ownerJa, en: draft.ownerEn },
    roles: draft.roles.map((role, i) => {
      const [scheme = '', level = ''] = role.level.split(' ')
      const also = role.also
        .split(/[、,]/)
        .map((name) => name.trim())
        .filter((name) => name !== '')
      return {
        id: idOf(role.nameEn, i),
        name: { ja: role.nameJa, en: role.nameEn },
        ...(also.length === 0 ? {} : { also }),
        presence: role.presence === 'required' ? 'required' : 'optional',
        ...(role.category === '' ? {} : { categories: [role.category] }),
        anyOf: [{ scheme, level }],
        reason: { ja: role.reasonJa, en: role.reasonEn },
        provenance,
      }
    }),
    conditions: { recognition: draft.recognition === 'not-accepted' ? 'not-accepted' : 'accepted' },
    provenance,
  }
}

/** An id from the English name: two roles of one name get one id, which lint reports. */
const idOf = (name: string, index: number): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '') || `role-${index + 1}`

/** Reads a draft as if it came from the catalogue; what is not typed yet was asked for before. */
export function readProfile(
  draft: DraftProfile,
  day: string,
): Result<PinnedProfile, { readonly code: 'draft-malformed' }> {
  const read = parseProfile({ file: 'profiles/draft.yaml', data: profileOf(draft, day) })
  return read.ok ? read : refuse({ code: 'draft-malformed' })
}
