/** Steps that create and update of an application have in common. */
import type { Hesitation, Scope, Step } from "../resourceType";
import { notFound } from "../steps";
import type { Values } from "../values";

export const path = ({ id }: Scope, version = "v1.0") => `/${version}/applications/${id.objectId}`;

/** A change may not have reached every copy of the directory; a conflict is one with an earlier change. */
export const catchingUp: readonly Hesitation[] = [
  ...notFound,
  { status: 409 },
  { status: 400, message: /cannot be deleted or updated unless disabled first/i },
];

export const postResponse: Step = {
  does: "Could not set `oauth2RequirePostResponse`",
  request: (scope) =>
    scope.changed("oauth2PostResponseRequired")
      ? {
          method: "PATCH",
          path: path(scope, "beta"),
          body: { oauth2RequirePostResponse: scope.inputs.oauth2PostResponseRequired ?? false },
        }
      : undefined,
  retries: catchingUp,
};

export const logo: Step = {
  does: "Could not upload logo image",
  request: (scope) =>
    scope.inputs.logoImage !== undefined && scope.changed("logoImage")
      ? {
          method: "PUT",
          path: `${path(scope)}/logo`,
          content: imageOf(String(scope.inputs.logoImage)),
        }
      : undefined,
};

function imageOf(base64: string) {
  const kind = base64.startsWith("/9j/") ? "jpeg" : base64.startsWith("R0lG") ? "gif" : "png";
  return { type: `image/${kind}`, data: Buffer.from(base64, "base64") };
}

export const addPassword: Step = {
  does: "Could not add password",
  as: "password",
  request: (scope) => {
    const password = scope.inputs.password as Values | undefined;
    if (!password || !scope.changed("password")) return undefined;
    const { displayName, startDate: startDateTime, endDate: endDateTime } = password;
    return {
      method: "POST",
      path: `${path(scope)}/addPassword`,
      body: { passwordCredential: { displayName, startDateTime, endDateTime } },
    };
  },
  retries: notFound,
};

export const removePassword: Step = {
  does: "Could not remove password",
  request: (scope) => {
    const keyId = (scope.state.password as Values | undefined)?.keyId;
    if (keyId === undefined || !scope.changed("password")) return undefined;
    return { method: "POST", path: `${path(scope)}/removePassword`, body: { keyId } };
  },
  tolerates: notFound,
};
