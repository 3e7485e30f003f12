import { bcrypt } from "../../sandbox/plugins/random/bcrypt";

const own = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const usual = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const saltOf = (hash: string) =>
  Buffer.from(
    hash.slice(7, 29).replace(/./g, (digit) => usual.charAt(own.indexOf(digit))),
    "base64",
  ).subarray(0, 16);

// Vectors of the reference implementation (Openwall crypt_blowfish, wrapper.c).
test.each([
  ["U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"],
  ["U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"],
  ["U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"],
])("bcrypt of %j is the reference's", (password, hash) => {
  expect(bcrypt(password, Number(hash.slice(4, 6)), saltOf(hash))).toBe(hash);
});

test("each hash has a salt of its own", () => {
  expect(bcrypt("secret", 4)).not.toBe(bcrypt("secret", 4));
});
