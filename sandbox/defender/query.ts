import { ServiceError } from "../errors";
import { parseFilter } from "../graph/odata/filter";
import { matches } from "../graph/odata/matches";
import type { Reply, SandboxRequest } from "../operation";

/** Largest page of the Defender APIs. */
const maximumPageSize = 10_000;

type Row = Readonly<Record<string, unknown>>;

/** A list with `$filter`, `$top`, `$skip` and `$orderby`, as the Defender APIs answer it. */
export function rowsReply(rows: readonly Row[], request: SandboxRequest, context: string): Reply {
  const { query } = request;
  const filter = query.get("$filter");
  const expression = filter ? parseFilter(filter) : undefined;
  let found = expression ? rows.filter((row) => matches(expression, row)) : [...rows];
  const [property, direction] = (query.get("$orderby") ?? "").trim().split(/\s+/);
  if (property) {
    const key = (row: Row) => String(row[property] ?? "");
    found = found.sort((a, b) => key(a).localeCompare(key(b)) * (direction?.toLowerCase() === "desc" ? -1 : 1));
  }
  const skip = wholeNumber(query.get("$skip"), "$skip") ?? 0;
  const top = wholeNumber(query.get("$top"), "$top") ?? maximumPageSize;
  return { status: 200, body: { "@odata.context": context, value: found.slice(skip, skip + top) } };
}

function wholeNumber(text: string | null, option: string): number | undefined {
  if (text === null) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new ServiceError(400, "BadRequest", `Invalid value '${text}' for ${option}.`);
}
