/** What the credentials of an application have in common. */
import type { Scope, Step } from "../resourceType";

/** `/applications/{objectId}` → object id. */
export const objectIdOf = (applicationId: unknown): string => String(applicationId).split("/")[2] ?? "";

export const applicationIdOf = (objectId: string | undefined): string => `/applications/${objectId}`;

/** Reads the application (`answers.app`), which lists its passwords and certificates. */
export const readApplication = (objectId: (scope: Scope) => string | undefined): Step => ({
  does: (scope) => `Retrieving application with object ID "${objectId(scope)}"`,
  as: "app",
  request: (scope) => ({ method: "GET", path: `/v1.0/applications/${objectId(scope)}` }),
});
