// An identity provider (oidc-provider) on the loopback address, whose people log in with any password.
//
// Its arguments are the folder of the package, the port that it listens on (0: a free one), the client's secret (empty: it
// has none), and how ID tokens are signed. It says its port in a line of its own. The login names the person: `alice` has the
// verified address alice@example.com, `alice-too` has the same, and that of `bob-unverified` is bob's, and not verified. Its
// keys are new with each start.

import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, port, secret, algorithm] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(join(folder, "lib", "index.js")));

const KINDS = {
  RS256: ["rsa", { modulusLength: 2048 }],
  ES256: ["ec", { namedCurve: "P-256" }],
  EdDSA: ["ed25519", {}],
};

const server = createServer();
server.listen(Number(port), "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const { privateKey } = generateKeyPairSync(...KINDS[algorithm]);
  const key = { ...privateKey.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg: algorithm };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "infuse",
        ...(secret ? { client_secret: secret } : { token_endpoint_auth_method: "none" }),
        application_type: "native",
        redirect_uris: ["http://127.0.0.1/callback/127.0.0.1"],
        grant_types: ["authorization_code"],
        response_types: ["code"],
        id_token_signed_response_alg: algorithm,
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: [randomUUID()] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    enabledJWA: { idTokenSigningAlgValues: Object.keys(KINDS) },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: `${id.split("-")[0]}@example.com`,
        email_verified: !id.endsWith("-unverified"),
        name: `${id} of the provider`,
      }),
    }),
  });
  server.on("request", provider.callback());
  console.log(server.address().port);
});
