import { kinds } from '../../src/apps/web/static-files.ts'

// How a plain file server carries the public folder: the same types and life spans as our own server gives, from the same table.

/** The places of an nginx server for a public folder. */
export const nginxPlaces = (folder: string): string => {
  const places = kinds.map(
    ({ pattern, type, cache }) =>
      `location ~ ^/${pattern.source.replace(/^\^/, '').replaceAll('\\/', '/')} { types {} default_type "${type}"; add_header Cache-Control "${cache}"; add_header Access-Control-Allow-Origin "*"; }`,
  )
  return [`root ${folder};`, ...places, 'location / { return 404; }'].join('\n')
}
