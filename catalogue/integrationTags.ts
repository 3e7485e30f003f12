/** Tags on applications by which components say, and policies see, who acts with their permissions. */

/** On an application that acts without a user: application permissions, client credentials. */
export const unattendedTag = "entra-integrations:unattended";

/** On an application that acts with delegated permissions by design: for one service account, or for the people who sign in to it. */
export const delegatedTag = "entra-integrations:delegated";
