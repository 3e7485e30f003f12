import { execFile } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { loopbackTls } from "../../../sandbox/tls/authority";
import { trustBundle } from "../../../sandbox/tls/bundle";

const run = promisify(execFile);
const day = 24 * 60 * 60 * 1000;
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "sandbox-tls-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const leafOf = (cert: string) => new X509Certificate(cert);

test("the server certificate is for loopback names only, and for servers", () => {
  const { cert, ca } = loopbackTls(directory);
  const leaf = leafOf(cert);
  expect(leaf.subjectAltName).toBe("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1");
  expect(leaf.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  expect(leaf.ca).toBe(false);
  expect(leaf.verify(new X509Certificate(ca).publicKey)).toBe(true);
});

test("it lives for no more than the 398 days that clients accept", () => {
  const leaf = leafOf(loopbackTls(directory).cert);
  expect(Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)).toBeLessThanOrEqual(397 * day);
});

test("OpenSSL verifies the chain strictly, for each name", async () => {
  const { caFile } = loopbackTls(directory);
  const server = join(directory, "server.pem");
  for (const name of [
    ["-verify_hostname", "localhost"],
    ["-verify_ip", "127.0.0.1"],
    ["-verify_ip", "::1"],
  ]) {
    const { stdout } = await run("openssl", [
      "verify",
      "-x509_strict",
      "-purpose",
      "sslserver",
      ...name,
      "-CAfile",
      caFile,
      server,
    ]);
    expect(stdout.trim()).toBe(`${server}: OK`);
  }
});

test("the authority cannot vouch for another name", async () => {
  const { caFile } = loopbackTls(directory);
  const file = (name: string) => join(directory, name);
  writeFileSync(file("ext"), "subjectAltName=DNS:login.microsoftonline.com\n");
  await run("openssl", [
    "req",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-keyout",
    file("k"),
    "-out",
    file("csr"),
    "-subj",
    "/CN=x",
  ]);
  await run("openssl", [
    "x509",
    "-req",
    "-in",
    file("csr"),
    "-CA",
    caFile,
    "-CAkey",
    file("ca-key.pem"),
    "-days",
    "2",
    "-extfile",
    file("ext"),
    "-out",
    file("evil.pem"),
  ]);
  const result = await run("openssl", ["verify", "-CAfile", caFile, file("evil.pem")]).catch((error) => error);
  expect(`${result.stdout}${result.stderr}`).toContain("permitted subtree violation");
});

test("authority and certificate are kept, and the certificate is renewed in its last week", () => {
  const start = new Date();
  const first = loopbackTls(directory, start);
  const later = loopbackTls(directory, new Date(start.getTime() + 380 * day));
  expect(later.cert).toBe(first.cert);
  const renewed = loopbackTls(directory, new Date(start.getTime() + 392 * day));
  expect(renewed.cert).not.toBe(first.cert);
  expect(renewed.ca).toBe(first.ca);
});

test("a certificate that another authority signed is made anew", () => {
  loopbackTls(directory);
  rmSync(join(directory, "ca.pem"));
  const { cert, ca } = loopbackTls(directory);
  expect(leafOf(cert).verify(new X509Certificate(ca).publicKey)).toBe(true);
});

describe("the bundle", () => {
  const one = () => readFileSync(loopbackTls(mkdtempSync(join(directory, "a-"))).caFile, "utf8").trim();
  const write = (name: string, text: string) => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };

  test("holds what the environment names, each certificate once, and ours", () => {
    const [own, corporate, other] = [one(), one(), one()];
    const bundle = trustBundle(own, {
      SSL_CERT_FILE: write("a.pem", `# comment\n${corporate}\r\n`),
      REQUESTS_CA_BUNDLE: write("b.pem", `${corporate}\n${own}\n`),
      NODE_EXTRA_CA_CERTS: write("c.pem", other),
    });
    expect(bundle.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
    for (const certificate of [own, corporate, other]) expect(bundle).toContain(certificate);
  });

  test("holds the system's authorities where only Node was told of more", () => {
    const own = one();
    const bundle = trustBundle(own, { NODE_EXTRA_CA_CERTS: write("c.pem", one()) });
    expect(bundle.match(/BEGIN CERTIFICATE/g)?.length).toBeGreaterThan(20);
    expect(bundle).toContain(own);
  });

  test("does without a file that is not there", () => {
    expect(trustBundle(one(), { SSL_CERT_FILE: join(directory, "missing.pem") })).toContain("BEGIN CERTIFICATE");
  });
});
