/** A statement that has come so often is worth a name. Until then tables that begin empty have grown, and with them the plan that is kept. */
const USES_MIN = 300
/** Different texts that are counted; each name costs every connection the memory of a plan. */
const TEXTS_MAX = 500

/**
 * Names the statements that come again and again: under a name each connection keeps a statement parsed and planned, and planning one
 * of the ledger's costs PostgreSQL more than running it. Empty for those that have no name, or none yet.
 */
export function statementNames(): (query: { sql: string }) => string {
  const seen = new Map<string, { name: string; uses: number }>()
  return ({ sql }) => {
    const known = seen.get(sql)
    if (!known) {
      if (seen.size < TEXTS_MAX) seen.set(sql, { name: `statement_${seen.size + 1}`, uses: 1 })
      return ''
    }
    known.uses++
    return known.uses > USES_MIN ? known.name : ''
  }
}
