import { Command, CommanderError } from "commander";
import { explain, render } from "../../explain";
import { readInput } from "../explain/input";
import { checkFlags, givenBy, inSandboxOf, type LiveFlags, stackOf } from "../explain/live/flags";
import { explainLive } from "../explain/live/look";
import { signIn } from "../explain/live/signIn";
import { reportProgress } from "../progress";
import { isForUser } from "../userError";

export const summary = "explain an error, a token or an operation: cause, fix, who may do it";

const details = `
Each argument is a text, a file, or - for the standard input; several belong together, such as an error and the token
it was answered to. It takes a line of ServiceNow's or Okta's log, an error of Microsoft Graph or Azure, an AADSTS code, the
output of Pulumi or Terraform, an access token, an operation ("POST /users"), a permission.

Without --live nothing is sent or stored; with it the tenant is read, and nothing is written. No secret is printed. A text in an
argument stays in the shell's history: give tokens as a file, or on the standard input.

--live reads as whoever is signed in (ARM_TENANT_ID, ARM_CLIENT_ID and a credential, or az login). What the input does not say
can be given with --app, --user, --subscription, or --integration of a stack.

Exit code: 0 a cause was found or the question answered, 1 nothing is known about it, 2 wrong usage, 3 answered from the input
alone, because --live could not sign in or reach the tenant.`;

interface Flags extends LiveFlags {
  readonly json?: boolean;
}

/** Answers the exit code: 0 answered, 1 not known, 2 wrong usage, 3 answered without the look at the tenant that was asked for. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const program = new Command("explain")
      .description(summary)
      .argument("[input...]", "text, file, or - for the standard input")
      .option("--json", "the answer as JSON")
      .option("--live", "also look at the tenant, reading only, to decide between the causes")
      .option("--app <client id>", "with --live: the application that failed")
      .option("--user <name>", "with --live: the user whose token or licences it is about; sign-in name or object id")
      .option("--subscription <id>", "with --live: the subscription it is about")
      .option("-i, --integration <name>", "with --live: takes all of it from an integration of the stack")
      .option(
        "-s, --stack <name>",
        "with --live: the stack of that integration; one of the sandbox looks at the sandbox",
      )
      .addHelpText("after", details)
      .exitOverride()
      .parse([...args], { from: "user" });
    const flags = program.opts<Flags>();
    checkFlags(flags);
    const stack = flags.live ? await stackOf(flags) : undefined;
    const code = await inSandboxOf(stack, args);
    if (code !== undefined) return code;
    const input = await readInput(program.args);
    const explanation = flags.live
      ? await explainLive(input, await givenBy(flags, stack), () => signIn(process.env), reportProgress)
      : explain(input);
    console.log(flags.json ? JSON.stringify(explanation, null, 2) : render(explanation));
    if (explanation.live?.looked === false) {
      if (flags.json) console.error(`\n--live did not look at the tenant: ${explanation.live.problem}`);
      return explanation.answered ? 3 : 1;
    }
    return explanation.answered ? 0 : 1;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!isForUser(error)) throw error;
    console.error(`\n${error.message}${error.advice ? `\n\n${error.advice}` : ""}`);
    return 2;
  }
}
