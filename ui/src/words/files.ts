// The words of the program, by language: what pages say (those about the acts on a clue and its report, registers, matters,
// accounts, networks, other agencies, administration and help in files of their own), and below code what the server's codes mean.
import en from "./en.json";
import enAdmin from "./en.admin.json";
import enClue from "./en.clue.json";
import enCodes from "./en.codes.json";
import enDraft from "./en.draft.json";
import enLeader from "./en.leader.json";
import enHelp from "./en.help.json";
import enMatter from "./en.matter.json";
import enNetwork from "./en.network.json";
import enPeople from "./en.people.json";
import enRegister from "./en.register.json";
import enTransfer from "./en.transfer.json";
import zh from "./zh.json";
import zhAdmin from "./zh.admin.json";
import zhClue from "./zh.clue.json";
import zhCodes from "./zh.codes.json";
import zhDraft from "./zh.draft.json";
import zhLeader from "./zh.leader.json";
import zhHelp from "./zh.help.json";
import zhMatter from "./zh.matter.json";
import zhNetwork from "./zh.network.json";
import zhPeople from "./zh.people.json";
import zhRegister from "./zh.register.json";
import zhTransfer from "./zh.transfer.json";

export const files = {
  zh: { ...zh, ...zhClue, ...zhRegister, ...zhMatter, ...zhDraft, ...zhPeople, ...zhAdmin, ...zhLeader, ...zhNetwork, ...zhTransfer, ...zhHelp, code: zhCodes },
  en: { ...en, ...enClue, ...enRegister, ...enMatter, ...enDraft, ...enPeople, ...enAdmin, ...enLeader, ...enNetwork, ...enTransfer, ...enHelp, code: enCodes },
};

/** A CodeGroup is a list of codes that belong together: the roles of parties, the kinds of evidence. */
export type CodeGroup = keyof typeof zhCodes;
