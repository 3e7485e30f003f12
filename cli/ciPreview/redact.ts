/** Keeps secrets out of what is published. The engine masks those that it knows; this is for the others. */
import { secretName } from "./events";

const mask = "[secret]";
/** What is shorter is a word that occurs by itself, such as the sandbox's passphrase. */
const shortest = 12;

const shapes = [
  // A JSON Web Token.
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g,
  // A client secret of Microsoft Entra ID. https://learn.microsoft.com/purview/sit-defn-client-secret-api-key
  /[\w~.-]{3}\dQ~[\w~.-]{31,34}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];

/** Answers a function that masks secret variables of the environment, other known secrets, and whatever looks like one. */
export function redactor(environment: NodeJS.ProcessEnv, known: readonly string[]): (text: string) => string {
  const variables = Object.entries(environment)
    .filter(([name]) => secretName.test(name) && !/(_URL|_FILE|_PATH)$/.test(name))
    .map(([, value = ""]) => value);
  const values = [...new Set([...variables, ...known])]
    .filter((value) => value.length >= shortest)
    .sort((one, other) => other.length - one.length);
  return (text) => {
    const withoutValues = values.reduce((masked, value) => masked.replaceAll(value, mask), text);
    return shapes.reduce((masked, shape) => masked.replace(shape, mask), withoutValues);
  };
}
