import { RestError } from "../../components/restClient";
import { UserError } from "../userError";

const signIn =
  "Sign in: set ARM_TENANT_ID, ARM_CLIENT_ID and a credential, or run `az login`. A person needs the role Global Reader, and Reader in Azure.";

/** Runs a read of a tenant; what fails of it is told to the user. Raises a UserError. */
export async function explainRead<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    throw explained(error);
  }
}

function explained({ status, code, message }: RestError): UserError {
  const what = [status || "", code, message].filter(Boolean).join(" ");
  if (code === "signIn") return new UserError(`Nobody could be signed in: ${message}`, signIn);
  if (status === 401) return new UserError(`The tenant refused the sign-in: ${what}`, signIn);
  if (status === 429) {
    return new UserError(
      `The tenant is too busy to be read: ${what}`,
      "Run it again later; other programs may be reading the same tenant.",
    );
  }
  return new UserError(`The tenant could not be read: ${what}`, "Run it again; if it stays, look at the network.");
}
