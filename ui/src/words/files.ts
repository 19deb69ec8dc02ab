// The words of the program, by language: what pages say, and below code what the server's codes mean.
import en from "./en.json";
import enCodes from "./en.codes.json";
import zh from "./zh.json";
import zhCodes from "./zh.codes.json";

export const files = { zh: { ...zh, code: zhCodes }, en: { ...en, code: enCodes } };

/** A CodeGroup is a list of codes that belong together: the roles of parties, the kinds of evidence. */
export type CodeGroup = keyof typeof zhCodes;
