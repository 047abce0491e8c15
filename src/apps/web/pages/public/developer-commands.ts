import type { LatestSnapshot } from '../../../../core/register/manifest.ts'

const example = '7K3M9QXP2C'

/** What a developer may copy into a terminal, by section of the page. A test runs every line against the demonstration. */
export function developerCommands(
  base: string,
  latest: Pick<LatestSnapshot, 'folder' | 'files'> | undefined,
): Readonly<Record<string, string>> {
  const names = ['manifest.jws', ...(latest?.files ?? []).map(({ name }) => name)].join(',')
  return {
    one: `curl ${base}/api/v1/labels/${example}`,
    search: `curl '${base}/api/v1/labels?q=HR-200'`,
    past: `curl '${base}/api/v1/labels/${example}?as_of=2026-11-01'`,
    check: `curl ${base}/api/v1/checks -H 'content-type: application/json' \\\n  -d '{"policy":"gov-low","rows":[{"model":"HR-200"},{"model":"SG-40"}]}'`,
    changes: `curl '${base}/api/v1/changes?after=0&limit=100'`,
    gtin: `curl --head --get '${base}/01/9520123000011'\ncurl '${base}/01/9520123000011?linkType=linkset'`,
    verify: `curl -O ${base}/trust/root.json\nhoshirushi verify ${example} --from ${base} --trust root.json`,
    ...(latest === undefined
      ? {}
      : {
          register: [
            `curl -O ${base}/trust/root.json`,
            `curl --remote-name-all '${base}/bulk/${latest.folder}/{${names}}'`,
            'hoshirushi register verify . --trust root.json',
            `printf 'model\\nHR-200\\n' > list.csv`,
            'hoshirushi check list.csv --policy gov-low --register register.jsonl.zst',
          ].join('\n'),
        }),
  }
}
