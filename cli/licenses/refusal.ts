import { RestError } from "../../components/restClient";
import { UserError } from "../userError";

const signIn =
  "Sign in: set ARM_TENANT_ID, ARM_CLIENT_ID and a credential, or run `az login` as the administrator who answers for licences.";

/** Runs a read of the tenant; what it is refused for is told to the user. */
export async function explained<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw explain(error);
  }
}

function explain(error: unknown): unknown {
  if (!(error instanceof RestError)) return error;
  const what = [error.status || "", error.code].join(" ").trim();
  if (error.code === "signIn") return new UserError(`Nobody could be signed in: ${error.message}`, signIn);
  if (error.status === 401) return new UserError(`The tenant refused the sign-in: ${what}: ${error.message}`, signIn);
  if (error.status === 403) {
    return new UserError(
      `The tenant may not be read: ${what}: ${error.message}`,
      "Reading licences takes Organization.Read.All, LicenseAssignment.Read.All and User.Read.All (Directory.Read.All has all three), or for a person Global Reader.",
    );
  }
  return new UserError(
    `The tenant could not be read: ${what}: ${error.message}`,
    "Run it again; if it stays, look at the network.",
  );
}

/** A user who is not there is a mistyped name. */
export function noSuchUser(error: unknown, user: string): unknown {
  if (!(error instanceof RestError) || error.status !== 404) return error;
  return new UserError(`There is no user "${user}" in the tenant.`, "Give a sign-in name, or an object id.");
}
