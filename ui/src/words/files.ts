// The words of the program, by language: what pages say (those about registers and about
// matters in files of their own), and below code what the server's codes mean.
import en from "./en.json";
import enCodes from "./en.codes.json";
import enMatter from "./en.matter.json";
import enRegister from "./en.register.json";
import zh from "./zh.json";
import zhCodes from "./zh.codes.json";
import zhMatter from "./zh.matter.json";
import zhRegister from "./zh.register.json";

export const files = { zh: { ...zh, ...zhRegister, ...zhMatter, code: zhCodes }, en: { ...en, ...enRegister, ...enMatter, code: enCodes } };

/** A CodeGroup is a list of codes that belong together: the roles of parties, the kinds of evidence. */
export type CodeGroup = keyof typeof zhCodes;
