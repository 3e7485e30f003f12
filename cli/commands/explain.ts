import { Command, CommanderError } from "commander";
import { explain, render } from "../../explain";
import { readInput } from "../explain/input";
import { isForUser } from "../userError";

export const summary = "explain an error, a token or an operation: cause, fix, who may do it";

const details = `
Each argument is a text, a file, or - for the standard input; several belong together, such as an error and the token
it was answered to. It takes a line of ServiceNow's or Okta's log, an error of Microsoft Graph or Azure, an AADSTS code, the
output of Pulumi or Terraform, an access token, an operation ("POST /users"), a permission.

Nothing is sent or stored, and no secret is printed. A text in an argument stays in the shell's history: give tokens as a file, or
on the standard input.

Exit code: 0 a cause was found or the question answered, 1 nothing is known about it, 2 wrong usage.`;

/** Answers the exit code: 0 answered, 1 not known, 2 wrong usage. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const program = new Command("explain")
      .description(summary)
      .argument("[input...]", "text, file, or - for the standard input")
      .option("--json", "the answer as JSON")
      .addHelpText("after", details)
      .exitOverride()
      .parse([...args], { from: "user" });
    const explanation = explain(await readInput(program.args));
    console.log(program.opts<{ json?: boolean }>().json ? JSON.stringify(explanation, null, 2) : render(explanation));
    return explanation.answered ? 0 : 1;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!isForUser(error)) throw error;
    console.error(`\n${error.message}${error.advice ? `\n\n${error.advice}` : ""}`);
    return 2;
  }
}
