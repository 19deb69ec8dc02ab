// Signs that are not taken for others when a password is read out or copied by hand.
const signs = "abcdefghjkmnpqrstuvwxyz23456789";

/** firstPassword makes a password that somebody is handed for one sign-in: four groups of four, about 79 bits. */
export function firstPassword(random: (n: number) => Uint8Array = (n) => crypto.getRandomValues(new Uint8Array(n))): string {
  let out = "";
  while (out.length < 16) {
    // What is left over above a whole number of rounds would make the first signs likelier.
    for (const b of random(16)) if (b < 256 - (256 % signs.length) && out.length < 16) out += signs[b % signs.length];
  }
  return out.replace(/(.{4})(?=.)/g, "$1-");
}
