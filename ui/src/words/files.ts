// The words of the program, by language: what pages say (those about registers in a file of
// their own), and below code what the server's codes mean.
import en from "./en.json";
import enCodes from "./en.codes.json";
import enRegister from "./en.register.json";
import zh from "./zh.json";
import zhCodes from "./zh.codes.json";
import zhRegister from "./zh.register.json";

export const files = { zh: { ...zh, ...zhRegister, code: zhCodes }, en: { ...en, ...enRegister, code: enCodes } };

/** A CodeGroup is a list of codes that belong together: the roles of parties, the kinds of evidence. */
export type CodeGroup = keyof typeof zhCodes;
