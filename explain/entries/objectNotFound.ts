import { entry, type Seen } from "../entry";
import { looksOfObjectNotFound } from "../looks/principals";
import { who } from "../who";

const creating =
  /\b(?:creating|created|create|just|New-|Post\(\)|POST|deploy|terraform|pulumi|azuread:index|provider=azuread)\b|\bazuread_\w/i;
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const masked = /^(?:x+|\*+.{0,40}\*+|\*+|redacted|<?(?:guid|id|redacted)>?)$/i;
/** A guest's user principal name, of which the address lost what follows the #: `anna_contoso.com`. */
const cutOff = /^[\w.+-]+_[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$/i;
/** What a program writes where a value is missing, and what is left of a template. */
const unfilled = /^(?:undefined|null|none|nan|true|false|\[object|system\.)|[{}$<>\\%]/i;
const isMangled = ({ values: { id = "" } }: Seen) =>
  id !== "" && !guid.test(id) && !masked.test(id) && (unfilled.test(id) || cutOff.test(id));

/** The user whose token it is; who is missing there is at home in another tenant. */
const isMe = ({ facts }: Seen) => facts.requests.some(({ path }) => /^\/(?:v1\.0|beta)\/me(?:\/|$)/i.test(path));
/** Okta remembers the ID of each user that it made, so that it writes to the one that was deleted since. */
const isRemembered = ({ facts }: Seen) =>
  facts.products.includes("Okta") && facts.requests.some(({ method }) => method !== "POST");
const known = (seen: Seen) => isMe(seen) || isRemembered(seen);

/** 11111111-1111-…: the value of an example, or of a preview in which the ID is not known yet. */
const placeholder = /^(\w)\1{7}-\1{4}-/;

export const objectNotFound = entry({
  id: "graph-object-not-found",
  title: "Microsoft Graph does not know the object (yet)",
  signature: {
    codes: ["Request_ResourceNotFound", "Directory_ObjectNotFound", "NoBackingApplicationObject"],
    texts: [
      /does not exist or one of its queried reference-property objects are not present/i,
      /of the service principal does not reference a valid application object/i,
    ],
  },
  values: { id: /Resource '?([^'\s]{0,120})'? does not exist/i },
  happened: ({ values }) =>
    `The object${values.id ? ` ${values.id}` : ""} in the address, or one that the request refers to, was not found.`,
  causes: [
    {
      id: "mangled-id",
      cause: ({ values }) =>
        cutOff.test(values.id ?? "")
          ? `"${values.id}" looks like a guest's user principal name that was cut off at its #: in an address, what follows a # is not sent.`
          : `"${values.id}" is what is left of a template or of an empty variable, and no ID.`,
      likelihood: "certain",
      applies: isMangled,
      distinguish: "The message repeats the ID as it arrived: it is not what was meant.",
      fix: {
        portal: ({ values }) =>
          cutOff.test(values.id ?? "")
            ? [
                "URL-encode the user principal name (#EXT# becomes %23EXT%23), or call with the user's Object ID, which has no such characters.",
              ]
            : [
                "Print the address as it is sent, and look where the variable gets its value: the step that should have found the object returned nothing, or its answer was read wrongly.",
                "ServiceNow: the input pill of the action is empty; see the execution details of the step before it.",
              ],
        who: who.configuresProduct,
      },
    },
    {
      id: "replication",
      cause:
        "It was created moments ago. The directory copies an object to its other servers within seconds, sometimes minutes; until then some of them answer 404.",
      likelihood: "possible",
      weigh: ({ facts, values }) =>
        values.id === ""
          ? { likelihood: "unlikely", because: "the message names no object" }
          : isMangled({ facts, values })
            ? { likelihood: "unlikely", because: "what the message names is no ID" }
            : known({ facts, values })
              ? { likelihood: "unlikely", because: "the object is an old one" }
              : placeholder.test(values.id ?? "")
                ? { likelihood: "unlikely", because: "the ID in the message is a placeholder" }
                : creating.test(facts.line)
                  ? { likelihood: "likely", because: "the input speaks of creating objects" }
                  : undefined,
      distinguish: "The same request works a minute later without a change.",
      fix: {
        portal: [
          "Repeat the request after some seconds, with growing pauses. This project's providers do so; run `pulumi up` again if they gave up.",
          "In scripts: wait until GET of the new object answers 200 several times in a row before referring to it.",
        ],
        who: who.deploys,
      },
    },
    {
      id: "wrong-id",
      cause:
        "The ID is another object's: the Object ID of an app registration in place of the service principal's, or a client ID in place of an Object ID. The three are different.",
      likelihood: "likely",
      weigh: ({ facts, values }) =>
        values.id === ""
          ? { likelihood: "likely", because: "the message names an empty ID" }
          : isMangled({ facts, values })
            ? { likelihood: "unlikely", because: "what the message names is no ID" }
            : known({ facts, values })
              ? { likelihood: "unlikely", because: "nobody entered the ID: it is a known user's" }
              : placeholder.test(values.id ?? "")
                ? { likelihood: "certain", because: "the ID in the message is a placeholder" }
                : creating.test(facts.line)
                  ? { likelihood: "possible", because: "a new object is involved" }
                  : undefined,
      distinguish:
        "It fails for good. App registrations > Object ID, Enterprise applications > Object ID and Application (client) ID: see which one it is.",
      fix: {
        portal: [
          "Paths under /servicePrincipals take the Object ID of the enterprise application, those under /applications that of the app registration; /servicePrincipals(appId='<client id>') takes the client ID.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "deleted-or-other-tenant",
      cause: "The object was deleted, or belongs to another tenant than the token.",
      likelihood: "possible",
      weigh: (seen) =>
        isMe(seen)
          ? { likelihood: "likely", because: "it is the user of the token, who is not in the tenant that issued it" }
          : isRemembered(seen)
            ? { likelihood: "likely", because: "Okta writes to a user that it knows from before" }
            : undefined,
      distinguish:
        "Microsoft Entra admin center > Deleted users / Deleted applications has it; or it exists in the other tenant.",
      fix: {
        portal: (seen) => [
          ...(isRemembered(seen)
            ? [
                "Okta > Applications > the Office 365 application > Assignments: remove the user and assign it again; Okta then finds the user anew, or makes one.",
              ]
            : []),
          "Restore it within 30 days (Deleted users, Deleted applications), or sign in to the tenant that has it. In Pulumi: `pulumi refresh` drops what is gone from the state.",
        ],
        who: who.managesEnterpriseApplication,
      },
    },
  ],
  looks: looksOfObjectNotFound,
  sources: [
    { title: "Microsoft Graph: Error responses and resource types", url: "https://learn.microsoft.com/graph/errors" },
    {
      title: "Microsoft: Azure AD developer support, 404 on an object that was just created",
      url: "https://blogs.aaddevsup.xyz",
    },
  ],
});
