import type { Clock } from "../clock";
import type { SandboxRequest } from "../operation";
import { invalidApiVersion, missingApiVersion } from "./errors";

/** The latest api-versions of Microsoft.Resources, as a refusal lists them. Any other well-formed one of the past is served too. */
const listed = [
  "2025-04-01",
  "2025-03-01",
  "2024-11-01",
  "2024-07-01",
  "2024-03-01",
  "2023-07-01",
  "2022-12-01",
  "2022-09-01",
  "2021-04-01",
  "2021-01-01",
  "2020-10-01",
  "2020-06-01",
  "2019-10-01",
  "2018-05-01",
  "2016-09-01",
  "2016-06-01",
  "2015-11-01",
  "2015-01-01",
];

/**
 * The `api-version` of a request. Raises MissingApiVersionParameter or InvalidApiVersionParameter. ARM's own versions are
 * not checked one by one: clients of every age work, and what a version changes in these shapes is not modelled.
 */
export function apiVersionOf(request: SandboxRequest, clock: Clock): string {
  const version = request.query.get("api-version") || request.version;
  if (!version) throw missingApiVersion();
  if (!isPastDate(version, clock.now())) throw invalidApiVersion(version, listed);
  return version;
}

/** `2021-04-01` or `2021-04-01-preview`: a real date, since ARM exists and not in the future. */
function isPastDate(version: string, now: Date): boolean {
  const [, date] = /^(\d{4}-\d{2}-\d{2})(-[a-z]+)?$/i.exec(version) ?? [];
  if (date === undefined) return false;
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) return false;
  return date >= "2014-01-01" && date <= latest(now);
}

/** A client may be newer than a test's clock. */
function latest(now: Date): string {
  return new Date(Math.max(now.getTime(), Date.now())).toISOString().slice(0, 10);
}
